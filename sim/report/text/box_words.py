"""Boxes in words: 'working together does better in 8 of 10 futures where demand growth is above 2.5% a year and …'."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.prim import Box, Restriction
from sim.report.text.labels import parameter_name, parameter_value
from sim.report.text.words import joined, lower_first, upper_first


def clause(key: str, side: Restriction) -> str:
    """Return one side of a box in words, on the parameter's plain label."""
    way, limit = ("above", side.low) if side.low > float("-inf") else ("below", side.high)
    return f"“{parameter_name(key)}” is {way} {parameter_value(key, limit)}"


def tenths(share: float) -> str:
    """Write a share as a count out of ten."""
    return f"{10 * share:.0f} of 10" if share == 0.0 or share >= 0.095 else f"{max(1, round(100 * share))} of 100"


def box_sentence(box: Box, keys: Sequence[str], name: str, whole: float) -> str:
    """Say where an arm does better, how often there and how often anywhere."""
    who = lower_first(name)
    if not box.restrictions:
        return (
            f"There is no simple kind of world in which {who} does better much more often than anywhere: it does so "
            f"in {tenths(whole)} futures"
            if whole > 0.0
            else f"{upper_first(who)} does better in no future, so there is no kind of world in which it does"
        )
    where = joined([clause(keys[side.column], side) for side in box.restrictions])
    return f"{name} does better in {tenths(box.density)} futures where {where}, and in {tenths(whole)} anywhere"


def withheld_sentence(name: str, whole: float) -> str:
    """Say that a kind of world was found that futures kept back do not bear out, and how often an arm does better."""
    who = lower_first(name)
    return (
        f"In which kind of world {who} does better more often is withheld, for futures kept back do not bear out the "
        f"one that was found; anywhere it does better in {tenths(whole)} futures"
    )


def chance_words(chance: float) -> str:
    """Say in words how likely chance alone would bring something."""
    return "less than 1 in 1,000" if chance < 0.001 else f"1 in {round(1.0 / chance):,}"
