"""What a question asks for beside what its place faces: another rule, or a place of its own for each future."""

from __future__ import annotations

from sim.report.text.words import joined
from sim.scenario import Scenario
from sim.theories import KEYS, Theory, theory_of


def theories_asked(scenario: Scenario) -> list[Theory]:
    """Return the rival theories that a scenario is asked for under; none under the usual rules."""
    words = (text.partition("=")[::2] for text in scenario.overrides)
    found = [theory_of(key, name) for key, name in words if key in KEYS]
    return [one for one in found if not one.usual]


def asked_beside(scenario: Scenario) -> str:
    """Say under which rival theories it runs, and whether each future is a place with other figures; else nothing."""
    said = ""
    if rules := [f"“{one.label}” (rule of {one.family})" for one in theories_asked(scenario)]:
        said = f" It runs under {joined(rules)} instead of the usual rule."
    if scenario.parameters["divergence"].levels:
        said += (
            f" Each future is a place like {scenario.place.label} with other visits to A&E, emergency admissions and "
            "beds than its file says."
        )
    return said
