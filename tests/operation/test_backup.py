"""Backups: whole under load, back again row for row, and never believed."""

import io
import json
import re
import sqlite3
import tarfile
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from itstart import backup
from itstart.backup import BadArchive, copies, manifest, reading, sealed
from itstart.config import Settings
from itstart.db import db
from itstart.models import StoredFile
from itstart.rules import backups
from itstart.rules.backups import Keep
from itstart.services import files
from itstart.sqlite import writing
from tests import postgres
from tests.operation.conftest import KEY

only_sqlite = pytest.mark.skipif(bool(postgres.URL), reason="looks into the file of SQLite")


def _write_until(app: Flask, stop: threading.Event, acknowledged: list[int], name: str) -> None:
    """Store files one by one, each in a transaction; what is acknowledged stands in the list."""
    with app.app_context():
        while not stop.is_set():
            with writing():
                stored = files.store(None, name, f"{name} {len(acknowledged)}".encode() * 500, "text/plain")
                number = stored.id
                db.session.commit()
            acknowledged.append(number)


def test_each_backup_under_load_holds_all_earlier_writes(
    filled: Flask, settings: Settings, tmp_path: Path, *, full: bool
) -> None:
    stop = threading.Event()
    lists: list[list[int]] = [[] for _ in range(3)]
    writers = [
        threading.Thread(target=_write_until, args=(filled, stop, done, f"skriver {number}"))
        for number, done in enumerate(lists)
    ]
    for writer in writers:
        writer.start()
    taken = []
    try:
        for number in range(30 if full else 3):
            before = {str(one) for done in lists for one in list(done)}
            made = backup.make(tmp_path / f"kopi {number}", work=settings.instance)
            taken.append((before, made.manifest))
    finally:
        stop.set()
        for writer in writers:
            writer.join()

    assert all(before <= set(made.stored_files) for before, made in taken)
    assert len(taken[-1][1].stored_files) > len(taken[0][1].stored_files), "they wrote while the backups were made"
    assert all(made.damaged == [] for _before, made in taken)


def test_a_restored_backup_has_the_same_rows_and_files(
    filled: Flask, settings: Settings, archive: Path, tmp_path: Path
) -> None:
    there = {stored.id: stored.sha256 for stored in db.session.scalars(select(StoredFile))}
    with db.engine.connect() as connection:
        rows = manifest.table_counts(connection)
    db.session.rollback()
    with postgres.database("restored") as url:
        done = backup.restore(archive, tmp_path / "ny", replace(settings, database_url=url))

        assert done.manifest.tables == rows
        assert rows["customer_case"] == 1
        assert rows["stored_file"] == 2
        assert {int(number): sha for number, sha in done.manifest.stored_files.items()} == there
        assert not done.migrated
        if not url:
            assert (tmp_path / "ny" / "itstart.sqlite3").stat().st_mode & 0o077 == 0
            with copies.opened_sqlite(tmp_path / "ny" / "itstart.sqlite3") as connection:
                assert manifest.table_counts(connection) == rows
        assert [path.name for path in (tmp_path / "ny").iterdir() if path.name.startswith(".")] == []


def test_nothing_is_overwritten(settings: Settings, archive: Path, tmp_path: Path) -> None:
    (tmp_path / "brugt").mkdir()
    (tmp_path / "brugt" / "itstart.sqlite3").write_text("noget andet")

    with pytest.raises(BadArchive, match="ikke tom"):
        backup.restore(archive, tmp_path / "brugt", settings)

    assert (tmp_path / "brugt" / "itstart.sqlite3").read_text() == "noget andet"


@only_sqlite
def test_an_older_backup_is_brought_up_to_date(settings: Settings, tmp_path: Path) -> None:
    from itstart import migrate

    migrate.downgrade("0019")
    old = backup.make(tmp_path / "kopier", work=settings.instance).path

    done = backup.restore(old, tmp_path / "ny", settings)

    assert (done.manifest.schema, done.migrated) == ("0019", True)


# ---- what is refused -------------------------------------------------------------------------------


