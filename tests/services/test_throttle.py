"""What the counts ask of the database; what follows for people is tested at the log-in."""

from typing import Any, cast

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql

from itstart.services import throttle


class _Told:
    """In the place of a connection to PostgreSQL: notes what it is told, and has counted two acts."""

    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]

    def __init__(self) -> None:
        self.first_words: list[str] = []

    def execute(self, statement: Any, _values: object = None) -> None:
        self.first_words.append(str(statement.compile(dialect=self.dialect)).split("(")[0].strip())

    def scalar(self, statement: Any) -> int:
        self.execute(statement)
        return 2


def test_on_postgresql_who_counts_the_same_waits_for_the_other() -> None:
    told = {most: _Told() for most in (2, 3)}

    allowed = {
        most: throttle._count(cast("Connection", to), "a", throttle.Limit(most, 300)) for most, to in told.items()
    }

    assert allowed == {2: False, 3: True}
    locked = ["SELECT pg_advisory_xact_lock", "DELETE FROM attempt WHERE attempt.at <", "SELECT count"]
    assert [line[: len(start)] for line, start in zip(told[3].first_words, [*locked, "INSERT INTO"], strict=True)] == [
        *locked,
        "INSERT INTO",
    ]
    assert len(told[2].first_words) == 3, "what is over the limit is not counted"
