"""Information by hand: I += (min(.95, I0 + Ia*(1 - I0)*sqrt(d_ij*d_ji) + .2*records*clip(fit, 0, 1)) - I)*pace."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.relationships.information import Information
from tests.unit.relationships.three_organisations import same, step

P = {"base": 0.4, "shared": 0.5, "records": 0.2, "weeks": 26.0}
PACE = 1.0 - np.exp(-4.0 / 26.0)
SEEN: dict[str, Any] = {
    "opens": [0.0, 0.0, 0.0],
    "delivered": [0.9, 0.4, 0.0, 1.0],
    "project_effect": [1.0, 1.0, 1.0, 0.5],  # the fourth project is shared records
    "project_fit": [1.0, 1.0, 1.0, 0.8],
    "information": [0.3, 0.6],
}


def _step(**changed: Any) -> Any:
    return step(Information, SEEN | changed, P)["information"]


def test_joint_work_and_shared_records_inform_both_sides() -> None:
    target = np.array([0.4 + 0.5 * 0.6 * 0.6 + 0.2 * 0.4, 0.4 + 0.0 + 0.2 * 0.4])
    same(_step(), np.array([0.3, 0.6]) + (target - np.array([0.3, 0.6])) * PACE)


def test_only_a_design_that_fits_informs_and_never_of_all() -> None:
    harmful = _step(project_fit=[1.0, 1.0, 1.0, -0.3])
    same(harmful, _step(project_effect=[1.0, 1.0, 1.0, 0.0]))
    same(_step(project_fit=[1.0, 1.0, 1.0, 1.6]), _step(project_fit=[1.0, 1.0, 1.0, 1.0]))
    most = step(Information, SEEN, P | {"base": 1.0})["information"]
    same(most, np.array([0.3, 0.6]) + (0.95 - np.array([0.3, 0.6])) * PACE)


def test_both_must_work_at_it() -> None:
    base = _step()
    assert (_step(delivered=[1.0, 1.0, 0.5, 1.0]) > base).all()
    same(_step(delivered=[1.0, 0.0, 0.0, 1.0])[1], base[1])


def test_openness_of_either_side_informs() -> None:
    opened = _step(opens=[1.0, 0.0, 0.5])
    same(opened - _step(), 0.25 * 0.6 * np.array([0.5, 0.75]) * PACE)
