"""Template of the demo script: what all vendors show, in the same order, with the customer's own examples."""

from docs_templates.source.house_style import Document
from docs_templates.source.templates._udbud_valg import QUESTIONS


def build() -> Document:
    """The rules, a chapter for each task, and the questions all are asked."""
    d = Document("Demomanuskript", has_cover=False)
    d.p("It-starthjælp  ·  sag {{ sag.nummer }}  ·  {{ dokument.dato }}", "Overskrift lille")
    d.p("{{ dokument.titel }}: {{ udbud.titel }}", "Overskrift uden nummer", '<w:spacing w:before="0"/>')
    d.p(
        "Alle leverandører viser de samme opgaver i samme rækkefølge. {{ kunde.navn }} giver point undervejs, hver for "
        "sig, fra 1 til 5 for hver opgave."
    )
    d.facts(
        [
            ("Demodage", "{{ udbud.demo }}"),
            ("Varighed", "Højst tre timer"),
            ("Sted", "Hos kunden eller på skærm. Det aftaler vi, når I er inviteret til demo"),
        ],
        alt="Hvornår og hvor demoen holdes",
    )
    d.p("Sådan foregår det", "Overskrift lille")
    d.bullets(
        "**Vis det, der findes i dag,** i den version, kunden får.",
        "**Vis hver opgave fra start til slut.** Spring ikke over, og byt ikke om på rækkefølgen.",
        "**Lad kundens medarbejdere prøve.** Mindst én opgave løser de selv med jeres hjælp.",
        "**Tag projektlederen med.** Præsentationen af firmaet kan blive hjemme.",
    )
    with d.when("not opgaver"):
        d.p("{{ tom.opgaver }}")
    with d.loop("o", "opgaver"):
        d.h1("{{ o.titel }}")
        with d.when("o.tekst"):
            d.block("o.tekst")
        with d.when("not o.tekst"):
            d.p("Vis, hvordan opgaven løses med kundens egne eksempler.")
    d.p("Det spørger vi alle om", "Overskrift uden nummer", '<w:spacing w:before="440"/>')
    d.p("Forbered svar på disse spørgsmål. De stilles til alle.")
    d.bullets(*QUESTIONS)
    return d
