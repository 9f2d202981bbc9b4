"""What the Leverandørvurdering is made of: the case's bids, figures and decision as plain values."""

from datetime import date

from itstart.documents import Missing
from itstart.documents.danish import amount, date_long, datetime_at, kroner, number, percent
from itstart.models.case import CustomerCase
from itstart.rules.steps import StepKey
from itstart.rules.terms import Answer
from itstart.steps.selection import document_charts, document_texts, negotiated, negotiation, wording
from itstart.steps.selection import document_rows as rows
from itstart.steps.selection import document_scores as scores
from itstart.steps.selection.assessment import AssessedBid, Assessment, assess
from itstart.steps.selection.wording import Names
from itstart.steps.shared_documents import contact, cover_values, given, sentence, short_name, shown

KEY = "leverandoervurdering"


def leverandoervurdering(customer_case: CustomerCase, *, today: date, version: int | None = None) -> dict[str, object]:
    """The context of the template; every figure comes from itstart.rules."""
    found, names = assess(customer_case), Names(customer_case)
    chosen = recommended(customer_case, found)
    return {
        **_cover(customer_case, today, version),
        "indstilling": document_texts.recommendation(customer_case, found, chosen, names),
        "vinder": _winner(customer_case, found, chosen, names),
        "tal": _figures(customer_case),
        "tekst": document_texts.texts(customer_case, found, chosen, names),
        "tom": _empty(),
        "leverandoerer": [names.of(b) for b in found.ranked],
        "tilbudsgivere": [names.of(b) for b in found.all],
        "tilbud": rows.ranking(found, names),
        "udgaaede": _excluded(found, names),
        "forloeb": rows.process(customer_case),
        "relationer": document_texts.relations(customer_case),
        "inviterede": rows.invited(customer_case),
        "afslag": rows.declined(customer_case),
        "forbehold": rows.reservations(found, names),
        "skalsvar": rows.must_table(customer_case, found, names),
        "dispensationer": rows.waivers(customer_case, names),
        **_scores(customer_case, found, names),
        **_sensitivity(customer_case, found, chosen, names),
        "risici": rows.risks(customer_case),
        "forhandling": negotiation.points(found, chosen) if chosen else [],
        "forhandlet": negotiated.rows(customer_case, chosen.bid if chosen else None),
        "forhandlet_i_alt": negotiated.totals(customer_case, chosen.bid if chosen else None)["i_alt"],
        "beslutning": _decision(customer_case),
        **_annexes_and_pictures(customer_case, found, names),
    }


def _scores(case: CustomerCase, found: Assessment, names: Names) -> dict[str, object]:
    return {
        "kriterier": scores.criteria(case, found) if found.weighted else [],
        "vaegtaendringer": scores.weight_changes(case),
        "rettelser": scores.corrected(found, names),
        "aarstal": [f"År {n}" for n in range(1, _years(case) + 1)],
        "omkostninger": scores.costs(found, names),
        "demo": scores.demo(case, found),
        "demopoint": scores.demo_totals(found),
        "demoenighed": scores.demo_agreed(case, found, names),
        "referencer": scores.references(case, found, names),
        "delpoint": scores.sub_scores(case, found, names),
        "samlet": [wording.points(b) for b in found.ranked],
        "prisraekke": [] if found.weighted else rows.by_price(found, names),
    }


def _annexes_and_pictures(case: CustomerCase, found: Assessment, names: Names) -> dict[str, object]:
    return {
        "krav": scores.requirements(case, found) if found.all else [],
        "prisgrupper": rows.price_lines(found, names),
        "figur_point": document_charts.score_chart(case, found, names),
        "figur_tco": document_charts.cost_chart(found, names),
    }


def recommended(case: CustomerCase, found: Assessment) -> AssessedBid | None:
    """The bid the customer has decided on, else the one alone at the top."""
    decided = case.evaluation.decided_vendor
    return (found.of(decided.code) if decided else None) or found.first


def _years(case: CustomerCase) -> int:
    return case.evaluation.tco_years


def _cover(case: CustomerCase, today: date, version: int | None) -> dict[str, object]:
    values: dict[str, object] = dict(
        cover_values(case, StepKey.SELECTION, "Leverandørvurdering", today=today, deliverable=KEY, version=version)
    )
    values["kunde"] = {
        **cover_values(case, StepKey.SELECTION, "", today=today, deliverable=KEY)["kunde"],
        "kort": given(short_name(case.customer.name), "kundens navn"),
    }
    return values


