"""Parts of how many replications are enough, by hand: steps, intervals of shares and medians, and what is needed."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis import replications
from sim.analysis.headline import HEADLINE
from sim.analysis.redraws import small_sample
from sim.analysis.replications import (
    Precision,
    _needed,  # pyright: ignore[reportPrivateUsage]
    enough,
    median_spread,
    precisions,
    steps,
    wilson,
)
from tests.unit.made_up import comparison


def test_steps_go_from_ten_by_the_same_figures_in_every_power_of_ten() -> None:
    tens = (10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 500, 750)
    assert steps(1200) == (*tens, 1000, 1200) and steps(1500) == (*tens, 1000, 1500)
    assert steps(1_000_000)[-2:] == (750_000, 1_000_000) and len(steps(1_000_000)) == 31
    assert steps(10) == (10,) and steps(11) == (10, 11) and steps(5) == (5,)


def test_the_interval_of_a_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replications, "Z95", 2.0)
    assert wilson(0.2, 4) == pytest.approx((0.16 / 4.0 + 4.0 / 64.0) ** 0.5)  # 2 of it over 1 + 4/4
    assert wilson(0.2, 16) == pytest.approx(2.0 * (0.16 / 16.0 + 4.0 / 1024.0) ** 0.5 / 1.25)


def test_the_interval_of_a_median_is_that_between_redraws() -> None:
    assert median_spread(np.array([1.0, 4.0]), 1) == 1.5 * small_sample(2)  # one of the two is drawn
    assert median_spread(np.array([-2.0, -2.0, -2.0]), 7) == 0.0
    hundred = np.arange(1.0, 101.0)  # a draw of one: from 3 to 98
    assert median_spread(hundred, 1) == pytest.approx(47.5, abs=1.5)
    assert median_spread(hundred, 5, 1) == median_spread(hundred, 5) != median_spread(hundred, 5, 2)


def test_each_headline_outcome_is_known_by_its_last_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replications, "median_spread", lambda effects, n: float(effects.sum()) / n)
    made = comparison(futures=40)
    made.alternative.series["four_hour"][26:] += np.where(np.arange(40) < 30, 0.01, 0.0)  # in the last year
    made.alternative.series["delayed"][26:] += np.where(np.arange(40) < 12, 20.0, -0.5)  # worse in three tenths
    made.alternative.series["waiting_list"][:26] += 9000.0
    found = {(one.outcome, one.n): one for one in precisions(made)}
    assert list(found) == [(name, n) for name in HEADLINE for n in (10, 15, 20, 30, 40)]
    hours = found["four_hour", 15]
    assert hours.effect == pytest.approx(0.3 / 15 / 0.005) and hours.share == wilson(0.75, 15)
    stuck = found["delayed", 10]
    assert stuck.effect == pytest.approx((240.0 - 14.0) / 10 / 4.0)  # a twentieth of the 80 of the base
    assert stuck.share == pytest.approx(wilson(0.3, 10)) and wilson(0.3, 10) > wilson(0.0, 10)
    assert found["waiting_list", 40].effect == 0.0


def line(*known: tuple[int, float]) -> list[Precision]:
    return [Precision("a", n, effect, 2.0 * effect) for n, effect in known]


@pytest.mark.parametrize(
    ("known", "wanted", "number"),
    [
        (((10, 0.9), (20, 0.25), (30, 0.2)), 0.25, 20),  # exactly what is asked is enough
        (((10, 0.2), (20, 0.2)), 0.25, 10),
        (((30, 0.2), (10, 0.9), (20, 0.3)), 0.25, 30),  # in any order
        (((10, 0.2), (20, 0.3), (30, 0.2)), 0.25, 30),  # and stays so
        (((10, 0.5),), 0.25, 40),
        (((10, 0.75),), 0.25, 90),
        (((10, 0.9),), 0.25, 130),  # 129.6
        (((10, 0.8),), 0.25, 110),  # 102.4, in two digits
        (((5, 1.75),), 0.25, 250),  # 245
        (((10, 0.9), (100, 0.35)), 0.25, 200),  # 196: carried on from the last
    ],
)
def test_what_is_needed_is_tried_or_carried_on(
    known: tuple[tuple[int, float], ...], wanted: float, number: int
) -> None:
    assert _needed(line(*known), "effect", wanted) == number
    assert _needed(line(*known), "share", 2.0 * wanted) == number


def test_what_needs_most_decides_and_of_two_alike_the_first() -> None:
    alike = [Precision(name, n, 1.0 / n, 1.0 / n) for name in "ab" for n in (10, 20)]
    found = enough(alike, 0.1, 0.1)
    assert (found.number, found.tried, found.deciding, found.because) == (10, True, "a", "effect")
    assert (found.wanted_effect, found.wanted_share, found.found) == (0.1, 0.1, tuple(alike))
    more = enough([*alike, Precision("c", 20, 0.0, 0.07)], 0.1, 0.05)
    assert (more.number, more.tried, more.deciding, more.because) == (40, False, "c", "share")
    last = enough(alike, 0.05, 0.1)
    assert (last.number, last.tried) == (20, True), "as many as were run were tried"
