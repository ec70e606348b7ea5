"""Two futures side by side on one time line: a table a year, a row a week in which something happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import htpy as h

from sim.analysis.story import Story
from sim.behaviours import BEHAVIOURS
from sim.core.arithmetic import WEEKS_PER_YEAR
from sim.core.counts import so_many
from sim.events import KINDS, Event
from sim.events.notable import Line, lines_of
from sim.outcomes import OUTCOMES
from sim.report.pages.page import bullets, paragraph, section
from sim.report.text.story_words import Names, month_of, sentence
from sim.report.text.words import lower_first, upper_first, value

_YEAR = int(WEEKS_PER_YEAR)
YEARLY = ("delayed", "four_hour", "waiting_list")
"""Outcomes whose mean stands at the head of each year."""


def apart(found: Story, summary: Mapping[str, Sequence[str]]) -> h.Element:
    """Return what happened in one of the two futures alone, side by side.

    Args:
        found: the story.
        summary: what readers call each future to its sentences.
    """
    columns = (
        h.div[
            h.h3(class_=kind)[f"Only with {lower_first(name)}"],
            bullets(said) if said else paragraph("Nothing of note."),
        ]
        for kind, (name, said) in zip(_KINDS, summary.items(), strict=True)
    )
    return section("apart", "What set the two apart", h.div(".pair")[columns])


def time_line(found: Story) -> h.Element:
    """Return the two futures, year by year."""
    lines = lines_of(found.base.events, found.alternative.events)
    happened = sum(len(twin.events) for twin in (found.base, found.alternative))
    shown = sum(one is not None for line in lines for one in (line.base, line.alternative))
    lead = paragraph(
        "What stands across both columns happened in both futures, in the same week and to the same degree. What "
        "stands on one side happened there, and on the other to another degree, in another week, or not at all. "
        f"Of {so_many(happened, 'events')} {shown:,} are shown: the largest of each kind in each year; "
        "all are in events.csv.",
        "note",
    )
    years = groupby(lines, key=lambda line: line.event.week // _YEAR)
    return section("weeks", "The two futures, week by week", lead, *(_year(found, *one) for one in years))


def _year(found: Story, year: int, lines: Iterator[Line]) -> list[h.Node]:
    base, other = (h.th(scope="col", class_=kind)[name] for kind, name in zip(_KINDS, names_of(found), strict=True))
    weeks = groupby(lines, key=lambda line: line.event.week)
    rows = [row for week, one in weeks for row in _week(found, week, list(one))]
    means = [h.tr(".part")[h.th(scope="row")["The year"], *(h.td[_means(found, arm, year + 1)] for arm in (0, 1))]]
    return [
        h.h3[f"Year {year + 1}"],
        h.table(".twins")[h.thead[h.tr[h.th(scope="col")["When"], base, other]], h.tbody[means, rows]],
    ]


_KINDS = ("base", "alternative")


def names_of(found: Story) -> tuple[str, str]:
    """Return what readers call the two futures."""
    base, other = (BEHAVIOURS[twin.scenario.behaviour].label for twin in (found.base, found.alternative))
    return base, other


def _means(found: Story, arm: int, year: int) -> str:
    """Return a few outcomes of a year in one of the futures."""
    ensemble = (found.comparison.base, found.comparison.alternative)[arm]
    said = (
        f"{OUTCOMES[name].short}: {value(OUTCOMES[name], float(ensemble.year(name, year)[found.run]))}"
        for name in YEARLY
    )
    return "; ".join(said)


def _week(found: Story, week: int, lines: Sequence[Line]) -> Iterator[h.Element]:
    """Yield the rows of a week: what is the same in both, then what is not."""
    shared, sides = list[h.Node](), (list[h.Node](), list[h.Node]())
    names = Names(found.base.scenario), Names(found.alternative.scenario)
    for line in lines:
        said = [_said(event, own) for event, own in zip((line.base, line.alternative), names, strict=True)]
        if line.base and line.alternative and sentence(line.base, names[0]) == sentence(line.alternative, names[1]):
            shared.append(said[0])
        else:
            for column, one in zip(sides, said, strict=True):
                column.append(one)
    label = h.th(scope="row")[month_of(week), h.small[f"week {week % _YEAR + 1}"]]
    if shared:
        yield h.tr[label, h.td(colspan="2")[shared]]
    if any(sides):
        yield h.tr[h.td if shared else label, (h.td[column] for column in sides)]


def _said(event: Event | None, names: Names) -> h.Node:
    if event is None:
        return None
    kind = KINDS[event.what]
    return h.p(class_=["event", kind.group.replace(" ", "-")])[h.small[upper_first(kind.group)], sentence(event, names)]
