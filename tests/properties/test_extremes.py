"""Ten years at the ends of what may be asked: no warning, nothing that is not a number, nothing out of bounds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.behaviours import BEHAVIOURS, Behaviour
from sim.core.arithmetic import Array
from sim.scenario import Scenario, declarations, options
from tests.properties.scenarios import PLAUSIBLE
from tests.whole import Runs, practices, scenario, value_of

pytestmark = pytest.mark.once
ENDS = {  # the worst years that may be asked, and the best: both in each batch, a half of its runs each
    "demand.growth": (0.05, 0.0),
    "funding.nhs_growth": (-0.01, 0.045),
    "funding.social_care_growth": (-0.1, 0.06),
    "pressure.shift": (0.4, -0.2),
    "winter.admissions": (0.2, None),
    "winter.staff": (0.08, None),
    "winter.weeks": (16.0, None),
    "winter.year": (0.0, None),
}


def endure(runs: Runs, rounds: int) -> None:
    """Run on, and check every year that all is finite and in bounds; numpy's warnings are errors."""
    with np.errstate(divide="raise", over="raise", invalid="raise"):
        for number in range(13, rounds + 1, 13):
            runs.to(number)
            for variable in runs.machine.variables:
                value = getattr(runs.state, variable.name)
                assert np.isfinite(value).all(), f"{variable.name} in round {number}"
                assert value.min() >= variable.low - 1e-9, f"{variable.name} = {value.min()} in round {number}"
                assert value.max() <= variable.high + 1e-9, f"{variable.name} = {value.max()} in round {number}"
    for name, values in runs.recorder.arrays().items():
        assert np.isfinite(values).all(), name


@pytest.mark.parametrize("behaviour", sorted(BEHAVIOURS))
def test_ten_years_at_either_end_can_be_borne(behaviour: str) -> None:
    made = scenario("years=10", f"behaviour={behaviour}", "place.figures.pooled_share=0.5", *practices(1))
    ends = {
        key: np.repeat([worst, float(value_of(made, key)) if best is None else best], 4)
        for key, (worst, best) in ENDS.items()
    }
    paid = {"income.activity_share": np.tile([0.0, 0.4, 0.8, 1.0], 2)}
    endure(Runs(made.varied({**ends, **paid}), [*range(4), *range(4)]), 130)


def test_leaders_who_never_leave_always_leave_or_are_all_alike() -> None:
    for more in (("turnover.pace=0",), ("turnover.pace=20", "turnover.shortest=0.000001"), ("ways.spread=0",)):
        endure(Runs(scenario("years=3", "behaviour=mixed", *more), range(3)), 39)


@st.composite
def corners(draw: st.DrawFn) -> dict[str, float]:
    """Return every numeric parameter at one end of its plausible range, or as it is."""
    return {
        key: draw(st.sampled_from((low, high, float(declarations()[key].default))))
        for key, (low, high) in PLAUSIBLE.items()
    }


@settings(max_examples=max(6, settings.default.max_examples // 2))  # pyright: ignore[reportOptionalMemberAccess]
@given(corners(), st.sampled_from(sorted(BEHAVIOURS)), st.sampled_from(options("pressure")))
def test_any_corner_of_the_plausible_can_be_borne(at: dict[str, float], behaviour: str, pressure: str) -> None:
    made = scenario("years=3", f"behaviour={behaviour}", f"pressure={pressure}").varied(at)
    endure(Runs(made, [1, 2]), 39)


def beyond(key: str) -> list[float]:
    """Return values a whole plausible range beyond either end, within what is accepted."""
    (low, high), (least, most) = PLAUSIBLE[key], declarations()[key].limits
    return [max(least, low - (high - low)), min(most, high + (high - low))]


Setting = tuple[tuple[str, float], ...]


def unsound(made: Scenario, settings: Sequence[Setting]) -> dict[str, set[Setting]]:
    """Return what is not a number or out of its declared bounds, and after which settings, each in a run of its own."""
    values: dict[str, Array] = {}
    for run, setting in enumerate(settings):
        for key, value in setting:
            values.setdefault(key, np.full(len(settings), float(value_of(made, key))))[run] = value
    bad: dict[str, set[Setting]] = {}

    def check(name: str, rows: Array, low: float = -np.inf, high: float = np.inf) -> None:
        sound = np.isfinite(rows) & (rows >= low - 1e-6 * (1.0 + abs(low))) & (rows <= high + 1e-9)
        for run in np.nonzero(~sound.reshape(-1, len(settings)).all(axis=0))[0]:
            bad.setdefault(name, set()).add(settings[int(run)])

    with np.errstate(all="ignore"):
        runs = Runs(made.varied(values), [3] * len(settings))
        for number in (0, 1, 13, 39):
            for variable in runs.to(number).machine.variables:
                check(variable.name, getattr(runs.state, variable.name), variable.low, variable.high)
    for name, series in runs.recorder.arrays().items():
        check(name, series)
    return bad


def test_each_parameter_can_go_well_beyond_what_is_plausible() -> None:
    """A plausible range further than either end, one parameter at a time, all in one batch."""
    made = scenario("years=3", "behaviour=mixed", "pressure=hard_winter", *practices(0.7))
    assert unsound(made, [((key, value),) for key in PLAUSIBLE for value in beyond(key)]) == {}


NARROWER = "give the parameter narrower bounds, param(..., bounds=(low, high)), or the rule a limit"
STORM = ("years=3", "behaviour=mixed", "pressure=perfect_storm", *practices(0.7))


def test_whatever_is_accepted_gives_numbers_within_their_bounds() -> None:
    """The hard bounds of every parameter, and 0 and 1 where they lie between: refused, or computed."""
    ends = {key: declarations()[key].limits for key in PLAUSIBLE}
    alone = [((key, x),) for key, (low, high) in ends.items() for x in {low, high, 0.0, 1.0} if low <= x <= high]
    assert unsound(scenario(*STORM), alone) == {}, NARROWER


@pytest.mark.parametrize(
    "behaviour", sorted(key for key, one in BEHAVIOURS.items() if type(one).decide != Behaviour.decide)
)
def test_so_does_whatever_each_behaviour_may_decide_by(behaviour: str) -> None:
    ends = {key: declarations()[key].limits for key in PLAUSIBLE if key.startswith("decision.")}
    alone = [((key, end),) for key, both in ends.items() for end in both]
    assert unsound(scenario(*STORM, f"behaviour={behaviour}"), alone) == {}, NARROWER


def test_whatever_pair_is_accepted_gives_numbers_within_their_bounds() -> None:
    """Three hundred pairs of parameters, each at one of its hard bounds."""
    dice, keys = np.random.default_rng(2026), list(PLAUSIBLE)
    pairs = [
        tuple((keys[k], declarations()[keys[k]].limits[dice.integers(2)]) for k in dice.choice(len(keys), 2, False))
        for _ in range(300)
    ]
    assert unsound(scenario(*STORM), pairs) == {}, NARROWER
