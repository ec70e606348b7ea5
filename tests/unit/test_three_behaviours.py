"""Heroic, mandated and adaptive teams by short traces: seeing this, they do that."""

from __future__ import annotations

from dataclasses import replace
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
    taken = -0.4 * np.log(1 - 0.2)  # of the effort at a boundary, and of all that there is: three are alike
    cost = taken / np.sqrt(1 - taken)
    paid = [0.6 - cost, 0.2 - cost, 0.0 - cost]
    assert action.promise[:, 0] == pytest.approx(
        [0.2 + 0.5 * paid[0] * 0.8, 0.2 + 0.5 * paid[1] * 0.8, 0.2 + 0.5 * paid[2] * 0.2]
    )


def test_heroes_run_the_harder_the_sharper_and_learners_move_by_their_rate() -> None:
    burning = organisation_seen(pull=column(1.0, 2.0, 1.0))
    mild, sharp = (replace(P, rescue_sharpness=sharpness) for sharpness in (0.0, 4.0))
    assert BEHAVIOURS["heroic"].decide(burning, mild).share == pytest.approx(organisation_choice(burning, P).share)
    taken, usual = BEHAVIOURS["heroic"].decide(burning, sharp).share, organisation_choice(burning, P).share
    weight = usual * np.array([1.0, 16.0, 1.0])[:, None]
    assert taken == pytest.approx(usual.sum() * weight / weight.sum())
    last = column(0.2, 0.2, 0.2)
    seen = organisation_seen(promised=last, delivered=last, received=column(0.6, 0.2, 0.0))
    assert BEHAVIOURS["adaptive"].decide(seen, replace(P, learning=0.0)).promise == pytest.approx(last)


def learn(ours: float, theirs: float, rounds: int, *, gives_nothing: bool = False) -> list[tuple[float, float]]:
    """Return what two learners promise each other, round by round; the other may give nothing, whatever it gets."""
    trace = []
    for _ in range(rounds):
        ours, theirs = (
            float(
                decide(
                    "adaptive",
                    promised=column(own, 0.0, 0.0),
                    delivered=column(own, 0.0, 0.0),
                    received=column(gift, 0.0, 0.0),
                ).promise[0, 0]
            )
            for own, gift in ((ours, theirs), (theirs, ours))
        )
        theirs = 0.0 if gives_nothing else theirs
        trace.append((ours, theirs))
    return trace


def test_two_who_learn_and_give_alike_build_up() -> None:
    ours = [one for one, _ in learn(0.1, 0.1, 12)]
    assert ours == sorted(ours) and ours[-1] > 0.3
    apart = learn(0.3, 0.1, 1)[0]
    assert apart[0] < 0.3 and apart[1] > 0.1  # .1 does not pay for .3, and .3 does for .1


def test_they_build_up_no_further_than_home_can_spare() -> None:
    everywhere = np.full((3, 1), 0.5)
    for _ in range(200):
        everywhere = decide("adaptive", promised=everywhere, delivered=everywhere, received=everywhere).promise
    given = -P.price * np.log(1 - everywhere)
    assert everywhere == pytest.approx(given / np.sqrt(1 - given), rel=1e-6), "what arrives is worth what home lacks"
    assert 0.65 < everywhere[0, 0] < 0.75
    gave, last = np.full((3, 1), 0.99), np.full((3, 1), 0.9)
    worst = decide("adaptive", promised=last, delivered=gave, received=np.zeros((3, 1)))
    assert worst.promise == pytest.approx(0.9 * (1 - P.learning)), "a payoff of no less than -1"


def test_one_who_gives_alone_unravels_and_tries_no_more() -> None:
    ours = [one for one, _ in learn(0.4, 0.0, 40, gives_nothing=True)]
    assert ours == sorted(ours, reverse=True) and ours[-1] < 0.15
    assert learn(0.0, 0.0, 3)[-1] == (0.0, 0.0)


def test_it_begins_as_everybody_does() -> None:
    action, usual = decide("adaptive", round=0), organisation_choice(organisation_seen(), P)
    assert all(np.array_equal(one, other) for one, other in zip(action, usual, strict=True))
