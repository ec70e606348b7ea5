"""Normal quantiles of a register at once have the bits of scipy's, or scipy's own are called."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from scipy.special import ndtri

from sim.compile import machine, quantiles
from sim.compile.build import FOLDER, compiler
from sim.compile.machine import library_of
from sim.compile.program import Program
from sim.compile.tiles import aligned
from sim.core.arithmetic import Array
from sim.model.engine import build
from sim.model.ensemble import run_batch
from sim.model.programs import program_for
from tests.whole import differing, scenario

pytestmark = pytest.mark.skipif(compiler() is None, reason="there is no C compiler on this computer")


@pytest.fixture(scope="module", autouse=True)
def folder(compiled_before: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER, str(compiled_before))
        yield


@pytest.fixture
def program() -> Program:
    return program_for(build(scenario()))


def quantiles_of(program: Program, draws: Array) -> Array:
    given, made = aligned(len(draws)), aligned(len(draws))
    given[:] = draws
    args = (ctypes.c_void_p * 2)(given.ctypes.data, made.ctypes.data)
    library_of(program).quantiles(args, ctypes.byref(ctypes.c_int64(len(draws))), None, None)
    return made


@pytest.mark.parametrize("seed", range(4))
def test_draws_have_the_quantiles_of_scipy_to_the_last_bit_if_they_had_in_the_trial(
    program: Program, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    far = np.exp2(-rng.uniform(1.0, 54.0, 2048))
    draws = np.concatenate([rng.random(4096), far, 1.0 - np.maximum(far, 2.0**-53)])
    made = quantiles_of(program, draws)
    assert np.allclose(made, ndtri(draws), rtol=1e-12, atol=1e-14)
    assert not quantiles.agrees(library_of(program)) or np.array_equal(made, ndtri(draws))


def test_where_a_bit_differs_those_of_scipy_are_called(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = run_batch(scenario("years=1"), range(3), machine="compiled").series
    monkeypatch.setattr(program, "library", None)
    monkeypatch.setattr(machine, "agrees", lambda library: False)
    called = list[str]()
    monkeypatch.setattr(machine, "loop_of", lambda name, of=machine.loop_of: called.append(name) or of(name))
    assert library_of(program) is program.library and quantiles.NAME in called
    made = scenario("years=1")
    assert not differing(usual, run_batch(made, range(3), machine="compiled").series)


def test_one_bit_is_enough_to_disagree() -> None:
    class Otherwise:
        """A library of which one quantile is a bit too large."""

        @staticmethod
        def quantiles(args: ctypes.Array[ctypes.c_void_p], n: object, *_: object) -> None:
            count = quantiles.TRIED
            given, made = (np.ctypeslib.as_array((ctypes.c_double * count).from_address(one or 0)) for one in args)
            made[:] = ndtri(given)
            made[7] = np.nextafter(made[7], 9.0)

    assert not quantiles.agrees(Otherwise)
