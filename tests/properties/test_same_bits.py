"""A run is the same, bit for bit, alone in Mesa, in a batch of any company, and with parameters given by run."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.mechanisms.schedule import MECHANISMS
from sim.model.care_system import CareSystem
from sim.model.ensemble import run_arms, run_batch
from sim.scenario import Scenario
from tests.properties.scenarios import PLAUSIBLE, batches, scenarios, values_of
from tests.whole import arrays_of, column, differing, practices, scenario


@given(scenarios(), batches(), st.data())
def test_a_run_of_any_batch_is_the_mesa_run(made: Scenario, seeds: list[int], data: st.DataObject) -> None:
    run = data.draw(st.integers(0, len(seeds) - 1), label="run")
    batch = run_batch(made, seeds, details=True, snapshots=[0, 13])
    model = CareSystem(made, seed=seeds[run])
    assert not differing(column(arrays_of(batch.snapshots[0]), run), arrays_of(model.state)), "month 0"
    model.run()
    assert not differing(column(batch.series, run), model.recorder.arrays()), "outcomes"
    details = {name: np.array(rows) for name, rows in model.recorder.details.items()}
    assert not differing(column(batch.details, run), details), "rows of outcomes"
    assert not differing(column(arrays_of(batch.snapshots[13]), run), arrays_of(model.state)), "the last state"


@given(scenarios(), batches(), st.integers(2, 7))
def test_the_size_and_order_of_batches_change_nothing(made: Scenario, seeds: list[int], parts: int) -> None:
    whole = run_arms([made], seeds)[0]
    pieces = run_arms([made], seeds[::-1], batch=-(-len(seeds) // parts))[0]
    assert not differing({n: v[:, ::-1] for n, v in pieces.series.items()}, whole.series)


@st.composite
def varied(draw: st.DrawFn, runs: int = 3, most: int = 8) -> dict[str, Any]:
    """Return some parameters with one value a run."""
    keys = draw(st.lists(st.sampled_from(sorted(PLAUSIBLE)), min_size=1, max_size=most, unique=True))
    return {key: np.array([draw(values_of(key)) for _ in range(runs)]) for key in keys}


@given(scenarios(), varied())
def test_parameters_by_run_are_those_of_separate_runs(made: Scenario, values: dict[str, Any]) -> None:
    seeds = [3, 5, 8]
    batch = run_batch(made.varied(values), seeds, snapshots=[0, 13])
    for run, seed in enumerate(seeds):
        alone = run_batch(made.varied({key: float(v[run]) for key, v in values.items()}), [seed], snapshots=[0, 13])
        for number in (0, 13):
            one, other = arrays_of(batch.snapshots[number]), arrays_of(alone.snapshots[number])
            assert not differing(column(one, run), other), f"round {number} of run {run}"
        assert not differing(column(batch.series, run), alone.series), f"run {run}"


LIVE_ONLY = sorted(
    f"{k.name}.{n}" for k in MECHANISMS for n in getattr(k, "live_only", ()) if f"{k.name}.{n}" in PLAUSIBLE
)


@given(scenarios(), st.data())
def test_runs_that_share_their_warm_up_are_those_that_do_not(made: Scenario, data: st.DataObject) -> None:
    """Same luck three times, apart in what acts after month 0 alone, and in one number that acts before."""
    seeds, runs = [3, 5, 3, 3], range(4)
    keys = data.draw(st.lists(st.sampled_from(LIVE_ONLY), min_size=1, max_size=3, unique=True), label="live only")
    values = {key: np.array([data.draw(values_of(key)) for _ in runs]) for key in keys}
    low, high = PLAUSIBLE["trust.prior"]
    values["trust.prior"] = np.where([data.draw(st.booleans()) for _ in runs], low, high)
    batch = run_batch(made.varied(values), seeds, snapshots=[0])
    for run, seed in enumerate(seeds):
        alone = run_batch(made.varied({key: float(v[run]) for key, v in values.items()}), [seed], snapshots=[0])
        assert not differing(column(arrays_of(batch.snapshots[0]), run), arrays_of(alone.snapshots[0])), f"run {run}"
        assert not differing(column(batch.series, run), alone.series), f"run {run}"


def test_every_parameter_may_differ_from_run_to_run() -> None:
    """All at once, at the ends and in the middle of their ranges, so that none is left to chance."""
    made = scenario("behaviour=mixed", "pressure=hard_winter", "place.figures.pooled_share=0.5", *practices(0.7))
    values = {key: np.array([low, 0.5 * (low + high), high]) for key, (low, high) in PLAUSIBLE.items()}
    batch = run_batch(made.varied(values), [3, 5, 8], snapshots=[13])
    for run, seed in enumerate((3, 5, 8)):
        alone = run_batch(made.varied({key: float(v[run]) for key, v in values.items()}), [seed], snapshots=[13])
        assert not differing(column(arrays_of(batch.snapshots[13]), run), arrays_of(alone.snapshots[13]))
        assert not differing(column(batch.series, run), alone.series)
