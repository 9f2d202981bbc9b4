"""The zip package of a Word document:

Read once, written with fixed time stamps so that the same input gives the same bytes.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from itstart.documents.errors import TemplateProblem

_DOS_TIME = struct.pack("<HH", 0, 33)  # 1980-01-01 00:00
_UTF8_DEFLATED = struct.pack("<HHH", 20, 0x800, 8)
MAX_BYTES = 60_000_000
# What zipfile says of a file that is damaged, locked, cut off or packed in a way it does not know.
ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
MAX_ZIP = 1 << 32
MAX_PARTS = 1 << 16


@dataclass(frozen=True, slots=True)
class StoredPart:
    """A part as it stands in the zip: checksum, size unpacked, and the deflated bytes."""

    crc: int
    size: int
    raw: bytes

    @classmethod
    def of(cls, data: bytes) -> "StoredPart":
        """The part with that content."""
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        return cls(zlib.crc32(data), len(data), packer.compress(data) + packer.flush())


def read(blob: bytes) -> dict[str, bytes]:
    """Every part by name, in the package's order. Raises TemplateProblem for anything that is not a sane zip file."""
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            entries = [info for info in archive.infolist() if not info.is_dir()]
            if len({info.filename for info in entries}) != len(entries):
                raise TemplateProblem("Filen har samme del to gange.")
            if sum(info.file_size for info in entries) > MAX_BYTES:
                raise TemplateProblem("Filen er for stor, når den pakkes ud.")
            return {info.filename: archive.read(info) for info in entries}
    except ZIP_FAULTS as exc:
        raise TemplateProblem("Filen er ikke et Word-dokument.") from exc


def write(parts: Iterable[tuple[str, StoredPart]]) -> bytes:
    """The zip file with these parts in this order."""
    return b"".join(pieces(parts))


def pieces(parts: Iterable[tuple[str, StoredPart]]) -> Iterator[bytes]:
    """The same, piece by piece: no more than one part is held at a time. OverflowError above what a zip can hold."""
    central: list[bytes] = []
    position = 0
    for name, part in parts:
        encoded = name.encode()
        head = _UTF8_DEFLATED + _DOS_TIME + struct.pack("<IIIHH", part.crc, len(part.raw), part.size, len(encoded), 0)
        yield b"PK\3\4" + head + encoded
        yield part.raw
        central.append(b"PK\1\2" + struct.pack("<H", 20) + head + struct.pack("<HHHII", 0, 0, 0, 0, position) + encoded)
        position += 30 + len(encoded) + len(part.raw)
    if position >= MAX_ZIP or len(central) >= MAX_PARTS:
        raise OverflowError(f"{len(central)} parts of {position} bytes")
    directory = b"".join(central)
    yield directory
    yield b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, len(central), len(central), len(directory), position, 0)
