"""The demo's firms on their way: timelines, evaluations, an interview, a decision and talks. Twice changes nothing."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.models import (
    CoDelivery,
    CoDeliveryEntry,
    CooperationEvaluation,
    CriterionScore,
    CustomerCase,
    Helper,
    QualificationEvent,
    ReviewedAssignment,
    User,
    YearlyTalk,
)
from itstart.rules.cooperation import STANDARD_CRITERIA, Occasion, Party
from itstart.rules.qualification import TRANSITIONS, Event, Who, after
from itstart.rules.terms import QualificationStatus

REVIEWED: dict[str, Any] = {
    "company": "Vadehavet IT-rådgivning ApS (fiktiv)",
    "cvr": "99000309",
    "adviser": "Gunvor Ravn",
    "email": "gunvor@vadehavet.example",
    "phone": "+45 00 00 00 51",
    "municipality_code": "0561",
    "qualification_status": "under_review",
    "qualification_path": "review",
    "covers_regions": ["Region Syddanmark"],
    "categories": ["erp", "bi"],
    "industries": ["Fødevareindustri"],
    "resources": "2 rådgivere",
}
_HEDELUND, _ALS, _MARIAGER = "99000058", "99000120", "99000155"
_JONAS, _LISE = "jonas.okkels@ibiz.example", "lise.ravnholt@ibiz.example"
_DECISION = (
    "To gode samleveringer. Behovsbeskrivelse og udbud kunne bruges, som de var, og begge kunder vil anbefale "
    "rådgiveren.\n\nHedelund IT-rådgivning arbejder herefter alene og finder selv sine kunder."
)
_APPLICATION = "Vi hjælper webbutikker i Nordjylland og vil gerne arbejde efter en fast metode."


def fill() -> None:
    """Make what is not there yet, for the firms that are."""
    for cvr, fill_in in (
        (_HEDELUND, _qualified),
        (_ALS, _delivering),
        (_MARIAGER, _applied),
        (REVIEWED["cvr"], _reviewed),
    ):
        helper = db.session.scalar(select(Helper).where(Helper.cvr == cvr))
        known = helper and db.session.scalar(
            select(QualificationEvent.id).where(QualificationEvent.helper_id == helper.id)
        )
        if helper is not None and not known:
            fill_in(helper)
    db.session.flush()


def at(day: date) -> datetime:
    """Ten in the morning of the day."""
    return datetime.combine(day, time(10), tzinfo=clock.DENMARK)


def user(email: str) -> User:
    """A person of the demo."""
    return db.session.scalars(select(User).where(User.email == email)).one()


def tell(helper: Helper, *steps: tuple[Event, date, str, str]) -> None:
    """The events in order: what, when, the e-mail of who did it ("" for the firm), and the words."""
    status: QualificationStatus | None = None
    for number, (event, day, email, text) in enumerate(steps, start=1):
        person = user(email) if email else None
        led_to = after(event, status)
        row = QualificationEvent(
            helper_id=helper.id, number=number, event=event, came_from=status, led_to=led_to, at=at(day),
            who=Who.CENTER if person or Who.HELPER not in TRANSITIONS[event][0] else Who.HELPER,
            user_id=person.id if person else None, actor=person.name if person else helper.adviser, text=text,
        )  # fmt: skip
        db.session.add(row)
        status = led_to
        if event is Event.ACCEPT_CODE:
            for acceptance in helper.code_acceptances:
                acceptance.accepted_on = max(day, acceptance.accepted_on)


def said(helper: Helper, number: int, party: Party, day: date, by: str, *words: str, **more: Any) -> None:
    """One party's evaluation: `words` are how it went and what comes next, `more` its other columns."""
    course, future = words
    scores = [
        CriterionScore(position=place, criterion=criterion, score=score)
        for place, (criterion, score) in enumerate(zip(STANDARD_CRITERIA, more.pop("scores", ()), strict=False))
    ]
    values = {"occasion": Occasion.COOPERATION, "saved_at": at(day), **more}
    row = CooperationEvaluation(
        helper_id=helper.id, number=number, party=party, evaluated_on=day, by_name=by, course=course,
        future_cooperation=future, scores=scores, **values,
    )  # fmt: skip
    db.session.add(row)


def _qualified(helper: Helper) -> None:
    tell(
        helper,
        (Event.APPLY, date(2024, 3, 4), "", "Vi har rådgivet industrien om ERP i 12 år og sælger ikke selv systemer."),
        (Event.ACCEPT_CODE, date(2024, 3, 11), "", ""),
        (Event.CO_DELIVER, date(2024, 4, 2), _JONAS, "Behovsbeskrivelse hos en møbelproducent."),
        (Event.EVALUATE, date(2024, 6, 14), _JONAS, "God metode. Workshoppen skal styres strammere."),
        (Event.CO_DELIVER_AGAIN, date(2024, 8, 5), _JONAS, "Udbud hos en maskinfabrik."),
        (Event.EVALUATE, date(2024, 11, 1), _JONAS, "Mette ledte selv hele forløbet."),
        (
            Event.QUALIFY,
            date(2024, 11, 15),
            _LISE,
            _DECISION,
        ),
    )
    said(
        helper, 1, Party.CENTER, date(2025, 11, 20), "Lise Ravnholt",
        "Fem moduler på et år, alle meldt til tiden. Kunderne er glade, og dokumenterne er lette at læse.",
        "Hedelund holder oplæg om kravspecifikationer på næste ERFA-møde.",
        rating=5, scores=(5, 5, 4, 5, 4), comment="Tak. Vi glæder os til oplægget.", commented_by="Mette Hedelund",
        commented_at=at(date(2025, 11, 24)),
    )  # fmt: skip
    held = YearlyTalk(
        helper_id=helper.id, year=2025, planned_on=date(2025, 11, 20), held_on=date(2025, 11, 20),
        held_by="Lise Ravnholt", minutes="Vi talte om årets fem moduler og om at nå ud til træ- og møbelbranchen.",
        agreed="Oplæg på ERFA-møde i foråret.\nTo successager i 2026.", next_on=date(2026, 12, 3),
    )  # fmt: skip
    db.session.add_all([held, YearlyTalk(helper_id=helper.id, year=2026, planned_on=date(2026, 12, 3))])


