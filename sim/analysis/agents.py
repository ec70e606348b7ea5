"""The study of what it buys to have agents: what is run, in which order, and what was found, as data that is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sim.analysis.ablated import REPORTED, WHOLE, EffectChange, arms_without, changes, key_of
from sim.analysis.joining import (
    Best,
    Joined,
    Who,
    best,
    drawn,
    joined,
    joining,
    orders,
    pairs,
    sizes,
    with_one_more,
)
from sim.analysis.kept_arms import Levels, run_kept
from sim.core.arithmetic import Array
from sim.outcomes import OUTCOMES
from sim.plan.group import DRAWN
from sim.scenario import Scenario
from sim.store.pieces import Pieces

MOST_PAIRS = 300
"""Pairs beyond which not all are tried: those with the best single organisation are."""
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Agents:
    """What was found.

    Attributes:
        place: short name of the place.
        label: its name in plain English.
        digest: the hash of all that its file says.
        pressure: what it faced.
        behaviours: the base and the arms.
        outcome: what sets of organisations are judged by.
        futures: pairs of futures.
        unknowns: how many numbers that nobody knows each future draws.
        years: years of a run.
        root_seed: the draws of the study.
        without: what was taken away, one thing at a time.
        base: mean level of that outcome in the base.
        smallest: smallest difference in it that matters.
        changes: what that does to each arm and outcome.
        joined: what it brings if the first of an order join.
        pair: the best pair of all, or of those that greedy search tried.
        greedy: the best pair with the best single organisation.
        three: the best three that greedy search found.
        labels: names of organisations in plain English.
    """

    place: str
    label: str
    digest: str
    pressure: str
    behaviours: tuple[str, ...]
    outcome: str
    futures: int
    unknowns: int
    years: int
    root_seed: int
    without: tuple[str, ...]
    base: float
    smallest: float
    changes: tuple[EffectChange, ...] = field(repr=False)
    joined: tuple[Joined, ...] = field(repr=False)
    pair: Best | None
    greedy: Best | None
    three: Best | None
    labels: Mapping[str, str] = field(repr=False)

    @property
    def plain(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Agents:
        """Return it from plain data."""

        def of(kind: type[Any], given: Mapping[str, Any]) -> Any:
            return kind(**{key: tuple(one) if isinstance(one, list) else one for key, one in given.items()})

        lists = {"changes": EffectChange, "joined": Joined}
        plain = {key: tuple(of(kind, one) for one in data[key]) for key, kind in lists.items()}
        plain |= {key: of(Best, data[key]) if data[key] else None for key in ("pair", "greedy", "three")}
        plain |= {key: tuple(data[key]) for key in ("behaviours", "without")}
        return cls(**{**data, **plain})


@dataclass
class _Search:
    """The search for who should go first, step by step, on arms that are kept."""

    scenarios: Sequence[Scenario]
    seeds: Sequence[int]
    outcome: str
    run: Callable[[Mapping[str, Scenario]], dict[str, Levels]]

    @property
    def keys(self) -> tuple[str, ...]:
        return self.scenarios[0].place.organisation_keys

    @property
    def better(self) -> int:
        return OUTCOMES[self.outcome].better

    def effects(self, sets: Mapping[str, Who | int]) -> dict[str, Array]:
        """Return the effect of each set in each future, by its name."""
        base = self.run({key_of(WHOLE, self.scenarios[0].behaviour): self.scenarios[0]})
        (level,) = (one[self.outcome] for one in base.values())
        found = self.run({f"join/{name}": self.arm(who) for name, who in sets.items()})
        return {name: found[f"join/{name}"][self.outcome] - level for name in sets}

    def arm(self, who: Who | int) -> Scenario:
        base, alternative = self.scenarios[:2]
        return drawn(who, alternative) if isinstance(who, int) else joining(alternative, base, who)

    def of(self, sets: Sequence[Who]) -> dict[Who, Array]:
        found = self.effects({",".join(who): who for who in sets})
        return {who: found[",".join(who)] for who in sets}


def study(
    scenarios: Sequence[Scenario],
    seeds: Sequence[int],
    without: Sequence[str],
    outcome: str,
    *,
    kept: Pieces | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> Agents:
    """Run the study.

    Args:
        scenarios: the base first.
        seeds: replicates.
        without: ablations, each tried by itself; none leaves the question who should go first.
        outcome: what sets of organisations are judged by.
        kept: where arms are kept as they finish.
        workers: processes.
        progress: called with the number of arms just finished.
    """
    outcomes = tuple(dict.fromkeys((*REPORTED, outcome)))

    def run(arms: Mapping[str, Scenario]) -> dict[str, Levels]:
        new = {name: one for name, one in arms.items() if name not in levels}
        levels.update(run_kept(new, seeds, outcomes, kept=kept, workers=workers, progress=progress))
        return {name: levels[name] for name in arms}

    levels: dict[str, Levels] = {}
    run(arms_without(scenarios, without))
    search = _Search(scenarios, seeds, outcome, run)
    found, (pair, greedy, three) = in_order(search), searched(search)
    base, place = scenarios[0], scenarios[0].place
    level = levels[key_of(WHOLE, base.behaviour)][outcome]
    return Agents(
        place=place.name,
        label=place.label,
        digest=place.digest,
        pressure=base.pressure,
        behaviours=tuple(one.behaviour for one in scenarios),
        outcome=outcome,
        futures=len(seeds),
        unknowns=len(scenarios[0].unknowns),
        years=base.years,
        root_seed=base.root_seed,
        without=tuple(without),
        base=float(level.mean()),
        smallest=float(OUTCOMES[outcome].in_place(place).matters(float(level.mean()))),
        changes=changes(levels, scenarios, without),
        joined=found,
        pair=pair,
        greedy=greedy,
        three=three,
        labels={one.key: one.label for one in place.organisations},
    )


def in_order(search: _Search) -> tuple[Joined, ...]:
    """Return what the first of every order bring, and as many drawn by lot."""
    base, wanted, made = search.scenarios[0], dict[str, Who | int](), list[tuple[str, Who, int, str]]()
    for order, names in {**orders(base, search.seeds), DRAWN: ()}.items():
        for size in sizes(base):
            who = tuple(key for key in search.keys if key in names[:size])
            name = ",".join(who) or f"{size} drawn"
            wanted[name] = who or size
            made.append((order, who, size, name))
    effects = search.effects(wanted)
    return tuple(joined(order, who, size, effects[name]) for order, who, size, name in made)


def searched(search: _Search) -> tuple[Best | None, Best | None, Best | None]:
    """Return the best pair, the pair that greedy search finds, and the best three that it finds from both."""
    keys, better = search.keys, search.better
    if len(keys) < 3:
        return None, None, None
    single = best(search.of([(key,) for key in keys]), better, "exhaustive")
    greedy = best(search.of(with_one_more(single.who, keys)), better, "greedy")
    every = pairs(keys)
    pair = best(search.of(every), better, "exhaustive") if len(every) <= MOST_PAIRS else greedy
    if len(keys) < 4:
        return pair, greedy, None
    threes = dict.fromkeys((*with_one_more(greedy.who, keys), *with_one_more(pair.who, keys)))
    return pair, greedy, best(search.of(list(threes)), better, "greedy")


def count(scenarios: Sequence[Scenario], without: Sequence[str]) -> int:
    """Return about how many arms are run."""
    size = len(scenarios[0].place.organisations)
    tried = size * (size - 1) // 2
    return (len(without) + 1) * len(scenarios) + size + min(tried, MOST_PAIRS) + 2 * size + 5 * len(sizes(scenarios[0]))
