"""The command `common-ground`: one word an experiment, and a help that says what can be asked."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import active_children
from threading import current_thread, main_thread
from types import FrameType

from sim.cli.output import outputs

STOPPED = 130
NOTHING_YET = "stopped; nothing unfinished looks whole. The same command starts again."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code: 0 done, 1 failed, 2 not understood, 130 stopped by hand."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    with outputs() as (out, _):
        code = _ended(words)
        out.flush()
        if out.fault is not None:
            why = (out.fault.strerror or str(out.fault)).lower()
            code = _say(f"common-ground: what it has to say cannot be written ({why})", code or 1)
    return code


def _ended(words: list[str]) -> int:
    """Run one command to its end, or until it is stopped."""
    try:
        with stoppable():
            return _answered(words)
    except KeyboardInterrupt as stop:
        said = str(stop) or NOTHING_YET
        return _say(f"common-ground: {said}", STOPPED)
    except RuntimeError as error:
        if isinstance(error.__cause__, KeyboardInterrupt):  # it came while Python was making a class
            return _say(f"common-ground: {NOTHING_YET}", STOPPED)
        raise


def _answered(words: list[str]) -> int:
    """Run one command, and say in one line what was wrong."""
    from sim.core.parameters import InputError
    from sim.model.workers import WorkersError
    from sim.store import StoreError

    try:
        _run(words)
    except InputError as error:
        return _say(f"common-ground: {error}", 2)
    except (StoreError, WorkersError) as error:
        return _say(f"common-ground: {error}", 1)
    return 0


def _run(words: list[str]) -> None:
    from sim.cli.help import overview, usage
    from sim.cli.options import COMMANDS
    from sim.core.nearest import unknown
    from sim.core.parameters import InputError

    if words[:1] == ["complete"] and len(words) == 3:
        from sim.cli.completion import candidates, rest

        sys.stdout.write("".join(f"{word}\n" for word in rest(candidates(words[1]), *words[1:])))
        return
    commands = {name.replace("_", "-"): name for name in COMMANDS}
    asked = any(word in ("-h", "--help", "help") for word in words)
    name = next((word for word in words if word not in ("-h", "--help", "help")), None)
    if name is None:
        sys.stdout.write(overview())
        return
    name = name.replace("_", "-")
    if name not in commands:
        raise InputError(unknown(name[:60], commands, "command"))
    if asked:
        sys.stdout.write(usage(commands[name]))
        return
    if name == "completion":
        from sim.cli.completion import SCRIPT

        sys.stdout.write(SCRIPT)
        return
    _command(commands[name])(words[1:])


def _command(name: str) -> Callable[[Sequence[str]], object]:
    return import_module(f"sim.cli.{name}").run


@contextmanager
def stoppable() -> Iterator[None]:
    """Turn Ctrl-C and a request to end into one `KeyboardInterrupt` here, after ending the workers."""

    def stop(number: int, frame: FrameType | None) -> None:
        for child in active_children():
            child.terminate()
        raise KeyboardInterrupt

    if current_thread() is not main_thread():
        yield
        return
    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _say(text: str, code: int) -> int:
    sys.stderr.write(" ".join(text.splitlines()) + "\n")
    return code
