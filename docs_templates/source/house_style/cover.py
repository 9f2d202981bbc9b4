"""The cover's decoration: two plain rectangles in the first page's header, outside the reading order."""

from docs_templates.source.house_style.palette import AMBER, EMU_PER_CM, PETROL
from docs_templates.source.house_style.xml import style_id

_BAND_CM = 2.7
_LINE_CM = 0.18
_PAGE_CM = 29.7


def _rectangle(number: int, left_cm: float, width_cm: float, fill: str) -> str:
    width, height = round(width_cm * EMU_PER_CM), round(_PAGE_CM * EMU_PER_CM)
    shape = (
        '<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill><a:ln><a:noFill/></a:ln></wps:spPr>'
        "<wps:bodyPr/></wps:wsp>"
    )
    anchor = (
        f'<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{number}" behindDoc="1" '
        'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{round(left_cm * EMU_PER_CM)}</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:wrapNone/>'
        f'<wp:docPr id="{900 + number}" name="Forsidefelt {number}" descr=""/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"{shape}</a:graphicData></a:graphic></wp:anchor>"
    )
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:drawing>{anchor}</w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def cover_header() -> str:
    """The paragraph of the first page's header."""
    band = _rectangle(1, 0, _BAND_CM, PETROL) + _rectangle(2, _BAND_CM, _LINE_CM, AMBER)
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id("Tabeltekst")}"/></w:pPr>{band}</w:p>'
