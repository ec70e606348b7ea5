"""What a user meets in Python: public names, short texts of objects, tables that mean the same everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

import sim
from sim import experiments
from sim.core.parameters import InputError
from sim.model.engine import build, world_of
from sim.model.ensemble import run_batch
from sim.store.atomic import StoreError
from sim.store.results import Results

SHORT = ("years=1", "warm_up_years=2")


@pytest.fixture(scope="module")
def comparison() -> sim.Comparison:
    arms = (sim.load_scenario([*SHORT, f"behaviour={name}"]) for name in ("siloed", "collaborative"))
    return sim.compare(*arms, seeds=range(3))


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Results:
    folder = tmp_path_factory.mktemp("results")
    return experiments.compare(SHORT, replications=2, attribution="none", results=str(folder))


def test_the_public_names_can_be_seen_and_used():
    seen = dir(sim)
    assert {name for name in seen if not name.startswith("_")} == {*sim.__all__, "experiments"}
    assert "__version__" in seen and all(hasattr(sim, name) for name in seen)
    assert all(getattr(sim, name) is not None for name in sim.__all__)
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", sim.__version__)
    with pytest.raises(AttributeError, match="has no attribute 'comparison'"):
        _ = sim.comparison  # pyright: ignore[reportAttributeAccessIssue]


def test_objects_say_what_they_are_in_few_words(comparison: sim.Comparison, stored: Results):
    scenario = comparison.base.scenario
    model = sim.CareSystem(scenario, 1)
    shown = [
        scenario, scenario.varied({"trust.asymmetry": 1.0}), comparison, comparison.base, stored, model, model.state,
        model.organisations[0], model.leaders[0], model.graph, scenario.place, world_of(scenario.place),
        build(scenario), run_batch(scenario, [1]), sim.check_place("anyplace"), sim.OUTCOMES["delayed"],
        sim.OUTCOMES, scenario.parameters, scenario.acting,
        comparison.effect("delayed", 1), comparison.finding,
    ]  # fmt: skip
    for one in shown:
        text = repr(one)
        assert len(text) < 400 and "\n" not in text, f"{type(one).__name__}: {len(text)} characters: {text[:100]}"


def test_frame_is_of_the_runs_everywhere_and_can_be_written(
    comparison: sim.Comparison, stored: Results, tmp_path: Path
):
    for made in (comparison, comparison.base, stored):
        frame = made.frame()
        assert {"outcome", "seed", "value"} < set(frame.columns), type(made)
    written = pd.read_csv(comparison.base.to_csv(tmp_path / "runs.csv"))
    pd.testing.assert_frame_equal(written, comparison.base.frame(), check_exact=True)
    effects = pd.read_csv(comparison.to_csv(tmp_path / "effects.csv", years=[1]))
    assert list(effects["outcome"]) == list(comparison.table(years=[1])["outcome"])
    assert len(pd.read_csv(stored.to_csv(tmp_path / "stored.csv", "effects"))) == len(stored.frame("effects"))
    with pytest.raises(InputError, match="cannot be written"):
        comparison.to_csv(tmp_path / "nowhere" / "effects.csv")


def test_any_folder_of_results_opens(stored: Results):
    assert {"runs", "effects", "series"} <= set(stored.names)
    counted = stored.sql("select count(*) as n from effects")["n"].tolist()
    assert counted == [len(stored.frame("effects"))]
    with pytest.raises(InputError, match="unknown table 'plan'"):
        stored.frame("plan")
    with pytest.raises(InputError, match="to_xarray needs a sweep, and this holds"):
        stored.to_xarray()
    with pytest.raises(StoreError, match="not a complete folder"):
        sim.open_results(stored.path.parent)


def test_sweeps_and_studies_can_be_called_with_the_words_of_the_command(tmp_path: Path):
    place = {"results": str(tmp_path), "years": 1, "warm_up_years": 2}
    swept = experiments.sweep(place, vary=["trust.asymmetry"], points=2, replications=2)
    assert len(swept.frame("plan")["trust.asymmetry"]) == 2
    found = experiments.sensitivity(
        place, vary=["trust.asymmetry"], outcome="trust", trajectories=2, samples=8, strongest=1, replications=2
    )
    assert "screening" in found.names
    with pytest.raises(InputError, match="unknown key 'replicatons': did you mean 'replications'"):
        experiments.discover(replicatons=2)
