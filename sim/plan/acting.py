"""A plan in force: what its entries make of the rules in each round.

Rule      Where a lever is planned, its rule is asked with the parameters of the round. Interventions have their turn in
          the schedule after teams took up their practices, before anybody decides, in the order of the plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

import numpy as np

from sim.behaviours import BEHAVIOURS
from sim.behaviours.several import Several
from sim.core.arithmetic import WEEKS_PER_ROUND, WEEKS_PER_YEAR, Array, Number
from sim.core.brief import brief
from sim.core.draws import Draws, Streams
from sim.core.parameters import Unit
from sim.core.state import Change, Changes, State, Variable, put
from sim.declared import declarations
from sim.interventions import INTERVENTIONS, Intervention, Levels
from sim.mechanisms.decisions.deciding import Deciding
from sim.mechanisms.decisions.participation import Participation
from sim.mechanisms.schedule import INTERVENTIONS_AFTER
from sim.plan.content import plain
from sim.plan.entry import Entry
from sim.plan.level import between, level_of, mean_level_of
from sim.plan.plan import Plan
from sim.plan.series import FOLLOWED
from sim.plan.watching import Watching, as_it_is
from sim.world.world import Clock, Mechanism, World

_KEPT = 16


class Masks:
    """Who each entry is for, by organisation; what is drawn is drawn once for the runs at hand."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._kept: dict[str, tuple[Streams, Array]] = {}

    def of(self, entry: Entry, streams: Streams) -> Array:
        """Return how far each organisation is meant, (n, 1) or (n, R)."""
        kept = self._kept.get(entry.name)
        if kept is None or kept[0] is not streams:
            kept = (streams, entry.who.mask(self.world, streams, f"plan {entry.name}"))
            self._kept[entry.name] = kept
        return kept[1]


@dataclass(frozen=True)
class PlannedRule:
    """A rule whose levers a plan moves.

    Attributes:
        rule: as it is where no entry goes on.
        entries: those that move its levers.
        masks: who they are for.
        behaviours: those that give organisations a behaviour, where the rule minds it.
    """

    rule: Mechanism
    entries: tuple[Entry, ...]
    masks: Masks
    behaviours: tuple[Entry, ...] = ()
    _made: dict[Any, Mechanism] = field(default_factory=dict[Any, Mechanism], repr=False, compare=False)

    @property
    def name(self) -> str:
        """Name of the rule."""
        return self.rule.name

    @property
    def owns(self) -> tuple[Variable, ...]:
        """What the rule owns."""
        return self.rule.owns

    def start(self, draws: Draws, runs: int) -> Mapping[str, Array]:
        """Start as the rule does."""
        return self.rule.start(draws, runs)

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Step with the parameters that hold now."""
        return self.now(state, draws, clock).step(state, draws, clock)

    def now(self, state: State, draws: Draws, clock: Clock) -> Mechanism:
        """Return the rule with the parameters and behaviours that hold now; the rule itself where no entry goes on."""
        if not clock.live:
            return self.rule
        return self._behaving(self._with_levers(state, draws, clock), state, draws, clock)

    def _behaving(self, rule: Any, state: State, draws: Draws, clock: Clock) -> Mechanism:
        """Return the rule where each organisation follows the behaviour of its entry."""
        levels = [_level(as_it_is(entry, state), clock) for entry in self.behaviours]
        if not any(np.any(np.asarray(level)) for level in levels):
            return rule
        members = Several((rule.behaviour, *(BEHAVIOURS[entry.what] for entry in self.behaviours)))
        if not isinstance(rule, Participation):
            return replace(rule, behaviour=members)
        follows = np.zeros((self.masks.world.size("organisation"), len(draws.streams.replicates)))
        for number, (entry, level) in enumerate(zip(self.behaviours, levels, strict=True), 1):
            meant = level * self.masks.of(entry, draws.streams) > 0.0
            follows = np.where(meant, float(number), follows)
        return replace(rule, behaviour=members, following=follows)

    def _with_levers(self, state: State, draws: Draws, clock: Clock) -> Mechanism:
        rule: Any = self.rule
        values: dict[str, Any] = {}
        for entry in self.entries:
            level = _level(as_it_is(entry, state), clock)
            if entry.series is not None and np.any(np.asarray(level) > 0.0):
                said = FOLLOWED[entry.what].values(entry.series.at(clock.week), self.masks.world.place)
                values |= {name: between(getattr(rule.params, name), one, level) for name, one in said.items()}
            elif np.any(np.asarray(level) > 0.0):
                name = entry.what.split(".")[1]
                base = getattr(rule.params, name)
                values[name] = _both(values.get(name, base), base, self._value(entry, base, level, draws))
        if not values:
            return self.rule
        key = tuple((name, plain(value)) for name, value in values.items())
        if key not in self._made:
            if len(self._made) >= _KEPT:
                self._made.pop(next(iter(self._made)))
            self._made[key] = replace(rule, params=replace(rule.params, **values))
        return self._made[key]

    def _value(self, entry: Entry, base: Any, level: Number, draws: Draws) -> Any:
        if declarations()[entry.what].unit is Unit.GROWTH_PER_YEAR:
            grown = np.expm1(between(np.log1p(base), np.log1p(entry.dose), level))
            return between(base, np.where(np.asarray(level) < 1.0, grown, entry.dose), np.sign(level))
        if entry.who.how != "all":
            level = level * self.masks.of(entry, draws.streams)
        return between(base, entry.dose, level)


def _both(before: Any, base: Any, alone: Any) -> Any:
    """Return what two entries make of a lever: each moves its own organisations, or its seats' part of a team."""
    if before is base:
        return alone
    return np.where(np.asarray(before) == base, alone, before + (alone - base))


