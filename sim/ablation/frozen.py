"""A state variable frozen: from month 0 on it stays as it had settled, whatever happens.

Rule      What the rule owns is not changed by anybody from month 0 on; what it reports as events of the round no longer
          happens. All other rules go on and read what has stayed. With turnover frozen nobody leaves or starts, so
          posts that stood empty at month 0 stay so, as many as had settled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sim.ablation.base import Ablation, Rules
from sim.core.arithmetic import Array
from sim.core.draws import Draws
from sim.core.state import Changes, State, Variable, put
from sim.world.world import Clock, Mechanism, World

_EVENTS = "events"


@dataclass(frozen=True)
class Freezing:
    """A rule that changes nothing of what is frozen.

    Attributes:
        rule: as it is.
        frozen: names of the variables.
        events: those, of what the rule owns, that are events of the round, with their entity.
        world: of the place.
    """

    rule: Mechanism
    frozen: frozenset[str]
    events: Mapping[str, str]
    world: World

    @property
    def name(self) -> str:
        """Name of the rule."""
        return self.rule.name

    @property
    def owns(self) -> tuple[Variable, ...]:
        """What the rule owns."""
        return self.rule.owns

    @property
    def reads(self) -> tuple[str, ...]:
        """What the rule reads."""
        return _said(self.rule, "reads")

    @property
    def writes(self) -> tuple[str, ...]:
        """What the rule writes."""
        return _said(self.rule, "writes")

    def start(self, draws: Draws, runs: int) -> Mapping[str, Array]:
        """Start as the rule does."""
        return self.rule.start(draws, runs)

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return what the rule changes, but for what is frozen; no event happens."""
        if not clock.live:
            return self.rule.step(state, draws, clock)
        quiet = [
            put(name, self.world.full(entity, 0.0, len(draws.streams.replicates)))
            for name, entity in self.events.items()
        ]
        if self.owns and {variable.name for variable in self.owns} <= self.frozen:
            return quiet
        changes = self.rule.step(state, draws, clock)
        return [one for one in changes if one.name not in self.frozen and one.sink not in self.frozen]


def _said(rule: Any, what: str) -> tuple[str, ...]:
    """Return what a rule reads or writes, also where a plan moves its levers."""
    return getattr(rule if hasattr(rule, what) else rule.rule, what)


def hold(owner: str, rules: Rules, world: World) -> Rules:
    """Return rules of which none changes what a rule owns from month 0 on."""
    owned = tuple(variable for rule in rules if rule.name == owner for variable in rule.owns)
    names = frozenset(variable.name for variable in owned)
    events = {variable.name: variable.entity for variable in owned if variable.unit == _EVENTS}

    def touches(rule: Mechanism) -> bool:
        return not (written := _said(rule, "writes")) or not names.isdisjoint(written)

    result: list[Any] = [
        Freezing(rule, names, events if rule.name == owner else {}, world) if owned and touches(rule) else rule
        for rule in rules
    ]
    return tuple(result)


def _frozen(owner: str, label: str, sentence: str) -> Ablation:
    return Ablation(f"frozen_{owner}", label, sentence, rules=partial(hold, owner))


FROZEN = (
    _frozen("trust", "Trust that moves", "Trust between leaders and between organisations stays as it had settled."),
    _frozen("vision", "Aims that move", "What leaders aim at, and how far teams agree, stays as it had settled."),
    _frozen("culture", "Cultures that move", "Cultures of teams, leaders and workforces stay as they had settled."),
    _frozen("conflict", "Conflict that moves", "Conflict stays as it had settled; none is raised, none ruptures."),
    _frozen("purpose", "Purpose that moves", "What the whole is worth to each leader stays as it had settled."),
    _frozen("influence", "Influence that moves", "Who is listened to in each team stays as it had settled."),
    _frozen("turnover", "Leaders who leave", "No leader leaves or starts; as many posts stand empty as had settled."),
)
