"""DrawingML of a lying bar chart:

Numbers on the bars, one colour a series, cached values so that Word shows it at once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from itstart.documents.text import xml

FONT: Final = "Calibri"
INK, GREY, HAIR, PETROL, PETROL_MID, AMBER = "1F2A2E", "566468", "C5D2D4", "0F4C5C", "3B7E8B", "C9782F"
# (fill, text on it). Dark, middle, pale, amber, soft: neighbours differ in grey tone, so that a grey print can be read.
FILLS: Final = ((PETROL, "FFFFFF"), (PETROL_MID, "FFFFFF"), ("C8DADC", INK), (AMBER, "FFFFFF"), ("9CC0C5", INK))
NAMESPACES: Final = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_NO_FILL: Final = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
_FLAGS: Final = (
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


@dataclass(frozen=True)
class Series:
    """One series:

    Values in category order; `fill` None is an invisible series; `label` says which values carry a number.
    """

    name: str
    values: Sequence[int | float]
    fill: str | None
    ink: str = INK
    label: Callable[[int | float], bool] | None = None
    number_format: str = "0"


@dataclass(frozen=True)
class ValueAxis:
    """The axis with the numbers: hidden unless `shown`; limits and step in the series' own unit."""

    shown: bool = False
    low: float = 0
    high: float | None = None
    step: float | None = None
    number_format: str = "0"
    at_top: bool = False


def chart_space(categories: Sequence[str], series: Sequence[Series], axis: ValueAxis, gap: int) -> str:
    """The chart part. The embedded workbook is expected as relation rId1, its sheet is called Ark1."""
    stacked = len(series) > 1
    drawn = "".join(_series(i, one, categories, stacked=stacked) for i, one in enumerate(series))
    overlap = '<c:overlap val="100"/>' if stacked else ""
    key = _legend() if stacked else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace {NAMESPACES}><c:lang val="da-DK"/>'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart>'
        '<c:barDir val="bar"/>'
        f'<c:grouping val="{"stacked" if stacked else "clustered"}"/><c:varyColors val="0"/>{drawn}'
        f'<c:gapWidth val="{gap}"/>{overlap}<c:axId val="11"/><c:axId val="12"/></c:barChart>{_category_axis()}'
        f'{_value_axis(axis)}</c:plotArea>{key}<c:plotVisOnly val="1"/></c:chart><c:spPr>{_solid("FFFFFF")}'
        '<a:ln><a:noFill/></a:ln></c:spPr><c:externalData r:id="rId1">'
        '<c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _solid(color: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'


def _text(size: int, color: str = INK, *, bold: bool = False) -> str:
    return (
        '<c:txPr><a:bodyPr rot="0" vert="horz"/><a:lstStyle/>'
        f'<a:p><a:pPr><a:defRPr sz="{size}" b="{int(bold)}">{_solid(color)}'
        f'<a:latin typeface="{FONT}"/></a:defRPr></a:pPr><a:endParaRPr lang="da-DK"/></a:p></c:txPr>'
    )


def _points(values: Sequence[object]) -> str:
    points = "".join(f'<c:pt idx="{k}"><c:v>{xml(str(v))}</c:v></c:pt>' for k, v in enumerate(values))
    return f'<c:ptCount val="{len(values)}"/>{points}'


def _labels(one: Series, *, stacked: bool) -> str:
    if one.label is None:
        return ""
    hidden = "".join(
        f'<c:dLbl><c:idx val="{k}"/><c:delete val="1"/></c:dLbl>' for k, v in enumerate(one.values) if not one.label(v)
    )
    return (
        f'<c:dLbls>{hidden}<c:numFmt formatCode="{xml(one.number_format)}" sourceLinked="0"/>{_NO_FILL}'
        f'{_text(900, one.ink, bold=True)}<c:dLblPos val="{"ctr" if stacked else "outEnd"}"/>{_FLAGS}</c:dLbls>'
    )


def _series(i: int, one: Series, categories: Sequence[str], *, stacked: bool) -> str:
    column, last = chr(66 + i), len(categories) + 1
    look = f'<c:spPr>{_solid(one.fill)}<a:ln w="12700">{_solid("FFFFFF")}</a:ln></c:spPr>' if one.fill else _NO_FILL
    return (
        f'<c:ser><c:idx val="{i}"/><c:order val="{i}"/><c:tx><c:strRef><c:f>Ark1!${column}$1</c:f><c:strCache>'
        f"{_points([one.name])}</c:strCache></c:strRef></c:tx>{look}"
        f'<c:invertIfNegative val="0"/>{_labels(one, stacked=stacked)}'
        f"<c:cat><c:strRef><c:f>Ark1!$A$2:$A${last}</c:f>"
        f"<c:strCache>{_points(categories)}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Ark1!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f"{_points(one.values)}</c:numCache></c:numRef></c:val></c:ser>"
    )


def _legend() -> str:
    return f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{_text(900)}</c:legend>'


def _category_axis() -> str:
    return (
        '<c:catAx><c:axId val="11"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/><c:spPr><a:ln w="9525">{_solid(GREY)}</a:ln></c:spPr>{_text(950, INK, bold=True)}'
        '<c:crossAx val="12"/><c:crosses val="autoZero"/></c:catAx>'
    )


def _value_axis(axis: ValueAxis) -> str:
    grid = f'<c:majorGridlines><c:spPr><a:ln w="6350">{_solid(HAIR)}</a:ln></c:spPr></c:majorGridlines>'
    high = f'<c:max val="{axis.high:g}"/>' if axis.high is not None else ""
    step = f'<c:majorUnit val="{axis.step:g}"/>' if axis.step else ""
    return (
        f'<c:valAx><c:axId val="12"/><c:scaling><c:orientation val="minMax"/>{high}'
        f'<c:min val="{axis.low:g}"/></c:scaling>'
        f'<c:delete val="{int(not axis.shown)}"/>'
        f'<c:axPos val="{"t" if axis.at_top else "b"}"/>{grid if axis.shown else ""}'
        f'<c:numFmt formatCode="{xml(axis.number_format)}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_text(800, GREY)}<c:crossAx val="11"/>'
        f'<c:crosses val="{"autoZero" if axis.at_top else "max"}"/>{step}</c:valAx>'
    )
