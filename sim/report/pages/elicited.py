"""The part of a report on what people who were asked say: each range beside the default's, drawn and as a table."""

from __future__ import annotations

import htpy as h

from sim.analysis.opinion_pool import Remaining
from sim.report.figures.elicited_ranges import elicited_ranges
from sim.report.pages.page import Picture, figure, paragraph, plain_rows, section, table
from sim.report.text.elicited_words import HEAD, NUMBERS, alt, rows, said


def picture_of(found: Remaining) -> Picture:
    """Return the ranges, drawn."""
    return Picture(elicited_ranges(found), alt(found))


def elicited_section(found: Remaining, picture: Picture) -> h.Element:
    """Return what people said and what it leaves."""
    caption = "What people who were asked say, beside what worlds draw by default"
    lines = plain_rows(rows(found), NUMBERS)
    listed = table(caption, HEAD, lines, NUMBERS)
    return section("elicited", "What people who were asked say", *map(paragraph, said(found)), figure(picture), listed)
