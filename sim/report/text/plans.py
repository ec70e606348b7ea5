"""What is planned, said in every report: each future's plan, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence

from sim.plan.words import sentences
from sim.scenario import Scenario


def planned(scenario: Scenario) -> tuple[str, ...]:
    """Return a sentence for each entry of a scenario's plan."""
    return sentences(scenario.plan, scenario.place)


def plans_of(scenarios: Sequence[Scenario], names: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Return who plans and what, a plan that several share once; nothing where nobody plans."""
    found: dict[tuple[str, ...], list[str]] = {}
    for scenario, name in zip(scenarios, names, strict=True):
        if scenario.plan:
            found.setdefault(planned(scenario), []).append(f"“{name}”")
    return [(f"What is planned with {' and '.join(who)}:", said) for said, who in found.items()]
