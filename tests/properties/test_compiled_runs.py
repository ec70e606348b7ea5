"""Whole futures are the same compiled as in numpy, to the last bit: plans, triggers, theories, parts taken away."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from sim.behaviours import BEHAVIOURS
from sim.behaviours.mixed import Mixed as HalfTakePart
from sim.behaviours.seen import Action, OrganisationSeen
from sim.compile.build import FOLDER, compiler
from sim.core.arithmetic import ROUNDS_PER_YEAR
from sim.core.parameters import InputError
from sim.core.state import State
from sim.model import branches, engine
from sim.model.ensemble import Batch, run_batch
from sim.scenario import Scenario
from tests.contract.watching import STRESSED
from tests.whole import arrays_of, differing, scenario

HAS_COMPILER = pytest.mark.skipif(compiler() is None, reason="there is no C compiler on this computer")
SEEDS = range(3, 14)  # not a multiple of the runs of a tile


@pytest.fixture(scope="module", autouse=True)
def folder(compiled_before: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER, str(compiled_before))
        yield


def ran(made: Scenario, machine: Any, **asked: Any) -> Batch:
    """Run a batch with nothing settled or shared before."""
    engine._SETTLED.clear()
    branches._KEPT.clear()
    batch = run_batch(made, SEEDS, machine=machine, **asked)
    assert batch.machine == machine
    return batch


def otherwise(made: Scenario, **asked: Any) -> list[str]:
    """Return what is otherwise when a scenario runs compiled."""
    one, other = ran(made, "compiled", **asked), ran(made, "numpy", **asked)
    found = differing(one.series, other.series) + differing(one.details, other.details)
    for number, state in one.snapshots.items():
        found += differing(arrays_of(state), arrays_of(other.snapshots[number]))
    return found


@HAS_COMPILER
def test_whole_futures_are_the_same_compiled() -> None:
    made = scenario()
    assert not otherwise(made)
    batch, one = ran(made, "compiled"), run_batch(made, SEEDS[4:5], machine="compiled", outcomes=["trust", "delayed"])
    assert set(one.series) == {"trust", "delayed"}, "only what is asked for is read"
    for name, values in one.series.items():
        assert np.array_equal(values[:, 0], batch.series[name][:, 4]), "a run alone is the run"


@HAS_COMPILER
@pytest.mark.parametrize("plan", ["", "plan=[enabler]"])
def test_variables_are_kept_the_same_compiled_and_a_batch_can_be_stopped_each_year(plan: str) -> None:
    made, called = scenario("years=2", *plan.split()), list[None]()
    names = ("trust", "pressure", "team_culture", "attention")
    batches = [ran(made, machine, kept=names, outcomes=["trust"]) for machine in ("compiled", "numpy")]
    seen = list[State]()
    run_batch(made, SEEDS, machine="compiled", watch=lambda state: seen.append(state.copy()))
    for name in names:
        assert all(np.array_equal(batch.kept[name], [getattr(one, name) for one in seen]) for batch in batches), name
    stopped = ran(made, "compiled", outcomes=["trust"], before_round=lambda: called.append(None))
    assert all(np.array_equal(one.series["trust"], stopped.series["trust"]) for one in batches)
    assert made.years + made.warm_up_years <= len(called) <= (made.years + made.warm_up_years) * ROUNDS_PER_YEAR
    with pytest.raises(InputError, match=r"trustt.*trust"):
        run_batch(made, SEEDS, kept=["trustt"])


PLAN: dict[str, Any] = {
    "enabler": {"from": 0.3, "until": 0.8},
    "coaching": {"begin_if": {"outcome": "trust", "above": 0.0, "months": 2}, "until": 0.9},
    "talk": {"what": "participation.contact", "dose": 0.8, "from": 0.2, "ramp": 0.5, "who": ["acute", "council"]},
    "grow": {"what": "demand.growth", "dose": 0.05, "from": 0.1, "until": 0.7},
    "alone": {"what": "siloed", "from": 0.4, "who": ["acute"]},
}


@HAS_COMPILER
def test_plans_and_triggers_are_the_same_compiled_and_so_are_all_states_on_the_way() -> None:
    weeks: dict[str, list[State]] = {"compiled": [], "numpy": []}
    made = scenario().with_plan(PLAN)

    def kept(name: str) -> Any:
        return lambda state: weeks[name].append(state.copy())

    one, other = (ran(made, name, details=True, snapshots=[0, 5, 13], each_week=kept(name)) for name in weeks)
    assert not differing(one.series, other.series) and not differing(one.details, other.details)
    assert len(weeks["compiled"]) == len(weeks["numpy"]) == 53
    for mine, theirs in zip(weeks["compiled"], weeks["numpy"], strict=True):
        assert not differing(arrays_of(mine), arrays_of(theirs))
    assert not differing(arrays_of(one.snapshots[5]), arrays_of(other.snapshots[5]))
    assert "plan_coaching_began" in one.snapshots[13].__dict__, "the trigger went off"
    assert differing(one.series, ran(scenario(), "compiled").series), "the plan does something"
    assert not differing(ran(made, "compiled").series, other.series), "nor is it otherwise where nobody looks"


@HAS_COMPILER
@pytest.mark.slow
@pytest.mark.parametrize("behaviour", ["siloed", "tit_for_tat", "adaptive"])
def test_stressed_futures_whose_parameters_differ_by_run_are_the_same_compiled(behaviour: str) -> None:
    made = scenario(*STRESSED, f"behaviour={behaviour}", "years=2").with_plan(PLAN)
    by_run = made.varied({"trust.asymmetry": np.linspace(1.0, 4.0, len(SEEDS))})
    assert not otherwise(by_run)


@HAS_COMPILER
@pytest.mark.slow
@pytest.mark.parametrize("ablation", ["everyone_average", "frozen_trust", "frozen_turnover", "complete_graph"])
def test_what_is_taken_away_is_the_same_compiled_with_a_plan_or_without(ablation: str) -> None:
    made = scenario(f"ablations=[{ablation}]")
    assert not otherwise(made) and not otherwise(made.with_plan(PLAN))


class Own(HalfTakePart):
    """A behaviour of a user, which promises half of what others do."""

    name: ClassVar[str] = "own"
    factor: ClassVar[float] = 0.5

    def decide(self, seen: OrganisationSeen, p: Any) -> Action:
        usual = super().decide(seen, p)
        return usual._replace(promise=self.factor * usual.promise)


class Branching(Own):
    """A behaviour that cannot be traced."""

    def decide(self, seen: OrganisationSeen, p: Any) -> Action:
        usual = super().decide(seen, p)
        return usual._replace(promise=usual.promise if usual.promise.mean() > 0.5 else 0.5 * usual.promise)


class Boasting(Own):
    """A behaviour that promises more than can be."""

    factor: ClassVar[float] = 7.0


@HAS_COMPILER
def test_a_behaviour_of_a_user_is_the_same_compiled_or_runs_in_numpy_amid_compiled_rules_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = scenario("behaviour=mixed")
    monkeypatch.setitem(BEHAVIOURS, "mixed", Own())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert not otherwise(made)
    monkeypatch.setitem(BEHAVIOURS, "mixed", Branching())
    with pytest.warns(UserWarning, match=r"^decision runs in numpy .*test_compiled_runs.py:\d+: a sum, mean") as said:
        assert not otherwise(made)
    assert len(said) == 1 and "\n" not in str(said[0].message)


@HAS_COMPILER
def test_a_choice_that_cannot_be_is_refused_compiled_as_in_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BEHAVIOURS, "mixed", Boasting())
    made = scenario("behaviour=mixed")
    said = []
    for machine in ("numpy", "compiled"):
        with pytest.raises(InputError, match=r"promise = .* must lie from 0 to 1") as refused:
            ran(made, machine)
        said.append(str(refused.value))
    assert said[0] == said[1]


def test_who_cannot_run_compiled_says_why_and_runs_in_numpy_where_that_will_do() -> None:
    made = scenario("years=1")
    with pytest.raises(InputError, match="numpy alone"):
        run_batch(made, SEEDS, machine="compiled", audit=True)
    batch = run_batch(made, SEEDS[:2], machine="auto", audit=True)
    assert batch.machine == "numpy" and batch.ledger is not None and batch.ledger.entries
