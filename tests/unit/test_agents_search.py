"""The search for who goes first, by hand: sets with planted effects, which of them are tried, and how many arms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from sim.analysis import agents
from sim.analysis.agents import count, in_order, searched
from sim.analysis.joining import Best, Who

THREE = {"a": 3, "b": 2, "c": 1, "ab": 4, "ac": 5, "bc": 9}
FOUR = {"d": 0, **dict.fromkeys(("ab", "ad", "bc", "cd"), 4), "ac": 5, "bd": 9, "abc": 1, "abd": 2, "acd": 3, "bcd": 4}


class Planted:
    """Sets whose effect is planted and the same in each of three futures; it keeps what it was asked for."""

    def __init__(self, effects: Mapping[str, int], better: int = 1, keys: str = "abc") -> None:
        self.keys, self.better, self.effects_of = tuple(keys), better, effects
        self.asked = list[list[str]]()

    def of(self, sets: Sequence[Who]) -> dict[Who, Any]:
        self.asked.append(["".join(who) for who in sets])
        return {who: np.full(3, float(self.effects_of["".join(who)])) for who in sets}


def _found(planted: Planted) -> tuple[Best | None, Best | None, Best | None]:
    some: Any = planted
    return searched(some)


def _who(found: Best | None) -> str:
    assert found is not None
    return "".join(found.who)


def test_as_many_pairs_as_may_be_are_all_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agents, "MOST_PAIRS", 3)
    pair, greedy, three = _found(planted := Planted(THREE))
    assert (_who(pair), _who(greedy), three) == ("bc", "ac", None)
    assert pair and greedy and (pair.how, pair.tried, greedy.how, greedy.tried) == ("exhaustive", 3, "greedy", 2)
    assert planted.asked == [["a", "b", "c"], ["ab", "ac"], ["ab", "ac", "bc"]]


def test_of_more_pairs_only_those_with_the_best_one_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agents, "MOST_PAIRS", 2)
    pair, greedy, three = _found(planted := Planted(THREE))
    assert pair == greedy and _who(pair) == "ac" and three is None
    assert planted.asked == [["a", "b", "c"], ["ab", "ac"]]


def test_where_less_is_better_the_least_is_the_best() -> None:
    pair, greedy, _ = _found(Planted(THREE, better=-1))  # c alone, then ac and bc; of all, ab
    assert (_who(pair), _who(greedy)) == ("ab", "ac")


def test_threes_grow_from_both_pairs_and_none_is_tried_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agents, "MOST_PAIRS", 6)
    pair, greedy, three = _found(planted := Planted({**THREE, **FOUR}, keys="abcd"))
    assert (_who(pair), _who(greedy), _who(three)) == ("bd", "ac", "bcd")
    assert planted.asked[-1] == ["abc", "acd", "abd", "bcd"] and three and three.how == "greedy"


def test_without_all_pairs_threes_grow_from_the_greedy_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agents, "MOST_PAIRS", 5)
    _, _, three = _found(planted := Planted({**THREE, **FOUR}, keys="abcd"))
    assert _who(three) == "acd" and planted.asked[-1] == ["abc", "acd"]


def test_of_two_organisations_there_is_nothing_to_search() -> None:
    planted = Planted({}, keys="ab")
    assert _found(planted) == (None, None, None) and planted.asked == []


def _arms(organisations: int, behaviours: int) -> list[Any]:
    place = SimpleNamespace(organisations=[None] * organisations, organisation_keys=tuple("abcde"[:organisations]))
    return [SimpleNamespace(place=place)] * behaviours


@pytest.mark.parametrize(
    ("organisations", "behaviours", "without", "arms"),
    [
        (5, 2, ["one"], 4 + 5 + 10 + 10 + 10),  # arms; each alone; pairs; threes at most; two sizes of five orders
        (26, 2, ["one"], 4 + 26 + 300 + 52 + 15),  # of 325 pairs 300 at most; three sizes
        (25, 3, [], 3 + 25 + 300 + 50 + 15),
        (24, 1, ["one", "other"], 3 + 24 + 276 + 48 + 15),
        (2, 2, [], 2 + 2 + 1 + 4 + 5),  # one size: half of two
    ],
)
def test_how_many_arms_are_run(organisations: int, behaviours: int, without: list[str], arms: int) -> None:
    assert count(_arms(organisations, behaviours), without) == arms


def test_the_first_of_every_order_join_and_as_many_by_lot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agents, "orders", lambda *_: {"trust": tuple("dbeac"), "largest": tuple("acbde")})
    asked = list[Mapping[str, Any]]()

    def effects(sets: Mapping[str, Any]) -> dict[str, Any]:
        asked.append(sets)
        return {name: np.full(3, float(number)) for number, name in enumerate(sets)}

    search: Any = SimpleNamespace(scenarios=_arms(5, 2), seeds=(0, 1, 2), keys=tuple("abcde"), effects=effects)
    found = in_order(search)
    sets = {"b,d": ("b", "d"), "b,d,e": ("b", "d", "e"), "a,c": ("a", "c"), "a,b,c": ("a", "b", "c")}
    assert asked == [{**sets, "2 drawn": 2, "3 drawn": 3}]
    assert [(one.order, "".join(one.who), one.size, one.effect) for one in found] == [
        ("trust", "bd", 2, 0.0),
        ("trust", "bde", 3, 1.0),
        ("largest", "ac", 2, 2.0),
        ("largest", "abc", 3, 3.0),
        ("drawn", "", 2, 4.0),
        ("drawn", "", 3, 5.0),
    ]
