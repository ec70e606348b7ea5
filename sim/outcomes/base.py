"""What an outcome is: one declaration from which reports, tables, documentation and tests grow."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from sim.core.arithmetic import Array
from sim.core.counts import so_many
from sim.core.given import listed
from sim.core.state import State
from sim.outcomes.matters import Judged
from sim.place import Place
from sim.world.world import World

Read = Callable[[State, World], Array]
Domain = Literal[
    "population health",
    "quality of life",
    "quality of care",
    "effectiveness",
    "system",
    "working together",
    "ten features",
    "money",
    "fairness",
    "cost of working together",
]
PEOPLE_FIRST: tuple[Domain, ...] = ("population health", "quality of life", "quality of care", "effectiveness")


@dataclass(frozen=True, slots=True)
class Outcome(Judged):
    """One thing that is measured.

    Attributes:
        name: column in tables.
        label: plain-English name, which says what it is by itself.
        short: the same in at most five words, for a card or a figure.
        unit: in words; a percentage is a share, 0 to 1.
        definition: how it is made, in a sentence.
        domain: where it stands in reports.
        better: 1 if more is better, -1 if less is, 0 if neither.
        meaningful: smallest difference that matters.
        relative: whether `meaningful` is a share of the base arm's value.
        extensive: whether `meaningful` is of a place of 300,000 people, and grows with a place's residents.
        grade: evidence: A calibrated, B stylised, C illustrative.
        read: gives the value from a state, shape (R,).
        weekly: whether it is read every week and averaged over the round, or once at the round's end.
        detail: rows it can be read for, with a reader giving shape (n, R); None if only for the whole place.
    """

    name: str
    label: str
    short: str
    unit: str
    definition: str
    domain: Domain
    better: int
    meaningful: float
    grade: Literal["A", "B", "C"]
    read: Read
    relative: bool = False
    extensive: bool = False
    weekly: bool = True
    detail: tuple[str, Read] | None = None

    def __repr__(self) -> str:
        return f"<Outcome {self.name}: {self.label}, {self.unit}>"

    def in_place(self, place: Place) -> Outcome:
        """Return the outcome with the smallest difference that matters in a place, by its residents."""
        if not self.extensive or place.scale == 1.0:
            return self
        return replace(self, meaningful=self.meaningful * place.scale)

    def __reduce_ex__(self, protocol: Any) -> Any:
        """Pickle and copy a declared outcome by its name, for its reader is code."""
        known = _DECLARED.get(self.name) is self
        return (_named, (self.name,)) if known else object.__reduce_ex__(self, protocol)


class Outcomes(dict[str, Outcome]):
    """Outcomes by name."""

    def __repr__(self) -> str:
        return f"<{so_many(len(self), 'outcomes')}: {listed(self)}>"


_DECLARED = Outcomes()


def declared(outcomes: Iterable[Outcome]) -> Outcomes:
    """Keep outcomes as declared, which are pickled by name; return all that are."""
    _DECLARED.update({outcome.name: outcome for outcome in outcomes})
    return _DECLARED


def _named(name: str) -> Outcome:
    return _DECLARED[name]
