"""What the customer of a co-delivery says by a link: how it went, and what should come next (S44)."""

from sqlalchemy.exc import NoResultFound

from itstart import clock
from itstart.models import CoDelivery, CustomerCase
from itstart.rules.cooperation import Party
from itstart.rules.customer_links import LinkPurpose
from itstart.rules.findings import Finding
from itstart.services import cooperation, settings
from itstart.services.customer_acts import Answer, CustomerAct, Exhibit, Subject, adviser


def code_of(delivery: CoDelivery) -> str:
    """What a link about a co-delivery calls it: "samlevering-1"."""
    return f"samlevering-{delivery.number}"


def _delivery(case: CustomerCase, code: str) -> CoDelivery:
    found = next((one for one in case.co_deliveries if code_of(one) == code), None)
    if found is None:
        raise NoResultFound
    return found


class EvaluateCoDelivery(CustomerAct):
    """The customer evaluates; also after helper and IBIZ-Center are done."""

    purpose = LinkPurpose.EVALUATE_CO_DELIVERY

    def find(self, case: CustomerCase, code: str) -> Subject:
        _delivery(case, code)
        return Subject(case, code)

    def findings(self, subject: Subject) -> list[Finding]:
        about = cooperation.About(delivery=_delivery(subject.case, subject.code))
        if cooperation.of_party(subject.case.helper, about, Party.CUSTOMER) is not None:
            return [Finding("Kunden har allerede evalueret samleveringen.")]
        return []

    def show(self, subject: Subject) -> Exhibit:
        delivery, helper = _delivery(subject.case, subject.code), adviser(subject.case)
        center = settings.center_name()
        staff = delivery.staff.name if delivery.staff else center
        return Exhibit(
            title="Hvordan gik samarbejdet?",
            lead=f"{helper} og {staff} fra {center} har hjulpet jer sammen. Det tager to minutter at fortælle, "
            "hvordan det gik.",
            tick="",
            yes="Send evalueringen",
            then=(
                f"læser {helper} og {center} dit svar",
                f"indgår det i, om {helper} kan arbejde alene fremover",
            ),
            deal=(("Rådgiver", helper), (center, staff)),
            may_refuse=False,
        )

    def yes(self, subject: Subject, answer: Answer) -> None:
        words = cooperation.Words(
            course=answer.note, future=answer.future, on=clock.today(), by=answer.by, rating=answer.rating
        )
        cooperation.answered(subject.case, _delivery(subject.case, subject.code), words)
