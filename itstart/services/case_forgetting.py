"""A closed case is forgotten in two steps: first its content, and when no agreement must be kept, the names.

What remains for good are days, numbers and choices, so that the figures of the programme stay as they were.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, Table, case, delete, select, update

from itstart.db import db
from itstart.models import ForgottenCase
from itstart.models.inventory import Held, inventory
from itstart.rules.personal_data import GONE, ColumnKind
from itstart.services import conversions, person_search
from itstart.services.person_search import CASES, FILES

# One row for every case, which the pages count on: emptied, never deleted.
SECTIONS = frozenset(
    {"needs_description", "tender", "evaluation", "project_plan", "contract", "impartiality_declaration", "case_step"}
)
# Figures, agreements and what others have agreed to; the names in them go later.
AGREED = frozenset({"customer_case", "delivery_module", "co_delivery", "case_staff", "lead", "sparring_request"})
# What has an end of its own, or tells of the forgetting.
OWN_END = frozenset({"success_case", "legal_hold", "case_look", "forgotten_case", "generated_document", "conversion"})
_BLANK = (ColumnKind.NAME, ColumnKind.TEXT, ColumnKind.FIRM, ColumnKind.EMAIL, ColumnKind.PHONE, ColumnKind.COPY)
_SAID = frozenset({ColumnKind.NAME, ColumnKind.TEXT})
CHILDREN = ("module_addendum", "time_entry", "report_reading")


def forget_content(case_id: int, today: date) -> None:
    """Delete what was written in the case, its documents, answers and mails; its agreements stay."""
    files = _files_of(case_id)
    conversions.forget_of_cases({case_id})
    for name in SECTIONS:
        blank(_table(name), _table(name).c.case_id == case_id)
    _let_go_of_rows(case_id)
    for table in reversed(db.metadata.sorted_tables):
        if table.name not in SECTIONS | AGREED | OWN_END and _key(table) is not None:
            db.session.execute(delete(table).where(table.c.case_id == case_id))
    _delete_documents(case_id, _agreement_documents(case_id))
    blank(CASES, CASES.c.id == case_id, but={"number", "title", "search_text"})
    delete_unused(files)
    db.session.add(ForgottenCase(case_id=case_id, content_on=today))
    db.session.flush()
    db.session.expire_all()


def forget_names(case_id: int, today: date) -> None:
    """Nothing in the case tells any more who the customer was; only for a case without content."""
    files = _files_of(case_id)
    modules = select(_table("delivery_module").c.id).where(_table("delivery_module").c.case_id == case_id)
    for name in AGREED:
        table = _table(name)
        blank(table, (table.c.id if table is CASES else table.c.case_id) == case_id, but={"number"})
    for name in CHILDREN:
        blank(_table(name), _table(name).c.module_id.in_(modules))
    _let_go_of_papers(modules)
    _delete_documents(case_id, [])
    _forget_customer(case_id)
    delete_unused(files)
    db.session.execute(update(ForgottenCase).where(ForgottenCase.case_id == case_id).values(names_on=today))
    db.session.flush()
    db.session.expire_all()


def _forget_customer(case_id: int) -> None:
    """The customer too, unless it has another case that is not forgotten."""
    customer = _table("customer")
    own = select(CASES.c.customer_id).where(CASES.c.id == case_id).scalar_subquery()
    forgotten = select(ForgottenCase.case_id).where(ForgottenCase.names_on.is_not(None))
    others = select(CASES.c.id).where(CASES.c.customer_id == own, CASES.c.id != case_id, CASES.c.id.not_in(forgotten))
    if db.session.scalar(others.limit(1)) is None:
        blank(customer, customer.c.id == own)
        db.session.execute(update(customer).where(customer.c.id == own).values(name=GONE))


# ---- emptying ----------------------------------------------------------------------------------------


def _table(name: str) -> Table:
    return db.metadata.tables[name]


def _key(table: Table) -> Column[Any] | None:
    """The column by which the table belongs to a case, when it has one."""
    column = table.c.get("case_id")
    return column if column is not None and any(key.column.table is CASES for key in column.foreign_keys) else None


def blank(table: Table, where: ColumnElement[bool], but: Iterable[str] = ()) -> None:
    """Empty every column that may hold persons; what must not be empty says that it is deleted."""
    values = {
        held.column.name: _empty(held)
        for held in inventory()
        if held.table is table and held.kind in _BLANK and held.column.name not in set(but)
    }
    if values:
        db.session.execute(update(table).where(where).values(values))


def _empty(held: Held) -> Any:
    if held.column.nullable:
        return None
    if isinstance(held.column.type, JSON):
        return {}
    return case((held.column == "", ""), else_=GONE) if held.kind in _SAID else ""


def _let_go_of_rows(case_id: int) -> None:
    """What stays must not point at rows that go."""
    for name in SECTIONS | AGREED:
        table = _table(name)
        if table is CASES:
            continue
        loose = [
            column.name
            for column in table.columns
            if column.nullable and any(_goes(key.column.table) for key in column.foreign_keys)
        ]
        if loose:
            db.session.execute(update(table).where(table.c.case_id == case_id).values(dict.fromkeys(loose)))


def _goes(table: Table) -> bool:
    return table.name not in SECTIONS | AGREED | OWN_END and _key(table) is not None


# ---- documents and files -----------------------------------------------------------------------------


def _agreement_documents(case_id: int) -> list[int]:
    module, addendum = _table("delivery_module"), _table("module_addendum")
    own = select(module.c.agreement_document_id).where(module.c.case_id == case_id)
    more = select(addendum.c.document_id).join(module, module.c.id == addendum.c.module_id)
    found = [*db.session.scalars(own), *db.session.scalars(more.where(module.c.case_id == case_id))]
    return [number for number in found if number is not None]


def _delete_documents(case_id: int, but: list[int]) -> None:
    document, module = _table("generated_document"), _table("delivery_module")
    db.session.execute(
        update(module)
        .where(module.c.case_id == case_id, module.c.product_document_id.not_in(but))
        .values(product_document_id=None)
    )
    db.session.execute(delete(document).where(document.c.case_id == case_id, document.c.id.not_in(but)))


def _let_go_of_papers(modules: Any) -> None:
    module, addendum = _table("delivery_module"), _table("module_addendum")
    papers = ("agreement_document_id", "signed_file_id", "product_document_id", "product_file_id")
    db.session.execute(update(module).where(module.c.id.in_(modules)).values(dict.fromkeys(papers)))
    none: dict[str, None] = {"document_id": None, "signed_file_id": None}
    db.session.execute(update(addendum).where(addendum.c.module_id.in_(modules)).values(none))


def _files_of(case_id: int) -> set[int]:
    """Every file something of the case names."""
    found: set[int] = set()
    for table, column in person_search.references():
        query = select(column).where(person_search.case_of(table) == case_id, column.is_not(None))
        found.update(db.session.scalars(query))
    return found


def delete_unused(files: set[int]) -> None:
    """Delete those that nothing names any more."""
    used: set[int] = set()
    for _, column in person_search.references():
        used.update(db.session.scalars(select(column).where(column.in_(list(files)))))
    db.session.execute(delete(FILES).where(FILES.c.id.in_(list(files - used))))
