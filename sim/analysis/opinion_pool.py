"""What people say of numbers that nobody knows, pooled: which worlds remain, and which range that leaves.

Rule      Of what one person says, a distribution is made that departs least from how worlds draw the number anyway:
          of the draws below low, to the middle, to high and above, the shares are made .05, .45, .45 and .05, and
          within each nothing moves. What lies beyond the default range is taken to lie within it, on that side of
          the middle, as no world reaches further. The people asked count alike: their distributions are averaged
          (linear opinion pool). Where several numbers were asked, each is judged by itself, as worlds draw it. A
          world that agrees with month 0 remains with a chance in proportion to how much likelier the pool makes it
          than the default draws did, over all numbers asked. No world is changed, so those that remain agree with
          month 0 still, and are a fair sample of what the pool and month 0 allow together: nothing has to be
          weighted. Redrawing the numbers would leave worlds of which nobody knows whether they agree with month 0.
          The price is that worlds run out: firm answers on three or four numbers leave few, and that is said.
Formula   ratio(x) = mean over people of share(cell of x) / (share of default draws in that cell)
          kept if u < product over numbers of ratio(x) / max ratio, u of a stream of its own for each world
Source    linear pool with equal weights: [ohagan2006]; [oakley2019]; [efsa2014]. Least departure from what
          was drawn: [cooke1991]. Rejection: [vonneumann1951]. That an outer cell of less than a hundredth of the draws
          joins its neighbour is a choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis.opinions import QUANTILES, Opinion, Opinions
from sim.core.arithmetic import Array
from sim.core.counts import so_many
from sim.core.draws import Streams, key_of
from sim.core.parameters import InputError
from sim.declared import declarations
from sim.unknowns import SEED, drawn, spread

FEWEST, GRID = 20, 20_000
"""Worlds that must remain, and points at which draws are compared."""
_SHARES, _LEAST_CELL = (0.05, 0.45, 0.45, 0.05), 0.01
Quantiles = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class PooledRange:
    """What people leave of one number.

    Attributes:
        key: dotted name.
        answers: what each said.
        default: quantiles .05, .5 and .95 of the default draws.
        pooled: the same of the pool.
        worlds: the same of the worlds that remain.
        beyond: whether somebody went beyond the default range.
    """

    key: str
    answers: tuple[Opinion, ...]
    default: Quantiles
    pooled: Quantiles
    worlds: Quantiles
    beyond: bool


@dataclass(frozen=True)
class Remaining:
    """Which worlds remain.

    Attributes:
        opinions: what was said.
        worlds: their numbers, in order.
        tried: of how many.
        matched: whether those agree with month 0.
        narrowed: each number asked.
        observed: name of the file of what was observed that those agree with; empty where nothing was.
    """

    opinions: Opinions
    worlds: tuple[int, ...]
    tried: int
    matched: bool
    narrowed: tuple[PooledRange, ...]
    observed: str = ""

    @property
    def chosen_from(self) -> str:
        """Say of how many worlds these are, and what those agree with."""
        return chosen_from(self.tried, self.matched, self.observed)

    def some(self, count: int) -> tuple[int, ...]:
        """Return the first so many, or raise `InputError`."""
        if count > len(self.worlds):
            raise InputError(
                f"replications = {count}: of {self.chosen_from}, "
                f"{len(self.worlds):,} remain with what {so_many(self.opinions.people, 'people')} said of "
                f"{so_many(len(self.narrowed), 'numbers')}; expected fewer replications, or fewer numbers"
            )
        return self.worlds[:count]


def chosen_from(tried: int, matched: bool, observed: str) -> str:
    """Say how many worlds there are to choose from, and what they agree with: a series, or month 0, or nothing."""
    series = f" that agree with what was observed in {observed}" if observed else ""
    return f"{so_many(tried, 'worlds')}{series or (' that agree with month 0' if matched else '')}"


def ratio(answers: Sequence[Opinion], values: Array, draws: Array) -> Array:
    """Return how much likelier the pool makes some values than the default draws did, shape of `values`.

    Args:
        answers: what each said of one number.
        values: where it is asked.
        draws: of the default, evenly over their quantiles.
    """
    return np.mean([_ratio(one, values, draws) for one in answers], axis=0)


def _ratio(answer: Opinion, values: Array, draws: Array) -> Array:
    edges, shares = [answer.low, answer.middle, answer.high], list(_SHARES)
    if float((draws > edges[-1]).mean()) < _LEAST_CELL:
        edges.pop()
        shares[-2:] = [sum(shares[-2:])]
    if float((draws <= edges[0]).mean()) < _LEAST_CELL:
        edges.pop(0)
        shares[:2] = [sum(shares[:2])]
    usual = np.bincount(np.searchsorted(edges, draws), minlength=len(shares)) / len(draws)
    each = np.array(shares) / np.maximum(usual, 1.0 / len(draws))
    return each[np.searchsorted(edges, values)]


def pooled(answers: Sequence[Opinion], key: str) -> Quantiles:
    """Return the quantiles .05, .5 and .95 of the pool of what was said of one number."""
    draws = evenly(key)
    return _quantiles(draws, ratio(answers, draws, draws))


def evenly(key: str) -> Array:
    """Return the default draws of a number at even quantiles, shape (GRID,), rising."""
    return spread(key, (np.arange(GRID) + 0.5) / GRID)


def _quantiles(values: Array, weights: Array) -> Quantiles:
    order = np.argsort(values, kind="stable")
    below = np.cumsum(weights[order]) / weights.sum()
    at = np.minimum(np.searchsorted(below, QUANTILES), len(values) - 1)
    low, middle, high = (float(x) for x in values[order][at])
    return low, middle, high


def remaining(opinions: Opinions, worlds: Sequence[int], matched: bool, observed: str = "") -> Remaining:
    """Return which of some worlds remain.

    Worlds that agree with a series are few already: there, any that remain will do.

    Args:
        opinions: what people said.
        worlds: numbers of those to choose from.
        matched: whether they agree with month 0.
        observed: name of the file of what was observed that they agree with; empty where nothing was.

    Raises:
        InputError: fewer than `FEWEST` remain; of worlds that agree with a series, none.
    """
    columns, likely = drawn(worlds, opinions.keys), np.ones(len(worlds))
    for key in opinions.keys:
        draws, answers = evenly(key), opinions.of(key)
        likely *= ratio(answers, columns[key], draws) / float(ratio(answers, draws, draws).max())
    stream = np.array([key_of("remains")], dtype=np.uint64)
    lot = Streams(SEED, np.array(worlds, dtype=np.uint64)).at(0).uniform("elicited", stream)[0]
    remain = lot < likely
    if remain.sum() < (1 if observed else FEWEST):
        of, asked = chosen_from(len(worlds), matched, observed), ", ".join(opinions.keys)[:200]
        left = f"{int(remain.sum())} would remain, and fewer than {FEWEST} tell nothing"
        raise InputError(
            f"elicited: of {of} {'none would remain' if observed else left}; expected fewer numbers, or answers less "
            f"firm or nearer to what worlds draw ({asked})"
            f"{', or a calibration with a larger discrepancy or error' if observed else ''}"
        )
    chosen = tuple(int(world) for world, stays in zip(worlds, remain, strict=True) if stays)
    narrowed = [_narrowed(opinions, key, columns[key][remain]) for key in opinions.keys]
    return Remaining(opinions, chosen, len(worlds), matched, tuple(narrowed), observed)


def _narrowed(opinions: Opinions, key: str, values: Array) -> PooledRange:
    answers, draws, plausible = opinions.of(key), evenly(key), declarations()[key].plausible
    assert plausible is not None
    beyond = any(one.low < plausible[0] or one.high > plausible[1] for one in answers)
    by_default, left = (_quantiles(some, np.ones(len(some))) for some in (draws, values))
    return PooledRange(key, answers, by_default, pooled(answers, key), left, beyond)


def ranges(opinions: Opinions) -> dict[str, tuple[float, float]]:
    """Return the range that nine in ten of the pool lie in, by parameter: what a sweep spreads its points over."""
    return {key: (found[0], found[2]) for key in opinions.keys for found in [pooled(opinions.of(key), key)]}
