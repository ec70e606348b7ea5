"""Everyone average: from month 0 on each leader is the mean of all, and trusts everybody as everybody does.

Rule      At the start of each round, tendencies, aims, purpose, culture, meetings and trust of every leader become
          their mean over all leaders, ties or boundaries of the place in that future. So a place keeps its own mean,
          and the whole moves as before; what goes is who is unlike whom. Who works where, sums within a team and what
          two teams have built at their boundary stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.ablation.base import Ablation, Rules
from sim.core.arithmetic import Array
from sim.core.draws import Draws
from sim.core.state import Changes, State, Variable, put
from sim.world.world import Clock, World

AVERAGED = {
    "seat": ("ways", "vision", "vision_home", "purpose", "leader_culture"),
    "tie": ("tie_kept", "tie_broken", "tie_trust", "tie_doubt", "contact"),
    "direction": ("organisation_kept", "organisation_broken", "organisation_trust", "certainty"),
    "organisation": (
        "team_culture",
        "workforce_culture",
        "culture_roots",
        "team_ways",
        "team_purpose",
        "team_vision",
        "attention",
    ),
}
"""By entity, what everybody has the mean of."""


@dataclass(frozen=True)
class Averaging:
    """See the module's docstring for the rule."""

    params: None
    world: World

    name: ClassVar[str] = "averaging"
    Params: ClassVar[type[Any]] = type(None)
    reads: ClassVar[tuple[str, ...]] = tuple(name for names in AVERAGED.values() for name in names)
    writes: ClassVar[tuple[str, ...]] = reads
    owns: ClassVar[tuple[Variable, ...]] = ()

    def start(self, draws: Draws, runs: int) -> Mapping[str, Array]:
        """Return nothing: it owns no state."""
        return {}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return the means, from month 0 on."""
        if not clock.live:
            return ()
        return [
            put(name, self._mean(entity, getattr(state, name))) for entity, names in AVERAGED.items() for name in names
        ]

    def _mean(self, entity: str, values: Array) -> Array:
        mean = getattr(self.world.network, f"mean_{entity}")(values)
        return np.repeat(mean, values.shape[0], axis=0)


def _averaged(rules: Rules, world: World) -> Rules:
    return (Averaging(None, world), *rules)


EVERYONE_AVERAGE = Ablation(
    "everyone_average",
    "Anybody who is unlike the mean",
    "In each round every leader has the mean tendencies, aims, purpose, culture and trust of all leaders of the place.",
    rules=_averaged,
)
