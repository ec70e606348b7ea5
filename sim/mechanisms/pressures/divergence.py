"""Places drift apart: need and beds grow faster here and slower there, for no reason that anybody in them chose.

Rule      From month 0 each kind of need, and the number of beds, has a pace of growth of its own beside England's. It
          wanders about 0; part of it is shared by all kinds of need. The mean over places is England's.
          With `levels`, a place has other figures from the start than its file's, too: visits to A&E and emergency
          admissions for the same need, and beds, each by itself. Off by default, for a file says its place's figures.
Formula   pace <- k*pace + sqrt(1 - k^2)*z, k = exp(-1/(52*years)); apart <- apart + sd*pace/52
          z of need = sqrt(shared)*z_all + sqrt(1 - shared)*z_kind; factor = exp(apart - sd^2*v/2)
          v = years*(2*t - years*(1 - e)*(3 - e)), e = exp(-t/years), the variance of the sum of paces after t years
          figure = file's*(1 + more); of levels, 1 + more <- (1 + more)*exp(sd*z - sd^2/2), z from N(0, 1) cut at 2.25
Reads     need_pace, need_apart, beds_pace, beds_apart
Writes    need_pace, need_apart, beds_pace, beds_apart, local_need, local_beds
Source    Two-year growth of the 42 boards of England, 2022/23 to 2024/25 (sim/validation/boards.csv): sizes are tuned
          to its spread and lasting, those of levels to the spread of their means of three years for people and need,
          which go together by no more than chance. Integral of an Ornstein-Uhlenbeck process: Gillespie 1996
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import WEEKS_PER_YEAR, Array, Number, in_some_run, variance_of_sum
from sim.core.draws import Draws, Streams, keys_of
from sim.core.parameters import Evidence, Unit, constant, switch
from sim.core.state import Changes, State, Variable, put
from sim.place.levels import FigureLevels
from sim.world.rows import Need
from sim.world.world import Clock, World

_TUNED = "tuned to the spread of two-year growth between boards, NHS England 2022/23 to 2024/25"


WIDE = (0.0, 0.15)
"""Spreads that are plausible: up to one and a half times that of need for admission."""
MOST = (0.0, 0.5)
"""Spreads that the rule bears: beyond them, the log-normal factors lose their mean to a few places."""


def _spread(default: float, label: str, source: str = _TUNED, evidence: Evidence = Evidence.TUNED) -> Any:
    said = f"Spread of a year's growth of {label} (SD)"
    return constant(default, Unit.RATIO, WIDE, said, source, bounds=MOST, evidence=evidence)


_LEVEL = "tuned to the level of boards for people and need, mean of NHS England 2022/23 to 2024/25"
FURTHEST = 2.25
"""Standard deviations beyond which no place is drawn: further out few files have room for its figures."""
BEFORE = -(2**20)
"""Period of what is drawn once for a place, before any week (`Machine.start`)."""
LEVELS = ("attendances", "admissions", "beds")
"""What a place has other levels of."""


def _level(default: float, most: float, label: str) -> Any:
    said = f"Spread between places of {label} for the same need (SD of the log)"
    return constant(default, Unit.RATIO, (0.0, most), said, _LEVEL, bounds=MOST, evidence=Evidence.TUNED)


def _more(label: str, plausible: tuple[float, float], least: float) -> Any:
    said = f"{label} beyond what the place file says, as a share"
    return constant(0.0, Unit.NUMBER, plausible, said, "choice: 0 is what the file says", bounds=(least, 1.0))


@dataclass(frozen=True)
class DivergenceParams:
    """How far places drift apart from one another."""

    places: bool = switch(True, label="Places grow apart", source="choice: off for one typical place")
    emergency: float = _spread(0.1, "need for admission")
    attendance: float = _spread(0.035, "need for A&E")
    other: float = _spread(
        0.035, "need for care out of hospital", "choice: as for A&E; boards do not count it alike", Evidence.CHOICE
    )
    elective: float = _spread(0.0175, "need for planned care")
    beds: float = _spread(0.022, "hospital beds")
    shared: float = constant(
        0.5, Unit.FRACTION, (0.2, 0.8), "Share of the drift of need that all kinds of need have in common", "choice"
    )
    years: float = constant(
        0.3,
        Unit.YEARS,
        (0.1, 2.0),
        "How long a place's own pace of growth lasts",
        "tuned to growth that lasts from year to year between boards, NHS England 2022/23 to 2024/25",
        bounds=(0.02, 50.0),
        evidence=Evidence.TUNED,
    )
    levels: bool = switch(
        False,
        label="Places have other figures than the place file's",
        source="choice: off where the file says the figures of the place that is meant; on for others like it",
    )
    level_attendances: float = _level(0.185, 0.25, "visits to A&E")
    level_admissions: float = _level(0.155, 0.2, "emergency admissions")
    level_beds: float = _level(0.077, 0.12, "hospital beds")
    more_attendances: float = _more("Visits to A&E", (-0.3, 0.4), -0.5)
    more_admissions: float = _more("Emergency admissions", (-0.2, 0.4), -0.35)
    more_beds: float = _more("Hospital beds", (-0.15, 0.2), -0.25)


def levels_of(params: DivergenceParams) -> FigureLevels:
    """Return by how much the figures of places differ from the file's."""
    return FigureLevels(params.more_attendances, params.more_admissions, params.more_beds)


