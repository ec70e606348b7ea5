"""What a user meets in Python: public names, short texts of objects, tables that mean the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from inspect import signature
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pytest

import sim
from sim import experiments
from sim.cli import main
from sim.cli.options import COMMANDS
from sim.core.parameters import InputError
from sim.model.engine import build, world_of
from sim.model.ensemble import run_batch
from sim.store.atomic import StoreError
from sim.store.results import Results

SHORT = ("years=1", "warm_up_years=2")
MOST_LOOKED_AT = 50  # members of one list


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


def reachable(roots: Mapping[str, Any], deepest: int = 7) -> Iterator[tuple[str, Any]]:
    """Yield every object of this package that public attributes, mappings and sequences lead to, with the way there."""
    seen, waiting = dict[int, Any](), [(name, one, 0) for name, one in roots.items()]
    while waiting:
        way, one, deep = waiting.pop()
        plain = one is None or isinstance(one, str | int | float | type | ModuleType) or callable(one)
        if id(one) in seen or plain or deep > deepest:
            continue
        seen[id(one)] = one
        inside = dict[str, Any]()
        if type(one).__module__.partition(".")[0] == "sim":
            yield way, one
            names = (name for name in dir(one) if not name.startswith("_"))
            inside |= {f".{name}": value for name in names if (value := getattr(one, name, None)) is not None}
        if isinstance(one, Mapping):
            inside |= {f"[{key!r}]": value for key, value in one.items()}
        elif isinstance(one, list | tuple):
            inside |= {f"[{k}]": value for k, value in enumerate(one[:MOST_LOOKED_AT])}
        waiting += [(f"{way}{step}", value, deep + 1) for step, value in inside.items()]


def test_whatever_a_public_object_leads_to_says_what_it_is_in_one_line(comparison: sim.Comparison, stored: Results):
    """Parameters of a rule among them, which may be many and have a value of their own in each of many runs."""
    many = comparison.base.scenario.varied({"decision.price": np.linspace(0.3, 0.5, 200)})
    planned = sim.load_scenario([*SHORT, "plan=[enabler]", "behaviour=collaborative"])
    model = sim.CareSystem(planned, 1)
    model.step()
    public = {name: getattr(sim, name) for name in sim.__all__}
    roots = {**public, "many": many, "comparison": comparison, "stored": stored, "model": model}
    found = dict(reachable(roots))
    assert len(found) > 500 and "many.parameters['decision']" in found
    assert "price array of 200" in repr(found["many.parameters['decision']"])
    long = {way: len(text) for way, one in found.items() if len(text := repr(one)) >= 400 or "\n" in text}
    assert long == {}


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


def test_every_command_has_its_function_which_takes_its_words_and_says_its_mistakes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert set(experiments.__all__) == {name.replace("-", "_") for name in COMMANDS}
    for name in COMMANDS:
        function = getattr(experiments, name)
        assert function.__module__ == "sim.experiments" and function.__doc__ and signature(function).return_annotation
        if name == "completion":
            continue
        assert main([name, "nonsense=1"]) in (1, 2)
        line = capsys.readouterr().err.removeprefix("common-ground: ").strip()
        with pytest.raises((InputError, StoreError)) as said:
            function("nonsense=1")
        assert " ".join(str(said.value).split()) == " ".join(line.split()), name
        assert capsys.readouterr().out == ""


def test_facts_places_and_folders_are_returned(stored: Results, tmp_path: Path) -> None:
    found = experiments.validate(only="[S8]", places=2)
    assert set(found) and all(name.startswith("S8") and fact.text for name, fact in found.items())
    assert experiments.place("check", "anyplace").startswith(str(sim.check_place("anyplace"))[:20])
    assert "complete" in experiments.completion()
    assert experiments.rerun(stored.path).names == stored.names
    with pytest.raises(InputError, match="folder = 7"):
        experiments.rerun(7)  # pyright: ignore[reportArgumentType]


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
