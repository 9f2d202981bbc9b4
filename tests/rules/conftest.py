"""The worked example, whose computed numbers are golden values, as facts for the rules."""

import json
from pathlib import Path
from typing import Any

import pytest

from itstart.rules.evaluation import BidFacts, Criterion, ScoredAnswer
from itstart.rules.tco import Prices

EXAMPLE = Path(__file__).parents[2] / "itstart" / "data" / "example_case.json"

Json = dict[str, Any]


@pytest.fixture(scope="session")
def example() -> Json:
    data: Json = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    return data


@pytest.fixture(scope="session")
def criteria(example: Json) -> list[Criterion]:
    return [Criterion(c["id"], c["weight"], c["method"]) for c in example["evaluation"]["criteria"]]


@pytest.fixture(scope="session")
def prices(example: Json) -> dict[str, Prices]:
    return {
        bid["vendor_id"]: Prices(
            one_off=[line["amount"] for line in bid["one_off_lines"]],
            annual=[line["amount_per_year"] for line in bid["annual_lines"]],
            adjustment_pct=bid["annual_price_adjustment_pct"],
            internal_hours=bid["internal_hours"],
            exit_cost=bid["exit_cost"],
        )
        for bid in example["bids"]
    }


@pytest.fixture(scope="session")
def bids(example: Json) -> list[BidFacts]:
    """Total costs are the file's own, so that scores are tested apart from costs."""
    priority = {r["id"]: r["priority"] for r in example["requirements"]}
    evaluation = example["evaluation"]
    return [
        BidFacts(
            vendor_id=bid["vendor_id"],
            tco_total=bid["tco"]["total"],
            answers=[
                ScoredAnswer(r["requirement_id"], priority[r["requirement_id"]], r["answer"], r["score"])
                for r in bid["responses"]
            ],
            sub_scores={
                key: [row["score"] for row in rows] for key, rows in evaluation["sub_scores"][bid["vendor_id"]].items()
            },
            demo_scores=[
                score
                for row in evaluation["demo_scores"]
                if row["vendor_id"] == bid["vendor_id"]
                for score in row["scores"]
            ],
        )
        for bid in example["bids"]
    ]
