"""Fair shares of a gap: games of two and three whose Shapley values are known."""

from __future__ import annotations

from itertools import combinations

import pytest

from sim.analysis.channels import shapley_shares


def game(players: str, worth: dict[str, float]) -> dict[frozenset[str], float]:
    sets = [one for size in range(len(players) + 1) for one in combinations(players, size)]
    return {frozenset(one): worth.get("".join(one), 0.0) for one in sets}


def test_two_share_what_only_both_bring_beside_what_each_brings() -> None:
    assert shapley_shares("ab", game("ab", {"a": 1.0, "b": 3.0, "ab": 10.0})) == pytest.approx({"a": 4.0, "b": 6.0})


def test_one_left_hand_and_two_right_hands_share_a_pair_of_gloves() -> None:
    shares = shapley_shares("abc", game("abc", {"ab": 1.0, "ac": 1.0, "abc": 1.0}))
    assert shares == pytest.approx({"a": 2 / 3, "b": 1 / 6, "c": 1 / 6})


def test_who_adds_nothing_gets_nothing_and_shares_add_up() -> None:
    shares = shapley_shares("abc", game("abc", {"a": 2.0, "ab": 5.0, "ac": 2.0, "b": 1.0, "bc": 1.0, "abc": 5.0}))
    assert shares["c"] == pytest.approx(0.0, abs=1e-12)
    assert shares == pytest.approx({"a": 3.0, "b": 2.0, "c": 0.0})


def test_what_nobody_brings_is_left_out() -> None:
    shares = shapley_shares("ab", game("ab", {"": 7.0, "a": 8.0, "b": 7.0, "ab": 8.0}))
    assert shares == pytest.approx({"a": 1.0, "b": 0.0})
