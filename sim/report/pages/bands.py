"""Chance, what nobody knows and rival theories, apart: in sentences, a picture and a table."""

from __future__ import annotations

import htpy as h

from sim.analysis.headline import HEADLINE
from sim.analysis.paired import Comparison
from sim.core.counts import so_many
from sim.report.pages.page import Picture, bullets, figure, paragraph, plain_rows, table
from sim.report.text.band_words import ThreeBands, sentences
from sim.report.text.rests_words import rests_on_numbers
from sim.report.text.rival_words import under_rivals
from sim.report.text.rows import Row, rows
from sim.report.text.theory_words import under_theories


def bands(comparison: Comparison, by_chance: Comparison, picture: Picture | None = None) -> list[h.Node]:
    """Return a sentence for each of the three, their picture, a table beside the bands of the finding, and details.

    Args:
        comparison: with what nobody knows.
        by_chance: the same draws with every unknown number at its default.
        picture: of the three bands.
    """
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
    caption = (
        f"Difference in a pair in year {comparison.years}, with nine in ten pairs: the same draws with {unknowns} at "
        "their defaults, and with a world for each future."
    )
    return [
        bullets(sentences(ThreeBands.of(comparison, by_chance))),
        figure(picture) if picture else None,
        table(caption, head, plain_rows(lines, (1, 2, 3, 4)), (1, 2, 3, 4)),
        paragraph(under_theories(place=comparison.base.scenario.place)),
        paragraph(under_rivals()),
        paragraph(rests_on_numbers(comparison.base.scenario.unknowns)),
    ]


def _headline(comparison: Comparison) -> dict[str, Row]:
    found = {row.effect.outcome.name: row for part in rows(comparison.finding).values() for row in part}
    return {name: found[name] for name in HEADLINE}


def _counts(row: Row) -> str:
    return f"{row.paired.better} / {row.paired.same} / {row.paired.worse}"
