"""Template of the letter to one vendor: the invitation, and the letter that goes with a correction."""

from docs_templates.source.house_style import Column, Document, each
from docs_templates.source.templates import _brev


def build() -> Document:
    """One to two pages."""
    d = Document("Invitation", has_cover=False)
    _brev.head(d, "{{ dokument.titel }}: {{ udbud.titel }}")
    with d.when("not udbud.grund"):
        d.p(
            "{{ kunde.navn }} vil købe {{ udbud.genstand }} og inviterer jer til at give tilbud. Vi har gjort "
            "materialet så kort, vi kan, så I kan bruge tiden på svarene."
        )
    with d.when("udbud.grund"):
        d.p(
            "Vi har rettet materialet. Version {{ udbud.version }} erstatter version {{ udbud.forrige }}, og alle "
            "leverandører får den samtidig. Rettelsesbladet viser hver ændring med den gamle og den nye tekst."
        )
        d.p("**Derfor retter vi:** {{ udbud.grund }}")
    d.callout("Vigtigt", "Frist for tilbud", "**{{ udbud.frist }}.** Send tilbuddet til {{ raadgiver.mail }}.")
    d.facts(
        [
            ("Spørgsmål senest", "{{ datoer.spoergsmaal }}"),
            ("Svar til alle", "{{ datoer.svar }}"),
            ("Demo", "{{ datoer.demo }}"),
            ("Vi vælger", "{{ datoer.valg }}"),
            ("I står ved tilbuddet til", "{{ datoer.vedstaaelse }}"),
        ],
        alt="Datoer, I skal kende",
        conditions=["datoer.spoergsmaal", "datoer.svar", "datoer.demo", None, None],
    )
    d.p("Sådan gør I", "Overskrift lille")
    with d.when("udbud.grund"):
        d.bullets(
            "**Brug det nye tilbudsskema.** Det gamle kan ikke bruges. Har I allerede sendt et tilbud, skal I sende "
            "det igen i det nye skema.",
            "**Spørg skriftligt,** hvis noget er uklart. Alle får svaret, uden navn på den, der spurgte.",
        )
    with d.when("not udbud.grund"):
        d.bullets(
            "**Læs Udbudsmaterialet,** og svar i tilbudsskemaet. Send skemaet retur som regneark, ikke som pdf.",
            "**Spørg skriftligt** inden fristen. Alle får svaret, uden navn på den, der spurgte.",
            "**Sig til, hvis I ikke vil byde,** gerne med en linje om hvorfor. Så venter vi ikke på jer.",
        )
    d.caption("Vedlagt")
    d.table(
        [Column(5.8, "Dokument"), Column(10.6, "Hvad I skal bruge det til")],
        each("v", "vedlagt", "**{{ v.navn }}**", "{{ v.brug }}"),
        alt="Dokumenter, der følger med",
        keep=True,
    )
    d.p("Vi glæder os til at høre fra jer.", "Efter tabel")
    _brev.foot(d)
    return d
