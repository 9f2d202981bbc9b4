"""Files that cannot be imported: every error has its place, and nothing is stored."""

import copy
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from itstart.db import db
from itstart.exchange import ImportFailed, import_case
from itstart.exchange.parse import MAX_BYTES
from tests.exchange.files import example, example_text

_GONE = object()


def _rows() -> int:
    return sum(db.session.scalar(select(func.count()).select_from(t)) or 0 for t in db.metadata.tables.values())


def _problems(file: dict[str, Any] | bytes) -> list[str]:
    """What is wrong with the file; also checks that the database is as empty as before."""
    with pytest.raises(ImportFailed) as caught:
        import_case(file)
    assert _rows() == 0
    assert not db.session.new
    return [str(problem) for problem in caught.value.problems]


def _set(data: Any, path: str, value: Any) -> None:
    *way, last = path.replace("[", ".[").split(".")
    for key in way:
        data = data[int(key[1:-1])] if key.startswith("[") else data[key]
    if value is _GONE:
        del data[last]
    elif last.startswith("["):
        data[int(last[1:-1])] = value
    else:
        data[last] = value


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("meta", _GONE, "meta: mangler"),
        ("helper", None, "helper: skal være et objekt"),
        ("case", {}, "case.id: mangler"),
        ("meta.schema_version", 2, "meta.schema_version: skal være 1"),
        ("extra", 1, "extra: nøglen kendes ikke"),
        ("bids[1].responses[3].answer", "maybe", "bids[1].responses[3].answer: skal være en af 'standard'"),
        ("bids[1].responses[3].answers", "standard", "bids[1].responses[3].answers: nøglen kendes ikke"),
        ("bids[0].one_off_lines[0].amount", "185.000", "bids[0].one_off_lines[0].amount: skal være et helt tal"),
        ("bids[0].one_off_lines[0].amount", -1, "bids[0].one_off_lines[0].amount: skal være mindst 0"),
        ("bids[0].one_off_lines[0].amount", 1.5, "bids[0].one_off_lines[0].amount: skal være et helt tal"),
        ("bids[0].one_off_lines[0].amount", True, "bids[0].one_off_lines[0].amount: skal være et helt tal"),
        ("bids[0].one_off_lines[0].amount", 10**12, "bids[0].one_off_lines[0].amount: må højst være 2000000000"),
        ("bids[0].received_at", "20.4.2026", "bids[0].received_at: skal være dato og klokkeslæt"),
        ("bids[0].tco.years", "5", "bids[0].tco.years: skal være et helt tal"),
        (
            "unneeded_documents",
            [{"document": "x", "reason": "x", "decided_on": "2026-01-02"}],
            "unneeded_documents[0].document: skal være et af sagens dokumenter",
        ),
        (
            "unneeded_documents",
            [{"document": "projektplan", "reason": "x", "decided_on": "2026-01-02"}] * 2,
            "unneeded_documents[1].document: “projektplan” står mere end én gang",
        ),
        (
            "unneeded_documents",
            [{"document": "projektplan", "reason": "", "decided_on": "2026-01-02"}],
            "unneeded_documents[0].reason: ",
        ),
        ("customer.cvr", "99000008", "customer.cvr: er ikke et gyldigt CVR-nummer"),
        ("customer.cvr", "ABC", "customer.cvr: er ikke et gyldigt CVR-nummer"),
        ("helper.cvr", "", "helper.cvr: må"),
        ("customer.name", "  ", "customer.name: må ikke være tom"),
        ("customer.name", "x" * 201, "customer.name: må højst være på 200 tegn"),
        ("customer.municipality_code", "9999", "customer.municipality_code: er ikke en kommunekode"),
        ("customer.postal_code", "740", "customer.postal_code: har ikke den rigtige form"),
        ("needs_description.background", "x" * 100_000, "needs_description.background: må højst være på 20000 tegn"),
        ("needs_description.objectives[0].target", "12", "needs_description.objectives[0].target: skal være et tal"),
        ("needs_description.needs[0].priority", 4, "needs_description.needs[0].priority: må højst være 3"),
        ("needs_description.barriers[0]", "vejret", "needs_description.barriers[0]: skal være en af"),
        ("case.id", "17", "case.id: har ikke den rigtige form"),
        ("case.opened_on", "2026-02-30", "case.opened_on: datoen findes ikke"),
        ("case.opened_on", 20260120, "case.opened_on: skal være en dato, fx 2026-06-19"),
        ("case.used_adviser_before", "nej", "case.used_adviser_before: skal være true, false"),
        ("modules[0].price", 15_001, "modules[0].price: må højst være 15000"),
        ("modules[0].price", 0, "modules[0].price: skal være mindst 1"),
        ("modules[0].accepted_silently", True, "modules[0]: accepted_silently kræver reminded_on"),
        ("modules[0].ratings", [{"question": "clear", "score": 6}], "modules[0].ratings[0].score: må højst være 5"),
        ("modules[0].ratings", [{"question": "clear", "score": 1}] * 2, "modules[0]: det samme står to gange"),
        ("sparring[0].share", "prices", "sparring[0]: share kræver customer_accept_on"),
        ("sparring[0].messages", [{"at": "2026-05-13T09:15"}], "sparring[0].messages[0].author: mangler"),
        ("modules[0].steps[0]", 5, "modules[0].steps[0]: må højst være 4"),
        ("modules[0].agreement_signed_on", None, "modules[0]: started_on kræver agreement_signed_on"),
        ("modules[0].end_report.customer_rating", 6, "modules[0].end_report.customer_rating: må højst være 5"),
        ("modules[0].time_entries[0].hours", 0, "modules[0].time_entries[0].hours: skal være større end 0"),
        ("modules[1].number", 1, "modules[1].number: “1” står mere end én gang"),
        ("evaluation.demo_scores[0].scores[0]", 0, "evaluation.demo_scores[0].scores[0]: skal være mindst 1"),
        ("evaluation.demo_scores[0].scores", [5], "evaluation.demo_scores[0]: evaluators og scores"),
        ("evaluation.criteria[0].weight", 101, "evaluation.criteria[0].weight: må højst være 100"),
        ("evaluation.sub_scores.V-1.C3[0].score", 6, "evaluation.sub_scores.V-1.C3[0].score: må højst være 5"),
        ("success_case.consent_given_on", None, "success_case: published_on kræver consent_given_on"),
        ("contract.payments[0].share_pct", 101, "contract.payments[0].share_pct: må højst være 100"),
        ("negotiation[0].before", [260000], "negotiation[0].before: skal være en tekst eller et beløb"),
        ("requirements[0].need_ids[0]", "N-99", "requirements[0].need_ids[0]: peger på behov “N-99”"),
        ("requirements[1].id", "K-01", "requirements[1].id: “K-01” står mere end én gang"),
        ("requirements[0].id", "K/01", "requirements[0].id: har ikke den rigtige form"),
        ("bids[0].vendor_id", "V-9", "bids[0].vendor_id: peger på leverandør “V-9”"),
        ("bids[0].responses[2].requirement_id", "K-77", "bids[0].responses[2].requirement_id: peger på krav"),
        ("bids[0].responses[2].requirement_id", "K-01", "bids[0].responses[2].requirement_id: “K-01” står mere end"),
        ("evaluation.demo_scores[3].scenario", "Dans", "evaluation.demo_scores[3].scenario: peger på demoscenarie"),
        ("evaluation.sub_scores.V-9", {}, "evaluation.sub_scores.V-9: peger på leverandør"),
        ("evaluation.waivers[0].requirement_id", "K-99", "evaluation.waivers[0].requirement_id: peger på krav"),
        ("evaluation.decision.vendor_id", "V-9", "evaluation.decision.vendor_id: peger på leverandør"),
        ("contract.vendor_id", "V-9", "contract.vendor_id: peger på leverandør"),
        ("contract.payments[2].milestone_id", "MS-99", "contract.payments[2].milestone_id: peger på milepæl"),
        ("sparring[0].module_id", "M-9", "sparring[0].module_id: peger på modul"),
        ("lead.prequalified_by", "S-9", "lead.prequalified_by: peger på IBIZ-medarbejder"),
        ("impartiality.relations[0].vendor_id", "V-9", "impartiality.relations[0].vendor_id: peger på leverandør"),
    ],
)
def test_every_error_has_its_place(app: Flask, path: str, value: Any, said: str) -> None:
    file = example()
    _set(file, path, value)
    assert any(problem.startswith(said) for problem in _problems(file)), _problems(file)


