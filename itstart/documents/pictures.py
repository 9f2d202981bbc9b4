"""A picture as a value: a firm's logo with its alt text, as large as it is allowed to be."""

from itstart.documents.native_charts import EMU_PER_CM
from itstart.documents.text import clean, xml
from itstart.documents.values import Rendering, XmlValue

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FIRST_ID = 2001


class Picture(XmlValue):
    """`Picture(bytes, "image/png", "Hedelunds logo", 600, 200)`: pixels say the shape, the limits the size.

    `{{ x }}` puts it in a line, `{{p x }}` alone in the template's paragraph; headers and footers may hold it too.
    """

    def __init__(
        self, content: bytes, media_type: str, alt: str, width: int, height: int, *, wide_cm: float = 5.5,
        high_cm: float = 1.8,
    ) -> None:  # fmt: skip
        self.content, self.media_type, self.alt = content, media_type, clean(alt)
        scale = min(wide_cm / width, high_cm / height)
        self.width_cm, self.height_cm = width * scale, height * scale

    def __str__(self) -> str:
        return f"[billede: {self.alt}]"

    @property
    def extension(self) -> str:
        """Of the part that holds it."""
        return self.media_type.rpartition("/")[2]

    def runs(self, rendering: Rendering) -> str:
        """A run with the drawing; the part is added to the package when it is written."""
        rendering.pictures.append((rendering.part, self))
        number = len(rendering.pictures)
        size = f'cx="{round(self.width_cm * EMU_PER_CM)}" cy="{round(self.height_cm * EMU_PER_CM)}"'
        about = f'name="Billede {number}" descr="{xml(self.alt)}"'
        return (
            f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" '
            f'distR="0"><wp:extent {size}/><wp:docPr id="{_FIRST_ID + number}" {about}/><wp:cNvGraphicFramePr/>'
            f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
            f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="0" {about}/><pic:cNvPicPr/>'
            f'</pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{_RELATIONS}" r:embed="{picture_id(number)}"/>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
            f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
            "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )


def picture_id(number: int) -> str:
    """The relation to the rendering's picture of that number (from 1)."""
    return f"rIdBillede{number}"
