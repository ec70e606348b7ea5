"""Pages in words: what the place faces, how sure a count is, tables row by row, maps world by world."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest

from sim.analysis.axes import axis
from sim.analysis.channels import CHANNELS
from sim.analysis.kept_agents import kept
from sim.analysis.pressure_map import MapPoint
from sim.outcomes import OUTCOMES
from sim.report.pages.comparison import ReportedComparison, compare_page, effects_table
from sim.report.pages.page import Picture, plain_rows, table
from sim.report.pages.pressure_map import RULE, map_page
from sim.report.pages.rests_on import limits, rests_on, what_is_planned, world_faced
from sim.report.pages.study import StudyPage, study_page
from sim.report.text.agents_words import BUYS, bought, bought_there
from sim.report.text.evidence import evidence_rows, place_rows
from sim.report.text.plans import plans_of
from sim.report.text.rows import rows
from sim.scenario import Scenario, load_scenario
from sim.whatif.view.catalogue import catalogue
from tests.unit.made_up import comparison, some

EMPTY = Picture({"svg": b"<svg/>", "png": b""}, "alt")
ALONE = load_scenario(["behaviour=siloed", "years=2"])


def plain(part: object) -> str:
    """Return what a reader sees, a space for each tag."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", str(part)))).strip()


def cells(part: object) -> list[list[str]]:
    """Return the cells of each row of a table."""
    found = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in re.findall(r"<tr.*?</tr>", str(part), re.S))
    return [[plain(cell) for cell in row] for row in found]


def facing(*words: str) -> str:
    return world_faced(load_scenario(["behaviour=siloed", "years=2", *words]))


def test_a_rival_theory_and_other_figures_are_said_where_they_are_asked_for() -> None:
    assert "instead of" not in facing("trust.theory=evidence") and "like" not in facing()
    rule = "It runs under “kept and broken promises weigh alike” (rule of trust) instead of the usual rule."
    assert rule in facing("trust.theory=equal_weights")
    assert "Each future is a place like Anyplace (fictional, 300,000 people) with other" in facing(
        "divergence.levels=true"
    )


def test_what_the_place_faces_grows_shrinks_or_stays() -> None:
    growing = ["demand.growth=0.02", "funding.nhs_growth=-0.015", "funding.social_care_growth=0.00004"]
    calm = ["winter.admissions=0", "winter.staff=0"]
    assert facing(*growing, *calm) == (
        "It faces demand that grows by 2% a year, NHS money that shrinks by 1.5% a year and social care money that "
        "stays as it is, after inflation."
    )
    edge = facing("demand.growth=0.00005", "funding.nhs_growth=0.01234", *calm)
    assert "demand that grows by 0.005% a year, NHS money that grows by 1.23% a year" in edge


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["winter.admissions=0.1", "winter.staff=0", "winter.year=0"], " Every winter is harder than usual for"),
        (
            ["winter.admissions=0", "winter.staff=0.1", "winter.year=2"],
            " The winter of year 2 is harder than usual for",
        ),
        (["winter.admissions=0.1", "winter.staff=0.1", "winter.year=1"], " The winter of year 1 is harder than"),
        (["winter.admissions=0", "winter.staff=0"], ""),
    ],
)
def test_a_hard_winter_is_said_where_there_is_one(words: list[str], said: str) -> None:
    text = facing(*words)
    assert said in text and ("harder than usual" in text) is bool(said)


@pytest.mark.parametrize(
    ("futures", "said"),
    [(61, "more than one"), (62, "about one"), (223, "about one"), (224, "less than one")],
)
def test_how_far_a_count_could_be_out_falls_with_the_root_of_futures(futures: int, said: str) -> None:
    # 10 * 1.645 * sqrt(0.25 / n): above 1.05 up to 61 futures, above 0.55 up to 223
    first = plain(rests_on(comparison(futures=futures, years=1))[0])
    assert f"With {futures} pairs of futures, a count such as 5 of 10 could by chance be out by {said}." in first


def test_outcomes_and_numbers_are_counted_by_how_well_they_are_supported() -> None:
    said = [plain(part) for part in rests_on(comparison(years=1))]
    grades = [sum(one.grade == grade for one in OUTCOMES.values()) for grade in "ABC"]
    assert sum(grades) == len(OUTCOMES)
    assert said[2].startswith(f"Outcomes. {grades[0]} are calibrated to published figures, {grades[1]} are stylised")
    assert f"{grades[2]} are illustrative." in said[2]
    total, choices = sum(row[2] for row in evidence_rows()), {row[0]: row[2] for row in evidence_rows()}["Choice"]
    assert said[3].startswith(f"Numbers. Of {total} numbers in the rules, {choices} are our own choices")
    assert limits(ALONE.place)[1].startswith(f"{choices} of the {total} numbers in the rules are choices")


