"""What a behaviour is: a few choices on top of one decision rule that all behaviours share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

import numpy as np

from sim.core.arithmetic import Array, Number


class Behaviour(ABC):
    """Who works as a system, and what the others do. Every behaviour decides by `sim.behaviours.common_rule`.

    Attributes:
        name: key in the configuration; that of its file.
        label: plain-English name.
        sentence: what teams of this behaviour do.
        buys_round: whether the hospital may buy its own way round a blocked boundary.
        all_practise: whether practices are done by every team (else by those that take part).
        order: where it stands in lists; those of one order stand by name.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    sentence: ClassVar[str]
    buys_round: ClassVar[bool] = True
    all_practise: ClassVar[bool] = False
    order: ClassVar[int] = 100

    @abstractmethod
    def share(self, invited: Array, stated: Number) -> Array:
        """Return the share of teams that take part in working as a system, shape (R,).

        Args:
            invited: share of teams that would accept an invitation in each run, shape (R,).
            stated: the share stated by the scenario (`participation.share`).
        """

    @property
    def asks_share(self) -> bool:
        """Whether the stated share acts, so that it is asked for."""
        invited = np.array([0.25, 0.75])
        return not np.array_equal(self.share(invited, 0.25), self.share(invited, 0.75))
