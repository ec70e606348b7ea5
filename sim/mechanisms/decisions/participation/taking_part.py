"""Participation: which teams take part, what they practise, and what that costs.

Rule      From month 0 the behaviour says what share of teams takes part; those do the practices of the five factors,
          and change how far purpose counts; practices take hours and an office takes money. A plan may give
          organisations behaviours of their own. Who is asked and not willing (`cooperation`) neither takes part nor
          practises.
Formula   hours = .5 * sum of practices; office = £1.25m per 300,000 people * mean level over all teams. Who accepts
          first is drawn once for each team.
Reads     team_order, invited_share, weight_on_purpose, joined, asked, willing
Writes    takes_part, weight_on_purpose, facilitated_days, convened, honest, offered, agreements, practice_hours,
          office, buys_round, joined, asked, follows, practises
Source    five factors: The King's Fund 2017; prices: choices (programme money about £25 a head a year: NAO 2018).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.behaviours import BEHAVIOURS, Behaviour
from sim.behaviours.several import taking_part
from sim.core.arithmetic import WEEKS_PER_YEAR, Array
from sim.core.draws import Draws
from sim.core.parameters import Role, Unit, param
from sim.core.questions import Ask
from sim.core.state import Changes, State, Variable, put
from sim.mechanisms.decisions.participation.learning import LearningParams, drawn_to_the_whole, weight_on_purpose
from sim.mechanisms.decisions.participation.practices import PRACTICES, PracticesParams
from sim.world.world import Clock, World


@dataclass(frozen=True)
class ParticipationParams(LearningParams, PracticesParams):
    """Parameters of taking part: of practices, of learning, and of who takes part at what price."""

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


_PAID = ("facilitated_days", "convened", "honest", "offered", "agreements")  # practices that an office helps with


def _since(on: Array, before: Array, clock: Clock) -> Array:
    """Return the week since when something is on, given that of the round before; -1 where it is off."""
    return np.where(on > 0.0, np.where(before < 0.0, clock.week, before), -1.0)


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
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        world = self.world
        drawn = draws.uniform("team order", world.keys["organisation"])
        order = (drawn.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") + 0.5) / drawn.shape[0]
        a, b, c = (draws.uniform(f"uptake {number}", world.keys["place"])[0] for number in "123")
        median = np.maximum(np.minimum(a, b), np.minimum(np.maximum(a, b), c))
        none, nothing = world.full("organisation", 0.0, runs), world.full("place", 0.0, runs)
        practices = dict.fromkeys((*PRACTICES.values(), "takes_part", "practice_hours", "follows", "practises"), none)
        money = dict.fromkeys(("office", "buys_round"), nothing)
        drawn_once = {"team_order": order, "invited_share": median}
        first = {"weight_on_purpose": none + self.params.own_weight, "joined": none - 1.0, "asked": none - 1.0}
        return practices | money | drawn_once | first

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
        drawn = drawn_to_the_whole(p, part, levels["offered"])
        joined = _since(drawn, state.joined, clock)
        years = (clock.week - joined) / WEEKS_PER_YEAR
        weight = weight_on_purpose(p, drawn, years, state.weight_on_purpose)
        done = sum((levels[name] for name in _PAID), np.zeros_like(part))
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
        )
