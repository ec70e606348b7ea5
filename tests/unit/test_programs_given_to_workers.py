"""Workers are given what was traced, built and tried, and need not trace it again; what they cannot take they make."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.compile.build import FOLDER, compiler
from sim.model import programs
from sim.model.compiled import is_at_hand, trusted
from sim.model.engine import build, streams_of
from sim.model.workers import shared
from sim.scenario import Scenario
from tests.whole import scenario

pytestmark = pytest.mark.skipif(compiler() is None, reason="there is no C compiler on this computer")


@pytest.fixture(autouse=True)
def folder(compiled_before: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER, str(compiled_before))
    monkeypatch.setattr(programs, "_PROGRAMS", [])
    return


def at_hand(made: Scenario) -> bool:
    return is_at_hand(build(made))


def test_workers_are_given_programs_that_are_believed_and_no_others() -> None:
    tried, traced = scenario("years=1"), scenario("years=1", "behaviour=siloed")
    trusted(build(tried), streams_of(tried, range(3)))
    programs.program_for(build(traced))
    assert [one for one, _ in programs.believed()] == [tried]
    assert dict(shared(at_hand, [(tried,), (traced,)], workers=2)) == {0: True, 1: False}


def test_what_a_worker_cannot_take_over_it_goes_without(monkeypatch: pytest.MonkeyPatch) -> None:
    made = scenario("years=1")
    trusted(build(made), streams_of(made, range(3)))
    (scenario_of_it, program), *_ = programs.believed()
    monkeypatch.setattr(programs, "believed", lambda: [(None, program), (scenario_of_it, program)])
    assert dict(shared(at_hand, [(made,), (made,)], workers=2)) == {0: True, 1: True}