def test_figures_of_a_place_are_sourced_or_chosen() -> None:
    place = replace(
        ALONE.place, cited=(("a", "Choice: ours"), ("b", "NHS England"), ("c", "choice"), ("d", "A choice"))
    )
    assert place_rows(place) == (2, 2)


def test_a_plan_that_both_share_is_said_once() -> None:
    plans = [ALONE.with_plan({"a": {"what": "enabler"}}), ALONE.with_plan({"b": {"what": "joint_governance"}}), ALONE]
    one, other, none = plans
    leads = [lead for lead, _ in plans_of([one, one, other], ["A", "B", "C"])]
    assert leads == ["What is planned with “A” and “B”:", "What is planned with “C”:"]
    assert [len(said) for _, said in plans_of([one, other], ["A", "B"])] == [1, 1]
    assert plans_of([none, none], ["A", "B"]) == [] and what_is_planned([none], ["A"]) == []
    assert [plain(part)[:28] for part in what_is_planned([none, one], ["A", "B"])][0] == "What is planned with “B”:"


def test_a_table_sets_numbers_to_the_right_and_heads_each_row() -> None:
    made = str(table("Caption", ("Name", "Text", "Number"), plain_rows([("a", "b", "1")], (2,)), (2,)))
    assert cells(made) == [["Name", "Text", "Number"], ["a", "b", "1"]]
    assert re.findall(r'<th scope="col" class="(.)">', made) == ["t", "t", "n"]
    assert '<th scope="row">a</th><td>b</td><td class="n">1</td>' in made


def test_the_table_of_effects_has_a_sign_and_a_word_for_each() -> None:
    found = comparison(
        {"delayed": -20.0, "four_hour": -0.01, "beds": 50.0, "waiting_list": some(8_000.0, 0.5) - 4_000.0}
    )
    by_domain = rows(found.finding)
    quality = cells(effects_table(found.finding, {"Quality of care": by_domain["Quality of care"]}))
    row = {line[0].split(" share")[0].split(" people")[0]: line for line in quality[1:]}
    assert quality[0][0] == "Year 3" and quality[0][4] == "Futures better / same / worse, of 10"
    assert row["A&E visits over within four hours %; calibrated"][1:6] == [
        "72.0%", "71.0%", "−1.0 −1.0 to −1.0", "0 / 0 / 10", "▼ worse",
    ]  # fmt: skip
    assert row["People ready to leave hospital who cannot"][1:6] == [
        "80", "60", "−20 −20 to −20", "10 / 0 / 0", "▲ better",
    ]  # fmt: skip
    assert row["People waiting for planned treatment"][4:6] == ["5 / 0 / 5", "◆ divided"]
    assert row["Waiting less than 18 weeks %; calibrated"][4:6] == ["0 / 10 / 0", "= same"]
    both = effects_table(found.finding, {name: by_domain[name] for name in ("System", "Money")})
    lines = cells(both)
    assert [line for line in lines if len(line) == 1] == [["System"], ["Money"]]
    assert ["0 / 10 / 0", "same"] not in [line[4:6] for line in lines if len(line) > 1]
    beds = next(line for line in lines if line[0].startswith("Hospital beds open"))
    assert beds[0].endswith("beds; calibrated; neither good nor bad in itself") and beds[5] == "more"


def test_the_page_says_where_the_base_is_better_and_where_nothing_is() -> None:
    def page(shift: float) -> str:
        one = ReportedComparison(comparison({"delayed": shift}), {"people_first": EMPTY})
        return plain(compare_page([one], command="x", digest="0", version="1"))

    assert "Every organisation for itself is better at: People ready to leave hospital who cannot" in page(20.0)
    assert "Every organisation for itself is better at nothing that was measured. Much the same: " in page(-20.0)


def test_chance_alone_stands_beside_what_nobody_knows() -> None:
    drawn, alone = comparison({"delayed": -20.0}), comparison({"delayed": some(-20.0, 0.5)})
    page = compare_page(
        [ReportedComparison(drawn, {"people_first": EMPTY}, by_chance=alone)], command="x", digest="0", version="1"
    )
    said = plain(page[page.index("Chance, what nobody knows, and rival theories") :])
    assert "By chance and place alone, with every unknown number at its default: in 5 of 10 futures people come" in said
    lines = cells(page[page.index("Chance, what nobody knows, and rival theories") :])
    delayed = next(line for line in lines if line[0] == "People ready to leave hospital who cannot")
    assert delayed[2::2] == ["5 / 5 / 0", "10 / 0 / 0"] and delayed[3].startswith("−20")
    without = compare_page([ReportedComparison(drawn, {"people_first": EMPTY})], command="x", digest="0", version="1")
    assert "Chance, what nobody knows, and rival theories" not in without


