"""What must follow in the whole model when one thing changes, with behaviour and payment frozen and the same luck.

Frozen: nobody changes (`as_today`), every channel and cost is shut (`channels.*`), payment does not respond
(`income.frozen`). Two things that look as if they must hold do not, and are known: more beds admit more people, who
then wait to leave; and more money for posts leaves gaps until people are found.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.core.arithmetic import ROUNDS_PER_YEAR, Array
from sim.model.ensemble import run_batch
from sim.outcomes import OUTCOMES, PEOPLE_FIRST
from sim.scenario import Scenario
from sim.validation.runs import ALIKE
from tests.properties.scenarios import PLAUSIBLE, values_of
from tests.whole import CHANNEL_SWITCHES, Runs, practices, scenario

FROZEN = ("behaviour=as_today", "income.frozen=true", "years=2", *(f"{channel}=false" for channel in CHANNEL_SWITCHES))
LEVERS = (
    "winter.",
    "demand.",
    "funding.",
    "costs.",
    "participation.",
    "beds.added",
    "social_care.care_home_beds_added",
)
INNER = tuple(key for key in sorted(PLAUSIBLE) if not key.startswith(LEVERS))
SEEDS = (1, 2, 3)
LONGER = ("waiting_list", "delayed", "turned_away", "unmet_need", "emergency_need", "attendances", "occupancy")
BETTER = ("four_hour", "within_18_weeks", "independence", "days_at_home")


@st.composite
def frozen(draw: st.DrawFn) -> Scenario:
    """Return a frozen scenario with some plausible inner parameters."""
    keys = draw(st.lists(st.sampled_from(INNER), max_size=12, unique=True))
    return scenario(*FROZEN).varied({key: draw(values_of(key)) for key in keys})


def less_and_more(made: Scenario, key: str, less: float, more: float) -> tuple[dict[str, Array], dict[str, Array]]:
    """Return the outcomes of two futures that differ in a number, in one batch and on the same draws."""
    found = run_batch(made.varied({key: np.repeat([less, more], len(SEEDS))}), SEEDS * 2).series
    halves = {name: np.split(values, 2, axis=1) for name, values in found.items()}
    return {name: half[0] for name, half in halves.items()}, {name: half[1] for name, half in halves.items()}


def never_less(more: Array, less: Array, what: str) -> None:
    """Check every round of every run, but for rounding."""
    short = (less - more) / np.maximum(np.abs(less), 1e-6)
    assert (short <= 1e-9).all(), f"{what}: {short.max():.2g} in round {int(np.argmax(short.max(axis=1)))}"


@given(frozen(), st.floats(0.025, 0.05), st.floats(0.001, 0.05))
def test_more_demand_never_shortens_waits(made: Scenario, growth: float, more: float) -> None:
    base, other = less_and_more(made, "demand.growth", growth, growth + more)
    for name in LONGER:
        never_less(other[name], base[name], name)
    for name in BETTER:
        never_less(base[name], other[name], name)


@given(frozen(), st.floats(-0.05, 0.1), st.floats(0.001, 0.1))
def test_more_beds_never_lengthen_waits(made: Scenario, beds: float, more: float) -> None:
    base, other = less_and_more(made, "beds.added", beds, beds + more)
    for name in ("waiting_list", "turned_away", "emergency_need", "attendances", "occupancy", "unmet_need"):
        never_less(base[name], other[name], name)
    for name in ("four_hour", "within_18_weeks"):
        never_less(other[name], base[name], name)


@given(frozen(), st.floats(0.0, 5.0), st.floats(0.1, 10.0))
def test_more_money_for_social_care_never_lengthens_waits(made: Scenario, money: float, more: float) -> None:
    base, other = less_and_more(made, "funding.social_care_added", money, money + more)
    for name in ("waiting_list", "delayed", "unmet_need", "emergency_need", "attendances"):
        never_less(base[name], other[name], name)
    for name in ("four_hour", "within_18_weeks", "independence"):
        never_less(other[name], base[name], name)


def test_relationships_do_not_reach_care_when_every_door_is_shut() -> None:
    shut = FROZEN[1:]
    arms = [
        run_batch(scenario(f"behaviour={behaviour}", *shut, *more), SEEDS).series
        for behaviour, more in (("siloed", ()), ("collaborative_all", practices(1)), ("mixed", practices(0.5)))
    ]
    for name, outcome in OUTCOMES.items():
        if outcome.domain in PEOPLE_FIRST or outcome.domain == "system":
            for arm in arms[1:]:
                assert np.array_equal(arm[name], arms[0][name]), name


def test_where_nothing_grows_nothing_drifts() -> None:
    made = scenario("behaviour=as_today", "pressure=steady", "years=6", "warm_up_years=5", ALIKE)
    found = run_batch(made, range(32)).series
    for name, outcome in OUTCOMES.items():
        if outcome.domain in PEOPLE_FIRST:
            years = found[name].reshape(6, ROUNDS_PER_YEAR, 32).mean(axis=1)
            drift = np.median(years[-1] - years[0])
            limit = outcome.meaningful * (np.median(years[0]) if outcome.relative else 1.0)
            assert abs(drift) < limit, f"{name} drifts by {drift:.3g} in five years"


def test_demand_that_fades_away_empties_the_system() -> None:
    runs = Runs(scenario("behaviour=as_today", "pressure=steady", "years=10", "demand.growth=-0.5"), range(8)).to(130)
    first, last = ({n: v[row] for n, v in runs.recorder.arrays().items()} for row in (0, -1))
    for name in ("emergency_need", "admissions", "attendances", "waiting_list", "delayed", "unmet_need", "clients"):
        assert (last[name] < 0.02 * first[name]).all() and (last[name] > -1e-9).all(), name
    assert (last["within_18_weeks"] > 0.99).all() and (last["four_hour"] > 0.95).all()
    assert (last["independence"] > 0.999).all() and (runs.state.home_care_waiting > -1e-9).all()


def test_nobody_waits_less_than_not_at_all_when_need_falls_slowly() -> None:
    made = scenario("behaviour=as_today", "pressure=steady", "years=6", "demand.growth=-0.03")
    runs = Runs(made, range(2))
    for number in range(1, 79):
        state = runs.to(number).state
        for name in ("home_care_waiting", "care_home_waiting", "waiting_list", "delayed", "inpatients"):
            assert getattr(state, name).min() > -1e-9, f"{name} in round {number}"
        assert runs.recorder.arrays()["independence"].max() <= 1.0 + 1e-12


# The order of things in a place file


def _reordered(made: Scenario, **lists: Any) -> Scenario:
    return replace(made, place=replace(made.place, **lists))


@pytest.mark.parametrize("what", ["organisations", "interfaces", "projects", "segments", "leaders"])
def test_the_order_of_the_place_file_changes_no_total(what: str) -> None:
    made = scenario("behaviour=mixed", "pressure=hard_winter", "place.figures.pooled_share=0.3", *practices(0.6))
    order = np.random.default_rng(11).permutation
    if what == "leaders":
        turned = tuple(replace(o, leaders=tuple(reversed(o.leaders))) for o in made.place.organisations)
        other = _reordered(made, organisations=turned)
    else:
        items = getattr(made.place, what)
        other = _reordered(made, **{what: tuple(items[int(row)] for row in order(len(items)))})
    assert other.place != made.place
    one, two = run_batch(made, SEEDS).series, run_batch(other, SEEDS).series
    for name, values in one.items():
        np.testing.assert_allclose(two[name], values, rtol=1e-9, atol=1e-9, err_msg=name)
