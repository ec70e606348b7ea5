"""How places differ, as the boards of England do: in levels for the people they serve, and in growth."""

from __future__ import annotations

import numpy as np

from sim.core.arithmetic import Array
from sim.validation.boards import Spread, boards, growth, levels, persistence
from sim.validation.fact import Fact, Kind, Measured, between
from sim.validation.runs import APART, AS_TODAY, OTHERS, Runs

LEAST, MOST, PLACES = 0.5, 1.5, 256
_NAMES = {
    "attendances": "visits to A&E",
    "admissions": "emergency admissions",
    "beds": "hospital beds",
    "delayed": "people delayed in hospital",
    "waiting_list": "people waiting for planned treatment",
}
_SOURCE = "NHS England statistics of 42 boards, 2022/23 to 2024/25, computed (sim/validation/boards.csv)"
_WHY = (
    "At least half of what boards show, since part of it is how they record; at most half as much again, since a board "
    "averages over some 1.4 million people and a place of 300,000 does not, though larger boards were no more alike."
)
_PROTOCOL = (
    f"As today, default growth, over {PLACES} places that drift apart from figures of their own (`divergence.levels`). "
    f"{_WHY} Spread is the median distance to the median, as an SD."
)


def _series(runs: Runs, outcome: str) -> Array:
    """Return an outcome in the first three years, shape (3, places)."""
    arm = runs.arm(*AS_TODAY, APART, OTHERS, places=PLACES)
    return np.array([arm.year(outcome, year) for year in (1, 2, 3)])


def _judged(found: Spread, known: Spread) -> Measured:
    passed = between(found.scale, LEAST * known.scale, MOST * known.scale)
    times = found.scale / known.scale
    text = f"{100.0 * found.scale:.1f}%, {times:.2f} times what boards show"
    return Measured(passed, text, {"scale": found.scale, "times": times})


def _asked(known: Spread) -> str:
    low, high = (100.0 * factor * known.scale for factor in (LEAST, MOST))
    return f"{low:.1f}% to {high:.1f}% (boards {100.0 * known.scale:.1f}%)"


def _level(outcome: str, kind: Kind) -> Fact:
    known = levels(boards()[outcome])
    return Fact(
        f"S18 level of {_NAMES[outcome]}",
        f"Places differ in {_NAMES[outcome]} for the people they serve.",
        f"{_PROTOCOL} Of the log of year 3, for boards by people registered and their need.",
        _asked(known),
        _SOURCE,
        kind,
        lambda runs: _judged(levels(_series(runs, outcome)), known),
    )


def _growth(outcome: str, kind: Kind) -> Fact:
    known = growth(boards()[outcome])
    return Fact(
        f"S18 growth of {_NAMES[outcome]}",
        f"Places differ in how {_NAMES[outcome]} grow in two years.",
        f"{_PROTOCOL} Of year 3 against year 1.",
        _asked(known),
        _SOURCE,
        kind,
        lambda runs: _judged(growth(_series(runs, outcome)), known),
    )


def _lasts(runs: Runs) -> Measured:
    found = persistence(_series(runs, "admissions"))
    return Measured(found > 0.0, f"{found:+.2f}".replace("-", "−"), {"correlation": found})


_LASTING = Fact(
    "S18 lasting growth",
    "Where emergency admissions grew more in one year they tend to grow more in the next.",
    f"As today, default growth, over {PLACES} such places; rank correlation of growth to year 2 with growth to year 3.",
    f"above 0 (boards {persistence(boards()['admissions']):+.2f})",
    _SOURCE,
    "tuned to",
    _lasts,
)

_LEVELS = ("attendances", "admissions", "beds", "delayed")
"""Levels that a number was set to: spreads of figures to boards' means of three years, that of delays to S16."""
_GROWN = "delayed"  # the pace of growth of all others was set to growth here


def _kind(tuned: bool) -> Kind:
    return "tuned to" if tuned else "came out"


FACTS = (
    *(_level(outcome, _kind(outcome in _LEVELS)) for outcome in _NAMES),
    *(_growth(outcome, _kind(outcome != _GROWN)) for outcome in _NAMES),
    _LASTING,
)
