"""Emergency patients by hand: a stay of a week keeps exp(-1) of them over the week."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.care.inpatients import Inpatients
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import started, stepped

SHARES = np.array([0.7, 0.14, 0.07, 0.035])


def _step(patients: float, came: float, stay: float) -> dict[str, Any]:
    return stepped(Inpatients, {"inpatients": patients, "admissions": came, "length_of_stay": stay})


def test_month_0_is_steady() -> None:
    first, found = started(Inpatients), _step(140.0, 200.0, 4.9)
    same(first["inpatients"], 140.0)
    same(first["away_from_hospital"], 150_000.0 - 160.0)
    for made in (first, found):
        same(made["ready"], 200.0 * SHARES)
        same(made["discharged"], 200.0)
    same(found["away_from_hospital > inpatients"], 200.0)
    same(found["inpatients > delayed"], 200.0 * SHARES)
    same(found["inpatients > away_from_hospital"], 200.0 * (1.0 - 0.945))


def test_stays_end_at_a_constant_rate() -> None:
    after = 100.0 * np.exp(-0.5) + 180.0 * 2.0 * (1.0 - np.exp(-0.5))
    finished = 100.0 + 180.0 - after
    found = _step(100.0, 180.0, 14.0)
    same(found["discharged"], finished)
    same(found["ready"], finished * SHARES)
    same(found["inpatients > away_from_hospital"], finished * (1.0 - 0.945))
