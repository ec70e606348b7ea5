"""Whatever a public function is given by mistake is refused in one line: every parameter of every one is tried."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sim
from sim import experiments
from sim.core.given import known, of_kind, whole
from sim.core.parameters import InputError
from sim.core.shown import shown
from sim.store.results import Results

SHORT = ("years=1", "warm_up_years=2")
CALLED_BACK = {"progress"}
ODD: dict[str, Any] = {
    "an object": object(), "bytes": b"x", "a number": -3.5, "not a number": float("nan"), "yes": True,
    "a list of objects": [object()], "a table of objects": {"x": object()},
}  # fmt: skip


@pytest.fixture(scope="module")
def scenario() -> sim.Scenario:
    return sim.load_scenario(SHORT)


@pytest.fixture(scope="module")
def comparison(scenario: sim.Scenario) -> sim.Comparison:
    return sim.compare(scenario, scenario, seeds=range(2))


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Results:
    folder = tmp_path_factory.mktemp("results")
    return experiments.sweep(SHORT, vary=["trust.asymmetry"], points=1, replications=1, results=str(folder))


def _calls(
    scenario: sim.Scenario, comparison: sim.Comparison, stored: Results, tmp_path: Path
) -> Iterator[tuple[Callable[..., Any], dict[str, Any]]]:
    """Yield each public function, and what makes it run."""
    two = {"base": scenario, "alternative": scenario, "seeds": [1], "workers": 1}
    model, file = sim.CareSystem(scenario, 1), {"path": tmp_path / "table.csv"}
    yield sim.load_scenario, {"overrides": SHORT}
    yield sim.compare, two
    yield sim.run_ensemble, {"scenario": scenario, "seeds": [1], "workers": 1, "batch": 1}
    yield sim.CareSystem, {"scenario": scenario, "seed": 1}
    yield sim.load_place, {"path_or_name": "anyplace"}
    yield sim.check_place, {"path_or_name": "anyplace"}
    yield sim.open_results, {"path": stored.path}
    yield scenario.varied, {"values": {"trust.asymmetry": 1.0}}
    yield scenario.with_plan, {"plan": "enabler"}
    for method in (comparison.effect, comparison.levels):
        yield method, {"outcome": "delayed", "year": 1}
    yield comparison.difference, {"outcome": "delayed"}
    yield comparison.table, {"years": [1]}
    for method in (comparison.net_cost, comparison.net_cost_at_end, comparison.break_even):
        yield method, {"cashable": 0.5}
    yield comparison.to_csv, {**file, "years": [1]}
    yield comparison.base.year, {"outcome": "delayed", "year": 1}
    yield comparison.base.frame, {"level": "system"}
    yield comparison.base.to_csv, {**file, "level": "system"}
    yield stored.frame, {"name": "runs"}
    yield stored.to_csv, {**file, "name": "plan"}
    yield model.organisation, {"name": "council"}
    yield model.leader, {"seat": "council/chief"}
    yield model.run, {"years": 0}


def test_every_parameter_of_every_public_function_refuses_the_wrong_thing_in_one_line(
    scenario: sim.Scenario, comparison: sim.Comparison, stored: Results, tmp_path: Path
):
    tried = 0
    for call, right in _calls(scenario, comparison, stored, tmp_path):
        call(**right)
        named = [
            name
            for name, one in inspect.signature(call).parameters.items()
            if one.kind in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY) and name not in CALLED_BACK
        ]
        assert set(right) <= set(named), call
        for name in named:
            refused = 0
            for what, odd in ODD.items():
                try:
                    call(**{**right, name: odd})
                except sim.InputError as error:
                    said, refused = str(error), refused + 1
                    assert said and "\n" not in said and len(said) < 400, f"{call.__name__}({name}={what}): {said}"
                tried += 1
            assert refused >= len(ODD) - 3, f"{call.__name__}({name}=...): {refused} of {len(ODD)} refused"
            with pytest.raises(sim.InputError):
                call(**{**right, name: ODD["an object"]})
    assert tried > 200


def test_what_was_given_what_is_accepted_and_the_nearest_name_are_said():
    with pytest.raises(InputError, match=r"^seeds = 4: expected whole numbers, such as range\(16\)$"):
        sim.run_ensemble(sim.load_scenario(SHORT), 4)  # pyright: ignore[reportArgumentType]
    with pytest.raises(InputError, match=r"^base = 'behaviour=siloed': expected what sim.load_scenario returns$"):
        sim.compare("behaviour=siloed", "behaviour=mixed", seeds=[1])  # pyright: ignore[reportArgumentType]
    with pytest.raises(InputError, match=r"^overrides = 5: expected words key=value"):
        sim.load_scenario(5)  # pyright: ignore[reportArgumentType]
    with pytest.raises(InputError, match=r"^organisations: council = 5: expected a class of Organisation$"):
        sim.CareSystem(sim.load_scenario(SHORT), 1, organisations={"council": 5})  # pyright: ignore[reportArgumentType]
    with pytest.raises(InputError, match=r"^unknown organisation 'counci': did you mean 'council'"):
        sim.run_ensemble(sim.load_scenario(SHORT), [1], organisations={"counci": sim.Organisation})
    with pytest.raises(InputError, match=r"^workers = 0: expected a whole number from 1 to 512$"):
        sim.run_ensemble(sim.load_scenario(SHORT), [1], workers=0)
    with pytest.raises(InputError, match=r"^years = -1: expected a whole number from 0 to 30$"):
        sim.CareSystem(sim.load_scenario(SHORT), 1).run(-1)
    with pytest.raises(InputError, match=r"^level = 'organisation': not kept: run with details=True$"):
        sim.run_ensemble(sim.load_scenario(SHORT), [1]).frame("organisation")


def test_a_future_that_would_count_twice_is_refused(scenario: sim.Scenario):
    with pytest.raises(InputError, match=r"^seeds: 3 is given twice: expected each future once"):
        sim.compare(scenario, scenario, seeds=[3, 4, 3])
    with pytest.raises(InputError, match=r"^seeds: 3 is given twice"):
        sim.run_ensemble(scenario, [3, 3], leaders={"council/chief": sim.Leader})
    each = scenario.varied({"trust.asymmetry": np.array([1.0, 2.0])})
    assert sim.run_ensemble(each, [3, 3]).seeds == (3, 3)  # the same luck in two worlds is two futures


def test_each_check_passes_what_it_takes_and_refuses_the_next():
    assert whole("years", np.int64(6), 1, 6) == 6 and whole("years", 1, 1, 6) == 1
    for odd in (0, 7, 2.0, True, "2", None):
        with pytest.raises(InputError, match=r"^years = .*: expected a whole number from 1 to 6, say$"):
            whole("years", odd, 1, 6, ", say")
    assert known("beds", ["beds", "staff"], "figure") == "beds"
    for odd in ("bed", 5, ["beds"]):
        with pytest.raises(InputError, match=r"^unknown figure"):
            known(odd, ["beds", "staff"], "figure")
    assert of_kind("n", 5, int, "a number") == 5
    assert shown("x" * 100) == "'" + "x" * 59 + "…" and shown("a\nb") == r"'a\nb'" and shown(np.int64(7)) == "7"


def test_what_dir_shows_is_there_when_nothing_else_was_imported():
    asked = "import sim; print([name for name in dir(sim) if not hasattr(sim, name)], sim.experiments.sweep.__name__)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] sweep"
