"""Template of the letter to one vendor when a tender is cancelled."""

from docs_templates.source.house_style import Document
from docs_templates.source.templates import _brev


def build() -> Document:
    """One page."""
    d = Document("Udbuddet er annulleret", has_cover=False)
    _brev.head(d, "Udbuddet er annulleret: {{ udbud.titel }}")
    d.p(
        "{{ kunde.navn }} har annulleret den indhentning af tilbud, som vi inviterede jer til. I skal derfor ikke "
        "sende et tilbud. Har I sendt et, bliver det ikke vurderet, og vi giver det ikke videre."
    )
    d.facts(
        [("Sendt til jer", "{{ udbud.sendt }}"), ("Derfor annulleres det", "{{ udbud.grund }}")],
        alt="Hvornår udbuddet blev sendt, og hvorfor det er annulleret",
    )
    d.p("Alle inviterede leverandører får denne besked samtidig.", "Efter tabel")
    d.p("Tak for den tid, I har brugt. Begynder vi forfra, hører I fra os igen.")
    _brev.foot(d)
    return d
