"""Listening and openness: two further practices, with a price like the other five.

Rule      Who practises may listen to see as others see, and be open with what is known. Both take leaders' hours and
          money; what they bring stands where it acts: listening widens what is heard of other aims (`vision`) and
          sharpens what is seen of partners (`promises`); openness shares information (`information`).
Formula   listens = listening*practises, open likewise; practice hours + hours*(listens + open); office + price*mean of
          both.
Reads     practises
Writes    listens, opens, practice_hours, office
Source    listening, trust and openness nurtured: Virtual Staff College 2013; hours and price as of the other practices:
          choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from sim.core.arithmetic import Array
from sim.core.draws import Draws
from sim.core.limits import HOURS_A_YEAR, SLIDER_STEP
from sim.core.parameters import Role, Unit, constant, param
from sim.core.questions import Ask
from sim.core.state import Changes, State, Variable, add, put
from sim.world.world import Clock, World


def _practice(label: str, question: str, high: str, order: int) -> Any:
    unit = "hours a year of each leader"
    ask = Ask("do", question, "None", high, order, step=SLIDER_STEP, scale=HOURS_A_YEAR, unit=unit)
    source = "Virtual Staff College 2013; the level is what a team chooses"
    shape: dict[str, Any] = {"unit": Unit.FRACTION, "plausible": (0.0, 1.0), "role": Role.LEVER, "by": "organisation"}
    return param(0.0, label=label, source=source, ask=ask, **shape)


@dataclass(frozen=True)
class NurtureParams:
    """How far teams listen and are open, and what that takes."""

    listening: float = _practice(
        "Listening to see as partners see",
        "How much time goes into listening to partners and residents?",
        "Half an hour a week",
        order=8,
    )
    openness: float = _practice(
        "Openness with what is known",
        "How much time goes into sharing what we know with partners?",
        "Half an hour a week",
        order=9,
    )
    hours: float = constant(
        0.5,
        Unit.HOURS_PER_WEEK,
        (0.3, 1.0),
        "Leaders' hours taken by full listening, or full openness",
        "choice: elicit",
    )
    price: float = constant(
        0.25,
        Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL,
        (0.1, 0.5),
        "Money for full listening, or full openness, in every organisation",
        "choice: as one of the five practices",
        bounds=(0.0, 50.0),
    )


@dataclass(frozen=True)
class Nurture:
    """See the module's docstring for the rule. Runs after participation."""

    params: NurtureParams
    world: World

    name: ClassVar[str] = "nurture"
    Params: ClassVar[type[Any]] = NurtureParams
    live_only: ClassVar[frozenset[str]] = frozenset(NurtureParams.__dataclass_fields__)
    reads: ClassVar[tuple[str, ...]] = ("practises",)
    writes: ClassVar[tuple[str, ...]] = ("listens", "opens", "practice_hours", "office")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("listens", "organisation", "level", "Practice: listening", low=0.0, high=1.0),
        Variable("opens", "organisation", "level", "Practice: openness", low=0.0, high=1.0),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return neither."""
        none = self.world.full("organisation", 0.0, runs)
        return {"listens": none, "opens": none}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return what is practised, and what it takes."""
        p = self.params
        if not clock.live:
            return ()
        listens, opens = state.practises * p.listening, state.practises * p.openness
        done = listens + opens
        price = p.price * self.world.place.scale * self.world.network.mean_organisation(done)[0]
        return (
            put("listens", listens),
            put("opens", opens),
            add("practice_hours", p.hours * done),
            add("office", price),
        )
