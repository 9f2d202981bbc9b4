"""Pictures for pages: well-formed, escaped, spoken, without inline style."""

from collections.abc import Callable
from datetime import date

import pytest
from lxml import etree
from markupsafe import Markup

from itstart.documents.charts import (
    CostRow,
    ScoreRow,
    Segment,
    cost_bars,
    round_top,
    score_bars,
)
from itstart.documents.gantt import GanttMilestone, GanttTask, gantt
from itstart.documents.line_charts import VendorLine, growth_costs, weight_sensitivity
from itstart.documents.verdict_chart import Band, Bar, verdict

EVIL = '</svg><script>alert(1)</script>" onload="x\' \ud800\x00 & <b>'


def scores(name: str = "Kongeå") -> list[Markup]:
    """One vendor of the example."""
    names = (
        ("Opfyldelse af krav", "Krav"),
        ("Totaløkonomi", "Økonomi"),
        ("Team", "Team"),
        ("Leverandør", "Lev."),
        ("Demo", "Demo"),
    )
    values = (33.0, 28.6, 13.0, 8.8, 8.4)
    return score_bars([ScoreRow(name, [Segment(a, v, b) for (a, b), v in zip(names, values, strict=True)], 91.9)])


def costs(name: str = "Sydhavn") -> list[Markup]:
    """Two vendors of the example."""
    rows = [
        CostRow(name, 636_000, 234_000, 439_597, 25_000, 1_334_597),
        CostRow("Limfjord", 365_000, 189_000, 949_273, 15_000, 1_518_273),
    ]
    return cost_bars(rows, 450_000)


def weights(name: str = "Kongeå") -> Markup:
    """Three lines that cross."""
    lines = [
        VendorLine(name, ((0, 90.4), (100, 95.3))),
        VendorLine("Limfjord", ((0, 86.9), (100, 72.6))),
        VendorLine("Sydhavn", ((0, 68), (100, 100))),
    ]
    return weight_sensitivity(lines, 30, [83.2], "Samlet score efter prisens vægt")


def time_plan(name: str = "Analyse") -> Markup:
    """Tasks and milestones over a year's end."""
    tasks = [
        GanttTask(name, date(2026, 8, 3), date(2026, 9, 15), "Rådgiver"),
        GanttTask("Drift", date(2027, 1, 5), date(2027, 3, 1)),
    ]
    return gantt(
        tasks,
        [GanttMilestone("Idriftsættelse", date(2027, 1, 4)), GanttMilestone(name, date(2026, 8, 4), done=True)],
        date(2026, 10, 1),
    )


def growth(name: str = "Kongeå") -> Markup:
    """Two vendors' total cost as users grow."""
    lines = [VendorLine(name, ((0.5, 1_100_000), (3, 2_400_000))), VendorLine("", ())]
    return growth_costs(lines, 2, "Totaløkonomi efter antal brugere")


def result(name: str = "Kongeå") -> Markup:
    """The picture that stands alone."""
    bars = [Bar(name, 91.9, "91,9 point"), Bar("Limfjord", 82.6, "82,6 point, 9,3 efter")]
    return verdict("Samlet score", bars, [Band("Totaløkonomi", 30, 0, 82), Band(name, 35, 0, 100)], "Kongeå er bedst")


ALL: dict[str, Callable[[str], Markup]] = {
    "score": lambda n: scores(n)[0],
    "cost": lambda n: costs(n)[0],
    "weights": weights,
    "gantt": time_plan,
    "growth": growth,
    "verdict": result,
}


@pytest.mark.parametrize("kind", ALL)
def test_hostile_names_stay_text(kind: str) -> None:
    svg = ALL[kind](EVIL)
    root = etree.fromstring(str(svg))
    assert {str(e.tag) for e in root.iter()} <= {"svg", "rect", "text", "line", "path"}
    attributes = {str(name) for e in root.iter() for name in e.attrib}
    assert not [a for a in attributes if a == "style" or a.startswith(("on", "hx-", "href"))]
    assert "viewBox" not in attributes
    assert "<script>alert(1)</script>" in str(root.get("aria-label"))


