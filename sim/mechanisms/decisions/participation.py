"""Participation: which teams take part, what they practise, and what that costs.

Rule      From month 0 the behaviour says what share of teams takes part; those change how far purpose counts over
          nine months and do the practices of the five factors; practices take hours and an office takes money. Where a
          plan ends that, how far purpose counts fades. A plan may give organisations behaviours of their own. Who is
          asked and not willing (`cooperation`) neither takes part nor practises. What is pooled is the place's figure;
          a plan may add to it, to grants, to cash kept jointly and to what is under one regime.
Formula   phi = .15 + (1 - .15)*max(takes part, .25*altruism)*(1 - exp(-(t + .04)/.75)), t in years since joining; after
          leaving phi -> .15 by half every nine months; hours = .5 * sum of practices; office = £1.25m per 300,000
          people * mean level over all teams. Who accepts first is drawn once for each team.
Reads     team_order, invited_share, weight_on_purpose, joined, asked, willing
Writes    takes_part, weight_on_purpose, facilitated_days, convened, honest, offered, agreements, practice_hours,
          office, buys_round, joined, asked, follows, practises, pooled_share, granted, captured, challenged,
          accompanied, rewarded, one_regime
Source    five factors: The King's Fund 2017; prices: choices (programme money about £25 a head a year: NAO 2018).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.behaviours import BEHAVIOURS, Behaviour
from sim.behaviours.several import taking_part
from sim.core.arithmetic import MONTHS_PER_ROUND, WEEKS_PER_YEAR, Array, total
from sim.core.draws import Draws
from sim.core.limits import HOURS_A_YEAR, SLIDER_STEP
from sim.core.parameters import Role, Unit, constant, param
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


def _practice(label: str, question: str, low: str, high: str, order: int, **shown: Any) -> Any:
    ask, unit, plausible = Ask("do", question, low, high, order, step=SLIDER_STEP, **shown), Unit.FRACTION, (0.0, 1.0)
    shape: dict[str, Any] = {"role": Role.LEVER, "by": "organisation"}
    return param(0.0, unit=unit, plausible=plausible, label=label, source=_FACTOR, ask=ask, **shape)


@dataclass(frozen=True)
class ParticipationParams:
    """Parameters of taking part and practising."""

    vision: float = _practice(
        "Facilitated days on a shared vision",
        "How many facilitated days are spent on a shared aim?",
        "None",
        "About a day every quarter",
        order=5,
        scale=HOURS_A_YEAR / 7.5,  # days of 7.5 hours
        unit="days a year of each leader",
        decimals=1,
    )
    contact: float = _practice(
        "Convened meetings between leaders",
        "How much more often are leaders brought together?",
        "As today",
        "Three more in two months",
        order=1,
        scale=1.5,  # the default of decision.meet_convened
        unit="more meetings a month",
        decimals=1,
        open=True,
    )
    conflict: float = _practice(
        "Honest conversations about differences",
        "How much more often does a leader raise differences?",
        "As today",
        "Every three months",
        order=3,
        scale=4.2,  # the default of decision.candour_practised, times twelve
        unit="more times a year",
        decimals=1,
    )
    altruism: float = _practice(
        "Staff, money or the lead offered to partners",
        "How much time goes into lending partners staff, money or the lead?",
        "None",
        "Half an hour a week",
        order=4,
        scale=HOURS_A_YEAR,
        unit="hours a year of each leader",
    )
    commitment: float = _practice(
        "Agreements over several years",
        "How much joint work is agreed for several years?",
        "None of it",
        "All of it",
        order=2,
        scale=100.0,
        unit="% of joint work",
        open=True,
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
    fading: float = constant(
        9.0,
        Unit.MONTHS,
        (3.0, 24.0),
        "Months until half of how far the whole counts is gone in a team that stops taking part",
        "choice: as long as it takes to learn",
    )
    begun: float = constant(
        0.04, Unit.YEARS, (0.01, 0.1), "Years of learning that a team has behind it in its first round", "choice"
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


_BY_PLAN = ("granted", "captured", "challenged", "accompanied")  # none, but for what a plan adds in a round
_PAID = ("facilitated_days", "convened", "honest", "offered", "agreements")  # practices that an office helps with


def _since(on: Array, before: Array, clock: Clock) -> Array:
    """Return the week since when something is on, given that of the round before; -1 where it is off."""
    return np.where(on > 0.0, np.where(before < 0.0, float(clock.week), before), -1.0)


@dataclass(frozen=True)
class Participation:
    """See the module's docstring for the rule."""

    params: ParticipationParams
    world: World
    behaviour: Behaviour
    following: Array | None = None

    name: ClassVar[str] = "participation"
    Params: ClassVar[type[Any]] = ParticipationParams
    live_only: ClassVar[frozenset[str]] = frozenset(ParticipationParams.__dataclass_fields__) - {"own_weight"}
    reads: ClassVar[tuple[str, ...]] = (
        "team_order",
        "invited_share",
        "weight_on_purpose",
        "joined",
        "asked",
        "willing",
    )
    writes: ClassVar[tuple[str, ...]] = (
        "takes_part",
        "weight_on_purpose",
        *PRACTICES.values(),
        "practice_hours",
        "office",
        "buys_round",
        "joined",
        "asked",
        "follows",
        "practises",
        "pooled_share",
        *_BY_PLAN,
        "rewarded",
        "one_regime",
    )
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("team_order", "organisation", "share", "Who would take part first", low=0.0, high=1.0),
        Variable("invited_share", "place", "share", "Share of teams that would accept if asked", low=0.0, high=1.0),
        Variable("takes_part", "organisation", "0 or 1", "Whether the team takes part", low=0.0, high=1.0),
        Variable("weight_on_purpose", "organisation", "share", "How far purpose counts", low=0.0, high=1.0),
        *(
            Variable(v, "organisation", "level", f"Practice: {v.replace('_', ' ')}", low=0.0, high=1.0)
            for v in PRACTICES.values()
        ),
        Variable("practice_hours", "organisation", "hours a week a leader", "Hours taken by practices", low=0.0),
        Variable("office", "place", "£m a year", "Money for office and facilitation", low=0.0),
        Variable("buys_round", "place", "0 or 1", "Whether the hospital may buy its way round", low=0.0, high=1.0),
        Variable("joined", "organisation", "week", "Since when it takes part or offers help; -1: not", low=-1.0),
        Variable("asked", "organisation", "week", "Since when it is asked to take part; -1: not", low=-1.0),
        Variable("follows", "organisation", "number", "Which behaviour of a plan it follows; 0: none", low=0.0),
        Variable("practises", "organisation", "0 or 1", "Whether the team does the practices", low=0.0, high=1.0),
        Variable("pooled_share", "place", "share", "Share of money in a pooled budget", low=0.0, high=1.0),
        Variable("granted", "place", "£m a year", "Grant from outside for joint work", low=0.0),
        Variable("captured", "place", "£m a year", "Cash saved that partners keep and reinvest jointly", low=0.0),
        Variable("challenged", "place", "share", "Turning away that is given up when challenged", low=0.0, high=1.0),
        Variable("accompanied", "place", "share", "Lonely people who have company of a plan", low=0.0, high=1.0),
        Variable("rewarded", "service", "£m a year", "Money moved to a service by incentives (from it: below 0)"),
        Variable("one_regime", "interface", "share", "How far both sides are under one regime", low=0.0, high=1.0),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        world = self.world
        drawn = draws.uniform("team order", world.keys["organisation"])
        order = (drawn.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") + 0.5) / drawn.shape[0]
        a, b, c = (draws.uniform(f"uptake {number}", world.keys["place"])[0] for number in "123")
        median = np.maximum(np.minimum(a, b), np.minimum(np.maximum(a, b), c))
        none, nothing = world.full("organisation", 0.0, runs), world.full("place", 0.0, runs)
        practices = dict.fromkeys((*PRACTICES.values(), "takes_part", "practice_hours", "follows", "practises"), none)
        money = dict.fromkeys(("office", "buys_round", *_BY_PLAN), nothing)
        drawn_once = {"team_order": order, "invited_share": median}
        first = {"weight_on_purpose": none + self.params.own_weight, "joined": none - 1.0, "asked": none - 1.0}
        apart = {"one_regime": world.full("interface", 0.0, runs), "rewarded": world.full("service", 0.0, runs)}
        return practices | money | drawn_once | first | apart | {"pooled_share": self._pooled(runs)}

    def _pooled(self, runs: int) -> Array:
        """Return the share of money that the place pools without a plan."""
        return self.world.full("place", 1.0, runs) * self.world.place.figures.pooled_share

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        if not clock.live:
            return ()
        p = self.params
        invited, practising, buys = taking_part(
            self.behaviour, self.following, state.team_order, state.invited_share, p.share
        )
        part = invited * state.willing
        practising = practising * (1.0 - invited + part)
        levels = {v: practising * getattr(p, name) for name, v in PRACTICES.items()}
        drawn = np.maximum(part, p.offering_weight * levels["offered"])
        joined = _since(drawn, state.joined, clock)
        years = (clock.week - joined) / WEEKS_PER_YEAR
        learnt = 1.0 - np.exp(-(years + p.begun) / np.maximum(p.learning, 1e-6))
        sustained = p.own_weight + (p.full_weight - p.own_weight) * drawn * learnt
        left = (state.weight_on_purpose - p.own_weight) * np.exp2(-MONTHS_PER_ROUND / p.fading)
        weight = np.maximum(sustained, p.own_weight + left)
        done = total(np.stack([levels[name] for name in _PAID]))
        follows = np.zeros_like(part) if self.following is None else self.following
        office = p.office * self.world.place.scale * (1.0 / len(_PAID)) * self.world.network.mean_organisation(done)[0]
        return (
            put("takes_part", part),
            put("weight_on_purpose", weight),
            *(put(v, level) for v, level in levels.items()),
            put("practice_hours", p.hours * done),
            put("office", office),
            put("buys_round", buys[self.world.tables.providers["acute"]].max(axis=0)),
            put("joined", joined),
            put("asked", _since(invited, state.asked, clock)),
            put("follows", follows),
            put("practises", practising),
            put("pooled_share", self._pooled(office.shape[-1])),
            *(put(name, np.zeros_like(office)) for name in _BY_PLAN),
            put("rewarded", self.world.full("service", 0.0, office.shape[-1])),
            put("one_regime", self.world.full("interface", 0.0, office.shape[-1])),
        )
