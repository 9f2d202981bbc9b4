"""The requirement library goes into a tender unchanged: complete, testable, neutral, without repetition (DOMAIN B3)."""

import itertools
import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from itstart import data
from itstart.rules.blind_spots import Said, blind_spots
from itstart.rules.findings import Finding
from itstart.rules.requirements import (
    RequirementFacts,
    check_names,
    check_verb,
    check_words,
    must_share_pct,
    vague_words,
)
from itstart.rules.terms import Category, Priority, RequirementKind

FOLDER = Path(data.__file__).parent / "requirement_library"
PACKS: dict[str, dict[str, Any]] = {
    path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))
}
ROWS: dict[str, dict[str, Any]] = {row["key"]: row for pack in PACKS.values() for row in pack["requirement"]}

TITLES = {
    "bogfoering": "Bogføring og e-faktura",
    "persondata": "Persondata og sikkerhed",
    "drift": "Drift og support",
    "ophoer": "Ophør og data",
    "erp-produktion": "ERP produktion",
    "erp-handel": "ERP handel og lager",
    "crm": "CRM",
    "webshop": "Webshop",
    "bi": "BI",
    "mail": "Mail og samarbejde",
    "markedsfoering": "Digital markedsføring",
}
TOPICS = {
    "migration", "integration", "access", "backup", "personal_data", "security", "uptime", "support", "exit",
    "training", "bookkeeping", "e_invoice", "reporting", "updates", "mobile", "traceability",
}  # fmt: skip
DEPTHS = {"let", "normal", "grundig"}
GENERAL = {"persondata", "drift", "ophoer"}
PACK_KEYS = {"slug", "title", "intro", "categories", "requirement"}
FILLED = {
    "key", "title", "text", "area", "kind", "depth", "priority", "why", "acceptance_criterion", "shown_by",
}  # fmt: skip
MAY_BE_EMPTY = {"demo_scene", "topic"}
LAW = {"law_reference", "law_checked_on"}
VERBS = {"must": "skal", "should": "bør", "could": "kan"}
# Names a writer is tempted to use; a tender that names one has chosen beforehand.
PRODUCTS = (
    "Microsoft", "Excel", "Outlook", "Word", "Teams", "SharePoint", "Dynamics", "Business Central", "Navision",
    "Power BI",
    "Google", "Gmail", "Android", "Apple", "iPhone", "iPad", "iOS", "Windows", "Azure", "AWS", "Slack", "Zoom", "SAP",
    "Visma", "Uniconta", "e-conomic", "Dinero", "Billy", "Salesforce", "HubSpot", "Shopify", "WooCommerce", "Magento",
    "Mailchimp", "Facebook", "Instagram", "LinkedIn", "TikTok", "YouTube", "Meta", "Trustpilot", "MobilePay", "Dankort",
    "PostNord", "GLS", "DAO", "Bring", "Tableau", "Qlik", "Penneo", "Betalingsservice",
)  # fmt: skip
MAX_ALIKE = 0.4
WORD = re.compile(r"[a-zæøå0-9]{4,}")


def _facts(row: dict[str, Any]) -> RequirementFacts:
    return RequirementFacts(
        id=row["key"],
        priority=row["priority"],
        title=row["title"],
        text=row["text"],
        acceptance_criterion=row["acceptance_criterion"],
        area=row["area"],
    )


def _said(findings: list[Finding]) -> list[str]:
    return [finding.message for finding in findings]


def _repeated(field: str) -> list[str]:
    count = Counter(row[field].casefold() for row in ROWS.values())
    return [value for value, times in count.items() if times > 1]


# ---- the packs -------------------------------------------------------------------------------------


def test_the_eleven_packs_are_there() -> None:
    assert {slug: pack["title"] for slug, pack in PACKS.items()} == TITLES
    assert all(pack["slug"] == slug for slug, pack in PACKS.items())


def test_there_is_enough_to_choose_from() -> None:
    assert len(ROWS) >= 200
    assert {slug: len(pack["requirement"]) for slug, pack in PACKS.items() if len(pack["requirement"]) < 16} == {}


@pytest.mark.parametrize("slug", TITLES)
def test_a_pack_is_introduced_and_offered_for_known_categories(slug: str) -> None:
    pack = PACKS[slug]

    assert set(pack) == PACK_KEYS
    assert 40 <= len(pack["intro"]) <= 250
    assert set(pack["categories"]) <= set(Category)
    assert (pack["categories"] == []) == (slug in GENERAL)


def test_every_category_with_work_of_its_own_has_a_pack() -> None:
    offered = {category for pack in PACKS.values() for category in pack["categories"]}

    assert offered == set(Category) - {Category.OTHER}


@pytest.mark.parametrize("slug", TITLES)
def test_a_pack_has_few_areas_and_room_for_a_choice(slug: str) -> None:
    rows = PACKS[slug]["requirement"]

    assert 3 <= len({row["area"] for row in rows}) <= 7
    assert must_share_pct(map(_facts, rows)) <= 45


