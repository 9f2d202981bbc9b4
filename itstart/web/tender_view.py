"""What the pages about a sent tender show, made ready: findings with addresses, changes, files, vendors."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask import url_for

from itstart.models import CustomerCase, OutboxMail, TenderFile, TenderVersion, User, Vendor
from itstart.rules.findings import Finding
from itstart.rules.tender_changes import NONE, Change, Difference
from itstart.rules.tender_states import FileKind
from itstart.rules.terms import InvitationStatus
from itstart.services import outbox, tender_mails, tender_package
from itstart.services.tender_check import Check, receivers
from itstart.steps import Gap, find_task
from itstart.steps.tender_versions import latest
from itstart.web import case_places
from itstart.web.customer_links import mail_to
from itstart.web.outbox import LABELS
from itstart.web.task_parts import give_ids
from itstart.web.tender_forms import DeclineForm

_PLACES = {"impartiality": "Gå til uvildighed", "qualification": "Se jeres kvalificering", "documents": "Se dokumentet"}
_STATUS_KIND = {
    InvitationStatus.BID_RECEIVED: "done",
    InvitationStatus.INVITED: "go",
    InvitationStatus.NO_RESPONSE: "miss",
    InvitationStatus.EXCLUDED: "stop",
}


# ---- the check page --------------------------------------------------------------------------------


def checks(case: CustomerCase, found: Sequence[Check], back: str) -> dict[str, list[dict[str, Any]]]:
    """The findings that block and those that advise, each with an address that leads back here."""
    made = {place: _addressed(case, place, found, back) for place in dict.fromkeys(check.place for check in found)}
    lines = [line for place in made for line in made[place]]
    return {"blocks": [x for x in lines if x["blocks"]], "advice": [x for x in lines if not x["blocks"]]}


def _addressed(case: CustomerCase, place: str, found: Sequence[Check], back: str) -> list[dict[str, Any]]:
    here = [check.finding for check in found if check.place == place]
    if place in _PLACES:
        url = _place(case, place, back)
        return [_line(one, url, _PLACES[place]) for one in here]
    task = find_task(place)
    if task.endpoint:
        return plain(here)
    gaps = case_places.gaps(case, task, [Gap(one.message, one.where) for one in here], back)
    return [
        _line(one, gap["url"], f"Ret {one.where}" if one.where and "-" in one.where else f"Gå til {task.title}")
        for one, gap in zip(here, gaps, strict=True)
    ]


def _place(case: CustomerCase, place: str, back: str) -> str:
    if place == "impartiality":
        return url_for("impartiality.show", number=case.number, next=back)
    if place == "qualification":
        return url_for("qualification.show")
    return url_for("documents.index", number=case.number)


def _line(finding: Finding, url: str, label: str) -> dict[str, Any]:
    return {"message": finding.message, "blocks": finding.blocks, "url": url, "label": label}


def plain(found: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings without an address."""
    return [_line(one, "", "") for one in found]


def changes(changed: Difference) -> list[dict[str, Any]]:
    """What a correction changes, in groups, old and new."""
    groups = (
        ("Nye krav", [(row["code"], NONE, row["title"], "") for row in changed.added]),
        ("Udgåede krav", [(row["code"], row["title"], "Udgår", "") for row in changed.withdrawn]),
        ("Rettede krav", _pairs(changed.requirements)),
        ("Datoer", _pairs(changed.dates)),
        ("Kriterier og vægte", _pairs(changed.criteria)),
        ("Demo", _pairs(changed.scenarios)),
        ("Vilkår", _pairs(changed.terms)),
    )
    return [_group(title, rows) for title, rows in groups if rows]


def _group(title: str, rows: list[tuple[str, str, str, str]]) -> dict[str, Any]:
    """A table of changes; the column for reasons is there when one was given."""
    head = ["Hvad", "Før", "Nu", "Begrundelse"]
    width = len(head) if any(row[-1] for row in rows) else len(head) - 1
    return {"title": title, "head": head[:width], "rows": [row[:width] for row in rows]}


def _pairs(found: Sequence[Change]) -> list[tuple[str, str, str, str]]:
    return [
        (" ".join(part for part in (one.code, one.label) if part), one.before or NONE, one.after or NONE, one.reason)
        for one in found
    ]


# ---- the package page ------------------------------------------------------------------------------