def _level(entry: Entry, clock: Clock) -> Number:
    if entry.sort == "lever" and declarations()[entry.what].unit is Unit.GROWTH_PER_YEAR:
        return mean_level_of(entry, clock.years)
    return level_of(entry, clock.years)


@dataclass(frozen=True)
class Interventions:
    """A place in the schedule where interventions act: all of them once, and some a second time after a later rule.

    Attributes:
        world: of the place.
        made: each intervention planned that acts here, with its entries.
        masks: who they are for.
        second: whether it is their second turn.
    """

    world: World
    made: tuple[tuple[Intervention, tuple[Entry, ...]], ...]
    masks: Masks
    second: bool = False

    name: ClassVar[str] = "interventions"
    Params: ClassVar[type[Any]] = type(None)
    reads: ClassVar[tuple[str, ...]] = ()
    writes: ClassVar[tuple[str, ...]] = ()

    __repr__ = brief

    @property
    def owns(self) -> tuple[Variable, ...]:
        """What the interventions planned have grown."""
        return () if self.second else tuple(variable for one, _ in self.made for variable in one.owns)

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return nothing: the settled state is that of futures without a plan."""
        return {}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return the changes of each intervention that goes on or has left something, one after the other."""
        if not clock.live:
            return ()
        ahead, changes = state, list[Change]()
        for one, entries in self.made:
            begun = all(variable.name in state.__dict__ for variable in one.owns)
            levels = self.levels([as_it_is(entry, state) for entry in entries], draws, clock)
            if levels.now.any() or levels.ended.any() or (begun and not one.rests(ahead)):
                first = {} if begun else one.start(draws, len(draws.streams.replicates))
                ahead = ahead.copy()
                begin = tuple(put(name, value) for name, value in first.items())
                ahead.apply(begin)
                more = tuple((one.late if self.second else one.step)(ahead, levels, draws, clock))
                ahead.apply(more)
                changes += (*begin, *more)
        return tuple(changes)

    def levels(self, entries: Sequence[Entry], draws: Draws, clock: Clock) -> Levels:
        now, before = (
            self._level(entries, draws, week / WEEKS_PER_YEAR) for week in (clock.week, clock.week - WEEKS_PER_ROUND)
        )
        return Levels(now, ((now > 0.0) & (before == 0.0)) * 1.0, ((now == 0.0) & (before > 0.0)) * 1.0)

    def _level(self, entries: Sequence[Entry], draws: Draws, years: float) -> Array:
        level = self.world.full("organisation", 0.0, len(draws.streams.replicates))
        for entry in entries:
            if np.any(np.asarray(now := level_of(entry, years))):
                level = level + entry.dose * now * self.masks.of(entry, draws.streams)
        return level


def in_force(
    plan: Plan, schedule: Sequence[Mechanism], world: World, parameters: Mapping[str, Any]
) -> tuple[Mechanism, ...]:
    """Return the rules of a round or of a week with the plan in force; as they are where it has nothing for them.

    Args:
        plan: of the scenario.
        schedule: the rules.
        world: of the place.
        parameters: of the scenario, by name.
    """
    masks, result = Masks(world), list[Any]()
    planned = {entry.what: INTERVENTIONS[entry.what] for entry in plan if entry.sort == "intervention"}
    made = tuple(
        (kind(parameters[name], world), tuple(entry for entry in plan if entry.what == name))
        for name, kind in planned.items()
    )
    behaviours = tuple(entry for entry in plan if entry.sort == "behaviour")
    for rule in schedule:
        mine = tuple(entry for entry in plan if entry.rule == rule.name)
        behaving = behaviours if isinstance(rule, Participation | Deciding) else ()
        result.append(PlannedRule(rule, mine, masks, behaving) if mine or behaving else rule)
        if made and isinstance(rule, INTERVENTIONS_AFTER):
            result.append(Interventions(world, made, masks))
        late = tuple((one, entries) for one, entries in made if one.later == rule.name)
        if late:
            result.append(Interventions(world, late, masks, second=True))
    triggered = tuple(entry for entry in plan if entry.triggered)
    if triggered and not any(isinstance(rule, INTERVENTIONS_AFTER) for rule in schedule):  # the rules of a week
        result.append(Watching(triggered, world))
    return tuple(result)
