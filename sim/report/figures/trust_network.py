"""The network of trust: who trusts whom, at the start and after one, three and six years, in both arms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import Any

import networkx as nx
import numpy as np

from sim.core.arithmetic import ROUNDS_PER_YEAR, Array
from sim.core.state import State
from sim.model.engine import world_of
from sim.place import Place
from sim.report.figures.canvas import (
    ALTERNATIVE,
    BAD,
    BASE,
    DASH,
    GOOD,
    INK,
    PAPER,
    QUIET,
    bare,
    canvas,
    drawn,
    heading,
)
from sim.report.text.words import lower_first

STRONG, WEAK = 0.5, 0.4
CORE = 3


@dataclass(frozen=True)
class Relations:
    """Trust over each boundary and pressure in each organisation, both as means over futures."""

    trust: tuple[float, ...]
    pressure: tuple[float, ...]

    def count(self, strong: bool) -> int:
        """Return how many boundaries are strong, or weak."""
        return sum(value >= STRONG if strong else value < WEAK for value in self.trust)


def snapshot_years(years: int) -> tuple[int, ...]:
    """Return the years shown: the start, one, three and the last."""
    return tuple(sorted({0, 1, min(3, years), years}))


def snapshot_rounds(years: int) -> tuple[int, ...]:
    """Return the rounds at which to keep the state."""
    return tuple(year * ROUNDS_PER_YEAR for year in snapshot_years(years))


def relations(place: Place, snapshots: Mapping[int, State]) -> dict[int, Relations]:
    """Return the mean over futures of the states kept, by year."""
    network = world_of(place).network

    def mean(x: Array) -> tuple[float, ...]:
        return tuple(float(row.mean()) for row in x)

    return {
        rounds // ROUNDS_PER_YEAR: Relations(mean(network.both(state.trust)), mean(state.pressure))
        for rounds, state in sorted(snapshots.items())
    }


def as_graph(place: Place, seen: Relations) -> nx.Graph:
    """Return the organisations and boundaries as a graph with trust and pressure, ready for GraphML."""
    graph = nx.Graph(name=place.name)
    for organisation, pressure in zip(place.organisations, seen.pressure, strict=True):
        graph.add_node(organisation.key, label=organisation.label, sector=organisation.sector, pressure=pressure)
    for interface, trust in zip(place.interfaces, seen.trust, strict=True):
        graph.add_edge(*interface.between, trust=trust)
    return graph


def graphml(place: Place, seen: Relations) -> str:
    """Return the same as GraphML text."""
    return "\n".join(nx.generate_graphml(as_graph(place, seen))) + "\n"


def short_names(labels: Sequence[str], width: int = 13) -> list[str]:
    """Shorten names for a drawing: words that begin several names go, and what remains is broken into lines."""
    first = Counter(label.split()[0] for label in labels)
    short = []
    for label in labels:
        words = label.split()
        kept = words[1:] if len(words) > 2 and first[words[0]] > 1 and words[0] not in ("Home", "Care") else words
        text = " ".join(kept).replace("Primary Care Network", "practices")
        short.append(fill(text.strip()[:44], width))
    return short


def positions(place: Place) -> dict[str, tuple[float, float]]:
    """Return where each organisation is drawn: the best connected inside a ring of the others, the same every time.

    The order around the ring follows networkx's Kamada-Kawai layout, so that neighbours stand near each other.
    """
    graph = nx.Graph()
    graph.add_nodes_from(organisation.key for organisation in place.organisations)
    graph.add_edges_from(interface.between for interface in place.interfaces)
    rough = nx.kamada_kawai_layout(graph, pos=nx.circular_layout(graph))
    centre = np.mean(list(rough.values()), axis=0)
    angle = {key: float(np.arctan2(*(rough[key] - centre)[::-1])) for key in graph}
    by_degree = sorted(graph, key=lambda key: -graph.degree[key])
    found: dict[str, tuple[float, float]] = {}
    for keys, radius in ((by_degree[:CORE], 0.44), (by_degree[CORE:], 1.0)):
        ring = sorted(keys, key=lambda key: angle[key])
        turns = np.array([angle[key] for key in ring]) - 2.0 * np.pi * np.arange(len(ring)) / len(ring)
        first = float(np.angle(np.exp(1j * turns).sum()))
        for number, key in enumerate(ring):
            turn = first + 2.0 * np.pi * number / len(ring)
            found[key] = (radius * float(np.cos(turn)), radius * float(np.sin(turn)))
    return found


def trust_network(
    place: Place,
    base: Mapping[int, Relations],
    alternative: Mapping[int, Relations],
    names: tuple[str, str],
    futures: int,
) -> dict[str, bytes]:
    """Draw both arms over the years, one row an arm; returns the files by their ending."""
    years = sorted(base)
    with canvas(5.0 * len(years), 12.2, nrows=2, ncols=len(years), squeeze=False) as (figure, axes):
        said = trust_title(place, base, alternative, names)
        how = (
            f"Thick green line: trust of {STRONG:g} or more. Thin dotted red line: below {WEAK:g}. Grey dashes: "
            "between. Larger circle: more pressure. "
            f"Mean over {futures} futures."
        )
        top = heading(figure, said, how, size=28 if len(years) > 2 else 21)
        labels = [fill(name, 30) for name in names]
        left = (0.4 + 0.3 * max(label.count("\n") for label in labels)) / (5.0 * len(years))
        figure.subplots_adjust(left=left, right=0.995, top=top - 0.035, bottom=0.01, wspace=0.02, hspace=0.1)
        where = positions(place)
        for row, (seen, name, colour) in enumerate(((base, labels[0], BASE), (alternative, labels[1], ALTERNATIVE))):
            middle = axes[row, 0].get_position().y0 + axes[row, 0].get_position().height / 2
            look = {"color": colour, "weight": "bold", "size": 18, "va": "center", "ha": "center"}
            figure.text(0.55 * left, middle, name, rotation=90, multialignment="center", linespacing=1.05, **look)
            for column, year in enumerate(years):
                _panel(axes[row, column], place, seen[year], where, f"Year {year}" if year else "At the start")
        return drawn(figure)


def trust_title(
    place: Place, base: Mapping[int, Relations], alternative: Mapping[int, Relations], names: tuple[str, str]
) -> str:
    """Say what the networks show in the last year."""
    last = max(base)
    return (
        f"By year {last}, {alternative[last].count(True)} of {len(place.interfaces)} boundaries are strongly trusted "
        "with "
        f"{lower_first(names[1])}, {base[last].count(True)} with {lower_first(names[0])}"
    )


def _panel(axes: Any, place: Place, seen: Relations, where: Mapping[str, Any], when: str) -> None:
    bare(axes)
    axes.set_xlim(-1.92, 1.92)
    axes.set_ylim(-1.3, 1.3)
    axes.set_title(
        f"{when}: {seen.count(True)} strong, {seen.count(False)} weak",
        size=18,
        weight="bold",
        loc="left",
        x=0.02,
        pad=4,
    )
    for interface, trust in zip(place.interfaces, seen.trust, strict=True):
        ends = [where[key] for key in interface.between]
        strong, weak = trust >= STRONG, trust < WEAK
        axes.plot(
            [end[0] for end in ends],
            [end[1] for end in ends],
            color=GOOD if strong else BAD if weak else QUIET,
            linestyle="-" if strong else (0, (0.9, 1.3)) if weak else DASH,
            linewidth=1.4 + 22.0 * max(trust - 0.3, 0.0),
            zorder=1,
            solid_capstyle="round",
        )
    names = short_names([organisation.label for organisation in place.organisations])
    for organisation, pressure, name in zip(place.organisations, seen.pressure, names, strict=True):
        x, y = where[organisation.key]
        axes.scatter(
            x, y, s=40.0 + 3200.0 * max(pressure - 0.3, 0.0) ** 2, color=INK, zorder=3, edgecolor=PAPER, linewidth=1.5
        )
        inside = x * x + y * y < 0.5
        side = 0.0 if inside or abs(x) < 0.2 else np.sign(x)
        up = -1.0 if inside else float(np.sign(y)) if not side else 0.0
        axes.annotate(
            name,
            (x, y),
            (12 * side, 11 * up),
            textcoords="offset points",
            size=12,
            zorder=4,
            linespacing=0.95,
            ha={0.0: "center", 1.0: "left", -1.0: "right"}[float(side)],
            va={0.0: "center", 1.0: "bottom", -1.0: "top"}[up],
            weight="bold" if inside else "normal",
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.6, "alpha": 0.85 if inside else 0.0},
        )
