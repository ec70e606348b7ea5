"""An outcome as it is declared: what holds unless it says so, its size in a place, and how it is copied."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from sim.core.arithmetic import Array
from sim.core.state import State
from sim.outcomes import OUTCOMES, PEOPLE_FIRST
from sim.outcomes.base import Outcome
from sim.outcomes.matters import Judged
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


class Made(Judged):
    """Something made up, to be judged."""

    def __init__(self, better: int, meaningful: float, relative: bool) -> None:
        self.name, self.better, self.meaningful, self.relative = "made", better, meaningful, relative


@pytest.mark.parametrize(
    ("made", "base", "other", "noticed", "smallest"),
    [
        (Made(1, 2.0, False), [10.0, 10.0, 0.0], [12.0, 9.0, -6.0], [1, 0, -1], [1.0, -0.5, -3.0]),
        (Made(-1, 2.0, False), [10.0, 10.0, 0.0], [12.0, 9.0, -6.0], [-1, 0, 1], [-1.0, 0.5, 3.0]),
        (Made(0, 2.0, False), [10.0, 10.0, 0.0], [12.0, 9.0, -6.0], [1, 0, -1], [1.0, -0.5, -3.0]),
        (Made(1, 0.25, True), [8.0, -8.0, 16.0], [10.0, -7.0, 8.0], [1, 0, -1], [1.0, 0.5, -2.0]),
        (Made(-1, 0.25, True), [0.0, 0.0, 0.0], [1e-9, 0.0, -1e-9], [-1, 0, 1], [-np.inf, 0.0, np.inf]),
        (Made(1, 0.0, False), [1.0, 1.0, 1.0], [1.5, 1.0, 0.5], [1, 0, -1], [np.inf, 0.0, -np.inf]),
    ],
)
def test_a_difference_is_judged_by_its_sign_and_by_the_smallest_that_matters(
    made: Made, base: Sequence[float], other: Sequence[float], noticed: Sequence[int], smallest: Sequence[float]
) -> None:
    before, after = np.array(base), np.array(other)
    assert made.noticed(before, after).tolist() == noticed
    assert made.in_smallest(after - before, before).tolist() == smallest


def test_one_number_for_all_futures_is_judged_in_each() -> None:
    made = Made(1, 0.5, True)
    assert made.in_smallest(3.0, np.array([2.0, 0.0])).tolist() == [3.0, np.inf]
    assert Made(1, 0.5, False).matters(np.zeros(2)).tolist() == [0.5, 0.5]
    assert made.gain(0.0) == 0.0 and Made(0, 0.5, False).gain(-3.0) == -3.0
