"""The main job: log in, open a case, walk the four steps, take the five Word documents home."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from itstart.documents.checks import leftovers, problems, text_of
from tests.factories.accounts import PASSWORD, cvr_number, make_helper
from tests.journeys.conftest import Visit
from tests.journeys.live import Site
from tests.journeys.reading import download, opened_case
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser

CUSTOMER = "Læsø Køkkener A/S"
REQUIREMENT = "Kunden ser sit køkken"
FIRST, SECOND = "Vestkyst Software ApS", "Østjysk Data A/S"
BIDS = (("Køkken 365", 210_000, 60_000), ("Snedker", 260_000, 48_000))
DOCUMENTS = ("Behovsbeskrivelse", "Udbudsmateriale", "Leverandørvurdering", "Projektplan", "Kontrakt")


@pytest.fixture
def me(visit: Visit, site: Site) -> Visitor:
    """A new helper, whose firm has not accepted the kodeks yet, logged in."""
    with site.behind():
        email = make_helper(name="Signe Holm", title="Rådgiver").email
    return visit().log_in(email, PASSWORD)


def test_from_the_log_in_to_five_word_documents(me: Visitor) -> None:
    case = opened_case(me, CUSTOMER, cvr_number(8201), "Ordresystem til køkkener")
    _open_the_gates(me, case)
    _needs(me, case)
    _tender(me, case)
    _selection(me, case)
    _project(me, case)
    me.go(case)
    for name in DOCUMENTS:
        document = download(me, name)
        text = text_of(document)
        assert CUSTOMER in text, name
        assert REQUIREMENT in text or name == "Projektplan", name
        assert not leftovers(document), name
        assert not problems(document), name


def _open_the_gates(me: Visitor, case: str) -> None:
    """Impartiality, kodeks, active; led by the next best action."""
    me.go(f"{case}/uvildighed")
    for question in ("Ejer du eller dit firma", "Får du eller dit firma provision"):
        me.page.get_by_role("group", name=re.compile(question)).get_by_label("Nej", exact=True).check()
    me.press("Erklær min uvildighed")
    me.sees("Erklæret")
    me.go("/kodeks/accept")
    me.press("Accepter kodekset")
    me.go(f"{case}/status")
    me.press("Gør sagen aktiv")
    me.go(case)
    me.sees("Aktiv")


def _example(me: Visitor, case: str, task: str) -> None:
    """Open a task and fill it with the guide's example, as a beginner would."""
    me.go(f"{case}/{task}?hjaelp=eksempel")
    me.press("Indsæt eksempel")
    me.told("Eksemplet er sat ind.")


def _paste(me: Visitor, lines: str) -> None:
    """Paste lines in the first list on the page that is open."""
    me.follow("Indsæt mange")
    me.fill("Én linje for hver række", lines)
    me.press("Indsæt rækkerne")


def _needs(me: Visitor, case: str) -> None:
    me.go(f"{case}/behov/virksomheden")
    field = me.field("Hvad lever virksomheden af?")
    field.press_sequentially("Køkkener efter mål.", delay=2)
    me.saved("form-virksomheden")
    me.fill("Hvordan bruger I it i dag?", "Ordrer på papir og i regneark.")
    me.saved("form-virksomheden")
    for task in ("processer", "systemer", "maal", "omfang", "oekonomi", "barrierer"):
        _example(me, case, f"behov/{task}")
    me.go(f"{case}/behov/behov")
    _paste(me, "Overblik over ordrer; 1\nFærre fejl i bestillinger; 2")
    expect(me.page.locator("li.req")).to_have_count(2)
    me.go(f"{case}/behov/krav")
    me.follow("Tilføj krav")
    me.fill("Navn", REQUIREMENT)
    me.page.get_by_label("Vigtighed", exact=True).select_option(label="SKAL")
    me.fill("Krav", "Systemet skal vise køkkenet på en tegning, kunden kan se.", me.page.locator("#ny-krav"))
    me.fill("Sådan tester vi det", "En kunde ser sit eget køkken på under 1 minut.")
    me.page.get_by_label(re.compile("N-01")).check()
    me.press("Tilføj")
    me.told(f"Tilføjet: K-01 {REQUIREMENT}")
    _paste(me, "Ordre\tbør\tRabatter\tSystemet bør regne rabatten ud\tEn ordre med 2 rabatter stemmer")
    expect(me.page.locator("li.req")).to_have_count(2)
    me.press("Markér som færdig")
    me.told("Krav er færdig.")


def _tender(me: Visitor, case: str) -> None:
    me.go(f"{case}/udbud/tidsplan")
    me.fill("Frist for tilbud", "20.4.2026 12.00")
    me.fill("Demo fra", "2026-05-04")
    me.saved("form-tidsplan")
    for task in ("kriterier", "demomanuskript", "spoergsmaal", "vilkaar"):
        _example(me, case, f"udbud/{task}")
    me.go(f"{case}/udbud/leverandoerer")
    for name in (FIRST, SECOND):
        me.follow("Tilføj leverandør")
        me.fill("Leverandør", name)
        me.page.get_by_label("Inviteret til at byde").check()
        me.press("Tilføj")
        me.told(name)
    me.go(f"{case}/uvildighed")
    me.press("Bekræft min uvildighed")


