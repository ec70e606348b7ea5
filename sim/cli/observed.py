"""A series of one's own, and worlds that agree with one, as commands take them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sim.analysis.agreeing import AgreeingWorlds
from sim.analysis.observed import Point, enough_points, years_needed
from sim.core.parameters import InputError
from sim.scenario import MOST_YEARS, Scenario
from sim.unknowns import DRAWN

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


def in_agreeing(settings: dict[str, Any], named: Sequence[str]) -> None:
    """Let futures draw what worlds that agree with a series drew, and be no more than these; nothing without such.

    Where people were asked, too, futures are those of these worlds that remain with what they say.

    Args:
        settings: of the command, checked; `unknowns` and `replications` become those of the worlds unless named.
        named: keys that the command names.

    Raises:
        InputError: no world remains with what people say, or something is to be kept for every report.
    """
    found: AgreeingWorlds | None = settings.get("worlds")
    if found is None:
        return
    if settings.get("store"):
        raise InputError("store=true: every report would tell what holds in worlds of one place; leave worlds= out")
    if settings.get("elicited") is not None:
        settings["worlds"] = found = found.after(settings["elicited"])
    if "unknowns" not in named and not found.month_0:
        settings["unknowns"] = found.unknowns
    if "replications" in settings and "replications" not in named:
        settings["replications"] = min(settings["replications"], found.count)


def check_agreeing(settings: Mapping[str, Any], scenarios: Sequence[Scenario]) -> None:
    """Raise `InputError` where worlds that agree with a series are of another place, or draw other numbers."""
    if (found := settings.get("worlds")) is not None:
        for scenario in scenarios:
            found.check(scenario.place, scenario.unknowns)
