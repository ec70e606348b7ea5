"""Chance, what nobody knows and rival rules, apart: how wide bands are with each, in sentences and a table."""

from __future__ import annotations

import htpy as h

from sim.analysis.headline import HEADLINE
from sim.analysis.paired import Comparison
from sim.core.counts import so_many
from sim.report.pages.page import paragraph, plain_rows, table
from sim.report.text.rests_words import rests_on_numbers
from sim.report.text.rival_words import under_rivals
from sim.report.text.rows import Row, rows
from sim.report.text.sentence import headline
from sim.report.text.theory_words import under_theories
from sim.report.text.unknown_words import by_chance_alone
from sim.report.text.words import lower_first


def bands(comparison: Comparison, by_chance: Comparison) -> list[h.Element]:
    """Return what chance and place alone would give, in a sentence and a table beside the bands of the finding."""
    drawn, plain = (_headline(one) for one in (comparison, by_chance))
    unknowns = so_many(len(comparison.base.scenario.unknowns), "numbers")
    head = ("Outcome", "By chance and place alone", "Better / same / worse", "With what nobody knows, too", "Likewise")
    lines = [
        (
            one.name,
            *(cell for row in (plain[name], one) for cell in (f"{row.difference} ({row.interval})", _counts(row))),
        )
        for name, one in drawn.items()
    ]
    title = lower_first(headline(comparison.finding).title)
    caption = (
        f"Difference in a pair in year {comparison.years}, with nine in ten pairs: the same draws with {unknowns} at "
        "their defaults, and with a world for each future."
    )
    return [
        paragraph(f"{by_chance_alone(by_chance.finding)} With what nobody knows, too: {title}."),
        paragraph(under_rivals()),
        paragraph(under_theories(place=comparison.base.scenario.place)),
        paragraph(rests_on_numbers(comparison.base.scenario.unknowns)),
        table(caption, head, plain_rows(lines, (1, 2, 3, 4)), (1, 2, 3, 4)),
    ]


def _headline(comparison: Comparison) -> dict[str, Row]:
    found = {row.effect.outcome.name: row for part in rows(comparison.finding).values() for row in part}
    return {name: found[name] for name in HEADLINE}


def _counts(row: Row) -> str:
    return f"{row.paired.better} / {row.paired.same} / {row.paired.worse}"
