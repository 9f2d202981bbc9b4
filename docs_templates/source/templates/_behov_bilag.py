"""Behovsbeskrivelse, annexes: every requirement, and how the needs were found."""

from docs_templates.source.house_style import Column, Document, Total, each
from docs_templates.source.templates._krav import requirement_table


def write(d: Document) -> None:
    """Adds the annexes."""
    d.annex("Alle krav")
    d.p(
        "Under kravets nummer står prioriteten og de behov, kravet opfylder. Højre kolonne er den prøve, som senere "
        "afgør, om leverancen kan godkendes. Derfor står der tal, hvor tal er mulige."
    )
    with d.when("omraader"):
        requirement_table(d)
    with d.when("not omraader"):
        d.p("{{ tom.krav }}")
    d.annex("Sådan er behovet fundet")
    d.p("{{ tekst.om_arbejdet }}")
    with d.when("personer"):
        d.p("Disse personer har bidraget:")
        d.bullets_each("s", "personer", "{{ s.hvem }}")
    with d.when("arbejde"):
        d.caption("Møder og timer")
        d.table(
            [Column(4.2, "Dato"), Column(9.4, "Aktivitet"), Column(2.8, "Timer", "tal")],
            [*each("t", "arbejde", "{{ t.dato }}", "{{ t.hvad }}", "{{ t.timer }}"),
             Total(("I alt", "", "{{ tal.timer }}"))],
            alt="Møder og timer",
            keep=True,
        )  # fmt: skip
    d.p("**Uvildighed.** {{ tekst.uvildighed }}")
