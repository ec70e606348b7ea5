"""Latest questions: of each client the newest wins. A board that workers read says which turn that is."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from sim.web.worker_tasks import SLOTS, SupersededError

BACKGROUND = 0
_NEVER = 2**62


class LatestQuestions:
    """The newest turn of each client, in a slot of a board that all processes share; slot 0 is the background.

    Args:
        board: one whole number a slot, shared with the workers.
    """

    def __init__(self, board: Any) -> None:
        self._board = board
        self._slots: OrderedDict[str, int] = OrderedDict()
        self._turn = 0

    def newest(self, client: str, turn: int) -> int:
        """Write a client's turn on the board and return its slot; raise `SupersededError` if a newer one stands."""
        if client not in self._slots:
            free = set(range(BACKGROUND + 1, SLOTS)) - set(self._slots.values())
            slot = free.pop() if free else self._slots.popitem(last=False)[1]
            self._slots[client] = slot
            self._board[slot] = 0
        self._slots.move_to_end(client)
        slot = self._slots[client]
        if self._board[slot] > turn:
            raise SupersededError
        self._board[slot] = turn
        return slot

    def outdate(self, client: str, turn: int) -> None:
        """End what a client waits for, if it was asked before a turn: it would keep the workers from what is new."""
        slot = self._slots.get(client)
        if slot is not None:
            self._board[slot] = max(self._board[slot], turn)

    def interrupt(self) -> None:
        """End what is prepared in the background."""
        self._board[BACKGROUND] = self.next()

    def end(self) -> None:
        """End everything."""
        for slot in range(SLOTS):
            self._board[slot] = _NEVER

    def next(self) -> int:
        """Return a turn of the server's own, later than all before."""
        self._turn += 1
        return self._turn
