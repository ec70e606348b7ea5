"""When an entry can act: rules have their turn week by week or every four weeks, and an entry acts in no other moment.

Rule      An entry acts at each turn of what it moves that lies between its begin and its end, within the run. With a
          trigger it begins with a round, once what it watches can have held for long enough. An entry that has no such
          turn is refused: it would stand in the plan and change nothing. Where its dates differ by run some may have
          none, as some may have no dose.
"""

from __future__ import annotations

import numpy as np

from sim.core.arithmetic import MONTHS_PER_ROUND, ROUNDS_PER_YEAR, WEEKS_PER_ROUND, WEEKS_PER_YEAR, Array, Number
from sim.core.counts import so_many
from sim.core.parameters import InputError, Unit
from sim.declared import declarations
from sim.mechanisms.schedule import WEEK
from sim.plan.entry import ALWAYS, Entry

_SAME = 1e-9


def check_dates(entry: Entry, years: int) -> None:
    """Raise `InputError` unless an entry has a turn before its end, and before that of a run of so many years."""
    where, latest, run = f"plan.{entry.name}", float(np.max(entry.start)), so_many(years, "years")
    if latest >= years:
        raise InputError(
            f"{where}.from = {latest:g}: the run ends after {run}, so it never begins; expected less than {years}, or "
            "more years"
        )
    months = np.asarray(entry.begin_if.months if entry.begin_if else 0.0)
    if months.ndim == 0 and _rounds(months) >= years * ROUNDS_PER_YEAR:
        raise InputError(
            f"{where}.begin_if.months = {float(months):g}: the run ends after {run}, so it never begins; "
            "expected fewer months, or more years"
        )
    first, end = _first_turn(entry), np.asarray(_end(entry))
    if first.ndim == end.ndim == 0 and first >= min(end, years):
        begin = float(np.max(entry.start))
        why = "the run is over" if first >= years else "it has ended"
        every = "week" if _weeks(entry) == 1.0 else "round of four weeks"
        raise InputError(
            f"{where}: never acts: after its begin (from={begin:.4g}) the next {every} is that of year {first:.4g}, "
            f"and then {why}; expected an earlier from or a later until"
        )


def _weeks(entry: Entry) -> float:
    """Return how many weeks lie between two turns of what an entry moves."""
    by_week = entry.rule in {rule.name for rule in WEEK} and entry.begin_if is None
    return 1.0 if by_week else float(WEEKS_PER_ROUND)


def _rounds(months: Number) -> Array:
    """Return the first round by whose begin something can have held for so many months."""
    return np.maximum(np.ceil(np.asarray(months) / MONTHS_PER_ROUND - _SAME), 1.0)


def _first_turn(entry: Entry) -> Array:
    """Return the years after month 0 of the first turn in which an entry can act, as its level counts them."""
    start, weeks = np.asarray(entry.start, dtype=float), _weeks(entry)
    number = np.floor(start * WEEKS_PER_YEAR / weeks + _SAME)
    number = number + (number * weeks / WEEKS_PER_YEAR < start)
    if entry.begin_if is not None:
        number = np.maximum(number, _rounds(entry.begin_if.months))
    return number * weeks / WEEKS_PER_YEAR


def _end(entry: Entry) -> Number:
    """Return the end of an entry; none where what has grown stays: a part of a week is enough."""
    declared = declarations().get(entry.what)
    return ALWAYS if declared is not None and declared.unit is Unit.GROWTH_PER_YEAR else entry.end
