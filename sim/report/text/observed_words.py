"""What was observed beside two arms, in words: how many points each band holds, and a table of them."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.beside import Beside, count_held
from sim.core.counts import so_many
from sim.outcomes import OUTCOMES
from sim.report.text.labels import outcome_name
from sim.report.text.words import about, lower_first, value

NUMBERS = range(1, 5)
DOTS = "Dots: observed, with nine in ten of the error."


def head(names: Sequence[str]) -> tuple[str, ...]:
    """Return the head of the table; `names` are those of the arms."""
    return ("Outcome and year", "Observed", "Standard error", *(f"{name}, 8 futures in 10" for name in names))


def rows(arms: Sequence[Sequence[Beside]]) -> list[tuple[str, ...]]:
    """Return the table, a row a point, from each point beside the futures of each arm."""
    return [_row(each) for each in zip(*arms, strict=True)]


def _row(each: Sequence[Beside]) -> tuple[str, ...]:
    one = each[0].point
    declared = OUTCOMES[one.outcome]
    error = value(declared, one.error)
    bands = (
        f"{value(declared, arm.low)} to {value(declared, arm.high)}{'' if arm.held else ' (not in it)'}" for arm in each
    )
    name = f"{lower_first(outcome_name(one.outcome))}, year {one.year:.4g}"
    return (name, value(declared, one.value), error if error.strip("£m%0.") else about(one.error), *bands)


def held_sentence(arms: Sequence[Sequence[Beside]], names: Sequence[str]) -> str:
    """Say how many of the points the band of each arm holds."""
    counts = [(name, *count_held(found)) for name, found in zip(names, arms, strict=True)]
    (first, holds, of), *others = counts
    rest = "".join(f", and that of “{lower_first(name)}” {more}" for name, more, _ in others)
    points = so_many(of, "observed points")
    return f"The band of 8 futures in 10 of “{lower_first(first)}” holds {holds} of {points}{rest}."
