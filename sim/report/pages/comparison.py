"""The report of a comparison: question, finding, people first, then system, working together, money, and how sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import htpy as h

from sim.analysis.agreeing import AgreeingWorlds
from sim.analysis.beside import beside
from sim.analysis.channels import CHANNELS, of_gap
from sim.analysis.finding import Finding
from sim.analysis.headline import HEADLINE
from sim.analysis.observed import Point
from sim.analysis.paired import Comparison
from sim.behaviours import BEHAVIOURS
from sim.core.counts import so_many
from sim.outcomes import PEOPLE_FIRST
from sim.report.figures.channel_bars import Gaps
from sim.report.figures.integrated_model import integrated_model
from sim.report.pages.bands import bands
from sim.report.pages.observed import observed_section
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
from sim.report.pages.rests_on import limits, rests_on, what_is_planned, world_faced
from sim.report.text.integrated_model import in_words
from sim.report.text.parts import shown
from sim.report.text.rows import Row, names_of, rows
from sim.report.text.sentence import Headline, headline
from sim.report.text.theory_words import RIVAL
from sim.report.text.unknown_words import futures_of, of_unknowns
from sim.report.text.words import change, joined, lower_first, upper_first, years

_SIGN = {"better": "▲ ", "worse": "▼ ", "same": "= ", "divided": "◆ ", "more": "", "less": ""}


@dataclass(frozen=True)
class ReportedComparison:
    """One comparison with the pictures and explanations that its part of the report needs.

    Attributes:
        comparison: the two arms.
        pictures: by name: `people_first`, `fan_<outcome>`, `trust`, `features`, `channels`, `bands`.
        gaps: where the gap comes from; None if not asked for.
        gap_futures: how many pairs that rests on.
        method: how it was found, in words.
        by_chance: the same futures with every unknown number at its default; None where they draw none.
        points: what was observed; nothing where there is no series.
    """

    comparison: Comparison
    pictures: Mapping[str, Picture] = field(repr=False)
    gaps: Gaps | None = field(default=None, repr=False)
    gap_futures: int = 0
    method: str = ""
    by_chance: Comparison | None = field(default=None, repr=False)
    points: Sequence[Point] = ()


def compare_page(
    reported: Sequence[ReportedComparison],
    *,
    command: str,
    digest: str,
    version: str,
    elicited: h.Node = None,
    agreeing: AgreeingWorlds | None = None,
) -> str:
    """Return the report as one HTML file.

    Args:
        reported: each comparison with the same base.
        command: that asks for it.
        digest: of the plan.
        version: of the code.
        elicited: the part on what people who were asked say, if any were.
        agreeing: worlds that agree with what was observed, where futures are drawn from these.
    """
    first = reported[0].comparison
    scenario, base = first.base.scenario, first.finding.names[0]
    others = [one.comparison.finding.names[1] for one in reported]
    either = " or with ".join(lower_first(other) for other in others)
    question = f"What would change with {either}, rather than {lower_first(base)}?"
    header = heading(
        question,
        paragraph(
            f"{so_many(len(first.base.seeds), 'pairs of possible futures')} over {years(first.years)} in "
            f"{scenario.place.label}, each pair on the same draws. {of_unknowns(scenario)} "
            f"{f'{futures_of(agreeing)} ' if agreeing else ''}{world_faced(scenario)}"
        ),
        _who(first, [BEHAVIOURS[one.comparison.alternative.scenario.behaviour].sentence for one in reported], others),
        what_is_planned(
            [scenario, *(one.comparison.alternative.scenario for one in reported)],
            [base, *others],
        ),
    )
    parts = [_one(one, f"-{number}" if number else "", len(reported) > 1) for number, one in enumerate(reported)]
    kept = paragraph(
        "The tables behind every number lie beside this page, with the whole configuration and the versions of all "
        "software.",
        "note",
    )
    said = [RIVAL for one in reported if one.by_chance]  # beside the bands
    parts += [
        [elicited],
        [section("sure", "How sure, and what it rests on", *rests_on(first, elicited is not None, agreeing))],
        [section("drawn", "The model that this is built on", figure(Picture(integrated_model(), in_words())))],
        [section("limits", "What this does not say", bullets(limits(scenario.place, said)))],
        [again(command, kept)],
    ]
    return html(question, header, parts, signature(version, digest))


def _who(comparison: Comparison, sentences: Sequence[str], others: Sequence[str]) -> h.Node:
    base = BEHAVIOURS[comparison.base.scenario.behaviour]
    return [
        paragraph([h.span(".base")[base.label], f": {lower_first(base.sentence)}"]),
        *(
            paragraph([h.span(".alternative")[name], f": {lower_first(text)}"])
            for name, text in zip(others, sentences, strict=True)
        ),
    ]


def _observed(reported: ReportedComparison, suffix: str) -> h.Node:
    if not reported.points:
        return None
    arms = (reported.comparison.base, reported.comparison.alternative)
    found = [beside(arm.series, reported.points) for arm in arms]
    return observed_section(found, reported.comparison.finding.names, suffix)


def _one(reported: ReportedComparison, suffix: str, several: bool) -> list[h.Node]:
    finding, pictures = reported.comparison.finding, reported.pictures
    base, alternative = finding.names
    found, said = rows(finding), headline(finding)
    which = f": {lower_first(alternative)}" if several else ""
    fans = [figure(pictures[f"fan_{name}"]) for name in HEADLINE if f"fan_{name}" in pictures]
    people = {domain: found[domain] for domain in map(upper_first, PEOPLE_FIRST) if domain in found}
    return [
        section(f"finding{suffix}", f"The finding{which}", _finding(said), figure(pictures["people_first"])),
        section(
            f"people{suffix}",
            "What it means for people",
            effects_table(finding, people),
            h.div(".pair")[fans],
        ),
        _observed(reported, suffix),
        section(f"base-better{suffix}", f"Where “{lower_first(base)}” is better", *_other_side(finding, base)),
        section(f"system{suffix}", "The system", effects_table(finding, {"System": found["System"]})),
        section(
            f"together{suffix}",
            "Working together",
            figure(pictures["trust"]) if "trust" in pictures else None,
            effects_table(finding, {"Working together": found["Working together"]}),
            figure(pictures["features"]) if "features" in pictures else None,
            effects_table(finding, {"Ten features": found["Ten features"]}),
        ),
        section(
            f"money{suffix}",
            "Money, fairness and what it costs",
            paragraph(said.cost),
            paragraph(said.pays),
            effects_table(
                finding, {domain: found[domain] for domain in ("Money", "Fairness", "Cost of working together")}
            ),
        ),
        section(
            f"bands{suffix}",
            "Chance, what nobody knows, and rival theories",
            *bands(reported.comparison, reported.by_chance, pictures.get("bands")),
        )
        if reported.by_chance
        else None,
        _sources(reported, suffix),
    ]


def _finding(said: Headline) -> h.Element:
    return h.div(".finding")[paragraph(said.title, "title"), map(paragraph, said.parts())]


def _other_side(finding: Finding, base: str) -> list[h.Node]:
    worse, tied, divided = (names_of(finding, said) for said in ("worse", "tie", "open"))
    better = (
        f"{upper_first(lower_first(base))} is better at" if worse else f"{base} is better at nothing that was measured"
    )
    parts: list[h.Node] = [
        paragraph(f"{better}{':' if worse else '.'}"),
        bullets([upper_first(name) for name in worse]) if worse else None,
    ]
    if tied:
        parts.append(paragraph(f"Much the same: {joined([lower_first(name) for name in tied])}."))
    if divided:
        parts.append(paragraph(f"Futures divide on {joined([lower_first(name) for name in divided])}."))
    return parts


def effects_table(finding: Finding, parts: Mapping[str, Sequence[Row]]) -> h.Element:
    """Return the table of effects of some domains."""
    base, alternative = finding.names
    of = next(iter(parts.values()))[0].paired.of
    head = (
        f"Year {finding.year}",
        base,
        alternative,
        "Difference in a pair (9 in 10 pairs)",
        f"Futures better / same / worse, of {of}",
        "In a word",
        "The same, with another place",
    )
    lines: list[h.Element] = []
    for domain, found in parts.items():
        if len(parts) > 1:
            lines.append(h.tr(".part")[h.th(scope="rowgroup", colspan=len(head))[domain]])
        lines += [_row(row) for row in found]
    return table(
        f"{', '.join(parts)}. Changes of a percentage are in percentage points.",
        head,
        lines,
        (1, 2, 3, 4, 6),
    )


def _row(row: Row) -> h.Element:
    neutral = "; neither good nor bad in itself" if row.said is None else ""
    kind = row.words if row.words in ("better", "worse") else ""
    grade = {"A": "calibrated", "B": "stylised", "C": "illustrative"}[row.effect.outcome.grade]
    return h.tr[
        h.th(scope="row")[row.name, h.small[f"{row.unit}; {grade}{neutral}"]],
        h.td(".n.base")[row.base],
        h.td(".n.alternative")[row.alternative],
        h.td(".n")[h.strong[row.difference], h.small[row.interval]],
        h.td(".n")[f"{row.paired.better} / {row.paired.same} / {row.paired.worse}"],
        h.td(class_=["w", kind])[f"{_SIGN[row.words]}{row.words}"],
        h.td(".n")[f"{row.unpaired.better} / {row.unpaired.same} / {row.unpaired.worse}"],
    ]


def _sources(reported: ReportedComparison, suffix: str) -> h.Node:
    if reported.gaps is None:
        return None
    lines = []
    for name in (*HEADLINE, "care_bill"):
        effect = reported.comparison.finding.effects[name]
        declared, parts = effect.outcome, of_gap(reported.gaps[name], effect.median)
        lines.append([declared.label, *(change(declared, part) for part in shown(declared, parts).values())])
    head = ("Outcome", *(upper_first(channel) for channel in CHANNELS), "What is left over", "The gap")
    numbers = range(1, len(head))
    what = (
        f"Part of the gap in year {reported.comparison.years}, mean of "
        f"{so_many(reported.gap_futures, 'pairs of futures')}. "
        f"{reported.method} The gap is the difference shown above, of the middle pair. What is left over is what "
        "channels add together, and by how much the middle pair differs from the mean."
    )
    return section(
        f"why{suffix}",
        "Where the difference comes from",
        figure(reported.pictures["channels"]),
        table(what, head, plain_rows(lines, numbers), numbers),
    )
