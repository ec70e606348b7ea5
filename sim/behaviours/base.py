"""What a behaviour is: a few choices, on top of one decision rule that all behaviours share."""

from __future__ import annotations

from typing import ClassVar, Protocol

from sim.core.arithmetic import Array, Number


class Behaviour(Protocol):
    """Who works as a system, and what the others do. Every behaviour decides by `sim.behaviours.common_rule`.

    Attributes:
        name: key in the configuration.
        label: plain-English name.
        sentence: what teams of this behaviour do.
        buys_round: whether the hospital may buy its own way round a blocked boundary.
        all_practise: whether practices are done by every team (else by those that take part).
    """

    name: ClassVar[str]
    label: ClassVar[str]
    sentence: ClassVar[str]
    buys_round: ClassVar[bool]
    all_practise: ClassVar[bool]

    def share(self, invited: Array, stated: Number) -> Array:
        """Return the share of teams that take part in working as a system, shape (R,).

        Args:
            invited: share of teams that would accept an invitation in each run, shape (R,).
            stated: the share stated by the scenario (`participation.share`).
        """
        ...
