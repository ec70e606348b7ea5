"""Parameters: declared once, beside the rule that uses them.

A parameter is a field of a frozen dataclass, made by `param`. From that one declaration grow the
Hydra schema, the check of every value, the documentation table, the range a sensitivity analysis
samples and the count of assumptions behind a result. No default, unit or range stands elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from enum import Enum
from typing import Any, Literal, NamedTuple, TypeVar

from sim.core.nearest import unknown
from sim.core.questions import Ask
from sim.core.shown import shown

T = TypeVar("T")


class InputError(ValueError):
    """A value given by a user cannot be accepted; the message is one clear line."""


class Bound(NamedTuple):
    """The hard limits of a unit, both included, and how it is written."""

    symbol: str
    low: float
    high: float


RESIDENTS = 300_000
"""Money that a place of any size spends, and smallest differences in what grows with it, are said of so many people."""


class Unit(Enum):
    """Units with the hard bounds that any value in them must respect."""

    FRACTION = Bound("share, 0 to 1", 0.0, 1.0)
    RATIO = Bound("ratio", 0.0, 1e6)
    NUMBER = Bound("number", -1e6, 1e6)
    EXPONENT = Bound("exponent", 0.0, 50.0)
    LOGIT = Bound("logit", -10.0, 10.0)
    EVIDENCE = Bound("pieces of evidence", 0.0, 1e3)
    PER_WEEK = Bound("a week", 0.0, 1e8)
    PER_MONTH = Bound("a month", 0.0, 1e3)
    PER_YEAR = Bound("a year", 0.0, 1e7)
    GROWTH_PER_YEAR = Bound("growth a year", -0.5, 0.5)
    DAYS = Bound("days", 0.0, 3650.0)
    WEEKS = Bound("weeks", 1e-6, 2600.0)
    MONTHS = Bound("months", 1e-6, 600.0)
    YEARS = Bound("years", 0.0, 50.0)
    HOURS_PER_WEEK = Bound("hours a week", 0.0, 168.0)
    MEETINGS_PER_MONTH = Bound("meetings a month", 0.0, 60.0)
    PEOPLE = Bound("people", 0.0, 1e8)
    PEOPLE_FOR_ALL = Bound(f"people per {RESIDENTS:,} people", 0.0, RESIDENTS)
    BEDS = Bound("beds", 0.0, 1e5)
    POUNDS = Bound("pounds", 0.0, 1e12)
    MILLION_POUNDS_PER_YEAR = Bound("£m a year", 0.0, 1e5)
    MILLION_POUNDS_PER_YEAR_FOR_ALL = Bound(f"£m a year per {RESIDENTS:,} people", 0.0, 1e5)


class Role(Enum):
    """What a parameter is to a study.

    A constant is the shape of a rule: set by name like any other, but drawn by no study unless it is named there.
    """

    LEVER = "lever"
    UNCERTAINTY = "uncertainty"
    CONSTANT = "constant"


class Evidence(Enum):
    """How well a number is supported."""

    FOUND = "found"
    COMPUTED = "computed"
    DERIVED = "derived"
    MEMORY = "from memory, to be checked"
    TUNED = "tuned to a stated target"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Declaration:
    """Everything known about one parameter.

    Attributes:
        key: dotted name, such as `trust.asymmetry`.
        default: value used when nobody says otherwise (a bool is a switch).
        unit: gives the hard bounds, unless the rule needs narrower ones; None for a switch.
        plausible: range that a sensitivity analysis may sample; None for a switch.
        label: plain-English name.
        source: citation, or the reason for a choice.
        evidence: how well the number is supported.
        role: lever, uncertainty or constant.
        bounds: hard limits where the rule needs narrower ones than the unit.
        ask: how it is asked of a leadership team; None if it is not.
        renamed_from: the dotted name it had first, if that was another: old files say it, and draws go by it.
        by: rows that may each have a value of their own (`organisation`, in a plan), if any.
    """

    key: str
    default: float | bool
    unit: Unit | None
    plausible: tuple[float, float] | None
    label: str
    source: str
    evidence: Evidence
    role: Role
    bounds: tuple[float, float] | None = None
    ask: Ask | None = None
    renamed_from: str = ""
    by: str = ""

    @property
    def identity(self) -> str:
        """The name that its draws are keyed by: the first it had, so that a new name moves no result."""
        return self.renamed_from or self.key

    @property
    def limits(self) -> tuple[float, float]:
        """Lowest and highest value accepted; of a switch, 0 and 1."""
        if self.bounds is not None:
            return self.bounds
        return (self.unit.value.low, self.unit.value.high) if self.unit is not None else (0.0, 1.0)

    @property
    def varies(self) -> bool:
        """Whether it has a range to be drawn from."""
        return self.plausible is not None and self.plausible[0] < self.plausible[1]

    def check(self, value: object) -> float | bool:
        """Return the value as a number in bounds, or raise `InputError` naming key, value and bound."""
        if self.unit is None:
            if isinstance(value, bool):
                return value
            raise InputError(f"{self.key} = {shown(value)}: expected true or false")
        low, high = self.limits
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise InputError(
                f"{self.key} = {shown(value)}: expected a number from {low:g} to {high:g} ({self.unit.value.symbol})"
            )
        if not low <= value <= high:  # nor does NaN, which is in no order
            symbol = self.unit.value.symbol
            raise InputError(f"{self.key} = {shown(value)}: must lie from {low:g} to {high:g} ({symbol})")
        return float(value)


def param(
    default: float,
    *,
    unit: Unit,
    plausible: tuple[float, float],
    label: str,
    source: str,
    evidence: Evidence = Evidence.CHOICE,
    role: Role = Role.UNCERTAINTY,
    bounds: tuple[float, float] | None = None,
    ask: Ask | None = None,
    by: Literal["", "organisation"] = "",
) -> Any:
    """Declare a numeric parameter of a rule.

    Args:
        default: value used when nobody says otherwise.
        unit: of the value; gives the hard bounds.
        plausible: range that a sensitivity analysis may sample.
        label: plain-English name.
        source: citation, or the reason for a choice.
        evidence: how well the number is supported.
        role: lever, uncertainty or constant.
        bounds: only where the rule needs narrower ones than the unit.
        ask: only where a leadership team would know what to answer.
        by: `organisation` where a plan may give each its own value: the rule takes (organisations, R) arrays too.
    """
    low, high = bounds or (unit.value.low, unit.value.high)
    if not low <= plausible[0] <= plausible[1] <= high or not low <= default <= high:
        raise ValueError(f"{label}: default {default} or range {plausible} outside {unit.value}")
    if ask is not None and not low <= ask.ends(plausible)[0] <= default <= ask.ends(plausible)[1] <= high:
        raise ValueError(f"{label}: ends {ask.ends(plausible)} outside {unit.value} or without the default {default}")
    details = {
        "unit": unit,
        "plausible": plausible,
        "label": label,
        "source": source,
        "evidence": evidence,
        "role": role,
        "bounds": bounds,
        "ask": ask,
        "by": by,
    }
    return field(default=default, metadata=details)


def constant(
    default: float,
    unit: Unit,
    plausible: tuple[float, float],
    label: str,
    source: str,
    *,
    bounds: tuple[float, float] | None = None,
    evidence: Evidence = Evidence.CHOICE,
) -> Any:
    """Declare a number that is the shape of a rule: set by name like any other, drawn by no study unasked."""
    return param(
        default,
        unit=unit,
        plausible=plausible,
        label=label,
        source=source,
        evidence=evidence,
        role=Role.CONSTANT,
        bounds=bounds,
    )


def switch(default: bool, *, label: str, source: str, role: Role = Role.LEVER) -> Any:
    """Declare a parameter that is on or off."""
    details = {
        "unit": None,
        "plausible": None,
        "label": label,
        "source": source,
        "evidence": Evidence.CHOICE,
        "role": role,
    }
    return field(default=default, metadata=details)


def declare(prefix: str, group: type[Any]) -> Iterator[Declaration]:
    """Yield the declarations of one parameter dataclass, their keys led by `prefix`.

    A group that had another name says so in its class attribute `renamed_from`.
    """
    for item in fields(group):
        if "label" in item.metadata:
            yield _declaration(prefix, getattr(group, "renamed_from", ""), item)


def _declaration(prefix: str, before: str, item: Field[Any]) -> Declaration:
    if item.default is MISSING:
        raise ValueError(f"{prefix}.{item.name} has no default")
    renamed_from = f"{before}.{item.name}" if before else ""
    return Declaration(key=f"{prefix}.{item.name}", default=item.default, renamed_from=renamed_from, **item.metadata)


def build(prefix: str, group: type[T], values: Mapping[str, object]) -> T:
    """Make a parameter dataclass from checked values, refusing unknown names.

    Args:
        prefix: name of the group, such as `trust`.
        group: the dataclass.
        values: name to value; what is missing takes its default.
    """
    known = {d.key.split(".", 1)[1]: d for d in declare(prefix, group)}
    for name in values:
        if name not in known:
            raise InputError(unknown(f"{prefix}.{name}", [d.key for d in known.values()]))
    return group(**{name: known[name].check(value) for name, value in values.items()})
