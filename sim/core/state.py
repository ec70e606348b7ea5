"""State variables, the four changes a rule may make to them, and the ledger that audits them.

A rule never writes: it returns changes, and the model applies them here, in the schedule's order.
Arrays are never altered in place, so a settled state is shared by every arm that starts from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np

from sim.core.arithmetic import Array, Number, total
from sim.core.nearest import unknown
from sim.core.parameters import InputError
from sim.core.variables import Variables


@dataclass(frozen=True, slots=True)
class Variable:
    """One state variable.

    Attributes:
        name: the attribute of the state.
        entity: what its rows are (`place` has no rows: shape (R,)).
        unit: in words.
        label: plain-English meaning.
        width: length of a middle axis, or 0 for none: shape (n, width, R).
        conserved: the balance this stock belongs to, whose total no rule can change.
        low: lower bound that must hold in every run.
        high: upper bound that must hold in every run.
        first: value before the warm-up, which the warm-up forgets; NaN where the rule that owns it finds one.
    """

    name: str
    entity: str
    unit: str
    label: str
    width: int = 0
    conserved: str = ""
    low: float = -np.inf
    high: float = np.inf
    first: float = np.nan

    def within(self, values: Array) -> Array:
        """Return the values, held within the bounds."""
        return np.clip(values, self.low, self.high)


class Change(NamedTuple):
    """One change to one variable (two for a flow)."""

    kind: Literal["put", "add", "keep", "flow"]
    name: str
    value: Number
    sink: str = ""


Changes = Iterable[Change]


def put(name: str, value: Array) -> Change:
    """Set a variable; only the mechanism that owns it may."""
    return Change("put", name, value)


def add(name: str, amount: Number) -> Change:
    """Add an amount to a variable that is not conserved."""
    return Change("add", name, amount)


def keep(name: str, fraction: Number) -> Change:
    """Keep a fraction of a variable that is not conserved."""
    return Change("keep", name, fraction)


def flow(source: str, sink: str, amount: Array) -> Change:
    """Move an amount between two stocks of one balance: what leaves the one enters the other.

    Where one stock has rows and the other has none, the amount has rows and is totalled for the other.
    """
    return Change("flow", source, amount, sink)


class State(Variables):
    """Named arrays, all with the run axis last; read as attributes, whose names the types know."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self.__dict__.update(arrays)

    if not TYPE_CHECKING:  # a name that is not declared is a fault that the types find

        def __getattr__(self, name: str) -> Any:
            raise AttributeError(unknown(name, self.__dict__, "state variable"))

    def __setattr__(self, name: str, value: Any) -> None:
        raise InputError(
            f"state.{name} cannot be assigned: only rules change the state; by hand, "
            f"state.apply([put({name!r}, values)]) with put from sim.core.state, until a rule next writes it"
        )

    def freeze(self) -> None:
        """Make the arrays read-only: they are shared with other arms, and are replaced, never altered in place."""
        for values in self.__dict__.values():
            values.setflags(write=False)

    def copy(self) -> State:
        """Return a state that can go its own way; arrays are shared until replaced."""
        return State(self.__dict__)

    def take(self, run: int) -> State:
        """Return the state of one run, with a run axis of length 1."""
        return State({name: value[..., run : run + 1].copy() for name, value in self.__dict__.items()})

    def apply(self, changes: Changes, ledger: Ledger | None = None, author: str = "") -> None:
        """Carry out the changes of one mechanism, in order."""
        arrays = self.__dict__
        for kind, name, value, sink in changes:
            if kind == "put":
                arrays[name] = value
            elif kind == "add":
                arrays[name] = arrays[name] + value
            elif kind == "keep":
                arrays[name] = arrays[name] * value
            else:
                moved: Any = value
                arrays[name] = arrays[name] - _like(moved, arrays[name])
                arrays[sink] = arrays[sink] + _like(moved, arrays[sink])
                if ledger is not None:
                    ledger.record(author, name, sink, moved)


def _like(amount: Array, stock: Array) -> Array:
    return total(amount) if amount.ndim > stock.ndim else amount


class Ledger:
    """Who moved how much from where to where, by mechanism and year; totals over the rows, per run."""

    def __init__(self) -> None:
        self.year = 0
        self.entries: dict[tuple[int, str, str, str], Array] = {}

    def record(self, author: str, source: str, sink: str, amount: Array) -> None:
        """Add one flow to the books."""
        key = (self.year, author, source, sink)
        moved = total(amount) if amount.ndim > 1 else amount
        self.entries[key] = self.entries[key] + moved if key in self.entries else moved


def balances(state: State, variables: Iterable[Variable]) -> dict[str, Array]:
    """Return the total of each conserved balance, shape (R,): it must never change."""
    result: dict[str, Array] = {}
    for variable in variables:
        if variable.conserved:
            stock: Array = getattr(state, variable.name)
            amount = total(stock) if stock.ndim > 1 else stock
            result[variable.conserved] = result.get(variable.conserved, 0.0) + amount
    return result
