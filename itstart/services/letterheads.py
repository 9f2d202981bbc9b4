"""A firm's letterhead: the logo and the lines of contact that our own templates show (F046)."""

from sqlalchemy import select

from itstart import clock, policies
from itstart.db import db
from itstart.documents.uploads import check_picture
from itstart.models import Letterhead, User
from itstart.rules.findings import Finding, RuleViolation
from itstart.services import files

MAX_LINES = 6
MAX_LOGO = 2 << 20


def find(user: User) -> Letterhead | None:
    """The letterhead of the user's firm; None when there is none yet, and for IBIZ-Center."""
    return db.session.scalars(select(Letterhead).where(Letterhead.helper_id == user.helper_id)).one_or_none()


def save(actor: User, *, contact: str, alt: str, logo: tuple[str, bytes] | None) -> Letterhead:
    """Keep the lines, and a new logo when one is given; `uploads.Rejected` when it is no PNG or JPEG."""
    policies.ensure(policies.may_open_case(actor))
    if len(contact.splitlines()) > MAX_LINES:
        raise RuleViolation([Finding(f"Skriv højst {MAX_LINES} linjer.", where="contact")])
    letterhead = find(actor)
    if (logo or (letterhead and letterhead.logo_id)) and not alt:
        raise RuleViolation([Finding("Skriv, hvad logoet viser, fx firmaets navn.", where="logo_alt")])
    picture = check_picture(*logo, most=MAX_LOGO) if logo else None
    if letterhead is None:
        letterhead = Letterhead(helper_id=actor.helper_id, changed_at=clock.now(), changed_by=actor.name)
        db.session.add(letterhead)
    letterhead.contact, letterhead.logo_alt = contact, alt
    if picture:
        name = f"logo.{picture.media_type.rpartition('/')[2]}"
        letterhead.logo = files.store(actor, name, picture.content, picture.media_type)
        letterhead.logo_width, letterhead.logo_height = picture.width, picture.height
    _changed(actor, letterhead)
    return letterhead


def remove_logo(actor: User) -> None:
    """Show no logo."""
    policies.ensure(policies.may_open_case(actor))
    letterhead = find(actor)
    if letterhead is not None and letterhead.logo_id is not None:
        letterhead.logo, letterhead.logo_alt = None, ""
        _changed(actor, letterhead)


def _changed(actor: User, letterhead: Letterhead) -> None:
    letterhead.changed_at, letterhead.changed_by = clock.now(), actor.name
    db.session.flush()
