"""History matching: worlds that figures rule out are left, wave by wave, until those that are left agree with all.

Rule      In each wave some worlds that are not ruled out yet are run, emulators are made of every figure that has
          entered, and a world is ruled out where it is too far from any figure to be explained by the error of the
          figure, what the model leaves out (discrepancy) and what the emulator does not know. A world that was run is
          judged by its run: nothing is emulated there.
          The cut is where a world that is the truth is ruled out in one case of 200 over all figures, at least 3.
          Worlds left weigh as likely as they make the figures; those accepted are a sample in which each counts once.
Formula   I = |run - figure| / sqrt(error^2 + discrepancy^2 + emulator's variance), out where max I > cut;
          weight = exp(-sum of I^2 / 2), accepted with chance weight / largest weight
Source    [craig1997]; [vernon2010]; [andrianakis2015]; three standard deviations: [pukelsheim1994]
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

from sim.analysis.emulator import LEAST_RUNS, emulator_of
from sim.core.arithmetic import Array
from sim.core.parameters import InputError

Worlds = NDArray[np.int64]
Flags = NDArray[np.bool_]
Run = Callable[[Worlds], Mapping[str, Array]]
LEAST_CUT, WRONGLY = 3.0, 0.005


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that worlds are to agree with.

    Attributes:
        name: of the figure, and of what runs give for it.
        value: as it was observed.
        error: standard deviation of the error with which it was.
        discrepancy: standard deviation of what the model leaves out, in the same unit.
        group: what it belongs to, such as its outcome: groups are distinguished in what they narrow.
    """

    name: str
    value: float
    error: float
    discrepancy: float = 0.0
    group: str = ""

    @property
    def variance(self) -> float:
        """Of what a true world may be off by."""
        return self.error**2 + self.discrepancy**2


@dataclass(frozen=True, slots=True)
class Wave:
    """What one wave came to: figures that entered, worlds run in it, worlds left after it, and what rules most out.

    `out` is the number of worlds ruled out by each figure, some by several; `explained` what its emulator explains.
    """

    entered: tuple[str, ...]
    ran: int
    left: int
    out: Mapping[str, int]
    explained: Mapping[str, float]


@dataclass(frozen=True)
class Matched:
    """Worlds that were run and are not ruled out.

    Attributes:
        figures: all that entered.
        tried: how many worlds there were.
        waves: what each came to.
        worlds: their numbers, shape (W,).
        values: what each gave, by figure, shape (W,).
        unrun: how many more are not ruled out, and were not run.
    """

    figures: tuple[Figure, ...]
    tried: int
    waves: tuple[Wave, ...]
    worlds: Worlds = field(repr=False)
    values: Mapping[str, Array] = field(repr=False)
    unrun: int = 0

    def weights(self, groups: Sequence[str] | None = None) -> Array:
        """Return how much each world weighs, adding up to 1; by figures of some groups alone where these are given."""
        chosen = [one for one in self.figures if groups is None or one.group in groups]
        apart = sum((((self.values[one.name] - one.value) ** 2 / one.variance for one in chosen)), np.zeros(1))
        least = np.exp(-0.5 * (apart - apart.min())) * np.ones(len(self.worlds))
        return least / least.sum()

    def accepted(self, seed: int = 1) -> Worlds:
        """Return the worlds of a sample that counts each once, in order."""
        weights = self.weights()
        drawn = np.random.default_rng(seed).random(len(weights))
        return np.sort(self.worlds[drawn * weights.max() < weights])


def cut(figures: int) -> float:
    """Return how many standard deviations rule a world out, where so many figures each may."""
    return max(LEAST_CUT, float(ndtri(1.0 - WRONGLY / (2.0 * max(figures, 1)))))


def effective(weights: Array) -> float:
    """Return how many worlds of equal weight say as much as these."""
    return float(weights.sum() ** 2 / (weights**2).sum())


def match(
    waves: Sequence[Sequence[Figure]], pool: Worlds, inputs: Callable[[Worlds], Array], run: Run, size: int
) -> Matched:
    """Rule worlds out, wave by wave.

    Args:
        waves: figures that enter in each; a wave without any runs more of the worlds that are left.
        pool: all worlds, in any order that says nothing of them.
        inputs: gives the numbers of worlds, shape (W, k), each scaled to about -1 to 1.
        run: gives what worlds come to, by the name of the figure, shape (W,) each.
        size: worlds to run in a wave.

    Raises:
        InputError: no world is left; it names the figure that none meets, or those that none meets together.
    """
    space, ran = inputs(pool), np.zeros(len(pool), dtype=np.bool_)
    left: Flags = ~ran
    figures: list[Figure] = []
    values: dict[str, Array] = {}
    made: list[Wave] = []
    for entering in waves:
        figures += entering
        chosen = np.flatnonzero(left & ~ran)[:size]
        for name, got in run(pool[chosen]).items() if len(chosen) else ():
            values.setdefault(name, np.full(len(pool), np.nan))[chosen] = got
        ran[chosen] = True
        out, explained = dict[str, int](), dict[str, float]()
        worst = np.zeros(len(pool))
        for figure in figures:
            far, explained[figure.name] = _far(figure, values[figure.name], space, ran, left)
            worst = np.maximum(worst, far)
            out[figure.name] = int((left & (far > cut(len(figures)))).sum())
        still: Flags = left & (worst <= cut(len(figures)))
        if not still.any():
            raise InputError(_unmet(figures, {one.name: values[one.name][ran] for one in figures}))
        left = still
        made.append(Wave(tuple(one.name for one in entering), len(chosen), int(left.sum()), out, explained))
    kept = left & ran
    if not kept.any():
        raise InputError(_unmet(figures, {one.name: values[one.name][ran] for one in figures}))
    found = {one.name: values[one.name][kept] for one in figures}
    return Matched(tuple(figures), len(pool), tuple(made), pool[kept], found, int((left & ~ran).sum()))


def _far(figure: Figure, values: Array, space: Array, ran: Flags, left: Flags) -> tuple[Array, float]:
    """Return how implausible each world is by one figure, shape (W,), and what the emulator explains."""
    near = ran & left if (ran & left).sum() >= 2 * LEAST_RUNS else ran
    far, explained = np.zeros(len(values)), np.nan
    guessed = left & ~ran
    if near.sum() >= LEAST_RUNS and guessed.any():
        emulator = emulator_of(space[near], values[near])
        mean, variance = emulator.at(space[guessed])
        far[guessed] = np.abs(mean - figure.value) / np.sqrt(figure.variance + variance)
        explained = emulator.explained
    far[ran] = np.abs(values[ran] - figure.value) / np.sqrt(figure.variance)
    return far, explained


def _unmet(figures: Sequence[Figure], values: Mapping[str, Array]) -> str:
    """Say which figure no world meets, or which is missed most by the worlds that miss all least."""
    far = {one.name: np.abs(values[one.name] - one.value) / np.sqrt(one.variance) for one in figures}
    nearest = {one.name: float(far[one.name].min()) for one in figures}
    name = max(nearest, key=lambda key: nearest[key])
    alone = nearest[name] > cut(len(figures))
    if not alone:
        best = int(np.max(list(far.values()), axis=0).argmin())
        name = max(far, key=lambda key: far[key][best])
    figure = next(one for one in figures if one.name == name)
    low, high = float(values[name].min()), float(values[name].max())
    together = "no world meets it" if alone else "no world meets it together with the others"
    return (
        f"{name} = {figure.value:g}: {together}, given errors as said (worlds run give {low:.4g} to {high:.4g}); "
        "expected a value nearer to these, a larger error or discrepancy, or a place file that begins nearer to it"
    )
