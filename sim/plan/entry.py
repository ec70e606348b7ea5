"""An entry of a plan: what, who, from when, until when, how fast it comes and how much of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Literal

import numpy as np

from sim.behaviours import BEHAVIOURS
from sim.core.arithmetic import Number
from sim.core.nearest import unknown
from sim.core.parameters import Declaration, InputError, Role, Unit, param
from sim.core.shown import shown
from sim.declared import declarations
from sim.interventions import INTERVENTIONS
from sim.plan.content import Content
from sim.plan.group import Group, checked_share
from sim.plan.series import FOLLOWED, Series
from sim.plan.short import BEHAVIOUR, short_of
from sim.plan.trigger import NUMBERS as OF_TRIGGERS
from sim.plan.trigger import Trigger

Sort = Literal["lever", "behaviour", "intervention", "series"]
FIELDS = ("what", "who", "from", "until", "lasts", "ramp", "dose", "begin_if", "end_if", "series")
NUMBERS = ("from", "until", "ramp", "dose", "share")
"""What of an entry a sweep may vary: `plan.NAME.from`, in years, and so on."""
TRIGGERS = ("begin_if", "end_if")
ALWAYS = np.inf
_WHOLE = {"behaviour": "a behaviour is followed or not", "series": "values are as the series says"}
_SIDES = OF_TRIGGERS[:2]
_OF_TRIGGERS = tuple(f"{key}.{name}" for key in TRIGGERS for name in OF_TRIGGERS)
_ATTRIBUTES = {"from": "start"}
_SAID = {"start": "from"}
_TIME = re.compile(r"(\d+(?:\.\d*)?)\s*(w|weeks?|m|months?|y|years?)")
_A_YEAR = {"w": 52.0, "m": 12.0, "y": 1.0}
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, eq=False)
class Entry(Content):
    """One entry; any number may be an array with one a run.

    Attributes:
        name: its own in the plan.
        what: a behaviour, an intervention, or the dotted name of a lever.
        who: organisations that it is for.
        start: years after month 0 at which it begins.
        until: years after month 0 at which it ends; infinite if it stays.
        lasts: years after its begin at which it ends, if that comes first.
        begin_if: what must have held for it to begin, at `from` or later.
        end_if: what ends it once it has held.
        series: what it comes to over time, for what follows a series.
        ramp: years until it goes on in full.
        dose: how much of it: of a lever its value, of an intervention from 0 to 1.
    """

    said: ClassVar[Mapping[str, str]] = _SAID

    name: str
    what: str
    who: Group = field(default_factory=Group)
    start: Number = 0.0
    until: Number = ALWAYS
    ramp: Number = 0.0
    dose: Number = 1.0
    lasts: float | None = None
    begin_if: Trigger | None = None
    end_if: Trigger | None = None
    series: Series | None = None

    @property
    def end(self) -> Number:
        """Years after month 0 at which it ends; where a trigger is still to begin it, at the latest."""
        if self.lasts is None or self.begin_if is not None:
            return self.until
        return np.minimum(self.until, np.asarray(self.start) + self.lasts)

    @property
    def triggered(self) -> bool:
        """Say whether its dates depend on what comes out."""
        return self.begin_if is not None or self.end_if is not None

    @property
    def sort(self) -> Sort:
        """What kind of thing it is."""
        if self.what in BEHAVIOURS:
            return "behaviour"
        if self.what in FOLLOWED:
            return "series"
        return "intervention" if self.what in INTERVENTIONS else "lever"

    @property
    def rule(self) -> str:
        """Name of the rule whose parameters it moves; empty if it moves none."""
        if self.sort == "series":
            return FOLLOWED[self.what].key.partition(".")[0]
        return self.what.partition(".")[0] if self.sort == "lever" else ""

    @classmethod
    def read(cls, name: str, given: dict[str, Any]) -> Entry:
        """Return the entry that a user's words say, or raise `InputError`: one line."""
        where = f"plan.{name}"
        if not NAME.fullmatch(name):
            raise InputError(f"plan: the entry '{name[:60]}' needs a name of small letters, digits and _ (at most 40)")
        for key in map(str, given):
            if key not in (*FIELDS, "share"):
                raise InputError(unknown(f"{where}.{key[:60]}", [f"{where}.{one}" for one in FIELDS]))
        what = str(given.get("what", name))
        what_known(where, what)
        if what in declarations() and "dose" not in given:
            raise InputError(f"{where}.dose: missing; expected the value that {what} is to have")
        who = Group.read(f"{where}.who", given.get("who", "all"))
        if "share" in given:
            if who.how not in ("all", "share"):
                raise InputError(f"{where}.share: who means {who.word} already; expected one of the two")
            who = Group("share", (), checked_share(where, given["share"]), who.order)
        numbers = {
            _ATTRIBUTES.get(key, key): number(where, key, given[key], what) for key in NUMBERS[:4] if key in given
        }
        waits = [key for key in TRIGGERS if given.get(key) is not None]
        more: dict[str, Any] = {key: Trigger.read(f"{where}.{key}", given[key]) for key in waits}
        if given.get("lasts") is not None:
            more["lasts"] = number(where, "lasts", given["lasts"], what)
            if isinstance(more["lasts"], np.ndarray) or more["lasts"] <= 0.0:
                raise InputError(f"{where}.lasts = {given['lasts']}: expected years above 0, the same in all runs")
        if given.get("series") is not None or what in FOLLOWED:
            if what not in FOLLOWED or given.get("series") is None:
                raise InputError(f"{where}: {', '.join(FOLLOWED)} follow a series, and nothing else does; give both")
            more["series"] = Series.read(f"{where}.series", given["series"], what)
            numbers["start"] = np.maximum(numbers.get("start", 0.0), more["series"].begins)
            numbers["start"] = numbers["start"] if np.ndim(numbers["start"]) else float(numbers["start"])
        return cls(name, what, who, **numbers, **more).checked()

    def checked(self) -> Entry:
        """Return the entry if it can be, or raise `InputError`."""
        where = f"plan.{self.name}"
        starts, ends = np.broadcast_arrays(*map(np.atleast_1d, (self.start, self.until)))
        for start, end in zip(starts[ends <= starts], ends[ends <= starts], strict=True):
            raise InputError(
                f"{where}: ends (until={end:g}) before it starts (from={start:g}); expected until after from"
            )
        declared = declarations().get(self.what)
        if declared and self.who.how != "all" and declared.by != "organisation":
            differ = [d.key for d in declarations().values() if d.by == "organisation"]
            raise InputError(
                f"{where}.who: {self.what} is one for the whole place; expected all (by organisation may differ "
                f"behaviours, interventions and {', '.join(differ)})"
            )
        if self.sort == "series" and self.who.how != "all":
            raise InputError(f"{where}.who: {self.what} is one for the whole place; expected all")
        for key, value, only in (("dose", self.dose, 1.0), ("ramp", self.ramp, 0.0)):
            if self.sort in _WHOLE and bool(np.any(np.asarray(value) != only)):
                raise InputError(f"{where}.{key} = {_first(value)}: {_WHOLE[self.sort]}; expected {only:g}")
        return self

    def number(self, key: str) -> Number:
        """Return one of its numbers by the name that users know it by."""
        trigger, _, number_of = key.partition(".")
        if number_of:
            return getattr(getattr(self, trigger), number_of)
        return self.who.share if key == "share" else getattr(self, _ATTRIBUTES.get(key, key))

    @property
    def numbers(self) -> tuple[str, ...]:
        """Return the names of its numbers that may vary: `from`, `dose`, `begin_if.above` and so on."""
        watched = ((key, trigger) for key in TRIGGERS if (trigger := getattr(self, key)))
        levels = tuple(f"{key}.{name}" for key, trigger in watched for name in (trigger.side, "months"))
        return (*NUMBERS[:4], *NUMBERS[4:][: self.who.how == "share"], *levels)

    @property
    def plain(self) -> dict[str, Any]:
        """Return it as a user would write it, with all that it leaves unsaid but the end that never comes."""
        found: dict[str, Any] = {"what": self.what, "who": self.who.plain}
        found |= {key: self.number(key) for key in NUMBERS[:4]}
        if self.lasts is not None:
            found["lasts"] = self.lasts
        if self.series is not None:
            found["series"] = self.series.source or self.series.plain
        found |= {key: trigger.plain for key in TRIGGERS if (trigger := getattr(self, key))}
        return {key: value for key, value in found.items() if key != "until" or not _never(value)}

    def with_value(self, key: str, value: Any) -> Entry:
        """Return it for others (`who`), or with one number changed: for all runs, or an array with one a run."""
        given: dict[str, Any] = self.plain | {"who": self.who}
        trigger, _, number_of = key.partition(".")
        given[trigger] = given[trigger] | {number_of: value} if number_of else value
        return Entry.read(self.name, given)


