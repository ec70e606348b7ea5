"""The page of a comparison: one or two alternatives, the order of its parts, pictures, and colours of verdicts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import pytest

from sim.analysis.channels import CHANNELS
from sim.analysis.headline import HEADLINE
from sim.analysis.paired import Comparison
from sim.behaviours import BEHAVIOURS
from sim.outcomes import OUTCOMES
from sim.report.pages import comparison as comparison_page
from sim.report.pages.comparison import ReportedComparison, compare_page, effects_table
from sim.report.pages.page import Picture
from sim.report.text.rows import rows
from sim.report.text.words import lower_first
from tests.unit.made_up import comparison, some
from tests.unit.report.test_pages import EMPTY, plain

PARTS = ["finding", "people", "base-better", "system", "together", "money"]
END = ["sure", "drawn", "limits", "again"]
MIXED = BEHAVIOURS["mixed"].label


@pytest.fixture(autouse=True)
def no_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what takes time: the drawing of the model, which is the same on every page."""
    monkeypatch.setattr(comparison_page, "integrated_model", lambda: EMPTY.files)


@cache
def against(second: str) -> Comparison:
    return comparison({"delayed": -20.0}, futures=10, behaviours=("siloed", second))


def reported(second: str = "collaborative", pictures: Mapping[str, Picture] | None = None) -> ReportedComparison:
    return ReportedComparison(against(second), {"people_first": EMPTY, **(pictures or {})})


def page(*found: ReportedComparison) -> str:
    return compare_page(found, command="x", digest="0", version="1")


def parts_of(text: str) -> list[str]:
    return re.findall(r'<h2 id="(.*?)">', text)


def test_one_alternative_has_its_parts_once_without_a_name_in_their_heads() -> None:
    one = page(reported())
    assert parts_of(one) == [*PARTS, *END]
    assert '<h2 id="finding">The finding</h2>' in one
    assert "What would change with working as one system, rather than every organisation for itself?" in plain(one)
    assert one.count('class="alternative">Working as one system</span>') == 1


def test_two_alternatives_have_their_parts_one_after_the_other_each_named() -> None:
    two = page(reported(), reported("mixed"))
    assert parts_of(two) == [*PARTS, *(f"{name}-1" for name in PARTS), *END]
    assert '<h2 id="finding">The finding: working as one system</h2>' in two
    assert f'<h2 id="finding-1">The finding: {lower_first(MIXED)}</h2>' in two
    asked = f"What would change with working as one system or with {lower_first(MIXED)}, rather than"
    assert asked in plain(two)
    base, first, second = re.findall(r'<p><span class="(.*?)">(.*?)</span>: (.)', two)
    assert base[:2] == ("base", "Every organisation for itself") and first[:2] == (
        "alternative",
        "Working as one system",
    )
    assert second[:2] == ("alternative", MIXED) and {one[2] for one in (base, first, second)}.isdisjoint("ABCDEFG")


def test_pictures_stand_in_their_parts_and_are_left_out_where_there_are_none() -> None:
    def seen(name: str) -> Picture:
        return Picture({"svg": b"<svg/>"}, name)

    last, first = f"fan_{HEADLINE[-1]}", f"fan_{HEADLINE[0]}"
    names = {name: seen(name) for name in (last, "features", "trust", first, "people_first")}
    shown = re.findall(r'alt="(.*?)"', page(reported(pictures=names)))
    assert shown[:-1] == ["people_first", first, last, "trust", "features"]  # and the drawing of the model at the end
    assert len(re.findall("<img", page(reported()))) == 2


def test_where_it_comes_from_stands_last_and_only_if_it_was_asked_for() -> None:
    parts = {**dict.fromkeys(CHANNELS, 0.0), "acting together": 0.0, "all": 0.0}
    made, gaps = against("collaborative"), dict.fromkeys(OUTCOMES, parts)
    one = ReportedComparison(made, {"people_first": EMPTY, "channels": EMPTY}, gaps, 1_200, "Made up.")
    text = page(one, reported("mixed"))
    assert parts_of(text)[:7] == [*PARTS, "why"] and "why-1" not in parts_of(text)
    assert "Part of the gap in year 3, mean of 1,200 pairs of futures. Made up. The gap is" in plain(text)
    why = text[text.index('id="why"') :]
    assert re.findall(r'<th scope="col" class="(.)">', why)[: len(CHANNELS) + 3] == ["t", *["n"] * (len(CHANNELS) + 2)]
    rows_found = re.findall(r'<th scope="row">(.*?)</th>', why)[: len(HEADLINE) + 1]
    assert [plain(name) for name in rows_found] == [OUTCOMES[name].label for name in (*HEADLINE, "care_bill")]


def test_where_futures_divide_and_what_ties_is_said_only_where_there_is_any() -> None:
    made = comparison({"delayed": 20.0, "waiting_list": some(8_000.0, 0.5) - 4_000.0})
    text = plain(page(ReportedComparison(made, {"people_first": EMPTY})))
    assert "Futures divide on people waiting for planned treatment." in text and "Much the same: " in text
    assert "Futures divide on" not in plain(page(reported()))


def test_colour_goes_with_better_and_worse_alone() -> None:
    made = comparison({"delayed": -20.0, "four_hour": -0.1, "waiting_list": some(8_000.0, 0.5) - 4_000.0, "beds": 50.0})
    by_domain = rows(made.finding)
    text = str(effects_table(made.finding, {name: by_domain[name] for name in ("Quality of care", "System")}))
    kinds = {word: kind for kind, word in re.findall(r'<td class="(w.*?)">(.*?)</td>', text)}
    assert {word: kinds[word] for word in ("▲ better", "▼ worse", "◆ divided", "= same", "more")} == {
        "▲ better": "w better", "▼ worse": "w worse", "◆ divided": "w", "= same": "w", "more": "w",
    }  # fmt: skip
    assert re.findall(r'scope="rowgroup" colspan="(\d+)">(.*?)<', text) == [("7", "Quality of care"), ("7", "System")]
    one = str(effects_table(made.finding, {"System": by_domain["System"]}))
    assert "rowgroup" not in one and "System. Changes of a percentage are in percentage points." in one
    assert re.findall(r'<th scope="col" class="(.)">', one) == ["t", "n", "n", "n", "n", "t", "n"]
