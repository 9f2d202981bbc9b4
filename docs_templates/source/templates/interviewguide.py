"""Template of the interview guide: to be printed and written on at the customer's."""

from docs_templates.source.house_style import Column, Document, each

ROOM = "\n" * 5


def build() -> Document:
    """How the talk is held, then the questions theme by theme with room for the answers."""
    d = Document("Interviewguide", has_cover=False)
    d.p("It-starthjælp  ·  sag {{ sag.nummer }}  ·  {{ dokument.dato }}", "Overskrift lille")
    d.p("Interviewguide: {{ sag.titel }}", "Overskrift uden nummer", '<w:spacing w:before="0"/>')
    d.p("{{ antal }} spørgsmål til en samtale om {{ emne }}. Vælg de vigtigste, hvis I kun har en time.")
    d.facts(
        [("Kunde", "**{{ kunde.navn }}**"), ("Samtale med", "\n"), ("Dato og sted", "\n")],
        alt="Hvem samtalen er med",
        label_cm=3.2,
    )
    d.h1("Sig det her først")
    d.bullets(
        "**Hvorfor vi er her:** Vi skal finde ud af, hvad virksomheden har brug for, før nogen taler om systemer.",
        "**Noterne:** Jeg skriver ned undervejs. Du får et referat og kan rette det. Noterne bruges i "
        "behovsbeskrivelsen og ikke til andet.",
        "**Navne:** Siger du noget, som ikke skal stå med dit navn, så sig det. Så gør det ikke det.",
        "**Uvildighed:** Jeg sælger ikke it og får ikke penge af dem, der gør.",
    )
    d.p("**Sådan spørger du**")
    d.bullets(
        "Bed om et eksempel fra i sidste uge, ikke om en mening.",
        "Spørg »hvor tit?« og »hvor længe?«, så der kommer tal på.",
        "Lad være med at foreslå en løsning. Den kommer senere.",
        "Slut med: Hvad burde jeg have spurgt om?",
    )
    with d.loop("t", "temaer"):
        d.h1("{{ t.navn }}")
        d.table(
            [Column(1.2, "Nr.", "midt"), Column(6.2, "Spørgsmål"), Column(9.0, "Svar, med kundens egne ord")],
            each("s", "t.spoergsmaal", "{{ s.nr }}", "[[Stærk|{{ s.tekst }}]]", ROOM),
            alt="Spørgsmål med plads til svar",
            keep=True,
        )
    d.h1("Efter samtalen")
    d.bullets(
        "Skriv noterne ind under Møder samme dag. Gør de linjer, der er et behov, til behov.",
        "Skriv det, I ikke fik svar på, under Afklares med kunden.",
        "Send referatet inden to dage.",
    )
    d.note("Lavet af {{ raadgiver.navn }}, {{ raadgiver.firma }}.")
    return d
