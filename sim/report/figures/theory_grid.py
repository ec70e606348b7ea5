"""Which headlines hold under which theory, drawn: a row a headline, a column a theory, families side by side."""

from __future__ import annotations

from textwrap import fill
from typing import Any

from sim.analysis.headline import HEADLINE
from sim.analysis.robust import Robust, UnderTheory
from sim.report.figures.canvas import ALTERNATIVE, FEWEST, INK, PALE, PAPER, QUIET, bare, canvas, drawn, heading
from sim.report.text.labels import outcome_name
from sim.report.text.theory_words import holds_under, sized
from sim.report.text.words import upper_first

SHORT = {"better": "better", "worse": "worse", "tie": "no change\nto notice", "open": "futures\ndivide"}
USUAL = "the usual rules"
_WIDE, _APART = 1.0, 0.22  # columns, and the gap between families
_ROOM = 0.74  # share of the width that columns have
_LETTER, _LINE = 7.8, 16.5  # points across and down that a letter of a column's name takes


def columns(found: Robust) -> list[tuple[float, str, UnderTheory]]:
    """Return where each column stands, the family it begins (or nothing), and what it shows: the usual rules first."""
    placed: list[tuple[float, str, UnderTheory]] = [(0.0, "", found.usual)]
    at = _WIDE
    for family in found.families:
        at += _APART
        for number, one in enumerate(one for one in found.rivals if one.family == family):
            placed.append((at, "" if number else family, one))
            at += _WIDE
    return placed


def theory_grid(found: Robust, title: str, how: str) -> dict[str, bytes]:
    """Draw how each headline is judged under each theory; returns the files by their ending."""
    placed = columns(found)
    letters = max(FEWEST, int(_ROOM * 17.0 * 72.0 / (placed[-1][0] + _WIDE) / _LETTER))
    names = [fill(USUAL if one is found.usual else one.label, letters) for _, _, one in placed]
    above = 1.0 + max(name.count("\n") for name in names)  # lines over the columns
    room = (_LINE * (above + 1.0) + 40.0) / 72.0
    tall = 3.1 + room + 1.0 * len(HEADLINE)
    with canvas(17.0, tall) as (figure, axes):
        top = heading(figure, upper_first(title), how, size=26)
        figure.subplots_adjust(left=0.24, right=0.98, top=top - room / tall, bottom=0.25 / tall)
        bare(axes)
        for (at, family, one), name in zip(placed, names, strict=True):
            _head(axes, at, family, name, 8.0 + _LINE * above + 10.0)
            for row, name in enumerate(HEADLINE):
                said = f"{SHORT[one.verdicts[name]]}\n{sized(found, name, one.medians[name])}"
                _cell(axes, at, -row, said, one.verdicts[name] == found.usual.verdicts[name])
        rows = [fill(outcome_name(name), 26) for name in HEADLINE]
        axes.set_yticks(range(0, -len(HEADLINE), -1), rows, size=15)
        axes.set_xlim(-0.5, placed[-1][0] + 0.5)
        axes.set_ylim(-len(HEADLINE) + 0.5, 0.5)
        return drawn(figure)


def in_words(found: Robust) -> str:
    """Say the picture in words."""
    return " ".join(
        f"{outcome_name(name)}: {SHORT[found.usual.verdicts[name]]} holds under {holds_under(found, name)}.".replace(
            "\n", " "
        )
        for name in HEADLINE
    )


def _head(axes: Any, at: float, family: str, name: str, above: float) -> None:
    """Name a column, and over the first of a family the family."""
    axes.annotate(
        name,
        (at, 0.5),
        (0, 8),
        textcoords="offset points",
        ha="center",
        va="bottom",
        size=13,
        color=INK,
    )
    if family:
        axes.annotate(
            upper_first(family), (at - 0.46, 0.5), (0, above), textcoords="offset points", va="bottom", size=16,
            weight="bold", color=QUIET,
        )  # fmt: skip


def _cell(axes: Any, at: float, row: float, said: str, holds: bool) -> None:
    """Draw a verdict with its median difference; where it is not that of the usual rules, in the strong colour."""
    axes.bar(at, 0.92, width=0.94, bottom=row - 0.46, color=PALE if holds else ALTERNATIVE, linewidth=0)
    axes.text(
        at, row, said, ha="center", va="center",
        size=13.5, weight="normal" if holds else "bold", color=INK if holds else PAPER,
    )  # fmt: skip
