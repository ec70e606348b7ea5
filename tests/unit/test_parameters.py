"""A declaration checks every value, and a group is built from checked values alone."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import pytest

from sim.core.nearest import unknown
from sim.core.parameters import Evidence, InputError, Role, Unit, build, declare, param, switch
from sim.core.shown import shown


@dataclass(frozen=True)
class ToyParams:
    """Parameters of a toy rule."""

    rate: float = param(0.2, unit=Unit.PER_MONTH, plausible=(0.1, 0.4), label="A rate", source="choice")
    share: float = param(
        0.5,
        unit=Unit.FRACTION,
        plausible=(0.0, 1.0),
        label="A share",
        source="found",
        evidence=Evidence.FOUND,
        role=Role.LEVER,
    )
    on: bool = switch(True, label="A switch", source="choice")
    note: str = "not a parameter"


TOY = {d.key: d for d in declare("toy", ToyParams)}


def test_declarations_carry_all_that_is_known() -> None:
    assert list(TOY) == ["toy.rate", "toy.share", "toy.on"]
    share = TOY["toy.share"]
    assert (share.default, share.unit, share.plausible) == (0.5, Unit.FRACTION, (0.0, 1.0))
    assert (share.label, share.source, share.evidence, share.role) == ("A share", "found", Evidence.FOUND, Role.LEVER)
    assert TOY["toy.on"].unit is None and TOY["toy.on"].role is Role.LEVER


@pytest.mark.parametrize("value", [0, 0.0, 1, 1.0, 0.3, -0.0, 5e-324])
def test_numbers_within_bounds_become_floats(value: float) -> None:
    checked = TOY["toy.share"].check(value)
    assert isinstance(checked, float) and checked == value


NO_NUMBERS = [
    math.nan,
    math.inf,
    -math.inf,
    -1,
    -1e-300,
    1.0000001,
    1e300,
    10**400,
    -(10**400),
    "0.5",
    "",
    None,
    True,
    False,
    [0.5],
    [],
    {"a": 1},
    (0.5,),
    1j,
    b"0.5",
    object,
]


@pytest.mark.parametrize("value", NO_NUMBERS, ids=lambda value: str(value)[:12])
def test_what_is_no_number_in_bounds_is_refused_with_key_value_and_bound(value: object) -> None:
    with pytest.raises(InputError) as caught:
        TOY["toy.share"].check(value)
    message = str(caught.value)
    assert message.startswith(f"toy.share = {shown(value)}: ") and "from 0 to 1 (share, 0 to 1)" in message
    assert "\n" not in message


@pytest.mark.parametrize("value", [0, 1, "true", None, 0.5, [True], math.nan])
def test_a_switch_is_true_or_false(value: object) -> None:
    with pytest.raises(InputError) as caught:
        TOY["toy.on"].check(value)
    assert str(caught.value) == f"toy.on = {value!r}: expected true or false"
    assert TOY["toy.on"].check(False) is False


@pytest.mark.parametrize("unit", list(Unit))
def test_both_bounds_of_every_unit_are_inside_and_what_is_beyond_is_not(unit: Unit) -> None:
    bound = unit.value
    made = param(bound.low, unit=unit, plausible=(bound.low, bound.high), label="x", source="x")
    assert bound.low < bound.high and bound.symbol and made.default == bound.low
    declared = TOY["toy.share"]
    other = type(declared)(**{**{s: getattr(declared, s) for s in declared.__slots__}, "unit": unit, "key": "toy.x"})
    assert (other.check(bound.low), other.check(bound.high)) == (bound.low, bound.high)
    for beyond in (math.nextafter(bound.low, -math.inf), math.nextafter(bound.high, math.inf)):
        with pytest.raises(InputError, match=r"toy\.x = "):
            other.check(beyond)


@pytest.mark.parametrize(
    ("default", "plausible"), [(1.5, (0.0, 1.0)), (0.5, (0.6, 0.4)), (0.5, (-0.1, 1.0)), (math.nan, (0.0, 1.0))]
)
def test_a_declaration_that_cannot_be_is_refused_when_written(default: float, plausible: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="A label"):
        param(default, unit=Unit.FRACTION, plausible=plausible, label="A label", source="choice")


def test_a_rule_may_need_narrower_bounds_than_its_unit() -> None:
    declared = replace(TOY["toy.share"], bounds=(0.1, 0.9))
    assert (
        TOY["toy.share"].limits == (0.0, 1.0) and declared.limits == (0.1, 0.9) and TOY["toy.on"].limits == (0.0, 1.0)
    )
    assert (declared.check(0.1), declared.check(0.9)) == (0.1, 0.9)
    for value in (0.0, 0.0999, 1.0):
        with pytest.raises(InputError, match=r"must lie from 0\.1 to 0\.9 \(share, 0 to 1\)"):
            declared.check(value)
    with pytest.raises(ValueError, match="A label"):
        param(0.5, unit=Unit.FRACTION, plausible=(0.0, 1.0), label="A label", source="choice", bounds=(0.1, 0.9))


def test_a_group_is_built_from_what_is_given_and_defaults() -> None:
    assert build("toy", ToyParams, {}) == ToyParams()
    assert build("toy", ToyParams, {"rate": 1, "on": False}) == ToyParams(rate=1.0, on=False)


@pytest.mark.parametrize("name", ["rat", "note", "_rate", "RATE", "toy.rate", ""])
def test_a_group_refuses_what_was_not_declared(name: str) -> None:
    with pytest.raises(InputError, match=f"unknown key 'toy.{name}'"):
        build("toy", ToyParams, {name: 0.2})


def test_the_nearest_name_is_offered_and_otherwise_the_accepted_ones() -> None:
    assert unknown("asymetry", ["asymmetry", "prior"]) == "unknown key 'asymetry': did you mean 'asymmetry'?"
    assert unknown("zzz", ["b", "a"], "pressure") == "unknown pressure 'zzz': expected one of a, b"
    assert unknown("zzz", [str(n) for n in range(99)]).count(",") == 11


def test_a_declaration_without_a_default_is_refused() -> None:
    @dataclass
    class Bad:
        rate: float = param(0.2, unit=Unit.PER_MONTH, plausible=(0.1, 0.4), label="A rate", source="choice")

    Bad.__dataclass_fields__["rate"].default = __import__("dataclasses").MISSING
    with pytest.raises(ValueError, match=r"toy\.rate has no default"):
        list(declare("toy", Bad))
