"""The part of a report on what was observed: how many points the band of each arm holds, and a table of them."""

from __future__ import annotations

from collections.abc import Sequence

import htpy as h

from sim.analysis.beside import Beside
from sim.report.pages.page import paragraph, plain_rows, section, table
from sim.report.text.observed_words import NUMBERS, head, held_sentence, rows

HOW = (
    "Each point is the mean of the year before its date, as the lines of the fans are. The band is of futures, without "
    "the error of the point: a point whose error reaches into the band is no sign that the model is wrong. Where the "
    "place worked otherwise while it was observed than either of the two, neither need hold it."
)


def observed_section(arms: Sequence[Sequence[Beside]], names: Sequence[str], suffix: str) -> h.Element:
    """Return the part; `arms` is each point beside the futures of each arm, by `names`."""
    columns = [*NUMBERS][: 2 + len(names)]
    listed = table("What was observed, beside both", head(names), plain_rows(rows(arms), columns), columns)
    return section(
        f"observed{suffix}", "What was observed", paragraph(held_sentence(arms, names)), listed, paragraph(HOW, "note")
    )