@pytest.mark.parametrize("slug", TITLES)
def test_a_pack_grows_with_the_case(slug: str) -> None:
    rows = PACKS[slug]["requirement"]
    depths = Counter(row["depth"] for row in rows)

    assert set(depths) == DEPTHS
    assert min(depths.values()) * 6 >= len(rows), depths
    assert max(depths.values()) * 2 <= len(rows), depths


@pytest.mark.parametrize("slug", TITLES)
def test_a_pack_does_not_begin_every_sentence_alike(slug: str) -> None:
    rows = PACKS[slug]["requirement"]
    word, times = Counter(row["text"].split()[0] for row in rows).most_common(1)[0]

    assert times * 5 <= len(rows) * 2, f"{word}: {times} of {len(rows)}"


def test_every_topic_is_covered_twice() -> None:
    covered = Counter(row["topic"] for row in ROWS.values() if row["topic"])

    assert set(covered) == TOPICS
    assert [topic for topic, times in covered.items() if times < 2] == []


@pytest.mark.parametrize("category", ["", *Category])
def test_the_packs_offered_for_a_category_leave_nothing_forgotten(category: str) -> None:
    offered = [pack for slug, pack in PACKS.items() if slug in GENERAL or category in pack["categories"]]
    said = [Said(f"{row['title']}. {row['text']}", row["topic"]) for pack in offered for row in pack["requirement"]]

    assert blind_spots(said, category) == []


def test_much_of_it_can_be_shown_live() -> None:
    scenes = [row["demo_scene"] for row in ROWS.values() if row["demo_scene"]]

    assert len(scenes) * 100 >= 40 * len(ROWS)
    assert len(set(scenes)) == len(scenes)


# ---- each requirement ------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", TITLES)
def test_keys_follow_the_pack_and_are_never_used_twice(slug: str) -> None:
    keys = [row["key"] for row in PACKS[slug]["requirement"]]

    assert [key for key in keys if not re.fullmatch(rf"{slug}-\d\d", key)] == []
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("key", ROWS)
def test_a_requirement_is_complete(key: str) -> None:
    row = ROWS[key]

    assert FILLED | MAY_BE_EMPTY <= set(row) <= FILLED | MAY_BE_EMPTY | LAW
    assert [name for name in FILLED if not row[name].strip()] == []
    assert [name for name in FILLED | MAY_BE_EMPTY if row[name] != row[name].strip()] == []
    assert row["kind"] in set(RequirementKind)
    assert row["priority"] in set(Priority) - {Priority.WONT}
    assert row["depth"] in DEPTHS
    assert row["topic"] in TOPICS | {""}


@pytest.mark.parametrize("key", ROWS)
def test_a_requirement_is_without_findings(key: str) -> None:
    row, facts = ROWS[key], _facts(ROWS[key])
    whole = RequirementFacts(key, row["priority"], row["title"], " ".join(row[n] for n in sorted(FILLED)))

    assert _said([*check_words(facts), *check_verb(facts), *check_names(whole, PRODUCTS)]) == []
    assert vague_words(f"{facts.title} {facts.text}") == []


@pytest.mark.parametrize("key", ROWS)
def test_the_demand_says_its_verb_and_ends_as_a_sentence(key: str) -> None:
    row = ROWS[key]

    assert re.search(rf"\b{VERBS[row['priority']]}\b", row["text"], re.IGNORECASE)
    assert len(row["title"]) <= 60
    assert not row["title"].endswith(".")
    for name in ("text", "why", "acceptance_criterion", "shown_by", "demo_scene"):
        assert not row[name] or row[name].endswith((".", "?")), name


@pytest.mark.parametrize("key", ROWS)
def test_a_law_is_named_with_the_day_it_was_checked(key: str) -> None:
    row = ROWS[key]

    assert ("law_reference" in row) == ("law_checked_on" in row)
    if "law_reference" in row:
        assert row["law_reference"].strip()
        assert isinstance(row["law_checked_on"], date)


def test_what_is_a_legal_demand_names_its_law() -> None:
    assert [key for key, row in ROWS.items() if row["kind"] == "legal" and "law_reference" not in row] == []


def test_what_would_disqualify_a_vendor_is_not_kept_for_large_cases() -> None:
    assert [key for key, row in ROWS.items() if row["priority"] == "must" and row["depth"] == "grundig"] == []


# ---- nothing is said twice -------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["title", "text", "why", "acceptance_criterion"])
def test_nothing_is_written_twice(field: str) -> None:
    assert _repeated(field) == []


def test_no_two_requirements_say_nearly_the_same() -> None:
    words = {key: set(WORD.findall(f"{row['title']} {row['text']}".casefold())) for key, row in ROWS.items()}
    alike = [
        (one, other)
        for (one, these), (other, those) in itertools.combinations(words.items(), 2)
        if len(these & those) > MAX_ALIKE * len(these | those)
    ]

    assert alike == []
