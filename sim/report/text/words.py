"""Numbers in words and figures, by rule: what a value, a change and a share of futures look like to a reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

import numpy as np

from sim.core.counts import so_many
from sim.outcomes import Outcome

_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
SMALLEST_COUNTED = 20


def is_share(outcome: Outcome) -> bool:
    """Say whether an outcome is shown as a percentage."""
    return outcome.unit.startswith("share")


def decimals(outcome: Outcome) -> int:
    """Return how many decimals an outcome needs for its smallest difference that matters to show."""
    if is_share(outcome):
        return 1
    if outcome.relative or outcome.meaningful >= 5.0:
        return 0
    return int(min(3, max(1, np.ceil(-np.log10(outcome.meaningful)))))


def value(outcome: Outcome, x: float) -> str:
    """Write a value, such as 38,471 or 70.0% or £333.6m."""
    if is_share(outcome):
        share = f"{100.0 * abs(x):.1f}%"
        return f"−{share}" if x < 0.0 and share != "0.0%" else share
    written = f"{abs(x):,.{decimals(outcome)}f}"
    sign = "−" if x < 0.0 and float(written.replace(",", "")) else ""
    return f"{sign}£{written}m" if outcome.unit.startswith("£m") else f"{sign}{written}"


def change(outcome: Outcome, x: float) -> str:
    """Write a change with its sign, such as −446 or +0.3 (percentage points for a share); 0 has no sign."""
    scaled = 100.0 * x if is_share(outcome) else x
    written = f"{abs(scaled):,.{decimals(outcome)}f}"
    sign = "" if not float(written.replace(",", "")) else "−" if x < 0.0 else "+"
    return f"{sign}£{written}m" if outcome.unit.startswith("£m") else f"{sign}{written}"


def unit(outcome: Outcome) -> str:
    """Write the unit that goes with `value`; changes of a percentage are in percentage points."""
    if is_share(outcome):
        return outcome.unit.replace("share", "%", 1)
    return outcome.unit


def about(x: float, digits: int = 2) -> str:
    """Write a positive amount to two significant digits: 446 is 450, 1.53 is 1.5, 0.0266 is 0.027."""
    if x == 0.0 or not np.isfinite(x):
        return "0"
    places = digits - 1 - int(np.floor(np.log10(abs(x))))
    rounded = round(x, places)
    return f"{rounded:,.{max(places, 0)}f}" if places > 0 else f"{rounded:,.0f}"


def one_in(base: float, difference: float) -> str:
    """Write a difference as a share of its base: '1 in 86'."""
    ratio = abs(base / difference) if difference else np.inf
    return f"1 in {about(ratio, 2 if ratio >= 10.0 else 1)}" if 1.5 <= ratio < 1e5 else ""


def number(n: int) -> str:
    """Write a small whole number as a word."""
    return _NUMBERS[n] if 0 <= n < len(_NUMBERS) else f"{n:,}"


def years(n: float) -> str:
    """Write a number of years: 'year 6' is said elsewhere; this is '6 years', 'half a year', '3.5 years'."""
    rounded = max(round(2.0 * n) / 2.0, 0.5)
    return "half a year" if rounded == 0.5 else so_many(f"{rounded:g}", "years")


def lower_first(text: str) -> str:
    """Begin a label in the middle of a sentence; names of several capitals stay."""
    return (
        text
        if (text[:2].isalpha() and text[:2].isupper()) or text.startswith(("A&E", "NHS"))
        else text[:1].lower() + text[1:]
    )


def upper_first(text: str) -> str:
    """Begin a sentence."""
    return text[:1].upper() + text[1:]


def joined(parts: Sequence[str]) -> str:
    """Join words as in a sentence: 'a, b and c'."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


@dataclass(frozen=True, slots=True)
class Counts:
    """Shares of futures as counts out of ten (or out of all, where there are fewer than twenty): they add up."""

    better: int
    same: int
    worse: int
    of: int

    def __str__(self) -> str:
        return f"{self.better}/{self.same}/{self.worse}"


def counts(better: float, same: float, worse: float, futures: int) -> Counts:
    """Round shares of futures to whole tenths that add up, by largest remainder."""
    of = 10 if futures >= SMALLEST_COUNTED else futures
    raw = [share * of for share in (better, same, worse)]
    whole = [floor(share + 1e-9) for share in raw]
    largest = sorted(range(len(raw)), key=lambda place: whole[place] - raw[place])
    for place in largest[: of - sum(whole)]:
        whole[place] += 1
    return Counts(whole[0], whole[1], whole[2], of)


def in_futures(share: float, count: int, of: int) -> str:
    """Write a share of futures: 'in 6 of 10 futures', 'in hardly any future', 'in every future'."""
    if share <= 0.0:
        return "in no future"
    if share >= 1.0:
        return "in every future"
    if count == 0:
        return "in hardly any future"
    return "in nearly every future" if count == of else f"in {count} of {so_many(of, 'futures')}"
