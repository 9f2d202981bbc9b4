"""Reading an archive, which is believed in nothing: two files of known names, of the size and bytes they say."""

import gzip
import hashlib
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import IO, BinaryIO

from itstart.backup import manifest as manifests
from itstart.backup import sealed
from itstart.backup.copies import opened_sqlite
from itstart.backup.manifest import MANIFEST, PIECE, BadArchive, Manifest

MAX_MANIFEST = 64 << 20
DAMAGED = "Sikkerhedskopien er beskadiget: den er ændret eller ikke hel."
LOCKED = "Sikkerhedskopien kan ikke åbnes: adgangssætningen er forkert, eller filen er ændret eller ikke hel."
NO_KEY = "Sikkerhedskopien er krypteret. Sæt ITSTART_BACKUP_KEY eller ITSTART_BACKUP_KEY_FILE til dens adgangssætning."


@contextmanager
def _members(archive: Path, key: str) -> Iterator[tarfile.TarFile]:
    with archive.open("rb") as file:
        is_sealed = sealed.is_sealed(file.read(len(sealed.MAGIC)))
        file.seek(0)
        if is_sealed and not key:
            raise BadArchive(NO_KEY)
        content: BinaryIO = BufferedReader(sealed.Reader(file, key), PIECE) if is_sealed else file
        try:
            with gzip.GzipFile(mode="rb", fileobj=content) as packed:
                with tarfile.open(fileobj=packed, mode="r|") as tar:
                    yield tar
                while packed.read(PIECE):  # to the very end, so that a file that was cut off is found
                    pass
        except sealed.WrongKey as error:
            raise BadArchive(LOCKED) from error
        except (tarfile.TarError, EOFError, zlib.error, OSError) as error:
            raise BadArchive(DAMAGED) from error


def _next(tar: tarfile.TarFile, name: str) -> tuple[tarfile.TarInfo, IO[bytes]]:
    """The next member, which must be a plain file of this very name: no path, no link, no device."""
    member = tar.next()
    if member is None or member.name != name or not member.isreg():
        raise BadArchive("Arkivet er ikke en sikkerhedskopi fra It-start.")
    content = tar.extractfile(member)
    if content is None:
        raise BadArchive(DAMAGED)
    return member, content


def _save(content: IO[bytes], manifest: Manifest, target: Path) -> None:
    """Write the database's file, no byte more than was promised."""
    digest, left = hashlib.sha256(), manifest.size
    with target.open("xb") as file:
        target.chmod(0o600)
        while piece := content.read(min(PIECE, left + 1)):
            left -= len(piece)
            if left < 0:
                break
            digest.update(piece)
            file.write(piece)
    if left or digest.hexdigest() != manifest.sha256:
        raise BadArchive(DAMAGED)


def unpack(archive: Path, key: str, folder: Path) -> tuple[Manifest, Path]:
    """Take the database's file out into a folder; BadArchive when anything is not as the manifest says."""
    with _members(archive, key) as tar:
        member, content = _next(tar, MANIFEST)
        if member.size > MAX_MANIFEST:
            raise BadArchive(DAMAGED)
        manifest = manifests.read(content.read())
        if manifest.size > shutil.disk_usage(folder).free:
            raise BadArchive("Der er ikke plads på disken til at pakke sikkerhedskopien ud.")
        member, content = _next(tar, manifest.member)
        target = folder / manifest.member
        _save(content, manifest, target)
        if tar.next() is not None:
            raise BadArchive("Arkivet er ikke en sikkerhedskopi fra It-start.")
    return manifest, target


def check(archive: Path, key: str, *, work: Path) -> Manifest:
    """Read the whole archive as a restore would, in a folder under `work`; BadArchive when it could not be restored.

    A dump of PostgreSQL is compared byte by byte here, and row by row when it is restored.
    """
    with tempfile.TemporaryDirectory(prefix="check-", dir=work) as name:
        manifest, database = unpack(archive, key, Path(name))
        if manifest.database == "sqlite":
            with opened_sqlite(database) as connection:
                manifests.compare(connection, manifest)
    return manifest
