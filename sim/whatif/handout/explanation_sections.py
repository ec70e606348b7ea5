"""Sections that explain the findings of a hand-out: where the gap comes from, how sure it is, what it does not say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.analysis.headline import HEADLINE
from sim.core.counts import so_many
from sim.report.figures.channel_bars import channel_bars, channel_title
from sim.report.pages.page import Picture
from sim.report.text.words import upper_first
from sim.whatif.handout.blocks import Block, Bullets, Cell, Drawing, Grid, Heading, Section, Text
from sim.whatif.handout.material import HandOut

_METHOD = "Each channel is shut in turn; what is lost is what it brings."


def why(made: HandOut) -> Section | None:
    """Say where the gap comes from; None if that was not asked for."""
    if made.why is None:
        return None
    found = {name: made.why["outcomes"][name] for name in HEADLINE}
    gaps = {name: _gaps(one) for name, one in found.items()}
    files = channel_bars(gaps, made.why["futures"], made.answer_data["years"], _METHOD)
    words = f"Bars for each channel and outcome; the table has the numbers. {channel_title(gaps)}."
    blocks: list[Block] = [Drawing(Picture(files, words)), _table(made, found)]
    if made.why["chain"]:
        blocks += [Heading("Step by step, as measured on the way"), Bullets(made.why["chain"], ordered=True)]
    return Section("why", "Why did this happen?", blocks)


def _gaps(found: Mapping[str, Any]) -> dict[str, float]:
    parts = {one["name"]: one["part"] for one in found["channels"]}
    return {**parts, "acting together": found["together"], "all": found["all"]}


def _table(made: HandOut, found: Mapping[str, Mapping[str, Any]]) -> Grid:
    first = found[HEADLINE[0]]
    rows: list[tuple[Cell | str, ...]] = [(Cell("What was changed: the part lost if it alone is put back as in A"),)]
    for row, lever in enumerate(first["levers"]):
        parts = (found[name]["levers"][row]["words"] for name in HEADLINE)
        rows.append((Cell(upper_first(lever["label"])), *parts))
    rows.append((Cell("How it acts: the part lost if that channel alone is shut"),))
    for row, channel in enumerate(first["channels"]):
        parts = (found[name]["channels"][row]["words"] for name in HEADLINE)
        rows.append((Cell(upper_first(channel["name"])), *parts))
    rows.append(("What is left over", *(found[name]["left"]["words"] for name in HEADLINE)))
    rows.append((Cell("The whole gap", "strong"), *(found[n]["words"] for n in HEADLINE)))
    head = ("B rather than A", *(made.outcomes[name]["short"] for name in HEADLINE))
    of = (
        f"mean of {so_many(made.why['futures'] if made.why else 0, 'futures')}, each run again with one "
        "thing taken away"
    )
    caption = (
        f"Parts of the gap in year {made.answer_data['years']}, {of}. Parts of what was changed overlap, so they need "
        "not add up; how it acts and what is left over make up the whole gap, which is the difference in the middle "
        "pair of all futures."
    )
    numbers = tuple(range(1, len(head)))
    return Grid(caption, head, rows, numbers, widths=(0.22, *(0.13 for _ in HEADLINE)))


def sure(made: HandOut) -> Section:
    """Say how sure it is."""
    data, board, mind = made.answer_data, made.catalogue["scoreboard"], made.answer_data["mind"]
    said = [
        f"Futures. All counts are over {so_many(data['futures'], 'futures')} of each. In every one, what "
        "nobody knows is drawn "
        "anew within its plausible range, and only draws that agree with published figures at the start are kept. So "
        "the bands hold chance, and what we do not know about the numbers; not what we do not know about the rules.",
        f"Assumptions. {mind['words']}",
        f"Who comes out ahead. {mind['flips']}",
        f"What decides. {mind['decides']}",
        f"Known facts. The model gets {board['holds']} of {so_many(board['total'], 'known facts')} "
        "right. Of those that nobody "
        f"put in, {board['came_out'][0]} of {board['came_out'][1]} came out.",
    ]
    blocks: list[Block] = [Bullets(said)]
    if made.mind is not None:
        blocks += _ends(made.mind)
    return Section("sure", "How sure is this?", blocks)


def _ends(mind: Mapping[str, Any]) -> list[Block]:
    heading = Heading("What would change our mind")
    rows = [(Cell(upper_first(one["label"]), under=one["evidence_words"]), one["words"]) for one in mind["parameters"]]
    if not rows:
        return [heading, Text("No number that nobody knows would, by itself, decide who comes out ahead.")]
    caption = (
        f"Unknown numbers that decide most, each tried at both ends of its range in "
        f"{so_many(mind['futures'], 'futures')}"
    )
    return [heading, Grid(caption, ("If we learnt that", "Then"), rows, widths=(0.42, 0.58))]


def not_said(made: HandOut) -> Section:
    """Say what a reader must not take from it."""
    still = (
        "The levers cannot be moved here: this holds one answer to one question. To ask another, open the question on "
        "the page."
    )
    return Section("limits", "What this does not say", [Bullets([*made.catalogue["limits"], still])])
