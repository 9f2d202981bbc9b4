"""A document of every template: of the worked example, of a case on its first day, of hostile text and of very much."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

from itstart import models as m
from itstart.data import code_of_conduct
from itstart.documents import Missing, WordTemplate
from itstart.documents.engine import TEMPLATES
from itstart.rules.answer_questions import Question
from itstart.rules.terms import Answer, DeliveryModel, Priority, RequirementKind
from itstart.rules.vendor_letters import LetterKind
from itstart.steps import DELIVERABLES, Deliverable
from itstart.steps.code_document import kodeks
from itstart.steps.module_documents import kundeaftale
from itstart.steps.module_report_documents import slutrapport, startrapport
from itstart.steps.programme_report import KEY, Division, Line, Report, programrapport
from itstart.steps.selection import letters
from itstart.steps.selection.assessment import assess
from itstart.steps.selection.letter_documents import letter_context
from itstart.steps.selection.question_documents import sheet_context
from itstart.steps.sparring_document import sparringslog
from itstart.steps.story_document import successag
from tests.documents.contract_cases import full_case, hostile_full_case
from tests.documents.test_module_documents import addendum_to, module_of
from tests.documents.test_tender_papers import PAPERS, vendor_of
from tests.documents.word_cases import HOSTILE, empty_case, made

Context = dict[str, object]
Maker = Callable[[m.CustomerCase], Context]

TODAY = date(2026, 6, 22)
AT = datetime(2026, 5, 6, 7, tzinfo=UTC)
LONG_WORD = "Speciallageroptimeringsdatabehandlingsaftaleunderskriftsforbehold"
LONG_TEXT = " ".join(f"Sætning nummer {n} siger, hvad der sker på lageret hver dag." for n in range(1, 36))[:2000]
REQUIREMENTS, VENDORS = 100, 6
NEED_DATABASE = {"roed-traad"}


# ---- the cases ---------------------------------------------------------------------------------------------------


def whole() -> m.CustomerCase:
    """The worked example with a delivered module, a sparring talk and a success case."""
    case = full_case()
    module_of(case)
    return _told(case, "Et svar i flere linjer.\n\n- Først det ene.\n- Så det andet.")


def first_day() -> m.CustomerCase:
    """Nothing but a name: every list is empty and every field is missing."""
    case = empty_case()
    case.modules = [made(m.DeliveryModule, number=1, price_dkk=15_000, code="M-1", case=case)]
    return case


def hostile() -> m.CustomerCase:
    """Every text would like to be something else."""
    case = hostile_full_case()
    module = module_of(case)
    for name in ("title", "product", "place", "customer_effort", "sparring_wish", "value_for_customer", "lessons",
                 "next_steps", "customer_comment", "agreement_signed_by"):  # fmt: skip
        setattr(module, name, HOSTILE)
    return _told(case, HOSTILE)


def large() -> m.CustomerCase:
    """100 requirements, six vendors with bids, texts of 2.000 letters and words that fit in no column."""
    case = full_case()
    module_of(case)
    _more_requirements(case)
    _more_vendors(case)
    case.requirements[0].text = case.requirements[40].acceptance_criterion = LONG_TEXT
    case.requirements[1].title = case.current_systems[0].name = case.stakeholders[0].role = LONG_WORD
    case.vendors[0].name, case.risks[0].text = f"{LONG_WORD} A/S", LONG_TEXT
    case.customer_tasks[0].task = case.processes[0].pain = case.needs_description.background = LONG_TEXT
    case.milestones[0].title, case.price_lines[0].label = LONG_WORD, LONG_WORD
    case.questions[0].answer = case.bids[0].responses[0].vendor_comment = LONG_TEXT
    return _told(case, LONG_TEXT)


def _more_requirements(case: m.CustomerCase) -> None:
    given = list(case.requirements)
    for number in range(len(given) + 1, REQUIREMENTS + 1):
        like = given[number % len(given)]
        case.requirements.append(
            made(
                m.Requirement, code=f"K-{number}", area=like.area, title=f"{like.title} {number}", text=like.text,
                acceptance_criterion=like.acceptance_criterion, source=like.source, priority=Priority.SHOULD,
                kind=RequirementKind.FUNCTIONAL,
            )
        )  # fmt: skip


def _more_vendors(case: m.CustomerCase) -> None:
    case.vendors[3].decline_reason = ""
    for number in range(len(case.vendors) + 1, VENDORS + 1):
        case.vendors.append(
            made(m.Vendor, code=f"V-{number}", name=f"Leverandør {number} ApS", city="Odense", invited=True)
        )
    asked = case.requirements
    for vendor in (vendor for vendor in case.vendors if vendor.bid is None):
        case.bids.append(
            made(
                m.Bid, vendor=vendor, product=f"Produkt {vendor.code}", received_at=AT,
                delivery_model=DeliveryModel.SAAS, annual_price_adjustment_pct=Decimal(2), internal_hours=Decimal(300),
            )
        )  # fmt: skip
    for bid in case.bids:
        if not bid.price_lines:
            bid.price_lines = [made(m.PriceLine, code="P-1", annual=annual, label="Licens", amount_dkk=1_234_567)
                               for annual in (False, True)]  # fmt: skip
        known = {response.requirement.code for response in bid.responses}
        bid.responses += [made(m.RequirementResponse, requirement=row, answer=Answer.STANDARD)
                          for row in asked if row.code not in known]  # fmt: skip


def _told(case: m.CustomerCase, words: str) -> m.CustomerCase:
    talk = made(m.SparringRequest, code="SP-1", question=words, asked_on=TODAY, answer=words, answered_on=TODAY)
    talk.suggestions = [made(m.SparringSuggestion, number=1, label=words[:200], text=words)]
    talk.looks = [made(m.SparringLook, name="Lise Ravnholt", what="Krav", at=AT)]
    case.sparring = [talk]
    case.success_case = made(
        m.SuccessCase, title=words[:200], company=words, challenge=words, process=words, result=words, quote=words,
        quote_by="Birgit Nordvang", picture_alt=words[:200],
    )  # fmt: skip
    return case


CASES: dict[str, Callable[[], m.CustomerCase]] = {
    "eksempel": whole,
    "tom": first_day,
    "fjendtlig": hostile,
    "stor": large,
}


# ---- the documents -----------------------------------------------------------------------------------------------


def _letter(kind: LetterKind, code: str) -> Maker:
    def make(case: m.CustomerCase) -> Context:
        bid = assess(case).of(code)
        text = letters.Draft() if bid is None else letters.draft(kind, case, bid)
        vendor = next((vendor for vendor in case.vendors if vendor.code == code), made(m.Vendor, code=code))
        return letter_context(case, today=TODAY, kind=kind, vendor=vendor, text=text, held_at=AT)

    return make


def _sheet(case: m.CustomerCase) -> Context:
    words = case.needs_description.background
    pair = (Question("K-1-hvad", words, words, "K-01"), made(m.BidQuestion, key="K-1-hvad", text=words, answer=words))
    pairs = [pair, (Question("K-2-hvad", words, "", ""), None)] if words else []
    return sheet_context(case, today=TODAY, vendor=vendor_of(case),
                         groups=dict.fromkeys(("tilbud", "egne", "alle", "gamle"), pairs))  # fmt: skip


def _story(case: m.CustomerCase) -> Context:
    story = case.success_case or made(m.SuccessCase, case=case)
    facts = [("Branche", case.customer.industry_title)] if case.customer.industry_title else []
    return successag(story, facts, words=400, today=TODAY)


def _deliverable(found: Deliverable) -> Maker:
    return lambda case: found.context(case, today=TODAY)


def _module(make: Callable[..., Context]) -> Maker:
    return lambda case: make(case, today=TODAY, module=case.modules[0])


def _addendum(case: m.CustomerCase) -> Context:
    module = case.modules[0]
    addendum = addendum_to(module, module.product or "Kunden vil mindre")
    return kundeaftale(case, today=TODAY, module=module, addendum=addendum)


def _paper(make: Callable[[m.CustomerCase, m.Vendor], Context]) -> Maker:
    return lambda case: make(case, vendor_of(case))


def _programme(case: m.CustomerCase) -> Context:
    words = case.needs_description.background
    lines = [Line(words, words[:80], ["1", "2", "3"])] if words else []
    parts = [Division(words[:200], 4, "60", "60.000 kr.", "1.000 kr.", "4,2")] * (20 if len(words) > 1_000 else 1)
    counts, told = ([0, 2, 3], parts) if words else ([0, 0, 0], [])
    report = Report(
        center="IBIZ-Center", authority=words[:200] or "Styrelsen", period="2026", chosen=[("Region", words[:200])],
        years=["2024", "2025", "2026"], begun=counts, ended=counts, keys=[("Moduler", "4")] * 4, lines=lines,
        reasons=[("kilder", lines), ("barrierer", lines)], regions=told, categories=told,
        questions=[(words[:200] or "Spørgsmål", 4, 7, "Taler for tesen")],
    )  # fmt: skip
    return programrapport(report, today=TODAY)


DOCUMENTS: dict[str, tuple[str, Maker]] = {
    **{
        key: (found.template or key, _deliverable(found))
        for key, found in DELIVERABLES.items()
        if key not in NEED_DATABASE
    },
    **{name: (template, _paper(make)) for name, (template, make) in PAPERS.items()},
    "kundeaftale": ("kundeaftale", _module(kundeaftale)),
    "tillaeg": ("kundeaftale", _addendum),
    "startrapport": ("startrapport", _module(startrapport)),
    "slutrapport": ("slutrapport", _module(slutrapport)),
    "kodeks": ("kodeks", lambda _case: kodeks(code_of_conduct.TITLE, "1.0", TODAY, code_of_conduct.markdown(), "IBIZ")),
    "sparringslog": ("sparringslog", lambda case: sparringslog(case, today=TODAY)),
    "successag": ("successag", _story),
    "tildeling": ("leverandoerbrev", _letter(LetterKind.AWARD, "V-2")),
    "afslag": ("leverandoerbrev", _letter(LetterKind.REJECTION, "V-1")),
    "demoinvitation": ("leverandoerbrev", _letter(LetterKind.DEMO, "V-3")),
    "programrapport": (KEY, _programme),
    "spoerg": ("spoerg_leverandoeren", _sheet),
}


def made_up(template: WordTemplate, kind: str) -> Context:
    """A context from the template's own fields: for a template that no case of ours makes a document of yet."""
    value: object = {"eksempel": "Et ord", "tom": Missing("noget"), "fjendtlig": HOSTILE, "stor": LONG_TEXT}[kind]
    context: Context = {}
    for path in sorted(template.fields()):
        _put(context, path.split("."), value, rows={"tom": 0, "stor": 40}.get(kind, 2))
    return context


def _put(at: Context, path: list[str], value: object, *, rows: int) -> None:
    name, rest = path[0].removesuffix("[]"), path[1:]
    if not path[0].endswith("[]"):
        if not rest:
            at.setdefault(name, value)
        else:
            inner = at.setdefault(name, {})
            assert isinstance(inner, dict)
            _put(inner, rest, value, rows=rows)
        return
    lines = at.get(name)
    if not isinstance(lines, list):
        lines = at[name] = [value if not rest else {} for _ in range(rows)]
    for line in lines if rest else []:
        assert isinstance(line, dict)
        _put(line, rest, value, rows=min(rows, 3))


def documents() -> list[str]:
    """The name of every document: those a case makes, and each template that none of them is made of."""
    known = {template for template, _ in DOCUMENTS.values()}
    return [*DOCUMENTS, *(path.stem for path in sorted(TEMPLATES.glob("*.docx")) if path.stem not in known)]


def context_of(name: str, kind: str, case: m.CustomerCase) -> tuple[WordTemplate, Context]:
    """The template of a document and its context for a kind of case."""
    template, make = DOCUMENTS.get(name, (name, None))
    found = WordTemplate(template)
    return found, make(case) if make else made_up(found, kind)
