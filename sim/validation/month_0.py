"""Month 0: a place of 300,000 people as England's figures put it; and that nothing drifts where nothing changes."""

from __future__ import annotations

from sim.validation.fact import Fact, Measured, between, median
from sim.validation.runs import AS_TODAY, LEVEL, Runs

RANGES = (
    ("attendances", "Visits to A&E in a year", 130e3, 140e3, "{:,.0f}", "put in"),
    ("admissions", "Emergency admissions in a year", 31e3, 35e3, "{:,.0f}", "put in"),
    ("beds", "Hospital beds", 500, 540, "{:.0f}", "put in"),
    ("occupancy", "Share of beds in use", 0.91, 0.95, "{:.1%}", "put in"),
    ("delayed", "People delayed in hospital on a day", 55, 75, "{:.1f}", "tuned to"),
    ("four_hour", "A&E visits over within four hours", 0.70, 0.76, "{:.1%}", "put in"),
    ("waiting_list", "People waiting for planned treatment", 37e3, 41e3, "{:,.0f}", "put in"),
    ("within_18_weeks", "Share of them waiting under 18 weeks", 0.55, 0.60, "{:.1%}", "tuned to"),
    ("clients", "People with long-term social care in a year", 4300, 4600, "{:,.0f}", "put in"),
    ("social_care_spend", "Social care spending, £m a year", 135, 147, "{:.0f}", "put in"),
    ("nhs_spend", "NHS spending, £m a year", 840, 900, "{:.0f}", "put in"),
)


def name_of(outcome: str) -> str:
    """Return the name of the fact that says an outcome's level at month 0."""
    return f"M0 {outcome.replace('_', ' ')}"


def _range(outcome: str, label: str, low: float, high: float, form: str, kind: str) -> Fact:
    def measure(runs: Runs) -> Measured:
        value = median(runs.arm(*AS_TODAY, *LEVEL, "years=10").year(outcome, 1))
        return Measured(between(value, low, high), form.format(value), {outcome: value})

    return Fact(
        name_of(outcome),
        f"{label} at month 0.",
        "As today, nothing grows; mean of the first 52 weeks; median of the places.",
        f"{form.replace('.1', '.0').format(low)} to {form.replace('.1', '.0').format(high)}",
        "figures of the place file (England's rates for 300,000 people)",
        "tuned to" if kind == "tuned to" else "put in",
        measure,
    )


_STEADY = (
    ("trust", "Trust between partners", 0.02),
    ("contact", "Meetings between two leaders a month", 0.1),
    ("capability", "Ability of teams to work together", 0.02),
    ("pressure", "Pressure that organisations feel", 0.02),
    ("projects", "Joint projects in place", 0.5),
)


def _steady(outcome: str, label: str, tolerance: float) -> Fact:
    def measure(runs: Runs) -> Measured:
        arm = runs.arm(*AS_TODAY, *LEVEL, "years=10")
        first, last = (float(arm.year(outcome, year).mean()) for year in (1, 10))
        return Measured(
            abs(last - first) <= tolerance,
            f"{first:.3f} in year 1, {last:.3f} in year 10",
            {"first": first, "last": last},
        )

    return Fact(
        f"Q1 {outcome}",
        f"Where nothing changes, nothing drifts: {label[0].lower()}{label[1:]}.",
        "As today, nothing grows, 10 years after the warm-up; mean of the places, year 10 against year 1.",
        f"within {tolerance:g}: the smallest difference that matters",
        "model design: a settled start",
        "tuned to" if outcome == "projects" else "came out",
        measure,
    )


FACTS = (*(_range(*row) for row in RANGES), *(_steady(*row) for row in _STEADY))
