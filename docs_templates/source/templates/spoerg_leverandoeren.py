"""Template of the questions to a vendor: a sheet to bring to the meeting, with room to write (DOMAIN F 7)."""

from docs_templates.source.house_style import Column, Document, Para, each

GROUPS = (
    ("tilbud", "Om tilbuddet", "Det, tilbuddet selv viser. De vigtigste står først."),
    ("egne", "Egne spørgsmål", ""),
    ("alle", "Til alle leverandører", "De ni spørgsmål, alle leverandører bør svare på."),
    ("gamle", "Ikke længere aktuelt", "Tilbuddet giver ikke længere anledning til dem."),
)


def build() -> Document:
    """What is known of the bid, then the questions group by group."""
    d = Document("Spørg leverandøren", has_cover=False)
    d.p("It-starthjælp  ·  sag {{ sag.nummer }}  ·  {{ dokument.dato }}", "Overskrift lille")
    d.p("Spørg {{ leverandoer.kort }}", "Overskrift uden nummer", '<w:spacing w:before="0"/>')
    d.p("{{ antal }} til mødet. Skriv svaret med leverandørens egne ord, og hvem der gav det.")
    d.facts(
        [
            ("Leverandør", "**{{ leverandoer.navn }}**"),
            ("Kontakt", "{{ leverandoer.kontakt }}"),
            ("Produkt", "{{ leverandoer.produkt }}"),
            ("Pris", "{{ leverandoer.pris }}"),
            ("Totaløkonomi", "{{ leverandoer.tco }}, jeres egne timer regnet med"),
            ("Jeres egne timer", "{{ leverandoer.timer }}"),
            ("Tilbuddet gælder til", "{{ leverandoer.gyldig }}"),
        ],
        alt="Tilbuddet i korte træk",
        conditions=[
            None,
            "leverandoer.kontakt",
            "leverandoer.produkt",
            "leverandoer.pris",
            "leverandoer.tco",
            "leverandoer.timer",
            "leverandoer.gyldig",
        ],
    )
    for key, title, lead in GROUPS:
        with d.when(f"spoergsmaal.{key}"):
            _group(d, key, title, lead)
    d.h1("Noter fra mødet")
    d.facts([("Hvornår", "\n"), ("Hvem var med", "\n"), ("Aftalt", "\n\n\n")], alt="Plads til noter fra mødet")
    d.note(
        "Arket er til jer selv. Giv det ikke til leverandøren. Lavet af {{ raadgiver.navn }}, {{ raadgiver.firma }}."
    )
    return d


def _group(d: Document, key: str, title: str, lead: str) -> None:
    d.h1(title)
    if lead:
        d.p(lead)
    row = each(
        "s",
        f"spoergsmaal.{key}",
        "{% if s.stillet %}☒{% else %}☐{% endif %}",
        [
            "[[Stærk|{{ s.tekst }}]]",
            Para("{%p if s.grund or s.om %}"),
            Para("{% if s.om %}**{{ s.om }}**{% if s.grund %} · {% endif %}{% endif %}{{ s.grund }}"),
            Para("{%p endif %}"),
        ],
        [
            Para("{%p if s.svar %}"),
            "{{ s.svar }}",
            Para("{%p if s.dato %}"),
            Para("{{ s.dato }}"),
            Para("{%p endif %}"),
            Para("{%p else %}"),
            "\n\n",
            Para("{%p endif %}"),
        ],
    )
    d.table(
        [Column(1.7, "Stillet", "midt"), Column(7.7, "Spørgsmål"), Column(7.0, "Svar og noter")],
        row,
        alt=f"{title}: spørgsmål, hvorfor der spørges, og plads til svaret",
    )