def test_the_gap_is_split_into_channels_and_what_is_left_over() -> None:
    made = comparison({"delayed": -20.0})
    parts = {**dict.fromkeys(CHANNELS, 0.0), next(iter(CHANNELS)): -12.0, "acting together": 5.0, "all": 1.0}
    one = ReportedComparison(
        made, {"people_first": EMPTY, "channels": EMPTY}, dict.fromkeys(OUTCOMES, parts), 8, "Made up."
    )
    page = compare_page([one], command="x", digest="0", version="1")
    lines = cells(page[page.index("Where the difference comes from") :])
    delayed = next(line for line in lines if line[0] == "People ready to leave hospital who cannot")
    # the gap is the difference shown, −20; the first channel brings −12 of it: −8 is left over
    assert delayed[1:] == ["−12", *["0"] * (len(CHANNELS) - 1), "−8", "−20"]


def world(y: float, x: float, people: float, net: float, cheaper: float) -> MapPoint:
    return MapPoint(y, x, people, people - 0.05, people + 0.05, net, net - 1.0, net + 1.0, cheaper)


def test_every_world_of_a_map_is_a_row_with_its_verdicts() -> None:
    points = [world(0.01, 0.02, 0.25, -1.25, 0.9), world(0.01, 0.03, -0.25, 0.0, 0.1), world(0.02, 0.02, 0.0, 1.0, 0.5)]
    page = map_page(points, EMPTY, [ALONE], ("Alone", "Together"), "Said.", 40, "x", "0", "1")
    lines = [line for line in cells(page) if len(line) == 8]
    assert lines[1:] == [
        ["1% a year", "2% a year", "+25", "+20 to +30", "better", "−1.2", "−2.2 to −0.2", "cheaper"],
        ["1% a year", "3% a year", "−25", "−30 to −20", "worse", "0.0", "−1.0 to +1.0", "dearer"],
        ["2% a year", "2% a year", "0", "−5 to +5", "nobody can tell", "+1.0", "0.0 to +2.0", "nobody can tell"],
    ]  # fmt: skip
    assert lines[0][:2] == ["Growth of demand", "Growth of money"] and lines[0][4] == "For people, together is"
    assert "Under which pressures does together pay, rather than alone?" in page
    assert "3 worlds that differ in growth of demand and growth of money; in each, 40 pairs" in page
    own = (axis("pressure.feedback"), axis("pressure.shift"))
    other = map_page(points, EMPTY, [ALONE], ("Alone", "Together"), "Said.", 40, "x", "0", "1", own)
    assert "Worlds by how strongly care's condition is felt as pressure and added pressure" in unescape(other)
    assert "10% or more" in RULE and "of 6" in RULE


def study(**others: object) -> str:
    made = StudyPage("Why?", "Ran.", ["First.", "Second."], {}, [], ["So."])
    return plain(study_page(replace(made, **others), ALONE, command="x", digest="0", version="1"))  # type: ignore[arg-type]


def test_what_a_study_faces_is_where_its_worlds_start_from() -> None:
    assert "Ran. Unless that varies, the place faces demand that" in study()
    known = "stands at its default in every future, so futures differ by chance alone. It faces demand that"
    assert "Ran. What nobody knows (" in study(varied=False) and known in study(varied=False)
    planned: Scenario = ALONE.with_plan({"a": {"what": "enabler"}})
    assert "What is planned with “Every organisation for itself”:" in study(arms=[ALONE, planned])
    assert "First. Second." in study()


def test_every_report_says_once_what_agents_buy_and_where_that_was_measured() -> None:
    elsewhere = load_scenario(["behaviour=siloed", "years=2", "place.figures.beds=500"])
    of_futures = StudyPage("Which?", "Some.", ("One.",), {}, (), ())
    again: dict[str, Any] = {"command": "x", "digest": "0", "version": "1"}
    maps = map_page([], EMPTY, [elsewhere, elsewhere], ("One", "Other"), "It.", 2, "x", "0", "1")
    for page, place in (
        (compare_page([ReportedComparison(comparison(years=1), {"people_first": EMPTY})], **again), ALONE.place),
        (study_page(of_futures, elsewhere, **again), elsewhere.place),
        (maps, elsewhere.place),
    ):
        assert unescape(page).count(bought_there(kept(), place)) == 1 and page.count(BUYS) == 1
    own = replace(of_futures, finding=(bought(kept()),))
    assert study_page(own, ALONE, **again).count(BUYS) == 1, "the study that measures it says its own"
    assert catalogue("anyplace", "mine")["limits"].count(bought_there(kept(), ALONE.place)) == 1  # page and hand-outs
