"""A case's success case: write, show the customer, note the consent, send, withdraw."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from itstart import clock
from itstart.documents.uploads import Rejected
from itstart.models import CustomerCase, StoredFile, SuccessCase
from itstart.rules import success_cases as rules
from itstart.rules.findings import RuleViolation
from itstart.rules.success_cases import MAX_WORDS, ConsentHow, Event, Who
from itstart.rules.terms import SuccessCaseStatus
from itstart.services import cases, documents, files, story_text, success_cases
from itstart.services.conflicts import Conflict, Difference
from itstart.steps import story_document
from itstart.web import access, case_places, case_view, uploads
from itstart.web.filters import clock_time
from itstart.web.pages import go, page
from itstart.web.refusals import refused
from itstart.web.success_case_forms import ConsentForm, PictureForm, StoryForm, WinnerForm
from itstart.web.tasks import autosave_answer, conflict_context, version_sent

bp = Blueprint("success_cases", __name__)

KIND = {
    SuccessCaseStatus.DRAFT: "",
    SuccessCaseStatus.CONSENTED: "go",
    SuccessCaseStatus.SUBMITTED: "go",
    SuccessCaseStatus.PUBLISHED: "done",
    SuccessCaseStatus.WITHDRAWN: "miss",
}


def _story(number: str) -> tuple[CustomerCase, SuccessCase]:
    case = cases.find_readable(access.user(), number)
    if case.success_case is None:
        abort(404)
    return case, case.success_case


def meter(count: int) -> dict[str, Any]:
    """The word meter: how many, and what is right."""
    found = rules.check_length(count)
    said = found[0].message if found else f"{count} ord. Det er en god længde."
    return {"count": count, "most": MAX_WORDS, "said": said, "good": not found}


def reading(story: SuccessCase, picture_url: str) -> dict[str, Any]:
    """The story as it is read, for every page that shows it."""
    facts = story_text.facts(story.case, story.region)
    return {
        "story": story,
        "facts": facts,
        "facts_rows": [(label, value, None) for label, value in facts],
        "picture_url": picture_url if story.picture_id else "",
    }


def _start_page(case: CustomerCase, status: int = 200) -> Response:
    return page(
        "success_cases/start.html",
        status=status,
        case=case,
        crumbs=case_places.crumbs(access.user(), case, ("Successag", None)),
        findings=success_cases.may_start(case),
        suggested=success_cases.is_suggested(case),
        may_edit=case_view.may_edit(access.user(), case),
    )


def _page(story: SuccessCase, status: int = 200, **forms: Any) -> Response:
    case, person = story.case, access.user()
    may_edit = case_view.may_edit(person, case)
    scope = story.consent_scope or success_cases.DEFAULT_SCOPE
    consent = {"consent_given_on": clock.today(), "consent_by": case.customer.contact_name, "consent_scope": scope}
    context: dict[str, Any] = {
        "form": StoryForm(obj=story, data={"approach": story.process}),
        "picture_form": PictureForm(
            data={"picture_alt": story.picture_alt, "picture_consent_by": story.picture_consent_by}
        ),
        "consent_form": ConsentForm(data=consent),
        "winner_form": WinnerForm(data={"winner_accepted_on": clock.today()}),
        "clash": None,
        "others": [],
        **forms,
    }
    findings = success_cases.content_findings(story)
    findings += rules.check_submit(title=story.title, challenge=story.challenge, result=story.result)
    return page(
        "success_cases/edit.html",
        status=status,
        case=case,
        crumbs=case_places.crumbs(person, case, ("Successag", None)),
        kind=KIND[story.status],
        meter=meter(success_cases.word_count(story)),
        findings=findings,
        sha256=success_cases.fingerprint(story),
        consent_text=success_cases.consent_text(scope),
        winner=case.evaluation.decided_vendor,
        version=request.form.get("version", story.version, type=int),
        may={event.value: may_edit and rules.is_open(event, story.status, Who.HELPER) for event in Event},
        autosaves=story.status in {SuccessCaseStatus.DRAFT, SuccessCaseStatus.WITHDRAWN},
        **reading(story, url_for(".picture", number=case.number)),
        **context,
    )


@bp.get("/sager/<number>/successag")
def show(number: str) -> ResponseReturnValue:
    """The story, or the way to begin it."""
    case = cases.find_readable(access.user(), number)
    return _page(case.success_case) if case.success_case else _start_page(case)


@bp.post("/sager/<number>/successag/kladde")
def start(number: str) -> ResponseReturnValue:
    """A first draft from what the case knows."""
    case = cases.find_readable(access.user(), number)
    success_cases.start(access.user(), case)
    return go(url_for(".show", number=number), message="Kladden er skrevet. Ret den til kundens egne ord.")


def _here(number: str) -> str:
    return url_for(".show", number=number)


def _clash(conflict: Conflict, form: StoryForm, number: str) -> dict[str, Any]:
    fields = {"process": "approach"}
    named = [Difference(fields.get(one.field, one.field), one.mine, one.theirs) for one in conflict.differences]
    return conflict_context(Conflict(named, conflict.version), form, "story", _here(number), _here(number))


@bp.post("/sager/<number>/successag")
def save(number: str) -> ResponseReturnValue:
    """Keep the texts; a change means that the customer must say yes again."""
    _case, story = _story(number)
    form = StoryForm(request.form)
    if not form.validate():
        return _page(story, 422, form=form)
    had_consent = story.consent_given_on is not None
    try:
        success_cases.edit(access.user(), story, form.texts(), version=version_sent())
    except Conflict as conflict:
        clash = _clash(conflict, form, number)
        return _page(story, 409, form=form, clash=clash)
    voided = had_consent and story.consent_given_on is None
    return go(_here(number), message="Gemt. Kundens samtykke er bortfaldet." if voided else "Gemt.")


@bp.post("/sager/<number>/successag/autogem")
def autosave(number: str) -> ResponseReturnValue:
    """Keep a draft while it is being written; never where that would void a consent."""
    _case, story = _story(number)
    form = StoryForm(request.form)
    if not form.validate() or story.consent_given_on:
        return autosave_answer("not_saved", "story", 422, form=form)
    try:
        success_cases.edit(access.user(), story, form.texts(), version=version_sent())
    except Conflict as conflict:
        clash = _clash(conflict, form, number)
        return autosave_answer("conflict", "story", 409, conflict=clash)
    return autosave_answer("saved", "story", 200, at=clock_time(clock.now()), version=story.version)


@bp.post("/sager/<number>/successag/billede")
def save_picture(number: str) -> ResponseReturnValue:
    """Keep a picture with its description."""
    _case, story = _story(number)
    form = PictureForm(request.form)
    taken = uploads.taken("picture")
    if not form.validate() or taken is None:
        if taken is None:
            form.refuse("picture", "Vælg et billede.")
        return _page(story, 422, picture_form=form)
    try:
        alt, by = form.picture_alt.data or "", form.picture_consent_by.data or ""
        success_cases.set_picture(access.user(), story, *taken, alt=alt, consent_by=by)
    except Rejected as error:
        form.refuse("picture", str(error))
        return _page(story, 422, picture_form=form)
    return go(_here(number), message="Billedet er gemt.")


@bp.post("/sager/<number>/successag/billede/fjern")
def remove_picture(number: str) -> ResponseReturnValue:
    """Take the picture away."""
    _case, story = _story(number)
    success_cases.remove_picture(access.user(), story)
    return go(_here(number), message="Billedet er fjernet.")


@bp.get("/sager/<number>/successag/billede")
def picture(number: str) -> ResponseReturnValue:
    """The picture, for those who read the case."""
    _case, story = _story(number)
    if story.picture is None:
        abort(404)
    return uploads.show_picture(story.picture)


def _signed(form: ConsentForm) -> StoredFile | None:
    """The signed consent, kept; a message on the field when it cannot be taken."""
    given = uploads.taken("file")
    try:
        return files.store_signed(access.user(), *given) if given else None
    except Rejected as error:
        form.refuse("file", str(error))
        return None


@bp.get("/sager/<number>/successag/samtykke")
def consent_file(number: str) -> ResponseReturnValue:
    """The signed consent, as it was uploaded."""
    _case, story = _story(number)
    return uploads.download_stored(story.consent_file or abort(404))


@bp.post("/sager/<number>/successag/samtykke")
def consent(number: str) -> ResponseReturnValue:
    """The customer has said yes on paper."""
    _case, story = _story(number)
    form = ConsentForm(request.form)
    if not form.validate() or form.consent_given_on.data is None:
        return _page(story, 422, consent_form=form)
    signed = _signed(form)
    if form.file.errors:
        return _page(story, 422, consent_form=form)
    try:
        success_cases.give_consent(
            access.user(),
            story,
            by=form.consent_by.data or "",
            on=form.consent_given_on.data,
            scope=form.consent_scope.data or "",
            sha256=form.sha256.data or "",
            how=ConsentHow.FILE if signed else ConsentHow.PAPER,
            file=signed,
        )
    except RuleViolation as error:
        return _page(story, 409, others=refused(form, error), consent_form=form)
    return go(_here(number), message="Samtykket er noteret. Det gælder netop denne tekst.")


@bp.post("/sager/<number>/successag/leverandoer")
def winner(number: str) -> ResponseReturnValue:
    """The chosen vendor has said that it may be named."""
    _case, story = _story(number)
    form = WinnerForm(request.form)
    if not form.validate() or form.winner_accepted_on.data is None:
        return _page(story, 422, winner_form=form)
    try:
        on, by = form.winner_accepted_on.data, form.winner_accepted_by.data or ""
        success_cases.note_winner_accept(access.user(), story, by=by, on=on)
    except RuleViolation as error:
        return _page(story, 409, others=refused(form, error), winner_form=form)
    return go(_here(number), message="Noteret.")


@bp.post("/sager/<number>/successag/send")
def submit(number: str) -> ResponseReturnValue:
    """Send it to IBIZ-Center."""
    _case, story = _story(number)
    try:
        success_cases.submit(access.user(), story)
    except RuleViolation as error:
        return _page(story, 409, others=list(error.findings))
    return go(_here(number), message="Sendt til IBIZ-Center.")


@bp.post("/sager/<number>/successag/traek-tilbage")
def withdraw(number: str) -> ResponseReturnValue:
    """Take it down at once."""
    _case, story = _story(number)
    success_cases.withdraw(access.user(), story)
    return go(_here(number), message="Successagen er trukket tilbage. Siden er væk nu.")


@bp.get("/sager/<number>/successag/word")
def word(number: str) -> ResponseReturnValue:
    """The story as Word, for the customer to read and sign."""
    case, story = _story(number)
    facts = story_text.facts(case, story.region)
    count = success_cases.word_count(story)
    made = story_document.render(story, facts, words=count, today=clock.today())
    return uploads.download(f"{case.number} Successag.docx", made.content, documents.WORD)
