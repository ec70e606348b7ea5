"""Who joins, by hand: orders at a place of three organisations, sets with one more, and when a best is called so."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from sim.analysis import joining
from sim.analysis.joining import Joined, best, joined, orders, pairs, sizes, with_one_more
from tests.unit.relationships.three_organisations import state_of
from tests.unit.round_place import world


def test_one_more_joins_in_the_order_of_the_place() -> None:
    assert with_one_more(("c",), "abcd") == [("a", "c"), ("b", "c"), ("c", "d")]
    assert with_one_more(("d", "b"), "abcd") == [("a", "b", "d"), ("b", "c", "d")]
    assert with_one_more(("a", "b"), "ab") == []


def test_every_pair_comes_once() -> None:
    assert pairs("abc") == [("a", "b"), ("a", "c"), ("b", "c")] and pairs("a") == []


@pytest.mark.parametrize(
    ("organisations", "tried"),
    [
        (1, ()),
        (2, (1,)),
        (3, (2,)),
        (4, (2, 3)),
        (5, (2, 3)),
        (6, (2, 3)),
        (7, (2, 3, 4)),
        (8, (2, 3, 4)),
        (18, (2, 3, 9)),
    ],
)
def test_two_three_and_half_join_but_never_all(organisations: int, tried: tuple[int, ...]) -> None:
    some: Any = SimpleNamespace(place=SimpleNamespace(organisations=[None] * organisations))
    assert sizes(some) == tried


def test_what_a_set_brings_is_a_mean_with_its_interval() -> None:
    found, half = joined("trust", ("a",), 1, np.array([1.0, 3.0])), 12.706205  # a deviation of 2^.5, an error of 1
    assert found == Joined("trust", ("a",), 1, 2.0, found.low, found.high)
    assert (found.low, found.high) == pytest.approx((2.0 - half, 2.0 + half))


def test_orders_of_three_organisations(monkeypatch: pytest.MonkeyPatch) -> None:
    state = state_of(organisation_trust=[0.2, 0.9, 0.4, 0.6])  # of the hospital by the others .9 and .6, on them .2, .4
    monkeypatch.setattr(joining, "world_of", lambda place: world() if place == "acting" else None)
    monkeypatch.setattr(joining, "build", lambda scenario: scenario.acting.place)
    monkeypatch.setattr(joining, "streams_of", lambda scenario, seeds: seeds)
    monkeypatch.setattr(joining, "settle", lambda *given: state if given == ("acting", (1, 2)) else None)
    scenario: Any = SimpleNamespace(acting=SimpleNamespace(place="acting"))
    scenario.in_futures = lambda seeds: scenario
    assert orders(scenario, (1, 2)) == {
        "best_connected": ("hospital", "council", "practice"),  # two boundaries, and one each
        "discharge": ("hospital", "practice", "council"),  # 8 delayed cross to the practice, 4 to the council, 4 both
        "trust": ("hospital", "practice", "council"),  # .75, .4 and .2
        "largest": ("practice", "hospital", "council"),  # three services, two and one
    }


def test_one_that_is_always_ahead_is_the_best() -> None:
    found = best({("a",): np.array([1.0, 3.0]), ("b",): np.array([2.0, 4.0]), ("c",): np.array([0.0, 2.0])}, 1, "how")
    assert (found.size, found.how, found.tried, found.who, found.next) == (1, "how", 3, ("b",), ("a",))
    assert (found.effect, found.lead, found.lead_low, found.lead_high) == (3.0, 1.0, 1.0, 1.0)
    assert (found.low, found.high) == pytest.approx((3.0 - 12.706205, 3.0 + 12.706205))
    assert (found.first_in, found.rivals, found.certain, found.futures) == (1.0, 0, True, 0)


def test_where_less_is_better_a_lead_is_less() -> None:
    found = best({("a", "b"): np.array([4.0, 4.0]), ("a", "c"): np.array([1.0, 2.0])}, -1, "how")
    assert (found.size, found.who, found.next, found.effect, found.lead) == (2, ("a", "c"), ("a", "b"), 1.5, 2.5)


def test_of_two_alike_none_is_the_best() -> None:
    found = best({("a",): np.array([1.0, 3.0]), ("b",): np.array([1.0, 3.0]), ("c",): np.array([0.0, 2.0])}, 1, "how")
    assert (found.who, found.next, found.lead, found.lead_low, found.rivals) == (("a",), ("b",), 0.0, 0.0, 1)
    assert not found.certain


def test_one_set_alone_has_no_lead() -> None:
    found = best({("a",): np.array([1.0, 3.0])}, 1, "how")
    assert (found.who, found.next, found.tried, found.rivals, found.certain) == (("a",), ("a",), 1, 0, False)
    assert (found.lead, found.lead_low, found.lead_high) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(("share", "certain"), [(0.9, True), (0.89, False)])
def test_a_best_is_the_best_in_nine_of_ten_redraws(
    monkeypatch: pytest.MonkeyPatch, share: float, certain: bool
) -> None:
    monkeypatch.setattr(joining, "best_in_redraws", lambda gains: np.array([share, 1.0 - share]))
    found = best({("a",): np.array([1.0, 3.0]), ("b",): np.array([2.0, 4.0])}, 1, "how")
    assert found.first_in == share and found.certain is certain


def test_how_many_futures_would_tell_goes_by_the_lead_over_the_next() -> None:
    # leads of 3 and -1: mean 1, a deviation of 2.83: of 33 futures 2.037 * 2.83 / 5.74 = 1.003, of 34 .987
    found = best({("a",): np.array([3.0, 0.0]), ("b",): np.array([0.0, 1.0])}, 1, "how")
    assert (found.lead, found.rivals, found.certain, found.futures) == (1.0, 1, False, 34)
    assert (found.lead_low, found.lead_high) == pytest.approx((1.0 - 2 * 12.706205, 1.0 + 2 * 12.706205))
