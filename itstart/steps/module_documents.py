"""What the documents of a module are made of: the agreement, and what the two reports share with it (DOMAIN B1, B2)."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from itstart.documents import Missing
from itstart.documents.danish import date_long, hours, kroner
from itstart.models import CustomerCase, DeliveryModule, ModuleAddendum
from itstart.rules.modules import price_incl_vat
from itstart.rules.steps import StepKey
from itstart.steps.center import center_name_for
from itstart.steps.definition import Deliverable
from itstart.steps.shared_documents import Text, cover_values, given, lower_first, real_name, sentence, shown


def agreement_key(module: DeliveryModule) -> str:
    """The name under which the versions of a module's agreement are kept."""
    return f"kundeaftale-{module.number}"


def agreement(module: DeliveryModule, addendum: ModuleAddendum | None = None) -> Deliverable:
    """The agreement of a module as a document; with an addendum, the text that is to take its place."""
    name = f"Kundeaftale modul {module.number}"
    return Deliverable(
        agreement_key(module),
        name if addendum is None else f"{name} tillæg {addendum.number}",
        first_step(module),
        partial(kundeaftale, module=module, addendum=addendum),
        template="kundeaftale",
    )


def first_step(module: DeliveryModule) -> StepKey:
    """The first of the module's steps; the documents of a case are ordered by it."""
    return module.step_links[0].step if module.step_links else StepKey.NEEDS


def kundeaftale(
    customer_case: CustomerCase, *, today: date, module: DeliveryModule, addendum: ModuleAddendum | None = None
) -> dict[str, object]:
    """The context of the agreement; with an addendum its price, product and hours instead of the module's."""
    terms = addendum or module
    return {
        **shared(customer_case, module, "Kundeaftale", today=today, key=agreement_key(module)),
        "modul": {
            **module_values(module),
            "produkt": given(sentence(terms.product), "hvad kunden får i hånden"),
            "timer": hour_text(terms.planned_hours),
            "sted": sentence(module.place),
            "medvirken": sentence(module.customer_effort),
            "deling": module.data_sharing_accepted,
        },
        "pris": {**price_values(terms.price_dkk), "loft": kroner(terms.max_price_dkk)},
        "tillaeg": _addendum(module, addendum),
        "uvildighed": _impartiality(customer_case),
        "centret": {"navn": center_name_for(customer_case)},
    }


def _addendum(module: DeliveryModule, addendum: ModuleAddendum | None) -> dict[str, object]:
    if addendum is None:
        return {"nummer": 0, "underskrevet": "", "grund": "", "aendringer": []}
    pairs = [
        ("Pris ekskl. moms", kroner(addendum.old_price_dkk), kroner(addendum.price_dkk)),
        ("Produkt", addendum.old_product, addendum.product),
        ("Omfang", hour_text(addendum.old_planned_hours), hour_text(addendum.planned_hours)),
    ]
    return {
        "nummer": addendum.number,
        "underskrevet": date_long(module.agreement_signed_on),
        "grund": f"Det er ændret, fordi: {sentence(addendum.reason)}",
        "aendringer": [{"hvad": what, "foer": before, "nu": now} for what, before, now in pairs if before != now],
    }


def _impartiality(case: CustomerCase) -> dict[str, object]:
    row = case.impartiality
    missing = Missing("rådgiverens erklæring om uvildighed")
    commission: Text = missing
    ownership: Text = missing
    if row.declared_on:
        commission = (
            "Rådgiveren har oplyst, at firmaet modtager provision eller anden betaling fra en it-leverandør. Den "
            "leverandør kan ikke byde i sagen."
            if row.receives_commission
            else "Rådgiveren modtager ikke provision eller anden betaling fra it-leverandører i denne sag."
        )
        ownership = (
            "Rådgiveren har oplyst, at firmaet ejer eller er ejet af en it-leverandør. Den leverandør kan ikke byde i "
            "sagen."
            if row.owns_or_is_owned_by_vendor
            else "Rådgiveren ejer ikke andele i it-leverandører og er ikke ejet af en."
        )
    return {
        "provision": commission,
        "ejerskab": ownership,
        "relationer": [sentence(relation.description) for relation in case.vendor_relations if relation.description],
    }


# ---- what the three documents share ----------------------------------------------------------------


def shared(case: CustomerCase, module: DeliveryModule, title: str, *, today: date, key: str) -> dict[str, object]:
    """Customer, adviser, case and document, as the head of each of them says it."""
    cover = cover_values(case, first_step(module), title, today=today, deliverable=key)
    customer, helper = case.customer, case.helper
    place = " ".join(part for part in (customer.postal_code, customer.city) if part)
    return {
        "sag": cover["sag"],
        "brevhoved": cover["brevhoved"],
        "dokument": {**cover["dokument"], "titel": f"{title}, modul {module.number}"},
        "kunde": {
            "navn": cover["kunde"]["navn"],
            "cvr": given(customer.cvr, "kundens CVR-nummer"),
            "adresse": ", ".join(part for part in (customer.address, place) if part),
            "kontakt": _contact(
                customer.contact_name, customer.contact_title, customer.contact_email, customer.contact_phone
            ),
            "tegner": signer(customer.signatory_name, customer.signatory_title),
        },
        "raadgiver": {
            "firma": real_name(helper.company),
            "cvr": helper.cvr,
            "kontakt": _contact(helper.adviser, "", helper.email, helper.phone),
            "tegner": signer(helper.adviser, ""),
            "navn_og_firma": ", ".join(part for part in (helper.adviser, real_name(helper.company)) if part),
        },
    }


def signer(name: str, title: str) -> str:
    """ "Birgit Nordvang, direktør. " in front of the signature line; nothing when nobody is known."""
    said = ", ".join(part for part in (name.strip(), lower_first(title.strip())) if part)
    return f"{sentence(said)} " if name.strip() else ""


def _contact(name: str, title: str, email: str, phone: str) -> str:
    person = ", ".join(part for part in (name.strip(), lower_first(title.strip())) if part)
    ways = " · ".join(part for part in (phone.strip(), email.strip()) if part)
    return "\n".join(part for part in (person, ways) if part)


def module_values(module: DeliveryModule) -> dict[str, object]:
    """The module's own words."""
    title = given(module.title, "modulets titel")
    return {
        "nummer": module.number,
        "titel": title,
        "navn": f"modul {module.number}: {module.title.strip()}" if module.title.strip() else f"modul {module.number}",
        "skridt": steps_text(link.step for link in module.step_links),
    }


def steps_text(keys: Iterable[StepKey]) -> Text:
    """ "skridt 1 (Behovsbeskrivelse) og skridt 2 (It-udbud)"."""
    named = [f"skridt {key.number} ({key.label})" for key in keys]
    if not named:
        return Missing("hvilke skridt modulet omfatter")
    return " og ".join([", ".join(named[:-1]), named[-1]] if named[1:] else named)


def price_values(price_dkk: int) -> dict[str, object]:
    """The price without and with moms."""
    return {
        "uden": shown(price_dkk, "modulets pris", kroner),
        "med": shown(price_dkk, "modulets pris", lambda price: kroner(price_incl_vat(price))),
    }


def hour_text(count: object) -> str:
    """ "15 timer", "1 time"."""
    said = hours(count)  # type: ignore[arg-type]
    return f"{said} time" if said == "1" else f"{said} timer"
