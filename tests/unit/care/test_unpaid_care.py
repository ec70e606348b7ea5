"""Unpaid care by hand: what wears it out, within limits, and what its loss asks for."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.mechanisms.care.unpaid_care import UnpaidCare
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import started, stepped

PARAMS = {"wear_unmet": 0.5, "wear_delays": 0.1, "weeks": 10.0, "requests": 0.2, "admissions": 0.05}
PACE = 1.0 - np.exp(-0.1)


def test_as_at_month_0_it_is_whole() -> None:
    state: dict[str, Any] = {"unpaid_care": 1.0, "social_care_unmet_share": 0.2, "beds_held": 20.0}
    for made in (started(UnpaidCare), stepped(UnpaidCare, state, PARAMS)):
        same(made["unpaid_care"], 1.0)
        same(made["carer_requests"], 0.0)
        same(made["carer_admissions"], 0.0)


@pytest.mark.parametrize(
    ("unmet", "held", "bearable"),
    [(0.4, 30.0, 1.0 - 0.5 * 0.2 - 0.1 * 0.5), (0.1, 10.0, 1.1), (1.0, 200.0, 0.3), (0.0, -100.0, 1.2)],
)
def test_it_wears_out_and_recovers_within_limits(unmet: float, held: float, bearable: float) -> None:
    state: dict[str, Any] = {"unpaid_care": 0.9, "social_care_unmet_share": unmet, "beds_held": held}
    found = stepped(UnpaidCare, state, PARAMS)
    after = 0.9 + (bearable - 0.9) * PACE
    same(found["unpaid_care"], after)
    same(found["carer_requests"], 0.2 * (1.0 - after))
    same(found["carer_admissions"], 0.05 * 200.0 * (1.0 - after))
