"""What would change our mind, at first sight: how often the ranking flips, and how much rests on assumptions."""

from __future__ import annotations

from typing import Any

from sim.core.parameters import Evidence
from sim.report.text.decides_words import what_decides
from sim.report.text.rests_words import rests_on_numbers
from sim.report.text.sentence import title
from sim.report.text.theory_words import rules_are_choices
from sim.scenario import declarations
from sim.whatif.answer import Answer

CELLS = 20
"""Squares that stand for all numbers."""


def mind(answer: Answer) -> dict[str, Any]:
    """Return how often each future comes out ahead, what share of the numbers is assumed, and how much they decide."""
    points = answer.points
    chosen = sum(declarations()[key].evidence is Evidence.CHOICE for key in points)
    return {
        "percent_assumed": f"{100.0 * chosen / len(points):.0f}%",
        "cells": CELLS,
        "cells_assumed": round(CELLS * chosen / len(points)),
        "words": f"{rests_on_numbers(tuple(points))} Our own choices lie in stated ranges: nobody has measured them. "
        f"{rules_are_choices()}",
        "decides": what_decides(),
        "flips": f"{title(answer.comparison.finding)}.",
    }
