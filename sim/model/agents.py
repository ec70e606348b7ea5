"""The agents of the Mesa face: organisations and the leaders in their seats.

Their `perceive` and `decide` are the call path of every decision in a Mesa run. By default they decide as the
scenario's behaviour does, from their own rows, so that a run here gives the same bits as in an ensemble; a subclass
that overrides one changes its own choices only.

    class Cautious(sim.Organisation):
        def decide(self, seen):
            action = super().decide(seen)
            return action._replace(promise=0.5 * action.promise)

    sim.CareSystem(scenario, seed=7, organisations={"acute": Cautious})
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, Protocol

import mesa
import numpy as np

from sim.behaviours.seen import Action, LeaderAction, LeaderSeen, OrganisationSeen
from sim.core.parameters import InputError
from sim.core.state import State
from sim.mechanisms.decisions.deciding import Deciding
from sim.world.network import Reduction, Rows
from sim.world.world import World


class Host(Protocol):
    """What agents need of the model they live in."""

    state: State
    world: World
    deciding: Deciding
    snapshot_of_leaders: LeaderSeen
    snapshot_of_organisations: OrganisationSeen

    def leader(self, seat: str) -> Leader:
        """Return the leader in a named seat."""
        ...

    def organisation(self, name: str) -> Organisation:
        """Return a named organisation."""
        ...


class Value:
    """A number of the agent's own row of a state variable, read as an attribute."""

    def __init__(self, variable: str) -> None:
        self.variable = variable

    def __get__(self, agent: Any, owner: type[Any] | None = None) -> Any:
        if agent is None:
            return self
        row = getattr(agent.model.state, self.variable)[agent.row]
        return float(row[0]) if row.ndim == 1 else tuple(float(x) for x in row[:, 0])

    def __set__(self, agent: Any, value: Any) -> None:
        raise InputError(
            f"{agent.name}: {self.variable} cannot be assigned: it is read from model.state, which only rules change; "
            "override decide or perceive to act otherwise"
        )


class Leader(mesa.Agent):
    """A person in a seat, replaced on turnover.

    Decides whom to meet, whom to believe, whether to raise a difference and to cede the lead.
    """

    model: Host
    purpose = Value("purpose")
    vision = Value("vision")
    ways = Value("ways")
    influence = Value("influence")
    culture = Value("leader_culture")
    tenure = Value("tenure")
    candour = Value("candour")

    def __init__(self, model: Host, seat: str) -> None:
        super().__init__(model)  # type: ignore[arg-type]
        self.name, self.row = seat, model.world.row("seat", seat)
        self.seen: LeaderSeen | None = None

    def __repr__(self) -> str:
        return f"<Leader {self.name}>"

    @property
    def organisation(self) -> Organisation:
        """The organisation whose leader this is."""
        return self.model.organisation(self.name.split("/")[0])

    @cached_property
    def ties(self) -> Rows:
        """Rows of the ties that run from this seat."""
        return self.model.world.network.ties_of[self.row]

    @cached_property
    def _boundaries(self) -> tuple[Rows, Rows]:
        net = self.model.world.network
        mine = net.directions_of[net.seat_organisation[self.row]]
        return mine, np.searchsorted(mine, net.tie_direction[self.ties])

    def trust_in(self, other: str) -> float:
        """Return this leader's trust in the leader of another seat, such as `council/chief`."""
        row = self.model.world.row("tie", f"{self.name}>{other}")
        return float(self.model.state.tie_trust[row, 0])

    def perceive(self) -> LeaderSeen:
        """See the own ties and boundaries; kept as `seen`."""
        whole, ties, (mine, local) = self.model.snapshot_of_leaders, self.ties, self._boundaries
        own = slice(self.row, self.row + 1)
        self.seen = LeaderSeen(
            trust=whole.trust[ties],
            doubt=whole.doubt[ties],
            reputation=whole.reputation[mine],
            joint_work=whole.joint_work[mine],
            received=whole.received[mine],
            seen_kept=whole.seen_kept[mine],
            shared_projects=whole.shared_projects[mine],
            convened=whole.convened[mine],
            relating=whole.relating[own],
            perceiving=whole.perceiving[own],
            honest=whole.honest[own],
            takes_part=whole.takes_part[own],
            weight_on_purpose=whole.weight_on_purpose[own],
            purpose=whole.purpose[own],
            pressure=whole.pressure[own],
            round=whole.round,
            seat=np.zeros(len(ties), dtype=np.intp),
            direction=local,
            follows=None if whole.follows is None else whole.follows[own],
        )
        return self.seen

    def decide(self, seen: LeaderSeen) -> LeaderAction:
        """Decide as the scenario's behaviour does; override to decide otherwise."""
        return self.model.deciding.lead(seen)


