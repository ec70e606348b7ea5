"""Parts of answers that are kept: a future that a new question leaves as it was is not run again.

While a slider of one future is dragged, the other stays what it is, so that all workers run the one that moves.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence

from sim.compile.emit import LANES
from sim.whatif.answer import SIDES, Part, Side, joined

MOST_RUNS = 1_200
"""Most futures kept, of all parts together: each holds about 70 kB."""
FEW = 60
"""Worlds of which two futures are better run whole, one a worker: cut in two, a batch takes more than half as long."""
Name = tuple[str, tuple[int, ...]]
Job = tuple[tuple[Side, ...], tuple[int, ...]]


class PartCache:
    """Whole futures in whole sets of worlds, the one used last kept longest.

    Args:
        most: runs that are kept.
    """

    def __init__(self, most: int = MOST_RUNS) -> None:
        self._kept: OrderedDict[Name, Part] = OrderedDict()
        self._most = most

    def find(self, names: Mapping[Side, str], worlds: Sequence[int]) -> dict[Side, Part]:
        """Return what is kept of futures by what names their numbers, in these very worlds."""
        found: dict[Side, Part] = {}
        for side, name in names.items():
            part = self._kept.get((name, tuple(worlds)))
            if part is not None:
                self._kept.move_to_end((name, tuple(worlds)))
                found[side] = part
        return found

    def keep(
        self, names: Mapping[Side, str], worlds: Sequence[int], made: Sequence[Mapping[Side, Part]]
    ) -> dict[Side, Part]:
        """Put together what workers made of futures, in the order of worlds; keep and return it."""
        sides: list[Side] = [side for side in SIDES if any(side in part for part in made)]
        whole: dict[Side, Part] = {side: joined([part[side] for part in made if side in part]) for side in sides}
        for side, part in whole.items():
            self._kept[names[side], tuple(worlds)] = part
            self._kept.move_to_end((names[side], tuple(worlds)))
        while sum(len(kept) for _, kept in self._kept) > self._most:
            self._kept.popitem(last=False)
        return whole


def jobs(
    missing: Sequence[Side], worlds: Sequence[int], workers: int
) -> list[tuple[tuple[Side, ...], tuple[int, ...]]]:
    """Return which futures to run in which worlds, a job a worker: few worlds whole, many, or one future, shared out.

    Args:
        missing: futures that are not here.
        worlds: in which to run them.
        workers: how many share the work.
    """
    if len(missing) == workers and len(worlds) <= FEW:
        return [((side,), tuple(worlds)) for side in missing]
    each = -(-len(worlds) // workers)
    each = -(-each // LANES) * LANES  # compiled, a register that is not full takes as long
    shares = [tuple(worlds[each * n : each * (n + 1)]) for n in range(workers)]
    return [(tuple(missing), share) for share in shares if missing and share]
