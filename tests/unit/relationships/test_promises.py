"""Promises by hand: capacity = clip(1 - b_c*o, .05, 1); d = min(a, capacity); g = g0 + (1 - g0)*a - nu*(a - d).

That is at 0 of the dial `word`; at 1, its default, a promise counts as one of the usual size.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.relationships.promises import Promises
from tests.unit.relationships.three_organisations import Dice, same, step

P = {"reliability": 0.6, "harm": 2.0, "capacity_lost": 2.0, "noise": 0.1, "word": 0.0}
SEEN: dict[str, Any] = {
    "listens": [0.0, 0.0, 0.0],
    "promise": [0.5, 0.2, 0.8, 0.5],
    "price_of_promise": 0.4,
    "link_yield": [1.0] * 4,
    "fog": 0.0,
    "noticed": [1.0, 1.0],
    "similarity": [0.6, 0.9],
    "team_culture": [[0.35, 0.25, 0.2, 0.2], [0.65, 0.15, 0.1, 0.1], [0.05, 0.25, 0.35, 0.35]],
    "excess": [0.15, 0.0, 0.6],  # capacities of .7, 1 and the least, .05
    "team_ways": [[0.9, 0.4, 0.9, 0.9, 0.9, 0.9], [0.9, 1.0, 0.9, 0.9, 0.9, 0.9], [0.9, 0.0, 0.9, 0.9, 0.9, 0.9]],
}


def _step(dice: Dice | None = None, **changed: Any) -> dict[str, Any]:
    return step(Promises, SEEN | changed, P, dice=dice)


def test_a_team_delivers_what_pressure_lets_it_and_broken_promises_weigh() -> None:
    made = _step()
    delivered = np.array([0.5, 0.2, 0.7, 0.05])
    same(made["delivered"], delivered)
    kept = np.array([0.6 + 0.4 * 0.5, 0.6 + 0.4 * 0.2, 0.6 + 0.4 * 0.8 - 2 * 0.1, 0.0])  # .6 + .2 - 2*.45 is below 0
    same(made["kept"], kept)
    same(made["seen_kept"], kept[[1, 0, 3, 2]])  # each sees the other side
    same(made["delivered_effort"], -0.4 * np.log(1.0 - delivered))


def test_where_links_make_effort_worth_more_keeping_a_promise_takes_less() -> None:
    made = _step(link_yield=[2.0, 1.0, 0.5, 1.0])
    same(made["delivered_effort"], -0.4 * np.log([0.5, 0.8, 0.3, 0.95]) * [0.5, 1.0, 2.0, 1.0])
    assert all((made[name] == _step()[name]).all() for name in ("delivered", "kept", "seen_kept"))


def test_who_perceives_more_misjudges_less() -> None:
    made = _step(Dice(normal=1.0))["seen_kept"]
    blur = 0.1 * np.array([1.2 - 0.5 * 0.4, 1.2 - 0.5 * 1.0, 1.2 - 0.5 * 0.4, 1.2])
    same(made, np.array([0.68, 0.8, 0.0, 0.72]) + blur)
    assert (_step(Dice(normal=99.0))["seen_kept"] == 1.0).all() and (
        _step(Dice(normal=-99.0))["seen_kept"] == 0.0
    ).all()


def test_a_whole_promise_without_pressure_is_kept_in_full() -> None:
    made = _step(promise=[1.0] * 4, excess=[0.0] * 3)
    assert (made["delivered"] == 1.0).all() and (made["kept"] == 1.0).all()
    same(made["delivered_effort"], [-0.4 * np.log(0.03)] * 4)  # of .97 at most
    nothing = _step(promise=[0.0] * 4)
    same(nothing["kept"], [0.6] * 4)
    same(nothing["delivered_effort"], [0.0] * 4)


def test_excess_pressure_breaks_promises() -> None:
    base, pressed = _step(), _step(excess=[0.45, 0.48, 0.6])
    assert (pressed["delivered"][:3] < base["delivered"][:3]).all() and (pressed["kept"][:3] < base["kept"][:3]).all()


def test_who_listens_misjudges_less() -> None:
    usual, listening = (_step(Dice(normal=0.5), listens=[part, 0.0, 0.0]) for part in (0.0, 1.0))
    exact = _step()["seen_kept"]
    same((listening["seen_kept"] - exact)[[0, 2]], 0.5 * (usual["seen_kept"] - exact)[[0, 2]])  # the hospital's two
    same(listening["seen_kept"][[1, 3]], usual["seen_kept"][[1, 3]])


def _of_word(word: float, dice: Dice | None = None, **changed: Any) -> dict[str, Any]:
    return step(Promises, SEEN | changed, P | {"word": word, "usual_promise": 0.25}, dice=dice)


def test_by_the_word_alone_a_kept_promise_scores_alike_whatever_its_size() -> None:
    calm: dict[str, Any] = {"promise": [0.9, 0.1, 0.25, 0.5], "excess": [0.0] * 3}
    same(_of_word(1.0, **calm)["kept"], [0.6 + 0.4 * 0.25] * 4)
    assert np.ptp(_of_word(0.0, **calm)["kept"]) > 0.3, "off, who promises more scores more"
    half = 0.6 + 0.4 * (0.5 * np.array(calm["promise"]) + 0.5 * 0.25)
    same(_of_word(0.5, **calm)["kept"], half)


def test_by_the_word_alone_a_breach_counts_by_the_part_of_the_promise_that_was_broken() -> None:
    made = _of_word(1.0)  # of the last two promises, an eighth and nine tenths are broken
    same(made["kept"], [0.7, 0.7, 0.7 - 2 * 0.25 / 8, 0.7 - 2 * 0.25 * 0.9])
    same(made["delivered"], _step()["delivered"])  # how much is delivered, and at what effort, is as it was
    same(made["delivered_effort"], _step()["delivered_effort"])


def test_by_the_word_alone_a_small_promise_is_seen_more_dimly() -> None:
    usual, dim = (
        _of_word(1.0, Dice(normal=chance), promise=[0.25, 0.0625, 0.25, 0.0625], excess=[0.0] * 3)["seen_kept"]
        for chance in (0.0, 0.1)
    )
    blur = 0.1 * 0.1 * np.array([1.2 - 0.5 * 0.4, 1.2 - 0.5 * 1.0, 1.2 - 0.5 * 0.4, 1.2])
    same(dim - usual, blur * [2.0, 1.0, 2.0, 1.0])  # a quarter of the usual promise: twice as dimly


def test_unlike_ways_of_working_are_misread_as_far_as_the_dial_says() -> None:
    chance = Dice(normal=0.1)
    usual, more = (step(Promises, SEEN, P | {"misread": dial}, dice=chance)["seen_kept"] for dial in (0.0, 0.5))
    assert (usual == _step(chance, similarity=[0.0, 0.0])["seen_kept"]).all(), "off, it is not looked at"
    same((more - usual)[[0, 1, 3]], 0.1 * 0.5 * np.array([0.4, 0.4, 0.1]))


def test_clans_keep_what_they_promised_each_other_further_under_pressure() -> None:
    usual, clan = (step(Promises, SEEN, P | {"clan": dial}) for dial in (0.0, 1.0))
    ties = np.array([0.5, 0.5, 0.2, 0.2]) - 0.25  # of both sides: .35 with .65, .35 with .05
    excess = np.array([0.15, 0.0, 0.15, 0.6])
    capacity = np.clip(1.0 - 2.0 * excess * (1.0 - ties), 0.05, 1.0)
    same(clan["delivered"], np.minimum(SEEN["promise"], capacity))
    off = step(Promises, SEEN | {"team_culture": np.full((3, 4), 0.25)}, P)
    assert (usual["delivered"] == off["delivered"]).all(), "off, it is not looked at"


def test_clans_are_kept_to_more_and_others_less_than_an_even_mix() -> None:
    strained = SEEN | {"promise": [0.9] * 4, "excess": [0.2] * 3}
    usual, clan = (step(Promises, strained, P | {"clan": dial})["delivered"] for dial in (0.0, 1.0))
    assert (clan > usual).tolist() == [True, True, False, False] and (clan < usual).tolist() == [False] * 2 + [True] * 2


def test_by_the_dial_a_partner_is_judged_by_what_it_does_for_what_is_done_for_it() -> None:
    usual = _step()
    pairs = ((0.5, 0.2), (0.2, 0.5), (0.7, 0.05), (0.05, 0.7))  # what each delivers, and what it gets
    like_for_like = [min(1.0, 0.6 * 2 * got / (got + gave)) for gave, got in pairs]
    for reciprocity in (1.0, 0.25):
        made = step(Promises, SEEN, P | {"reciprocity": reciprocity})
        judged = [
            (1 - reciprocity) * old + reciprocity * new
            for old, new in zip(usual["seen_kept"], like_for_like, strict=True)
        ]
        same(made["seen_kept"], judged)
        same(made["kept"], usual["kept"])  # what was done is as it was: only how it is judged differs
    nothing = step(Promises, SEEN | {"promise": [0.0] * 4}, P | {"reciprocity": 1.0})
    same(nothing["seen_kept"], [0.0] * 4)
    even = step(Promises, SEEN | {"promise": [0.3] * 4, "excess": [0.0] * 3}, P | {"reciprocity": 1.0})
    same(even["seen_kept"], [0.6] * 4)


def test_what_is_given_back_is_seen_as_dimly_as_a_word() -> None:
    clear, dim = (step(Promises, SEEN, P | {"reciprocity": 1.0}, dice=dice) for dice in (None, Dice(normal=1.0)))
    before, after = _step(), _step(Dice(normal=1.0))
    inside = [0, 1]  # elsewhere nothing is below nothing
    same((dim["seen_kept"] - clear["seen_kept"])[inside], (after["seen_kept"] - before["seen_kept"])[inside])
