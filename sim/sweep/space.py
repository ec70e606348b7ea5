"""What a sweep varies: any declared parameter, a switch, a figure of the place, place, behaviour, pressure or theory.

Rule      A number varies over a range, by default its declared plausible range; anything else over a list of choices.
          Of a plan, numbers of entries vary, whom an entry is for, and a lever or the behaviour of one organisation.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from sim.core.nearest import unknown
from sim.core.parameters import InputError
from sim.declared import present_name
from sim.place import check_figure, load_place, place_names
from sim.place.figures import Figures
from sim.plan import Group
from sim.plan.entry import NAME, declaration_of
from sim.plan.read import of_entry
from sim.plan.short import BEHAVIOUR, short_of
from sim.scenario import GROUPS, Scenario, declarations, options
from sim.theories import KEYS, names_of, theory_of

FIGURE = "place.figures."
Value = float | bool | str
MOST_FACTORS = 300


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing that differs between points.

    Attributes:
        key: its dotted name.
        low: lowest value of a number that varies over a range.
        high: highest value.
        values: the choices, where it does not vary over a range.
    """

    key: str
    low: float = 0.0
    high: float = 0.0
    values: tuple[Value, ...] = ()

    def at(self, u: float) -> Value:
        """Return the value at a share of the range, 0 to 1; of choices, the one that lies there."""
        if self.values:
            return self.values[min(int(u * len(self.values)), len(self.values) - 1)]
        return min(max(self.low + u * (self.high - self.low), self.low), self.high)

    def levels(self, count: int) -> tuple[Value, ...]:
        """Return the choices, or so many values spread evenly over the range, its ends included."""
        return self.values or tuple(self.at(number / (count - 1)) for number in range(count))

    def plain(self) -> list[Value]:
        """Return what it varies over, as plain data."""
        return list(self.values) or [self.low, self.high]


def is_number(key: str) -> bool:
    """Say whether a key is a parameter that may differ from run to run of one batch."""
    declared = declaration_of(key)
    return declared is not None and declared.unit is not None


def check_value(key: str, value: object) -> Value:
    """Return one value of a varied thing, checked; raise `InputError` otherwise."""
    if declared := declaration_of(key):
        return declared.check(value)
    if key.startswith(FIGURE):
        check_figure(key.removeprefix(FIGURE), value)
        assert isinstance(value, int | float)
        return float(value)
    if (names := _choices(key)) is not None:
        if value not in names:
            raise InputError(unknown(str(value)[:60], names, key))
        return str(value)
    if whom(key):
        return Group.read(key, value).word
    if key == "place":
        load_place(str(value))
        return str(value)
    figures = [FIGURE + item.name for item in fields(Figures)]
    raise InputError(unknown(key[:80], [*declarations(), *GROUPS, *KEYS, "place", *figures], "parameter to vary"))


def whom(key: str) -> bool:
    """Say whether a key is whom an entry of a plan is for, such as `plan.enabler.who`."""
    plan, _, rest = key.partition(".")
    name, _, field = rest.partition(".")
    return plan == "plan" and field == "who" and NAME.fullmatch(name) is not None


def check_plans(base: Scenario, points: Sequence[Mapping[str, Value]]) -> None:
    """Raise `InputError` unless the plan of every point can be; those that differ in numbers are tried at once."""
    alike: dict[tuple[tuple[str, Value], ...], list[Mapping[str, Value]]] = {}
    keys = [key for key in points[0] if of_entry(key)]
    chosen = [key for key in keys if not is_number(key)]
    for point in points:
        alike.setdefault(tuple((key, point[key]) for key in chosen), []).append(point)
    for same, those in alike.items() if keys else ():
        numbers = {key: np.array([point[key] for point in those]) for key in keys if key not in chosen}
        base.varied(dict(same) | numbers)


def check_theories(points: Sequence[Mapping[str, Value]]) -> None:
    """Raise `InputError` where points set by themselves what a theory that they name sets."""
    for key in (key for key in KEYS if key in points[0]):
        for name in sorted({point[key] for point in points}):
            for dial, _ in theory_of(key, name).dials:
                if dial in points[0]:
                    raise InputError(f"{dial}: varies, and is set by {key}={name}; expected one of the two")


