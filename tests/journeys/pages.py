"""Every page there is, as (name, address, who looks); the example case fills those about a case."""

from itstart.steps import TASKS
from tests.journeys.live import ADMIN, APPLICANT, EXAMPLE_NUMBER, METTE, STAFF

CASE = f"/sager/{EXAMPLE_NUMBER}"
TASK_PAGES = [(f"opgave {key}", f"{CASE}/{key}", METTE) for key in TASKS]
STEPS = ("behov", "udbud", "valg", "projekt")
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
    ("rapporter", "/rapporter", STAFF),
    ("grænser", "/rapporter/graenser", ADMIN),
    *TASK_PAGES,
]
