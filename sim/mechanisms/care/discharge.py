"""People ready to leave wait for the hand-over and for a place to go to.

Rule      On each pathway part of the wait is process (information, acceptance, rework between organisations) and
          part is want of care places. Hand-over acts on the first part only; capacity is never multiplied by it.
          When people waiting crowd the hospital, ways out are found that are not taken otherwise.
Formula   days = days0 * ((1 - k) * (handover * (1 - 0.2 * bypass) * exp(0.4 * shunt))^e * chance + k * load^n)
          crowded: days * (1 + (waiting beds implied / (0.4 * beds))^4)^(-1/4), relative to month 0
          delayed <- delayed * exp(-7 / days) + ready * days / 7 * (1 - exp(-7 / days))
Reads     delayed, ready, handover, bypass, shunt_council, improvement_gain, home_first, home_care_load,
          care_home_load, beds, delay_fluctuation
Writes    delayed, away_from_hospital, beds_held, same_day
Source    Delay by pathway: Commons Library 2023; response to care places tuned to Gaughan and others 2015
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import DAYS_PER_WEEK, Array, load_for, power, served_share, stacked, total
from sim.core.draws import Draws
from sim.core.parameters import Evidence, Unit, constant, param
from sim.core.state import Changes, State, Variable, flow, put
from sim.world.rows import Pathway, Service
from sim.world.world import Clock, World


@dataclass(frozen=True)
class DischargeParams:
    """How long people ready to leave wait."""

    load_exponent: float = param(
        3.75,
        unit=Unit.EXPONENT,
        plausible=(2.0, 4.0),
        label="How strongly waits follow the load of care places",
        source="tuned: 10% more care-home places, 5 to 10% fewer delays (Gaughan and others 2015)",
        evidence=Evidence.TUNED,
    )
    bypass_effect: float = param(
        0.20,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.5),
        label="Share of the process wait that the hospital can buy off",
        source="choice",
    )
    council_shunt: float = param(
        0.4,
        unit=Unit.RATIO,
        plausible=(0.0, 0.8),
        bounds=(0.0, 10.0),
        label="Lengthening of the process wait when the council protects its own budget (log)",
        source="choice",
    )
    own_improvement: float = param(
        4.0,
        unit=Unit.RATIO,
        plausible=(0.0, 8.0),
        bounds=(0.0, 50.0),
        label="Shortening of waits for simple arrangements with the hospital's own improvement (log)",
        source="choice",
    )
    intermediate_mix: float = param(
        0.4,
        unit=Unit.FRACTION,
        plausible=(0.2, 0.8),
        label="Share of intermediate care's load that is home care's (the rest care homes')",
        source="choice",
    )
    home_first_in_homes: float = param(
        0.5,
        unit=Unit.FRACTION,
        plausible=(0.0, 1.0),
        label="Relief of care homes by home first, relative to home care",
        source="choice",
    )
    crowding: float = param(
        0.4,
        unit=Unit.FRACTION,
        plausible=(0.3, 0.6),
        label="Share of beds that people waiting to leave can at most hold",
        source="choice: keeps waits finite under long cuts",
        bounds=(0.15, 1.0),
    )
    crowding_sharpness: float = constant(
        4.0,
        Unit.EXPONENT,
        (2.0, 8.0),
        "How sharply waiting is cut short as those who wait near the most a hospital can hold",
        "choice",
        bounds=(0.5, 50.0),
    )


@dataclass(frozen=True)
class Discharge:
    """See the module's docstring for the rule."""

    params: DischargeParams
    world: World

    name: ClassVar[str] = "discharge"
    Params: ClassVar[type[Any]] = DischargeParams
    reads: ClassVar[tuple[str, ...]] = (
        "delayed",
        "ready",
        "handover",
        "bypass",
        "shunt_council",
        "improvement_gain",
        "home_first",
        "home_care_load",
        "care_home_load",
        "beds",
        "delay_fluctuation",
    )
    writes: ClassVar[tuple[str, ...]] = ("delayed", "away_from_hospital", "beds_held", "same_day")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("delayed", "pathway", "people", "Ready to leave, still in a bed", conserved="whereabouts", low=0.0),
        Variable("beds_held", "place", "beds", "Beds held by people ready to leave, all pathways", low=0.0),
        Variable("same_day", "place", "share", "Ready people who leave the same day", low=0.0, high=1.0),
    )

    @cached_property
    def columns(self) -> tuple[Array, Array, Array, Array]:
        """Return delayed, ready, capacity share and process exponent by pathway, each of shape (4, 1)."""
        rows = [(w.delayed, w.ready_per_week, w.capacity_share, w.process_exponent) for w in self.world.place.pathways]
        held, ready, capacity, exponent = np.array(rows).T[:, :, None]
        return held, ready, capacity, exponent

    @cached_property
    def days0(self) -> tuple[Array, Array]:
        """Return the days a ready person waits at month 0 for process and for capacity, before crowding."""
        held, ready, capacity, _ = self.columns
        crowd = total(held) / (self.params.crowding * self.world.place.figures.beds)
        days = held * DAYS_PER_WEEK / ready / (crowd * load_for(crowd, self.params.crowding_sharpness))
        return (1.0 - capacity) * days, capacity * days

    def crowded(self, implied: Any, beds: Any) -> Array:
        """Return the share of waiting that a hospital with so many people waiting would let stand."""
        return served_share(implied / (self.params.crowding * beds), self.params.crowding_sharpness)

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return people waiting at month 0."""
        held, ready, _, _ = self.columns
        leaving = float(ready.sum()) / DAYS_PER_WEEK
        return {
            "delayed": self.world.full("pathway", 1.0, runs) * held,
            "beds_held": self.world.full("place", float(held.sum()), runs),
            "same_day": self.world.full("place", leaving / (float(held.sum()) + leaving), runs),
        }

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return this week's departures."""
        days = self.days(state)
        days = days * self.crowded(total(state.ready * days) / DAYS_PER_WEEK, state.beds)
        weeks = days / DAYS_PER_WEEK
        stayed = np.exp(-1.0 / weeks)
        before = state.delayed - state.ready
        after = before * stayed + state.ready * weeks * (1.0 - stayed)
        left = state.delayed - after
        held, leaving = total(after), total(left) / DAYS_PER_WEEK
        return (
            flow("delayed", "away_from_hospital", left),
            put("beds_held", held),
            put("same_day", leaving / (held + leaving)),
        )

    def days(self, state: State) -> Array:
        """Return the days a ready person would wait on each pathway without crowding, shape (4, R)."""
        p = self.params
        (_, _, _, exponent), (process, capacity) = self.columns, self.days0
        common = np.log(1.0 - p.bypass_effect * state.bypass) + p.council_shunt * state.shunt_council
        log_process = exponent * (np.log(state.handover) + common) + state.delay_fluctuation
        own = p.own_improvement * state.improvement_gain[Service.ACUTE]
        log_process[Pathway.HOME] = log_process[Pathway.HOME] - own
        home = state.home_care_load / (1.0 + state.home_first)
        homes = state.care_home_load / (1.0 + p.home_first_in_homes * state.home_first)
        mixed = p.intermediate_mix * home + (1.0 - p.intermediate_mix) * homes
        load = stacked((home, home, mixed, state.care_home_load))
        return process * np.exp(log_process) + capacity * power(load, p.load_exponent)
