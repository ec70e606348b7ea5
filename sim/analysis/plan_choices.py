"""What a search may put into a plan: each thing in a few ways of beginning, for whom, and how much of it.

Rule      An intervention begins at once or after a year, for all or for the best connected half, in full or by half. A
          behaviour has no dose. A lever goes to either end of its plausible range, for all where it cannot differ by
          organisation. What is said of an entry (`plan.enabler.from=2`) is as it is said, and is not varied.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np

from sim.core.parameters import InputError
from sim.declared import declarations
from sim.interventions import INTERVENTIONS, excluded_by
from sim.plan.entry import Entry, what_known
from sim.plan.series import FOLLOWED
from sim.scenario import Scenario

BEGINNINGS, DOSES = (0.0, 1.0), (1.0, 0.5)
GROUPS: tuple[Any, ...] = ("all", {"share": 0.5, "order": "best_connected"})
Things = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing in one way; a plan has each thing once, and one behaviour at most.

    Attributes:
        thing: what excludes other ways of it.
        entry: its name in the plan and what is said of it.
        excludes: things that a plan with it does not have, as interventions declare, and single ways of things.
    """

    thing: str
    entry: tuple[str, Mapping[str, Any]]
    excludes: frozenset[str] = frozenset()


def things_of(names: object, said: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Check what a search is to be among; return each entry by name with what is said of it.

    Args:
        names: `all` interventions, or a list of interventions, behaviours and levers.
        said: what a user says of entries, by name.
    """
    listed = list(INTERVENTIONS) if names == "all" else names
    if not isinstance(listed, list) or not listed or not all(isinstance(name, str) for name in listed):
        raise InputError(
            f"search = {str(names)[:60]}: expected all, or a list of interventions, behaviours and levers, such as "
            "[enabler,coaching,participation.contact]"
        )
    if len(set(listed)) < len(listed):
        raise InputError(f"search = [{','.join(listed)[:60]}]: expected each name once")
    found = dict[str, dict[str, Any]]()
    for name in listed:
        if name in FOLLOWED:
            raise InputError(f"search = [{name}]: {name} follows a series; expected what people can do or not do")
        what_known("search", name)
        found[name.replace(".", "_")] = {"what": name}
    for name, given in said.items():
        if name not in found:
            raise InputError(f"plan.{name[:60]}: the search has no such thing; expected one of {', '.join(found)}")
        found[name] |= given
    for name in found:
        choices_of({name: found[name]}, 1)
    return found


def choices_of(things: Things, years: int, among: Things | None = None) -> dict[str, Choice]:
    """Return every way of every thing, by a name of its own.

    Args:
        things: entries by name, with what is said of them.
        years: of a run, within which all begin.
        among: all things that a plan may have, if there are others.
    """
    found = dict[str, Choice]()
    for name, given in things.items():
        others = excluded_by(str(given["what"])) if given["what"] in INTERVENTIONS else frozenset[str]()
        excludes = frozenset(other for other, one in (among or things).items() if one["what"] in others)
        for number, way in enumerate(_ways(name, given, years)):
            sort = Entry.read(name, _entry(name, {**given, **way})).sort
            thing = "behaviour" if sort == "behaviour" else name
            found[f"{name}/{number}"] = Choice(thing, (name, {**given, **way}), excludes)
    return found


def choices_at(things: Things, base: Scenario) -> dict[str, Choice]:
    """Return every way that can be in a plan of the base; raise `InputError` where a thing has none.

    In a small place half of the organisations may be fewer than an intervention takes.
    """
    found = dict[str, Choice]()
    for name in things:
        ways, faults = choices_of({name: things[name]}, base.years, things), list[InputError]()
        for way in ways:
            try:
                base.with_plan(plan_of_choices((way,), ways))
                found[way] = ways[way]
            except InputError as fault:
                faults.append(fault)
        if len(faults) == len(ways):
            raise faults[0]
    return _apart(found, base)


def _apart(found: Mapping[str, Choice], base: Scenario) -> dict[str, Choice]:
    """Return the ways, each excluding those whose plan with it is refused for who is in which."""
    apart = {way: set(choice.excludes) for way, choice in found.items()}
    kinds = {way: INTERVENTIONS.get(str(choice.entry[1]["what"])) for way, choice in found.items()}
    for merger in (way for way, kind in kinds.items() if kind and kind.merges):
        for agreed in (way for way, kind in kinds.items() if kind and kind.between):
            try:
                base.with_plan(plan_of_choices((merger, agreed), found))
            except InputError:
                apart[merger].add(agreed)
                apart[agreed].add(merger)
    return {way: replace(choice, excludes=frozenset(apart[way])) for way, choice in found.items()}


def plan_of_choices(parts: tuple[str, ...], choices: Mapping[str, Choice]) -> dict[str, Any]:
    """Return the entries of a plan made of some choices, as `Scenario.with_plan` takes them."""
    return {name: dict(given) for name, given in (choices[part].entry for part in parts)}


def _ways(name: str, given: Mapping[str, Any], years: int) -> list[dict[str, Any]]:
    declared = declarations().get(str(given["what"]))
    ends = declared.plausible if declared and declared.plausible else None
    entry = Entry.read(name, _entry(name, {**given, "dose": given.get("dose", ends[1])} if ends else given))
    last = float(np.min(np.minimum(entry.until, years)))
    axes: dict[str, tuple[Any, ...]] = {
        "from": tuple(start for start in BEGINNINGS if start < last),
        "who": GROUPS[:1] if declared and declared.by != "organisation" else GROUPS,
        "dose": ends[::-1] if ends else DOSES if entry.sort == "intervention" else (1.0,),
    }
    free = {key: axes[key] for key in axes if key not in given and not (key == "who" and "share" in given)}
    return [dict(zip(free, way, strict=True)) for way in product(*free.values())]


def _entry(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said of an entry without the numbers of its intervention."""
    return {key: value for key, value in given.items() if f"{given['what']}.{key}" not in declarations()}
