"""Work shared among processes: the same results as here, and one line when a worker dies or runs the whole script."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sim.model.workers import WorkersError, shared

ROOT = Path(__file__).parents[2]


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
