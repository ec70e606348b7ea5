"""Futures drawn again, by hand: how much wider few of them are taken to be, and who comes first how often."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import inf
from pathlib import Path

import numpy as np
import pytest

from sim.analysis import regret
from sim.analysis.ranking import by_chance
from sim.analysis.redraws import SURENESS, best_in_redraws, redrawn, small_sample
from sim.analysis.replications import median_spread
from sim.core.arithmetic import Array

ANALYSIS = Path(regret.__file__).parent


def safest(gains: Array) -> Array:
    """Return the shares in which rows are the safest bet, in one world."""
    return regret._safest((gains[:, None] - gains[None, :])[:, :, None, :])  # pyright: ignore[reportPrivateUsage]


def test_few_futures_are_taken_to_show_as_little_of_chance_as_they_do() -> None:
    assert small_sample(2) == pytest.approx(2.0**0.5 * 12.7062 / 1.95996, rel=1e-4)  # Student's t of one degree
    assert small_sample(16) == pytest.approx((16 / 15) ** 0.5 * 2.13145 / 1.95996, rel=1e-4)
    assert small_sample(2, 0.9) == pytest.approx(2.0**0.5 * 3.07768 / 1.28155, rel=1e-4) and small_sample(1) == inf
    assert small_sample(1_000_000, SURENESS) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize("futures", [2, 3, 8])
def test_intervals_read_from_redraws_hold_the_truth_however_few_the_futures(futures: int) -> None:
    effects = np.random.default_rng(2).normal(size=(2_000, futures))
    inside = np.abs(effects.mean(axis=1)) <= by_chance(effects, lambda mean: mean, 1)
    assert 0.91 < inside.mean() < 0.97, f"{futures} futures: 95% intervals hold the truth in {inside.mean():.2f}"
    held = [abs(np.median(row)) <= median_spread(row, futures) for row in effects[:400]]
    assert 0.89 < np.mean(held) < 0.99, f"{futures} futures: intervals of the median hold it in {np.mean(held):.2f}"


@pytest.mark.parametrize(
    ("shares", "futures", "tries"),
    [(best_in_redraws, 2, 400), (best_in_redraws, 3, 400), (best_in_redraws, 8, 400), (safest, 2, 100)],
)
def test_of_two_alike_chance_names_one_as_often_as_it_may_however_few_the_futures(
    shares: Callable[[Array], Array], futures: int, tries: int
) -> None:
    """Either of two is first in nine of ten redraws by chance alone in a tenth of studies, and so one in a fifth."""
    rng = np.random.default_rng(7)
    named = np.mean([max(shares(rng.normal(size=(2, futures)))) >= SURENESS for _ in range(tries)])
    assert named <= 0.2 + 3.0 * (0.2 * 0.8 / tries) ** 0.5, f"{futures} futures: one of two alike named in {named:.2f}"


def test_every_study_that_draws_futures_again_widens_what_few_of_them_show() -> None:
    draws = {path.name: path.read_text("utf-8") for path in ANALYSIS.glob("*.py")}
    again = {name for name, text in draws.items() if re.search(r"\.(integers|choice)\(|redrawn\(|bootstrap", text)}
    assert again == {"ranking.py", "redraws.py", "regret.py", "replications.py"}, "a study more: try it above"
    assert all(re.search(r"\b(small_sample|redrawn)\(", draws[name]) for name in again)


def test_weights_of_a_redraw_add_up_to_one_and_are_wider_than_what_was_drawn() -> None:
    weights = redrawn(2, 50, 1)
    assert weights.shape == (2, 50) and weights.sum(axis=0) == pytest.approx(1.0)
    wide = small_sample(2, SURENESS) / 2.0
    assert {round(x, 6) for x in weights.ravel()} == {round(0.5 + k * wide, 6) for k in (-1, 0, 1)}
    assert redrawn(1, 3, 1).tolist() == [[1.0, 1.0, 1.0]]


def test_one_that_gains_more_in_every_future_leads_in_every_redraw() -> None:
    assert best_in_redraws(np.array([[0.0, 1.0, 2.0], [1.0, 2.0, 3.0], [-1.0, 0.0, 1.0]])).tolist() == [0.0, 1.0, 0.0]


def test_of_two_futures_a_redraw_takes_the_losing_one_twice_in_a_quarter() -> None:
    # the first gains 3 and loses 1: only where the loss is drawn twice does the other, at 0, lead
    first, other = best_in_redraws(np.array([[3.0, -1.0], [0.0, 0.0]]), redraws=4000)
    assert first == pytest.approx(0.75, abs=0.03) and first + other == pytest.approx(1.0)


def test_shares_count_redraws_of_their_seed() -> None:
    gains = np.array([[3.0, -3.0, 1.0], [0.0, 0.5, 0.0]])
    shares = best_in_redraws(gains, redraws=8)
    assert shares.sum() == 1.0 and (shares * 8.0 % 1.0 == 0.0).all()
    assert (best_in_redraws(gains) == best_in_redraws(gains, 400, 1)).all()
    assert len({tuple(best_in_redraws(gains, 400, seed)) for seed in range(1, 6)}) > 1


def test_of_one_future_none_is_the_best_more_often_than_another() -> None:
    assert best_in_redraws(np.array([[3.0], [1.0], [0.0], [2.0]])).tolist() == [0.25] * 4
