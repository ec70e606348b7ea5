"""The axes of a map by hand: seven values evenly over a range, and the names that they are asked for by."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sim.analysis import axes
from sim.analysis.axes import DEMAND, RESOURCES, Axis, axis
from sim.core.parameters import Declaration, InputError
from sim.scenario import declarations

DECLARED = declarations()["demand.growth"]


def _declared(monkeypatch: pytest.MonkeyPatch, plausible: tuple[float, float] | None) -> None:
    made_up: dict[str, Declaration] = {
        "one": replace(DECLARED, plausible=plausible),
        "other": replace(DECLARED, plausible=(7.0, 8.0)),
    }
    monkeypatch.setattr(axes, "declarations", lambda: made_up)


def test_values_go_in_seven_even_steps_from_end_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    _declared(monkeypatch, (-3.0, 9.0))
    assert Axis("any", ("one", "other")).plausible == (-3.0, -1.0, 1.0, 3.0, 5.0, 7.0, 9.0)


def test_values_are_rounded_to_nine_places(monkeypatch: pytest.MonkeyPatch) -> None:
    _declared(monkeypatch, (0.0, 1.0))
    found = Axis("any", ("one",)).plausible
    assert found[1:3] == (0.166666667, 0.333333333) and found[-1] == 1.0


def test_without_a_range_they_go_from_nothing_to_all(monkeypatch: pytest.MonkeyPatch) -> None:
    _declared(monkeypatch, None)
    assert Axis("any", ("one",)).plausible == pytest.approx([0.0, 1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6, 1.0], abs=1e-9)


def test_two_axes_have_names_of_their_own() -> None:
    assert axis("demand") is DEMAND and axis("resources") is RESOURCES
    assert DEMAND.keys == ("demand.growth",)
    assert RESOURCES.keys == ("funding.nhs_growth", "funding.social_care_growth")


def test_any_other_number_is_an_axis_by_its_own_name() -> None:
    assert axis("trust.asymmetry") == Axis("trust.asymmetry", ("trust.asymmetry",))


def test_a_number_of_a_plan_is_an_axis_with_its_usual_range_or_one_that_is_given() -> None:
    assert axis("plan.enabler.from").plausible[::6] == (0.0, 3.0)
    assert axis({"plan.enabler.from": [0, 4]}).plausible[::6] == (0.0, 4.0)
    assert axis({"plan.x.begin_if.above": [60, 120]}).plausible[::3] == (60.0, 90.0, 120.0), "it has none of its own"
    assert axis({"trust.asymmetry": [1, 2]}).plausible[::6] == (1.0, 2.0)
    assert axis("participation.contact.council").keys == ("participation.contact.council",)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"plan.enabler.from": [4, 0]}, r"expected a range, the lower end first, such as \{plan"),
        ({"plan.enabler.from": 4}, "expected a range"),
        ({"plan.enabler.from": [0, "4"]}, "expected a range"),
        ({"plan.enabler.from": [0, 4], "demand": [0, 1]}, "expected one name with its range"),
        ({}, "expected one name with its range"),
        ("plan.enabler.form", "plan.enabler.form: no number of a plan"),
        ("plan.x.begin_if.above", "without a plausible range"),
        ({"plan.enabler.who": [0, 1]}, "plan.enabler.who: no number of a plan"),
        ({"channels.pooling": [0, 1]}, "a switch"),
    ],
)
def test_what_is_no_range_or_no_number_of_a_plan_is_refused(asked: Any, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        axis(asked)
    assert "\n" not in str(caught.value)


def test_a_switch_is_no_axis() -> None:
    with pytest.raises(InputError, match=r"channels\.pooling: a switch"):
        axis("channels.pooling")


@pytest.mark.parametrize("asked", [["demand"], 3, None])
def test_what_is_no_name_is_no_axis(asked: Any) -> None:
    with pytest.raises(InputError, match="unknown axis"):
        axis(asked)


@pytest.mark.parametrize(
    ("asked", "near"),
    [("deman", "demand"), ("resource", "resources"), ("trust.asymetry", "trust.asymmetry")],
)
def test_a_misspelt_axis_names_the_nearest(asked: str, near: str) -> None:
    with pytest.raises(InputError, match=f"unknown axis '{asked}': did you mean '{near}'"):
        axis(asked)
