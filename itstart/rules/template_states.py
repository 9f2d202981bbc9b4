"""What a version of a Word template is just now; it follows from its check and from which one was chosen."""

from enum import StrEnum


class TemplateState(StrEnum):
    """From upload to replaced."""

    REFUSED = "refused"
    READY = "ready"
    LIVE = "live"
    REPLACED = "replaced"

    @property
    def label(self) -> str:
        """In Danish."""
        return {"refused": "Afvist", "ready": "Klar", "live": "Gældende", "replaced": "Erstattet"}[self.value]


def state_of(*, passed: bool, is_live: bool, was_chosen: bool) -> TemplateState:
    """The state of a version."""
    if not passed:
        return TemplateState.REFUSED
    if is_live:
        return TemplateState.LIVE
    return TemplateState.REPLACED if was_chosen else TemplateState.READY
