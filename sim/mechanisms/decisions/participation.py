"""Participation: which teams take part, what they practise, and what that costs.

Rule      From month 0 the behaviour says what share of teams takes part; those change how far purpose counts over
          nine months and do the practices of the five factors; practices take hours and an office takes money.
Formula   phi = .15 + (1 - .15)*max(takes part, .25*altruism)*(1 - exp(-(t + .04)/.75)), t in years; hours = .5 * sum
          of practices; office = £1.25m per 300,000 people * mean level over all teams. Who accepts first is drawn once
          for each team.
Reads     team_order, invited_share, takes_part
Writes    takes_part, weight_on_purpose, facilitated_days, convened, honest, offered, agreements, practice_hours,
          office, buys_round
Source    five factors: The King's Fund 2017; prices: choices (programme money about £25 a head a year: NAO 2018).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.behaviours import BEHAVIOURS, Behaviour
from sim.core.arithmetic import Array
from sim.core.draws import Draws
from sim.core.parameters import Role, Unit, param
from sim.core.questions import Ask
from sim.core.state import Changes, State, Variable, put
from sim.world.world import Clock, World

_FACTOR = "The King's Fund 2017, five factors; the level is what a team chooses"
PRACTICES = {
    "vision": "facilitated_days",
    "contact": "convened",
    "conflict": "honest",
    "altruism": "offered",
    "commitment": "agreements",
}


_HOURS_A_YEAR = 26.0  # half an hour a week, the default of `hours`: what a full practice takes of each leader


def _practice(label: str, ask: Ask) -> Any:
    return param(
        0.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 1.0),
        label=label,
        source=_FACTOR,
        role=Role.LEVER,
        ask=ask,
        by="organisation",
    )


@dataclass(frozen=True)
class ParticipationParams:
    """Parameters of taking part and practising."""

    vision: float = _practice(
        "Facilitated days on a shared vision",
        Ask(
            "do",
            "How many facilitated days are spent on a shared aim?",
            "None",
            "About a day every quarter",
            order=5,
            step=0.05,
            scale=_HOURS_A_YEAR / 7.5,  # days of 7.5 hours
            unit="days a year of each leader",
            decimals=1,
        ),
    )
    contact: float = _practice(
        "Convened meetings between leaders",
        Ask(
            "do",
            "How much more often are leaders brought together?",
            "As today",
            "Three more in two months",
            order=1,
            step=0.05,
            scale=1.5,  # the default of decision.meet_convened
            unit="more meetings a month",
            decimals=1,
            open=True,
        ),
    )
    conflict: float = _practice(
        "Honest conversations about differences",
        Ask(
            "do",
            "How much more often does a leader raise differences?",
            "As today",
            "Every three months",
            order=3,
            step=0.05,
            scale=4.2,  # the default of decision.candour_practised, times twelve
            unit="more times a year",
            decimals=1,
        ),
    )
    altruism: float = _practice(
        "Staff, money or the lead offered to partners",
        Ask(
            "do",
            "How much time goes into lending partners staff, money or the lead?",
            "None",
            "Half an hour a week",
            order=4,
            step=0.05,
            scale=_HOURS_A_YEAR,
            unit="hours a year of each leader",
        ),
    )
    commitment: float = _practice(
        "Agreements over several years",
        Ask(
            "do",
            "How much joint work is agreed for several years?",
            "None of it",
            "All of it",
            order=2,
            step=0.05,
            scale=100.0,
            unit="% of joint work",
            open=True,
        ),
    )
    share: float = param(
        0.5,
        unit=Unit.FRACTION,
        plausible=(0.0, 1.0),
        label="Share of teams taking part (mixed behaviour)",
        source="choice",
        role=Role.LEVER,
        ask=Ask(
            "do",
            "Of ten organisations, how many really change?",
            "None",
            "All of them",
            order=6,
            step=0.05,
            scale=10.0,
            unit="in 10",
            decimals=1,
            only=tuple(name for name, behaviour in BEHAVIOURS.items() if behaviour.asks_share),
        ),
    )
    own_weight: float = param(
        0.15,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.3),
        label="How far the whole counts in a siloed team",
        source="choice",
    )
    full_weight: float = param(
        1.0,
        unit=Unit.FRACTION,
        plausible=(0.6, 1.0),
        label="How far the whole counts in a team that takes part",
        source="choice",
    )
    learning: float = param(
        0.75, unit=Unit.YEARS, plausible=(0.3, 1.5), label="Years for a team to change how it works", source="choice"
    )
    offering_weight: float = param(
        0.25,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.5),
        label="How far the whole counts where a team only offers help",
        source="choice",
    )
    hours: float = param(
        0.5,
        unit=Unit.HOURS_PER_WEEK,
        plausible=(0.3, 1.0),
        label="Leaders' hours taken by one full practice",
        source="choice: elicit",
    )
    office: float = param(
        1.25,
        unit=Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL,
        plausible=(0.5, 2.5),
        bounds=(0.0, 50.0),
        label="Office and facilitation at full practices",
        source="choice",
    )


_FIRST_YEARS = 0.04  # learning has begun by the first round
_EACH_PRACTICE = 0.2  # one of five


@dataclass(frozen=True)
class Participation:
    """See the module's docstring for the rule."""

    params: ParticipationParams
    world: World
    behaviour: Behaviour

    name: ClassVar[str] = "participation"
    Params: ClassVar[type[Any]] = ParticipationParams
    live_only: ClassVar[frozenset[str]] = frozenset(ParticipationParams.__dataclass_fields__) - {"own_weight"}
    reads: ClassVar[tuple[str, ...]] = ("team_order", "invited_share", "takes_part")
    writes: ClassVar[tuple[str, ...]] = (
        "takes_part",
        "weight_on_purpose",
        *PRACTICES.values(),
        "practice_hours",
        "office",
        "buys_round",
    )
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("team_order", "organisation", "share", "Who would take part first", low=0.0, high=1.0),
        Variable(
            "invited_share", "place", "share", "Share of teams that would accept an invitation", low=0.0, high=1.0
        ),
        Variable("takes_part", "organisation", "0 or 1", "Whether the team takes part", low=0.0, high=1.0),
        Variable(
            "weight_on_purpose", "organisation", "share", "How far purpose counts in decisions", low=0.0, high=1.0
        ),
        *(
            Variable(v, "organisation", "level", f"Practice: {v.replace('_', ' ')}", low=0.0, high=1.0)
            for v in PRACTICES.values()
        ),
        Variable("practice_hours", "organisation", "hours a week a leader", "Hours taken by practices", low=0.0),
        Variable("office", "place", "£m a year", "Money for office and facilitation", low=0.0),
        Variable(
            "buys_round", "place", "0 or 1", "Whether the hospital may buy its way round a boundary", low=0.0, high=1.0
        ),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        world = self.world
        drawn = draws.uniform("team order", world.keys["organisation"])
        order = (drawn.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") + 0.5) / drawn.shape[0]
        a, b, c = (draws.uniform(f"uptake {number}", world.keys["place"])[0] for number in "123")
        median = np.maximum(np.minimum(a, b), np.minimum(np.maximum(a, b), c))
        none, weight = (
            world.full("organisation", 0.0, runs),
            world.full("organisation", 1.0, runs) * self.params.own_weight,
        )
        practices = dict.fromkeys(PRACTICES.values(), none)
        return practices | {
            "team_order": order,
            "invited_share": median,
            "takes_part": none,
            "weight_on_purpose": weight,
            "practice_hours": none,
            "office": world.full("place", 0.0, runs),
            "buys_round": world.full("place", 0.0, runs),
        }

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        if not clock.live:
            return ()
        p, one = self.params, np.ones_like(state.takes_part)
        part = (state.team_order < self.behaviour.share(state.invited_share, p.share)).astype(float)
        practising = one if self.behaviour.all_practise else part
        levels = {v: practising * getattr(p, name) for name, v in PRACTICES.items()}
        learnt = 1.0 - np.exp(-(clock.years + _FIRST_YEARS) / np.maximum(p.learning, 1e-6))
        weight = (
            p.own_weight
            + (p.full_weight - p.own_weight) * np.maximum(part, p.offering_weight * levels["offered"]) * learnt
        )
        done = (
            levels["facilitated_days"]
            + levels["convened"]
            + levels["honest"]
            + levels["offered"]
            + levels["agreements"]
        )
        office = p.office * self.world.place.scale * _EACH_PRACTICE * self.world.network.mean_organisation(done)[0]
        return (
            put("takes_part", part),
            put("weight_on_purpose", weight),
            *(put(v, level) for v, level in levels.items()),
            put("practice_hours", p.hours * done),
            put("office", office),
            put("buys_round", np.ones_like(office) if self.behaviour.buys_round else np.zeros_like(office)),
        )
