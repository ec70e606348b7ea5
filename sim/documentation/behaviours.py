"""docs/behaviours.md: which numbers each behaviour changes, and nothing else differs between them."""

from __future__ import annotations

import inspect

import numpy as np

from sim.behaviours import BEHAVIOURS, Behaviour
from sim.core.parameters import declare
from sim.documentation.markdown import MADE, code, number, plain, table
from sim.mechanisms.decisions.participation import ParticipationParams
from sim.mechanisms.decisions.participation.practices import PRACTICES
from sim.mechanisms.schedule import MECHANISMS
from sim.scenario import declarations, load_scenario

_INTRODUCTION = """
Unless a behaviour has a decision of its own, teams decide by one rule
([`behaviours/common_rule.py`](../sim/behaviours/common_rule.py)): nobody is made cleverer, quicker or kinder by a
name. A behaviour says which teams take part in working as a system, whether the hospital may buy its own way round a
blocked boundary, and where its configuration starts the practices. A decision of its own is made from the same sights,
at the same price in effort, and from month 0 on. Everything else is the same.
"""
_START = "A level set here is where the behaviour's file in `configs/behaviour/` starts; any scenario may change it."
_PRACTICES = (
    "What a team *does*, as a level from 0 to 1 that takes hours and money; the state it may grow is reported, never "
    "set. Each acts through the rules named, and nowhere else."
)
_WEIGHT = """
What a team that takes part changes is one number, phi: how far its purpose counts when it decides. It moves from
`participation.own_weight` ({own}) towards `participation.full_weight` ({full}) over about `participation.learning`
({years}) years. Purpose itself (how much of the whole system leaders value) is never set: it grows or shrinks by its
own rule.
"""


def page() -> str:
    """Return the page."""
    known = {d.key.split(".")[1]: d for d in declare("participation", ParticipationParams)}
    weight = _WEIGHT.format(
        own=number(known["own_weight"].default),
        full=number(known["full_weight"].default),
        years=number(known["learning"].default),
    )
    sentences = table(["Behaviour", "Name", "What teams do", "Known as"], [_said(b) for b in BEHAVIOURS.values()])
    changed = _changed()
    numbers = table(["What it changes", *(f"`{name}`" for name in BEHAVIOURS)], _numbers(changed))
    return (
        "\n\n".join(
            [
                "# Behaviours",
                MADE,
                _INTRODUCTION.strip(),
                sentences,
                "## What each changes",
                numbers,
                _START,
                weight.strip(),
                "## Practices",
                _PRACTICES,
                table(["Parameter", "What is done", "Read by"], _practices()),
            ]
        )
        + "\n"
    )


def _said(behaviour: Behaviour) -> list[str]:
    names = " ".join((inspect.getdoc(type(behaviour)) or "").partition("Names: ")[2].partition("\n\n")[0].split())
    return [plain(behaviour.label), f"`{behaviour.name}`", plain(behaviour.sentence), plain(names.removesuffix("."))]


def _changed() -> dict[str, dict[str, float | bool]]:
    """Return, by behaviour, the parameters that its configuration sets away from their defaults."""
    base = load_scenario(["behaviour=as_today"]).parameters
    result: dict[str, dict[str, float | bool]] = {}
    for name in BEHAVIOURS:
        made = load_scenario([f"behaviour={name}"]).parameters
        pairs = ((key, *key.split(".")) for key in declarations())
        result[name] = {
            key: getattr(made[group], field)
            for key, group, field in pairs
            if getattr(made[group], field) != getattr(base[group], field)
        }
    return result


def _numbers(changed: dict[str, dict[str, float | bool]]) -> list[list[str]]:
    every = BEHAVIOURS.values()
    rows = [
        ["teams that take part", *(_share(b) for b in every)],
        ["hospital may buy a way round", *("yes" if b.buys_round else "no" for b in every)],
        ["how organisations decide", *(_by(type(b).decide is Behaviour.decide) for b in every)],
        ["how leaders decide", *(_by(type(b).decide_as_leader is Behaviour.decide_as_leader) for b in every)],
        ["who practises", *("every team" if b.all_practise else "teams that take part" for b in every)],
    ]
    for key in dict.fromkeys(key for values in changed.values() for key in values):
        default = declarations()[key].default
        rows.append([f"`{key}`", *(number(values.get(key, default)) for values in changed.values())])
    return rows


def _by(usual: bool) -> str:
    return "by the common rule" if usual else "by its own rule"


def _share(behaviour: Behaviour) -> str:
    invited, stated = np.array([0.2, 0.8]), 0.3
    share = behaviour.share(invited, stated)
    if np.array_equal(share, invited):
        return "drawn for each place, mean one half"
    if np.all(share == stated):
        return "`participation.share`"
    if np.all(share == share[0]):
        return {0.0: "none", 1.0: "all"}.get(float(share[0]), number(float(share[0])))
    return "its own rule"


def _practices() -> list[list[str]]:
    labels = {d.key: d.label for d in declare("participation", ParticipationParams)}
    rows = []
    for name, variable in PRACTICES.items():
        readers = [f"[{kind.name}](model.md#{kind.name})" for kind in MECHANISMS if variable in kind.reads]
        rows.append([code([f"participation.{name}"]), plain(labels[f"participation.{name}"]), ", ".join(readers)])
    return rows
