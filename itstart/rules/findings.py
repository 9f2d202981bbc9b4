"""What a rule has to say: it blocks ("skal", "må", "maksimal") or it advises ("gerne", "forventes")."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found.

    `message` is Danish and meant for the helper. `where` names the thing it is about, when there
    is one: a number such as "K-15" or "MS-6", or a field's name, so that a page can link to it.
    """

    message: str
    blocks: bool = True
    where: str = ""


def advice(message: str, where: str = "") -> Finding:
    """A finding that never stops the helper."""
    return Finding(message, blocks=False, where=where)


class RuleViolation(Exception):
    """An act was refused by a rule. `findings` holds what blocked it."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(" ".join(finding.message for finding in self.findings))


def blockers(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that stop the act."""
    return [finding for finding in findings if finding.blocks]


def require(findings: Iterable[Finding]) -> None:
    """Raise `RuleViolation` when anything blocks."""
    if found := blockers(findings):
        raise RuleViolation(found)
