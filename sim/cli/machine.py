"""What runs a command's futures: `machine=`, else what the environment says, else what its configuration does."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar

from sim.cli.options import defaults
from sim.model.machines import MACHINE, Which, asked_for, asked_within, begin_anew, what_ran, which

T = TypeVar("T")
MEANING = "auto, kept, numpy or compiled: what runs futures, to the same bits"


def on_its_machine(run: Callable[[Sequence[str]], T]) -> Callable[[Sequence[str]], T]:
    """Let a command run its futures on the machine that its words ask for."""

    @wraps(run)
    def asked_on(words: Sequence[str]) -> T:
        parts = [str(word).removeprefix("sweep.").partition("=") for word in words]  # the command itself refuses others
        given = [value for key, _, value in parts if key == "machine"]
        machine = which(given[-1]) if given else asked_for() if os.environ.get(MACHINE) else _usual(run)
        begin_anew()
        with asked_within(machine), _in_one_line():
            return run(words)

    return asked_on


def _usual(run: Callable[..., object]) -> Which:
    """Return what a command runs on when nobody asks for anything."""
    own = getattr(sys.modules[run.__module__], "DEFAULTS", None)
    return which((own or defaults(run.__module__.rpartition(".")[2]))["machine"])


def how(workers: int) -> dict[str, object]:
    """Return how a command's futures were run, to be kept with what was found."""
    return {"workers": workers, "machine": what_ran()}


@contextmanager
def _in_one_line() -> Iterator[None]:
    """Say why futures run in numpy in one line, without the line of code that warned."""
    usual = warnings.showwarning

    def said(message: Any, category: Any, *where: Any, **more: Any) -> None:
        if "runs in numpy" in str(message):
            sys.stderr.write(f"common-ground: {message}\n")
        else:
            usual(message, category, *where, **more)

    warnings.showwarning = said
    try:
        yield
    finally:
        warnings.showwarning = usual
