"""State variables of a batch that are kept round by round: where rules run compiled, nobody looks on for that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from sim.core.arithmetic import Array
from sim.core.nearest import unknown
from sim.core.parameters import InputError
from sim.core.state import State


class KeptVariables:
    """Values of some state variables at month 0 and after each round.

    Args:
        names: of the variables.
        state: at month 0.

    Raises:
        InputError: a name is none of a state variable, with the nearest.
    """

    def __init__(self, names: Iterable[str], state: State) -> None:
        self.names = tuple(names)
        for name in self.names:
            if name not in state.__dict__:
                raise InputError(f"kept: {unknown(name[:80], state.__dict__, 'state variable')}")
        self.rows = {name: int(np.prod(getattr(state, name).shape[:-1])) for name in self.names}
        self._parts: dict[str, list[Array]] = {name: [] for name in self.names}
        self.see(state)

    def see(self, state: State) -> None:
        """Keep the values of a round."""
        for name, parts in self._parts.items():
            parts.append(np.array(getattr(state, name))[None])

    def extend(self, rounds: Mapping[str, Array]) -> None:
        """Keep the values of further rounds, shape (rounds, n, R)."""
        for name, parts in self._parts.items():
            parts.append(rounds[name].reshape(-1, *parts[0].shape[1:]))

    def arrays(self) -> dict[str, Array]:
        """Return each variable's values, shape (rounds + 1, ..., R)."""
        return {name: np.concatenate(parts) for name, parts in self._parts.items()}
