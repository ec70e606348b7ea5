"""A plan in words, as every report says it: when, who and what, one sentence an entry, all from one place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from sim.behaviours import BEHAVIOURS
from sim.core.arithmetic import MONTHS_PER_YEAR, Number
from sim.core.counts import so_many
from sim.declared import declarations
from sim.interventions import INTERVENTIONS
from sim.outcomes import OUTCOMES
from sim.place import Place
from sim.plan.entry import ALWAYS, Entry
from sim.plan.group import SAID_OF_ORDERS, Group
from sim.plan.plan import Plan
from sim.plan.series import FOLLOWED, Series
from sim.plan.trigger import Trigger

_NEAR = 1e-6


def sentences(plan: Plan, place: Place) -> tuple[str, ...]:
    """Return a sentence for each entry: `From year 1 to 3, the council and the hospital: an enabler convenes ...`."""
    return tuple(f"{_when(entry)}{_if(entry)}, {who(entry.who, place)}: {_what(entry)}{_end(entry)}." for entry in plan)


def title(entry: Entry) -> str:
    """Return what an entry is in a few words, as its declaration names it."""
    if entry.sort == "behaviour":
        return BEHAVIOURS[entry.what].label
    if entry.sort == "intervention":
        return INTERVENTIONS[entry.what].label
    said = FOLLOWED[entry.what].label if entry.series is not None else _lever(entry)
    return said[:1].upper() + said[1:]


def waits(entry: Entry) -> str:
    """Return what its dates wait for: `once ... is above 60, until ... is below 20`; empty where they are fixed."""
    held = (("once", entry.begin_if), ("until", entry.end_if))
    return ", ".join(f"{word} {_held(trigger)}" for word, trigger in held if trigger is not None)


def _when(entry: Entry) -> str:
    start, until = entry.start, entry.end
    if np.ndim(start) or np.ndim(until):
        ends = "" if np.all(np.asarray(until) == ALWAYS) else f" to {_range(until)}"
        return f"From year {_range(start)}{ends}, future by future"
    unit, scale = ("year", 1.0) if _whole(start) and _whole(until) else ("month", MONTHS_PER_YEAR)
    begins = "From the start" if start == 0.0 else f"From {unit} {scale * start:.3g}"
    if until == ALWAYS:
        return begins if start == 0.0 else f"{begins} on"
    return f"{begins} to {f'{unit} ' if start == 0.0 else ''}{scale * until:.3g}"


def _if(entry: Entry) -> str:
    return f", once {_held(entry.begin_if)}" if entry.begin_if else ""


def _end(entry: Entry) -> str:
    lasts = f", for {_months(entry.lasts)}" if entry.lasts is not None and entry.begin_if else ""
    return f"{lasts}, until {_held(entry.end_if)}" if entry.end_if else lasts


def _months(years: float) -> str:
    return so_many(f"{MONTHS_PER_YEAR * years:.3g}", "months")


def _held(trigger: Trigger) -> str:
    label = OUTCOMES[trigger.outcome].label
    long = f" for {so_many(_range(trigger.months), 'months')}" if np.any(trigger.months) else ""
    return f"“{label}” is {trigger.side} {_range(trigger.level, ',.6g')}{long}"


def _whole(years: Number) -> bool:
    return years == ALWAYS or abs(float(years) - round(float(years))) < _NEAR


def _range(value: Number, written: str = ".3g") -> str:
    low, high = (format(float(end), written) for end in (np.min(value), np.max(value)))
    return low if low == high else f"between {low} and {high}"


def who(group: Group, place: Place) -> str:
    """Return whom a group means, in words."""
    labels = {one.key: one.label for one in place.organisations}
    if group.how == "all":
        return "all organisations"
    if group.how == "kind":
        own = [one.label for one in place.organisations if one.kind == group.names[0]]
        return own[0] if len(own) == 1 else f"all {group.names[0].replace('_', ' ')} organisations"
    if group.how == "share":
        share = np.asarray(group.share)
        part = f"{float(share.min()):.0%}"
        if share.min() != share.max():
            part += f" to {float(share.max()):.0%}"
        return f"{part} of organisations, {SAID_OF_ORDERS[group.order]}"
    named = [
        labels[name] if "/" not in name else f"the {name.split('/')[1]} of {labels[name.split('/')[0]]}"
        for name in group.names
    ]
    both = ", who share a boundary" if group.how == "boundary" else ""
    return f"{_joined(named)}{both}"


def _joined(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _what(entry: Entry) -> str:
    if entry.sort == "behaviour":
        said = BEHAVIOURS[entry.what].label[:1].lower() + BEHAVIOURS[entry.what].label[1:]
    elif entry.series is not None:
        said = _follows(entry.what, entry.series)
    elif entry.sort == "intervention":
        said = INTERVENTIONS[entry.what].sentence + _dose(entry.dose)
    else:
        said = _lever(entry)
    ramp = float(np.max(entry.ramp))
    return f"{said}, in full after {_months(ramp)}" if ramp > 0.0 else said


def _follows(what: str, series: Series) -> str:
    followed, by = FOLLOWED[what], series.by
    file = f" of {Path(series.source).name}" if series.source else ""
    held = f"{by} {series.first} to {series.last}; after that the last value, {series.values[-1]:g}, stays"
    return f"{followed.label} ({followed.unit}) as in the series{file}, {held}"


def _dose(dose: Number) -> str:
    return "" if np.all(np.asarray(dose) == 1.0) else f" (at {_percent(dose)} of full strength)"


def _percent(dose: Number) -> str:
    low, high = float(np.min(dose)), float(np.max(dose))
    return f"{low:.0%}" if low == high else f"{low:.0%} to {high:.0%}"


def _lever(entry: Entry) -> str:
    declared = declarations()[entry.what]
    label = declared.label[:1].lower() + declared.label[1:]
    low, high = float(np.min(entry.dose)), float(np.max(entry.dose))
    symbol = declared.unit.value.symbol.split(",")[0] if declared.unit else ""
    said = declared.ask.say if declared.ask else lambda value: f"{value:g} {symbol}"
    return f"{label}: {said(low)}" if low == high else f"{label}: from {said(low)} to {said(high)}"
