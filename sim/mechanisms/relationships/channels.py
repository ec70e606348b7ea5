"""The five channels through which relationships reach care, and what they cost: nothing passes anywhere else.

Rule      Care sees each signal only relative to its own mean over the last year of the warm-up, so month 0 is
          neutral; every channel and every cost can be shut.
Formula   handover = .35*uninformed/ref + .35*unkept/ref + .30*rework/ref; projects, shunts and cost: signal - ref;
          effort = (home hours/ref)*(speed/ref); pooled transfer = £3.5m per 300,000 people * share
          pooled * (joint readiness - ref) + cash captured; claims are taken back by the share pooled; incentives
          move money between services as agreed; turning away that is challenged is opened, and lonely people
          whom agencies find together have company, and of the others those whom joint projects reach.
Reads     uninformed, unkept, rework, project_signals, shunt_signals, hours_signal, speed_signal, cost_signal,
          joint_pool, pooled_share, captured, rewarded, challenged, accompanied, uninformed_before, unkept_before,
          rework_before, project_signals_before, shunt_signals_before, hours_signal_before, speed_signal_before,
          cost_signal_before, joint_pool_before
Writes    handover, upstream, home_first, care_home_support, cases_found, company, shunt_council, shunt_hospital,
          shunt_practice, access_opened, pooled_transfer, incentives, pool_for_claims, effort,
          programme_cost, uninformed_before, unkept_before, rework_before, project_signals_before,
          shunt_signals_before, hours_signal_before, speed_signal_before, cost_signal_before, joint_pool_before
Source    the fair-fight rule: working together may act on care by five channels only, and always costs; weights are
          choices; pool: the improved Better Care Fund (£2bn over 3 years) scaled to the place.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import ROUNDS_PER_YEAR, Array
from sim.core.draws import Draws
from sim.core.parameters import Unit, param, switch
from sim.core.state import Changes, State, Variable, put
from sim.world.rows import ProjectSignal, ShuntSignal
from sim.world.world import Clock, World

_SWITCH = "switch of the fair-fight rule (tests N1, N2; where the gap comes from)"
_RAW = (
    "uninformed",
    "unkept",
    "rework",
    "project_signals",
    "shunt_signals",
    "hours_signal",
    "speed_signal",
    "cost_signal",
    "joint_pool",
)
_FOR_CARE = ("pooled_share", "captured", "rewarded", "challenged", "accompanied")
_NEUTRAL = {
    "handover": ("pathway", 1.0),
    "upstream": ("place", 0.0),
    "home_first": ("place", 0.0),
    "care_home_support": ("place", 0.0),
    "cases_found": ("place", 0.0),
    "company": ("place", 0.0),
    "shunt_council": ("place", 0.0),
    "shunt_hospital": ("place", 0.0),
    "shunt_practice": ("place", 0.0),
    "access_opened": ("place", 0.0),
    "pooled_transfer": ("place", 0.0),
    "incentives": ("service", 0.0),
    "effort": ("service", 1.0),
    "programme_cost": ("place", 0.0),
}


@dataclass(frozen=True)
class ChannelsParams:
    """Switches of channels and costs, and the weights of a hand-over."""

    renamed_from: ClassVar[str] = "doors"

    information: bool = switch(True, label="Channel: what partners know of each other", source=_SWITCH)
    handover: bool = switch(True, label="Channel: acceptance and rework in hand-overs", source=_SWITCH)
    projects: bool = switch(True, label="Channel: joint projects", source=_SWITCH)
    shunting: bool = switch(True, label="Channel: cost shunting", source=_SWITCH)
    pooling: bool = switch(True, label="Channel: where pooled money goes", source=_SWITCH)
    hours: bool = switch(True, label="Cost: leaders' hours missing at home", source=_SWITCH)
    delay: bool = switch(True, label="Cost: slower decisions", source=_SWITCH)
    money: bool = switch(True, label="Cost: money", source=_SWITCH)
    wait_information: float = param(
        0.35,
        unit=Unit.FRACTION,
        plausible=(0.2, 0.5),
        label="Part of a hand-over's wait that is for information",
        source="choice",
    )
    wait_acceptance: float = param(
        0.35,
        unit=Unit.FRACTION,
        plausible=(0.2, 0.5),
        label="Part of a hand-over's wait that is for acceptance (the rest is rework)",
        source="choice",
    )
    pool: float = param(
        3.5,
        unit=Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL,
        plausible=(0.0, 10.0),
        label="Pooled money that can move to social care",
        source="choice: improved Better Care Fund scaled to 300,000 people",
    )


@dataclass(frozen=True)
class Channels:
    """See the module's docstring for the rule."""

    params: ChannelsParams
    world: World

    name: ClassVar[str] = "channels"
    Params: ClassVar[type[Any]] = ChannelsParams
    live_only: ClassVar[frozenset[str]] = frozenset(item.name for item in fields(ChannelsParams))
    reads: ClassVar[tuple[str, ...]] = (*_RAW, *_FOR_CARE, *(f"{name}_before" for name in _RAW))
    writes: ClassVar[tuple[str, ...]] = (*_NEUTRAL, "pool_for_claims", *(f"{name}_before" for name in _RAW))
    owns: ClassVar[tuple[Variable, ...]] = (
        *(
            Variable(name, entity, "relative to month 0", f"What care is given: {name.replace('_', ' ')}")
            for name, (entity, _) in _NEUTRAL.items()
        ),
        Variable("pool_for_claims", "place", "share", "Pooled share that takes back claims", low=0.0, high=1.0),
        *(
            Variable(
                f"{name}_before",
                entity,
                "as its signal",
                f"Mean of {name.replace('_', ' ')} over the year before month 0",
            )
            for name, entity in zip(
                _RAW,
                ("pathway",) * 3 + ("project_signal", "shunt_signal", "service", "service", "place", "place"),
                strict=True,
            )
        ),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        full = self.world.full
        neutral = {name: full(entity, value, runs) for name, (entity, value) in _NEUTRAL.items()}
        neutral["pool_for_claims"] = full("place", 1.0, runs) * self.world.place.figures.pooled_share
        return neutral | {v.name: full(v.entity, 0.0, runs) for v in self.owns if v.name.endswith("_before")}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        if not clock.live:
            if clock.round < -ROUNDS_PER_YEAR:
                return ()
            share = 1.0 / ROUNDS_PER_YEAR
            return tuple(
                put(f"{name}_before", getattr(state, f"{name}_before") + share * getattr(state, name)) for name in _RAW
            )
        return self._open(state)

    def _open(self, state: State) -> Changes:
        p, place = self.params, self.world.place
        pool = p.pool * place.scale * state.pooled_share
        pooled = pool * (state.joint_pool - state.joint_pool_before) + state.captured
        one, none = np.ones_like(state.unkept), np.zeros_like(state.cost_signal)
        uninformed = _relative(state.uninformed, state.uninformed_before) if p.information else one
        unkept = _relative(state.unkept, state.unkept_before) if p.handover else one
        rework = _relative(state.rework, state.rework_before) if p.handover else one
        last = 1.0 - p.wait_information - p.wait_acceptance
        reached = state.project_signals - state.project_signals_before if p.projects else 0.0 * state.project_signals
        shunts = state.shunt_signals - state.shunt_signals_before if p.shunting else 0.0 * state.shunt_signals
        effort = np.ones_like(state.hours_signal)
        if p.hours:
            effort = effort * (state.hours_signal / state.hours_signal_before)
        if p.delay:
            effort = effort * (state.speed_signal / state.speed_signal_before)
        return (
            put("handover", p.wait_information * uninformed + p.wait_acceptance * unkept + last * rework),
            put("upstream", reached[ProjectSignal.UPSTREAM]),
            put("home_first", reached[ProjectSignal.HOME_FIRST]),
            put("care_home_support", reached[ProjectSignal.CARE_HOMES]),
            put("cases_found", reached[ProjectSignal.CASES]),
            put("company", _either(state.accompanied, reached[ProjectSignal.COMPANY]) if p.projects else none),
            put("shunt_council", shunts[ShuntSignal.COUNCIL]),
            put("shunt_hospital", shunts[ShuntSignal.HOSPITAL]),
            put("shunt_practice", shunts[ShuntSignal.PRACTICES]),
            put("access_opened", state.challenged if p.shunting else none),
            put("pooled_transfer", pooled if p.pooling else none),
            put("incentives", state.rewarded if p.pooling else 0.0 * state.rewarded),
            put("pool_for_claims", state.pooled_share if p.pooling else none + place.figures.pooled_share),
            put("effort", effort),
            put("programme_cost", state.cost_signal - state.cost_signal_before if p.money else none),
        )


def _either(some: Array, more: Array) -> Array:
    """Return the share of people of whom some have company, and more of those who have not."""
    return some + more * (1.0 - some)


def _relative(signal: Array, before: Array) -> Array:
    """Return a signal relative to before; 1 where there was none, as on a pathway inside one organisation."""
    return np.divide(signal, before, out=np.ones_like(signal), where=before > 0.0)
