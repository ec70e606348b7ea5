"""Sections on the findings of a hand-out: the sentence, what people would notice, charts over the years, and trust."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sim.analysis.headline import HEADLINE
from sim.core.arithmetic import ROUNDS_PER_YEAR
from sim.core.counts import so_many
from sim.outcomes import PEOPLE_FIRST
from sim.place import Place
from sim.report.figures.fans import fan, fan_title
from sim.report.figures.overview import people_first
from sim.report.figures.trust_network import Relations, trust_network, trust_title
from sim.report.pages.page import Picture
from sim.report.pages.pictures import people_alt
from sim.report.text.rows import DOMAINS
from sim.report.text.words import upper_first
from sim.whatif.answer import SIDES, Part
from sim.whatif.handout.blocks import Block, Cell, Drawing, Grid, Heading, Kind, Live, Section, Text
from sim.whatif.handout.material import HandOut, briefly

SIGNS = {"better": "▲", "worse": "▼", "same": "=", "divided": "◆", "more": "↑", "less": "↓"}
GRADES = {"A": "calibrated", "B": "stylised", "C": "illustrative"}
CHARTS = 2


def finding(made: HandOut) -> Section:
    """Put the finding into sentences."""
    said = made.answer_data["sentence"]
    parts = [Text(part["text"]) for part in said["parts"]]
    return Section("finding", "In a sentence", [Text(said["title"], "lead"), *parts])


def people(made: HandOut) -> Section:
    """Return what people would notice, as a picture that leaves room for the rest of the first page."""
    picture = Picture(people_first(made.drawn), people_alt(made.finding))
    title = f"What people would notice in year {made.answer_data['years']}"
    return Section("people", title, [Drawing(picture, wide=False)])


def results(made: HandOut) -> Section:
    """Begin the annex, on a page of its own, with every outcome that is about people."""
    return Section("results", "Annex: what people would notice, one by one", [_grid(made, PEOPLE_FIRST)], page=True)


def published(made: HandOut) -> Section | None:
    """Set what was published of a real place beside what the model says, where the question is of such a story."""
    lines = made.answer_data["published"]
    return Section("published", "Beside what was published", [Text(line) for line in lines]) if lines else None


def rest(made: HandOut) -> Section:
    """Return everything else that was measured."""
    others = [domain for domain in DOMAINS if domain not in PEOPLE_FIRST]
    lead = Text("The system, working together, money, fairness, and what working together costs.")
    return Section("rest", "Everything else that was measured", [lead, _grid(made, others)])


def _grid(made: HandOut, domains: Sequence[str]) -> Grid:
    cards, years, of = {card["outcome"]: card for card in made.answer_data["cards"]}, made.answer_data["years"], 0
    lines: list[tuple[Cell, ...]] = []
    for domain in domains:
        declared = [one for one in made.catalogue["outcomes"] if one["domain"] == domain]
        lines += [(Cell(upper_first(domain)),)] if declared else []
        lines += [_line(one, cards[one["name"]]) for one in declared]
        of = max([of, *(cards[one["name"]]["of"] for one in declared)])
    head = (
        f"Year {years}, the middle future",
        Cell("A", "a", under=made.brief["a"]),
        Cell("B", "b", under=made.brief["b"]),
        Cell("Difference", under="and 9 in 10 futures"),
        Cell("In a word", under=f"futures better / same / worse, of {of}; each sign is 1 in 20"),
    )
    caption = "Changes of a percentage are in percentage points. The difference is the middle one of all pairs. "
    caption += "Calibrated: to published figures. Stylised: direction and rough size have sources. Illustrative: ours."
    return Grid(caption, head, lines, numbers=(1, 2, 3), widths=(0.28, 0.13, 0.13, 0.15, 0.31))


def _line(outcome: Mapping[str, Any], card: Mapping[str, Any]) -> tuple[Cell, ...]:
    neutral = "; neither good nor bad in itself" if card["neutral"] else ""
    kinds: dict[str, Kind] = {"better": "better", "worse": "worse"}
    points = " points" if card["points"] else ""
    counted = f"{card['better']} / {card['same']} / {card['worse']}"
    kind = kinds.get(card["word"], "")
    return (
        Cell(outcome["label"], under=f"{outcome['unit']}; {GRADES[outcome['grade']]}{neutral}"),
        Cell(card["a"], "a"),
        Cell(card["b"], "b"),
        Cell(f"{card['difference']}{points}", "strong", under=card["interval"]),
        Cell(f"{SIGNS[card['word']]} {upper_first(card['words'])}", kind, under=counted, dots=tuple(card["dots"])),
    )


def charts(made: HandOut) -> Section:
    """Return what happens over the years: the first headline outcome, and the one on which most futures agree."""
    effects = made.finding.effects
    clearest = sorted(HEADLINE[1:], key=lambda name: -abs(effects[name].better - effects[name].worse))
    blocks: list[Block] = [Live("chart")]
    for name in (HEADLINE[0], *clearest[: CHARTS - 1]):
        words = f"Two fan charts. {fan_title(effects[name], made.finding)}."
        blocks.append(Drawing(Picture(fan(made.drawn, name), words), live=True, wide=False))
    return Section("years", "How it goes over the years", blocks)


def trust(made: HandOut) -> Section:
    """Return who trusts whom at the start and at the end."""
    years, parts, place = made.answer_data["years"], made.answer.parts, made.where
    base, other = ({year: _relations(parts[side], year) for year in (0, years)} for side in SIDES)
    names = made.finding.names
    words = f"Four networks of organisations. {trust_title(place, base, other, names)}. The table has the counts."
    files = trust_network(
        _drawn(place, made.question.place.names), base, other, made.drawn.names, made.answer_data["futures"]
    )
    picture = Picture(files, words)
    rows = [
        (Cell(made.names[side], side), *(written for year in seen for written in seen[year].written))
        for side, seen in zip(SIDES, (base, other), strict=True)
    ]
    head = ("", "At the start", "From least to most", f"In year {years}", "From least to most")
    caption = f"Trust over {so_many(len(place.interfaces), 'links')} between organisations, on a scale from 0 to 1."
    blocks = [Live("network"), Drawing(picture, live=True, wide=False), Grid(caption, head, rows, numbers=(1, 2, 3, 4))]
    return Section("trust", "Who trusts whom", [*blocks, *_felt(made)])


def _drawn(place: Place, own: Mapping[str, str]) -> Place:
    """Return a place whose own names are short enough for a drawing."""
    short = (replace(one, label=briefly(one.label, 24)) if one.key in own else one for one in place.organisations)
    return replace(place, organisations=tuple(short))


def _relations(part: Part, year: int) -> Relations:
    at = year * ROUNDS_PER_YEAR
    trust, pressure = (tuple(float(row.mean()) for row in values[at]) for values in (part.trust, part.pressure))
    return Relations(trust, pressure)


def _felt(made: HandOut) -> list[Block]:
    """Say which links differ most between the futures at the end."""
    labels = {one.key: one.label for one in made.where.organisations}
    a, b = (made.answer_data["network"][side]["trust"] for side in SIDES)
    gaps = [(b[k][-1] - a[k][-1], link) for k, link in enumerate(made.where.interfaces)]
    moved = sorted((one for one in gaps if abs(one[0]) >= 0.02), key=lambda one: -abs(one[0]))[:3]
    rows = [(" and ".join(labels[key] for key in link.between), f"{gap:+.2f}".replace("-", "−")) for gap, link in moved]
    if not rows:
        return []
    grid = Grid("Trust from 0 to 1, mean of futures", ("Link", "B less A"), rows, numbers=(1,), widths=(0.8, 0.2))
    return [Heading("The links that differ most at the end"), grid]