def test_all_errors_are_listed_at_once(app: Flask) -> None:
    file = example()
    file["customer"]["cvr"] = "12345678"
    file["modules"][2]["price"] = 99_999
    file["requirements"][4]["need_ids"] = ["N-99"]
    file["unknown"] = {}
    assert sorted(problem.partition(":")[0] for problem in _problems(file)) == [
        "customer.cvr",
        "modules[2].price",
        "requirements[4].need_ids[0]",
        "unknown",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "Filen er tom."),
        (b"   \n", "Filen er tom."),
        (example_text().encode("utf-16"), "ikke gemt som UTF-8"),
        (example_text().encode("latin-1", "replace"), "ikke gemt som UTF-8"),
        (b"PK\x03\x04\x00\x00", "ikke"),
        (b"id;navn\n1;Birgit", "ikke gyldig JSON"),
        (b"[1, 2]", "skal indeholde et JSON-objekt"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": 1e999}', "for stort"),
        (b'{"a": ' + b"9" * 5000 + b"}", "for langt"),
        (b'{"a": 1, "a": 2}', "står to gange"),
        (b"[" * 100_000, "for mange niveauer"),
        (b'{"a":' * 50 + b"1" + b"}" * 50, "for mange niveauer"),
        (b" " * (MAX_BYTES + 1), "må højst være på 20 MB"),
    ],
    ids=lambda value: None if isinstance(value, str) else "",
)
def test_what_is_not_our_kind_of_file(app: Flask, data: bytes, said: str) -> None:
    [problem] = _problems(data)
    assert said in problem


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_short(app: Flask, share: float) -> None:
    text = example_text()
    [problem] = _problems(text[: int(len(text) * share)].encode())
    assert "ikke gyldig JSON" in problem


def test_a_byte_order_mark_does_no_harm(app: Flask) -> None:
    assert import_case(b"\xef\xbb\xbf" + example_text().encode()).differences == []


def test_strange_keys_are_shown_harmlessly(app: Flask) -> None:
    file = example()
    file["\ud800\x1b[31m" + "x" * 500] = 1
    [problem] = _problems(file)
    problem.encode("utf-8")
    assert "\x1b" not in problem
    assert len(problem) < 200


def test_tags_and_braces_are_only_text(app: Flask) -> None:
    file = example()
    file["requirements"][0]["title"] = "<script>alert(1)</script> {{ 7*7 }} 😀"
    assert import_case(file).case.requirements[0].title == "<script>alert(1)</script> {{ 7*7 }} 😀"


def test_the_given_data_is_not_changed(app: Flask) -> None:
    file = example()
    before = copy.deepcopy(file)
    import_case(file)
    assert file == before


def test_a_failure_in_the_middle_leaves_nothing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the lights went out")

    monkeypatch.setattr("itstart.exchange.progress.set_steps", broken)
    with pytest.raises(RuntimeError):
        import_case(example())
    db.session.commit()
    assert _rows() == 0
