"""A name is suggested only where one is near; else what there is, or where it stands."""

from __future__ import annotations

import pytest

from sim.core.nearest import nearest, unknown
from sim.interventions import INTERVENTIONS
from sim.outcomes import OUTCOMES
from sim.scenario import declarations

SLIPS = (
    ("replicatons", ["replications", "place", "years"], "replications"),
    ("enablr", INTERVENTIONS, "enabler"),
    ("delay", OUTCOMES, "delayed"),
    ("trst.asymetry", declarations(), "trust.asymmetry"),
    ("asymmetry", declarations(), "trust.asymmetry"),
    ("council/cheif", ["council/chief", "council/finance"], "council/chief"),
    ("plan.enabler.form", ["plan.enabler.from", "plan.enabler.until"], "plan.enabler.from"),
    ("trust.asymmetry.deep", declarations(), "trust.asymmetry"),
)
FAR = (
    ("council/mayor", ["council/chief", "council/finance"]),
    ("plan.coaching.from", ["plan.enabler.from", "plan.enabler.until"]),
    ("banana", declarations()),
    ("quarterly", OUTCOMES),
    ("x", INTERVENTIONS),
    ("trust.qqq", [key for key in declarations() if key.startswith("trust.")]),
)


@pytest.mark.parametrize(("name", "accepted", "meant"), SLIPS)
def test_a_slip_finds_what_was_meant(name: str, accepted: list[str], meant: str) -> None:
    assert nearest(name, accepted) == meant
    assert unknown(name, accepted).endswith(f"did you mean '{meant}'?")


@pytest.mark.parametrize(("name", "accepted"), FAR)
def test_what_is_near_nothing_gets_no_suggestion_but_what_there_is(name: str, accepted: list[str]) -> None:
    said = unknown(name, accepted)
    assert nearest(name, accepted) is None and "did you mean" not in said and "expected one of" in said
    assert "\n" not in said and len(said) < 400


def test_a_few_names_are_listed_and_of_many_is_said_how_many_and_where() -> None:
    assert unknown("q", ["b", "a"], "order") == "unknown order 'q': expected one of a, b"
    many = [f"name_{number}" for number in range(20)]
    assert unknown("q", many, "order").endswith(" and 8 more")
    assert unknown("banana", OUTCOMES, "outcome").endswith(f"one of the {len(OUTCOMES)} names in docs/outcomes.md")


def test_the_likeliest_of_several_near_ones_is_suggested() -> None:
    assert nearest("bedz", ["beds_added", "bed_days", "beds"]) == "beds"
