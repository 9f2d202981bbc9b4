"""What is deleted at the next run, and the run itself: once a day, and never what is held back."""

from dataclasses import dataclass
from datetime import date

from itstart import policies
from itstart.models import User
from itstart.rules.settings import SETTINGS, Setting, told
from itstart.services import legal_holds, settings
from itstart.services.retention_cases import CASE_RULES, CONTENTS
from itstart.services.retention_due import Due, Rule
from itstart.services.retention_people import PEOPLE_RULES

RULES: tuple[Rule, ...] = (*CASE_RULES, *PEOPLE_RULES)
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Preview:
    """What one rule would forget now, and how much of it is held back."""

    label: str
    setting: Setting
    period: str
    count: int
    told: list[str]
    held: list[str]


def _split(rule: Rule, today: date) -> tuple[list[Due], list[Due]]:
    """What is forgotten, and what is due but held back."""
    cases = legal_holds.held_cases(today)
    words = {word.casefold() for person in legal_holds.held_persons(today) for word in person.words}
    due: list[Due] = []
    held: list[Due] = []
    for one in rule.due(today):
        is_held = one.case_id in cases or not words.isdisjoint(word.casefold() for word in one.person.words)
        (held if is_held else due).append(one)
    return due, held


def preview(actor: User, today: date) -> list[Preview]:
    """Everything the next run forgets, also the kinds of which nothing is due."""
    policies.ensure(policies.may_read_settings(actor))
    return [_preview(rule, today) for rule in RULES]


def _preview(rule: Rule, today: date) -> Preview:
    due, held = _split(rule, today)
    setting = SETTINGS[rule.setting]
    return Preview(
        rule.label,
        setting,
        told(setting, settings.text(rule.setting)),
        len(due),
        list(dict.fromkeys(one.told for one in due))[:SHOWN],
        [one.told for one in held][:SHOWN],
    )


def cases_due(day: date) -> list[int]:
    """The closed cases whose content is deleted on a day or before it, without those that are held back."""
    due, _ = _split(CONTENTS, day)
    return [one.id for one in due]


def run(today: date) -> int:
    """Forget what is due; how many. The same day twice finds nothing the second time."""
    done = 0
    for rule in RULES:
        due, _ = _split(rule, today)
        if due:
            rule.forget([one.id for one in due])
            done += len(due)
    return done