def drawn_levels(params: DivergenceParams, root_seed: int, seeds: Sequence[int]) -> dict[str, Any]:
    """Return what each place has beyond what the file says, drawn by its own dice; nothing where that is off.

    By dotted name, shape (R,), with the switch turned off beside them: what is drawn once is not drawn again.
    """
    if not params.levels:
        return {}
    streams = Streams(root_seed, np.array(seeds, dtype=np.uint64))
    draws = streams.at(BEFORE).normal("divergence.levels", keys_of(LEVELS))
    found: dict[str, Any] = {"divergence.levels": False}
    for name, own in zip(LEVELS, np.clip(draws, -FURTHEST, FURTHEST), strict=True):
        more, sd = getattr(params, f"more_{name}"), getattr(params, f"level_{name}")
        found[f"divergence.more_{name}"] = (1.0 + more) * np.exp(sd * own - sd * sd / 2.0) - 1.0
    return found


@dataclass(frozen=True)
class Divergence:
    """See the module's docstring for the rule."""

    params: DivergenceParams
    world: World

    name: ClassVar[str] = "divergence"
    Params: ClassVar[type[Any]] = DivergenceParams
    live_only: ClassVar[frozenset[str]] = frozenset(
        name for name in DivergenceParams.__dataclass_fields__ if not name.startswith(("level", "more"))
    )
    reads: ClassVar[tuple[str, ...]] = ("need_pace", "need_apart", "beds_pace", "beds_apart")
    writes: ClassVar[tuple[str, ...]] = (*reads, "local_need", "local_beds")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("need_pace", "need", "SD", "This place's own pace of growth of each need"),
        Variable("need_apart", "need", "log", "How far each need has drifted from England's"),
        Variable("beds_pace", "place", "SD", "This place's own pace of growth of beds"),
        Variable("beds_apart", "place", "log", "How far beds have drifted from England's"),
        Variable("local_need", "need", "factor", "Need here, relative to England's growth", low=0.0),
        Variable("local_beds", "place", "factor", "Beds here, relative to England's", low=0.0),
    )

    @cached_property
    def spreads(self) -> Array:
        """Return the spread of a year's growth of each need, shape (7, 1) or (7, R); 0 when places do not differ."""
        p = self.params
        by = {Need.EMERGENCY: p.emergency, Need.ATTENDANCE: p.attendance, Need.ELECTIVE: p.elective}
        return np.stack(np.broadcast_arrays(*np.atleast_1d(*(by.get(need, p.other) * p.places for need in Need))))

    @cached_property
    def variances(self) -> tuple[Array, Number]:
        """Return the squares of the spreads of needs, as `spreads`, and of beds."""
        need, beds = self.spreads, self.params.beds * self.params.places
        return need * need, beds * beds

    @cached_property
    def parts(self) -> tuple[Number, Number, Number, Number]:
        """Return how far a pace is kept, what comes fresh, and of that what all needs share and what each has alone."""
        p = self.params
        kept = np.exp(-1.0 / (p.years * WEEKS_PER_YEAR))
        return kept, np.sqrt(1.0 - kept * kept), np.sqrt(p.shared), np.sqrt(1.0 - p.shared)

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return a place like England."""
        factors = ("local_need", "local_beds")
        return {one.name: self.world.full(one.entity, float(one.name in factors), runs) for one in self.owns}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return how far the place has drifted by this week."""
        p = self.params
        if not clock.live or not in_some_run(p.places):
            return ()
        (kept, fresh, shared, alone), (of_needs, of_all_beds) = self.parts, self.variances
        half = variance_of_sum(clock.years, p.years) / 2.0
        (all_kinds,) = draws.normal("divergence.all", self.world.keys["place"])
        (of_beds,) = draws.normal("divergence.beds", self.world.keys["place"])
        own = draws.normal("divergence", self.world.keys["need"])
        of_need = shared * all_kinds + alone * own
        need, beds = self.spreads, p.beds * p.places
        need_apart = state.need_apart + need * state.need_pace / WEEKS_PER_YEAR
        beds_apart = state.beds_apart + beds * state.beds_pace / WEEKS_PER_YEAR
        return (
            put("need_pace", kept * state.need_pace + fresh * of_need),
            put("beds_pace", kept * state.beds_pace + fresh * of_beds),
            put("need_apart", need_apart),
            put("beds_apart", beds_apart),
            put("local_need", np.exp(need_apart - of_needs * half)),
            put("local_beds", np.exp(beds_apart - of_all_beds * half)),
        )
