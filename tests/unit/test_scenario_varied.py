"""What arms of a study share, and parameters that differ from run to run."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pytest

from sim.core.parameters import InputError
from sim.scenario import load_scenario


def test_arms_share_their_warm_up_and_what_acts_in_it_tells_them_apart() -> None:
    base = load_scenario(["behaviour=siloed"])
    for same in (["behaviour=collaborative_all"], ["behaviour=siloed", "years=2"]):
        assert load_scenario(same).settled_key == base.settled_key
    for other in (["trust.asymmetry=1.0"], ["warm_up_years=3"], ["place.figures.beds=530"], ["ways.spread=0.1"]):
        assert load_scenario(other).settled_key != base.settled_key, other
    seen = {base.varied({"trust.prior": np.array(values)}).settled_key for values in ([0.48, 0.5], [0.5, 0.48])}
    assert len(seen) == 2 and base.settled_key not in seen
    hash(base.settled_key)


def test_parameters_may_be_varied_by_run() -> None:
    base = load_scenario()
    made = base.varied({"trust.asymmetry": np.array([1.0, 2.0]), "decision.price": 0.3, "channels.money": False})
    assert made.parameters["trust"].asymmetry.tolist() == [1.0, 2.0] and made.parameters["decision"].price == 0.3
    assert made.parameters["channels"].money is False and base.parameters["channels"].money is True
    assert base.varied({"trust.asymmetry": np.float64(2.0)}).parameters["trust"].asymmetry == 2.0
    assert base.varied({"trust.asymmetry": np.array([1, 2])}).parameters["trust"].asymmetry.dtype == np.float64


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("trust.asymmetry", -1.0),
        ("trust.asymmetry", np.array([1.0, np.nan])),
        ("trust.asymmetry", np.array([1.0, -1.0])),
        ("trust.asymmetry", np.array([1.0, np.inf])),
        ("trust.asymmetry", np.float64(np.nan)),
        ("trust.asymmetry", np.array([])),
        ("trust.asymmetry", np.ones((2, 2))),
        ("trust.asymmetry", np.array(["1"])),
        ("trust.asymmetry", np.array([True])),
        ("channels.money", np.array([True, False])),
        ("channels.money", 1.0),
        ("trust.asymmetry", [1.0, 2.0]),
    ],
)
def test_what_is_varied_is_checked_too(key: str, value: object) -> None:
    with pytest.raises(InputError, match=key):
        load_scenario().varied({key: value})


@pytest.mark.parametrize("key", ["trust.asymetry", "trust", "trust.asymmetry.x", "years", ""])
def test_only_parameters_can_be_varied(key: str) -> None:
    with pytest.raises(InputError, match="unknown key"):
        load_scenario().varied({key: 1.0})


def test_scenarios_are_equal_and_hash_alike_when_all_that_acts_is_equal() -> None:
    base, values = load_scenario(), np.array([1.0, 2.0])
    by_run = base.varied({"trust.asymmetry": values})
    alike = [
        (base, load_scenario()),
        (load_scenario(["trust.asymmetry=1.5"]), base.varied({"trust.asymmetry": 1.5})),
        (base.varied({"trust.asymmetry": values}), base.varied({"trust.asymmetry": values.copy()})),
        (
            base.varied({"trust.asymmetry": values}),
            pickle.loads(pickle.dumps(base.varied({"trust.asymmetry": values}))),
        ),
    ]
    for one, other in alike:
        assert one == other and hash(one) == hash(other)
    apart = [
        base,
        *(load_scenario([words]) for words in ("years=2", "root_seed=1", "behaviour=siloed", "place.figures.beds=530")),
        base.varied({"trust.asymmetry": 1.5}),
        by_run,
        base.varied({"trust.asymmetry": values[::-1]}),
        base.varied({"trust.prior": 0.45}),
    ]
    assert len(set(apart)) == len(apart) and base != "collaborative"


def test_a_scenario_cannot_be_changed_in_place() -> None:
    made: Any = load_scenario().varied({"trust.asymmetry": np.array([1.0, 2.0])})
    with pytest.raises(TypeError, match="does not support item assignment"):
        made.parameters["trust"] = None
    with pytest.raises(ValueError, match="read-only"):
        made.parameters["trust"].asymmetry[0] = 9.0
    with pytest.raises(AttributeError, match="cannot assign to field 'years'"):
        made.years = 3
