"""Branches: futures that agree until a round share it, to the bit, and cost what they do not share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from sim.core.arithmetic import Array
from sim.model import branches
from sim.model.branches import branchings, until
from sim.model.engine import Machine
from sim.model.ensemble import run_arms, run_batch
from sim.scenario import Scenario
from tests.whole import differing, scenario

MADE = ("years=2", "warm_up_years=2", "behaviour=mixed")
LATE = {"enabler": {"from": 1.5}}


@pytest.fixture(autouse=True)
def _afresh() -> Iterator[None]:
    branches._KEPT.clear()
    yield
    branches._KEPT.clear()


@pytest.fixture
def stepped(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Return a list that fills with (round from month 0 on, runs) of every step."""
    found: list[tuple[int, int]] = []
    step = Machine.step

    def counted(self: Machine, state: Any, streams: Any, week: int, **more: Any) -> None:
        if week >= 0:
            found.append((week // 4, len(streams.replicates)))
        step(self, state, streams, week, **more)

    monkeypatch.setattr(Machine, "step", counted)
    return found


def planned(**entries: Any) -> Scenario:
    return scenario(*MADE).with_plan(entries)


def walked(made: Scenario, seeds: list[int]) -> dict[str, Array]:
    """Return outcomes of runs that share nothing: what is watched is run from month 0."""
    return run_batch(made, seeds, watch=lambda state: None).series


def test_an_arm_that_differs_late_costs_what_it_does_not_share(stepped: list[tuple[int, int]]) -> None:
    arms = [scenario(*MADE), planned(**LATE), planned(enabler={"from": 1.5, "dose": 0.5})]
    made = run_arms(arms, [3, 4, 5])
    assert len(stepped) == 26 + 7 + 7, "the last half year alone for the second and the third"
    for arm, scene in zip(made, arms, strict=True):
        assert not differing(arm.series, walked(scene, [3, 4, 5]))
    assert differing(made[1].series, made[2].series) and differing(made[0].series, made[1].series)


def test_a_plan_from_year_three_of_six_steps_half_the_rounds_where_its_base_is_at_hand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """At most three fifths of what a run from month 0 takes, counted; what a round does is left out, to be quick."""
    weeks: list[int] = []

    def counted(self: Machine, state: Any, streams: Any, week: int, **more: Any) -> None:
        weeks.append(week)

    monkeypatch.setattr(Machine, "step", counted)
    base = scenario("years=6", "warm_up_years=2", "behaviour=mixed", "place.figures.beds=801")  # settled by nobody else
    late, whole = (base.with_plan({"enabler": {"from": start, "until": 5}}) for start in (3, 0))
    took: list[int] = []
    for arms in ([base, late], [base], [whole]):
        branches._KEPT.clear()
        weeks.clear()
        run_arms(arms, [3])
        took.append(sum(week >= 0 for week in weeks))
    beside, alone, from_month_0 = took
    assert alone == from_month_0 == 6 * 13
    assert beside - alone == 3 * 13 <= 0.6 * from_month_0


def test_runs_of_a_batch_that_agree_until_then_are_one(stepped: list[tuple[int, int]]) -> None:
    doses = np.array([0.2, 0.2, 0.6, 0.6, 1.0, 1.0])
    varied = planned(**LATE).varied({"plan.enabler.dose": doses})
    made = run_batch(varied, [3, 4] * 3).series
    assert {runs for number, runs in stepped if number < 19} == {2}
    assert {runs for number, runs in stepped if number >= 19} == {6}
    assert not differing(made, walked(varied, [3, 4] * 3))


def test_a_plan_of_several_turns_goes_on_from_the_latest_that_agrees(stepped: list[tuple[int, int]]) -> None:
    first = {"meet": {"what": "participation.contact", "dose": 0.8, "from": 0.5, "until": 1.0}}
    run_batch(planned(**first, **LATE), [3])
    assert len(stepped) == 26
    made = planned(**first, enabler={"from": 1.7})
    assert not differing(run_batch(made, [3]).series, walked(made, [3]))
    assert len(stepped) == 26 + (26 - 19) + 26, "nothing differs until the first of the two begins"
    stepped.clear()
    other = planned(meet={**first["meet"], "dose": 0.2}, **LATE)
    assert not differing(run_batch(other, [3], details=False).series, walked(other, [3]))
    assert len(stepped) == (26 - 6) + 26, "the dose acts from half a year on"


def test_what_begins_after_a_year_may_end_or_be_followed_by_more(stepped: list[tuple[int, int]]) -> None:
    meet = {"what": "participation.contact", "dose": 0.8}
    waits = {**meet, "who": ["council"], "from": 1.6, "begin_if": {"outcome": "delayed", "above": 0}}
    others = {"what": "participation.conflict", "dose": 0.8, "from": np.array([1.2, 1.1])}
    for plan in (
        {"meet": {**meet, "from": 1.1, "until": 1.7}},
        {"enabler": {"from": 1.1}, "meet": {**meet, "from": 1.6}},
        {"meet": waits, "enabler": {"from": 1.2, "until": 1.8}},
        {"others": others, "enabler": {"from": 1.7}},
    ):
        branches._KEPT.clear()
        stepped.clear()
        made = planned(**plan)
        shared = run_batch(made, [3, 4]).series
        assert len(stepped) == 26
        assert not differing(shared, walked(made, [3, 4]))


def test_what_is_recorded_or_drawn_otherwise_is_not_shared() -> None:
    made, base = planned(**LATE), scenario(*MADE)
    run_batch(made, [3, 4])
    rows = run_batch(made, [3, 4], details=True).details
    assert rows and all(len(values) == 26 for values in rows.values())
    few = run_batch(made, [3, 4], outcomes=("trust",)).series
    assert set(few) == {"trust"}
    for one in (made.varied({"trust.asymmetry": 1.0}), made.varied({"enabler.price": 0.3})):
        assert not differing(run_batch(one, [4, 3]).series, walked(one, [4, 3]))
    assert not branches._KEPT.clear() and not run_batch(base, [3]).details and not branches._KEPT, "no plan, no branch"


def test_turns_and_what_acts_until_then() -> None:
    made = planned(
        enabler={"from": 0.3, "until": 1.5, "who": {"share": 0.5}},
        beds={"what": "beds.added", "dose": 0.1},
        late={"what": "participation.contact", "dose": 1.0, "from": 1.75},
    )
    assert branchings(made.plan) == {3, 19, 22}
    assert [entry.name for entry in until(made, 3).plan] == ["beds"]
    assert [entry.name for entry in until(made, 4).plan] == ["enabler", "beds"]
    cheap = made.varied({"enabler.price": 0.3})
    assert until(made, 3) == until(cheap, 3) and until(made, 4) != until(cheap, 4)
    assert until(made, 19) == until(made.varied({"plan.enabler.until": 1.9}), 19)
    spread = made.varied({"plan.enabler.from": np.array([0.3, 0.1])})
    assert branchings(spread.plan) == {1, 19, 22} and len(branches._KEPT) <= branches.MOST_KEPT
