"""What each thing that a plan can hold does alone is stored: of what is declared now, right for a sample, and told."""

from __future__ import annotations

import pytest

from sim.analysis.headline import HEADLINE
from sim.behaviours import BEHAVIOURS
from sim.documentation.alone import alone as page_of_alone
from sim.interventions import INTERVENTIONS
from sim.plan.entry import planned_levers
from sim.report.text.alone_words import NOTHING, alone, nothing_alone
from sim.report.text.plans import planned
from sim.scenario import PLANS, load_scenario
from sim.validation.alone import AS_TODAY, ENTRY, PLACES, declared_now, measured, most, moved, stored, things, ways
from sim.whatif.view.catalogue import catalogue

BASE = load_scenario([f"behaviour={AS_TODAY}"])
NEAR = 0.02  # of a smallest difference: other machines round otherwise


@pytest.mark.parametrize("kind", ["things", "matters"])
def test_what_is_stored_is_of_what_is_declared_now(kind: str) -> None:
    now, then = declared_now()[kind], stored()[kind]
    assert len(then) >= len(HEADLINE)
    stale = {name for name, declared in then.items() if name in now and now[name] != declared}
    assert not stale and set(then) <= set(now), "run `make alone`"
    assert set(stored()["found"]) == set(stored()["things"])


def test_everything_that_a_plan_can_hold_is_found_by_its_declaration() -> None:
    files = {file.stem for file in PLANS.glob("*.yaml")}
    assert set(things()) == {*INTERVENTIONS, *BEHAVIOURS, *planned_levers(), *files} - {AS_TODAY}
    for name in things():
        assert ways(name), name
        for entries in ways(name).values():
            assert things()[name] == "plan" or entries[ENTRY]["what"] == name
            assert BASE.with_plan(entries).plan


@pytest.mark.parametrize("name", ["merger", "coaching", "beds.added", "mid_nottinghamshire"])
def test_what_is_stored_is_what_a_new_trial_finds(name: str) -> None:
    found, kept = measured([name])[name], stored()["found"][name]
    assert set(found) == set(kept) == set(ways(name))
    for way, places in found.items():
        assert set(places) == set(kept[way]) == set(PLACES)
        for place, outcomes in places.items():
            for outcome, (gain, clear) in outcomes.items():
                assert gain == pytest.approx(kept[way][place][outcome][0], abs=NEAR), "run `make alone`"
                assert clear == kept[way][place][outcome][1], "run `make alone`"


def test_what_moves_nothing_is_said_to_move_nothing_and_what_moves_says_what() -> None:
    inert, felt = ([one for one in things() if (found := moved(one)) and found.nothing is so] for so in (True, False))
    assert inert and felt
    assert all(NOTHING in alone(one) and most(one) == 0.0 for one in inert)
    assert all(NOTHING not in alone(one) and most(one) > 0.0 and nothing_alone(one) == "" for one in felt)
    assert alone("no.such.thing") == "" and moved("no.such.thing") is None


def test_a_report_says_of_each_entry_that_moved_nothing_alone_that_it_did_not() -> None:
    made = load_scenario(["behaviour=collaborative"]).with_plan({"coaching": {}, "collaborative_all": {"from": 1}})
    coached, joined = planned(made)
    assert coached.endswith(nothing_alone("coaching")) and NOTHING in coached
    assert NOTHING not in joined


def test_the_page_and_the_documentation_say_it_where_it_stands() -> None:
    offered = catalogue("anyplace", "test")
    by_name = {one["name"]: one["alone"] for one in (*offered["interventions"], *offered["behaviours"])}
    assert by_name["coaching"] == {"nothing": True, "said": alone("coaching")}
    assert by_name["merger"] == {"nothing": False, "said": alone("merger")} and by_name[AS_TODAY] is None
    rows = [line for line in page_of_alone().splitlines() if line.startswith("| ")]
    assert all(any(f"(`{name}`)" in row for row in rows) for name in stored()["found"] if name in things())
