"""The space of what is not known: which parameters may vary, their ranges, and points spread evenly over them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import scipy.stats  # noqa: F401 (so that no test waits for it to load)

from sim.analysis import space
from sim.core.parameters import Declaration, Evidence, InputError, Role, Unit
from sim.scenario import declarations

PLAIN = Declaration("a.b", 1.0, Unit.RATIO, (1.0, 3.0), "", "", Evidence.CHOICE, Role.UNCERTAINTY)
SWITCH = replace(PLAIN, default=True, unit=None, plausible=None)
MADE_UP = {
    "one.unsure": PLAIN,
    "one.lever": replace(PLAIN, role=Role.LEVER, plausible=(-4.0, 0.0)),
    "one.shape": replace(PLAIN, role=Role.CONSTANT),
    "one.switch": SWITCH,
    "one.fixed": replace(PLAIN, plausible=(2.0, 2.0)),
    "coaching.unsure": PLAIN,  # an intervention's
    "two.unsure": replace(PLAIN, plausible=(10.0, 20.0)),
}


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let only the parameters above be declared."""
    monkeypatch.setattr(space, "declarations", lambda: MADE_UP)
    monkeypatch.setattr(space, "declaration_of", MADE_UP.get)


@pytest.mark.usefixtures("made_up")
def test_uncertain_are_numbers_of_rules_that_nobody_knows() -> None:
    assert space.uncertainties() == space.vary("all") == ("one.unsure", "two.unsure")


@pytest.mark.usefixtures("made_up")
def test_able_to_vary_is_every_number_with_a_range() -> None:
    assert space.able() == ("one.unsure", "one.lever", "one.shape", "coaching.unsure", "two.unsure")


@pytest.mark.usefixtures("made_up")
def test_a_list_names_what_varies_once_each_in_its_order() -> None:
    assert space.vary(["two.unsure", "one.lever", "two.unsure"]) == ("two.unsure", "one.lever")
    assert space.vary(["one.shape"]) == ("one.shape",)


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize("key", ["one.switch", "one.fixed"])
def test_a_switch_or_a_number_without_a_range_cannot_vary(key: str) -> None:
    with pytest.raises(InputError, match=f"{key}: a switch, or without a plausible range"):
        space.vary(["one.unsure", key])
    assert space.numeric("one.unsure") == "one.unsure"


@pytest.mark.usefixtures("made_up")
def test_a_misspelt_parameter_names_the_nearest() -> None:
    with pytest.raises(InputError, match=r"unknown parameter 'one\.unsur': did you mean 'one\.unsure'"):
        space.numeric("one.unsur")


@pytest.mark.parametrize("asked", [[], "most", ("trust.asymmetry",), [1], ["trust.asymmetry", 1], None, {}])
def test_anything_but_a_list_of_names_is_refused(asked: Any) -> None:
    with pytest.raises(InputError, match="expected all, pressures, or a list"):
        space.vary(asked)


def test_pressures_are_declared_numbers() -> None:
    assert space.vary("pressures") == space.PRESSURES and len(set(space.PRESSURES)) == len(space.PRESSURES)
    assert set(space.PRESSURES) <= set(space.able()) <= set(declarations())


@pytest.mark.usefixtures("made_up")
def test_ranges_are_the_plausible_ones_in_the_order_asked_for() -> None:
    assert space.ranges(["one.lever", "two.unsure"]).tolist() == [[-4.0, 0.0], [10.0, 20.0]]


def test_the_range_of_a_number_of_a_plan_is_that_of_any_plan() -> None:
    assert space.ranges(["plan.enabler.from", "plan.enabler.dose"]).tolist() == [[0.0, 3.0], [0.0, 1.0]]


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize("count", [1, 5])
def test_each_part_of_every_range_has_one_point(count: int) -> None:
    points = space.latin_hypercube(["one.lever", "two.unsure"], count, 7)
    assert list(points) == ["one.lever", "two.unsure"]
    parts = np.arange(count).tolist()
    assert sorted(np.floor((points["one.lever"] + 4.0) / (4.0 / count)).tolist()) == parts  # from -4 to 0
    assert sorted(np.floor((points["two.unsure"] - 10.0) / (10.0 / count)).tolist()) == parts  # from 10 to 20


@pytest.mark.usefixtures("made_up")
def test_points_are_those_of_their_seed_and_of_each_parameter_its_own() -> None:
    one, again, other = (space.latin_hypercube(["one.unsure", "one.shape"], 9, seed) for seed in (7, 7, 8))
    assert all((one[key] == again[key]).all() for key in one)
    assert (one["one.unsure"] != other["one.unsure"]).all()
    assert (one["one.unsure"] != one["one.shape"]).any()
