"""What was screened and moves nothing is fixed, and nothing else is; the stored study is of what is declared now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim import unknowns as drawing
from sim.analysis.headline import HEADLINE
from sim.core.parameters import Evidence
from sim.report.text import rests_words
from sim.report.text.rests_words import leading, rests_on_numbers
from sim.scenario import declarations, load_scenario
from sim.unknowns import LEAST, asked_for, drawn, fixed, moves, nobody_knows, screened, unknowns
from sim.validation import screening
from sim.validation.screening import JUDGED, KINDS, Bases, bases, groups, matters_now, moved, of_effect, upper
from sim.validation.screening_pieces import KeptPoints

NEAR = 0.02  # of a smallest difference: other machines round otherwise
MOVES_PEOPLE, MONEY_ALONE = "decision.price", "bill.cashable"
Store = Callable[[dict[str, Any]], None]


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Put other numbers in place of those stored."""

    def clear() -> None:
        for read in (drawing.moves, drawing.fixed, drawing.unknowns):
            read.cache_clear()

    def put(numbers: dict[str, Any]) -> None:
        made = {"numbers": numbers, "worlds": [3, 5]}
        for module in (drawing, rests_words):
            monkeypatch.setattr(module, "screened", lambda: made)
        clear()

    clear()
    yield put
    monkeypatch.undo()
    clear()


def row(key: str, most: float) -> list[Any]:
    return [*drawing.as_declared(key), most, JUDGED[0], most, False]


def test_what_moves_less_than_half_a_smallest_difference_is_fixed_and_no_more(store: Store) -> None:
    one, two = nobody_knows()[:2]
    store({one: row(one, LEAST - 0.001), two: row(two, LEAST)})
    assert drawing.fixed() == (one,) and drawing.unknowns() == nobody_knows()[1:]


@pytest.mark.parametrize("moved_by", [0, 1, 2])
def test_a_number_that_is_new_or_declared_otherwise_is_drawn_until_it_is_screened(store: Store, moved_by: int) -> None:
    one, two, *_ = nobody_knows()
    other = row(two, 0.0)
    other[moved_by] += 0.01
    store({two: other})
    assert drawing.fixed() == () and {one, two} <= set(drawing.unknowns()) == set(nobody_knows())
    store({two: row(two, 0.0), "no.such_number": row(two, 0.0)})
    assert drawing.fixed() == (two,)


def test_a_number_is_drawn_the_same_whatever_else_is_and_is_drawn_where_it_is_named() -> None:
    key, other = nobody_knows()[3], nobody_knows()[7]
    alone, among = drawn([4, 9], [key]), drawn([4, 9], [other, key])
    assert np.array_equal(alone[key], among[key]) and np.array_equal(alone[key], drawn([4, 9], nobody_knows())[key])
    for one in fixed()[:1]:
        assert asked_for([one]) == (one,) and load_scenario([f"unknowns=[{one}]"]).unknowns == (one,)


@pytest.mark.once
def test_what_is_stored_is_of_what_is_declared_now() -> None:
    found = screened()
    assert set(found["numbers"]) == set(nobody_knows()) == set(moves()), "run `make screening`"
    assert found["matters"] == matters_now() and found["years"] == load_scenario(()).years, "run `make screening`"
    assert set(found["at_once"]) == set(JUDGED)
    assert set(fixed()) | set(unknowns()) == set(nobody_knows()) and not set(fixed()) & set(unknowns())


@pytest.mark.once
def test_what_is_stored_is_what_a_new_trial_finds() -> None:
    start = bases(screened()["worlds"], screened()["alone"])
    keys = [
        max((key for key in fixed() if not moves()[key].whole), key=lambda key: moves()[key].most),
        leading(unknowns())[0],
    ]
    for key, found in moved({key: (key,) for key in keys}, start).items():
        most, outcome = upper(found, start.worlds)
        assert most == pytest.approx(moves()[key].most, abs=NEAR) and outcome == moves()[key].outcome
        assert of_effect(found, start.worlds) == pytest.approx(moves()[key].effect, abs=NEAR), "run `make screening`"


def test_a_number_of_money_alone_moves_no_outcome_for_people_and_what_was_run_is_not_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start, folder = bases([3], 1), tmp_path / "pieces"
    members = {MOVES_PEOPLE: (MOVES_PEOPLE,), MONEY_ALONE: (MONEY_ALONE,)}
    found = moved(members, start, KeptPoints(folder))
    assert (
        found[MONEY_ALONE].shape == (2, len(KINDS), len(JUDGED)) and not found[MONEY_ALONE][:, :, : len(HEADLINE)].any()
    )
    assert (found[MOVES_PEOPLE].max(axis=(1, 2)) > 0.0).all()
    monkeypatch.setattr(screening, "run_batch", None)
    again = moved(members, start, KeptPoints(folder))
    assert all(np.array_equal(found[name], again[name]) for name in found)
    KeptPoints(folder).clear()
    assert not folder.exists()


def test_members_of_a_group_go_to_ends_of_their_own_and_then_to_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []

    def run(points: Any, start: Bases, pieces: Any) -> Any:
        seen.extend(points)
        return np.ones((len(points), 2, len(JUDGED)))

    monkeypatch.setattr(screening, "_run", run)
    start = bases(range(40), 0)
    whole = groups(nobody_knows())
    assert [key for keys in whole.values() for key in keys] == list(nobody_knows())
    assert not any(found.any() for found in moved(whole, start).values())
    assert len(seen) == 40 * (1 + 2 * len(whole))
    coins = np.array(list(screening._coins(start).values()), dtype=float)
    assert coins.shape == (len(nobody_knows()), 40) and 0.45 < coins.mean() < 0.55
    alike = np.asarray(np.corrcoef(coins))[np.triu_indices(len(coins), 1)]
    assert np.abs(alike).mean() < 0.2


def test_the_upper_end_is_the_largest_of_worlds_and_of_defaults_apart() -> None:
    found = np.zeros((6, len(KINDS), len(JUDGED)))
    assert upper(found, 4)[0] == 0.0
    found[4:, 1, 2] = 0.3
    most, outcome = upper(found, 4)
    assert most == pytest.approx(0.3) and outcome == JUDGED[2] and of_effect(found, 4) == 0.0
    found[:4, 2, 0] = (0.2, 0.4, 0.2, 0.4)
    most, outcome = upper(found, 4)
    assert outcome == JUDGED[0] and most == pytest.approx(0.3 + 2.353 * 0.11547 / 2.0, abs=1e-3)
    assert of_effect(found, 4) == pytest.approx(0.3)


def test_what_a_result_rests_on_is_counted_from_what_is_drawn_and_was_screened(store: Store) -> None:
    keys, still = nobody_knows()[:20], nobody_knows()[20:23]
    store({key: row(key, 1.0 + at) for at, key in enumerate(keys)} | {key: row(key, 0.1) for key in still})
    choices = sum(declarations()[key].evidence is Evidence.CHOICE for key in keys)
    said = rests_on_numbers(keys)
    assert (
        said.startswith("It rests on 20 numbers that nobody knows, of which ")
        and f"{choices} are our own choices" in said
    )
    assert leading(keys)[0] == keys[-1] and f"moves most with “{declarations()[keys[-1]].label}”" in said
    assert "3 more numbers were screened and move nothing that a headline tells of by half of what matters" in said
    assert "draws none" in rests_on_numbers(())
    assert "more number" not in rests_on_numbers((*keys, *still))
