"""What a customer can decide by a link once the work is done: the delivery, the rating, the success case."""

from itstart import clock
from itstart.documents.danish import date_long
from itstart.models import CustomerCase, DeliveryModule, StoredFile, SuccessCase
from itstart.rules.customer_links import LinkPurpose
from itstart.rules.findings import Finding
from itstart.rules.module_acts import Act, check_from
from itstart.rules.success_cases import ConsentHow, Event, Who, check_event
from itstart.services import module_deliveries, module_ratings, settings, success_cases
from itstart.services.customer_acts import Answer, CustomerAct, Exhibit, Subject, adviser

STORY = "successag"


def _product(module: DeliveryModule) -> StoredFile | None:
    return module.product_document.file if module.product_document else module.product_file


class AcceptDelivery(CustomerAct):
    """The customer accepts what was delivered, or says what is missing; it may rate at once."""

    purpose = LinkPurpose.ACCEPT_DELIVERY

    def findings(self, subject: Subject) -> list[Finding]:
        return check_from(Act.ACCEPT, subject.the_module)

    def show(self, subject: Subject) -> Exhibit:
        module = subject.the_module
        return Exhibit(
            title=f"Levering af modul {module.number}: {module.title}",
            lead=f"{adviser(subject.case)} har leveret. Se på det, I har fået, og sig til, om det er, som I aftalte.",
            tick="Jeg må godkende leverancen for virksomheden.",
            yes="Godkend leverancen",
            then=("er modulet færdigt og kan faktureres", "får du en kvittering med det samme"),
            facts=(("Leveret", date_long(module.delivered_on), ""),),
            deal=(("I har fået", module.product),),
            file=_product(module),
            asks_rating=True,
        )

    def yes(self, subject: Subject, answer: Answer) -> None:
        given = module_deliveries.Answer(
            by=answer.by,
            on=clock.today(),
            rating=answer.rating,
            scores=answer.ratings,
            would_have_bought_anyway=answer.bought_anyway,
            comment=answer.note,
        )
        module_deliveries.accept(None, subject.the_module, given)

    def no(self, subject: Subject, answer: Answer) -> None:
        module_deliveries.reject(None, subject.the_module, by=answer.by, reason=answer.note)


class Rate(CustomerAct):
    """The customer says what the help was worth, after it has accepted."""

    purpose = LinkPurpose.RATE

    def findings(self, subject: Subject) -> list[Finding]:
        return module_ratings.findings(subject.the_module)

    def show(self, subject: Subject) -> Exhibit:
        module = subject.the_module
        return Exhibit(
            title="Hvad fik I ud af hjælpen?",
            lead=f"Fem korte spørgsmål om modul {module.number}, {module.title}. Det tager to minutter.",
            tick="",
            yes="Send vurderingen",
            then=(
                f"ser {adviser(subject.case)} og {settings.center_name()} dine svar",
                "bliver svarene brugt til at gøre hjælpen bedre",
            ),
            deal=(("I har fået", module.product),),
            asks_rating=True,
            must_rate=True,
            may_refuse=False,
        )

    def yes(self, subject: Subject, answer: Answer) -> None:
        module_ratings.rate(
            None,
            subject.the_module,
            by=answer.by,
            rating=answer.rating,
            scores=answer.ratings,
            bought_anyway=answer.bought_anyway,
            comment=answer.note,
        )


class ApproveSuccessCase(CustomerAct):
    """The customer consents to exactly this text, and can take it back at the same link."""

    purpose = LinkPurpose.APPROVE_SUCCESS_CASE

    def find(self, case: CustomerCase, code: str) -> Subject:
        return Subject(case, STORY, story=case.success_case if code == STORY else None)

    def findings(self, subject: Subject) -> list[Finding]:
        if subject.story is None:
            return [Finding("Skriv successagen først.")]
        return check_event(Event.CONSENT, subject.story.status, Who.CUSTOMER)

    def show(self, subject: Subject) -> Exhibit:
        story = _story(subject)
        parts = [
            ("Virksomheden vises som", story.shown_as),
            ("Virksomheden", story.company),
            ("Udfordringen", story.challenge),
            ("Sådan gjorde vi", story.process),
            ("Resultatet", story.result),
            ("Citat", f"“{story.quote}” {story.quote_by}".strip() if story.quote else ""),
        ]
        return Exhibit(
            title=story.title,
            lead=f"{adviser(subject.case)} har skrevet om jeres forløb. Læs teksten, og sig ja eller nej nederst.",
            tick=success_cases.consent_text(_scope(story)),
            yes="Giv samtykke",
            then=(
                f"sender rådgiveren teksten til {settings.center_name()}, som offentliggør den",
                "kan du når som helst trække samtykket tilbage på dette link",
            ),
            deal=tuple((label, text) for label, text in parts if text),
            file=story.picture,
            file_alt=story.picture_alt,
            mark=success_cases.fingerprint(story),
        )

    def yes(self, subject: Subject, answer: Answer) -> None:
        story = _story(subject)
        success_cases.give_consent(
            None,
            story,
            by=answer.by,
            on=clock.today(),
            scope=_scope(story),
            sha256=success_cases.fingerprint(story),
            how=ConsentHow.LINK,
        )

    def may_withdraw(self, subject: Subject) -> bool:
        return subject.story is not None and not check_event(Event.WITHDRAW, subject.story.status, Who.CUSTOMER)

    def withdraw(self, subject: Subject, *, by: str) -> None:
        success_cases.withdraw(None, _story(subject), by=by)


def _story(subject: Subject) -> SuccessCase:
    if subject.story is None:
        raise LookupError(subject.code)
    return subject.story


def _scope(story: SuccessCase) -> str:
    return story.consent_scope or success_cases.DEFAULT_SCOPE
