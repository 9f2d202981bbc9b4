"""Template of the questions to the customer: one at a time, with the reason and room for the answer."""

from docs_templates.source.house_style import Column, Document, Para, each

ROOM = "\n\n\n"


def build() -> Document:
    """Open questions, what the papers lack, and the answers there are."""
    d = Document("Spørgsmål til kunden", has_cover=False)
    d.p("It-starthjælp  ·  sag {{ sag.nummer }}  ·  {{ dokument.dato }}", "Overskrift lille")
    d.p("{{ dokument.titel }}", "Overskrift uden nummer", '<w:spacing w:before="0"/>')
    d.p("Til {{ dokument.til }}, {{ kunde.navn }}. Fra {{ raadgiver.navn }}, {{ raadgiver.firma }}.")
    with d.when("antal"):
        d.p(
            "Vi mangler {{ antal }}, som kun I ved. Skriv svaret lige i dokumentet, og send det til {{ kontakt }}. Et "
            "kort svar er fint. Ved I det ikke, så skriv, hvem der gør."
        )
    with d.when("not antal and besvarede"):
        d.p("Alt er besvaret. Send en rettelse til {{ kontakt }}, hvis noget nedenfor er forkert.")
    with d.when("not antal and not besvarede"):
        d.p("Der er ingen spørgsmål til jer lige nu.")
    with d.when("aabne"):
        d.h1("Det vil vi gerne vide")
        d.table(
            [Column(1.7, "Nr."), Column(7.2, "Spørgsmål"), Column(7.5, "Svar")],
            each(
                "s",
                "aabne",
                "**{{ s.nr }}**",
                [
                    "[[Stærk|{{ s.tekst }}]]",
                    Para("{%p if s.grund %}"),
                    Para("{{ s.grund }}"),
                    Para("{%p endif %}"),
                    Para("{%p if s.hvem %}"),
                    Para("{{ s.hvem }}"),
                    Para("{%p endif %}"),
                ],
                ROOM,
            ),
            alt="Åbne spørgsmål med plads til svar",
        )
    with d.when("uoplyst"):
        d.h1("Det mangler i behovsbeskrivelsen")
        d.table(
            [Column(8.9, "Spørgsmål"), Column(7.5, "Svar")],
            each("m", "uoplyst", "[[Stærk|{{ m.tekst }}]]", ROOM),
            alt="Oplysninger, der mangler, med plads til svar",
        )
    with d.when("besvarede"):
        d.h1("Det har I svaret på")
    d.list_table(
        "besvarede",
        "b",
        [Column(1.7, "Nr."), Column(5.6, "Spørgsmål"), Column(6.1, "Svar"), Column(3.0, "Hvem")],
        ["**{{ b.nr }}**", "{{ b.tekst }}", "{{ b.svar }}", "{{ b.hvem }}"],
        caption="Svar indtil nu",
    )
    d.note("Svarene bruges i behovsbeskrivelsen og i det, leverandørerne får at se.")
    return d