def package(case: CustomerCase, user: User, declined: Mapping[str, DeclineForm]) -> dict[str, Any]:
    """The versions, the vendors and the questions; `declined` is what was typed about a vendor, by its number."""
    version = latest(case)
    mails = outbox.by_keys(_keys(version, case.vendors)) if version else {}
    return {
        "versions": [_version(case, one) for one in reversed(case.tender_versions)],
        "version": version,
        "vendors": [
            _vendor(case, version, vendor, user, mails)
            | {"decline": give_ids(declined.get(vendor.code) or DeclineForm(), f"nej-{vendor.code}")}
            for vendor in case.vendors
            if _shown(version, vendor)
        ],
        "late": [vendor.name for vendor in receivers(case) if version and not _own(version, vendor)],
        "fresh": [row for row in case.questions if row.answer.strip() and row.published_on is None],
        "unanswered": [row for row in case.questions if not row.answer.strip()],
        "published": [row for row in case.questions if row.published_on],
    }


def _shown(version: TenderVersion | None, vendor: Vendor) -> bool:
    return vendor.invited or bool(version and _own(version, vendor))


def _own(version: TenderVersion, vendor: Vendor) -> list[TenderFile]:
    return [file for file in version.files if file.vendor_id == vendor.id]


def _version(case: CustomerCase, version: TenderVersion) -> dict[str, Any]:
    return {"row": version, "files": [_file(case, file) for file in version.files if file.vendor_id is None]}


def _file(case: CustomerCase, file: TenderFile) -> dict[str, str]:
    url = url_for("tender.file", number=case.number, version=file.version.number, position=file.position)
    icon = "download" if file.kind is FileKind.PACKAGE else "doc"
    return {"title": file.file.name, "url": url, "icon": icon, "note": file.kind.label}


def _keys(version: TenderVersion, vendors: Iterable[Vendor]) -> list[str]:
    whats = ["sent", "cancelled", *(f"answers-{f.position}" for f in version.files if f.kind is FileKind.ANSWERS)]
    return [tender_mails.key_of(version, vendor, what) for vendor in vendors for what in whats]


def _vendor(
    case: CustomerCase, version: TenderVersion | None, vendor: Vendor, user: User, mails: dict[str, OutboxMail]
) -> dict[str, Any]:
    own = _own(version, vendor) if version else []
    url = ""
    if version and own:
        url = url_for("tender.vendor_files", number=case.number, version=version.number, code=vendor.code)
    return {
        "row": vendor,
        "kind": _STATUS_KIND.get(vendor.invitation_status, ""),
        "on": vendor.bid.received_at if vendor.bid and vendor.bid.received_at else vendor.status_on,
        "by": "" if vendor.bid and vendor.bid.received_at else vendor.status_by,
        "open": vendor.invitation_status is InvitationStatus.INVITED,
        "files": [_file(case, file) for file in own],
        "zip": url,
        "mails": list(_mails(version, vendor, user, mails)) if version and own else [],
    }


def _mails(
    version: TenderVersion, vendor: Vendor, user: User, mails: dict[str, OutboxMail]
) -> Iterable[dict[str, Any]]:
    """The texts to send to a vendor, the newest first, with where each stands in the outbox."""
    if version.cancelled_at:
        own = [f for f in _own(version, vendor) if f.kind is FileKind.CANCELLATION]
        yield _mail(version, vendor, "cancelled", tender_mails.cancellation(version, vendor, user, own), mails)
    for file in reversed([f for f in version.files if f.kind is FileKind.ANSWERS]):
        mail = tender_mails.answers(version, vendor, user, file)
        yield _mail(version, vendor, f"answers-{file.position}", mail, mails)
    files = tender_package.for_vendor(version, vendor)
    yield _mail(version, vendor, "sent", tender_mails.package(version, vendor, user, files), mails)


def _mail(
    version: TenderVersion, vendor: Vendor, what: str, mail: tuple[str, str], mails: dict[str, OutboxMail]
) -> dict[str, Any]:
    stored = mails.get(tender_mails.key_of(version, vendor, what))
    subject, body = (stored.subject, outbox.text(stored)) if stored else mail
    label, kind = LABELS[outbox.state(stored)] if stored else ("Kopiér den til din egen mail", "miss")
    return {
        "id": f"mail-{vendor.code}-{what}",
        "subject": subject,
        "text": body,
        "label": label,
        "kind": kind,
        "outbox": url_for("outbox.index", _anchor=f"mail-{stored.id}") if stored else "",
        "mail_url": mail_to(vendor.contact_email, subject, body),
    }