def test_a_wrong_or_missing_passphrase_opens_nothing(settings: Settings, archive: Path, tmp_path: Path) -> None:
    with pytest.raises(BadArchive, match="adgangssætningen er forkert"):
        backup.check(archive, KEY + "!", work=settings.instance)
    with pytest.raises(BadArchive, match="krypteret"):
        backup.restore(archive, tmp_path / "ny", replace(settings, backup_key=""))
    assert not list((tmp_path / "ny").iterdir())


def _cut(content: bytes) -> bytes:
    return content[: len(content) * 2 // 3]


def _end(content: bytes) -> bytes:
    return content[:-1]


def _changed(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def _without_a_piece(content: bytes) -> bytes:
    head = len(sealed.MAGIC) + sealed.SALT + sealed.PREFIX
    return content[:head] + content[head + sealed.PIECE + sealed.TAG :]


@pytest.mark.parametrize("harm", [_cut, _end, _changed, _without_a_piece, lambda _content: b""])
def test_a_harmed_encrypted_archive_is_refused(
    settings: Settings, archive: Path, harm: Callable[[bytes], bytes]
) -> None:
    archive.write_bytes(harm(archive.read_bytes()))

    with pytest.raises(BadArchive):
        backup.check(archive, KEY, work=settings.instance)


@pytest.mark.parametrize("harm", [_cut, _changed, lambda _content: b"", lambda content: content[:40]])
def test_a_harmed_open_archive_is_refused(settings: Settings, plain: Path, harm: Callable[[bytes], bytes]) -> None:
    plain.write_bytes(harm(plain.read_bytes()))

    with pytest.raises(BadArchive):
        backup.check(plain, "", work=settings.instance)


def _repacked(archive: Path, *members: tuple[tarfile.TarInfo, bytes]) -> None:
    with tarfile.open(archive, "w:gz") as tar:
        for member, content in members:
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))


def _link() -> tarfile.TarInfo:
    link = tarfile.TarInfo("manifest.json")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    return link


def test_an_archive_cannot_write_elsewhere(settings: Settings, plain: Path, tmp_path: Path) -> None:
    with tarfile.open(plain) as tar:
        parts = [(member, content.read()) for member in tar if (content := tar.extractfile(member))]
    (said, listed), (base, data) = parts
    outside = tarfile.TarInfo("../udenfor")
    for number, members in enumerate(
        (
            [(outside, b"x"), (base, data)],
            [(said, listed), (outside, data)],
            [(said, listed), (base, data), (outside, b"x")],
            [(_link(), b""), (base, data)],
            [(tarfile.TarInfo("/tmp/manifest.json"), listed), (base, data)],  # noqa: S108 - an address that is refused
            [(said, listed), (base, data + b"x")],
            [(said, listed.replace(b'"sqlite"', b'"../../x"').replace(b'"postgresql"', b'"../../x"')), (base, data)],
            [(said, b"[]"), (base, data)],
        )
    ):
        _repacked(plain, *members)
        with pytest.raises(BadArchive):
            backup.restore(plain, tmp_path / f"ny {number}", settings)
        assert not list((tmp_path / f"ny {number}").iterdir())
    assert not (tmp_path / "udenfor").exists()


@only_sqlite
def test_rows_that_are_missing_are_noticed(settings: Settings, plain: Path) -> None:
    with tarfile.open(plain) as tar:
        (said, listed), (base, data) = [(one, content.read()) for one in tar if (content := tar.extractfile(one))]
    values = json.loads(listed)
    tables = {**values["tables"], "user": 99}
    for change in ({"tables": tables}, {"stored_files": {"1": "0" * 64}}, {"schema": "0"}):
        _repacked(plain, (said, json.dumps(values | change).encode()), (base, data))
        with pytest.raises(BadArchive):
            backup.check(plain, "", work=settings.instance)


