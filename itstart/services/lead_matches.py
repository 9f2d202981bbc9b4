"""The firms as the match of leads sees them, in a fixed number of queries however many there are."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from itstart import clock, policies
from itstart.data import places
from itstart.db import db
from itstart.models import (
    CodeAcceptance,
    CustomerCase,
    Helper,
    HelperIndustry,
    Lead,
    LeadOffer,
    User,
)
from itstart.rules import leads as rules
from itstart.rules.leads import Candidate, Match, Unfit, Wanted
from itstart.services import code_versions, helper_facts

Query = Select[*tuple[Any, ...]]


def wanted(lead: Lead) -> Wanted:
    """What the lead asks for."""
    place = places.municipality(lead.municipality_code or "")
    return Wanted(
        municipality_code=place.code if place else "",
        place=place.name if place else "",
        category=lead.category,
        industry=lead.industry,
    )


def matches(actor: User, lead: Lead, *, with_staff: bool = False) -> tuple[list[Match], dict[Unfit, list[Candidate]]]:
    """Who could have the lead, the best first, and why the others could not (S35). Only for IBIZ-Center."""
    policies.ensure(policies.may_keep_leads(actor))
    return rules.rank(candidates(lead), wanted(lead), today=clock.today(), with_staff=with_staff)


def candidate(lead: Lead, helper: Helper) -> Candidate:
    """One firm as the match sees it."""
    return next(iter(candidates(lead, only=helper)))


def candidates(lead: Lead | None, only: Helper | None = None) -> list[Candidate]:
    """Every firm, or only this one, with what the match asks about. Without a lead nobody has been offered it."""
    firms = list(db.session.execute(_only(_firms(), Helper.id, only)))
    facts = _Facts(lead, only)
    return [facts.candidate(row) for row in firms]


def _firms() -> Query:
    return select(
        Helper.id, Helper.cvr, Helper.company, Helper.qualification_status, Helper.ended_on, Helper.co_deliveries,
        Helper.no_new_cases_until, Helper.available_from, Helper.municipality_code, Helper.advisers,
    )  # fmt: skip


def _only(query: Query, column: Any, helper: Helper | None) -> Query:
    return query.where(column == helper.id) if helper else query


class _Facts:
    """What is asked of other tables than the firm's own, once for all firms."""

    def __init__(self, lead: Lead | None, only: Helper | None) -> None:
        offers = lead.offers if lead else []
        self.today = clock.today()
        self.only = only
        self.levels = helper_facts.levels(only)
        self.covers = helper_facts.covers(only)
        self.industries = self._grouped(select(HelperIndustry.helper_id, HelperIndustry.name))
        self.people = self._people()
        self.accepted = self._accepted()
        self.open_cases = self._counted(
            select(CustomerCase.helper_id, func.count()).where(CustomerCase.closed.is_(False)), CustomerCase.helper_id
        )
        self.last = self._last()
        self.open_offers = {offer.helper_id for offer in offers if offer.is_open or offer.accepted_on}
        self.declined = {offer.helper_id for offer in offers if offer.declined_on}
        expired = sorted((offer.offered_on, offer.helper_id) for offer in offers if offer.expired_on)
        self.unanswered = {helper_id: day for day, helper_id in expired}

    def _rows(self, query: Query) -> Any:
        return helper_facts.rows(query, self.only)

    def _grouped(self, query: Query) -> Mapping[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for helper_id, value in self._rows(query.order_by(query.selected_columns[1])):
            found[helper_id].append(value)
        return found

    def _counted(self, query: Query, by: Any) -> dict[int, int]:
        return {row[0]: row[1] for row in self._rows(query.group_by(by))}

    def _people(self) -> dict[int, int]:
        query = select(User.helper_id, func.count()).where(User.helper_id.is_not(None), User.deactivated_at.is_(None))
        return self._counted(query, User.helper_id)

    def _accepted(self) -> set[int]:
        query = select(CodeAcceptance.helper_id).where(CodeAcceptance.version == code_versions.current().number)
        return {row.helper_id for row in self._rows(query)}

    def _last(self) -> dict[int, date]:
        """The last day a firm was offered a lead, took one, or got a case from one that came in a file."""
        offered = self._rows(
            select(LeadOffer.helper_id, func.max(LeadOffer.offered_on), func.max(LeadOffer.accepted_on)).group_by(
                LeadOffer.helper_id
            )
        )
        found = {helper_id: max(day for day in days if day) for helper_id, *days in offered}
        query = (
            select(CustomerCase.helper_id, func.max(Lead.accepted_on))
            .join(CustomerCase, CustomerCase.id == Lead.case_id)
            .where(Lead.accepted_on.is_not(None), Lead.accepted_on <= self.today)
            .group_by(CustomerCase.helper_id)
        )
        for helper_id, accepted_on in self._rows(query):
            found[helper_id] = max(found.get(helper_id, accepted_on), accepted_on)
        return found

    def candidate(self, row: Any) -> Candidate:
        """The firm with everything about it."""
        return Candidate(
            cvr=row.cvr,
            company=row.company,
            status=row.qualification_status,
            ended_on=row.ended_on,
            people=self.people.get(row.id, 0),
            code_accepted=row.id in self.accepted,
            co_deliveries=row.co_deliveries,
            no_new_cases_until=row.no_new_cases_until,
            available_from=row.available_from,
            home=row.municipality_code or "",
            covers=self.covers.get(row.id, frozenset()),
            levels=self.levels.get(row.id, {}),
            industries=self.industries.get(row.id, ()),
            advisers=row.advisers or 1,
            open_cases=self.open_cases.get(row.id, 0),
            last_lead_on=self.last.get(row.id),
            has_open_offer=row.id in self.open_offers,
            has_declined=row.id in self.declined,
            unanswered_on=self.unanswered.get(row.id),
        )
