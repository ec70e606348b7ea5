"""Programs of scenarios: one serves all that differ in numbers alone, and a rule that changed has its own unit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.model import programs
from sim.model.engine import build
from sim.model.programs import program_for
from tests.whole import scenario


@pytest.fixture(autouse=True)
def none_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "_PROGRAMS", [])


def of(*overrides: str) -> Any:
    return program_for(build(scenario(*overrides)))


def test_numbers_that_no_rule_asked_about_are_the_same_program() -> None:
    assert scenario().parameters["trust"].asymmetry and "trust.asymmetry" not in of().asked
    assert of("trust.asymmetry=0") is of() is of("years=2")


def test_a_number_that_a_rule_asked_about_is_another_program_of_which_only_that_rule_is_another() -> None:
    usual, other = of(), of("gaming.targets=1")
    assert "gaming.targets" in usual.asked and usual is not other
    assert of("gaming.targets=0.5") is other and of() is usual
    main, *units = usual.units()
    other_main, *other_units = other.units()
    assert main != other_main and len(set(other_units) - set(units)) == 1


def test_parameters_that_differ_by_run_are_another_program() -> None:
    by_run = scenario().varied({"trust.asymmetry": np.array([1.0, 2.0])})
    assert program_for(build(by_run)) is not of() is of()


def test_the_program_used_longest_ago_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "MOST_PROGRAMS", 2)
    usual, siloed = of("behaviour=collaborative"), of("behaviour=siloed")
    assert of("behaviour=collaborative") is usual
    of("behaviour=mixed")
    assert of("behaviour=collaborative") is usual and of("behaviour=siloed") is not siloed
