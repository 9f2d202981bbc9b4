"""What moves a firm on towards being qualified, and away again (D6): checked by the rule, done, kept and told.

What may be done from where is in `rules.qualification`; here it meets cases, people and evaluations.
"""

from datetime import date, timedelta

from sqlalchemy import func, select

from itstart import clock, policies
from itstart.db import db
from itstart.models import CoDelivery, CustomerCase, Helper, QualificationEvent, User
from itstart.rules import qualification as rules
from itstart.rules.findings import require
from itstart.rules.qualification import Event, Who
from itstart.rules.terms import CoDeliveryStatus, QualificationStatus
from itstart.services import cases, history, qualification, qualification_mails


def registered(actor: User | None, helper: Helper, text: str = "") -> None:
    """A firm nobody knew has applied, by itself (no actor) or through IBIZ-Center."""
    who = (policies.part_in_qualification(actor, helper) if actor else None) or Who.HELPER
    _keep(actor, helper, who, Event.APPLY, text, came_from=None)


def code_accepted(actor: User, helper: Helper, text: str) -> None:
    """The kodeks is accepted: an applicant moves on, for others nothing changes."""
    if rules.is_open(Event.ACCEPT_CODE, helper.qualification_status, Who.HELPER):
        _move(actor, helper, Who.HELPER, Event.ACCEPT_CODE, text)


def co_deliver(
    actor: User, helper: Helper, *, case: CustomerCase | None, staff: User | None, due_on: date | None, text: str = ""
) -> CoDelivery:
    """Begin the first or the second co-delivery: a case of the firm, a person, a day for the evaluation (S37, S43)."""
    event = _next_co_delivery(helper)
    who = _ensure(actor, helper, event)
    require(
        rules.check_co_delivery(
            case_chosen=case is not None, staff_chosen=staff is not None, due_on=due_on, today=clock.today()
        )
    )
    assert case is not None
    assert staff is not None
    return _begin(actor, case, staff, who, event, due_on=due_on, text=text)


def co_deliver_from_lead(case: CustomerCase, staff: User, number: int) -> None:
    """The firm was offered the lead together with somebody: its case is the next co-delivery, as was agreed.

    Nothing begins when the firm has come further meanwhile; whoever was named still stands in the case.
    """
    helper = case.helper
    cases.staff_of(case, staff)
    event = _next_co_delivery(helper)
    if not rules.is_open(event, helper.qualification_status, Who.CENTER, used=helper.co_deliveries):
        return
    due_on = clock.today() + timedelta(days=rules.EVALUATED_WITHIN_DAYS)
    _begin(staff, case, staff, Who.CENTER, event, due_on=due_on, text=f"Aftalt med henvendelse {number}.")


def _next_co_delivery(helper: Helper) -> Event:
    first = helper.qualification_status is QualificationStatus.CODE_ACCEPTED or not helper.co_deliveries
    return Event.CO_DELIVER if first else Event.CO_DELIVER_AGAIN


def _begin(
    actor: User, case: CustomerCase, staff: User, who: Who, event: Event, *, due_on: date | None, text: str
) -> CoDelivery:
    helper = case.helper
    number = helper.co_deliveries + 1
    delivery = CoDelivery(number=number, staff=cases.staff_of(case, staff), evaluation_due_on=due_on)
    case.co_deliveries.append(delivery)
    where = f"Sag {case.number}, sammen med {staff.name}."
    _move(actor, helper, who, event, f"{where}\n\n{text}".strip())
    history.record(actor, case, "co_delivery", f"begyndte {number}. samlevering sammen med {staff.name}")
    return delivery


def evaluated(actor: User, helper: Helper, text: str = "") -> None:
    """Both sides have evaluated: the co-delivery is over, and with it IBIZ-Center's access to the case."""
    who = _ensure(actor, helper, Event.EVALUATE)
    require(qualification.findings(helper, Event.EVALUATE))
    delivery = qualification.under_way(helper)
    assert delivery is not None
    delivery.evaluation_status = CoDeliveryStatus.EVALUATED
    _move(actor, helper, who, Event.EVALUATE, text)
    helper.co_deliveries += 1
    case = db.session.get_one(CustomerCase, delivery.case_id)
    history.record(actor, case, "co_delivery", f"afsluttede {delivery.number}. samlevering")


def decide(actor: User, helper: Helper, event: Event, text: str) -> None:
    """Every event that is a decision with its reason: the path, the outcome, a pause, the end."""
    who = _ensure(actor, helper, event)
    needs_text = event not in {Event.CHOOSE_REVIEW, Event.FINISH_REVIEW, Event.RESUME}
    require([*(rules.check_decision(text) if needs_text else []), *qualification.findings(helper, event)])
    _move(actor, helper, who, event, text)
    _show(helper, event)


def _show(helper: Helper, event: Event) -> None:
    """A qualified firm is public; a pause or an end hides it (D6)."""
    if event in {Event.QUALIFY, Event.RESUME}:
        helper.profile_public = True
    if event is Event.QUALIFY:
        helper.qualified_on = clock.today()
    if event in {Event.PAUSE, Event.END}:
        helper.profile_public = False
    if event is Event.END:
        helper.ended_on = clock.today()


def _ensure(actor: User, helper: Helper, event: Event) -> Who:
    """Forbidden for a stranger and for the wrong part, RuleViolation from where it cannot be done."""
    who = policies.part_in_qualification(actor, helper)
    policies.ensure(who in rules.TRANSITIONS[event][0])
    assert who is not None
    # Two who move the firm at once wait for each other here.
    db.session.execute(select(Helper.id).where(Helper.id == helper.id).with_for_update())
    require(rules.check_event(event, helper.qualification_status, who, used=helper.co_deliveries))
    return who


def _move(actor: User, helper: Helper, who: Who, event: Event, text: str) -> None:
    before = helper.qualification_status
    helper.qualification_status = rules.after(event, before, used=helper.co_deliveries)
    if event in rules.PATHS:
        helper.qualification_path = rules.PATHS[event]
    row = _keep(actor, helper, who, event, text, came_from=before)
    if event is not Event.ACCEPT_CODE:
        qualification_mails.tell(helper, row, qualification.contact(helper))


def _keep(
    actor: User | None, helper: Helper, who: Who, event: Event, text: str, *, came_from: QualificationStatus | None
) -> QualificationEvent:
    numbers = select(func.max(QualificationEvent.number)).where(QualificationEvent.helper_id == helper.id)
    row = QualificationEvent(
        helper_id=helper.id,
        number=(db.session.scalar(numbers) or 0) + 1,
        event=event,
        came_from=came_from,
        led_to=helper.qualification_status,
        at=clock.now(),
        who=who,
        user_id=actor.id if actor else None,
        actor=actor.name if actor else helper.adviser or helper.company,
        text=text.strip(),
    )
    db.session.add(row)
    db.session.flush()
    return row
