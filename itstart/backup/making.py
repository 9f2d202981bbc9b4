"""Making a backup: copy, pack, read it all back, and only then take away older ones."""

import gzip
import io
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

from itstart import clock
from itstart.backup import copies, reading, sealed
from itstart.backup.manifest import MANIFEST, Manifest
from itstart.rules import backups
from itstart.rules.backups import Keep
from itstart.services import erasure_ledger


@dataclass(frozen=True)
class Made:
    """The new archive, what is in it, and how many older ones were taken away."""

    path: Path
    manifest: Manifest
    dropped: int


def _flushed(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _written(path: Path, key: str) -> Iterator[BinaryIO]:
    """A new file for its owner only, encrypted when there is a key, safe on the disk afterwards."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        if key:
            with sealed.Writer(file, key) as content:
                yield cast("BinaryIO", content)
        else:
            yield file
        file.flush()
        os.fsync(file.fileno())


def _add(tar: tarfile.TarFile, name: str, size: int, content: IO[bytes]) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = size, 0o600, int(clock.now().timestamp())
    tar.addfile(member, content)


def _pack(path: Path, key: str, manifest: Manifest, database: Path) -> None:
    said = manifest.as_bytes()
    with (
        _written(path, key) as file,
        gzip.GzipFile("", "wb", compresslevel=6, fileobj=file) as packed,
        tarfile.open(fileobj=packed, mode="w|") as tar,
        database.open("rb") as content,
    ):
        _add(tar, MANIFEST, len(said), io.BytesIO(said))
        _add(tar, manifest.member, manifest.size, content)


def make(folder: Path, *, work: Path, key: str = "", keep: Keep | None = None) -> Made:
    """Make a backup in `folder`, check it, and thin the older ones. `work` is where the copy may lie meanwhile.

    What is unfinished has another name and is removed. BadArchive when it does not read back as it should.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    moment = clock.now()
    target = folder / backups.name(moment, sealed=bool(key))
    unfinished = target.with_name(f"{target.name}.part")
    with tempfile.TemporaryDirectory(prefix="backup-", dir=work) as name:
        database = Path(name) / "copy"
        manifest = copies.copy(database, moment.isoformat(timespec="seconds"))
        try:
            _pack(unfinished, key, manifest, database)
            database.unlink()
            reading.check(unfinished, key, work=work)
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
    erasure_ledger.carry((work,), folder)
    _flushed(folder)
    return Made(target, manifest, _thin(folder, keep or Keep()))


def all_in(folder: Path) -> list[Path]:
    """The backups in a folder, the newest last."""
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted((path for path in found if backups.moment_of(path.name)), key=lambda path: path.name)


def _thin(folder: Path, keep: Keep) -> int:
    there = {path: moment for path in all_in(folder) if (moment := backups.moment_of(path.name))}
    staying = backups.to_keep(there.values(), keep)
    going = [path for path, moment in there.items() if moment not in staying]
    for path in going:
        path.unlink(missing_ok=True)
    return len(going)
