"""The worked example with something behind every address of it, and those addresses."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from flask import Flask, url_for
from werkzeug.routing import Rule

from itstart import clock
from itstart.db import db
from itstart.models import BidReceipt, CustomerCase, Meeting, ModuleAddendum, TenderFile, User
from itstart.rules.conversions import ConversionKind
from itstart.rules.customer_links import LinkPurpose
from itstart.rules.steps import StepKey
from itstart.rules.tender_states import FileKind
from itstart.rules.vendor_letters import LetterKind
from itstart.services import conversions, documents, files, response_imports
from itstart.services.conversions import Made
from itstart.steps import LISTS, TASKS, RowList, find_deliverable, module_documents
from itstart.steps.tender import response_form
from itstart.web.access import CASE_ACCESS, Access
from itstart.web.access_table import TABLE
from tests.factories.example import import_example
from tests.factories.tenders import issue
from tests.links.things import make_link

# The part of an address: what the example has in that place. A route with a new part needs a line here.
PARTS: dict[str, Any] = {
    "module": 1,
    "entry": 1,
    "addendum": 1,
    "version": 1,
    "link_number": 1,
    "no": 1,
    "batch": 1,
    "file": 1,
    "leaf": 1,
    "position": 1,
    "sheet_number": 1,
    "kind": LetterKind.AWARD.slug,
    "vendor": "V-2",
    "key": "behovsbeskrivelse",
    "step": StepKey.NEEDS,
}
QUERIES: dict[str, dict[str, Any]] = {
    "customer_links.new": {"formaal": LinkPurpose.APPROVE_DOCUMENT.value, "om": "behovsbeskrivelse-1"},
    **{f"document_files.{name}": {"version": 1} for name in ("pdf", "pdf_file", "pages", "picture")},
}
CODES = {
    "sparring": "SP-1",
    "responses": "K-15",
    "impartiality": "1",
    "priority_matrix": "K-15",
    "thread": "K-15",
    "tender": "V-2",
    "bid_receipts": "MT-1",
    "meetings": "RF-1",
}


def filled_case() -> tuple[CustomerCase, User]:
    """The example case with files, a link and a handed-over document, and an adviser of its firm."""
    case, helper = import_example()
    module = case.modules[0]
    on = clock.today()
    documents.hand_over(helper, case, find_deliverable("behovsbeskrivelse"), to="Birgit", on=on)
    agreement = module_documents.agreement(module)
    module.agreement_document = documents.hand_over(helper, case, agreement, to="Birgit", on=on)
    terms = {"price_dkk": 15_000, "product": "Mere", "planned_hours": 15}
    old = {f"old_{name}": value for name, value in terms.items()}
    addendum = ModuleAddendum(number=1, reason="Flere krav", sent_on=on, **terms, **old)
    module.addenda = [addendum]
    story = case.success_case
    assert story is not None
    for thing, name in (
        (module, "signed_file"), (module, "product_file"), (addendum, "signed_file"),
        (story, "consent_file"),
    ):  # fmt: skip
        setattr(thing, name, files.store(helper, "fil.pdf", b"%PDF-1.4", "application/pdf"))
    response_imports.upload(helper, case, "svar.xlsx", response_form.build(case, case.vendors[1]))
    story.picture_alt = "Maskinhallen"
    story.picture = files.store(helper, "billede.png", b"\x89PNG\r\n\x1a\n", "image/png")
    case.meetings = [Meeting(code="RF-1", title="Opstart", notes="Lageret passer aldrig")]
    _send_tender(case, helper)
    _make_files(case, helper)
    db.session.commit()
    make_link(helper, case, LinkPurpose.APPROVE_DOCUMENT, "behovsbeskrivelse-1")
    return case, helper


def _make_files(case: CustomerCase, helper: User) -> None:
    """A PDF, a drawn page and a zip that were asked for and made."""
    version = documents.find_version(case, find_deliverable("behovsbeskrivelse"), 1)
    conversions.ask(helper, case, ConversionKind.PAGES, version.file)
    conversions.ask_archive(helper, case)
    while job := conversions.claim():
        conversions.finish(job, Made([("fil", "application/octet-stream", b"%PDF-1.7")], page_count=1))


def _send_tender(case: CustomerCase, helper: User) -> None:
    """A version that was sent, with a correction under way so that nothing is locked, and a bid that came."""
    issue(case)
    version, vendor = case.tender_versions[-1], case.vendors[1]
    version.correction_opened_at, version.correction_reason = clock.now(), "Et krav mangler"
    paper = files.store(helper, "brev.docx", b"PK", "application/octet-stream")
    version.files = [TenderFile(position=1, kind=FileKind.LETTER, vendor=vendor, file=paper)]
    case.bid_receipts.append(
        BidReceipt(code="MT-1", vendor=vendor, received_at=clock.now(), registered_by="Mette", file=paper)
    )


def _rows(case: CustomerCase, row_list: RowList) -> Iterator[Any]:
    """The rows of a list; price lines paid once and every year are two lists of one relation."""
    fixed = row_list.scope.fixed if row_list.scope else {}
    for row in getattr(case, row_list.relation):
        if all(getattr(row, column) == value for column, value in fixed.items()):
            yield row


def _has(endpoint: str, case: CustomerCase, row_list: RowList) -> bool:
    """True when the address leads somewhere for this list."""
    return bool(row_list.paste) if endpoint.startswith("rows.paste") else any(_rows(case, row_list))


def _values(rule: Rule, case: CustomerCase) -> Iterator[dict[str, Any]]:
    """Every way to fill the address: once for each task and each list that has rows."""
    noun = rule.endpoint.partition(".")[0]
    choices: dict[str, list[Any]] = {"number": [case.number]}
    for name in rule.arguments - {"number"}:
        if name == "task":
            choices[name] = list(TASKS.values())
        elif name == "row_list":
            choices[name] = [one for one in LISTS.values() if _has(rule.endpoint, case, one)]
        elif name == "code" and noun != "rows":
            choices[name] = [CODES[noun]]
        elif name != "code":
            choices[name] = [PARTS[name]]
    for values in product(*choices.values()):
        filled = dict(zip(choices, values, strict=True))
        if "code" in rule.arguments and noun == "rows":
            filled["code"] = next(iter(_rows(case, filled["row_list"]))).code
        yield filled


def addresses(app: Flask, case: CustomerCase) -> list[tuple[Access, str, str, str]]:
    """(access, endpoint, method, path) of every address of the case."""
    found = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            access = TABLE[rule.endpoint]
            if access in CASE_ACCESS:
                for values in _values(rule, case):
                    path = url_for(rule.endpoint, **values, **QUERIES.get(rule.endpoint, {}))
                    methods = sorted((rule.methods or set()) & {"GET", "POST"})
                    found += [(access, rule.endpoint, method, path) for method in methods]
    return found
