"""Where a tender stands and what may be done with it there (DOMAIN D8): a status follows from dates."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from itstart.rules.findings import Finding
from itstart.rules.term import Term


class TenderState(Term):
    """Where the latest version of a tender stands; `draft` when nothing has been sent."""

    DRAFT = "draft", "Ikke sendt"
    ISSUED = "issued", "Sendt"
    CORRECTING = "correcting", "Rettes"
    CLOSED = "closed", "Fristen er gået"
    CANCELLED = "cancelled", "Annulleret"


class TenderAct(StrEnum):
    """What a helper does with a tender."""

    SEND = "send"
    BEGIN_CORRECTION = "begin_correction"
    SEND_CORRECTION = "send_correction"
    UNDO_CORRECTION = "undo_correction"
    CANCEL = "cancel"
    PUBLISH_ANSWERS = "publish_answers"
    DECLINED = "declined"
    NO_RESPONSE = "no_response"


class FileKind(Term):
    """What a file of a package is, in the order of the package."""

    MATERIAL = "material", "Udbudsmateriale"
    CORRECTION = "correction", "Rettelsesblad"
    DEMO = "demo", "Demomanuskript"
    CONTRACT = "contract", "Kontraktudkast"
    LETTER = "letter", "Brev"
    FORM = "form", "Tilbudsskema"
    PACKAGE = "package", "Hele pakken"
    ANSWERS = "answers", "Spørgsmål og svar"
    CANCELLATION = "cancellation", "Brev om annullering"


class VersionFacts(Protocol):
    """The dates of a version that decide where the tender stands."""

    @property
    def deadline_at(self) -> datetime: ...
    @property
    def correction_opened_at(self) -> datetime | None: ...
    @property
    def cancelled_at(self) -> datetime | None: ...


def tender_state(latest: VersionFacts | None, now: datetime) -> TenderState:
    """Where the tender stands at this moment."""
    if latest is None:
        return TenderState.DRAFT
    if latest.cancelled_at:
        return TenderState.CANCELLED
    if latest.correction_opened_at:
        return TenderState.CORRECTING
    return TenderState.CLOSED if latest.deadline_at <= now else TenderState.ISSUED


ACTS: Mapping[TenderState, frozenset[TenderAct]] = MappingProxyType(
    {
        TenderState.DRAFT: frozenset({TenderAct.SEND}),
        TenderState.ISSUED: frozenset(
            {TenderAct.BEGIN_CORRECTION, TenderAct.CANCEL, TenderAct.PUBLISH_ANSWERS, TenderAct.DECLINED}
        ),
        TenderState.CORRECTING: frozenset(
            {TenderAct.SEND_CORRECTION, TenderAct.UNDO_CORRECTION, TenderAct.CANCEL, TenderAct.DECLINED}
        ),
        TenderState.CLOSED: frozenset(
            {TenderAct.BEGIN_CORRECTION, TenderAct.CANCEL, TenderAct.DECLINED, TenderAct.NO_RESPONSE}
        ),
        TenderState.CANCELLED: frozenset({TenderAct.SEND}),
    }
)

_REFUSED: Mapping[TenderState, str] = MappingProxyType(
    {
        TenderState.DRAFT: "Udbuddet er ikke sendt endnu.",
        TenderState.ISSUED: "Udbuddet er sendt, og fristen for tilbud er ikke gået.",
        TenderState.CORRECTING: "Der er en rettelse i gang. Send den, eller fortryd den først.",
        TenderState.CLOSED: "Fristen for tilbud er gået.",
        TenderState.CANCELLED: "Udbuddet er annulleret. Send et nyt, hvis I vil begynde forfra.",
    }
)


def check_act(act: TenderAct, state: TenderState) -> list[Finding]:
    """May this be done where the tender stands?"""
    return [] if act in ACTS[state] else [Finding(_REFUSED[state])]


def check_begin_correction(state: TenderState, *, reason: str, bids: int) -> list[Finding]:
    """A correction has a reason, and is not begun once bids have been read after the deadline."""
    found = check_act(TenderAct.BEGIN_CORRECTION, state)
    if not reason.strip():
        found.append(Finding("Skriv, hvorfor materialet skal rettes. Leverandørerne læser det.", where="reason"))
    if state is TenderState.CLOSED and bids:
        found.append(
            Finding("Der er modtaget tilbud, og fristen er gået. Annullér udbuddet, hvis materialet er forkert.")
        )
    return found


def check_undo_correction(state: TenderState, *, changed: bool) -> list[Finding]:
    """A correction is taken back only while it has changed nothing."""
    found = check_act(TenderAct.UNDO_CORRECTION, state)
    if changed:
        found.append(Finding("Der er rettet noget. Ret det tilbage, eller send rettelsen."))
    return found


def check_new_deadline(deadline: datetime | None, now: datetime) -> list[Finding]:
    """The vendors have time left when the material goes out."""
    if deadline is None:
        return [Finding("Skriv fristen for tilbud.", where="bid_deadline_at")]
    if deadline <= now:
        return [Finding("Fristen for tilbud skal ligge senere end nu.", where="bid_deadline_at")]
    return []


def check_cancel(state: TenderState, *, reason: str, decided: bool) -> list[Finding]:
    """All vendors are told why; once one is chosen it is not the tender that is cancelled."""
    found = check_act(TenderAct.CANCEL, state)
    if decided:
        found.append(Finding("Kunden har valgt en leverandør. Så er det for sent at annullere udbuddet."))
    if not reason.strip():
        found.append(Finding("Skriv, hvorfor udbuddet annulleres. Alle leverandører får grunden.", where="reason"))
    return found
