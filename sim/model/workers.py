"""Worker processes: the one place where work of this computer is shared among its cores.

They are spawned, never forked, so that each begins clean on every platform; a script therefore has to guard its own
first lines, and one that does not is told so. They never hear a Ctrl-C, which a terminal sends to all at once: who
started them ends them. Rules that were traced, built and tried here are given to them as they are.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import active_children, current_process, get_context, resource_tracker
from pathlib import Path
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from sim.compile.program import Program
    from sim.scenario import Scenario

T = TypeVar("T")
_GUARD = 'if __name__ == "__main__":'


class WorkersError(RuntimeError):
    """A worker process ended before its work did; the message says what to try."""


def shared(task: Callable[..., T], jobs: Sequence[tuple[Any, ...]], workers: int = 1) -> Iterator[tuple[int, T]]:
    """Yield (number of the job, what it brought) as jobs finish.

    Args:
        task: called with the values of each job; importable by name where there are several workers.
        jobs: the values of each call.
        workers: processes; 1, or a single job, runs here.

    Raises:
        WorkersError: one line, if a worker process died.
    """
    if workers <= 1 or len(jobs) <= 1:
        for number, job in enumerate(jobs):
            yield number, task(*job)
        return
    check_guard()
    from sim.model.programs import believed  # what has no workers need not wait for it

    context, several = get_context("spawn"), min(workers, len(jobs))
    with ProcessPoolExecutor(several, context, _take_over, (believed(),)) as pool:
        others = set(active_children())
        try:
            with interrupts_wait():  # one that comes while they start is raised here, when all have started
                waiting = {pool.submit(task, *job): number for number, job in enumerate(jobs)}
            for done in as_completed(waiting):
                yield waiting[done], done.result()
        except BrokenProcessPool:
            raise WorkersError(
                "a worker process died, perhaps for want of memory: try fewer workers, or fewer replications"
            ) from None
        except KeyboardInterrupt:
            for worker in set(active_children()) - others:  # it would else be waited for until its job is done
                worker.terminate()
            raise
        finally:
            pool.shutdown(wait=False, cancel_futures=True)  # what is queued need not be waited for


def _take_over(programs: Sequence[tuple[Scenario, Program]]) -> None:
    """Take over programs; what cannot be is left to the work itself, which says what is the matter."""
    from sim.model.compiled import take_over
    from sim.model.engine import build

    for scenario, program in programs:
        with suppress(Exception):
            take_over(program, build(scenario))


@contextmanager
def interrupts_wait() -> Iterator[None]:
    """Let Ctrl-C and a request to end wait while processes start; those never get a Ctrl-C, not even half started.

    A process inherits which signals are blocked from the thread that starts it.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # it would let Ctrl-C through again when it starts
    came, before = list[int](), dict[int, Any]()
    if current_thread() is main_thread():
        before = {one: signal.signal(one, lambda got, _: came.append(got)) for one in (signal.SIGINT, signal.SIGTERM)}
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for one, handler in before.items():
            signal.signal(one, handler)
        for one in came[:1]:
            signal.raise_signal(one)


def check_guard() -> None:
    """Raise `WorkersError` in a script whose workers would do again all that it does.

    A worker that runs such a script from its top all the same ends at once, without a word.
    """
    if getattr(current_process(), "_inheriting", False):
        sys.exit(1)
    if _unguarded():
        raise WorkersError(f"each worker runs the script from its top: put what it does under '{_GUARD}', or workers=1")


def _unguarded() -> bool:
    """Return whether the program is a script that says nowhere what only the first process is to do."""
    main = sys.modules["__main__"]
    file = getattr(main, "__file__", None)
    if file is None or getattr(main, "__spec__", None) is not None:
        return False
    try:
        return "__main__" not in Path(file).read_text(encoding="utf-8", errors="replace")
    except OSError:  # typed on standard input, which a worker cannot read again
        return True
