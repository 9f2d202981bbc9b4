"""Beside the steps in the file: meetings with the customer, questions to it, and the results of the acceptance test."""

from itstart.exchange.schema.base import Code, Day, Line, Line40, Part, Rows, Text, kept, nested
from itstart.exchange.schema.tender import RowNumber
from itstart.rules.terms import Outcome


class MeetingActionPart(Part):
    """What was agreed at a meeting."""

    text: Text = ""
    owner: Line = ""
    due: Day | None = kept(None, to="due_on")
    done_on: Day | None = None


class MeetingPart(Part):
    """A meeting with its notes."""

    id: Code = kept(to="code")
    title: Line = ""
    date: Day | None = kept(None, to="held_on")
    hours: Line40 = ""
    place: Line = ""
    participants: Text = ""
    purpose: Text = ""
    notes: Text = ""
    actions: Rows[MeetingActionPart] = nested([])


class CustomerQuestionPart(Part):
    """Something the customer is asked to clear up."""

    id: Code = kept(to="code")
    text: Text = ""
    reason: Text = ""
    owner: Line = ""
    due: Day | None = kept(None, to="due_on")
    answer: Text = ""
    answered_on: Day | None = None


class AcceptanceResultPart(Part):
    """What one test showed; without a requirement an error outside the tests."""

    number: RowNumber = kept(to="code")
    requirement_id: Code | None = nested()
    outcome: Outcome | None = None
    note: Text = ""
    tested_by: Line = ""
    tested_on: Day | None = None
