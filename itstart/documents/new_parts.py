"""Parts that a rendering adds to the package: charts with their workbooks, and pictures."""

from collections import defaultdict
from typing import Final

from itstart.documents.native_charts import relation_id
from itstart.documents.pictures import picture_id
from itstart.documents.plan import TYPES, Plan
from itstart.documents.values import DOCUMENT_PART, Rendering

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHART_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
)
_CHART_RELS: Final = (
    f'{_HEAD}<Relationship Id="rId1" Type="{_OFFICE}/package" Target="../embeddings/diagram%d.xlsx"/></Relationships>'
)


def new_parts(rendering: Rendering, plan: Plan) -> dict[str, bytes]:
    """The parts by name, with the relations and content types that point to them; nothing when there are none."""
    out: dict[str, bytes] = {}
    links: dict[str, str] = defaultdict(str)
    types = ""
    for n, chart in enumerate(rendering.charts, 1):
        out[f"word/charts/chart{n}.xml"] = chart.chart_part()
        out[f"word/charts/_rels/chart{n}.xml.rels"] = (_CHART_RELS % n).encode()
        out[f"word/embeddings/diagram{n}.xlsx"] = chart.workbook()
        links[DOCUMENT_PART] += _link(relation_id(n), "chart", f"charts/chart{n}.xml")
        types += _type(f"word/charts/chart{n}.xml", _CHART_TYPE) + _type(f"word/embeddings/diagram{n}.xlsx", _XLSX_TYPE)
    for n, (part, picture) in enumerate(rendering.pictures, 1):
        name = f"media/firma{n}.{picture.extension}"
        out[f"word/{name}"] = picture.content
        links[part] += _link(picture_id(n), "image", name)
        types += _type(f"word/{name}", picture.media_type)
    for part, said in links.items():
        folder, _, base = part.rpartition("/")
        rels = f"{folder}/_rels/{base}.rels"
        out[rels] = _with(plan.part(rels) or f"{_HEAD}</Relationships>".encode(), said, "</Relationships>")
    if types:
        out[TYPES] = _with(plan.part(TYPES) or b"", types, "</Types>")
    return out


def _link(number: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _type(part: str, kind: str) -> str:
    return f'<Override PartName="/{part}" ContentType="{kind}"/>'


def _with(xml: bytes, more: str, end: str) -> bytes:
    """The part with more before its end; an element without content is opened first."""
    tag = end.strip("</>")
    if f"</{tag}>".encode() not in xml:
        xml = xml.rstrip().removesuffix(b"/>") + f"></{tag}>".encode()
    return xml.replace(end.encode(), more.encode() + end.encode())
