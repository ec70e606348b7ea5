"""Heroic, mandated and adaptive teams by short traces: seeing this, they do that."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.behaviours import BEHAVIOURS
from sim.behaviours.common_rule import DecisionParams, leader_choice, organisation_choice
from sim.behaviours.seen import Action
from tests.seeing import leader_seen, organisation_seen

P = DecisionParams()


def column(*values: float) -> Any:
    return np.array(values)[:, None]


def decide(name: str, **seen: Any) -> Action:
    return BEHAVIOURS[name].decide(organisation_seen(**seen), P)


@pytest.mark.parametrize("name", ["heroic", "mandated"])
def test_both_give_as_much_in_all_as_everybody_does_and_cede_nothing(name: str) -> None:
    seen = organisation_seen(pull=column(1.0, 2.0, 1.2))
    action, usual = BEHAVIOURS[name].decide(seen, P), organisation_choice(seen, P)
    assert action.share.sum() == pytest.approx(usual.share.sum())
    assert np.array_equal(action.shunt_wish, usual.shunt_wish) and np.array_equal(action.diverted, usual.diverted)
    alone, common = BEHAVIOURS[name].decide_as_leader(leader_seen(), P), leader_choice(leader_seen(), P)
    assert not alone.offers_lead.any() and np.array_equal(alone.wish, common.wish)


def test_a_hero_runs_where_it_burns_most() -> None:
    action = decide("heroic", pull=column(1.0, 2.0, 1.0))
    assert action.share[1, 0] > 0.98 * action.share.sum()
    assert action.promise[1, 0] > organisation_choice(organisation_seen(pull=column(1.0, 2.0, 1.0)), P).promise[1, 0]
    calm = decide("heroic", pull=column(1.0, 1.0, 1.0))
    assert calm.share == pytest.approx(organisation_choice(organisation_seen(), P).share)


def test_an_order_is_carried_out_alike_whoever_is_trusted_or_in_need() -> None:
    action = decide("mandated", pull=column(1.0, 2.0, 1.0), belief=column(0.9, 0.2, 0.5))
    assert action.promise == pytest.approx(np.full((3, 1), action.promise[0, 0]))


def test_who_learns_promises_more_where_it_paid_and_less_where_it_did_not() -> None:
    last = column(0.2, 0.2, 0.2)
    action = decide("adaptive", promised=last, delivered=last, received=column(0.6, 0.2, 0.0))
    assert action.promise[:, 0] == pytest.approx([0.2 + 0.5 * 0.4 * 0.8, 0.2, 0.2 - 0.5 * 0.2 * 0.2])


def test_two_who_learn_build_up_or_unravel() -> None:
    def trace(ours: float, gift: float) -> list[float]:
        promises = []
        for _ in range(6):
            seen = {"promised": column(ours, 0.1, 0.1), "delivered": column(ours, 0.1, 0.1)}
            ours = float(decide("adaptive", received=column(gift, 0.1, 0.1), **seen).promise[0, 0])
            promises.append(ours)
        return promises

    up, down = trace(0.1, 0.4), trace(0.4, 0.05)
    assert up == sorted(up) and up[-1] < 0.4 and up[-1] > 0.25
    assert down == sorted(down, reverse=True) and 0.05 < down[-1] < 0.3


def test_it_begins_as_everybody_does() -> None:
    action, usual = decide("adaptive", round=0), organisation_choice(organisation_seen(), P)
    assert all(np.array_equal(one, other) for one, other in zip(action, usual, strict=True))
