"""docs/elicit.md and docs/elicit.csv: how to ask people who know of numbers that nobody knows, with the form for it."""

from __future__ import annotations

import csv
from io import StringIO

from sim.analysis.opinion_pool import FEWEST
from sim.analysis.opinions import COLUMNS
from sim.core.counts import so_many
from sim.core.parameters import Declaration
from sim.declared import declarations
from sim.documentation.markdown import MADE, number, plain, table
from sim.unknowns import moves, unknowns
from sim.validation.worlds import kept, tried

_INTRODUCTION = """
Worlds draw {numbers} that nobody knows, each from a range that we chose. People who run, staff or use services know
some of them better than that. This page is a form to ask them, and says how to hold the session, what to type and
how to read what comes out. The form as a file: [elicit.csv](elicit.csv).
"""
_SESSION = """
## The session

It follows what is usual (O'Hagan and others 2006; European Food Safety Authority 2014) and the Sheffield
Elicitation Framework (Oakley and O'Hagan 2019), in short: an hour for four numbers and four to eight people.

1. **Choose few numbers.** `common-ground worth-knowing` says which would change the choice. Three or four are
   enough, and more leave too few worlds. The form lists what moves the effect of working together most first.
2. **Choose people who see the thing itself**, from different organisations, and who will not all say the same.
   Write initials or a number, not names: the file is kept with the results.
3. **Say what is asked.** Low: you would be surprised if it were less, one chance in twenty. High: the same for
   more. Middle: as likely to be above as below. Try it first on something that can be looked up.
4. **Each answers alone**, low and high first, the middle last. Do not show the default or its range before: whoever
   has seen a number stays near it.
5. **Show the answers side by side without names, and ask for reasons**, of the lowest and the highest first. Write
   the reasons down.
6. **Each answers again alone.** These answers go into the file. Nobody has to agree: all count alike.
"""
_FILE = """
## The file

A CSV, one row for each number and person:

```csv
{head}
projects.fit_mean,AB,0.3,0.4,0.5
projects.fit_mean,CD,0.25,0.35,0.6
```

`low`, `middle` and `high` are the quantiles 5%, 50% and 95%, in the unit of the number. A row without any of the
three was not answered, and further columns, as those of the form, are ignored. A name that is not known, that a
slider sets or that was screened and moves nothing, a low above its middle, a number outside the bounds of its unit,
and the same person twice for one number are refused in a line. Low and high may lie beyond the default range, the
middle may not: no world was drawn there.

```bash
common-ground compare elicited=elicited.csv
common-ground worth-knowing elicited=elicited.csv
common-ground sweep elicited=elicited.csv 'vary=[projects.fit_mean,demand.growth]' 'behaviours=[siloed,collaborative]'
```
"""
_READING = """
## What comes out

- **The report has a part *What people who were asked say***: each number's range by default beside that of those
  asked, drawn and as a table, and how many worlds remain. The folder keeps the file (`elicited.csv`), its hash
  (`config.yaml`) and the table (`elicited.parquet`).
- **How all are pooled.** From one person's three numbers a distribution is made that differs least from what worlds
  draw anyway: the draws below low, up to the middle, up to high and above are given the shares 5, 45, 45 and 5 in a
  hundred, and nothing else moves. The distributions of all are averaged, everybody counting alike (linear opinion
  pool). So where two people disagree both are heard, and the pool is wider than either. What somebody puts beyond
  the default range is taken to lie within it, on that side of the middle.
- **Which worlds remain.** Of {tried} drawn, {kept} agree with what is known of month 0. Each remains with a chance
  in proportion to how much likelier the pool makes its numbers than the default draws did. No world is changed, so
  those that remain agree with month 0 still, every future counts alike as before, and future 7 is the same with and
  without the answers. The other way, to draw the numbers anew, would leave worlds of which nobody knows whether
  they agree with month 0. The price is that worlds run out: firm answers on several numbers leave few, and fewer
  than {fewest}, or than the `replications` asked for, are refused in a line.
- **Worlds and answers may disagree.** Where the worlds that remain lie elsewhere than those asked, month 0 speaks
  against what they said, or for something else in the model being wrong. The table shows both; talk about it.
- **A narrower range is not a truer one.** People are surer than they should be, and more so in a group. Run it
  without the file, too, and say if the answer turns on it.
- **In a sweep**, what people were asked for must vary, and its points are spread evenly over the range that nine in
  ten of the pool lie in, in place of the plausible one.
- **With `unknowns=[...]`**, which draws those numbers alone, worlds are not tried against month 0, and those that
  remain are of the first {tried}.
"""


def asked_first() -> list[Declaration]:
    """Return what worlds draw, what moves the effect of working together most first."""
    found = moves()
    keys = sorted(unknowns(), key=lambda key: -found[key].effect if key in found else 0.0)
    return [declarations()[key] for key in keys]


def question(declared: Declaration) -> str:
    """Return what is asked of a person, from the label and the unit."""
    unit = f" ({declared.unit.value.symbol})" if declared.unit else ""
    return f"{declared.label}: how large is it here?{unit}"


def page() -> str:
    """Return the page."""
    rows = [
        [
            plain(question(one)),
            f"`{one.key}`",
            number(one.default),
            " to ".join(map(number, one.plausible or ())),
            " to ".join(map(number, one.limits)),
        ]
        for one in asked_first()
    ]
    counts = {
        "numbers": so_many(len(rows), "numbers"),
        "head": ",".join(COLUMNS),
        "tried": f"{tried():,}",
        "kept": f"{len(kept()):,}",
        "fewest": str(FEWEST),
    }
    heads = ["Question", "Parameter", "Default", "Default range", "Bounds"]
    said = [text.strip().format(**counts) for text in (_INTRODUCTION, _SESSION, _FILE, _READING)]
    form = (
        "## The form\n\nFor whoever holds the session: the default and its range are shown after people have answered."
    )
    return "\n\n".join(["# Asking people who know", MADE, *said, form, table(heads, rows, right=(2,))]) + "\n"


def form() -> str:
    """Return the form as a CSV to fill in: a row a number, without default or range, which would lead who answers."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*COLUMNS, "question"])
    writer.writerows([one.key, "", "", "", "", question(one)] for one in asked_first())
    return text.getvalue()
