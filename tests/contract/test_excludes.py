"""Interventions that settle one thing, or leave nobody to agree with, exclude each other: declared, and checked once.

A merger leaves nobody to agree with to those whom it makes one, and to none else.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from sim.analysis.plan_choices import choices_at, plan_of_choices, things_of
from sim.analysis.plan_search import Levels, Limits, Parts, search
from sim.core.parameters import InputError
from sim.interventions import INTERVENTIONS, excluded_by
from sim.scenario import load_scenario

PAIRS = list(combinations(INTERVENTIONS, 2))
EXCLUDING = [pair for pair in PAIRS if pair[1] in excluded_by(pair[0])]
AGREED = [
    (merger, name)
    for merger, kind in INTERVENTIONS.items()
    if kind.merges
    for name, other in INTERVENTIONS.items()
    if other.between
]
BASE = load_scenario(["behaviour=collaborative"])


def each_brings_more(plans: Sequence[Parts], seeds: range) -> dict[Parts, Levels]:
    """Let a plan bring as much as it has parts, at no price."""
    nothing = np.zeros(len(seeds))
    return {plan: {"gain": nothing + len(plan), "money": nothing, "hours": nothing} for plan in plans}


def both(one: str, other: str, first: dict[str, Any] | None = None, second: dict[str, Any] | None = None) -> None:
    BASE.with_plan({"a": {"what": one, **(first or {})}, "b": {"what": other, **(second or {})}})


def test_what_is_excluded_exists_and_excludes_in_turn() -> None:
    for name, kind in INTERVENTIONS.items():
        assert set(kind.excludes) <= set(INTERVENTIONS) - {name}, name
        assert all(name in excluded_by(other) for other in excluded_by(name))
    assert ("plan_first", "ambition_first") in EXCLUDING


@pytest.mark.parametrize(("one", "other"), EXCLUDING)
def test_two_that_exclude_each_other_are_refused_in_one_line_either_way_round(one: str, other: str) -> None:
    for pair in ((one, other), (other, one)):
        with pytest.raises(InputError, match=f"'a' and 'b' contradict: {pair[0]} and {pair[1]} exclude each") as caught:
            both(*pair)
        assert "\n" not in str(caught.value)
        both(*pair, {"until": 1}, {"from": 1})
        both(*pair, {"who": ["acute", "community"]}, {"who": ["council", "residents"]})


def test_what_is_agreed_between_organisations_takes_several() -> None:
    """The rules that say so by the boundaries they act at, and by how many they take; an added one says it, too."""
    assert [name for name, kind in INTERVENTIONS.items() if kind.merges] == ["merger"]
    assert all(INTERVENTIONS[name].least > 1 for _, name in AGREED)
    several = {name for name, kind in INTERVENTIONS.items() if kind.least > 1 and not kind.between and not kind.merges}
    # these act on the people in them, who are there after a merger as before, on what is looked at, or on who is paid
    assert several == {
        "enabler",
        "outcomes_framework",
        "place_support",
        "shared_target",
        "social_isolation",
        "contract",
    }


@pytest.mark.parametrize(("merger", "agreed"), AGREED)
def test_those_who_merge_agree_nothing_with_each_other(merger: str, agreed: str) -> None:
    two, three = {"who": ["acute", "community"]}, {"who": ["acute", "community", "council"]}
    refused: list[tuple[dict[str, Any], dict[str, Any]]] = [
        (two, two),
        (three, two),
        ({}, {}),
        ({}, {"who": {"share": 0.5}}),
        (two | {"from": 1}, two | {"until": 1.5}),
    ]
    for merging, agreeing in refused:
        for first in (merger, agreed):
            pair = (merger, agreed) if first == merger else (agreed, merger)
            given = (merging, agreeing) if first == merger else (agreeing, merging)
            with pytest.raises(
                InputError, match=f"contradict: {merger} leaves nobody to agree {agreed} with"
            ) as caught:
                both(*pair, *given)
            assert "\n" not in str(caught.value)
    both(merger, agreed, two, three)  # there is another to agree with
    both(merger, agreed, two, {"who": ["council", "residents"]})
    both(merger, agreed, two, {})
    both(merger, agreed, two, {"who": {"share": 0.5}})
    both(merger, agreed, two | {"from": 1}, two | {"until": 1})


def test_all_other_pairs_may_be_planned_together() -> None:
    apart = {*EXCLUDING, *AGREED, *((other, one) for one, other in AGREED)}
    for pair in PAIRS:
        if pair not in apart:
            both(*pair)


def test_a_search_tries_no_plan_that_would_be_refused() -> None:
    for one, other in (*EXCLUDING, AGREED[0]):
        choices = choices_at(things_of([one, other, "coaching"], {}), BASE)
        found = search(choices, each_brings_more, 8, Limits())
        tried = [tuple(plan.plan.split("+")) for plan in found.every]
        assert any(len(plan) > 1 for plan in tried)
        for plan in tried:
            BASE.with_plan(plan_of_choices(plan, choices))


def test_a_search_may_merge_a_half_beside_what_all_agree() -> None:
    merger, agreed = AGREED[0]
    choices = choices_at(things_of([merger, agreed], {}), BASE)
    by = {thing: {way for way, one in choices.items() if one.thing == thing} for thing in (merger, agreed)}
    whole = {way for way in by[merger] if choices[way].entry[1]["who"] == "all"}
    assert whole and by[merger] - whole
    for way in by[merger]:
        assert choices[way].excludes == (by[agreed] if way in whole else set())
    assert all(choices[way].excludes == whole for way in by[agreed])


def test_a_number_said_twice_and_otherwise_is_refused() -> None:
    words = ["plan=[shared_target]", "plan.shared_target.blame=0"]
    with pytest.raises(InputError, match=r"shared_target.blame = 0.02: contradicts plan.shared_target.blame = 0; exp"):
        load_scenario([*words, "shared_target.blame=0.02"])
    assert load_scenario([*words, "shared_target.blame=0"]).parameters["shared_target"].blame == 0.0
    file = ["plan=[activity_contract]", "contract.pays=0.2"]
    assert load_scenario(file).parameters["contract"].pays == 0.2, "a word changes a file"