@pytest.mark.parametrize("kind", ALL)
def test_pictures_are_spoken_with_their_figures(kind: str) -> None:
    root = etree.fromstring(str(ALL[kind]("Kongeå")))
    label = str(root.get("aria-label")).replace("\u00a0", " ")
    assert root.get("role") == "img"
    expected = {
        "score": "Totaløkonomi 28,6, Team 13,0, Leverandør 8,8, Demo 8,4, i alt 91,9 point",
        "cost": "engangspris 636.000, egen tid 234.000, drift i 5 år 439.597, ophør 25.000, i alt 1.334.597 kr.",
        "weights": "Kongeå fra 90,4 til 95,3 point; Limfjord fra 86,9 til 72,6 point",
        "growth": "Totaløkonomi efter antal brugere: Kongeå fra 1.100.000 kr. til 2.400.000 kr. Fra 0,5 til 3 gange",
        "verdict": "Kongeå er bedst. Kongeå 91,9 point; Limfjord 82,6 point, 9,3 efter. Totaløkonomi vejer 30 %, og "
        "vinderen er den samme fra 0 til 82 %",
        "gantt": "Kongeå (Rådgiver) 3. august – 15. september 2026; milepæl Kongeå 4. august 2026, nået",
    }
    assert expected[kind] in label


def test_bars_fill_their_share_and_narrow_pieces_lose_their_words() -> None:
    root = etree.fromstring(str(costs()[0]))
    widths = [float(r.get("width").rstrip("%")) for r in root.iter("rect")]
    assert round_top([1_518_273, 450_000]) == 1_600_000
    assert abs(sum(widths) + 4 * 0.25 - 100 * 1_334_597 / 1_600_000) < 0.1
    assert "Ophør" not in [t.text for t in root.iter("text")]
    assert {line.get("x1") for line in root.iter("line")} <= {"28.12%", "28.13%"}


def test_empty_and_odd_data() -> None:
    assert score_bars([]) == cost_bars([]) == []
    assert gantt([], []) == weight_sensitivity([], 30) == Markup("")
    assert growth_costs([], 1, "") == verdict("", [], [], "") == Markup("")
    assert round_top([]) == round_top([0]) == 1
    zero = cost_bars([CostRow("x", 0, 0, 0, 0, 0)])[0]
    assert "<rect" not in zero
    etree.fromstring(str(zero))
    flat = weight_sensitivity([VendorLine("a", ((0, 50), (100, 50))), VendorLine("b", ((0, 50), (100, 50)))], 30)
    heights = [float(t.get("y")) for t in etree.fromstring(str(flat)).iter("text") if t.text in ("a", "b")]
    assert abs(heights[0] - heights[1]) >= 17
    backwards = gantt([GanttTask("x", date(2026, 5, 2), date(2026, 5, 1))], [])
    etree.fromstring(str(backwards))


@pytest.mark.parametrize("largest", [1, 9, 10, 99, 100, 12_345, 999_999, 10_000_000])
def test_the_round_top_is_just_above(largest: int) -> None:
    top = round_top([largest])
    assert largest <= top <= largest * 1.34 + 1


def test_lines_of_cost_stay_inside_and_equal_totals_are_drawn() -> None:
    for totals in ((0, 0), (1_334_597, 1_334_597), (900, 2_500_000), (1, 2)):
        root = etree.fromstring(str(growth_costs([VendorLine("a", ((0.5, totals[0]), (3, totals[1])))], 1, "Pris")))
        heights = [float(line.get(key)) for line in root.iter("line") for key in ("y1", "y2")]
        assert all(0 <= height <= 211 for height in heights)
        assert 2 <= len([line for line in root.iter("line") if line.get("class") == "grid-l"]) <= 9


def test_the_band_shows_how_far_a_weight_can_move() -> None:
    root = etree.fromstring(str(result()))
    bands = [rect for rect in root.iter("rect") if rect.get("class") == "c3"]
    assert [(band.get("x"), band.get("width")) for band in bands[1:]] == [("0%", "82%"), ("0%", "100%")]
