"""The recorder by hand: the mean of four weeks, what is read at the end alone, and rows where they are asked for."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.core.state import State
from sim.outcomes.base import Outcome, Read
from sim.outcomes.recorder import Recorder
from tests.unit.relationships.three_organisations import world

ROWS: Read = lambda s, w: np.stack([s.beds, -s.beds])  # noqa: E731


def _outcome(name: str, **more: Any) -> Outcome:
    reader: Read = lambda s, w: s.beds  # noqa: E731
    return Outcome(name, name, name, "beds", "Beds.", "system", 1, 1.0, "C", reader, **more)


def _week(*beds: float) -> State:
    return State({"beds": np.array(beds)})


def _four(recorder: Recorder, *weeks: State) -> None:
    for state in weeks:
        recorder.week(state)
    recorder.round(weeks[-1])


MEAN, LAST = _outcome("mean"), _outcome("last", weekly=False)
FIRST_ROUND = (_week(1.0, 0.0), _week(2.0, 0.0), _week(3.0, 4.0), _week(6.0, 4.0))
SECOND_ROUND = (_week(8.0, 1.0), _week(8.0, 1.0), _week(8.0, 1.0), _week(0.0, 1.0))


def test_a_round_is_the_mean_of_its_four_weeks_or_its_last_week() -> None:
    recorder = Recorder(world(), [MEAN, LAST])
    _four(recorder, *FIRST_ROUND)
    _four(recorder, *SECOND_ROUND)
    found = recorder.arrays()
    assert found["mean"].tolist() == [[3.0, 2.0], [6.0, 1.0]]
    assert found["last"].tolist() == [[6.0, 4.0], [0.0, 1.0]]
    assert FIRST_ROUND[0].beds.tolist() == [1.0, 0.0]


def test_what_is_read_at_the_end_is_not_read_in_a_week() -> None:
    seen: list[float] = []

    def reader(state: State, _: object) -> np.ndarray:
        seen.append(float(state.beds[0]))
        return state.beds

    ending = Outcome("last", "last", "last", "beds", "Beds.", "system", 1, 1.0, "C", reader, weekly=False)
    recorder = Recorder(world(), [ending])
    _four(recorder, *FIRST_ROUND)
    assert recorder.arrays()["last"].tolist() == [[6.0, 4.0]] and seen == [6.0]


def test_before_its_first_round_a_recorder_has_nothing() -> None:
    recorder = Recorder(world(), (one for one in [MEAN, LAST]))
    recorder.week(_week(1.0))
    assert [one.name for one in recorder.outcomes] == ["mean", "last"]
    assert recorder.series == {"mean": [], "last": []} and recorder.details == {}


def test_rounds_that_are_read_together_are_those_read_one_by_one() -> None:
    """A variable that is the same in all runs is read as if each run had its own."""
    sizes = list[int]()

    def reader(state: State, _: object) -> np.ndarray:
        sizes.append(len(state.beds))
        return state.beds * state.staff

    measured = [
        Outcome(
            f"{weekly}", "x", "x", "beds", "Beds.", "system", 1, 1.0, "C", reader, weekly=weekly, detail=("x", ROWS)
        )
        for weekly in (True, False)
    ]
    random = np.random.default_rng(4)
    weeks = [State({"beds": random.normal(size=3), "staff": random.normal(size=1)}) for _ in range(28)]
    together, alone = (Recorder(world(), measured, details=True) for _ in range(2))
    for first in range(0, 28, 4):
        for recorder in (together, alone):
            _four(recorder, *weeks[first : first + 4])
        assert len(alone.series["True"]) == first // 4 + 1
    del sizes[:]
    one, other = together.arrays(), alone.arrays()
    assert sizes == [84, 21]
    assert all((one[name] == other[name]).all() and one[name].shape == (7, 3) for name in ("True", "False"))
    assert [rows.tolist() for rows in together.details["True"]] == [rows.tolist() for rows in alone.details["True"]]


def test_no_more_is_kept_unread_than_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.outcomes.recorder.TIES_AT_ONCE", 3 * 2 * world().size("tie"))
    seen = list[int]()

    def reader(state: State, _: object) -> np.ndarray:
        seen.append(len(state.beds))
        return state.beds

    recorder = Recorder(world(), [Outcome("o", "o", "o", "b", "B.", "system", 1, 1.0, "C", reader, weekly=False)])
    for _ in range(7):
        _four(recorder, *FIRST_ROUND)
    assert seen == [6, 6] and len(recorder.series["o"]) == 7 and seen == [6, 6, 2]


@pytest.mark.parametrize("weekly", [True, False])
def test_rows_are_kept_where_they_are_asked_for_as_they_are_at_the_end_of_the_round(weekly: bool) -> None:
    detailed = _outcome("detailed", weekly=weekly, detail=("end", ROWS))
    without, asked = Recorder(world(), [MEAN, detailed]), Recorder(world(), [MEAN, detailed], details=True)
    for recorder in (without, asked):
        _four(recorder, *FIRST_ROUND)
        _four(recorder, *SECOND_ROUND)
    assert without.details == {}
    assert list(asked.details) == ["detailed"]
    assert [values.tolist() for values in asked.details["detailed"]] == [
        [[6.0, 4.0], [-6.0, -4.0]],
        [[0.0, 1.0], [-0.0, -1.0]],
    ]
    assert set(asked.arrays()) == {"mean", "detailed"}


def test_rounds_come_one_by_one_or_in_blocks() -> None:
    recorder, block = Recorder(world(), [MEAN, LAST]), np.arange(4.0).reshape(2, 2)
    recorder.extend({"mean": block})
    assert np.shares_memory(recorder.arrays()["mean"], block), "nothing is copied"
    recorder.extend({"last": block})
    _four(recorder, *FIRST_ROUND)
    assert recorder.arrays()["mean"].tolist() == [[0.0, 1.0], [2.0, 3.0], [3.0, 2.0]]
