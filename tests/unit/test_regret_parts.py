"""Parts of regret by hand: variance split, levels of a percentile, what is good enough, and who is safest."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis import regret
from sim.analysis.futures import Futures
from sim.analysis.measures import PEOPLE, measure
from sim.analysis.regret import of_futures, of_worlds, parts, regrets, split

TRUST, DELAYED = measure("trust"), measure("delayed")


def test_three_worlds_of_two_futures_split() -> None:
    # within 2, 18 and 8; means 2, 5 and 5 vary by 3, of which residuals of 1, four of them, leave 4 / 2 / 2
    between, within, deviation = split(np.array([[1.0, 3.0], [2.0, 8.0], [3.0, 7.0]]))
    assert (between, within) == pytest.approx((6.0 / 34.0, 28.0 / 34.0)) and deviation == pytest.approx(
        (28.0 / 3.0) ** 0.5
    )


def test_two_worlds_of_three_futures_split() -> None:
    # rows vary by 1 and 4; means 2 and 6 by 8; residuals .5, 0 and -.5 either way: 1 / (1 * 2) / 3
    between, within, _ = split(np.array([[1.0, 2.0, 3.0], [4.0, 6.0, 8.0]]))
    left = 8.0 - 1.0 / 6.0
    assert (between, within) == pytest.approx((left / (left + 2.5), 2.5 / (left + 2.5)))


def test_worlds_whose_means_chance_explains_differ_in_nothing() -> None:
    assert split(np.array([[1.0, 3.0], [3.0, 1.0]])) == pytest.approx((0.0, 1.0, 2.0**0.5))
    assert split(np.array([[1.0, 1.0], [5.0, 5.0]])) == (1.0, 0.0, 0.0)


def test_regret_is_of_the_best_of_all_arms() -> None:
    better = np.array([[[[0.0, 0.0]], [[-1.0, 5.0]]], [[[1.0, -5.0]], [[0.0, 0.0]]]])  # b over a: 1 and -5
    assert of_futures(better).tolist() == [[[1.0, 0.0]], [[0.0, 5.0]]]
    assert of_worlds(better).tolist() == [[0.0], [2.0]]


def test_what_has_to_be_run() -> None:
    assert parts(DELAYED) == [DELAYED] and len(parts(measure(PEOPLE))) == 6


def _one_future_each(name: str, *arms: list[float]) -> Futures:
    """Return worlds in a row, with two futures alike in each."""
    values = np.repeat(np.array(arms)[:, :, None], 2, axis=2)
    return Futures({"demand.growth": np.arange(float(values.shape[1]))}, (0, 1), {name: values})


def test_the_level_reached_in_most_worlds_is_the_worse_end() -> None:
    worlds = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1]
    (trust,) = regrets(_one_future_each("trust", worlds), TRUST, ["a"], 0.9).rows
    assert trust.reached == pytest.approx(0.2) and (trust.worst, trust.best, trust.safest) == (0.0, 1.0, 1.0)
    (stuck,) = regrets(_one_future_each("delayed", worlds), DELAYED, ["a"], 0.9).rows
    assert stuck.reached == pytest.approx(1.0)


def test_a_percentile_of_regrets_is_that_of_worlds() -> None:
    best, other = [1.0] * 11, [1.0 - 0.01 * step for step in range(11)]
    found = regrets(_one_future_each("trust", other, best), TRUST, ["a", "b"], 0.8)
    b, a = found.rows
    assert (a.behaviour, b.behaviour, found.each) == ("a", "b", 2)
    assert (a.worst, a.high, a.mean, a.best) == pytest.approx((0.1, 0.08, 0.05, 1 / 11))
    assert (b.worst, b.best, b.enough) == (0.0, 1.0, 1.0) and list(found.levels) == ["b", "a"]
    assert found.levels["a"] == pytest.approx(other) and found.worlds["b"].tolist() == [0.0] * 11


def test_of_arms_with_the_same_worst_regret_the_one_with_less_at_the_percentile_comes_first() -> None:
    arms = ([1.0, 0.6, 1.0, 0.9], [0.8, 1.0, 0.8, 1.0], [1.0, 0.6, 1.0, 1.0])
    found = regrets(_one_future_each("trust", *arms), TRUST, "abc", 0.5)
    # worst .4, .2 and .4; at the middle .05, .1 and 0; the mean .125, .1 and .1
    assert [row.behaviour for row in found.rows] == ["b", "c", "a"]


def test_good_enough_is_not_meaningfully_worse_than_the_first_or_at_the_threshold() -> None:
    first, arm = np.array([0.5, 0.5, 0.5]), np.array([0.45, 0.495, 0.6])
    assert regret._enough(TRUST, first, arm, None).tolist() == [0.0, 1.0, 1.0]
    assert regret._enough(TRUST, first, arm, 0.495).tolist() == [0.0, 1.0, 1.0]  # exactly that is enough
    assert regret._enough(DELAYED, first, arm, 0.495).tolist() == [1.0, 1.0, 0.0]


def _against(*arms: list[list[float]]) -> np.ndarray:
    levels = np.array(arms)
    return levels[:, None] - levels[None, :]


def test_arms_alike_share_the_safest_bet_and_one_that_is_never_behind_is_it() -> None:
    alike = [[0.0, 1.0], [1.0, 0.0]]
    assert regret._safest(_against(alike, alike)).tolist() == [0.5, 0.5]
    more = (np.array(alike) + 1.0).tolist()
    assert regret._safest(_against(alike, more, more)).tolist() == [0.0, 0.5, 0.5]


def test_who_is_safest_goes_by_the_worst_world_in_each_redraw(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regret, "REDRAWS", 2000)
    # over the other, the first gains 3 and loses 1: it is behind only where the loss is drawn twice
    shares = regret._safest(_against([[3.0, -1.0]], [[0.0, 0.0]]))
    assert shares == pytest.approx([0.75, 0.25], abs=0.04) and shares.sum() == pytest.approx(1.0)
    # in one world ahead by 2 and in the other behind by 1: the worst of the two counts, not their sum
    assert regret._safest(_against([[2.0], [-1.0]], [[0.0], [0.0]])).tolist() == [1.0, 0.0]
    again = _against([[3.0, -1.0]], [[0.0, 0.0]])
    assert regret._safest(again).tolist() == regret._safest(again, 1).tolist() != regret._safest(again, 2).tolist()
