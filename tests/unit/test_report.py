"""Figures and page: the same bytes twice, nothing of a user's text becomes markup, the map's sentence fits the map."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from sim.analysis.pressure_map import MapPoint
from sim.behaviours import BEHAVIOURS
from sim.outcomes import OUTCOMES
from sim.place import load_place
from sim.report.figures.fans import fan
from sim.report.figures.overview import people_first
from sim.report.figures.trust_network import Relations, core, positions, short_names, trust_network, trust_title
from sim.report.pages.comparison import ReportedComparison, compare_page
from sim.report.pages.page import Picture
from sim.report.text.evidence import evidence_rows
from sim.report.text.map_words import map_sentence, where
from sim.report.text.rows import DOMAINS, rows
from sim.scenario import declarations
from tests.unit.made_up import Shifts, comparison, some

EMPTY = Picture({"svg": b"<svg/>", "png": b""}, 'a "quoted" <alt>')


@pytest.mark.parametrize("shifts", [{}, {"emergency_need": some(-900.0, 0.7), "four_hour": -0.02}])
def test_figures_are_drawn_the_same_twice(shifts: Shifts):
    one = comparison(shifts)
    assert people_first(one.finding) == people_first(one.finding)
    assert fan(one.finding, "emergency_need") == fan(one.finding, "emergency_need")


def test_a_run_of_one_year_can_be_drawn():
    assert fan(comparison(years=1).finding, "days_at_home")["svg"].startswith(b"<?xml")


def test_every_outcome_is_told_once_people_first():
    by_domain = rows(comparison().finding)
    names = [row.effect.outcome.name for found in by_domain.values() for row in found]
    assert sorted(names) == sorted(OUTCOMES)
    assert [name.lower() for name in by_domain] == list(DOMAINS)


def test_text_of_a_user_is_never_markup():
    one = comparison({"delayed": -20.0})
    bad = "<script>alert('x')</script> & \"co\""
    scenario = replace(one.base.scenario, place=replace(one.base.scenario.place, label=bad))
    named = replace(one, base=replace(one.base, scenario=scenario))
    page = compare_page(
        [ReportedComparison(named, {"people_first": EMPTY})],
        command=f"common-ground compare '{bad}'",
        digest="0",
        version="1",
    )
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 2
    assert "&#34;quoted&#34; &lt;alt&gt;" in page


@pytest.mark.parametrize("count", [4, 9, 18, 42])
def test_organisations_stand_in_rows_of_their_own(count: int):
    shown = load_place("anyplace")
    if count != len(shown.organisations):
        own = tuple(replace(shown.organisations[0], key=f"o{k}") for k in range(count))
        links = tuple(replace(shown.interfaces[0], between=(f"o{k}", f"o{(k + 1) % count}")) for k in range(count))
        shown = replace(shown, organisations=own, interfaces=links)
    where, middle = positions(shown), core(shown)
    assert set(where) == {one.key for one in shown.organisations}
    assert where == positions(shown)
    for side in (-1.0, 1.0):
        rows = sorted(y for key, (x, y) in where.items() if key not in middle and x * side > 0.0)
        even = 2.0 / len(rows)
        assert all(upper - lower == pytest.approx(even, abs=1e-5) for lower, upper in pairwise(rows))


def test_names_of_organisations_take_two_lines_at_most():
    names = short_names([one.label for one in load_place("anyplace").organisations])
    assert len(set(names)) == len(names)
    assert all(1 <= len(name.splitlines()) <= 2 for name in names), names


def test_a_network_is_drawn_on_a_scale_without_steps():
    place = load_place("anyplace")
    boundaries, organisations = len(place.interfaces), len(place.organisations)
    levels = np.linspace(0.3, 0.6, boundaries)
    seen = {year: Relations(tuple(levels), (0.5,) * organisations) for year in (0, 1)}
    files = trust_network(place, seen, seen, ("One", "Other"), 8)
    assert files == trust_network(place, seen, seen, ("One", "Other"), 8)
    widths = sorted(
        {float(found) for found in re.findall(r"stroke-width: ([\d.]+); stroke-linecap: round", files["svg"].decode())}
    )
    steps = np.diff(widths)
    assert len(widths) == boundaries and steps.max() == pytest.approx(steps.min(), rel=0.01)
    assert seen[1].mean == pytest.approx(0.45) and seen[1].ends == (0.3, 0.6)
    assert "0.45 with other, 0.45 with one" in trust_title(place, seen, seen, ("One", "Other"))


def test_evidence_counts_every_number_once():
    numbers = sum(d.unit is not None for d in declarations().values())
    assert sum(row[2] for row in evidence_rows()) == numbers


def world(demand: float, money: float, people: float, cheaper: float = 0.0) -> MapPoint:
    return MapPoint(demand, money, people, people - 0.05, people + 0.05, 1.0, 0.0, 2.0, cheaper)


def test_a_map_is_said_by_the_simplest_rule_that_fits():
    grid = [(d / 100, m / 100) for d in range(5) for m in range(5)]
    by_gap = [world(d, m, 0.3 if m - d >= -0.01 - 1e-9 else 0.0) for d, m in grid]
    assert where(by_gap, "alternative", "for_people").startswith(
        "where demand outgrows money by no more than 1 point a year (19 of 25 worlds)"
    )
    by_money = [world(d, m, 0.3 if m >= 0.02 else -0.3) for d, m in grid]
    assert where(by_money, "alternative", "for_people") == "where money grows by 2% a year or more (15 of 25 worlds)"
    assert where(by_money, "base", "for_people") == "where money grows by 1% a year or less (10 of 25 worlds)"
    said = map_sentence([world(d, m, 0.0) for d, m in grid], "alone", "together", 0.3)
    assert said.startswith(
        "For people, nobody can tell, in any of 25 worlds. In money, alone costs less in all 25 worlds"
    )


def test_a_world_is_judged_by_the_declared_rule():
    assert world(0, 0, 0.2).for_people == "alternative"
    assert world(0, 0, 0.09).for_people == "nobody"
    assert replace(world(0, 0, 0.2), people_low=-0.01).for_people == "nobody"
    assert world(0, 0, -0.2).for_people == "base"
    assert [world(0, 0, 0, share).for_money for share in (0.7, 0.5, 0.3)] == ["alternative", "nobody", "base"]


def test_behaviours_have_labels_that_fit_a_sentence():
    assert all(behaviour.label and behaviour.sentence.endswith(".") for behaviour in BEHAVIOURS.values())
