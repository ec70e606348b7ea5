"""Worlds for a place of one's own are tried against its own month 0, at its own size, and not taken from Anyplace."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from sim.analysis.history import Worlds
from sim.cli import main
from sim.core.arithmetic import Array
from sim.core.parameters import InputError
from sim.place import Place, load_place
from sim.validation import alone, own_month_0
from sim.validation.own_month_0 import agree, is_matched, levels_of, pool
from sim.validation.worlds import kept

SMALLER = alone.PLACES["smaller"]
TRIED = 96


@pytest.fixture(scope="module")
def levels() -> dict[str, dict[str, Array]]:
    """Return each figure of month 0 in some worlds, in Anyplace and in a place of a third of its people."""
    return {name: levels_of(load_place(name), 0, TRIED) for name in ("anyplace", SMALLER)}


@pytest.mark.once
def test_at_anyplace_they_are_those_that_are_shipped(levels: Mapping[str, Mapping[str, Array]]):
    shipped = [world for world in kept() if world < TRIED]
    assert np.flatnonzero(agree(levels["anyplace"])).tolist() == shipped
    assert pool(load_place("anyplace"), tried=TRIED).tolist() == shipped and is_matched(load_place("anyplace"))


@pytest.mark.once
def test_at_a_place_of_other_size_they_are_its_own(levels: Mapping[str, Mapping[str, Array]]):
    place, own = load_place(SMALLER), levels[SMALLER]
    assert not is_matched(place) and np.median(own["usual beds"]) < 200.0
    found = np.flatnonzero(agree(own))
    assert TRIED / 8 < len(found) < TRIED / 2 and found.tolist() != [world for world in kept() if world < TRIED]


def test_a_place_with_one_other_figure_is_not_the_one_they_were_matched_to():
    assert not is_matched(load_place("anyplace", {"beds": 500.0}))


def planted(beds: float, moved: float, occupancy: float = 0.0) -> dict[str, Array]:
    """Return levels in two worlds of a place with so many beds, of which the second moves them by so much."""
    names = [name for figures in own_month_0.WAVES.values() for name, *_ in figures]
    made = {
        f"{which}{name}": np.full(2, own_month_0.centre()[name]) for name in names for which in ("usual ", "world ")
    }
    made |= {"usual beds": np.full(2, beds), "world beds": np.array([beds, beds * (1.0 + moved)])}
    made["world occupancy"] = made["usual occupancy"] + np.array([0.0, occupancy])
    return made


@pytest.mark.parametrize("beds", [5.0, 173.0, 520.0, 5000.0])
def test_amounts_may_move_by_as_large_a_share_in_a_place_of_any_size_and_shares_by_as_many_points(beds: float):
    assert agree(planted(beds, 0.03)).tolist() == [True, True]
    assert agree(planted(beds, 0.05)).tolist() == [True, False], "540 beds of 520 are the most"
    assert agree(planted(beds, -0.05)).tolist() == [True, False]
    assert agree(planted(beds, 0.0, 0.010)).tolist() == [True, True]
    assert agree(planted(beds, 0.0, 0.020)).tolist() == [True, False], "95% of beds are the most, of 93.6%"


def test_parts_are_kept_and_not_tried_again_and_none_is_one_line(monkeypatch: pytest.MonkeyPatch):
    place, tried, pieces = load_place(SMALLER), list[tuple[int, int]](), dict[str, Mapping[str, Array]]()

    def some(_: Place, start: int, stop: int) -> dict[str, Array]:
        tried.append((start, stop))
        part = planted(173.0, 0.05)
        return {key: np.resize(one, stop - start) for key, one in part.items()}

    def kept_piece(name: str, make: object) -> Mapping[str, Array]:
        return pieces[name] if name in pieces else pieces.setdefault(name, make())  # type: ignore[operator]

    monkeypatch.setattr(own_month_0, "levels_of", some)
    counted = list[int]()
    found = pool(place, 1, kept_piece, counted.append, tried=600)
    assert found.tolist() == list(range(0, 600, 2)) and tried == [(0, 512), (512, 600)] and sum(counted) == 600
    assert pool(place, 1, kept_piece, tried=600).tolist() == found.tolist() and len(tried) == 2
    monkeypatch.setattr(own_month_0, "agree", lambda levels: np.zeros(600, dtype=bool))
    with pytest.raises(InputError, match=r"no world agrees with its month 0; expected unknowns=\[...\]"):
        pool(place, 1, kept_piece, tried=600)


@pytest.mark.slow
def test_a_calibration_at_a_place_of_ones_own_runs_worlds_of_that_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    asked, own = list[str](), np.arange(1, 121, 2)

    def of_place(place: Place, *_: object) -> Worlds:
        asked.append(place.digest)
        return own

    monkeypatch.setattr("sim.cli.calibrate.pool", of_place)
    file = tmp_path / "mine.csv"
    file.write_text("outcome,date,value,error\ndelayed,1,21,3\n", encoding="utf-8")
    words = [f"observed={file}", f"place={SMALLER}", "warm_up_years=2", "size=60", "machine=numpy", "workers=1"]
    assert main(["calibrate", *words, f"results={tmp_path / 'r'}"]) == 0, capsys.readouterr()
    assert asked == [load_place(SMALLER).digest]
    (made,) = (tmp_path / "r").iterdir()
    said = json.loads((made / "worlds.json").read_text())
    assert said["tried"] == len(own) and said["place"]["digest"] == asked[0]
    assert set(said["worlds"]) <= set(own.tolist())
    assert "Of 60 worlds that agree with month 0" in " ".join(capsys.readouterr().out.split())
