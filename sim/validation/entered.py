"""Which figure entered where: what numbers were set by, what rules and the place say, and the waves of the worlds.

Rule      A fact is `tuned to` where a number, or a column of the place, was set by its figure; `put in` where a rule or
          a figure of the place says it; else it came out, and then its figure may have entered no wave either.
          Every number whose evidence is that it was tuned stands here, and numbers that are choices where results
          were seen before they were made (`prose.CHANGED`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sim.validation.fact import Fact, Kind
from sim.validation.month_0 import RANGES, name_of
from sim.validation.worlds import WAVES

_S18, _LEVEL = "S18 growth of ", "S18 level of "
SET_BY: Mapping[str, tuple[str, ...]] = {
    "pathways.delayed": ("M0 delayed",),
    "pathways.capacity_share": ("S14 delays", "S14 care-home places"),
    "decision.value": ("Q1 projects",),
    "projects.easy": ("Q1 projects",),
    "elective.flow_factor": ("M0 within 18 weeks",),
    "elective.flow_exponent": ("M0 within 18 weeks",),
    "beds.threshold": ("S2 siloed",),
    "participation.learning": ("S7 visits",),
    "crossing.cases": ("S7 visits",),
    "pressure.problem_spread": ("S12 turnover",),
    "emergency.social_care_spill": ("S14 visits",),
    "discharge.load_exponent": ("S14 care-home places",),
    "four_hour.occupancy": ("S15 slope",),
    "fluctuation.beds": ("S15 slope",),
    "fluctuation.delay_place": ("S16 same day", "S18 level of people delayed in hospital"),
    "fluctuation.delay": ("S16 same day",),
    "fluctuation.four_hour_place": ("S16 four hours",),
    "fluctuation.four_hour": ("S16 four hours",),
    "fluctuation.persistence": ("S16 same day", "S16 four hours"),
    "costs.hospital_drift": ("S17",),
    "divergence.attendance": (f"{_S18}visits to A&E",),
    "divergence.emergency": (f"{_S18}emergency admissions",),
    "divergence.beds": (f"{_S18}hospital beds",),
    "divergence.elective": (f"{_S18}people waiting for planned treatment",),
    "divergence.years": ("S18 lasting growth",),
    "divergence.level_attendances": (f"{_LEVEL}visits to A&E",),
    "divergence.level_admissions": (f"{_LEVEL}emergency admissions",),
    "divergence.level_beds": (f"{_LEVEL}hospital beds",),
}
"""Facts whose figures each number, or column of the place, was set by."""
SET_BY_OTHERS: Mapping[str, str] = {
    "decision.value": "trust at month 0",
    "promises.reliability": "trust at month 0",
    "pressure.feedback": "how pressure rises in a siloed place",
    "trust.prior_spread": "lasting differences of trust between places",
    "trust.newcomer_spread": "lasting differences of trust between places",
}
"""Figures of no fact that numbers were set by."""
PUT_IN: Mapping[str, tuple[str, ...]] = {
    "M0 attendances": ("figures.attendances_per_week",),
    "M0 admissions": ("figures.admissions_per_week",),
    "M0 beds": ("figures.beds",),
    "M0 occupancy": ("figures.occupancy",),
    "M0 four hour": ("figures.four_hour_share",),
    "M0 waiting list": ("figures.waiting_list",),
    "M0 clients": ("figures.home_care_clients", "figures.care_home_residents", "figures.clients_per_stock"),
    "M0 social care spend": (
        "figures.home_care_price_per_week",
        "figures.care_home_price_per_week",
        "figures.social_care_other_spend_per_year",
    ),
    "M0 nhs spend": ("figures.nhs_spend_per_year",),
    "S8": ("trust",),
    "S10 boundaries": ("need_seen",),
    "S10 diverted": ("sponsors",),
    "S12 tenure": ("turnover",),
    "S12 ties": ("trust",),
    "S13": ("channels",),
    "S15 refilling": ("beds",),
    "N1": ("channels",),
    "N2": ("channels", "hours"),
}
"""Rules, or figures of the place, that say each fact that was put in."""
_LEVELS = {name: name_of(name) for name, *_ in RANGES}


class Entered(NamedTuple):
    """Where the figure of a fact entered.

    Attributes:
        numbers: that were set by it, and columns of the place.
        said: rules and figures of the place that say it.
        waves: of the worlds.
    """

    numbers: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    waves: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """What that makes of a fact."""
        return "tuned to" if self.numbers else "put in" if self.said else "came out"


def entered(fact: str) -> Entered:
    """Return where the figure of a fact entered."""
    return Entered(
        tuple(number for number, facts in SET_BY.items() if fact in facts),
        PUT_IN.get(fact, ()),
        tuple(wave for wave, figures in WAVES.items() if fact in (_LEVELS.get(name) for name, *_ in figures)),
    )


def set_by(number: str) -> str:
    """Return the figures that a number was set by, in words: facts, then what no fact tries; empty of none."""
    return ", ".join((*SET_BY.get(number, ()), *([SET_BY_OTHERS[number]] if number in SET_BY_OTHERS else [])))


def misnamed(facts: Iterable[Fact]) -> list[str]:
    """Return a line for each fact that is called otherwise than where its figure entered makes it."""
    made: list[str] = []
    for one in facts:
        where = entered(one.name)
        if one.kind != where.kind:
            found = ", ".join((*where.numbers, *where.said)) or "nothing"
            made.append(f"{one.name} is called {one.kind}, and its figure entered {found}: expected {where.kind}")
        elif one.kind == "came out" and where.waves:
            made.append(f"{one.name} is called came out, and its figure entered wave {', '.join(where.waves)}")
    return made
