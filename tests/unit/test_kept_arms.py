"""Arms that are kept, by hand: the last year of every future in batches, packs of six, and only what is not kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from sim.analysis import kept_arms
from sim.analysis.kept_arms import levels_of, run_kept
from sim.scenario import Scenario, load_scenario


@cache
def arm(years: int = 1) -> Scenario:
    return load_scenario([f"years={years}"])


@pytest.mark.parametrize(("seeds", "batches"), [(3, [3]), (4, [4]), (5, [4, 1]), (8, [4, 4]), (9, [4, 4, 1])])
def test_every_future_is_run_once_in_batches_and_has_its_last_year(
    monkeypatch: pytest.MonkeyPatch, seeds: int, batches: list[int]
) -> None:
    ran = list[int]()

    def made(scenario: Scenario, part: Sequence[int], outcomes: Sequence[str]) -> Any:
        ran.append(len(part))
        first, last = np.full((13, len(part)), 999.0), np.tile(np.array(part, dtype=float), (13, 1))
        return SimpleNamespace(series={name: np.concatenate([first, last]) for name in outcomes})

    monkeypatch.setattr(kept_arms, "LARGEST_BATCH", 4)
    monkeypatch.setattr(kept_arms, "run_batch", made)
    found = levels_of([arm(2), arm(2)], [10 + seed for seed in range(seeds)], ["delayed", "trust"])
    assert ran == batches * 2 and [list(one) for one in found] == [["delayed", "trust"]] * 2
    assert all(levels.tolist() == [10.0 + seed for seed in range(seeds)] for one in found for levels in one.values())


class Kept:
    """Pieces that are held here."""

    def __init__(self, **pieces: Any) -> None:
        self.pieces = dict(pieces)

    def found(self) -> dict[str, Any]:
        return dict(self.pieces)

    def keep(self, name: str, levels: Any) -> None:
        self.pieces[name] = levels


def _here(monkeypatch: pytest.MonkeyPatch, asked: list[Any]) -> None:
    def shared(task: Any, jobs: Sequence[Any], workers: int) -> Iterator[tuple[int, Any]]:
        assert task is kept_arms.levels_of
        asked.append(workers)
        for number, (arms, seeds, outcomes) in reversed(list(enumerate(jobs))):
            asked.append((len(arms), seeds, outcomes))
            yield number, [one.label for one in arms]

    monkeypatch.setattr(kept_arms, "shared", shared)


def _arms(settled: str) -> dict[str, Any]:
    return {f"arm {n}": SimpleNamespace(settled_key=int(key), label=f"of {n}") for n, key in enumerate(settled)}


def test_six_go_together_and_each_answer_to_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, done = list[Any](), list[int]()
    _here(monkeypatch, asked)
    found: Any = run_kept(_arms("2121212"), range(3), ["trust"], workers=2, progress=done.append)
    assert asked == [2, (1, (0, 1, 2), ("trust",)), (6, (0, 1, 2), ("trust",))] and done == [1, 6]
    assert found == {f"arm {n}": f"of {n}" for n in range(7)}
    assert list(found) == ["arm 6", "arm 1", "arm 3", "arm 5", "arm 0", "arm 2", "arm 4"], "those of key 1 go first"


def test_what_is_kept_is_not_run_and_what_is_run_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, done = list[Any](), list[int]()
    _here(monkeypatch, asked)
    pieces: Any = Kept(**{"arm 1": "kept", "of another study": "other"})
    found: Any = run_kept(_arms("111"), (5,), ["trust"], kept=pieces, progress=done.append)
    assert found == {"arm 0": "of 0", "arm 1": "kept", "arm 2": "of 2"} and asked[1:] == [(2, (5,), ("trust",))]
    assert asked[0] == 1 and done == [1, 2]
    assert pieces.pieces == {"of another study": "other", **found}


def test_where_nothing_is_kept_nothing_is_said_to_be_done_beforehand(monkeypatch: pytest.MonkeyPatch) -> None:
    done = list[int]()
    _here(monkeypatch, [])
    pieces: Any = Kept()
    run_kept(_arms("1"), (5,), ["trust"], kept=pieces, progress=done.append)
    assert done == [1]
