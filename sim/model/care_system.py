"""The Mesa face: one run of the model, with organisations and leaders that can be selected, inspected and overridden.

It is a batch of one: every rule is the same lines as in an ensemble, and only the decisions are taken by agents.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Self, cast

import mesa
import networkx as nx
import numpy as np
from mesa.agent import AgentSet

from sim.behaviours.following import checked, within
from sim.behaviours.seen import Action, LeaderAction, LeaderSeen, OrganisationSeen
from sim.core.arithmetic import ROUNDS_PER_YEAR, WEEKS_PER_ROUND
from sim.core.counts import so_many
from sim.core.given import known, whole
from sim.core.parameters import InputError
from sim.core.state import State
from sim.mechanisms.decisions.deciding import Deciding
from sim.model.agents import Leader, Organisation
from sim.model.engine import build, replicates, settle, streams_of
from sim.model.frames import tidy
from sim.model.live_graph import describe
from sim.model.settings import fresh_seed, own_classes, scenario_of
from sim.outcomes import OUTCOMES, Recorder
from sim.place.graph import graph_of
from sim.scenario import MOST_YEARS, Scenario
from sim.world.world import Clock

FIXED = {
    "configuration": "make another CareSystem of another scenario",
    "scenario": "it stands in model.configuration: make another CareSystem of another scenario",
    "replicate": "make another CareSystem with another seed",
    "world": "make another CareSystem of a scenario with another place",
    "graph": "each reading of it is a new one of the state as it is",
    "organisations": "give classes when the model is made, CareSystem(scenario, organisations={...})",
    "leaders": "give classes when the model is made, CareSystem(scenario, leaders={...})",
}


class CareSystem(mesa.Model):
    """One local health and care system over the years of a scenario. A step is a four-week round.

    It can be pickled and copied at any round, and goes on with the same bits.

    Args:
        scenario: from `sim.load_scenario`; by default the scenario that the settings make.
        seed: the replicate: run `seed` of any ensemble of this scenario is this run, bit for bit. By default a new one
            each time, kept as `replicate`.
        organisations: classes to use for named organisations in place of `Organisation`.
        leaders: classes to use for named seats (such as `council/chief`) in place of `Leader`.
        settings: what `sim.load_scenario` takes, as keywords, so that `mesa.batch_run` can vary it: `pressure="steady"`
            or `**{"trust.asymmetry": 1.5}`. With a scenario, parameters alone.

    Attributes:
        configuration: the scenario (`scenario` is a name of Mesa's own).
        replicate: the seed.
        state: all state variables, with a run axis of length 1.
        running: Mesa's; False once the years of the scenario are over.
        datacollector: Mesa's; outcomes a round for the model, and a few attributes for each agent.
    """

    def __init__(
        self,
        scenario: Scenario | None = None,
        seed: int | None = None,
        *,
        organisations: Mapping[str, type[Organisation]] | None = None,
        leaders: Mapping[str, type[Leader]] | None = None,
        **settings: Any,
    ) -> None:
        (seed,) = replicates([fresh_seed() if seed is None else seed])
        scenario = scenario_of(scenario, settings).of_runs(0, 1, 1)
        drawn = scenario.in_futures([seed])
        super().__init__(rng=seed)
        self.replicate = seed
        self.machine, self.streams = build(drawn), streams_of(drawn, [seed])
        self.world = self.machine.world
        self.deciding: Deciding = self.machine.deciding
        self.state: State = settle(self.machine, self.streams)
        self.recorder = Recorder(self.world, OUTCOMES.values(), details=True)
        self.week = 0
        self._leader_classes = own_classes("leader", leaders, Leader, self.world.names["seat"])
        own = own_classes("organisation", organisations, Organisation, self.world.names["organisation"])
        self._organisations = {
            name: own.get(name, Organisation)(self, name) for name in self.world.names["organisation"]
        }
        self._leaders = {name: self._appoint(name) for name in self.world.names["seat"]}
        self.snapshot_of_leaders: LeaderSeen = self.deciding.see_as_leaders(self.state, Clock(0))
        self.snapshot_of_organisations: OrganisationSeen = self.deciding.see_as_organisations(self.state, Clock(0))
        self.datacollector = mesa.DataCollector(
            model_reporters={"replicate": "replicate", **{name: partial(_latest, name, self) for name in OUTCOMES}},
            agent_reporters={key: partial(_attribute, key) for key in REPORTED_OF_AGENTS},
        )
        self.state.freeze()
        self.configuration = scenario

    def __setattr__(self, name: str, value: Any) -> None:
        if name in FIXED and "configuration" in self.__dict__:
            raise InputError(f"model.{name} cannot be changed: {FIXED[name]}")
        super().__setattr__(name, value)

    def __repr__(self) -> str:
        return f"<CareSystem of {self.configuration!r}, seed {self.replicate}, week {self.week}>"

    def _appoint(self, seat: str) -> Leader:
        return self._leader_classes.get(seat, Leader)(self, seat)

    def organisation(self, name: str) -> Organisation:
        """Return a named organisation."""
        return self._organisations[known(name, self._organisations, "organisation")]

    def leader(self, seat: str) -> Leader:
        """Return the leader in a named seat, such as `council/chief`."""
        return self._leaders[known(seat, self._leaders, "seat")]

    @property
    def organisations(self) -> AgentSet:
        """All organisations, subclasses too."""
        return self.agents.select(agent_type=Organisation)

    @property
    def leaders(self) -> AgentSet:
        """All leaders now in post, subclasses too."""
        return self.agents.select(agent_type=Leader)

    @property
    def graph(self) -> nx.MultiDiGraph:
        """A new graph of relationships as they are now, with trust, contact and the rest on its nodes and edges."""
        return describe(graph_of(self.world.place), self.world, self.state)

    @property
    def rounds_left(self) -> int:
        """Rounds until the years of the scenario are over."""
        return self.configuration.years * ROUNDS_PER_YEAR - self.week // WEEKS_PER_ROUND

    def step(self) -> None:
        """Advance one four-week round: everybody sees and decides, then relationships and four weeks of care follow."""
        self._check_rounds(1)
        self.machine.step(self.state, self.streams, self.week, decide=self._decide, recorder=self.recorder)
        self.state.freeze()
        self.week += WEEKS_PER_ROUND
        self.running = self.rounds_left > 0
        for row in np.nonzero(self.state.left[:, 0])[0]:
            seat = self.world.names["seat"][row]
            self._leaders[seat].remove()
            self._leaders[seat] = self._appoint(seat)
        self.datacollector.collect(cast(mesa.Model, _RoundsFrom0(self)))

    def run(self, years: int | None = None) -> Self:
        """Run to the end of the scenario, or for some of its years more."""
        rounds = self.rounds_left if years is None else whole("years", years, 0, MOST_YEARS) * ROUNDS_PER_YEAR
        self._check_rounds(rounds)
        for _ in range(rounds):
            self.step()
        return self

    def _check_rounds(self, rounds: int) -> None:
        if rounds > self.rounds_left:
            years, left = self.configuration.years, self.rounds_left
            raise InputError(
                f"rounds = {rounds}: the scenario's {so_many(years * ROUNDS_PER_YEAR, 'rounds')} "
                f"(years={years}) have {left} left; "
                "to go on longer, load it with more years"
            )

    def frame(self) -> Any:
        """Return tidy outcomes: seed, week, outcome, value."""
        return tidy(self.recorder.arrays(), [self.replicate])

    def _decide(self, deciding: Deciding, state: State) -> None:
        leaders, organisations, self.deciding = self.leaders, self.organisations, deciding
        self.snapshot_of_leaders = deciding.see_as_leaders(state, Clock(self.week))
        self._chosen = LeaderAction(*(np.empty_like(getattr(state, name)) for name in LeaderAction._fields))
        leaders.do("perceive")
        leaders.do(self._take_leader)
        state.apply(deciding.leaders_put(self._chosen))
        self.snapshot_of_organisations = deciding.see_as_organisations(state, Clock(self.week))
        shapes = {"promise": "promise", "share": "effort_share", "shunt_wish": "shunt_wish", "diverted": "diverted"}
        self._pledged = Action(*(np.empty_like(getattr(state, shapes[name])) for name in Action._fields))
        organisations.do("perceive")
        organisations.do(self._take_organisation)
        seen = self.snapshot_of_organisations
        beliefs = seen.belief.copy()
        for organisation in self._organisations.values():
            believed = cast(OrganisationSeen, organisation.seen).belief
            rows = organisation.boundaries
            beliefs[rows] = within(f"{organisation.name}.perceive", "belief", believed, beliefs[rows])
        state.apply(deciding.organisations_put(seen._replace(belief=beliefs), self._pledged))

    def _take_leader(self, leader: Leader) -> None:
        assert leader.seen is not None
        rows = (leader.ties, leader.ties, [leader.row], [leader.row])
        self._carry_out(leader.name, leader.decide(leader.seen), self._chosen, rows)

    def _take_organisation(self, organisation: Organisation) -> None:
        assert organisation.seen is not None
        mine = organisation.boundaries
        rows = (mine, mine, mine, [organisation.row])
        self._carry_out(organisation.name, organisation.decide(organisation.seen), self._pledged, rows)

    @staticmethod
    def _carry_out(name: str, action: Any, whole: LeaderAction | Action, rows: tuple[Any, ...]) -> None:
        """Write an agent's choices into its own rows of everybody's."""
        likes = tuple(everybody[row] for everybody, row in zip(whole, rows, strict=True))
        choices = checked(f"{name}.decide", action, type(whole), likes)
        for everybody, row, choice in zip(whole, rows, choices, strict=True):
            everybody[row] = choice


class _RoundsFrom0:
    """A model whose rounds are counted from 0 while its data are collected.

    After n rounds, `mesa.batch_run` of Mesa 3.3 and 3.4 asks for what was collected at step n - 1, that of Mesa 3.5 for
    what was collected last. Counted from 0 these are one round, of the model and of its agents.
    """

    def __init__(self, model: CareSystem) -> None:
        self._model = model

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    @property
    def steps(self) -> int:
        return self._model.steps - 1

    @property
    def time(self) -> float:
        return self._model.time - 1  # pyright: ignore[reportAttributeAccessIssue]  # Mesa 3.4 and later


REPORTED_OF_AGENTS = ("name", "pressure", "purpose", "home_effort", "tenure")


def _latest(outcome: str, own: CareSystem, _: CareSystem | None = None) -> float:
    """Return the last value of an outcome; Mesa gives the model once more, but for the first call of Mesa 3.4."""
    return float(own.recorder.series[outcome][-1][0])


def _attribute(name: str, agent: Any) -> Any:
    return getattr(agent, name, None)
