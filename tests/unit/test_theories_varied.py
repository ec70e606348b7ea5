"""A theory varied in Python: the scenario that the command line would load, and the same errors."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import numpy as np
import pytest

from sim import load_scenario
from sim.cli.sweep_options import ask_sweep
from sim.core.parameters import InputError
from sim.sweep.arms import arm_of
from sim.theories import KEYS, names_of, theories

RIVALS = [one for one in theories() if not one.usual]
EVERY = {key: names_of(key)[-1] for key in KEYS}


@pytest.mark.parametrize("drawn", [[], ["unknowns=drawn"]], ids=["defaults", "drawn"])
@pytest.mark.parametrize("theory", theories(), ids=lambda one: one.word)
def test_a_theory_that_is_varied_is_the_theory_that_is_loaded(theory: Any, drawn: list[str]) -> None:
    key, _, name = theory.word.partition("=")
    base, loaded = load_scenario(drawn), load_scenario([*drawn, theory.word])
    made = base.varied({key: name})
    assert made == loaded and made.overrides == loaded.overrides and made.steps == loaded.steps
    assert made.in_futures(range(3)) == loaded.in_futures(range(3))
    assert made.varied({key: name}) == loaded, "twice is once"
    assert load_scenario(made.overrides) == loaded


@pytest.mark.parametrize("order", list(permutations(KEYS)))
def test_theories_of_several_families_come_in_any_order(order: tuple[str, ...]) -> None:
    for words in ([], ["unknowns=drawn"]):
        loaded = load_scenario([*words, *(f"{key}={name}" for key, name in EVERY.items())])
        made = load_scenario(words)
        for key in order:
            made = made.varied({key: EVERY[key]})
        assert made == loaded == load_scenario(words).varied(EVERY)


def test_numbers_are_varied_beside_a_theory() -> None:
    made = load_scenario("unknowns=drawn").varied(
        {"trust.theory": "equal_weights", "decision.price": np.array([0.2, 0.4])}
    )
    assert made.parameters["trust"].asymmetry == 1.0 and made.parameters["decision"].price.tolist() == [0.2, 0.4]
    assert made.steps and "decision.price" not in made.unknowns and "trust.asymmetry" not in made.unknowns


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("", {"trust.theory": "equal_weight"}),
        ("", {"trust.theori": "evidence"}),
        ("", {"trust.theory": "equal_weights", "trust.asymmetry": 2.0}),
        ("", {"trust.theory": "equal_weights", "promises.reliability": 0.6}),
        ("trust.asymmetry=2", {"trust.theory": "equal_weights"}),
    ],
)
def test_what_cannot_be_varied_is_said_as_on_the_command_line(words: str, values: dict[str, Any]) -> None:
    base = load_scenario(words)
    with pytest.raises(InputError, match=r"^[^\n]*$") as refused:
        base.varied(values)
    with pytest.raises(InputError) as loaded:
        load_scenario([*base.overrides, *(f"{key}={value}" for key, value in values.items())])
    assert str(refused.value) == str(loaded.value)


@pytest.mark.parametrize("name", [1.0, True, None, np.array([1.0]), ["evidence"], {"a": 1}])
def test_a_theory_has_a_name(name: object) -> None:
    with pytest.raises(InputError, match="unknown theory of trust"):
        load_scenario().varied({"trust.theory": name})


def test_one_theory_does_not_follow_another_of_its_family() -> None:
    under = load_scenario("trust.theory=equal_weights")
    for name in ("amount", "evidence"):
        with pytest.raises(
            InputError, match=r"scenario stands under trust\.theory=equal_weights; expected that or none"
        ):
            under.varied({"trust.theory": name})


def test_a_sweep_runs_the_scenarios_that_are_varied() -> None:
    base = load_scenario()
    plan = ask_sweep(["design=factorial", "vary=[trust.theory]", "replications=2"]).plan
    for name in names_of("trust.theory"):
        assert plan.arms[arm_of({"trust.theory": name})] == base.varied({"trust.theory": name})
