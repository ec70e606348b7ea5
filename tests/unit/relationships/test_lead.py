"""The lead by hand: what is offered times trust, to anybody or to the best placed, who takes time to take over."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.relationships.lead import Lead
from tests.unit.relationships.three_organisations import same, step

SEEN: dict[str, Any] = {
    "trust": [0.6, 0.4, 0.5, 0.3],
    "offers_lead": [0.5, 0.25, 0.2, 0.4],
    "influence": [0.6, 0.4, 1.0, 1.0],
    "seat_say": [[0.0] * 3] * 3,
}
# offered: the hospital .4, the council .2, the practice .4; the hospital is best placed for all four kinds
TO_ANYBODY = 2 * np.array([0.4 * 0.4, 0.3 * 0.5, 1 / 3 * (0.55 + 0.4 + 0.3) / 3, 0.4 * 0.4])
TO_HOSPITAL = 2 * np.array([0.4 * 0.3, 0.2 * 0.4, (0.2 * 0.4 + 0.4 * 0.3) / 2, 0.4 * 0.3])


def test_any_lead_helps_by_default_and_takes_no_time() -> None:
    made = step(Lead, SEEN)
    same(made["project_lead"], TO_ANYBODY)
    assert not made["lead_weeks"].any()


def test_only_what_others_cede_to_the_best_placed_helps_in_full() -> None:
    for part in (0.25, 1.0):
        made = step(Lead, SEEN, {"best_placed": part, "handing_over": 10.0})
        lead = (1 - part) * TO_ANYBODY + part * TO_HOSPITAL
        same(made["project_lead"], lead)
        same(made["lead_weeks"], part * 10.0 * lead)


def test_what_the_best_placed_offers_itself_and_trust_in_others_do_not_count() -> None:
    full = {"best_placed": 1.0}
    before = step(Lead, SEEN, full)["project_lead"]
    same(step(Lead, SEEN | {"offers_lead": [1.0, 1.0, 0.2, 0.4]}, full)["project_lead"], before)
    same(step(Lead, SEEN | {"trust": [0.0, 0.4, 1.0, 0.3]}, full)["project_lead"], before)
    assert not step(Lead, SEEN | {"trust": [1.0, 0.0, 1.0, 0.0]}, full)["project_lead"].any()
    same(step(Lead, SEEN | {"offers_lead": [1.0] * 4, "trust": [0.9] * 4}, full)["project_lead"], [1.0] * 4)


def test_what_the_chief_offers_counts_as_far_as_that_seat_decides() -> None:
    made = step(Lead, SEEN | {"seat_say": [[0.5, 1.0, 1.0], [0.0, 1.0, 1.0], [0.0, 1.0, 1.0]]})["project_lead"]
    hospital = 0.4 + 0.5 * (0.5 - 0.4)  # its chief offers .5, the other leader .25
    same(made[0], 2 * (hospital + 0.4) / 2 * 0.4)
    same(made[1], 2 * (hospital + 0.2) / 2 * 0.5)
