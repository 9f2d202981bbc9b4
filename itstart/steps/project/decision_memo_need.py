"""The customer's need in three lines: what hurts, what must be better, and how much is asked for."""

from itstart.documents import Missing, Rich
from itstart.documents.danish import date_long, number
from itstart.documents.marks import plain
from itstart.models import CustomerCase, Objective
from itstart.rules.terms import Priority
from itstart.steps.shared_documents import brief, lower_first, sentence

MOST = 260


def need(case: CustomerCase) -> list[object]:
    """Always three lines; what is not known yet is marked."""
    return [_today(case), _goal(case), _asked(case)]


def _today(case: CustomerCase) -> object:
    pains = " ".join(sentence(process.pain) for process in case.processes if process.pain.strip())
    words = pains or case.needs_description.current_situation or case.needs_description.background
    return Rich(f"**I dag:** {lower_first(brief(words, MOST))}") if words.strip() else Missing("hvordan det går i dag")


def _goal(case: CustomerCase) -> object:
    goals = [goal for goal in case.objectives if goal.text.strip()]
    if not goals:
        return Missing("målbare mål")
    said: list[str] = []
    room = MOST
    for one in map(_from_to, goals):
        room -= len(plain(one)) + 1
        if room < 0:
            break
        said.append(one)
    return Rich(f"**Målet:** {' '.join(said) or sentence(brief(goals[0].text, MOST))}")


def _from_to(goal: Objective) -> str:
    if goal.baseline is None or goal.target is None or not goal.metric:
        return sentence(goal.text)
    return sentence(f"{goal.text} ({lower_first(goal.metric)}: {number(goal.baseline)} → {number(goal.target)})")


def _asked(case: CustomerCase) -> object:
    rated = [r for r in case.requirements if r.priority is not Priority.WONT]
    if not rated:
        return Missing("krav til løsningen")
    musts = sum(r.priority is Priority.MUST for r in rated)
    start = case.needs_description.wanted_go_live_on
    ready = f" Ønsket start er {date_long(start)}." if start else ""
    return Rich(f"**Omfanget:** {len(case.needs)} behov og {len(rated)} krav, heraf {musts} SKAL-krav.{ready}")
