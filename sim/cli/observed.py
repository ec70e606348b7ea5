"""A series of one's own, as commands take it: until when it asks runs to go on, and whether it says enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sim.analysis.observed import Point, enough_points, years_needed
from sim.core.parameters import InputError
from sim.scenario import MOST_YEARS
from sim.unknowns import DRAWN

FILE = "observed.csv"
_ASK = "expected observed=FILE.csv, a CSV of outcome,date,value,error (docs/calibrate.md)"


def until_observed(settings: Mapping[str, Any], practices: Sequence[str], common: Sequence[str]) -> list[str]:
    """Return the word that lets runs go on until the last point; none where somebody says how long they go on.

    Args:
        settings: of the command, checked.
        practices: words that would go to alternatives alone.
        common: words of the scenario.

    Raises:
        InputError: there is no file, or something is planned, one line.
    """
    if settings["observed"] is None:
        raise InputError(f"observed: nothing to agree with; {_ASK}")
    if practices:
        raise InputError(
            f"'{practices[0]}': what was observed came about without it; calibrate first, and plan with worlds=FOLDER"
        )
    if any(word.startswith("years=") for word in common):
        return []
    return [f"years={years_needed(settings['observed'].points(MOST_YEARS, settings['month_0']))}"]


def caution(settings: Mapping[str, Any], points: Sequence[Point], names: Sequence[str]) -> str:
    """Say that points are few; raise `InputError` where they are fewer than the numbers that somebody named."""
    return enough_points(points, names, settings["unknowns"] != DRAWN)
