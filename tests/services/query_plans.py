"""Which tables a page reads from end to end, by the plans of a database that takes small tables for big ones."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import Context
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import Connection, event

from itstart.db import db

# SQLite takes every table to be big when it has no statistics. PostgreSQL gets a page in every table (a row that is
# taken back leaves its page), a million rows in the pages there are, a hundredth of them in an index on some of the
# rows, and ten rows for each thing that is pointed at; but many for a firm or a person. As pages are few, reading them
# in order is said to cost what the many there would be would cost.
_MANY = """
DO $$ DECLARE name regclass; BEGIN
FOR name IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    AND pg_relation_size(oid) = 0 LOOP
    BEGIN
        UPDATE pg_class SET relchecks = 0 WHERE oid = name;
        UPDATE pg_attribute SET attnotnull = false WHERE attrelid = name AND attnum > 0;
        EXECUTE 'INSERT INTO ' || name || ' DEFAULT VALUES';
        RAISE EXCEPTION 'taken back';
    EXCEPTION WHEN raise_exception THEN NULL;
    END;
END LOOP; END $$;
DELETE FROM pg_statistic;
INSERT INTO pg_statistic (starelid, staattnum, stainherit, stanullfrac, stawidth, stadistinct,
    stakind1, stakind2, stakind3, stakind4, stakind5, staop1, staop2, staop3, staop4, staop5,
    stacoll1, stacoll2, stacoll3, stacoll4, stacoll5)
SELECT DISTINCT conrelid, conkey[1], false, 0, 4, -0.1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
FROM pg_constraint WHERE contype = 'f'
    AND confrelid NOT IN ('helper'::regclass, '"user"'::regclass, 'partner'::regclass);
UPDATE pg_class SET relpages = pg_relation_size(oid) / 8192,
    reltuples = CASE WHEN oid IN (SELECT indexrelid FROM pg_index WHERE indpred IS NOT NULL) THEN 1e4 ELSE 1e6 END
WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace"""
_BIG = {"sqlite": "DELETE FROM sqlite_stat1", "postgresql": _MANY}
_COSTLY = "SET LOCAL seq_page_cost = 1000"
_INDEXES = """
SELECT indexrelid::regclass::text, indrelid::regclass::text, pg_get_indexdef(indexrelid, 1, true)
FROM pg_index JOIN pg_class ON oid = indexrelid WHERE relnamespace = 'public'::regnamespace"""
_SCAN = re.compile(r"SCAN (\w+)")


def take_for_big() -> None:
    """From now on plans are made as for a million rows in every table."""
    with db.engine.begin() as connection:
        connection.exec_driver_sql(_BIG[connection.dialect.name])
    db.engine.dispose()


def read_whole(client: FlaskClient, path: str) -> set[str]:
    """The tables, and indexes by the names of their tables, that the page reads from end to end."""
    with _asked() as said:
        assert Context().run(client.get, path).status_code == 200, path
    assert said
    found: set[str] = set()
    with db.engine.connect() as connection:
        explain = _of_sqlite if connection.dialect.name == "sqlite" else _Postgres(connection)
        for statement, values in said:
            found |= explain(connection, statement, values)
    return found


@contextmanager
def _asked() -> Iterator[list[tuple[str, Any]]]:
    """What is sent to the database, with its values."""
    said: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            said.append((statement, values))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def _of_sqlite(connection: Connection, statement: str, values: Any) -> set[str]:
    rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
    return {name for row in rows for name in _SCAN.findall(row[3])}


class _Postgres:
    """Reads plans of PostgreSQL: a scan of a table, or of an index without a condition on its first column."""

    def __init__(self, connection: Connection) -> None:
        connection.exec_driver_sql(_COSTLY)
        rows = connection.exec_driver_sql(_INDEXES)
        self._indexes = {index: (table, first.strip('"')) for index, table, first in rows}

    def __call__(self, connection: Connection, statement: str, values: Any) -> set[str]:
        told = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", values).scalar_one()
        return {name for node in _nodes(told[0]["Plan"]) if (name := self._whole(node))}

    def _whole(self, node: dict[str, Any]) -> str:
        if node["Node Type"] == "Seq Scan":
            return str(node["Relation Name"])
        if index := node.get("Index Name"):
            table, first = self._indexes[index]
            # A comparison begins with a column of the index: ((helper_id = 7) AND ((phase)::text = 'draft'::text))
            return "" if re.search(rf"\((\w+\.)?{first}\b", node.get("Index Cond", "")) else table
        return ""


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from _nodes(part)