def _selection(me: Visitor, case: str) -> None:
    for number, (product, price, annual) in enumerate(BIDS, 1):
        me.go(f"{case}/valg/tilbud?om=V-{number}")
        me.fill("Produkt", product)
        me.fill("Modtaget", "17.4.2026 15.40")
        me.saved("form-tilbud")
        for add, label, amount, text in (
            ("Tilføj engangspris", "Beløb ekskl. moms", price, "Analyse og opsætning"),
            ("Tilføj årlig pris", "Beløb om året ekskl. moms", annual, "10 brugere"),
        ):
            me.follow(add)
            me.fill("Prislinje", text)
            me.fill(label, str(amount))
            me.press("Tilføj")
            me.told(text)
    _answers(me, case)
    _points(me, case)
    me.page.wait_for_timeout(1_000)
    me.page.wait_for_load_state("networkidle")  # the last point is on its way
    me.go(f"{case}/valg/resultat")
    expect(me.page.locator(".verdict")).to_contain_text("Vestkyst")
    me.go(f"{case}/valg/beslutning")
    me.fill("Jeg anbefaler", f"{FIRST} er bedst til prisen.")
    me.saved("form-indstilling")
    me.fill("Kundens begrundelse", "Vi kan se vores køkkener i det.")
    me.fill("Besluttet af", "Ejer Inge Skov")
    me.fill("Dato for beslutningen", "2026-05-21")
    me.page.get_by_label("Kunden har valgt").select_option(label=FIRST)
    me.press("Gem", me.page.locator("#form-beslutning"))
    me.told("Gemt.")


def _short(vendor: str) -> str:
    return re.sub(" (ApS|A/S)$", "", vendor)


def _answers(me: Visitor, case: str) -> None:
    """The matrix by keyboard: a letter chooses and goes on to the next vendor, each cell saves itself."""
    me.go(f"{case}/valg/krav-for-krav?skriv=1")
    keyboard = me.page.keyboard
    me.page.locator("select[name='K-01.V-1.answer']").focus()
    keyboard.press("s")
    expect(me.page.locator("select[name='K-01.V-2.answer']")).to_be_focused()
    keyboard.press("s")
    expect(me.page.locator("select[name='K-02.V-1.answer']")).to_be_focused()
    keyboard.press("k")
    keyboard.press("k")
    keyboard.press("ArrowUp")
    expect(me.page.locator("td[data-cell][data-state=saved]")).to_have_count(4)
    me.page.reload()
    for vendor in ("V-1", "V-2"):
        expect(me.page.locator(f"select[name='K-01.{vendor}.answer'] option:checked")).to_have_text("S")


def _points(me: Visitor, case: str) -> None:
    for criterion in ("Plan og team", "Leverandør og referencer"):
        me.go(f"{case}/valg/delpoint")
        me.page.locator(".seg").get_by_text(criterion).click()
        expect(me.page.locator(".seg [aria-current]")).to_contain_text(criterion)
        me.fill("Nyt delpoint", "Tillid")
        me.press("Tilføj delpoint")
        for vendor, points in ((FIRST, "4"), (SECOND, "3")):
            me.page.get_by_label(re.compile(f"Point, Tillid, {_short(vendor)}")).fill(points)
        me.press("Gem")
        me.told("Gemt.")
    for vendor in ("V-1", "V-2"):
        me.go(f"{case}/valg/demo?om={vendor}")
        me.fill("Hvem giver point?", "Værkføreren")
        me.press("Tilføj")
        groups = me.page.get_by_role("group", name=re.compile("Værkføreren"))
        expect(groups).not_to_have_count(0)
        for group in groups.all():
            group.get_by_label(re.compile("^4")).check()
        me.press("Gem")
        me.told("Gemt.")


def _project(me: Visitor, case: str) -> None:
    for task in ("organisation", "milepaele", "egne-opgaver", "risici"):
        _example(me, case, f"projekt/{task}")
    me.go(f"{case}/projekt/betalingsplan")
    me.press("Hent fra tilbuddet")
    me.told("Hentet.")
    me.sees("210.000 kr.")
    for milestone, share in (("Kontrakt underskrevet", "20"), ("Overtagelsesprøve bestået", "80")):
        me.follow("Tilføj rate")
        row = me.page.locator("#ny-rater")
        choice = row.locator("option", has_text=milestone).first.get_attribute("value")
        row.get_by_label("Betales, når milepælen er nået").select_option(choice)
        me.fill("Andel i %", share, row)
        me.press("Tilføj")
        me.told(milestone)
    me.sees("168.000 kr.")
    assert urlsplit(me.page.url).path.startswith(case)
