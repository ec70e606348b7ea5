"""docs/calibrate.md and docs/observed.csv: how to set a series of one's own beside the model, and a file for it."""

from __future__ import annotations

import csv
from io import StringIO

import yaml

from sim.analysis.narrowing import FEWEST
from sim.analysis.observed_file import COLUMNS, LARGEST, MOST_POINTS
from sim.composition import CONFIGS
from sim.documentation.coverage_study import section
from sim.documentation.markdown import MADE, plain, table
from sim.outcomes import OUTCOMES
from sim.place import load_place
from sim.validation.own_month_0 import MATCHED
from sim.validation.worlds import TRIED, kept, tried

EXAMPLE = {
    "delayed": ((1, 66.0, 4.0), (2, 72.0, 4.0), (3, 77.0, 4.0)),
    "waiting_list": ((1, 40_200.0, 600.0), (2, 42_000.0, 600.0), (3, 44_500.0, 600.0)),
    "vacancy": ((1, 0.098, 0.006), (2, 0.101, 0.006), (3, 0.104, 0.006)),
    "attendances": ((1, 137_500.0, 1500.0), (2, 140_500.0, 1500.0), (3, 143_500.0, 1500.0)),
}
"""Year, value and error of an invented series of each outcome: of no real place."""
_INTRODUCTION = """
A place that has figures of its own for several years can ask which worlds agree with them: the model is run in many
worlds, those that are too far from what was observed are left, and what remains says how well the place fits, how far
the figures narrow what nobody knows, and what to run next. [Asking people](elicit.md) is the other way to narrow it.

```bash
common-ground calibrate observed=docs/observed.csv
common-ground calibrate observed=mine.csv place=mine.yaml month_0=2024-04
```
"""
_FILE = """
## The file

A CSV, one line for each value that was observed. [observed.csv](observed.csv) is one to start from; its numbers are
invented.

```csv
{lines}
```

| Column | What goes in |
| --- | --- |
| `outcome` | name of an [outcome](outcomes.md), such as `delayed` |
| `date` | when the year ends of which the value is the mean: years after month 0 (`2`), `18m`, `52w`, or `2026-03` |
| `value` | in the unit of the outcome; shares from 0 to 1 |
| `error` | standard deviation of the error with which it was observed, in the same unit |

A date that is a calendar month needs `month_0=2024-04`. Month 0 is the month for which the
[place file](extend.md#a-place) has its figures, so begin that file with figures of the year before, and observe what
came after. Say an error as large as you are unsure: how it was counted, what was left out, and that one year is not
like the next. Further columns and empty lines are ignored; up to {points} values and {bytes} bytes are read. Each
mistake is one line that says what would be accepted: another outcome, unit or date, a year that begins before month 0,
a value that stands there twice.
"""
_SETTINGS = """
## What can be said

- `unknowns=drawn`, the default, tries the {kept} of {tried} worlds that agree with what is known of month 0. At a
  place with figures or rows of its own all {tried} are first tried against month 0 of that place, which takes a minute
  or two: each figure may lie as far from the place's own as published figures leave around {label}.
  `'unknowns=[trust.asymmetry,decision.price]'` draws these numbers alone, in {all_tried} worlds that were not tried
  against month 0; there must be no more of them than points, or nothing could tell them apart.
- `discrepancy={discrepancy:g}` is what the model leaves out: a standard deviation, as a share of each value. No
  model is so good that it is nothing. With less, fewer worlds agree; if none does, the line names the point that none
  meets, and what worlds give for it.
- `size={size}` worlds are run in a wave. After each wave an emulator says of worlds that were not run how far they may
  be from what was observed, and those too far are left out.
- `years=` need not be said: runs go on until the last point.
"""
_READING = """
## What comes out

- **How well the place fits**: in how many of the points the 90% band of worlds that agree holds what was observed,
  with a picture of each outcome beside it, before and after.
- **What it narrows**: each number that is narrowed or moved by more than chance could over all numbers, and the outcome
  that says most of it. Few points narrow what numbers do together, and few numbers by themselves; that is said.
- **How many worlds count.** Worlds that agree weigh as likely as they make the points. Where they weigh as much as
  fewer than {fewest} of equal weight, the report says that it is too few to rely on, and what would leave more.
- **Tables**: `worlds` (number, weight, whether it is accepted, what it draws), `points`, `narrowed` and `waves`;
  the place and the file lie beside them.

A run that was stopped goes on where it was, and the same command gives the same tables. What is matched is matched to
`behaviours=[as_today]`; how teams worked while it was observed can be said otherwise.

## What to run next

```bash
common-ground compare worlds=results/calibrate-0123456789ab place=mine.yaml
```

`worlds=` of every study that draws worlds runs its futures in those that were accepted, in place of those that agree
with month 0 alone: they are a sample in which each counts once. There may be few, and no study runs more futures than
there are. The place has to be the one that was observed, figure for figure. Results keep a copy of the worlds, so they
run again when the folder is gone. With `elicited=said.csv` beside it, which `compare` and `worth-knowing` take, futures
are those of these worlds that remain with [what people say](elicit.md), however few; how many is said, and one line
says what would help where none does.

`common-ground compare observed=mine.csv` draws the points on the fan charts of both arms, with their errors, and says
how many the band of each holds; of outcomes without a fan the report has a table.

Fitting is no proof: a model may agree with figures for the wrong reasons. What it says of working together rests on
rules that these figures hardly touch (Craig and others 1997; Vernon and others 2010; Andrianakis and others 2015).
"""


def page() -> str:
    """Return the page."""
    usual = yaml.safe_load((CONFIGS / "calibrate.yaml").read_text(encoding="utf-8"))
    said = {
        "lines": "\n".join(example().splitlines()[:6]),
        "points": f"{MOST_POINTS:,}",
        "bytes": f"{LARGEST:,}",
        "kept": f"{len(kept()):,}",
        "tried": f"{tried():,}",
        "all_tried": f"{TRIED:,}",
        "label": load_place(MATCHED).label.partition(" (")[0],
        "discrepancy": usual["discrepancy"],
        "size": usual["size"],
        "fewest": FEWEST,
    }
    parts = [text.strip().format(**said) for text in (_INTRODUCTION, _FILE, _SETTINGS, _READING)]
    rows = [[f"`{name}`", plain(OUTCOMES[name].label), plain(OUTCOMES[name].unit)] for name in EXAMPLE]
    units = f"The outcomes of the example:\n\n{table(['Outcome', 'What it is', 'Unit'], rows)}"
    return "\n\n".join(["# Worlds that agree with what was observed", MADE, *parts, section(), units]) + "\n"


def example() -> str:
    """Return the file to start from."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for name, points in EXAMPLE.items():
        writer.writerows(
            [name, year, f"{value:g}" if value < 1e5 else f"{value:.0f}", f"{error:g}"] for year, value, error in points
        )
    return text.getvalue()
