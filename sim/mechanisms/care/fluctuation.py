"""Places differ for good, and weeks differ by chance.

Rule      Each replicate draws two lasting effects of its place (how quickly people leave hospital, how well A&E
          keeps to four hours) and four weekly ones: two slow drifts, beds open, emergencies. Factors have mean 1.
Formula   drift <- rho * drift + sd * sqrt(1 - rho^2) * z
          pathway delays: log factor -e * (place + drift) - e^2 * variance / 2; beds and emergencies: exp(drift -
          variance / 2); four hours: place + drift + (2p - 1) * variance / 2 on the logit of its share p
Reads     delay_place, four_hour_place and the four drifts
Writes    delay_fluctuation, four_hour_fluctuation, bed_fluctuation, admission_fluctuation and the four drifts
Source    Spread and persistence of places: NHS England discharge and A&E statistics by integrated care board,
          2022 to 2025 (same-day discharge SD 10 points, r over 0.9; four-hour SD 4 points): tuned to these
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array, stacked
from sim.core.draws import Draws, keys_of
from sim.core.parameters import Evidence, Unit, param, switch
from sim.core.state import Changes, State, Variable, put
from sim.world.world import Clock, World

_DRIFTS = ("delay_drift", "four_hour_drift", "bed_drift", "admission_drift")
_KEYS = keys_of(_DRIFTS)
_FACTORS = slice(_DRIFTS.index("bed_drift"), None)
_SPREAD = "tuned to the spread of places in NHS England statistics, 2022 to 2025"


@dataclass(frozen=True)
class FluctuationParams:
    """How much places and weeks differ by chance."""

    place_spread: bool = switch(True, label="Places differ for good", source="choice: off for one typical place")
    delay_place: float = param(
        0.85,
        unit=Unit.LOGIT,
        plausible=(0.5, 1.0),
        label="Lasting spread of discharge between places (SD)",
        source=_SPREAD,
        evidence=Evidence.TUNED,
    )
    four_hour_place: float = param(
        0.17,
        unit=Unit.LOGIT,
        plausible=(0.1, 0.25),
        label="Lasting spread of four-hour performance between places (SD)",
        source=_SPREAD,
        evidence=Evidence.TUNED,
    )
    delay: float = param(
        0.20,
        unit=Unit.LOGIT,
        plausible=(0.0, 0.4),
        label="Slow drift of discharge (SD)",
        source=_SPREAD,
        evidence=Evidence.TUNED,
    )
    four_hour: float = param(
        0.12,
        unit=Unit.LOGIT,
        plausible=(0.0, 0.25),
        label="Slow drift of four-hour performance (SD)",
        source=_SPREAD,
        evidence=Evidence.TUNED,
    )
    beds: float = param(
        0.022,
        unit=Unit.RATIO,
        plausible=(0.0, 0.04),
        label="Beds closed or opened by chance (SD)",
        source="tuned to the slope of four-hour share on occupancy within places",
        evidence=Evidence.TUNED,
    )
    admissions: float = param(
        0.02,
        unit=Unit.RATIO,
        plausible=(0.0, 0.05),
        bounds=(0.0, 1.0),
        label="Emergencies by chance, week to week (SD)",
        source="derived: a little above the 4% / sqrt(52 weeks) of a Poisson count of 640 a week",
        evidence=Evidence.CHOICE,
    )
    persistence: float = param(
        0.97,
        unit=Unit.FRACTION,
        plausible=(0.9, 0.99),
        label="Persistence of the slow drifts, week to week",
        source=_SPREAD,
        evidence=Evidence.TUNED,
    )
    bed_persistence: float = param(
        0.85,
        unit=Unit.FRACTION,
        plausible=(0.5, 0.95),
        label="Persistence of bed closures, week to week",
        source="choice: closures last some weeks",
    )


@dataclass(frozen=True)
class Fluctuation:
    """See the module's docstring for the rule."""

    params: FluctuationParams
    world: World

    name: ClassVar[str] = "fluctuation"
    Params: ClassVar[type[Any]] = FluctuationParams
    reads: ClassVar[tuple[str, ...]] = ("delay_place", "four_hour_place", *_DRIFTS)
    writes: ClassVar[tuple[str, ...]] = (
        "delay_fluctuation",
        "four_hour_fluctuation",
        "bed_fluctuation",
        "admission_fluctuation",
        *_DRIFTS,
    )
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("delay_place", "place", "logit", "Lasting quickness of discharge in this place"),
        Variable("four_hour_place", "place", "logit", "Lasting four-hour performance of this place"),
        Variable("delay_drift", "place", "logit", "Slow drift of the quickness of discharge"),
        Variable("four_hour_drift", "place", "logit", "Slow drift of four-hour performance"),
        Variable("bed_drift", "place", "log", "Beds closed or opened by chance"),
        Variable("admission_drift", "place", "log", "Emergencies by chance this week"),
        Variable("delay_fluctuation", "pathway", "log factor", "Chance in the days of a ready person"),
        Variable("four_hour_fluctuation", "place", "logit", "Chance in four-hour performance"),
        Variable("bed_fluctuation", "place", "factor", "Chance in the share of beds in use", low=0.0),
        Variable("admission_fluctuation", "place", "factor", "Chance in the number of emergencies", low=0.0),
    )

    @cached_property
    def place_spreads(self) -> tuple[Any, Any]:
        """Return the standard deviations of the two lasting effects; 0 when places do not differ."""
        p = self.params
        return p.delay_place * p.place_spread, p.four_hour_place * p.place_spread

    @cached_property
    def spreads(self) -> Array:
        """Return the standard deviations of the four drifts, shape (4, 1) or (4, R)."""
        p = self.params
        return np.stack(np.broadcast_arrays(*np.atleast_1d(p.delay, p.four_hour, p.beds, p.admissions)))

    @cached_property
    def persistence(self) -> Array:
        """Return the share of each drift kept from week to week, shape (4, 1) or (4, R)."""
        p = self.params
        return np.stack(np.broadcast_arrays(*np.atleast_1d(p.persistence, p.persistence, p.bed_persistence, 0.0)))

    @cached_property
    def steps(self) -> Array:
        """Return the standard deviations of one week's chance."""
        return self.spreads * np.sqrt(1.0 - self.persistence * self.persistence)

    @cached_property
    def exponents(self) -> Array:
        """Return how strongly each pathway's delay follows the quality of hand-over, shape (4, 1)."""
        return np.array([pathway.process_exponent for pathway in self.world.place.pathways])[:, None]

    @cached_property
    def delay_centre(self) -> Array:
        """Return the log shift that gives each pathway's delay factor a mean of 1."""
        (place, _), (drift, _, _, _) = self.place_spreads, self.spreads
        variance = place * place + drift * drift
        return -0.5 * self.exponents * self.exponents * variance

    @cached_property
    def four_hour_centre(self) -> Any:
        """Return the logit shift that leaves the mean four-hour share unmoved by its spread."""
        (_, place), (_, drift, _, _) = self.place_spreads, self.spreads
        variance = place * place + drift * drift
        return 0.5 * variance * (2.0 * self.world.place.figures.four_hour_share - 1.0)

    @cached_property
    def factor_centre(self) -> Array:
        """Return the log shift of the factors on beds and on emergencies."""
        return -0.5 * self.spreads[_FACTORS] * self.spreads[_FACTORS]

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return the lasting effects and settled drifts."""
        places = draws.normal("fluctuation.place", keys_of(("delay_place", "four_hour_place")))
        drift = self.spreads * draws.normal("fluctuation.start", _KEYS)
        delay, four_hour = (place * spread for place, spread in zip(places, self.place_spreads, strict=True))
        lasting = {"delay_place": delay, "four_hour_place": four_hour}
        return lasting | dict(zip(_DRIFTS, drift, strict=True)) | self.published(delay, four_hour, drift)

    def published(self, delay_place: Array, four_hour_place: Array, drift: Array) -> dict[str, Array]:
        """Return the four kinds of chance that other rules read."""
        delay, four_hour, *_ = drift
        beds, admissions = np.exp(drift[_FACTORS] + self.factor_centre)
        return {
            "delay_fluctuation": self.delay_centre - self.exponents * (delay_place + delay),
            "four_hour_fluctuation": four_hour_place + four_hour + self.four_hour_centre,
            "bed_fluctuation": beds,
            "admission_fluctuation": admissions,
        }

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return this week's chance."""
        before = stacked((state.delay_drift, state.four_hour_drift, state.bed_drift, state.admission_drift))
        drift = self.persistence * before + self.steps * draws.normal("fluctuation", _KEYS)
        published = self.published(state.delay_place, state.four_hour_place, drift)
        drifts = zip(_DRIFTS, drift, strict=True)
        return [put(name, value) for name, value in (*drifts, *published.items())]
