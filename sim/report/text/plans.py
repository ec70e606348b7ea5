"""What is planned, said in every report: each future's plan, sentence by sentence, with the numbers of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from sim.core.parameters import Declaration, declare
from sim.interventions import INTERVENTIONS
from sim.plan import Entry, Plan
from sim.plan.words import sentences
from sim.report.text.alone_words import nothing_alone
from sim.report.text.labels import parameter_value
from sim.report.text.words import lower_first
from sim.scenario import Scenario

PRICE = "price"


def planned(scenario: Scenario) -> tuple[str, ...]:
    """Return for each entry of a scenario's plan what it is, its numbers, and whether it moved nothing by itself."""
    said = zip(with_numbers(scenario, scenario.plan), scenario.plan, strict=True)
    return tuple(f"{words} {nothing_alone(entry.what)}".rstrip() for words, entry in said)


def with_numbers(scenario: Scenario, entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return for some entries of a scenario's plan what each is, with its numbers."""
    entries = tuple(entries)
    said = zip(sentences(Plan(entries), scenario.place), entries, strict=True)
    return tuple(f"{words} {own_numbers(scenario, entry)}".rstrip() for words, entry in said)


def own_numbers(scenario: Scenario, entry: Entry) -> str:
    """Return an intervention's price, and those of its numbers that are not as usual; empty for other entries."""
    if entry.sort != "intervention":
        return ""
    group, parts = scenario.parameters[entry.what], list[str]()
    for declared in declare(entry.what, INTERVENTIONS[entry.what].Params):
        name = declared.key.split(".")[1]
        value = np.asarray(getattr(group, name))
        usual = bool(np.all(value == declared.default))
        if name == PRICE:
            price = _said(declared, value)
            parts.insert(0, f"Price where all do it in full: {price}{'' if usual else _instead(declared)}")
        elif not usual:
            parts.append(f"{lower_first(declared.label)}: {_said(declared, value)}{_instead(declared)}")
    return f"{'; '.join(parts)}."


def plans_of(scenarios: Sequence[Scenario], names: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Return who plans and what, a plan that several share once; nothing where nobody plans."""
    found: dict[tuple[str, ...], list[str]] = {}
    for scenario, name in zip(scenarios, names, strict=True):
        if scenario.plan:
            found.setdefault(planned(scenario), []).append(f"“{name}”")
    return [(f"What is planned with {' and '.join(who)}:", said) for said, who in found.items()]


def _said(declared: Declaration, value: np.ndarray) -> str:
    """Return a number with its unit; where it differs by run, its ends."""
    ends = tuple(parameter_value(declared.key, float(end)) for end in (value.min(), value.max()))
    return ends[0] if ends[0] == ends[1] else f"from {ends[0]} to {ends[1]}"


def _instead(declared: Declaration) -> str:
    return f" (usually {parameter_value(declared.key, float(declared.default))})"
