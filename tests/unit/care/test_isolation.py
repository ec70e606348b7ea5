"""Isolation by hand: how many are lonely at month 0, what makes them more and what makes them fewer."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.mechanisms.care.isolation import Isolation
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import started, stepped

PARAMS = {
    "share": 0.1,
    "adults": 0.8,
    "by_need": 0.5,
    "by_unpaid_care": 0.4,
    "by_unmet_care": 0.2,
    "weeks": 10.0,
}
USUAL, PACE = 12_000.0, 1.0 - np.exp(-0.1)  # .1 of .8 of 150,000
MONTH_0: dict[str, Any] = {
    "isolated": USUAL,
    "need": [1.0] * 7,
    "unpaid_care": 1.0,
    "social_care_unmet_share": 0.2,  # as at month 0
    "company": 0.0,
}


def _goal(**changed: Any) -> float:
    """Return where the number of lonely people goes to."""
    after = float(stepped(Isolation, MONTH_0 | changed, PARAMS)["isolated"])
    return (after - USUAL) / PACE + USUAL


def test_month_0_is_steady() -> None:
    same(started(Isolation, PARAMS)["isolated"], USUAL)
    same(stepped(Isolation, MONTH_0, PARAMS)["isolated"], USUAL)


@pytest.mark.parametrize(
    ("changed", "more"),
    [
        ({"need": [9.0] * 5 + [1.2, 9.0]}, 0.5 * 0.2),
        ({"unpaid_care": 0.9}, 0.4 * 0.1),
        ({"unpaid_care": 1.1}, -0.4 * 0.1),
        ({"social_care_unmet_share": 0.3}, 0.2 * 0.1),
        ({"company": 0.1}, -0.1),
    ],
)
def test_each_cause_moves_it_by_its_own_size(changed: dict[str, Any], more: float) -> None:
    same(_goal(**changed), USUAL * (1.0 + more))


def test_causes_add_up_and_company_helps_a_part_of_all() -> None:
    together = _goal(need=[1.0] * 5 + [1.2, 1.0], unpaid_care=0.5, social_care_unmet_share=0.7, company=0.25)
    same(together, USUAL * (1.0 + 0.1 + 0.2 + 0.1) * 0.75)


def test_nobody_is_lonely_less_than_never() -> None:
    same(_goal(need=[0.0] * 7, unpaid_care=1.2, social_care_unmet_share=-9.0), 0.0)


def test_it_takes_time() -> None:
    same(stepped(Isolation, MONTH_0 | {"isolated": 10_000.0}, PARAMS)["isolated"], 10_000.0 + 2_000.0 * PACE)