def _delivering(helper: Helper) -> None:
    today = clock.today()
    tell(
        helper,
        (
            Event.APPLY,
            today - timedelta(weeks=14),
            "",
            "Vi hjælper håndværkere og værksteder på Als og i Sønderjylland.",
        ),
        (Event.ACCEPT_CODE, today - timedelta(weeks=12), "", ""),
        (Event.CO_DELIVER, today - timedelta(weeks=2), _JONAS, "Vi begynder med behovsbeskrivelsen."),
    )
    query = select(CoDelivery).join(CustomerCase, CoDelivery.case_id == CustomerCase.id)
    delivery = db.session.scalar(query.where(CustomerCase.helper_id == helper.id))
    if delivery is None:
        return
    jonas = user(_JONAS)
    entry = CoDeliveryEntry(
        co_delivery_id=delivery.id, written_at=at(today - timedelta(days=6)), author_id=jonas.id, author=jonas.name,
        day=today - timedelta(days=6), hours=Decimal("2.5"),
        text="Vi har planlagt workshoppen sammen. Henrik leder den, og jeg skriver med.",
    )  # fmt: skip
    db.session.add(entry)
    about = {"occasion": Occasion.CO_DELIVERY, "co_delivery_id": delivery.id}
    said(
        helper, 1, Party.HELPER, today - timedelta(days=2), "Henrik Juhl",
        "Det er en hjælp at være to om den første workshop. Jeg var i tvivl om, hvor mange krav der er nok.",
        "Næste gang vil jeg gerne prøve alene, med sparring undervejs.", rating=4, **about,
    )  # fmt: skip
    said(
        helper, 2, Party.CUSTOMER, today - timedelta(days=1), "Inge Toft",
        "De var godt forberedte, og alle kom til orde.", "Vi vil gerne have et kort referat efter hvert møde.",
        rating=5, noted_by="Jonas Okkels", **about,
    )  # fmt: skip


def _applied(helper: Helper) -> None:
    tell(helper, (Event.APPLY, clock.today() - timedelta(days=9), "", _APPLICATION))


def _reviewed(helper: Helper) -> None:
    today = clock.today()
    tell(
        helper,
        (Event.APPLY, today - timedelta(weeks=10), "", "Vi har arbejdet med fødevarevirksomheder siden 2015."),
        (Event.ACCEPT_CODE, today - timedelta(weeks=9), "", ""),
        (Event.CHOOSE_REVIEW, today - timedelta(weeks=6), _LISE, "To gennemførte opgaver giver et bedre billede."),
    )
    first = ReviewedAssignment(
        helper_id=helper.id, number=1, title="ERP til et mejeri", customer="Marsk Mejeri A/S (fiktiv)",
        contact="Karen Lund", phone="+45 00 00 00 52", finished_on=today - timedelta(weeks=30),
        description="Behov, udbud og valg af ERP med sporbarhed for 40 ansatte.",
        interviewed_on=today - timedelta(weeks=1), interviewed_by="Lise Ravnholt", interviewee="Karen Lund",
        task="Hjælp til at vælge ERP. Vi fik en kravliste, tre tilbud og en anbefaling.",
        course="Fem møder på to måneder. Hun spurgte meget til vores hverdag.",
        impartiality="Ja. Hun kendte to af leverandørerne og sagde det på første møde.",
        agreements="Prisen holdt. Vi blev en uge forsinket, fordi vi selv var sene.",
        outcome="Vi kan finde et parti på to minutter i stedet for en halv dag.",
        again="Ja, vi ringede til hende igen i foråret.", interview_rating=5,
    )  # fmt: skip
    second = ReviewedAssignment(
        helper_id=helper.id, number=2, title="Ledelsesrapporter", customer="Fanø Rejer ApS (fiktiv)",
        contact="Jeppe Holm", phone="+45 00 00 00 53", finished_on=today - timedelta(weeks=50),
        description="Valg af BI-værktøj.",
    )  # fmt: skip
    db.session.add_all([first, second])
    db.session.flush()
    said(
        helper, 1, Party.CENTER, today - timedelta(weeks=2), "Lise Ravnholt",
        "Kravlisten er klar og kan spores helt til valget. Godkendelseskriterierne er lidt løse.",
        "Næste opgave følger kodeksets fire skridt fra begyndelsen.",
        rating=4, scores=(4, 5, 4, 3, 4), occasion=Occasion.REVIEW, assignment_id=first.id,
    )  # fmt: skip
