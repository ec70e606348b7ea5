"""The state of futures that lie in tiles, as whoever looks on sees it: a variable is taken out when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sim.core.arithmetic import Array
from sim.core.nearest import unknown
from sim.core.state import Changes, Ledger, State


class ShownState(State):
    """A state of which what nobody looks at is left where it lies; it is true until the next round, a copy for good.

    Args:
        arrays: what does not lie in tiles.
        names: of what does.
        bring: takes one out.
    """

    __slots__ = ("_bring", "_names")

    def __init__(self, arrays: Mapping[str, Array], names: Iterable[str], bring: Callable[[str], Array]) -> None:
        super().__init__(arrays)
        object.__setattr__(self, "_names", frozenset(names))
        object.__setattr__(self, "_bring", bring)

    def __getattr__(self, name: str) -> Any:
        if name not in self._names:
            raise AttributeError(unknown(name, self._names, "state variable"))
        self.__dict__[name] = self._bring(name)
        return self.__dict__[name]

    def copy(self) -> State:
        """Return the whole state."""
        for name in self._names:
            getattr(self, name)
        return State(self.__dict__)

    def take(self, run: int) -> State:
        """Return the state of one run, with a run axis of length 1."""
        return self.copy().take(run)

    def apply(self, changes: Changes, ledger: Ledger | None = None, author: str = "") -> None:
        """Carry out changes on what was taken out, which alters nothing that lies in tiles."""
        self.copy()
        super().apply(changes, ledger, author)
