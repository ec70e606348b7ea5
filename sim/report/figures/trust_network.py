"""The network of trust: who trusts whom, at the start and after one, three and six years, in both arms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from textwrap import fill, wrap
from typing import Any

import networkx as nx
import numpy as np

from sim.core.arithmetic import ROUNDS_PER_YEAR, Array
from sim.core.counts import so_many
from sim.core.state import State
from sim.model.engine import world_of
from sim.place import Place
from sim.report.figures.canvas import (
    ALTERNATIVE,
    BASE,
    INK,
    PAPER,
    QUIET,
    bare,
    canvas,
    drawn,
    heading,
)
from sim.report.text.words import lower_first

DECIMALS = 2
"""Of trust and of pressure, wherever they are written."""
LINES, LONGEST = 2, 44
_MIDDLE = ((-0.12, 0.6), (0.14, 0.08), (-0.12, -0.62))
_PLAIN = ("services", "service", "trust", "alliance", "provider", "providers", "network", "nhs", "foundation")
THIN, THICK = 0.6, 9.6  # points; a line is as wide and as dark as there is trust, with no step anywhere
PALE_INK = 0.12


@dataclass(frozen=True)
class Relations:
    """Trust over each boundary and pressure in each organisation, both as means over futures."""

    trust: tuple[float, ...]
    pressure: tuple[float, ...]

    @property
    def mean(self) -> float:
        """Return trust over a boundary, on average."""
        return sum(self.trust) / max(1, len(self.trust))

    @property
    def ends(self) -> tuple[float, float]:
        """Return the least and the most trust over a boundary."""
        return min(self.trust, default=0.0), max(self.trust, default=0.0)

    @property
    def written(self) -> tuple[str, str]:
        """Return trust on average, and from least to most, as they are written: '0.42', '0.37 to 0.47'."""
        low, high = self.ends
        return f"{self.mean:.{DECIMALS}f}", f"{low:.{DECIMALS}f} to {high:.{DECIMALS}f}"


def level_written(level: float) -> float:
    """Return trust or pressure as it is written."""
    return float(f"{level:.{DECIMALS}f}")


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
    """Shorten names for a drawing to two lines: words that begin several names go, then plain words at the end.

    What is still too long has wider lines, whole words in each; of more than 44 letters the last words go.
    """
    first = Counter(label.split()[0] for label in labels)
    short = []
    for label in labels:
        words = label.split()
        kept = words[1:] if len(words) > 2 and first[words[0]] > 1 and words[0] not in ("Home", "Care") else words
        kept = " ".join(kept).replace("Primary Care Network", "practices").split()
        while len(kept) > 1 and (
            len(" ".join(kept)) > LONGEST or (len(_lines(kept, width)) > LINES and kept[-1].lower() in _PLAIN)
        ):
            kept.pop()
        wide = next(wide for wide in count(width) if len(_lines(kept, wide)) <= LINES)
        short.append("\n".join(_lines(kept, wide)))
    return short


def _lines(words: Sequence[str], width: int) -> list[str]:
    """Break words into lines; none is broken within."""
    return wrap(" ".join(words), width, break_long_words=False, break_on_hyphens=False)


def positions(place: Place) -> dict[str, tuple[float, float]]:
    """Return where each organisation is drawn: the best connected one below another, the others on arcs around them.

    On the arcs, left and right, each has a row of its own and its name stands outside, so that no name lies over
    another. The order follows networkx's Kamada-Kawai layout, so that neighbours stand near each other.
    """
    graph = nx.Graph()
    graph.add_nodes_from(organisation.key for organisation in place.organisations)
    graph.add_edges_from(interface.between for interface in place.interfaces)
    rough = nx.kamada_kawai_layout(graph, pos=nx.circular_layout(graph))
    centre = np.mean(list(rough.values()), axis=0)
    angle = {key: float(np.arctan2(*(rough[key] - centre)[::-1])) for key in graph}
    inside, best = _inside(len(graph)), core(place)
    middle = sorted(best, key=lambda key: (-rough[key][1], key))
    around, slots = sorted(graph.nodes - best, key=lambda key: -angle[key]), _slots(len(graph) - len(best))
    directions = np.array([np.arctan2(y, x) for x, y in slots])
    starts = [(*around[start:], *around[:start]) for start in range(max(1, len(around)))]
    nearest = min(starts, key=lambda keys: _apart(directions, [angle[key] for key in keys]))
    return {**dict(zip(middle, inside, strict=True)), **dict(zip(nearest, slots, strict=True))}


def core(place: Place) -> frozenset[str]:
    """Return the organisations with most boundaries, which stand in the middle."""
    links = Counter({organisation.key: 0 for organisation in place.organisations})
    links.update(key for interface in place.interfaces for key in interface.between)
    return frozenset(key for key, _ in links.most_common(len(_inside(len(links)))))


def _inside(count: int) -> tuple[tuple[float, float], ...]:
    """Return the places in the middle: a little to the left and right in turn, so that no line runs along them."""
    return _MIDDLE if count > 2 * len(_MIDDLE) else ()


def _slots(count: int) -> list[tuple[float, float]]:
    """Return places clockwise: down the right arc in even rows, and up the left one."""
    right = count - count // 2
    sides = ((1.0, right, 1), (-1.0, count // 2, -1))
    rows = [(side, 1.0 - (2.0 * row + 1.0) / many) for side, many, way in sides for row in range(many)[::way]]
    return [(round(side * float(np.sqrt(1.0 - y * y)), 6), round(y, 6)) for side, y in rows]


def _apart(directions: Array, angles: Sequence[float]) -> float:
    """Return how far organisations are turned from where the rough layout has them, all together."""
    return float(np.abs(np.angle(np.exp(1j * (directions - np.array(angles))))).sum())


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
            "The thicker and darker a line, the more trust, from 0 to 1; the larger a circle, the more pressure. "
            f"Mean over {so_many(futures, 'futures')}."
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
    said = [
        f"{seen[last].written[0]} with {lower_first(name)}"
        for seen, name in ((alternative, names[1]), (base, names[0]))
    ]
    return f"In year {last}, trust between organisations is {', '.join(said)}, on average, on a scale from 0 to 1"


def _panel(axes: Any, place: Place, seen: Relations, where: Mapping[str, Any], when: str) -> None:
    bare(axes)
    axes.set_xlim(-2.05, 2.05)
    axes.set_ylim(-1.08, 1.08)
    average, between = seen.written
    said = f"{when}: {average} on average"
    axes.set_title(said, size=18, weight="bold", loc="left", x=0.02, pad=22)
    axes.text(0.02, 1.005, f"from {between}", size=14, color=QUIET, transform=axes.transAxes, va="bottom")
    for interface, trust in zip(place.interfaces, seen.trust, strict=True):
        ends = [where[key] for key in interface.between]
        axes.plot(
            [end[0] for end in ends],
            [end[1] for end in ends],
            color=INK,
            alpha=PALE_INK + (1.0 - PALE_INK) * trust,
            linewidth=THIN + (THICK - THIN) * trust,
            zorder=1,
            solid_capstyle="round",
        )
    names, best = short_names([organisation.label for organisation in place.organisations]), core(place)
    for organisation, pressure, name in zip(place.organisations, seen.pressure, names, strict=True):
        x, y = where[organisation.key]
        size = (4.0 + 20.0 * pressure) ** 2
        axes.scatter(x, y, s=size, color=INK, zorder=3, edgecolor=PAPER, linewidth=1.5)
        inside = organisation.key in best
        side = 0.0 if inside else 1.0 if x > 0.0 else -1.0
        up = 0.0 if not inside else 1.0 if y < -0.3 else -1.0
        axes.annotate(
            name,
            (x, y),
            (17.0 * side, 12.0 * up),
            textcoords="offset points",
            size=12,
            zorder=4,
            linespacing=0.95,
            ha={0.0: "center", 1.0: "left", -1.0: "right"}[side],
            va={0.0: "center", 1.0: "bottom", -1.0: "top"}[up],
            weight="bold" if inside else "normal",
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.6, "alpha": 0.8 if inside else 0.0},
        )
