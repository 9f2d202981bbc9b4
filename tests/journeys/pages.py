"""Every page there is, as (name, address, who looks); the example case fills those about a case."""

from itstart.steps import TASKS
from tests.journeys.live import ADMIN, APPLICANT, EXAMPLE_NUMBER, METTE, STAFF

CASE = f"/sager/{EXAMPLE_NUMBER}"
STORY = "/successager/fra-11-regneark-til-et-system"
TASK_PAGES = [(f"opgave {key}", f"{CASE}/{key}", METTE) for key in TASKS]
STEPS = ("behov", "udbud", "valg", "projekt")
LETTERS = (("tildeling", "V-2"), ("afslag", "V-1"), ("afslag", "V-2"), ("demo", "V-3"))
MODULE_PAGES = ("", "/aftale", "/timer", "/start", "/levering", "/svar", "/slut")

PAGES = [
    ("log ind", "/log-ind", ""),
    ("sager", "/sager/", METTE),
    ("ingen sager", "/sager/", APPLICANT),
    ("ingen fundne sager", "/sager/?q=findesikke", METTE),
    ("sager for medarbejdere", "/sager/", STAFF),
    ("opret sag", "/sager/ny", METTE),
    ("sag", CASE, METTE),
    ("sag for medarbejdere", CASE, STAFF),
    ("kunde", f"{CASE}/kunde", METTE),
    ("oplysninger", f"{CASE}/oplysninger", METTE),
    ("status", f"{CASE}/status", METTE),
    ("historik", f"{CASE}/historik", METTE),
    ("uvildighed", f"{CASE}/uvildighed", METTE),
    ("ny relation", f"{CASE}/uvildighed?ret=ny", METTE),
    *[(f"gennemse {step}", f"{CASE}/{step}/gennemse", METTE) for step in STEPS],
    *[(f"fane {tab}", f"{CASE}/behov/krav?hjaelp={tab}", METTE) for tab in ("eksempel", "mangler")],
    ("åben række", f"{CASE}/krav/K-08", METTE),
    ("ny række", f"{CASE}/krav/ny", METTE),
    ("indsæt mange", f"{CASE}/krav/indsaet", METTE),
    ("skriv i skemaet", f"{CASE}/valg/krav-for-krav?skriv=1", METTE),
    ("et krav og dets svar", f"{CASE}/valg/krav-for-krav/K-08", METTE),
    ("spørg en anden leverandør", f"{CASE}/valg/spoerg-leverandoeren?om=V-3", METTE),
    ("et nyt forhandlingspunkt", f"{CASE}/forhandlet/ny?topic=Pris&before=260000&concerns=one_off", METTE),
    *[(f"brev {kind} {who}", f"{CASE}/valg/breve/{kind}/{who}", METTE) for kind, who in LETTERS],
    ("dokumenter", f"{CASE}/dokumenter", METTE),
    ("udlever", f"{CASE}/dokumenter/behovsbeskrivelse/udlever", METTE),
    ("links til kunden", f"{CASE}/kundelinks", METTE),
    ("udbakke", "/udbakke", METTE),
    ("kodeks", "/kodeks/accept", METTE),
    ("kodeks ikke accepteret", "/kodeks/accept", APPLICANT),
    ("konto", "/konto", METTE),
    ("adgangskode", "/konto/adgangskode", METTE),
    ("brugere", "/brugere", ADMIN),
    ("inviter", "/brugere/inviter", ADMIN),
    ("firmaer", "/firmaer", ADMIN),
    ("nyt firma", "/firmaer/nyt", ADMIN),
    ("ret firma", "/firmaer/99000058", ADMIN),
    ("design", "/design", STAFF),
    ("findes ikke", "/sager/2020-9999", METTE),
    ("ikke for dig", "/brugere", METTE),
    ("moduler", f"{CASE}/moduler", METTE),
    ("nyt modul", f"{CASE}/moduler/ny", METTE),
    *[(f"modul{rest}", f"{CASE}/moduler/1{rest}", METTE) for rest in MODULE_PAGES],
    ("modul for medarbejdere", f"{CASE}/moduler/1", STAFF),
    ("sparring på en sag", f"{CASE}/sparring", METTE),
    ("bed om sparring", f"{CASE}/sparring/ny", METTE),
    ("bed om sparring om et krav", f"{CASE}/sparring/ny?om=behov/krav/K-15", METTE),
    ("et spørgsmål og dets svar", f"{CASE}/sparring/SP-1", METTE),
    ("et spørgsmål for medarbejdere", f"{CASE}/sparring/SP-1", STAFF),
    ("sagspakke", f"{CASE}/sparring/SP-1/pakke", METTE),
    ("skriv best practice", f"{CASE}/sparring/SP-1/best-practice", STAFF),
    ("egne spørgsmål", "/sparring", METTE),
    ("spørgsmål til behandling", "/sparring", STAFF),
    ("best practice", "/best-practice", METTE),
    ("ingen fundet best practice", "/best-practice?q=findesikke", METTE),
    ("successag", f"{CASE}/successag", METTE),
    ("successager til behandling", "/successager/til-behandling", STAFF),
    ("en successag til behandling", f"/successager/til-behandling/{EXAMPLE_NUMBER}", STAFF),
    ("successager", "/successager", ""),
    ("ingen fundne successager", "/successager?branche=findesikke", ""),
    ("en offentlig successag", STORY, ""),
    ("en successag for medarbejdere", STORY, STAFF),
    ("links til kunden for en ny sag", "/sager/2026-0024/kundelinks", METTE),
    ("udbakke for medarbejdere", "/udbakke", STAFF),
    ("rapporter", "/rapporter", STAFF),
    ("grænser", "/rapporter/graenser", ADMIN),
    *TASK_PAGES,
]
# The pages that are errors; every other address must be there.
ERRORS = {"findes ikke": ("404",), "ikke for dig": ("403",)}
