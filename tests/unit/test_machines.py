"""Which machine runs: as asked for, here or by the environment; else weighed, and only built where it is worth it."""

from __future__ import annotations

import os
import pickle
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.cli import compare
from sim.cli.machine import on_its_machine
from sim.compile.build import NotCompiledError
from sim.core.parameters import InputError
from sim.model import machines
from sim.model.ensemble import run_arms, run_batch, run_ensemble
from sim.model.machines import MACHINE, Work, asked_for, asked_within, decided, running, which
from tests.whole import scenario


class Built:
    """Stands for the compiler: what is built, and what was tried."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, place: Path, *, built: bool, why_not: str = "") -> None:
        self.tried = 0
        monkeypatch.setattr(machines, "place", lambda: place)
        monkeypatch.setattr(machines, "needed_compiler", lambda: "cc")
        monkeypatch.setattr(machines, "_built", lambda machine: built)

        def trusted(*_: Any) -> None:
            self.tried += 1
            if why_not:
                raise NotCompiledError(why_not)

        monkeypatch.setattr(machines, "trusted", trusted)


def much(runs: int = 10_000, workers: int = 1) -> Work:
    return Work([scenario()], runs, workers)


def test_a_machine_is_asked_for_by_name_here_or_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked_for("compiled") == "compiled" and asked_for() == "numpy"
    monkeypatch.setenv(MACHINE, "auto")
    assert asked_for() == "auto" and asked_for("numpy") == "numpy"
    monkeypatch.setenv(MACHINE, "")
    assert asked_for() == "numpy"
    monkeypatch.setenv(MACHINE, "compild")
    with pytest.raises(InputError, match=rf"^{MACHINE}: unknown machine 'compild': did you mean 'compiled'\?$"):
        asked_for()
    with pytest.raises(InputError, match="unknown machine 'nump'"):
        which("nump")


@pytest.mark.parametrize(
    ("asked", "built", "runs", "made"),
    [
        ("numpy", True, 10_000, "numpy"),
        ("compiled", False, 1, "compiled"),
        ("kept", True, 10_000, "compiled"),
        ("kept", False, 10_000, "numpy"),
        ("kept", True, 1, "numpy"),
        ("auto", False, 10_000, "compiled"),
        ("auto", True, 1_000, "compiled"),
        ("auto", False, 1_000, "numpy"),
        ("auto", True, 1, "numpy"),
    ],
)
def test_what_runs_is_weighed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, asked: str, built: bool, runs: int, made: str
) -> None:
    compiler = Built(monkeypatch, tmp_path, built=built)
    assert decided(asked, much(runs)) == made
    assert bool(compiler.tried) is (made == "compiled" and asked != "compiled"), "nothing else is built"
    assert decided("kept", much(1_000, workers=512)) == "numpy", "each worker would have to trace"


def test_where_nothing_was_ever_built_nothing_is_traced(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    Built(monkeypatch, tmp_path / "none", built=True)
    assert decided("kept", much()) == "numpy"


def test_what_cannot_run_compiled_runs_in_numpy_with_one_line_said_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    Built(monkeypatch, tmp_path, built=True, why_not="no C compiler found")
    machines.begin_anew()
    with pytest.warns(UserWarning, match=r"^runs in numpy, to the same bits: no C compiler found$") as said:
        assert [decided("auto", much()) for _ in range(3)] == ["numpy"] * 3
    assert len(said) == 1
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert decided("kept", much()) == "numpy"
    said_so = "^machine = 'compiled': no C compiler found; 'auto' runs it in numpy"
    with pytest.raises(InputError, match=said_so), running("compiled", much()):
        pass


def test_the_environment_says_it_to_workers_and_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(MACHINE)
    machines.begin_anew()
    assert machines.what_ran() == "nothing"
    with asked_within("auto"):
        with running("numpy", much()) as made:
            assert made == os.environ[MACHINE] == "numpy"
        assert os.environ[MACHINE] == "auto"
    assert MACHINE not in os.environ and machines.what_ran() == "numpy"


def test_a_reason_survives_the_way_from_a_worker() -> None:
    error = pickle.loads(pickle.dumps(NotCompiledError("no C compiler found")))
    assert str(error) == str(NotCompiledError("no C compiler found")) and error.reason == "no C compiler found"


def test_functions_of_python_refuse_what_is_no_machine_and_run_what_is_asked_for() -> None:
    made = scenario()
    for function in (run_batch, run_ensemble):
        with pytest.raises(InputError, match="did you mean 'numpy'"):
            function(made, range(2), machine="nunpy")  # type: ignore[arg-type]
    (one,) = run_arms([made], range(2), machine="numpy")
    assert np.array_equal(one.series["trust"], run_batch(made, range(2)).series["trust"])


def test_a_command_runs_on_what_its_words_ask_for_then_the_environment_then_its_configuration(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def run(words: Any) -> str:
        return os.environ[MACHINE]

    run.__module__ = compare.__name__
    command = on_its_machine(run)
    assert command(["machine=auto"]) == "auto" and command([]) == "numpy"
    monkeypatch.delenv(MACHINE)
    assert command([]) == "kept" and MACHINE not in os.environ
    with pytest.raises(InputError, match="unknown machine 'compild'"):
        command(["machine=compild"])
