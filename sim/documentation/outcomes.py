"""docs/outcomes.md: everything that is measured."""

from __future__ import annotations

from sim.core.parameters import RESIDENTS
from sim.documentation.markdown import MADE, number, plain, table
from sim.outcomes import OUTCOMES, Outcome

_BETTER = {1: "more", -1: "less", 0: "neither"}
_INTRODUCTION = """
What a run reports, people first. Care is read every week and given as the mean of four weeks; how partners work
together is read at the end of each four weeks. A year's figure is the mean of its 13 rounds.

- *Better*: whether more or less of it is better for people; *neither* where it depends.
- *Matters from*: the smallest difference between two futures that counts as better or worse. Two arms share their
  draws, so that without such a bar every trifle would be "better in all futures". Where it is *per 300,000 people*, it
  grows with the residents of the place.
- *Shown*: the base's level is the median of its futures; the difference is the median of the differences in pairs, with
  9 in 10 of them; the alternative's level is the base's with that difference added. Medians do not subtract, and who
  takes one level from the other is to find the difference beside them.
- *Ahead*: in each future the six headline outcomes that are better are counted, and those that are worse; people come
  out ahead where more are better, and nobody could tell where they are as many.
- *Grade*: **A** calibrated to English figures, **B** follows known patterns, **C** illustrative. The headline sentence
  uses grades A and B alone.
- *Also by*: the rows it can be read for, besides the whole place.
"""


def page() -> str:
    """Return the page."""
    parts = ["# Outcomes", MADE, _INTRODUCTION.strip()]
    heads = ["What it is", "Unit", "Better", "Matters from", "Grade", "Also by"]
    for domain in dict.fromkeys(outcome.domain for outcome in OUTCOMES.values()):
        rows = [_row(outcome) for outcome in OUTCOMES.values() if outcome.domain == domain]
        parts += [f"## {domain.capitalize()}", table(heads, rows)]
    return "\n\n".join(parts) + "\n"


def _row(outcome: Outcome) -> list[str]:
    return [
        f"`{outcome.name}`<br>**{plain(outcome.label)}**<br>{plain(outcome.definition)}",
        plain(outcome.unit),
        _BETTER[outcome.better],
        _matters(outcome),
        outcome.grade,
        outcome.detail[0].replace("_", " ") if outcome.detail else "",
    ]


def _matters(outcome: Outcome) -> str:
    if outcome.relative:
        return f"{number(100.0 * outcome.meaningful)}% of it"
    return number(outcome.meaningful) + (f" per {RESIDENTS:,} people" if outcome.extensive else "")
