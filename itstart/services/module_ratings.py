"""What the customer thought of a module that it has accepted already (S67)."""

from collections.abc import Mapping

from itstart.db import db
from itstart.models import DeliveryModule, ModuleRating, User
from itstart.rules.findings import Finding, require
from itstart.rules.module_acts import RatingQuestion
from itstart.rules.terms import YesNoUnknown
from itstart.services import modules
from itstart.services.answers import ensure_writable


def findings(module: DeliveryModule) -> list[Finding]:
    """What speaks against asking for a rating now."""
    if module.accepted_on is None:
        return [Finding("Kunden har ikke godkendt modulet endnu.")]
    return [Finding("Kunden har allerede givet sin vurdering.")] if module.customer_rating else []


def rate(
    actor: User | None,
    module: DeliveryModule,
    *,
    by: str,
    rating: int | None,
    scores: Mapping[RatingQuestion, int],
    bought_anyway: YesNoUnknown | None,
    comment: str = "",
) -> None:
    """Keep the customer's rating, 1 to 5. `actor` is None when the customer answers itself."""
    if actor is not None:
        ensure_writable(actor, module.case)
    found = findings(module)
    if not all(1 <= score <= 5 for score in (rating or 0, *scores.values())):
        found.append(Finding("Svarene er tal fra 1 til 5."))
    require(found)
    module.customer_rating, module.customer_comment = rating, comment
    module.would_have_bought_anyway = bought_anyway
    module.ratings = []
    db.session.flush()
    module.ratings = [ModuleRating(question=question, score=score) for question, score in scores.items()]
    modules.record(actor, module, "module_rated", f"gav modul {module.number} {rating} af 5 ({by})")
