"""Whole futures are the same compiled as in numpy, to the last bit, and who cannot run compiled says why."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from sim.compile.build import FOLDER, compiler
from sim.core.parameters import InputError
from sim.model.ensemble import run_batch
from tests.contract.watching import STRESSED
from tests.whole import differing, scenario

HAS_COMPILER = pytest.mark.skipif(compiler() is None, reason="there is no C compiler on this computer")
SEEDS = range(3, 14)  # not a multiple of the runs of a tile


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER, str(tmp_path_factory.mktemp("compiled")))
        yield


@HAS_COMPILER
def test_whole_futures_are_the_same_compiled() -> None:
    made = scenario()
    batch = run_batch(made, SEEDS, machine="compiled")
    assert batch.machine == "compiled" and not differing(batch.series, run_batch(made, SEEDS).series)
    one = run_batch(made, SEEDS[4:5], machine="compiled", outcomes=["trust", "delayed"]).series
    assert set(one) == {"trust", "delayed"}, "only what is asked for is read"
    assert all(np.array_equal(one[name][:, 0], batch.series[name][:, 4]) for name in one), "a run alone is the run"


@HAS_COMPILER
@pytest.mark.slow
@pytest.mark.parametrize("behaviour", ["siloed", "tit_for_tat", "adaptive"])
def test_stressed_futures_whose_parameters_differ_by_run_are_the_same_compiled(behaviour: str) -> None:
    made = scenario(*STRESSED, f"behaviour={behaviour}", "years=2")
    by_run = made.varied({"trust.asymmetry": np.linspace(1.0, 4.0, len(SEEDS))})
    assert not differing(run_batch(by_run, SEEDS, machine="compiled").series, run_batch(by_run, SEEDS).series)


def test_who_cannot_run_compiled_says_why_and_runs_in_numpy_where_that_will_do() -> None:
    made = scenario("years=1")
    with pytest.raises(InputError, match="looked at on the way"):
        run_batch(made, SEEDS, machine="compiled", details=True)
    batch = run_batch(made, SEEDS[:2], machine="auto", details=True)
    assert batch.machine == "numpy" and batch.details
