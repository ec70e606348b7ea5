"""Dask: what fails is tried again, all workers may die, nobody else can reach it, and a dead scheduler is one line."""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from sim.cli import main
from sim.cli.sweep_options import ask_sweep
from sim.store import faults
from sim.sweep import Swept, sweep
from sim.sweep.cluster import TRIES, dask
from sim.sweep.limit import serial
from sim.sweep.work import run_chunk
from tests.e2e.dask_faults import all_die_once, point_raises, raises_once
from tests.e2e.sweeping import ROOT, descendants, digests

pytest.importorskip("distributed")
WORDS = ("design=lhs", "points=4", "vary=[trust.asymmetry]", "replications=2", "years=1", "warm_up_years=2")
ARGV = ["common-ground", "sweep", *WORDS]


def swept(root: Path, job: object, workers: int = 2) -> Swept:
    on_dask = partial(dask, job, workers=workers)  # pyright: ignore[reportArgumentType]
    return sweep(ask_sweep((*WORDS, "outcomes=[delayed]")).plan, root / "results", on_dask, argv=ARGV, size=2)


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    plan, root = ask_sweep((*WORDS, "outcomes=[delayed]")).plan, tmp_path_factory.mktemp("serial")
    return digests(sweep(plan, root, partial(serial, run_chunk), argv=ARGV, size=2).folder)


@pytest.mark.parametrize("job", [raises_once, all_die_once])
def test_a_chunk_that_failed_and_workers_that_died_are_tried_again(job: object, tables: dict[str, str], tmp_path: Path):
    done = swept(tmp_path, job)
    assert done.failures == () and faults(done.folder) == []
    assert digests(done.folder) == tables
    assert list((tmp_path / "results").glob("try-*-1"))


def test_a_point_that_raises_is_tried_a_few_times_and_again_by_the_same_command(tables: dict[str, str], tmp_path: Path):
    done = swept(tmp_path, point_raises)
    assert [failure.point for failure in done.failures] == [0]
    assert len(list((tmp_path / "results").glob("try-0-*"))) == TRIES
    assert len(list((tmp_path / "results").glob("try-1-*"))) == 1
    again = swept(tmp_path, run_chunk)
    assert again.failures == () and again.reused == 3
    assert digests(again.folder) == tables


def test_dask_logs_nothing_that_ends_no_run_whatever_a_cluster_does_as_it_closes():
    asked = (
        "import logging; from sim.sweep.cluster import quiet\nwith quiet(): pass\n"
        "print(*(logging.getLogger(f'distributed{one}').getEffectiveLevel() for one in ('', '.batched', '.client')))"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stdout.split() == 3 * [str(logging.CRITICAL)], done.stderr


def listening(pids: set[int]) -> set[str]:
    """Return the addresses on which processes listen, as hexadecimal, for this machine's Linux."""
    sockets = set[str]()
    for pid in pids:
        for one in Path(f"/proc/{pid}/fd").iterdir():
            try:
                sockets.add(os.readlink(one).removeprefix("socket:[").rstrip("]"))
            except OSError:
                continue
    rows = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]]
    return {row[1].split(":")[0] for row in rows if row[3] == "0A" and row[9] in sockets}


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="reads /proc")
def test_the_local_cluster_listens_on_this_machine_alone(tmp_path: Path):
    plan = ask_sweep((*WORDS, "outcomes=[delayed]")).plan
    before, seen = listening({os.getpid()}), set[str]()
    work = dask(run_chunk, plan.study(str(tmp_path)), plan.chunks(2), 2)
    (tmp_path / "chunks").mkdir()
    for _ in work:
        seen |= listening({os.getpid(), *descendants(os.getpid())})
    assert seen - before == {"0100007F"}


@pytest.fixture(params=["nobody", "silent", "web"])
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """Return an address at which nobody listens, somebody who says nothing, or a web server."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        if request.param != "nobody":
            one.listen(8)
            held = list[socket.socket]()

            def answer() -> None:
                while True:
                    try:
                        held.append(one.accept()[0])
                    except OSError:
                        return
                    if request.param == "web":
                        held[-1].sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

            threading.Thread(target=answer, daemon=True).start()
        yield f"tcp://127.0.0.1:{one.getsockname()[1]}"


def test_an_address_without_a_scheduler_is_one_line(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("sim.sweep.cluster._PATIENCE", 1)
    assert main(["sweep", *WORDS, "executor=dask", f"address={address}", f"results={tmp_path}"]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"common-ground: address = '{address}': no Dask scheduler answers") and err.count("\n") == 1


def test_slurm_without_its_command_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["sweep", *WORDS, "executor=slurm", f"results={tmp_path}"]) == 2
    assert "executor = slurm: no command sbatch here" in capsys.readouterr().err