def _never(value: Number) -> bool:
    return not isinstance(value, np.ndarray) and value == ALWAYS


def _first(value: Number) -> str:
    return f"{float(np.ravel(np.asarray(value))[0]):g}"


def what_known(where: str, what: str) -> None:
    """Raise `InputError` unless there is such a behaviour, intervention or lever."""
    declared = declarations().get(what)
    if declared is not None and (declared.role is not Role.LEVER or declared.unit is None):
        kind = "a switch of the model" if declared.unit is None else f"no lever ({declared.role.value})"
        raise InputError(
            f"{where}.what: {what} is {kind}, the same for a whole run, and a plan moves what people can: expected an "
            "intervention such as enabler, a behaviour such as collaborative_all, a series such as demand or a lever "
            "such as participation.contact"
        )
    if declared is None and what not in BEHAVIOURS and what not in INTERVENTIONS and what not in FOLLOWED:
        known = [*INTERVENTIONS, *BEHAVIOURS, *FOLLOWED, *planned_levers()]
        raise InputError(f"{where}: {unknown(what[:60], known, 'thing to plan')}")


def planned_levers() -> list[str]:
    """Return the levers that a plan can move."""
    return [d.key for d in declarations().values() if d.role is Role.LEVER and d.unit is not None]


def declared_number(name: str, key: str, what: str) -> Declaration:
    """Return what may be said of one number of an entry, as a parameter's declaration."""
    if key == "dose" and what in declarations():
        lever = declarations()[what]
        return Declaration(
            f"plan.{name}.dose", lever.default, lever.unit, lever.plausible, lever.label, lever.source, lever.evidence,
            lever.role, lever.bounds,
        )  # fmt: skip
    unit, plausible, label = _DECLARED[key]
    made = param(plausible[0], unit=unit, plausible=plausible, label=label, source="choice", role=Role.LEVER)
    return Declaration(f"plan.{name}.{key}", made.default, **made.metadata)


