"""What a compiled round does is counted from what was traced, and the bare loops do as much of it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.bare_loop import Bare, Limit
from benchmarks.compiled import Ratio, report
from benchmarks.compiled_work import BITS, MARKED, RoundWork, work_of
from sim.compile.build import compiler
from sim.compile.graph import STATE, Graph
from sim.compile.passes import planned
from sim.compile.standins import Step
from sim.compile.trace import Traced

TILE, ROW = 8, 64
WORK = RoundWork(
    Counter({"add": 800, "mul": 1_600, "div": 80, BITS: 88, "exp": 20, f"exp{MARKED}": 9}),
    Counter(state=100 * ROW),
    Counter(scratch=40 * ROW),
)


def counted(rule: Any, rows: int = 3) -> RoundWork:
    """Return what a rule that alters one state variable of some rows does."""
    graph = Graph()
    node = graph.add("state", (), rows, "d", runs=True, depends=STATE, detail="x")
    made = rule(Traced(graph, node, np.arange(rows)))
    return work_of(planned(Step("tiny", graph, {"x": made})), {"x": 0}, TILE)


def test_a_loop_reads_and_writes_each_row_once_whatever_it_does_with_it() -> None:
    found = counted(lambda x: (x * x + x) / (x - 1.0))
    assert found.operations == {"mul": 3 * TILE, "add": 6 * TILE, "div": 3 * TILE}
    assert found.read == {"state": 3 * ROW, "tables": 8} and found.written == {"state": 3 * ROW}
    assert found.certain == 12 * TILE and found.moved == 6 * ROW + 8


def test_what_a_function_makes_goes_through_the_scratch() -> None:
    found = counted(lambda x: np.exp(x) * x)
    assert found.operations == {"exp": 3 * TILE, "mul": 3 * TILE}
    assert found.read == {"state": 6 * ROW, "scratch": 3 * ROW}
    assert found.written == {"scratch": 3 * ROW, "state": 3 * ROW}


def test_comparing_choosing_and_signs_are_counted_apart() -> None:
    found = counted(lambda x: np.where(x > 0.5, -x, x))
    assert found.operations == {"compare": 3 * TILE, "where": 3 * TILE, BITS: 3 * TILE}


def test_work_that_is_done_several_times_counts_as_often() -> None:
    whole = RoundWork()
    whole.add(WORK, 4)
    assert whole.certain == 4 * WORK.certain == 4 * 2_588 and whole.moved == 4 * 140 * ROW
    assert whole.operations[f"exp{MARKED}"] == 36


def test_bare_loops_do_as_many_operations_on_as_many_rows() -> None:
    bare = Bare.of(WORK)
    few, more = bare.rows
    assert few + more == 100 and (bare.writes, bare.divisions) == (40, 10) and bare.called == {"exp": 20}
    assert TILE * (few * bare.each + more * (bare.each + 1)) == 800 + 1_600 + 88


@pytest.mark.skipif(compiler() is None, reason="there is no C compiler on this computer")
def test_bare_loops_can_be_built_and_run(tmp_path: Path) -> None:
    bare = Bare.of(WORK)
    done = bare.round_in(bare.library(tmp_path), rows=7)
    done()
    done()


def test_the_page_says_how_far_a_round_is_from_its_limit() -> None:
    page = report([Ratio(8, 3.0, 2.0, 1.0)], Limit(WORK, 50.0, 75.0))
    assert "2,588 operations, 9 kB; the bare loop takes 50 µs" in page and "that is 1.5 times" in page
    assert "| mul | 1,600 |" in page and "| scratch | 0 | 3 |" in page
