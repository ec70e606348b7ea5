"""Work shared among processes: the same results as here, and one line when a worker dies or runs the whole script."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import active_children
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest

from sim.model import workers
from sim.model.workers import WorkersError, interrupts_wait, shared

ROOT = Path(__file__).parents[2]
HANG = 600.0  # seconds: far beyond what any machine needs to end a worker


@pytest.fixture(autouse=True)
def heard() -> Iterator[None]:
    """Let Ctrl-C be heard as at a terminal: what a shell starts in the background is born deaf to it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def double(number: int) -> int:
    return 2 * number


def test_workers_bring_what_one_process_brings():
    jobs = [(number,) for number in range(5)]
    assert dict(shared(divmod, [(7, 2), (9, 4)], 2)) == dict(shared(divmod, [(7, 2), (9, 4)])) == {0: (3, 1), 1: (2, 1)}
    assert dict(shared(double, jobs)) == {number: 2 * number for number in range(5)}


def test_a_worker_that_dies_is_told_in_one_line():
    with pytest.raises(WorkersError, match="worker process died") as caught:
        list(shared(os._exit, [(3,), (3,)], 2))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("typed", [False, True])
def test_a_script_without_a_guard_is_told_of_it_and_ends(typed: bool, tmp_path: Path):
    text = "from sim.model.workers import shared\nprint(dict(shared(divmod, [(7, 2), (9, 4)], 2)))\n"
    script = tmp_path / "mine.py"
    script.write_text(text)
    command = [sys.executable, "-"] if typed else [sys.executable, str(script)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, input=text, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1].endswith("under 'if __name__ == \"__main__\":', or workers=1")
    assert "bootstrapping" not in done.stderr


def test_a_worker_never_hears_what_a_terminal_sends_to_all_not_even_half_started(tmp_path: Path):
    script = tmp_path / "mine.py"
    script.write_text(
        "import os, signal\n"
        "from sim.model.workers import shared\n"
        "if __name__ != '__main__':\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "else:\n"
        "    print(dict(shared(divmod, [(7, 2), (9, 4)], 2)))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(script)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "{0: (3, 1), 1: (2, 1)}\n", "")


def interrupt_parent() -> None:
    os.kill(os.getppid(), signal.SIGINT)
    time.sleep(HANG)


def ended(processes: set[BaseProcess]) -> bool:
    """Return whether processes end; the pool's own thread waits for them, too, and of the two one hears of it later."""
    until = time.monotonic() + HANG / 2
    while any(one.is_alive() for one in processes) and time.monotonic() < until:
        time.sleep(0.05)
    return not any(one.is_alive() for one in processes)


def test_work_that_is_interrupted_is_not_waited_for():
    before = set(active_children())
    with pytest.raises(KeyboardInterrupt):
        list(shared(interrupt_parent, [(), ()], 2))
    assert ended(set(active_children()) - before)


def wait_long() -> None:
    time.sleep(HANG)


def test_work_is_not_waited_for_that_is_interrupted_while_its_processes_start(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(ProcessPoolExecutor):
        def submit(self, *args: Any, **named: Any) -> Any:
            made = super().submit(*args, **named)
            signal.raise_signal(signal.SIGINT)
            return made

    monkeypatch.setattr(workers, "ProcessPoolExecutor", Interrupted)
    before = set(active_children())
    with pytest.raises(KeyboardInterrupt):
        list(shared(wait_long, [(), ()], 2))
    assert ended(set(active_children()) - before)


def test_an_interrupt_waits_until_processes_have_started():
    at = list[str]()
    with pytest.raises(KeyboardInterrupt):  # noqa: PT012 - where it comes is what is tested
        with interrupts_wait():
            signal.raise_signal(signal.SIGINT)
            at.append("still starting")
        at.append("afterwards")
    assert at == ["still starting"]
