"""Variance of a regret, split by hand between worlds and chance; and which years and outcomes a measure reads."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis.arms import NET_COST_OF
from sim.analysis.measures import NET_COST, measure
from sim.analysis.regret import split


def test_chance_left_in_the_means_of_worlds_is_taken_off_what_lies_between_them() -> None:
    # within: variances 2 and 18, mean 10; means 2 and 5, variance 4.5; left by chance: residuals of 1, so 4 / 1 / 2
    between, within, deviation = split(np.array([[1.0, 3.0], [2.0, 8.0]]))
    assert (between, within) == pytest.approx((2.5 / 12.5, 10.0 / 12.5))
    assert deviation == pytest.approx(10.0**0.5)


def test_net_cost_reads_every_year_and_an_outcome_only_the_last() -> None:
    assert measure(NET_COST).years(3) == (1, 2, 3)
    assert measure("delayed").years(3) == (3,)
    assert measure(NET_COST).needs == frozenset(NET_COST_OF)
    assert measure("delayed").needs == {"delayed"}
