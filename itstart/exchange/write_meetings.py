"""What stands beside the steps as sections of the file: meetings, questions to the customer, test results."""

from typing import Any

from itstart.exchange.plain import all_written, written
from itstart.exchange.schema import meetings
from itstart.exchange.write_steps import code, numbered_row
from itstart.models import CustomerCase

Json = dict[str, Any]


def sections(case: CustomerCase) -> Json:
    """The three lists; those that are empty are left out by the caller."""
    actions: dict[int, list[Any]] = {}
    for action in case.meeting_actions:
        actions.setdefault(action.meeting_id, []).append(action)
    return {
        "meetings": [
            written(
                meetings.MeetingPart,
                row,
                {"actions": all_written(meetings.MeetingActionPart, actions.get(row.id, ()))},
            )
            for row in case.meetings
        ],
        "customer_questions": all_written(meetings.CustomerQuestionPart, case.customer_questions),
        "acceptance_results": [
            numbered_row(meetings.AcceptanceResultPart, row, {"requirement_id": code(row.requirement)})
            for row in case.acceptance_results
        ],
    }