def declaration_of(key: str) -> Declaration | None:
    """Return what is declared of a parameter or of a number of a plan, such as `plan.enabler.from`; None of others.

    A lever of one organisation, such as `participation.contact.council`, is declared as that of all is.
    """
    if key in declarations():
        return declarations()[key]
    if (short := short_of(key)) and short.thing != BEHAVIOUR:
        return replace(declarations()[short.thing], key=key)
    plan, _, rest = key.partition(".")
    name, _, number_of = rest.partition(".")
    if plan == "plan" and NAME.fullmatch(name) and number_of in (*NUMBERS, *_OF_TRIGGERS):
        return declared_number(name, number_of, "")
    return None


_DECLARED: dict[str, tuple[Unit, tuple[float, float], str]] = {
    "from": (Unit.YEARS, (0.0, 3.0), "Years after month 0 at which it begins"),
    "until": (Unit.YEARS, (1.0, 6.0), "Years after month 0 at which it ends"),
    "lasts": (Unit.YEARS, (0.5, 3.0), "Years for which it goes on"),
    "ramp": (Unit.YEARS, (0.0, 1.0), "Years until it goes on in full"),
    "dose": (Unit.FRACTION, (0.0, 1.0), "How much of it"),
    "share": (Unit.FRACTION, (0.0, 1.0), "Share of organisations"),
    **{f"{key}.{side}": (Unit.NUMBER, (0.0, 0.0), f"Level to be {side}") for key in TRIGGERS for side in _SIDES},
    **{f"{key}.months": (Unit.NUMBER, (0.0, 12.0), "Months for which that must hold") for key in TRIGGERS},
}


def number(where: str, key: str, value: Any, what: str) -> Number:
    """Return a checked number of an entry: years for times, for all runs or one a run."""
    many: Any = value
    if key == "until" and (value is None or (isinstance(value, float) and value == ALWAYS)):
        return ALWAYS
    if key != "dose" and isinstance(value, str):
        value = _years(f"{where}.{key}", value)
    declared = declared_number(where.removeprefix("plan."), key, what)
    if getattr(value, "ndim", 0) == 0:
        return float(declared.check(many.item() if hasattr(value, "item") else value))
    if many.ndim != 1 or not many.size or many.dtype.kind not in "fiu":
        raise InputError(f"{where}.{key} = {shown(value)}: expected one value, or an array with one number a run")
    numbers = many.astype(float)
    for one in (numbers.min(), numbers.max()):
        if key != "until" or one != ALWAYS:
            declared.check(float(one))
    numbers.setflags(write=False)
    return numbers


def _years(where: str, text: str) -> float:
    """Read a time such as `26 weeks`, `6m` or `1.5 years`."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise InputError(f"{where} = {text[:60]!r}: expected years, such as 1.5, or '26 weeks', '6 months'")
    return float(found[1]) / _A_YEAR[found[2][0]]
