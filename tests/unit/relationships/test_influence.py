"""Influence by hand: w = (1 - d)*rank + d*received/sum(received of the team); d grows where purpose counts."""

from __future__ import annotations

from typing import Any

from sim.mechanisms.relationships.influence import Influence
from tests.unit.relationships.three_organisations import Dice, same, step, world

P = {"by_trust": 0.2, "by_trust_gain": 0.3}
SEEN: dict[str, Any] = {
    # the chief is trusted .2 and .4 by the two partners (ties 2 and 6), the medical director .8 and 1
    "tie_trust": [0.5, 0.5, 0.2, 0.8, 0.6, 0.6, 0.4, 1.0],
    "weight_on_purpose": [1.0, 0.0, 0.5],
}


def _step(**changed: Any) -> dict[str, Any]:
    return step(Influence, SEEN | changed, P)


def test_weight_is_part_rank_and_part_the_trust_of_partners() -> None:
    made = _step()
    same(made["influence_by_trust"], 0.5, 0.2, 0.35)
    # received .3 and .9 of 1.2: a quarter and three quarters; those alone in their team have all of it
    chief, director = 0.5 * 0.6 + 0.5 * 0.25, 0.5 * 0.4 + 0.5 * 0.75
    same(made["influence"], chief, director, 1.0, 1.0)
    same(made["tie_weight"], [chief, director] * 4)


def test_by_rank_alone_where_trust_does_not_count_and_never_beyond_all() -> None:
    by_rank = step(Influence, SEEN, {"by_trust": 0.0, "by_trust_gain": 0.0})
    same(by_rank["influence"], 0.6, 0.4, 1.0, 1.0)
    by_trust = step(Influence, SEEN, {"by_trust": 0.9, "by_trust_gain": 0.9})
    assert by_trust["influence_by_trust"][0] == 1.0
    same(by_trust["influence"], 0.25, 0.75, 1.0, 1.0)
    first: Any = Influence(Influence.Params(), world()).start(Dice(), 1)  # type: ignore[arg-type]
    same(first["influence"][:, 0], 0.6, 0.4, 1.0, 1.0)


def test_whoever_partners_trust_gains_at_the_cost_of_colleagues() -> None:
    more = _step(tie_trust=[0.5, 0.5, 0.9, 0.8, 0.6, 0.6, 0.9, 1.0])["influence"]
    base = _step()["influence"]
    assert more[0] > base[0] and more[1] < base[1]
    same(more[0] + more[1], 1.0)
