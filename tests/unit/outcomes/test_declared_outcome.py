"""An outcome as it is declared: what holds unless it says so, its size in a place, and how it is copied."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, replace

import pytest

from sim.core.arithmetic import Array
from sim.core.state import State
from sim.outcomes import OUTCOMES, PEOPLE_FIRST
from sim.outcomes.base import Outcome
from sim.place import Place
from sim.world.world import World
from tests.unit.round_place import world


def _read(state: State, _: World) -> Array:
    return state.beds


MINE = Outcome("mine", "Mine", "Mine", "beds", "Beds.", "system", 1, 4.0, "C", _read)
HALF = world().place  # of 150,000 people
WHOLE: Place = replace(HALF, figures=replace(HALF.figures, population=300_000.0))
DOUBLE: Place = replace(HALF, figures=replace(HALF.figures, population=600_000.0))


def test_an_outcome_is_a_number_of_the_whole_place_read_weekly_unless_it_says_otherwise() -> None:
    assert not MINE.relative and not MINE.extensive
    assert MINE.weekly and MINE.detail is None
    assert repr(MINE) == "<Outcome mine: Mine, beds>"


def test_what_grows_with_a_place_matters_by_its_residents_and_nothing_else_does() -> None:
    grows = replace(MINE, extensive=True)
    assert grows.in_place(HALF).meaningful == 2.0
    assert grows.in_place(DOUBLE).meaningful == 8.0
    assert grows.in_place(WHOLE) is grows
    for place in (HALF, WHOLE, DOUBLE):
        assert MINE.in_place(place) is MINE
    assert replace(grows.in_place(HALF), meaningful=4.0) == grows


def test_an_outcome_cannot_be_altered_nor_added_to() -> None:
    assert not hasattr(MINE, "__dict__")
    with pytest.raises(FrozenInstanceError):
        MINE.meaningful = 1.0  # type: ignore[misc]


def test_a_declared_outcome_is_copied_by_its_name() -> None:
    for one in OUTCOMES.values():
        assert pickle.loads(pickle.dumps(one)) is one
        assert copy.deepcopy(one) is one


def test_one_that_is_not_the_declared_one_is_copied_as_it_is() -> None:
    back = pickle.loads(pickle.dumps(MINE))
    assert back == MINE and back is not MINE
    smaller = OUTCOMES["beds"].in_place(HALF)
    assert copy.copy(smaller).meaningful == 2.5 and OUTCOMES["beds"].meaningful == 5.0


def test_outcomes_for_people_come_first_and_each_stands_under_its_own_name() -> None:
    domains = [one.domain for one in OUTCOMES.values()]
    people = sum(domain in PEOPLE_FIRST for domain in domains)
    assert people and set(domains[:people]) == set(PEOPLE_FIRST)
    assert all(name == one.name for name, one in OUTCOMES.items())