@only_sqlite
def test_a_damaged_file_is_copied_and_told(filled: Flask, settings: Settings, tmp_path: Path) -> None:
    with closing(sqlite3.connect(settings.instance / "itstart.sqlite3")) as base:
        base.execute("UPDATE stored_file SET content = x'00' WHERE size = 0")
        base.commit()

    told = filled.test_cli_runner().invoke(args=["backup", "--to", str(tmp_path / "kopier")])

    assert told.exit_code == 1
    assert "beskadiget i databasen: 2" in told.output
    assert len(list((tmp_path / "kopier").iterdir())) == 1


# ---- older ones ------------------------------------------------------------------------------------


def test_old_backups_are_thinned_by_days_weeks_and_months() -> None:
    newest = datetime(2026, 6, 30, 3, tzinfo=UTC)
    moments = [newest - timedelta(hours=12 * number) for number in range(800)]

    kept = backups.to_keep(moments, Keep(days=7, weeks=5, months=3))

    assert newest in kept
    assert sorted(kept, reverse=True)[:7] == [newest, *(newest - timedelta(hours=12 + 24 * day) for day in range(6))]
    assert len({moment.isocalendar()[:2] for moment in kept}) >= 5
    assert {moment.month for moment in kept} == {4, 5, 6}
    assert len(kept) <= 7 + 5 + 3
    assert backups.to_keep(moments, Keep(0, 0, 0)) == {newest}
    assert max(newest - moment for moment in backups.to_keep(moments, Keep())) <= timedelta(days=35)


def test_only_our_own_files_are_thinned(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "kopier"
    folder.mkdir()
    names = ["it-start-20200101T030000Z.tar.gz", "it-start-20200101T010000Z.tar.gz.enc"]
    for name in [*names, "it-start-noter.txt", "it-start-20209901T010000Z.tar.gz"]:
        (folder / name).touch()

    made = backup.make(folder, work=settings.instance, keep=Keep(1, 0, 0))

    assert made.dropped == 2
    left = {"it-start-noter.txt", "it-start-20209901T010000Z.tar.gz", made.path.name}
    assert {path.name for path in folder.iterdir()} == left


def test_what_could_not_be_finished_leaves_nothing(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_named: object) -> None:
        raise BadArchive("beskadiget")

    monkeypatch.setattr(reading, "check", refuse)
    with pytest.raises(BadArchive):
        backup.make(tmp_path / "kopier", work=settings.instance)

    assert list((tmp_path / "kopier").iterdir()) == []
    assert not [path for path in settings.instance.iterdir() if path.name.startswith("backup-")]


# ---- commands and the work of the day --------------------------------------------------------------


def test_the_commands(filled: Flask, settings: Settings, tmp_path: Path) -> None:
    run_command = filled.test_cli_runner()
    to = ["--to", str(tmp_path / "kopier")]

    assert "ITSTART_BACKUP_TO" in run_command.invoke(args=["backup"]).output
    made = run_command.invoke(args=["backup", *to, "--encrypt"])
    assert made.exit_code == 0, made.output
    path = made.output.splitlines()[0]
    assert path.endswith(".tar.gz.enc")
    assert re.search(r"rækker i \d+ tabeller og 2 filer", made.output)
    checked = run_command.invoke(args=["backup", "--check", path])
    assert "i orden" in checked.output
    filled.config["SETTINGS"] = replace(settings, backup_key="kort")
    assert run_command.invoke(args=["backup", *to, "--encrypt"]).exit_code == 1
    assert run_command.invoke(args=["backup", "--check", path]).exit_code == 1
    assert run_command.invoke(args=["restore", path, "--into", str(tmp_path / "x")]).exit_code == 1
    assert run_command.invoke(args=["backup", "--to", "/proc/ingen/mappe"]).exit_code == 1


@only_sqlite
def test_the_restore_command_says_what_to_do_next(filled: Flask, archive: Path, tmp_path: Path) -> None:
    told = filled.test_cli_runner().invoke(args=["restore", str(archive), "--into", str(tmp_path / "ny")])

    assert told.exit_code == 0, told.output
    assert f"ITSTART_INSTANCE={tmp_path / 'ny'}" in told.output
