"""What a place takes grows no faster than its organisations and ties: counted in bytes, numbers and calls."""

from __future__ import annotations

import gc
import sys
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from benchmarks.counting import Count, counting
from benchmarks.synthetic_place import boards
from sim.core.arithmetic import ROUNDS_PER_YEAR, WEEKS_PER_ROUND
from sim.core.parameters import InputError
from sim.core.state import State
from sim.model.engine import Machine, build, streams_of, world_of
from sim.outcomes import OUTCOMES, Recorder
from sim.place import Place, load_place
from sim.place.parse import parse_place
from sim.scenario import load_scenario
from tests.whole import CONTEXTS, CULTURES, practices

RUNS, SIZES = 2, (4, 8)
SLACK = 1.05
"""Luck differs from place to place: who leaves, what begins."""
STEPS = 1.15
"""Python's tables of names grow by doubling, a step here and there: what memory may grow beyond ties."""
RIVALS = ("links.helps=0.5", "links.overload=0.5", "sponsors.weakest=0.5", "crossing.slowest=0.5")
AWAKE = ("behaviour=collaborative_all", *practices(0.5), *CONTEXTS, *CULTURES, *RIVALS)


@cache
def place(count: int) -> Place:
    return parse_place(boards(count))


def rows(count: int) -> int:
    """Return the organisations and ties of a place."""
    world = world_of(place(count))
    return world.size("organisation") + world.size("tie")


def begun(where: Place, rounds: int = 1) -> tuple[Machine, State]:
    """Return a machine and its state after rounds of a year's warm-up, so that what rules keep of a network is made."""
    machine = build(replace(load_scenario(AWAKE), place=where))
    streams = streams_of(machine.scenario, range(RUNS))
    state = machine.start(streams)
    for number in range(-ROUNDS_PER_YEAR, rounds - ROUNDS_PER_YEAR):
        machine.step(state, streams, number * WEEKS_PER_ROUND)
    return machine, state


@cache
def counted(count: int) -> Count:
    """Return what was counted in a round, outcomes collected."""
    machine, state = begun(place(count), ROUNDS_PER_YEAR)
    with counting(machine.world, state) as made:
        recorder = Recorder(machine.world, OUTCOMES.values(), details=True)
        machine.step(state, streams_of(machine.scenario, range(RUNS)), 0, recorder=recorder)
        return replace(made)


def grown(measure: Callable[[int], float]) -> float:
    """Return how much faster than organisations and ties something grows from place to place."""
    small, large = SIZES
    return measure(large) / measure(small) / (rows(large) / rows(small))


def test_places_of_boards_are_as_large_as_asked_and_always_the_same() -> None:
    assert boards(2, 20) == boards(2, 20) != boards(2, 20, seed=2)
    assert [len(place(count).organisations) for count in SIZES] == [30 * count for count in SIZES]
    assert place(8).figures.population == 2 * place(4).figures.population
    with pytest.raises(InputError, match="of 17 organisations: expected"):
        boards(2, 17)


def test_a_file_of_all_boards_of_england_is_let_in(tmp_path: Path) -> None:
    path, data = tmp_path / "boards.yaml", boards(42)
    path.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False), encoding="utf-8")
    read = load_place(path)
    assert len(read.organisations) == 42 * 30 and read == parse_place(data)


@pytest.mark.parametrize("measure", ["moved", "operations", "largest"])
def test_a_round_grows_no_faster_than_ties(measure: str) -> None:
    assert getattr(counted(SIZES[0]), measure) > rows(SIZES[0])
    assert grown(lambda count: getattr(counted(count), measure)) <= SLACK


@pytest.mark.parametrize("count", SIZES)
def test_no_array_of_a_round_is_larger_than_one_of_ties(count: int) -> None:
    assert counted(count).largest <= RUNS * world_of(place(count)).size("tie")


def test_counting_changes_no_bit() -> None:
    (machine, alone), (_, watched) = (begun(place(1), ROUNDS_PER_YEAR) for _ in range(2))
    streams = streams_of(machine.scenario, range(RUNS))
    machine.step(alone, streams, 0)
    with counting(machine.world, watched) as made:
        machine.step(watched, streams, 0)
    assert made.calls > 1000
    for name, values in alone.__dict__.items():
        assert type(watched.__dict__[name]) is np.ndarray and (watched.__dict__[name] == values).all(), name


def test_a_cell_for_every_two_organisations_would_be_seen() -> None:
    machine, state = begun(place(SIZES[1]))
    with counting(machine.world, state) as made:
        _ = state.pressure[:, None] * state.pressure[None]
    assert made.largest > RUNS * world_of(place(SIZES[1])).size("tie")


def test_no_state_variable_grows_faster_than_ties() -> None:
    (_, small), (_, large) = (begun(place(count)) for count in SIZES)
    few, many = (world_of(place(count)) for count in SIZES)
    most = max(many.size(entity) / few.size(entity) for entity in ("organisation", "tie"))
    for name, values in large.__dict__.items():
        assert values.size <= most * small.__dict__[name].size, name


def test_reading_and_building_take_memory_no_faster_than_ties() -> None:
    def peak(count: int) -> float:
        data = boards(count)
        world_of.cache_clear()
        gc.collect()
        tracemalloc.start()
        begun(parse_place(data))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(1)
    assert grown(peak) <= STEPS


def test_reading_and_building_take_calls_no_faster_than_ties() -> None:
    def calls(count: int) -> float:
        made, data = 0, boards(count)

        def one_more(*_: Any) -> None:
            nonlocal made
            made += 1

        world_of.cache_clear()
        sys.setprofile(one_more)
        begun(parse_place(data))
        sys.setprofile(None)
        return made

    calls(1)
    assert grown(calls) <= SLACK
