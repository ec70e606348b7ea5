"""Another network: everybody tied to everybody, or boundaries drawn anew with as many for each as before.

Rule      Complete: every pair without a boundary gets one, as unlike and as often crossed as the mean of those there
          are; the others stay as they are. Since a team splits its effort by its number of boundaries, the whole
          effort is as before.
          Rewired: two boundaries at a time exchange their ends, by keyed draws, so that every organisation keeps its
          number of boundaries. Those that people cross on their way out of hospital stay, for care is to begin as
          it does; and an exchange is left out that would double a boundary, cut the network in two or leave a joint
          project without any boundary between its sponsors. A boundary takes what it is like with it.
Source    degree-preserving null model: Maslov & Sneppen 2002.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, replace
from functools import lru_cache
from itertools import combinations

import networkx as nx
import numpy as np

from sim.ablation.base import Ablation
from sim.core.draws import Streams, keys_of
from sim.place import Place
from sim.place.schema import Differences, InterfaceSpec

_TRIES = 20  # exchanges tried for each boundary: enough to forget where it was
_HALF = 0.5
Pair = tuple[str, str]


@lru_cache(maxsize=8)
def complete(place: Place, root_seed: int) -> Place:
    """Return the place with a boundary between every two organisations."""
    there = {frozenset(one.between) for one in place.interfaces}
    apart = np.mean([astuple(one.differences) for one in place.interfaces], axis=0)
    usual = Differences(*(float(one) for one in apart))
    crossing = float(np.mean([one.crossing for one in place.interfaces]))
    more = tuple(
        InterfaceSpec(pair, crossing, usual)
        for pair in combinations(place.organisation_keys, 2)
        if frozenset(pair) not in there
    )
    return replace(place, interfaces=(*place.interfaces, *more))


@lru_cache(maxsize=8)
def rewired(place: Place, root_seed: int) -> Place:
    """Return the place with the boundaries that nobody crosses on the way out of hospital drawn anew."""
    crossed = {frozenset(pair) for pathway in place.pathways for pair in pathway.crosses}
    ends: list[Pair] = [one.between for one in place.interfaces]
    free = [row for row, pair in enumerate(ends) if frozenset(pair) not in crossed]
    if len(free) > 1:
        streams, keys = Streams(root_seed, np.zeros(1, dtype=np.uint64)), keys_of(["first", "second", "turned"])
        for attempt in range(_TRIES * len(free)):
            first, second, turned = streams.at(attempt).uniform("rewired", keys)[:, 0]
            one, other = free[int(first * len(free))], free[int(second * len(free))]
            tried = _exchanged(ends, one, other, turned < _HALF)
            if one != other and _holds(place, tried):
                ends = tried
    moved = (replace(one, between=pair) for one, pair in zip(place.interfaces, ends, strict=True))
    return replace(place, interfaces=tuple(moved))


def _exchanged(ends: Sequence[Pair], one: int, other: int, turned: bool) -> list[Pair]:
    (a, b), (c, d) = ends[one], ends[other][:: -1 if turned else 1]
    result = list(ends)
    result[one], result[other] = (a, d), (c, b)
    return result


def _holds(place: Place, ends: Iterable[Pair]) -> bool:
    """Say whether boundaries make one network that every joint project can stand on."""
    ends = list(ends)
    pairs = {frozenset(pair) for pair in ends}
    if len(pairs) < len(ends) or any(len(pair) < 2 for pair in pairs):
        return False
    graph: nx.Graph = nx.Graph(ends)
    joined = (any(pair <= set(project.sponsors) for pair in pairs) for project in place.projects)
    return len(graph) == len(place.organisations) and nx.is_connected(graph) and all(joined)


COMPLETE_GRAPH = Ablation(
    "complete_graph",
    "Who shares a boundary with whom",
    "Every two organisations share a boundary, those added like the mean of the others.",
    place=complete,
)
REWIRED = Ablation(
    "rewired",
    "Which boundary lies where",
    "Boundaries off the ways out of hospital lie between others by lot; each organisation has as many as before.",
    place=rewired,
)