def _choices(key: str) -> list[str] | None:
    """Return the names that a group, a theory or the behaviour of one organisation may have; None of anything else."""
    if key in GROUPS:
        return options(key)
    if key in KEYS:
        return names_of(key)
    return options(BEHAVIOUR) if (short := short_of(key)) and short.thing == BEHAVIOUR else None


def factors_of(
    vary: object, *, listed: bool = False, elicited: Mapping[str, tuple[float, float]] | None = None
) -> tuple[Factor, ...]:
    """Return the factors that `vary` asks for.

    Args:
        vary: names, or names with a range or choices: `[trust.asymmetry, {behaviour: [siloed, mixed]}]`.
        listed: whether a list of numbers gives the levels themselves, as in a full factorial, not the ends of a range.
        elicited: ranges in place of the plausible ones, by parameter; each must be among what varies.
    """
    narrowed = elicited or {}
    given: list[tuple[str, object]] = []
    for item in [vary] if isinstance(vary, str | Mapping) else vary if isinstance(vary, Sequence) else [None]:
        if isinstance(item, str):
            given.append((present_name(item), None))
        elif isinstance(item, Mapping):
            given.extend((present_name(str(key)), value) for key, value in item.items())
        else:
            raise InputError(
                f"vary = {str(vary)[:60]!r}: expected names, such as vary=[trust.asymmetry,decision.price]"
            )
    names = [key for key, _ in given]
    for key in names:
        if names.count(key) > 1:
            raise InputError(f"vary: '{key}' stands there twice")
    if not 1 <= len(given) <= MOST_FACTORS:
        raise InputError(
            f"vary = []: nothing to vary; expected from 1 to {MOST_FACTORS} names, such as vary=[trust.asymmetry]"
        )
    for key in narrowed:
        if key not in names:
            raise InputError(f"elicited: {key} does not vary; add it to vary=, or take it out of the file")
        if dict(given)[key] is not None:
            raise InputError(f"{key}: is both elicited and given a range in vary=; expected one of the two")
    return tuple(
        Factor(key, *narrowed[key]) if key in narrowed else _factor(key, value, listed) for key, value in given
    )


def _factor(key: str, given: object, listed: bool) -> Factor:
    if given is None:
        return _declared(key)
    values = given if isinstance(given, list) else [given]
    checked = tuple(check_value(key, value) for value in values)
    if not checked or len(set(checked)) < len(checked):
        raise InputError(f"{key} = {values}: expected at least one value, each once")
    if listed or not (is_number(key) or key.startswith(FIGURE)):
        return Factor(key, values=checked)
    if len(checked) != 2 or not float(checked[0]) < float(checked[1]):
        raise InputError(f"{key} = {values}: expected a range [from,to], the lower end first")
    return Factor(key, float(checked[0]), float(checked[1]))


def _declared(key: str) -> Factor:
    """Return a factor over its declared plausible range, or all its choices."""
    declared = declaration_of(key)
    if declared is not None and declared.unit is not None:
        plausible = declared.plausible
        assert plausible is not None
        if not math.isfinite(plausible[1] - plausible[0]) or plausible[0] == plausible[1]:
            raise InputError(f"{key}: its plausible range is the single value {plausible[0]:g}; give a range: from, to")
        return Factor(key, *plausible)
    if declared is not None:
        return Factor(key, values=(False, True))
    names = place_names() if key == "place" else _choices(key)
    if names is not None:
        return Factor(key, values=tuple(names))
    if whom(key):
        raise InputError(f"{key}: give those to choose from, such as {{{key}:[all,[council,acute]]}}")
    if key.startswith(FIGURE) and key.removeprefix(FIGURE) in {item.name for item in fields(Figures)}:
        raise InputError(f"{key}: a figure of a place has no plausible range; give one, such as {{{key}:[LOW,HIGH]}}")
    check_value(key, None)
    raise AssertionError(key)


def words_of(values: Mapping[str, Any]) -> list[str]:
    """Return values as overrides, such as `trust.asymmetry=1.5`."""
    return [f"{key}={str(value).lower() if isinstance(value, bool) else value}" for key, value in values.items()]
