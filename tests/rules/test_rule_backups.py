"""The names of backups, and which of them are kept."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from itstart.rules.backups import Keep, is_sealed, moment_of, name, to_keep

MOMENT = datetime(2026, 3, 31, 22, 5, 9, tzinfo=UTC)


@pytest.mark.parametrize(("sealed", "end"), [(False, ".tar.gz"), (True, ".tar.gz.enc")])
def test_a_name_tells_its_moment(sealed: bool, end: str) -> None:
    called = name(MOMENT.astimezone(timezone(timedelta(hours=2))), sealed=sealed)
    assert called == f"it-start-20260331T220509Z{end}"
    assert moment_of(called) == MOMENT
    assert is_sealed(called) is sealed


@pytest.mark.parametrize(
    "called",
    ["", "it-start-20260331T220509Z.zip", "x-it-start-20260331T220509Z.tar.gz", "it-start-20261331T220509Z.tar.gz"],
)
def test_another_file_is_no_backup(called: str) -> None:
    assert moment_of(called) is None


DAILY = [MOMENT - timedelta(days=days) for days in range(100)]


def test_so_many_days_weeks_and_months() -> None:
    assert to_keep(DAILY, Keep(days=3, weeks=0, months=0)) == set(DAILY[:3])
    weeks = to_keep(DAILY, Keep(days=0, weeks=2, months=0))
    assert weeks == {MOMENT, datetime(2026, 3, 29, 22, 5, 9, tzinfo=UTC)}
    months = to_keep(DAILY, Keep(days=0, weeks=0, months=2))
    assert months == {MOMENT, datetime(2026, 2, 28, 22, 5, 9, tzinfo=UTC)}


def test_as_long_as_the_privacy_text_says() -> None:
    kept = to_keep(DAILY, Keep())
    assert len(kept) == 7 + 3
    assert MOMENT - min(kept) < timedelta(days=35)


def test_of_a_day_the_newest_and_never_none() -> None:
    twice = [MOMENT, MOMENT - timedelta(hours=3)]
    assert to_keep(twice, Keep(days=2, weeks=0, months=0)) == {MOMENT}
    assert to_keep(twice, Keep(days=-1, weeks=0, months=0)) == {MOMENT}
    assert to_keep([], Keep()) == set()
