"""What the adviser would remark on answers, demo and certainty, made of the figures."""

from itstart.documents.danish import kroner
from itstart.models.case import CustomerCase
from itstart.rules.terms import Answer, Priority
from itstart.steps.selection import demo_marks
from itstart.steps.selection.assessment import Assessment
from itstart.steps.selection.wording import Names, join, must_answers


def about_musts(case: CustomerCase, found: Assessment, names: Names) -> str:
    """What the answers to the musts show."""
    unmet = [(b, must_answers(case, b, Answer.ROADMAP, Answer.NOT_MET)) for b in found.all]
    bad = [f"{names.of(b)} opfylder i dag ikke {join(codes)}." for b, codes in unmet if codes]
    text = " ".join(bad) or "Ingen af tilbuddene mangler et SKAL-krav."
    return f"Svaret er leverandørens eget. {text}"


def about_fit(found: Assessment, names: Names) -> str:
    """How many requirements each vendor meets without extra work, and which it does not meet."""
    out = []
    for bid in found.all:
        answers = [r.answer for r in bid.responses.values() if r.requirement.priority is not Priority.WONT]
        ready = sum(a in {Answer.STANDARD, Answer.CONFIGURATION} for a in answers)
        no = [code for code, r in bid.responses.items() if r.answer is Answer.NOT_MET]
        text = f"{names.of(bid)} klarer {ready} af {len(answers)} krav med standard eller opsætning"
        out.append(f"{text} og svarer nej til {join(no)}." if no else f"{text}.")
    return " ".join(out)


def about_demo(case: CustomerCase, found: Assessment, names: Names) -> str:
    """Who did best at the demo, and where the difference was biggest."""
    means = {b.code: b for b in found.all if b.facts.demo_scores}
    if len(means) < 2:
        return ""
    best = max(means.values(), key=lambda b: sum(b.facts.demo_scores) / len(b.facts.demo_scores))
    spread = {}
    points = demo_marks.that_count(case)
    for scenario in case.demo_scenarios:
        tops = [sum(given) / len(given) for b in means.values() if (given := points.get((b.code, scenario.code)))]
        if len(tops) > 1:
            spread[scenario.title] = max(tops) - min(tops)
    text = f"{names.of(best)} fik flest point i demoen."
    if spread:
        text += f" Forskellen var størst i opgaven »{max(spread, key=lambda t: spread[t])}«."
    return text


def price_margin(found: Assessment, names: Names) -> str:
    """How much dearer the cheapest bid may become, where price alone decides; "" without two bids to compare."""
    if found.weighted or len(found.ranked) < 2:
        return ""
    first, second = found.ranked[:2]
    over = second.tco.total - first.tco.total
    if not over:
        return f"{names.of(first)} og {names.of(second)} koster det samme over {first.tco.years} år."
    dearer = f"{names.of(first)} kan blive {kroner(over)} dyrere over {first.tco.years} år"
    return f"{dearer}, før {names.of(second)} er lige så billig."


def about_sureness(found: Assessment, names: Names) -> str:
    """What it takes for another vendor to win."""
    checked, first = found.sensitivity, found.first
    if checked is None or first is None:
        return ""
    other = checked.scenarios.get("kun_pris")
    if other and other != first.code:
        return f"{names[other]} vinder, hvis prisen er det eneste, der tæller. Så tæller krav, plan og demo ikke med."
    return f"{names.of(first)} er også billigst over {first.tco.years} år." if other else ""