def _winner(case: CustomerCase, found: Assessment, chosen: AssessedBid | None, names: Names) -> dict[str, object]:
    if chosen is None:
        return dict.fromkeys(("navn", "genitiv", "point", "point_tekst", "tco", "skal", "timer"), "")
    others = [b for b in found.ranked if b.code != chosen.code]
    standard = wording.must_answers(case, chosen, Answer.STANDARD)
    rival = max(others, key=lambda b: b.result.total_score or 0 if b.result else 0, default=None)
    against = f", mod {wording.points(rival)} til den næste" if rival else ""
    place = f"Nr. {chosen.result.rank}" if chosen.result and chosen.result.rank else "–"
    return {
        "navn": names.of(chosen),
        "genitiv": wording.genitive(names.of(chosen)),
        "point": wording.points(chosen) if found.weighted else place,
        "point_tekst": f"point af 100{against}" if found.weighted else "på laveste totaløkonomi",
        "tco": amount(chosen.tco.total),
        "skal": f"{len(standard)} af {rows.must_count(case)}",
        "timer": shown(chosen.bid.internal_hours, "jeres egne timer", lambda h: f"{number(h)} timer"),
    }


def _figures(case: CustomerCase) -> dict[str, object]:
    tender, evaluation = case.tender, case.evaluation
    people = list(dict.fromkeys(d.evaluator for d in case.demo_scores))
    return {
        "aar": _years(case),
        "offentlig": bool(case.customer.public_body or tender.public_body),
        "skal": rows.must_count(case),
        "timepris": kroner(evaluation.internal_hourly_rate_dkk),
        "nulpunkt": percent(evaluation.price_zero_at_pct_above_lowest),
        "frist": shown(tender.bid_deadline_at, "frist for tilbud", datetime_at),
        "vedstaaelse": shown(tender.bid_validity_until_on, "tilbuddenes gyldighed", date_long),
        "bedoemmere": wording.join(document_texts.people(people)),
        "vejet": tender.weighted,
        "beregninger": 5 * len(case.criteria),
        "vaegtsum": percent(sum(c.weight for c in case.criteria)),
        "kvitteret": shown(
            case.impartiality.acknowledged_by_customer_on,
            "kundens kvittering for relationen",
            date_long,
        ),
    }


def _empty() -> dict[str, object]:
    return {
        "kriterier": Missing("kriterier og vægte"),
        "forloeb": Missing("datoer for udbuddet"),
        "demo": Missing("demopoint"),
        "referencer": Missing("referencesamtaler"),
        "delpoint": Missing("delpoint for leverandør og team"),
        "resultat": Missing("point på alle kriterier"),
        "svar": Missing("svar på kravene"),
        "priser": Missing("prislinjer"),
    }


def _excluded(found: Assessment, names: Names) -> list[str]:
    out = []
    for bid in found.excluded:
        cause = bid.bid.excluded_reason.strip() or (
            f"SKAL-krav uden dispensation: {', '.join(bid.missing_waivers)}" if bid.missing_waivers else "udelukket"
        )
        out.append(f"{names.of(bid)} er udgået: {sentence(cause)}")
    return out


def _decision(case: CustomerCase) -> dict[str, object]:
    made = case.evaluation
    vendor = made.decided_vendor
    return {
        "leverandoer": given(short_name(vendor.name) if vendor else "", "kundens beslutning"),
        "af": given(made.decided_by, "hvem der beslutter"),
        "dato": shown(made.decided_on, "dato for beslutningen", date_long),
        "grund": given(made.decision_reason, "begrundelse for beslutningen"),
        "til": contact(case),
    }


def _sensitivity(case: CustomerCase, found: Assessment, chosen: AssessedBid | None, names: Names) -> dict[str, object]:
    checked = found.sensitivity
    if checked is None or chosen is None or chosen.result is None:
        return {"foelsomhed": [], "vendepunkter": [], "scenarier": [], "foelsomhed_note": ""}
    robust = checked.is_robust
    who = names.of(chosen)
    note = f"Alle tal er positive: {who} er nummer ét i alle beregninger."
    return {
        "foelsomhed": scores.margins(case, found, chosen),
        "vendepunkter": document_texts.rich(negotiation.turning_points(case, found, names)),
        "scenarier": [
            {"hvis": text, "vinder": names[code] if (code := checked.scenarios.get(key)) else "Ingen alene"}
            for text, key in (
                ("Alle kriterier vejer lige meget", "lige_vaegte"),
                ("Kun prisen tæller", "kun_pris"),
                ("Prisen slet ikke tæller", "uden_pris"),
            )
        ],
        "foelsomhed_note": note
        if robust and found.first is chosen
        else f"Et minus betyder, at en anden er foran {who}.",
    }
