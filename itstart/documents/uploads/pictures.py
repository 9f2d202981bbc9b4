"""Pictures from outside: PNG and JPEG, rebuilt from the parts that show something, so that nothing else comes along.

Where the picture was taken, by which phone, and whatever is hidden after its end is left out. Which side is up is kept.
"""

import struct
import zlib
from dataclasses import dataclass

from itstart.documents.uploads.names import MAX_NAME, Rejected

MAX_PICTURE = 5 << 20
MAX_SIDE = 8000
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB"}
_TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
_STARTS_OF_FRAME = frozenset({0xC0, 0xC1, 0xC2})
_BROKEN = "Billedet kan ikke læses. Gem det igen som PNG eller JPEG."


@dataclass(frozen=True, slots=True)
class Picture:
    """A harmless picture: its bytes, media type and size in pixels, as they lie in the file."""

    content: bytes
    media_type: str
    width: int
    height: int


def is_picture(name: str) -> bool:
    """True when the name says PNG or JPEG."""
    return _media_type(name) is not None


def _media_type(name: str) -> str | None:
    before, _, extension = name.lower().rpartition(".")
    return _TYPES.get(extension) if before else None


def check_picture(name: str, content: bytes, *, most: int = MAX_PICTURE) -> Picture:
    """The cleaned picture; Rejected with a Danish reason for anything that is not a PNG or JPEG of `most` bytes."""
    media_type = _media_type(name)
    if len(name) > MAX_NAME or media_type is None:
        raise Rejected("kind", "Billedet skal være en PNG- eller JPEG-fil.")
    if not content:
        raise Rejected("empty", "Filen er tom.")
    if len(content) > most:
        raise Rejected("size", f"Billedet fylder mere end {most >> 20} MB.")
    try:
        picture = _png(content) if media_type == "image/png" else _jpeg(content)
    except (struct.error, IndexError) as error:
        raise Rejected("broken", _BROKEN) from error
    if not (0 < picture.width <= MAX_SIDE and 0 < picture.height <= MAX_SIDE):
        raise Rejected("pixels", f"Billedet må højst være {MAX_SIDE} billedpunkter på hver led.")
    return picture


def _png(content: bytes) -> Picture:
    if not content.startswith(_PNG):
        raise Rejected("magic", "Filen er ikke en PNG, selv om navnet siger det.")
    kept, at = [_PNG], len(_PNG)
    kinds: list[bytes] = []
    while not kinds or kinds[-1] != b"IEND":
        (length,) = struct.unpack_from(">I", content, at)
        kind, end = content[at + 4 : at + 8], at + 12 + length
        (said,) = struct.unpack_from(">I", content, end - 4)
        if zlib.crc32(content[at + 4 : end - 4]) != said:
            raise Rejected("broken", _BROKEN)
        kinds.append(kind)
        if kind in _PNG_KEPT:
            kept.append(content[at:end])
        at = end
    if kinds[0] != b"IHDR" or b"IDAT" not in kinds:
        raise Rejected("broken", _BROKEN)
    width, height = struct.unpack_from(">II", content, len(_PNG) + 8)
    return Picture(b"".join(kept), "image/png", width, height)


def _jpeg(content: bytes) -> Picture:
    if not content.startswith(b"\xff\xd8\xff"):
        raise Rejected("magic", "Filen er ikke en JPEG, selv om navnet siger det.")
    kept, at, size = [b"\xff\xd8"], 2, (0, 0)
    while True:
        if content[at] != 0xFF:
            raise Rejected("broken", _BROKEN)
        marker = content[at + 1]
        if marker == 0xFF:  # a filler
            at += 1
            continue
        (length,) = struct.unpack_from(">H", content, at + 2)
        segment = content[at : at + 2 + length]
        if marker in _STARTS_OF_FRAME:
            size = struct.unpack_from(">HH", segment, 5)
        kept += _turned(segment) if marker == 0xE1 else _shown(marker, segment)
        at += 2 + length
        if marker == 0xDA:
            kept.append(_scan(content, at))
            return Picture(b"".join(kept), "image/jpeg", size[1], size[0])


def _turned(segment: bytes) -> list[bytes]:
    """What tells how the camera was held, of all that it says of itself; nothing when it was upright."""
    way = _way(segment)
    body = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + struct.pack(">HHIHxx", 0x0112, 3, 1, way) + b"\0" * 4
    return [b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body] if way > 1 else []


def _way(segment: bytes) -> int:
    order = {b"II": "<", b"MM": ">"}.get(segment[10:12]) if segment[4:10] == b"Exif\0\0" else None
    if order is None:
        return 1
    try:
        first = 10 + struct.unpack_from(f"{order}I", segment, 14)[0]
        (count,) = struct.unpack_from(f"{order}H", segment, first)
        for number in range(count):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", segment, first + 2 + 12 * number)
            if (tag, kind) == (0x0112, 3) and 1 <= value <= 8:
                return int(value)
    except struct.error:
        pass
    return 1


def _shown(marker: int, segment: bytes) -> list[bytes]:
    """Nothing for comments, and for what programs and cameras say of themselves."""
    return [segment] if _shows_something(marker, segment[4:16]) else []


def _shows_something(marker: int, start: bytes) -> bool:
    if marker == 0xFE:
        return False
    if 0xE0 <= marker <= 0xEF:
        return (marker == 0xE0 and start.startswith(b"JFIF")) or (marker == 0xEE and start.startswith(b"Adobe"))
    return True


def _scan(content: bytes, at: int) -> bytes:
    """The picture's own data up to its end; whatever hides behind the end is left."""
    end = content.find(b"\xff\xd9", at)
    if end < 0:
        raise Rejected("broken", _BROKEN)
    return content[at : end + 2]