class Organisation(mesa.Agent):
    """An organisation with a culture and trust in its partners.

    Decides how its effort is split, what it pledges, whether it shunts cost and diverts joint money.
    """

    model: Host
    pressure = Value("pressure")
    purpose = Value("team_purpose")
    culture = Value("team_culture")
    workforce_culture = Value("workforce_culture")
    vision = Value("team_vision")
    horizon = Value("horizon")
    takes_part = Value("takes_part")
    home_effort = Value("home_hours")
    leader_hours = Value("leader_hours")

    def __init__(self, model: Host, name: str) -> None:
        super().__init__(model)  # type: ignore[arg-type]
        self.name, self.row = name, model.world.row("organisation", name)
        self.label = model.world.place.organisations[self.row].label
        self.seen: OrganisationSeen | None = None

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}>"

    @property
    def leaders(self) -> list[Leader]:
        """The leaders in its seats."""
        world = self.model.world
        return [self.model.leader(world.names["seat"][row]) for row in world.network.seats_of[self.row]]

    @cached_property
    def boundaries(self) -> Rows:
        """Rows of the directions that run from here to partners."""
        return self.model.world.network.directions_of[self.row]

    @cached_property
    def partners(self) -> tuple[str, ...]:
        """Organisations it shares a boundary with, in the order of `boundaries`."""
        names, net = self.model.world.names["organisation"], self.model.world.network
        return tuple(names[row] for row in net.direction_to[self.boundaries])

    @property
    def trust(self) -> dict[str, float]:
        """Trust in each partner."""
        values = self.model.state.trust[self.boundaries, 0]
        return dict(zip(self.partners, map(float, values), strict=True))

    def perceive(self) -> OrganisationSeen:
        """See the own organisation and its boundaries; kept as `seen`."""
        whole, mine, own = self.model.snapshot_of_organisations, self.boundaries, slice(self.row, self.row + 1)
        here = np.zeros(len(mine), dtype=np.intp)
        self.seen = OrganisationSeen(
            belief=whole.belief[mine],
            promised=whole.promised[mine],
            delivered=whole.delivered[mine],
            received=whole.received[mine],
            seen_kept=whole.seen_kept[mine],
            shunted_here=whole.shunted_here[mine],
            pull=whole.pull[mine],
            takes_part=whole.takes_part[own],
            purpose=whole.purpose[own],
            purpose_in_money=whole.purpose_in_money[own],
            weight_on_purpose=whole.weight_on_purpose[own],
            horizon=whole.horizon[own],
            pressure=whole.pressure[own],
            excess=whole.excess[own],
            available=whole.available[own],
            unlike_accountability=whole.unlike_accountability[mine],
            unlike_finance=whole.unlike_finance[mine],
            unlike_targets=whole.unlike_targets[mine],
            market=whole.market[own],
            crossing=whole.crossing[mine],
            pooled=whole.pooled,
            degree=whole.degree[own],
            link_yield=whole.link_yield[mine],
            round=whole.round,
            owner=here,
            over=self._over,
            follows=None if whole.follows is None else whole.follows[own],
        )
        return self.seen

    @cached_property
    def _over(self) -> Reduction:
        count = len(self.boundaries)
        return Reduction(np.zeros(count, dtype=np.intp), np.ones(count), 1)

    def decide(self, seen: OrganisationSeen) -> Action:
        """Decide as the scenario's behaviour does; override to decide otherwise."""
        return self.model.deciding.decide(seen)
