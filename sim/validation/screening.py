"""Screening: which of the numbers that nobody knows move what a headline tells of, anywhere in their range.

Rule      From each of some worlds that agree with month 0, in which all that nobody knows is drawn, and from the point
          where all of it stands at its default (on other dice each time), a number is set to the low and to the high
          end of its range, all else and all dice as they are. What it moves there is the largest difference among the
          three, in smallest differences that matter. Asked of all that a headline tells of (outcomes for people, the
          bill for care, money and hours for working together) in the last year, three times: the level with every
          organisation for itself, the level when working as one, and the difference. Whole groups come first: each
          member at an end chosen by a fair coin, then each at its other end. A group that moves nothing is screened out
          whole; the numbers of the others are tried one by one. Last, all that moves nothing by itself is fixed at
          once, in other worlds, to see what that moves.
Formula   moves = max - min over (as it is, low, high);  most = the upper end of a one-sided 95% interval of its mean,
          of worlds and of defaults apart, the largest of all; nothing: most < half a smallest difference
          A group moves on average no less than any member does where effects add: E|a + s b| >= |a| for a fair sign s.
Source    elementary effects and groups of them: [morris1991], [campolongo2011] (radial: each step from one base)
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sim.analysis.headline import HEADLINE
from sim.analysis.interval import SURE, Mean
from sim.core.arithmetic import Array
from sim.core.draws import Streams, keys_of
from sim.model.ensemble import Ensemble, largest_batch, run_batch, run_ensemble
from sim.outcomes import OUTCOMES
from sim.scenario import declarations, load_scenario
from sim.store.atomic import write_atomically
from sim.unknowns import LEAST, SCREENED, SEED, as_declared, drawn, nobody_knows, screened
from sim.unknowns import fixed as fixed_now
from sim.unknowns import moves as moves_now
from sim.unknowns import unknowns as unknowns_now
from sim.validation.screening_pieces import KeptPoints
from sim.validation.worlds import agreeing, in_worlds

WORLDS, ALONE, TRIED = 6, 4, 48
"""Base points that are worlds, those at the defaults, and worlds tried to find the former."""
BEHAVIOURS = ("siloed", "collaborative")
KINDS = (*BEHAVIOURS, "difference")
JUDGED = (*HEADLINE, "care_bill", "programme_cost", "leader_hours")
"""Outcomes that a headline tells of: those for people, what their care costs, and what working together takes."""
AT_ONCE = 96
"""Worlds, whether they agree with month 0 or not, in which all that moves nothing is fixed at once."""
DIGITS = 3
Members = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Bases:
    """Where numbers are moved from.

    Attributes:
        seeds: number of the world of each, or the dice of a point at the defaults, shape (B,).
        values: of each unknown number, shape (B,) each.
        worlds: how many of them are worlds; these come first.
    """

    seeds: tuple[int, ...]
    values: Mapping[str, Array]
    worlds: int


def bases(worlds: Sequence[int], alone: int = ALONE) -> Bases:
    """Return the base points: worlds, then the defaults on other dice."""
    values = {
        key: np.append(column, np.full(alone, as_declared(key)[0]))
        for key, column in drawn(worlds, nobody_knows()).items()
    }
    return Bases((*worlds, *range(alone)), values, len(worlds))


def groups(keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return numbers by the group that declares them."""
    return {
        group: tuple(key for key in keys if key.partition(".")[0] == group)
        for group in dict.fromkeys(key.partition(".")[0] for key in keys)
    }


def moved(members: Members, start: Bases, pieces: KeptPoints | None = None) -> dict[str, Array]:
    """Return what each of some numbers or groups of them moves, shape (B, kinds, outcomes), in smallest differences.

    Args:
        members: the numbers that are moved at once, by name.
        start: the base points.
        pieces: keeps what was run, so that a study that was stopped goes on.
    """
    points = [(base, (), 0) for base in range(len(start.seeds))]
    points += [(base, keys, end) for base in range(len(start.seeds)) for keys in members.values() for end in (0, 1)]
    levels = _run(points, start, pieces)
    of_bases, moving = levels[: len(start.seeds)], levels[len(start.seeds) :]
    smallest = np.array([OUTCOMES[name].matters(of_bases[:, 0, at]) for at, name in enumerate(JUDGED)]).T[:, None]
    ends = moving.reshape(len(start.seeds), len(members), 2, *levels.shape[1:])
    found: dict[str, Array] = {}
    for row, name in enumerate(members):
        three = np.stack([of_bases, ends[:, row, 0], ends[:, row, 1]])
        three = np.concatenate([three, three[:, :, 1:] - three[:, :, :1]], axis=2)
        found[name] = np.ptp(three, axis=0) / smallest
    return found


def _run(points: Sequence[tuple[int, tuple[str, ...], int]], start: Bases, pieces: KeptPoints | None) -> Array:
    """Return levels in the last year at points, shape (P, arms, outcomes)."""
    arms = [load_scenario([f"behaviour={name}"]) for name in BEHAVIOURS]
    at_once, coins, parts = largest_batch(arms[0]), _coins(start), list[Array]()
    for first in range(0, len(points), at_once):
        some = points[first : first + at_once]
        of, seeds = [base for base, *_ in some], [start.seeds[base] for base, *_ in some]
        values = {key: column[of] for key, column in start.values.items()}
        for run, (base, keys, end) in enumerate(some):
            for key in keys:
                values[key][run] = as_declared(key)[1 + (end ^ int(coins[key][base]))]
        made = pieces.get(seeds, values) if pieces else None
        if made is None:
            batches = (run_batch(arm.varied(values), seeds, outcomes=JUDGED) for arm in arms)
            ran = [Ensemble(arm, tuple(seeds), batch.series) for arm, batch in zip(arms, batches, strict=True)]
            made = np.array([[one.year(name, one.scenario.years) for name in JUDGED] for one in ran])
            if pieces:
                pieces.keep(made)
        parts.append(np.moveaxis(made, -1, 0))
    return np.concatenate(parts)


