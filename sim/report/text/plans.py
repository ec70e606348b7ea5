"""What is planned, said in every report: each future's plan, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence

from sim.plan.words import sentences
from sim.report.text.alone_words import nothing_alone
from sim.scenario import Scenario


def planned(scenario: Scenario) -> tuple[str, ...]:
    """Return for each entry of a scenario's plan what it is in a sentence, and whether it moved nothing by itself."""
    said = zip(sentences(scenario.plan, scenario.place), scenario.plan, strict=True)
    return tuple(f"{words} {nothing_alone(entry.what)}".rstrip() for words, entry in said)


def plans_of(scenarios: Sequence[Scenario], names: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Return who plans and what, a plan that several share once; nothing where nobody plans."""
    found: dict[tuple[str, ...], list[str]] = {}
    for scenario, name in zip(scenarios, names, strict=True):
        if scenario.plan:
            found.setdefault(planned(scenario), []).append(f"“{name}”")
    return [(f"What is planned with {' and '.join(who)}:", said) for said, who in found.items()]
