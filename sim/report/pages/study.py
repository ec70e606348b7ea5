"""The report of a study of many futures: the question, the finding, its figures and tables, and how it was judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import htpy as h

from sim.behaviours import BEHAVIOURS
from sim.report.pages.page import (
    Picture,
    again,
    bullets,
    figure,
    heading,
    html,
    paragraph,
    plain_rows,
    section,
    signature,
    table,
)
from sim.report.pages.rests_on import limits, what_is_planned, world_faced
from sim.report.text.rests_words import rests_on_numbers
from sim.report.text.unknown_words import of_unknowns
from sim.scenario import Scenario


@dataclass(frozen=True)
class Table:
    """A table of a page: its caption, heading, rows of text, and the columns set to the right."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]] = field(repr=False)
    numbers: Sequence[int] = ()


@dataclass(frozen=True)
class StudyPage:
    """A study as it is told.

    Attributes:
        question: the heading.
        lead: what was run, in a sentence or two.
        finding: the answer, sentence by sentence; the first is the boldest.
        pictures: by name.
        tables: below the pictures.
        judged: how it is judged, a paragraph each.
        sections: further ones, after the finding.
        closing: lines that the terminal alone says, after the finding.
        varied: whether worlds differ, so that what the place faces is only where they start from.
        arms: the scenarios compared, if any of them has a plan to be said.
    """

    question: str
    lead: str
    finding: Sequence[str]
    pictures: dict[str, Picture] = field(repr=False)
    tables: Sequence[Table] = field(repr=False)
    judged: Sequence[str]
    varied: bool = True
    sections: Sequence[h.Element] = ()
    closing: Sequence[str] = ()
    arms: Sequence[Scenario] = ()


def study_page(study: StudyPage, scenario: Scenario, *, command: str, digest: str, version: str) -> str:
    """Return the report as one HTML file."""
    faced = world_faced(scenario)
    if study.varied:
        faced = faced.replace("It faces", "Unless that varies, the place faces", 1)
    names = [BEHAVIOURS[one.behaviour].label for one in study.arms]
    rests = f"{rests_on_numbers(scenario.unknowns)} " if scenario.unknowns else ""
    drawn = "" if study.varied else f"{of_unknowns(scenario)} {rests}"
    header = heading(study.question, paragraph(f"{study.lead} {drawn}{faced}"), what_is_planned(study.arms, names))
    first, *rest = study.finding
    said = h.div(".finding")[paragraph(first, "title"), map(paragraph, rest)]
    shown = (table(one.caption, one.head, plain_rows(one.rows, one.numbers), one.numbers) for one in study.tables)
    main = [
        section("finding", "The finding", said, *map(figure, study.pictures.values())),
        *study.sections,
        section("numbers", "The numbers", *shown),
        section("judged", "How it is judged", *map(paragraph, study.judged)),
        section(
            "limits",
            "What this does not say",
            bullets(limits(scenario.place, study.finding)),
        ),
        again(command),
    ]
    return html(study.question, header, main, signature(version, digest))
