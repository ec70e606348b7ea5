"""The team by hand: X_i = sum over the team's leaders of influence * x."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.relationships.team import Team
from tests.unit.relationships.three_organisations import same, step

WAYS = np.arange(24).reshape(4, 6) / 24.0
AIMS = np.array([[0.1, 0.9], [0.5, 0.3], [0.2, 0.4], [0.7, 0.6]])
SEEN: dict[str, Any] = {
    "influence": [0.75, 0.25, 1.0, 1.0],
    "ways": WAYS,
    "purpose": [0.2, 0.6, 0.3, 0.5],
    "vision": AIMS,
}


def test_a_team_is_the_mean_of_its_leaders_by_influence() -> None:
    made = step(Team, SEEN)
    same(made["team_purpose"], 0.3, 0.3, 0.5)
    same(made["team_vision"], [0.2, 0.75], AIMS[2], AIMS[3])
    same(made["team_ways"], 0.75 * WAYS[0] + 0.25 * WAYS[1], WAYS[2], WAYS[3])


def test_who_has_no_influence_does_not_count() -> None:
    made = step(Team, SEEN | {"influence": [0.0, 1.0, 1.0, 1.0]})
    same(made["team_ways"], WAYS[1], WAYS[2], WAYS[3])
    same(made["team_purpose"], 0.6, 0.3, 0.5)


def test_more_influence_moves_the_team_to_that_leader() -> None:
    base, more = step(Team, SEEN), step(Team, SEEN | {"influence": [0.5, 0.5, 1.0, 1.0]})
    assert more["team_purpose"][0] > base["team_purpose"][0]
