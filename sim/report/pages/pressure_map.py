"""The report of a pressure map: the sentence, both maps, every world in a table, and how it was judged."""

from __future__ import annotations

from collections.abc import Sequence

import htpy as h

from sim.analysis.axes import DEMAND, RESOURCES, Axis
from sim.analysis.headline import HEADLINE
from sim.analysis.pressure_map import CHEAPER, DEARER, NOTICED, MapPoint
from sim.core.counts import so_many
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
from sim.report.pages.rests_on import limits
from sim.report.text.labels import parameter_value
from sim.report.text.map_words import axis_name
from sim.report.text.phrases import PHRASES
from sim.report.text.words import joined, lower_first, upper_first, years
from sim.scenario import Scenario

RULE = (
    f"For people: in each future, of {so_many(len(HEADLINE), 'things')} that matter to people ("
    f"{joined([lower_first(PHRASES[name].short) for name in HEADLINE])}), those meaningfully better less those "
    "meaningfully worse, as a "
    f"share of {len(HEADLINE)}. One arm is better if the mean over futures is {100 * NOTICED:.0f}% or more and its "
    "90% interval leaves out 0; "
    "else nobody can tell. In money: it costs less if the net cost at the end is below nothing in "
    f"{10 * CHEAPER:.0f} of 10 futures or more, "
    f"more if in {10 * DEARER:.0f} or fewer; else nobody can tell."
)


def map_page(
    points: Sequence[MapPoint],
    picture: Picture,
    scenarios: Sequence[Scenario],
    names: tuple[str, str],
    sentence: str,
    futures: int,
    command: str,
    digest: str,
    version: str,
    axes: tuple[Axis, Axis] = (DEMAND, RESOURCES),
) -> str:
    """Return the report as one HTML file."""
    scenario = scenarios[0]
    question = f"Under which pressures does {lower_first(names[1])} pay, rather than {lower_first(names[0])}?"
    header = heading(
        question,
        paragraph(
            f"{so_many(len(points), 'worlds')} that differ in {axis_name(axes[0])} and {axis_name(axes[1])}; in each, "
            f"{so_many(futures, 'pairs of possible futures')} over "
            f"{years(scenario.years)} in {scenario.place.label}, each pair on the same draws."
        ),
    )
    people = {"alternative": "better", "base": "worse", "nobody": "nobody can tell"}
    money = {"alternative": "cheaper", "base": "dearer", "nobody": "nobody can tell"}
    other = lower_first(names[1])
    rows = [
        (
            _value(axes[0], p.y),
            _value(axes[1], p.x),
            _signed(100 * p.people, 0),
            f"{_signed(100 * p.people_low, 0)} to {_signed(100 * p.people_high, 0)}",
            people[p.for_people],
            _signed(p.net_cost, 1),
            f"{_signed(p.net_low, 1)} to {_signed(p.net_high, 1)}",
            money[p.for_money],
        )
        for p in points
    ]
    head = (
        upper_first(axis_name(axes[0])),
        upper_first(axis_name(axes[1])),
        "People: better less worse, %",
        "90% interval",
        f"For people, {other} is",
        f"Net cost after {years(scenario.years)}, £m",
        "9 in 10 futures",
        f"In money, {other} is",
    )
    caption = f"Worlds by {axis_name(axes[0])} and {axis_name(axes[1])}"
    numbers = (2, 3, 5, 6)
    main = [
        section("finding", "The finding", h.div(".finding")[paragraph(sentence, "title")], figure(picture)),
        section("judged", "How it is judged", paragraph(RULE)),
        section("worlds", "Every world", table(caption, head, plain_rows(rows, numbers), numbers)),
        section("limits", "What this does not say", bullets(limits(scenario.place))),
        again(command),
    ]
    return html(question, header, main, signature(version, digest))


def _value(axis: Axis, x: float) -> str:
    return parameter_value(axis.keys[0], x)


def _signed(x: float, places: int) -> str:
    text = f"{abs(x):.{places}f}"
    return text if not float(text) else f"{'−' if x < 0 else '+'}{text}"
