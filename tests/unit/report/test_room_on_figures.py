"""How large figures are, what room their panels leave, how large titles are; no words are too small to read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from sim.analysis.channels import CHANNELS
from sim.analysis.headline import HEADLINE
from sim.analysis.interval import Mean
from sim.analysis.measures import measure
from sim.analysis.pathways import Branch
from sim.analysis.prim import Box, Restriction
from sim.analysis.regret import Regrets
from sim.analysis.replications import Enough, Precision
from sim.analysis.sensitivity import Screened, Share
from sim.analysis.worth import Knowing
from sim.analysis.worth_study import Thing, WorthFound, judging
from sim.report.figures import (
    agents_dots,
    box_bars,
    channel_bars,
    fans,
    pathways_map,
    plan_scatter,
    precision_lines,
    pressure_maps,
    regret_strips,
    sensitivity_bars,
    theory_grid,
    three_bands,
    trust_network,
    worth_bars,
)
from sim.report.figures.trust_network import Relations
from tests.unit.made_up import comparison
from tests.unit.relationships.three_organisations import world as three
from tests.unit.report.figure_seen import axes_of, room
from tests.unit.report.test_agents_drawn import FOUND
from tests.unit.report.test_bars import ALONE, TODAY
from tests.unit.report.test_maps_and_dots import GRID, NAMES, WORTH, world
from tests.unit.report.test_marks_on_figures import lanes
from tests.unit.report.test_theory_words import HANGING
from tests.unit.report.test_three_bands import asked, made

SCREENED = [Screened("demand.growth", 4.0, 0.5, 4.0, 0.1)] * 2
SHARES = [Share("demand.growth", 0.3, 0.1, 0.4, 0.05)] * 2
REGRETS = Regrets(measure("delayed"), 8, (ALONE, TODAY), {"siloed": np.array([5.0]), "as_today": np.array([20.0])}, {})
HALVES = tuple(Precision(name, n, 1.0, 0.1) for name in HEADLINE for n in (10, 20))
ENOUGH = Enough(HALVES, 0.5, 0.05, 20, True, "delayed", "effect")
BRANCHES = [Branch((), 5, (), 0.0, 0.0), Branch((("a", "began"),), 3, (1.0,), 0.0, 0.0)]
BOX = Box((Restriction(0, 0.4, np.inf), Restriction(1, -np.inf, 8.0)), 0.8, 0.5, 0.4)
NAMES_OVER = (16.5 * (2 + 1) + 40.0) / 72.0  # inches: names of columns on two lines, and that of a family
SEEN = Relations((0.5, 0.5), (0.5,) * 3)


def gaps() -> Any:
    parts = dict.fromkeys((*CHANNELS, "acting together", "all"), 0.0)
    return channel_bars.channel_bars(dict.fromkeys(HEADLINE, parts), 8, 3, "Made up.")


def boxes() -> Any:
    x = np.linspace(0.0, 1.0, 24)
    keys, bounds = ["pressure.feedback", "pressure.shift"], np.array([[0.0, 1.0], [0.0, 10.0]])
    return box_bars.box_bars([("First", BOX, x)], keys, bounds, np.column_stack([x, 10 * x]), "Title", "How to read it")


def maps() -> Any:
    points = [world(y, x) for y, x in GRID]
    return pressure_maps.pressure_maps(points, NAMES, today=None, cashable=0.3, years=6, futures=40)


def network() -> Any:
    at = {0: SEEN, 1: SEEN, 3: SEEN}
    return trust_network.trust_network(three().place, at, at, ("One", "Other"), 8)


ONE_WORTH = Knowing("trust.newcomer", Mean(0.7, 0.5, 0.9, 60), 0.4, 0, True, {"delayed": 2.0}, True)
THINGS = {"trust.newcomer": Thing("number", "trust.newcomer"), "trust": Thing("rule", "trust", 3)}
WORTHS = WorthFound(
    "anyplace", "Anyplace", "0", ("siloed", "mixed"), 0, judging("both"), 60, {**THINGS, "all": Thing("all", "all", 3)},
    (ONE_WORTH, replace(ONE_WORTH, name="trust"), replace(ONE_WORTH, name="all")), Mean(2.0, 1.9, 2.1, 60), 4.0,
)  # fmt: skip


DRAWN: dict[str, tuple[Any, Callable[[], Any]]] = {
    "agents": (agents_dots, lambda: agents_dots.ablation_dots(FOUND, "Title", "How to read it")),
    "joining": (agents_dots, lambda: agents_dots.joining_dots(FOUND, "Title", "How to read it")),
    "boxes": (box_bars, boxes),
    "channels": (channel_bars, gaps),
    "fan": (fans, lambda: fans.fan(comparison().finding, "days_at_home")),
    "maps": (pressure_maps, maps),
    "network": (trust_network, network),
    "pathways": (pathways_map, lambda: pathways_map.pathways_map(BRANCHES, {"a": "Coaching"}, "A map", 4, 10)),
    "plans": (plan_scatter, lambda: plan_scatter.plan_scatter([WORTH, WORTH], ["Coaching", "A board"], 6, 40)),
    "precision": (precision_lines, lambda: precision_lines.precision_lines(ENOUGH)),
    "regret": (regret_strips, lambda: regret_strips.regret_strips(REGRETS, 0.9, "so", "How to read it")),
    "theories": (theory_grid, lambda: theory_grid.theory_grid(HANGING, "Title", "How to read it")),
    "bands": (three_bands, lambda: three_bands.three_bands(made(asked(HANGING)))),
    "worth": (worth_bars, lambda: worth_bars.worth_bars(WORTHS, "Title", "How to read it")),
    "screening": (
        sensitivity_bars,
        lambda: sensitivity_bars.screening_bars(SCREENED, measure("delayed"), "Title", "How to read it"),
    ),
    "split": (sensitivity_bars, lambda: sensitivity_bars.split_dots(SHARES, "Title", "How to read it")),
}


@cache
def panels(name: str) -> list[Any]:
    """Return the axes of a figure, drawn once."""
    return lanes(104) if name == "story" else axes_of(*DRAWN[name])


@pytest.mark.parametrize(
    ("name", "wide", "high", "title", "free"),
    [
        # left, right, under the heading, at the foot, then between panels: as shares of figure and panel
        ("agents", 17.0, 3.8 + 2 * 0.3 + 2 * 0.78, 21, (0.3, 0.96, 0.9 / 5.96, 1.1 / 5.96, 0.2, 0.2)),
        ("joining", 17.0, 3.2 + 4 * 0.6, 21, (0.34, 0.86, 0.02, 0.09, 0.2, 0.2)),
        ("boxes", 17.0, 3.4 + 2 * 1.5, 21, (0.3, 0.95, 0.04, 0.06, 0.2, 1.1)),
        ("channels", 17.0, 9.6, 25, (0.185, 0.985, 0.14, 0.02, 0.1, 0.2)),
        ("fan", 13.5, 7.2, 25, (0.08, 0.885, 0.115, 0.085, 0.68, 0.2)),
        ("maps", 17.0, 10.0, 23, (0.085, 0.985, 0.095, 0.095, 0.24, 0.2)),
        ("network", 3 * 5.0, 12.2, 28, (0.4 / 15, 0.995, 0.035, 0.01, 0.02, 0.1)),
        ("pathways", 16.0, 4.4 + 2 * 0.85, 25, (0.03, 0.97, 0.02, 0.11, 0.2, 0.2)),
        ("plans", 16.0, 9.4, 25, (0.075, 0.975, 0.03, 0.1, 0.2, 0.2)),
        ("precision", 17.0, 9.0, 25, (0.07, 0.86, 0.1, 0.11, 0.72, 0.2)),
        ("regret", 17.0, 4.3 + 2 * 1.25, 23, (0.185, 0.975, 1.15 / 6.8, 0.05, 0.16, 0.2)),
        (
            "theories",
            17.0,
            9.1 + NAMES_OVER,
            26,
            (0.24, 0.98, NAMES_OVER / (9.1 + NAMES_OVER), 0.25 / (9.1 + NAMES_OVER), 0.2, 0.2),
        ),
        ("bands", 17.0, 9.3, 23, (0.25, 0.98, 0.95 / 9.3, 0.3 / 9.3, 0.06, 0.2)),
        ("worth", 17.0, 4.4 + 3 * 0.78, 22, (0.34, 0.97, 0.95 / 6.74, 0.35 / 6.74, 0.08, 0.2)),
        ("screening", 17.0, 2.9 + 2 * 0.62, 25, (0.36, 0.88, 0.01, 0.075, 0.2, 0.2)),
        ("split", 17.0, 3.3 + 2 * 0.8, 25, (0.36, 0.95, 0.07, 0.13, 0.2, 0.2)),
        ("story", 16.0, 11.0, 25, (0.155, 0.83, 0.02, 0.06, 0.2, 0.12)),
    ],
)
def test_a_figure_grows_with_its_rows_and_leaves_room_for_words(
    name: str, wide: float, high: float, title: float, free: tuple[float, ...]
) -> None:
    figure = panels(name)[0].figure
    assert list(figure.get_size_inches()) == pytest.approx([wide, high])
    assert figure.texts[0].get_size() == title
    assert room(figure) == pytest.approx(free, abs=1e-6)


@pytest.mark.parametrize(
    ("name", "shares"),
    [("fan", (1.25, 1.0)), ("regret", (3.4, 1.0, 1.0)), ("maps", (1.0, 1.0)), ("network", (1.0,) * 6)],
)
def test_panels_side_by_side_share_the_width(name: str, shares: tuple[float, ...]) -> None:
    wide = [axes.get_position().width for axes in panels(name)]
    assert [one / wide[-1] for one in wide] == pytest.approx(shares)


def test_lanes_take_more_height_than_lines() -> None:
    above, below = (axes.get_position().height for axes in panels("story"))
    assert below / above == pytest.approx(1.25)


@pytest.mark.parametrize("name", [*DRAWN, "story"])
def test_panels_stand_under_the_heading_and_words_can_be_read(name: str) -> None:
    figure = panels(name)[0].figure
    foot = min(text.get_position()[1] for text in figure.texts if text.get_va() == "top")
    for axes in panels(name):
        place = axes.get_position()
        assert place.x0 > 0.0 and place.y0 > 0.0 and place.x1 < 1.0 and place.y1 < foot
        for text in (*axes.texts, axes.title, *axes.get_xticklabels(), *axes.get_yticklabels()):
            assert 12.0 <= text.get_size() <= 21.0
        for text in axes.texts:  # lines of one name belong together
            spacing = vars(text)["_linespacing"]
            assert spacing == "normal" or 0.9 <= spacing <= 1.2
