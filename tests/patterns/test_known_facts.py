"""Does the model reproduce what is known? Protocols and tolerances are declared with the facts (sim/validation)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sim.validation import FACTS, Runs
from tests.patterns.failing import FAILING

PAGE = Path(__file__).parents[2] / "docs" / "validation.md"
LONG = {"S9 vision"}  # all 2^5 sets of factors
SAME_WITH_MORE_PLACES = ("M0 delayed", "S2 siloed", "S2 programme", "S4", "S6 process", "S6 ranks", "S7 cost", "S17")
OFTEN = {
    "M0 delayed",
    "S2 siloed",
    "S6 process",
}  # one of month 0, one of outcomes, one of a process; else in `make soak`


def _declared(name: str) -> object:
    marks = [pytest.mark.slow] if name in LONG else []
    if name in FAILING:
        marks.append(pytest.mark.xfail(reason=FAILING[name], strict=True))
    return pytest.param(name, marks=marks)


@pytest.mark.parametrize("name", [_declared(name) for name in FACTS])
def test_fact(name: str, runs: Runs) -> None:
    """As declared: 64 places on the same draws, or the number that its protocol gives."""
    known = FACTS[name]
    measured = known.measure(runs)
    assert measured.passed, f"{known.sentence} Asked: {known.tolerance}. Found: {measured.text}. {measured.beside}"


@pytest.mark.slow
@pytest.mark.parametrize("name", SAME_WITH_MORE_PLACES)
def test_fact_over_four_times_as_many_places(name: str, more_runs: Runs) -> None:
    """A verdict that hangs on which 64 places were drawn is worth little."""
    if name not in OFTEN and os.environ.get("SOAK") is None:
        pytest.skip("minutes of work: make soak")
    measured = FACTS[name].measure(more_runs)
    assert measured.passed, measured.text


def test_page_and_tests_agree_on_what_fails() -> None:
    """The page is generated (`python -m experiments.validate`); its verdicts are those of these tests."""
    rows = [line.split(" | ") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    said = {row[0].removeprefix("| "): row[-1].removesuffix(" |") for row in rows if len(row) == 5}
    for name in FACTS:
        assert ("fails" in said[name]) == (name in FAILING), f"{name}: run python -m experiments.validate again"
    assert {"holds", "**fails**"} >= {said[name] for name in FACTS}


def test_failing_facts_are_declared() -> None:
    assert set(FAILING) <= set(FACTS)
