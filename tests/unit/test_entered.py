"""Which figure entered where: no fact is called otherwise than what was done with its figure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.core.arithmetic import Array
from sim.core.parameters import Evidence
from sim.declared import DECLARING
from sim.place import Figures
from sim.place.columns import cited_columns, columns
from sim.place.schema import TABLES
from sim.scenario import Scenario, declarations, load_scenario
from sim.validation import FACTS, Fact, Runs, worlds
from sim.validation.entered import PUT_IN, SET_BY, SET_BY_OTHERS, entered, misnamed, set_by
from sim.validation.month_0 import RANGES
from sim.validation.worlds import AS_TODAY, WAVES

IN_WAVES = {name for figures in WAVES.values() for name, *_ in figures}


class ElsewhereError(Exception):
    """A fact reads what no wave does."""


class OnlyWaves(Runs):
    """Runs in which nothing can be read but figures that entered a wave: a year's mean of year 1, as today."""

    def __init__(self) -> None:
        super().__init__(8)
        self.read = 0

    def arm(self, *overrides: str, places: int | None = None) -> Any:
        if _typical(self._scenario((*overrides, "years=1"))) != _typical(load_scenario(AS_TODAY)):
            raise ElsewhereError
        return self

    def year(self, outcome: str, number: int) -> Array:
        if number != 1 or outcome not in IN_WAVES:
            raise ElsewhereError
        self.read += 1
        return np.ones(8)

    def walk(self, *_: Any, **__: Any) -> dict[str, Array]:
        raise ElsewhereError

    @property
    def series(self) -> Mapping[str, Array]:
        raise ElsewhereError


def _typical(scenario: Scenario) -> object:
    """Return what decides a run, but for how places drift apart."""
    groups = {name: group for name, group in scenario.parameters.items() if name != "divergence"}
    return scenario.behaviour, groups, scenario.years, scenario.plan, scenario.unknowns


def of_place() -> set[str]:
    """Return the figures and columns of a place file, by dotted name."""
    cited = {f"{part}.{column}" for part, kind in TABLES.items() for column, _ in cited_columns(kind)}
    return cited | {f"figures.{name}" for name in columns(Figures)}


def of_a_wave(known: Fact) -> bool:
    """Return whether a fact reads a figure that entered a wave, and nothing else."""
    runs = OnlyWaves()
    try:
        known.measure(runs)
    except ElsewhereError:
        return False
    return runs.read > 0


def test_no_fact_is_called_otherwise_than_where_its_figure_entered() -> None:
    assert misnamed(FACTS.values()) == []


def test_facts_that_read_what_waves_read_are_those_said_to_have_entered_and_none_came_out() -> None:
    found = {name for name, known in FACTS.items() if of_a_wave(known)}
    assert found == {name for name in FACTS if entered(name).waves}
    assert len(found) == len(RANGES) and all(FACTS[name].kind != "came out" for name in found)


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("M0 beds", "came out", "M0 beds is called came out, and its figure entered figures.beds: expected put in"),
        ("S17", "came out", "S17 is called came out, and its figure entered costs.hospital_drift: expected tuned to"),
        ("S4", "tuned to", "S4 is called tuned to, and its figure entered nothing: expected came out"),
        ("S4", "put in", "S4 is called put in, and its figure entered nothing: expected came out"),
    ],
)
def test_a_fact_that_is_called_otherwise_is_found(name: str, kind: Any, said: str) -> None:
    assert misnamed([replace(FACTS[name], kind=kind)]) == [said]


def test_a_figure_in_a_wave_alone_did_not_come_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.validation.entered.PUT_IN", {})
    free = replace(FACTS["M0 beds"], kind="came out")
    assert misnamed([free]) == ["M0 beds is called came out, and its figure entered wave month 0"]


def test_every_number_that_was_tuned_says_what_by() -> None:
    tuned = {key for key, one in declarations().items() if one.evidence is Evidence.TUNED}
    assert [key for key in tuned if not set_by(key)] == []
    for number in (*SET_BY, *SET_BY_OTHERS):
        assert number in declarations() or number in of_place(), number
    assert {fact for facts in SET_BY.values() for fact in facts} <= set(FACTS)


def test_a_column_of_the_place_that_says_it_was_tuned_says_what_by() -> None:
    said = {key for key, source in load_scenario([]).place.sources.items() if "tuned" in source}
    assert said and said <= set(SET_BY)


def test_what_was_put_in_names_rules_and_figures_that_there_are() -> None:
    known = {kind.name for kind in DECLARING} | of_place()
    assert set(PUT_IN) <= set(FACTS)
    assert [one for names in PUT_IN.values() for one in names if one not in known] == []


def test_the_worlds_that_are_shipped_are_of_the_waves_that_are_declared() -> None:
    stored = json.loads(worlds._KEPT.read_text(encoding="utf-8"))
    assert set(stored["centre"]) == IN_WAVES, "run `make worlds`"
