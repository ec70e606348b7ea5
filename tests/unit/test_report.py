"""Figures and page: the same bytes twice, nothing of a user's text becomes markup, the map's sentence fits the map."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from sim.analysis.pressure_map import Point
from sim.behaviours import BEHAVIOURS
from sim.outcomes import OUTCOMES
from sim.place import load_place
from sim.report.figures.fans import fan
from sim.report.figures.overview import people_first
from sim.report.figures.trust_network import Relations, positions, trust_network
from sim.report.pages.comparison import Told, compare_page
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
    assert people_first(one) == people_first(one)
    assert fan(one, "emergency_need") == fan(one, "emergency_need")


def test_a_run_of_one_year_can_be_drawn():
    assert fan(comparison(years=1), "days_at_home")["svg"].startswith(b"<?xml")


def test_every_outcome_is_told_once_people_first():
    told = rows(comparison())
    names = [row.effect.outcome.name for found in told.values() for row in found]
    assert sorted(names) == sorted(OUTCOMES)
    assert [name.lower() for name in told] == list(DOMAINS)


def test_text_of_a_user_is_never_markup():
    one = comparison({"delayed": -20.0})
    bad = "<script>alert('x')</script> & \"co\""
    scenario = replace(one.base.scenario, place=replace(one.base.scenario.place, label=bad))
    named = replace(one, base=replace(one.base, scenario=scenario))
    page = compare_page(
        [Told(named, {"people_first": EMPTY})], command=f"common-ground compare '{bad}'", digest="0", version="1"
    )
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 2
    assert "&quot;quoted&quot; &lt;alt&gt;" in page


def test_organisations_stand_apart():
    places = list(positions(load_place("anyplace")).values())
    assert len(set(places)) == len(places)
    ordered = sorted(places)
    assert all(abs(a[0] - b[0]) + abs(a[1] - b[1]) > 0.02 for a, b in pairwise(ordered))


def test_a_network_is_drawn_with_its_counts():
    place = load_place("anyplace")
    boundaries, organisations = len(place.interfaces), len(place.organisations)
    seen = {year: Relations((0.3,) * boundaries, (0.5,) * organisations) for year in (0, 1)}
    later = {**seen, 1: Relations((0.7,) * boundaries, (0.6,) * organisations)}
    files = trust_network(place, seen, later, ("One", "Other"), 8)
    assert files == trust_network(place, seen, later, ("One", "Other"), 8)
    assert later[1].count(True) == boundaries
    assert seen[0].count(False) == boundaries


def test_evidence_counts_every_number_once():
    numbers = sum(d.unit is not None for d in declarations().values())
    assert sum(row[2] for row in evidence_rows()) == numbers


def world(demand: float, money: float, people: float, cheaper: float = 0.0) -> Point:
    return Point(demand, money, people, people - 0.05, people + 0.05, 1.0, 0.0, 2.0, cheaper)


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
