"""What agents buy, drawn: how the effect changes without each thing, and what the first to join bring."""

from __future__ import annotations

from textwrap import fill
from typing import Any

from sim.ablation import ABLATIONS
from sim.analysis.agents import Agents
from sim.report.figures.canvas import ALTERNATIVE, BASE, GOOD, INK, LINE, PALE, QUIET, canvas, drawn, heading
from sim.report.text.agents_words import SAID_OF_ORDERS, arm_label, joined_rows, plainly, sized
from sim.report.text.labels import outcome_name
from sim.report.text.words import lower_first, number, upper_first

_LOOKS = ((BASE, "o"), (ALTERNATIVE, "D"), (GOOD, "s"), (INK, "^"), (QUIET, "v"))


def ablation_dots(found: Agents, title: str, how: str) -> dict[str, bytes]:
    """Draw the change of the effect on what is judged by without each thing, arm by arm."""
    arms = found.behaviours[1:]
    mine = {(one.ablation, one.arm): one for one in found.changes if one.outcome == found.outcome}
    tall = 3.8 + 0.3 * len(arms) + 0.78 * len(found.without)
    with canvas(17.0, tall) as (figure, axes):
        top = heading(figure, title, how, size=21)
        figure.subplots_adjust(left=0.3, right=0.96, top=top - (0.3 + 0.3 * len(arms)) / tall, bottom=1.1 / tall)
        smallest = next(iter(mine.values())).smallest
        axes.axvspan(-smallest, smallest, color=PALE, zorder=0)
        axes.axvline(0.0, color=LINE, linewidth=1.6, zorder=1)
        for row, name in enumerate(found.without):
            for place, arm in enumerate(arms):
                one, (colour, marker) = mine[name, arm], _LOOKS[place % len(_LOOKS)]
                at = -row + 0.24 * ((len(arms) - 1) / 2 - place)
                axes.plot((one.low, one.high), (at, at), color=colour, linewidth=3.0, zorder=2)
                axes.plot(one.change, at, marker=marker, markersize=10, color=colour, zorder=3)
        for place, arm in enumerate(arms):
            colour, marker = _LOOKS[place % len(_LOOKS)]
            whole = mine[found.without[0], arm].whole
            sign = {"o": "●", "D": "◆", "s": "■", "^": "▲", "v": "▼"}[marker]
            words = f"{sign} {arm_label(arm)} (whole: {plainly(found.outcome, whole, smallest)})"
            above = 72.0 * (0.12 + 0.3 * (len(arms) - 1 - place))
            axes.annotate(
                words, (0.0, 1.0), (0.0, above), xycoords="axes fraction", textcoords="offset points",
                size=14.5, weight="bold", color=colour,
            )  # fmt: skip
        _rows(axes, [ABLATIONS[name].label for name in found.without])
        axes.set_xlabel(
            f"change of the effect on “{lower_first(outcome_name(found.outcome))}”; pale: would go unnoticed"
        )
        return drawn(figure)


def joining_dots(found: Agents, title: str, how: str) -> dict[str, bytes]:
    """Draw what the first of every order bring, and the best that were searched for."""
    shown = [(f"{upper_first(SAID_OF_ORDERS[one.order])}, first {number(one.size)}", one) for one in found.joined]
    shown.sort(key=lambda pair: pair[1].size)
    shown += [(name, one) for name, one in (("Best pair found", found.pair), ("Best three found", found.three)) if one]
    with canvas(17.0, 3.2 + 0.6 * len(shown)) as (figure, axes):
        top = heading(figure, title, how, size=21)
        figure.subplots_adjust(left=0.34, right=0.86, top=top - 0.02, bottom=0.09)
        axes.axvline(0.0, color=LINE, linewidth=1.6)
        looks = {size: _LOOKS[place % len(_LOOKS)] for place, size in enumerate(sorted({one.size for _, one in shown}))}
        most = max(one.high for _, one in shown)
        for row, (_, one) in enumerate(shown):
            colour, marker = looks[one.size]
            axes.plot((one.low, one.high), (-row, -row), color=colour, linewidth=3.2)
            axes.plot(one.effect, -row, marker=marker, markersize=11, color=colour)
            axes.annotate(
                sized(found, one.effect),
                (1.01, -row),
                xycoords=("axes fraction", "data"),
                va="center",
                size=14.5,
                color=QUIET,
            )
        _rows(axes, [name for name, _ in shown])
        axes.set_xlim(right=max(most, 0.0) + 0.3)
        axes.set_xlabel(
            f"effect on “{lower_first(outcome_name(found.outcome))}”, mean of futures with its 95% interval"
        )
        return drawn(figure)


def joining_alt(found: Agents) -> str:
    """Say the picture in words."""
    return " ".join(f"{row[0]}: {row[2]}." for row in joined_rows(found))


def _rows(axes: Any, names: list[str]) -> None:
    axes.set_yticks(range(0, -len(names), -1), [fill(name, 40) for name in names], size=15)
    axes.set_ylim(-len(names) + 0.4, 0.6)
    axes.spines["left"].set_visible(False)
    axes.spines["bottom"].set_visible(False)
