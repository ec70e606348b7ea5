"""Triggers: an entry begins or ends once an outcome has passed a level for so many months, in each run for itself."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from sim.core.arithmetic import MONTHS_PER_ROUND, Array
from sim.core.parameters import InputError
from sim.model.care_system import CareSystem
from sim.model.ensemble import run_batch
from sim.plan.trigger import Trigger
from sim.plan.watching import name_of
from sim.plan.words import sentences
from sim.scenario import Scenario, load_scenario
from sim.store import resolved, scenario_of
from sim.sweep.space import factors_of
from tests.whole import Runs, arrays_of, differing, scenario

MADE = ("years=3", "warm_up_years=2", "behaviour=siloed", "pressure=perfect_storm")
SEEDS = (3, 4, 5, 6, 7, 8)
ROUNDS = 39


def planned(**enabler: Any) -> Scenario:
    return scenario(*MADE).with_plan({"enabler": enabler})


@cache
def plain() -> dict[str, Array]:
    """Return the outcomes without a plan, to be read alone."""
    return run_batch(scenario(*MADE), SEEDS).series


def level() -> float:
    """Return delays that some futures pass and others do not."""
    return float(np.median(plain()["delayed"].max(axis=0)))


def expected(series: Array, trigger: Trigger, first: int) -> int:
    """Return the round that an entry begins with, by the plain rule; the number of rounds if it does not."""
    held = 0
    for number, value in enumerate(series):
        holds = value > trigger.above if trigger.above is not None else value < (trigger.below or 0.0)
        held = held + 1 if holds else 0
        if holds and held * MONTHS_PER_ROUND >= trigger.months and number + 1 >= first:
            return number + 1
    return ROUNDS


@pytest.mark.parametrize("outcome", ["delayed", "trust"])
@pytest.mark.parametrize(("months", "start"), [(0.0, 0.0), (3.0, 0.0), (3.0, 1.5)])
def test_an_entry_begins_in_each_run_when_its_outcome_says_so(outcome: str, months: float, start: float) -> None:
    watched = plain()[outcome]
    lowest = np.min([watched[later : later + 34] for later in range(5)], axis=0)  # of five rounds in a row
    above = float(np.median((lowest if months else watched[5:]).max(axis=0)))
    said = {"outcome": outcome, "above": above, "months": months}
    runs = Runs(planned(begin_if=said, **{"from": start}), SEEDS).to(0)
    entry = runs.machine.scenario.plan["enabler"]
    assert entry.begin_if is not None
    first = [expected(watched[:, run], entry.begin_if, round(start * 13)) for run in range(len(SEEDS))]
    assert len(set(first)) > 1 and ROUNDS in first, "some begin, each at its time, and some never do"
    for number in range(ROUNDS):
        runs.to(number + 1)
        grown = runs.state.__dict__.get("enabler_grown", np.zeros((1, len(SEEDS))))
        assert [bool(grown[:, run].any()) for run in range(len(SEEDS))] == [number >= one for one in first]
    began = runs.state.__dict__[name_of(entry, "began")]
    assert [round(float(x) * 13) if np.isfinite(x) else ROUNDS for x in began] == first
    still = [run for run, one in enumerate(first) if one == ROUNDS]
    for name, values in plain().items():
        assert np.array_equal(values[:, still], runs.recorder.arrays()[name][:, still]), "nothing where it never began"


def test_an_entry_ends_when_its_outcome_says_so_and_lasts_no_longer_than_said() -> None:
    cut = level()
    late = planned(end_if={"outcome": "delayed", "above": cut, "months": 2})
    runs = Runs(late, SEEDS).to(ROUNDS)
    ended = runs.state.__dict__[name_of(late.plan["enabler"], "ended")]
    assert np.isfinite(ended).any() and np.isinf(ended).any()
    begun = {"outcome": "delayed", "above": 0.0}
    lasting = Runs(planned(begin_if=begun, lasts=0.5, **{"from": 1.0}), SEEDS).to(13)
    office = [bool((lasting.to(number).state.office > 0.0).all()) for number in range(13, 24)]
    assert office == [False] + [True] * 7 + [False] * 3, "a year after month 0, for half a year (rounds 13 to 19)"


def test_each_run_of_a_batch_and_both_faces_agree_under_triggers() -> None:
    cut = level()
    made = planned(
        begin_if={"outcome": "delayed", "above": cut, "months": 1},
        end_if={"outcome": "delayed", "below": cut},
        ramp=0.25,
    )
    batch = run_batch(made, SEEDS)
    for run, seed in enumerate(SEEDS[:2]):
        alone = run_batch(made, [seed]).series
        assert all(np.array_equal(alone[name][:, 0], values[:, run]) for name, values in batch.series.items())
    model = CareSystem(made, seed=SEEDS[0]).run()
    assert not differing(model.recorder.arrays(), run_batch(made, [SEEDS[0]]).series)
    few = run_batch(made, SEEDS, outcomes=("trust",)).series
    assert np.array_equal(few["trust"], batch.series["trust"]), "what is watched need not be kept"
    later = made.with_plan(dict(made.plan.plain) | {"beds": {"what": "beds.added", "dose": 0.1, "from": 2}})
    assert not differing(run_batch(later, SEEDS).series, run_batch(later, SEEDS, watch=lambda state: None).series)


def test_a_lever_and_a_behaviour_can_be_triggered_too() -> None:
    hit = {"outcome": "delayed", "above": 0.0, "months": 6}
    for entry in ({"what": "participation.contact", "dose": 0.9}, {"what": "collaborative_all"}):
        runs = Runs(scenario(*MADE).with_plan({"x": {**entry, "begin_if": hit}}), SEEDS).to(7)
        base = Runs(scenario(*MADE), SEEDS).to(7)
        known = {name: values for name, values in arrays_of(runs.state).items() if not name.startswith("plan_")}
        assert not differing(known, arrays_of(base.state))
        runs.to(8)
        assert runs.state.convened.max() > 0.8 or runs.state.takes_part.all()


def test_a_trigger_is_part_of_the_scenario_and_said_in_words() -> None:
    made = load_scenario(
        [
            *MADE,
            "plan.enabler.begin_if={outcome:delayed,above:60,months:3}",
            "plan.enabler.from=1.5",
            "plan.enabler.lasts=2",
        ]
    )
    assert scenario_of(resolved(made), made.place) == made != planned(**{"from": 1.5})
    (said,) = sentences(made.plan, made.place)
    assert said.startswith(
        "From month 18 on, once “People ready to leave hospital who cannot” is above 60 for 3 months, all"
    )
    assert said.endswith("for 24 months.")


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"outcome": "happiness", "above": 1}, "not measured: unknown outcome 'happiness'"),
        ({"outcome": "delayed"}, "expected one of above and below"),
        ({"outcome": "delayed", "above": 1, "below": 2}, "expected one of above and below"),
        ({"outcome": "delayed", "above": "much"}, "begin_if.above = 'much': expected a number"),
        ({"outcome": "delayed", "above": 1, "months": -1}, "begin_if.months = -1: expected a number from 0"),
        ({"outcome": "delayed", "over": 1}, "unknown key 'over'"),
        ("delayed", "expected such as {outcome: delayed, above: 60, months: 3}"),
    ],
)
def test_a_trigger_that_cannot_be_is_refused_in_one_line(said: Any, message: str) -> None:
    with pytest.raises(InputError) as caught:
        planned(begin_if=said)
    assert message in str(caught.value) and "\n" not in str(caught.value)
    assert "plan.enabler.begin_if" in str(caught.value)


WAITS = {
    "begin_if": {"outcome": "delayed", "above": 90.0, "months": 6.0},
    "end_if": {"outcome": "delayed", "below": 20},
}


def test_the_numbers_of_a_trigger_are_named_and_may_differ_by_run() -> None:
    made = planned(**WAITS)
    assert made.plan["enabler"].numbers[4:] == ("begin_if.above", "begin_if.months", "end_if.below", "end_if.months")
    levels = np.array([60.0, 90.0, 120.0])
    varied = made.varied({"plan.enabler.begin_if.above": levels, "plan.enabler.end_if.months": 2.0})
    entry = varied.plan["enabler"]
    assert entry.begin_if is not None and entry.end_if is not None
    assert list(entry.begin_if.held(np.zeros(3), np.full(3, 100.0))) == [1.0, 1.0, 0.0]
    assert entry.end_if.months == 2.0 and entry.end_if.level == 20.0
    alone = varied.of_runs(1, 2, 3).plan["enabler"].begin_if
    assert alone is not None and list(np.ravel(alone.level)) == [90.0] and alone.months == 6.0
    assert "is above between 60 and 120 for 6 months" in sentences(varied.plan, varied.place)[0]
    assert made.applicable({"plan.enabler.begin_if.above": 1.0, "plan.other.begin_if.above": 1.0}) == {
        "plan.enabler.begin_if.above": 1.0
    }


def test_one_number_of_a_trigger_is_said_by_itself_and_a_side_that_it_has_not_is_refused() -> None:
    said = ["years=2", "plan=[enabler]", "plan.enabler.begin_if={outcome: delayed, above: 90}"]
    made = load_scenario([*said, "plan.enabler.begin_if.above=70"])
    trigger = made.plan["enabler"].begin_if
    assert trigger is not None and trigger.level == 70.0 and trigger.outcome == "delayed"
    with pytest.raises(InputError, match=r"number of the plan 'plan.enabler.begin_if.below'"):
        made.varied({"plan.enabler.begin_if.below": 3.0})
    with pytest.raises(InputError, match="expected a number from 0 to 360"):
        made.varied({"plan.enabler.begin_if.months": np.array([1.0, 400.0])})


def test_a_sweep_varies_a_level_over_a_range_that_is_given_and_months_over_their_own() -> None:
    level, months = "plan.enabler.begin_if.above", "plan.enabler.begin_if.months"
    made = factors_of([{level: [60, 90]}, months])
    assert [(one.low, one.high) for one in made] == [(60.0, 90.0), (0.0, 12.0)]
    with pytest.raises(InputError, match="give a range"):
        factors_of([level])
