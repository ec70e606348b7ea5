"""What only a plan brings, by hand: the place's own share is pooled, and there is nothing else until a plan adds it."""

from __future__ import annotations

from typing import Any

from sim.mechanisms.decisions.planned import Planned
from tests.unit.relationships.three_organisations import Dice, same, step, world

NOTHING = dict.fromkeys(("granted", "captured", "challenged", "accompanied"), 0) | {"rewarded": 6, "one_regime": 2}


def _held(made: dict[str, Any]) -> None:
    assert set(made) == {"pooled_share", *NOTHING}
    same(made["pooled_share"], 0.4)
    for name, rows in NOTHING.items():
        same(made[name], [0.0] * rows if rows else 0.0)


def test_without_a_plan_the_place_pools_its_share_and_there_is_nothing_else() -> None:
    rule: Any = Planned(Planned.Params(), world())
    _held({name: value[..., 0] for name, value in rule.start(Dice(), 1).items()})


def test_what_a_plan_added_in_a_round_is_gone_before_it_adds_anew() -> None:
    _held(step(Planned, {"pooled_share": 0.9}, {}, week=0))


def test_before_month_0_nothing_is_planned() -> None:
    assert step(Planned, {"pooled_share": 0.9}, {}, week=-4) == {}
