"""The classes of errors at an acceptance test: the same words in the contract and on the test sheet."""

from docs_templates.source.house_style import Column, Document


def error_classes(d: Document) -> None:
    """The three classes as a table; the number of B errors is the field proeve.max_b."""
    d.caption("Fejlklasser")
    d.table(
        [Column(2.0, "Klasse"), Column(7.6, "Betyder"), Column(6.8, "Overtagelsesprøven")],
        [
            (
                "**A-fejl**",
                "Fejlen hindrer drift, truer data eller bryder loven, og der er ingen rimelig vej udenom.",
                "Ikke bestået",
            ),
            (
                "**B-fejl**",
                "Fejlen generer drift væsentligt, men arbejdet kan udføres på en anden måde i en kort tid.",
                "Højst {{ proeve.max_b }} er tilladt",
            ),
            ("**C-fejl**", "Alle andre fejl.", "Hindrer ikke; rettes efter aftale"),
        ],
        alt="Fejlklasserne A, B og C",
        keep=True,
    )
