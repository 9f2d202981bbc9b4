"""The four steps of a case, in the order of the kodeks (S3 to S7)."""

from functools import cached_property

from itstart.rules.term import Term


class StepKey(Term):
    """A step: `number` 1 to 4, `slug` in the address, `label` as the kodeks titles it."""

    NEEDS = "needs", "Behovsbeskrivelse"
    TENDER = "tender", "It-udbud"
    SELECTION = "selection", "Valg af leverandør"
    PROJECT = "project", "Projektplan og kontrakt"

    @cached_property
    def number(self) -> int:
        return list(StepKey).index(self) + 1

    @cached_property
    def slug(self) -> str:
        return ("behov", "udbud", "valg", "projekt")[self.number - 1]


def by_slug(slug: str) -> StepKey:
    """The step with this slug; KeyError when there is none."""
    return {step.slug: step for step in StepKey}[slug]


def by_number(number: int) -> StepKey:
    """The step with this number 1 to 4; KeyError when there is none."""
    return {step.number: step for step in StepKey}[number]
