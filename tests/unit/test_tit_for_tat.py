"""Tit for tat by short traces: seeing this, it does that; and in the whole model it does what the traces say."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.behaviours import BEHAVIOURS
from sim.behaviours.common_rule import DecisionParams, organisation_choice
from sim.behaviours.seen import Action
from sim.core.arithmetic import Array
from tests.seeing import organisation_seen
from tests.whole import Runs, scenario

P = DecisionParams()
TIT_FOR_TAT = BEHAVIOURS["tit_for_tat"]


def decide(received: list[float], **changed: Any) -> Action:
    return TIT_FOR_TAT.decide(organisation_seen(received=np.array(received)[:, None], **changed), P)


def test_it_begins_as_everybody_does() -> None:
    action, usual = decide([0.9, 0.0, 0.1], round=0), organisation_choice(organisation_seen(), P)
    assert all(np.array_equal(one, other) for one, other in zip(action, usual, strict=True))


def test_it_promises_each_partner_what_that_partner_delivered() -> None:
    np.testing.assert_allclose(decide([0.3, 0.0, 0.1]).promise[:, 0], [0.3, 0.0, 0.1], atol=1e-12)


@pytest.mark.parametrize(
    "received",
    [
        pytest.param([0.3, 0.3, 0.0, 0.3, 0.3], id="it retaliates once and then forgives who gives again"),
        pytest.param([0.0, 0.0, 0.4, 0.4, 0.0], id="it follows a partner up and down, a round behind"),
    ],
)
def test_it_is_a_round_behind_its_partner(received: list[float]) -> None:
    promised = [float(decide([gift, 0.2, 0.2], round=number).promise[0, 0]) for number, gift in enumerate(received, 1)]
    np.testing.assert_allclose(promised, received, atol=1e-12)


def test_two_of_them_echo_what_one_of_them_missed() -> None:
    ours, theirs, trace = 0.3, 0.1, list[tuple[float, float]]()
    for _ in range(4):
        ours, theirs = (float(decide([gift, 0.2, 0.2]).promise[0, 0]) for gift in (theirs, ours))
        trace.append((round(ours, 9), round(theirs, 9)))
    assert trace == [(0.1, 0.3), (0.3, 0.1), (0.1, 0.3), (0.3, 0.1)]


def test_trust_pull_and_purpose_do_not_move_what_it_promises() -> None:
    usual = decide([0.3, 0.0, 0.1]).promise
    for changed in ({"belief": np.full((3, 1), 0.9)}, {"pull": np.full((3, 1), 3.0)}, {"purpose": np.ones((1, 1))}):
        assert np.array_equal(decide([0.3, 0.0, 0.1], **changed).promise, usual)


def test_it_gives_back_no_more_than_its_effort_allows() -> None:
    action = decide([0.9, 0.9, 0.9], available=np.full((1, 1), 0.3))
    assert action.share.sum() == pytest.approx(1.0) and (action.promise < 0.9).all()


def test_it_shunts_and_diverts_as_everybody_does() -> None:
    pressed = np.full((1, 1), 0.8)
    action, usual = (
        decide([0.3, 0.0, 0.1], pressure=pressed),
        organisation_choice(organisation_seen(pressure=pressed), P),
    )
    assert np.array_equal(action.shunt_wish, usual.shunt_wish) and np.array_equal(action.diverted, usual.diverted)


def _deliveries(behaviour: str, rounds: int) -> tuple[list[Array], list[Array]]:
    """Return what was promised and delivered in each round of a bad time."""
    runs, promised, delivered = Runs(scenario(f"behaviour={behaviour}", "pressure=perfect_storm"), [3, 5]), [], []
    for number in range(1, rounds + 1):
        state = runs.to(number).state
        promised.append(state.promise.copy())
        delivered.append(state.delivered.copy())
    return promised, delivered


def test_in_the_whole_model_each_round_gives_back_what_the_last_one_brought() -> None:
    promised, delivered = _deliveries("tit_for_tat", 6)
    usual, _ = _deliveries("siloed", 2)
    assert np.array_equal(promised[0], usual[0]) and not np.array_equal(promised[1], usual[1])
    back = Runs(scenario(), [0]).machine.world.network.back
    for now, before in zip(promised[1:], delivered[:-1], strict=True):
        np.testing.assert_allclose(now, back(before), atol=1e-9)
