"""Every key of the file has a column, and the column has room for it."""

from typing import Any

import pytest
from sqlalchemy import Enum, String, Text

from itstart import models
from itstart.exchange.schema import base, meetings, needs, people, programme, project, selection, tender

KEPT_IN: list[tuple[type[base.Part], type[Any]]] = [
    (people.HelperPart, models.Helper),
    (people.StaffPart, models.CaseStaff),
    (people.LeadPart, models.Lead),
    (people.CustomerPart, models.Customer),
    (people.CasePart, models.CustomerCase),
    (people.StepPart, models.CaseStep),
    (needs.NeedsPart, models.NeedsDescription),
    (needs.ObjectivePart, models.Objective),
    (needs.StakeholderPart, models.Stakeholder),
    (needs.CurrentSystemPart, models.CurrentSystem),
    (needs.ProcessPart, models.BusinessProcess),
    (needs.NeedPart, models.Need),
    (needs.BenefitPart, models.Benefit),
    (needs.RequirementPart, models.Requirement),
    (tender.TenderPart, models.Tender),
    (tender.QuestionPart, models.TenderQuestion),
    (tender.VendorPart, models.Vendor),
    (tender.BidPart, models.Bid),
    (tender.OneOffLinePart, models.PriceLine),
    (tender.AnnualLinePart, models.PriceLine),
    (tender.ResponsePart, models.RequirementResponse),
    (selection.EvaluationPart, models.Evaluation),
    (selection.DecisionPart, models.Evaluation),
    (selection.CriterionPart, models.Criterion),
    (selection.SubScorePart, models.SubScore),
    (selection.ReferencePart, models.ReferenceCheck),
    (selection.ReferenceAnswerPart, models.ReferenceAnswer),
    (selection.WaiverPart, models.Waiver),
    (selection.WeightChangePart, models.WeightChange),
    (project.NegotiationPart, models.NegotiationPoint),
    (project.PlanPart, models.ProjectPlan),
    (project.MilestonePart, models.Milestone),
    (project.CustomerTaskPart, models.CustomerTask),
    (project.RiskPart, models.Risk),
    (project.ContractPart, models.Contract),
    (project.ContractLinePart, models.ContractPriceLine),
    (project.PaymentPart, models.Payment),
    (project.AnnexPart, models.Annex),
    (meetings.MeetingPart, models.Meeting),
    (meetings.MeetingActionPart, models.MeetingAction),
    (meetings.CustomerQuestionPart, models.CustomerQuestion),
    (meetings.AcceptanceResultPart, models.AcceptanceResult),
    (programme.ImpartialityPart, models.ImpartialityDeclaration),
    (programme.RelationPart, models.VendorRelation),
    (programme.ModulePart, models.DeliveryModule),
    (programme.TimeEntryPart, models.TimeEntry),
    (programme.EndReportPart, models.DeliveryModule),
    (programme.RatingPart, models.ModuleRating),
    (programme.CoDeliveryPart, models.CoDelivery),
    (programme.SparringPart, models.SparringRequest),
    (programme.MessagePart, models.SparringMessage),
    (programme.SuccessCasePart, models.SuccessCase),
    (programme.UnneededDocumentPart, models.UnneededDocument),
]


@pytest.mark.parametrize(("part", "model"), KEPT_IN, ids=lambda kind: kind.__name__)
def test_every_key_has_a_column_that_is_long_enough(part: type[base.Part], model: type[Any]) -> None:
    columns = model.__table__.columns
    for key, kept in base.keys_of(part).items():
        if not kept.column:
            continue
        column = columns[kept.column]
        room = getattr(column.type, "length", None)
        limits = [found for rule in part.model_fields[key].metadata if (found := getattr(rule, "max_length", None))]
        if isinstance(column.type, String) and not isinstance(column.type, Enum) and room and limits:
            assert min(limits) <= room, key
        assert limits or not isinstance(column.type, Text), key