def _coins(start: Bases) -> dict[str, Array]:
    """Return to which end each number goes first at each base: a fair coin, of its own whatever stands beside it."""
    keys = list(start.values)
    where = np.arange(len(start.seeds), dtype=np.uint64)
    tossed = Streams(SEED, where).at(0).uniform("screening", keys_of(declarations()[key].identity for key in keys))
    return {key: tossed[row] < LEAST for row, key in enumerate(keys)}


def upper(found: Array, worlds: int) -> tuple[float, str]:
    """Return the largest upper end over outcomes and kinds, of worlds and of defaults apart, and its outcome."""
    ends = [
        (Mean.of(part[:, kind, at], SURE).high, name)
        for part in (found[:worlds], found[worlds:])
        if len(part)
        for kind in range(len(KINDS))
        for at, name in enumerate(JUDGED)
    ]
    return max(ends)


def of_effect(found: Array, worlds: int) -> float:
    """Return the mean movement of the difference between the arms in worlds, of what moves most for people."""
    return float(found[:worlds, -1, : len(HEADLINE)].mean(axis=0).max())


def measured(start: Bases, pieces: KeptPoints | None = None) -> dict[str, list[Any]]:
    """Return what each unknown number moves: its most, the outcome, that of the effect, whether by its whole group."""
    whole = groups(nobody_knows())
    of_groups = moved(whole, start, pieces)
    out = {name for name, found in of_groups.items() if upper(found, start.worlds)[0] < LEAST}
    left = {key: (key,) for name, keys in whole.items() if name not in out for key in keys}
    of_numbers = moved(left, start, pieces) if left else {}
    rows: dict[str, list[Any]] = {}
    for name, keys in whole.items():
        for key in keys:
            found = of_groups[name] if name in out else of_numbers[key]
            most, outcome = upper(found, start.worlds)
            effect = of_effect(found, start.worlds)
            rows[key] = [*as_declared(key), round(most, DIGITS), outcome, round(effect, DIGITS), name in out]
    return rows


def fixed_at_once(still: Sequence[str], worlds: Sequence[int]) -> dict[str, list[float]]:
    """Return what fixing some numbers at once does to the difference between the arms, by outcome.

    Of each outcome the mean change, in smallest differences, the half-width of its 95% interval, and the spread over
    worlds (standard deviation) as a ratio of what it is with all drawn.
    """
    arms = [load_scenario([f"behaviour={name}"]) for name in BEHAVIOURS]
    left = [key for key in nobody_knows() if key not in still]
    all_drawn, some_fixed = (
        [run_ensemble(in_worlds(arm, worlds, names=names), worlds) for arm in arms] for names in (nobody_knows(), left)
    )
    found: dict[str, list[float]] = {}
    for name in JUDGED:
        (a, b), (fixed_a, fixed_b) = (
            [one.year(name, one.scenario.years) for one in made] for made in (all_drawn, some_fixed)
        )
        change = Mean.of(((fixed_b - fixed_a) - (b - a)) / OUTCOMES[name].matters(a))
        spread = float((fixed_b - fixed_a).std() / (b - a).std())
        found[name] = [round(one, DIGITS) for one in (change.mean, change.half, spread)]
    return found


def matters_now() -> dict[str, list[Any]]:
    """Return what a screening rests on beside the numbers: what matters of each outcome that is asked."""
    return {name: [float(OUTCOMES[name].matters(1.0)), OUTCOMES[name].relative] for name in JUDGED}


def write(folder: Path, worlds: int = WORLDS, alone: int = ALONE) -> int:
    """Screen all anew and keep it (`make screening`); return how many numbers move nothing.

    Args:
        folder: keeps what was run until all is, so that a study that was stopped goes on.
        worlds: base points that are worlds.
        alone: base points at the defaults.
    """
    pieces = KeptPoints(folder)
    agree = agreeing(range(TRIED), names=nobody_knows())[0][:worlds]
    rows = measured(bases(agree, alone), pieces)
    still = [key for key, row in rows.items() if row[3] < LEAST]
    at_once = fixed_at_once(still, range(TRIED, TRIED + AT_ONCE))
    kept = {
        "at_once": at_once,
        "at_once_worlds": AT_ONCE,
        "worlds": agree,
        "alone": alone,
        "years": load_scenario(()).years,
        "matters": matters_now(),
    }
    lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(row)}" for key, row in rows.items())
    head = ",\n".join(f"{json.dumps(name)}: {json.dumps(one)}" for name, one in kept.items())
    write_atomically(SCREENED, f'{{{head},\n"numbers": {{\n{lines}\n}}}}\n'.encode())
    for read in (screened, moves_now, fixed_now, unknowns_now):
        read.cache_clear()
    pieces.clear()
    return len(fixed_now())
