"""What is seen while waiting: a bar in a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from sim.store import ResultFolder

Stage = Callable[[str, int], Callable[[int], None]]


@contextmanager
def progress() -> Iterator[Stage]:
    """Give a function that begins a stage (its name and its size) and returns one that tells how much more is done."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f} of {task.total:,.0f}"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    )
    with bar:

        def stage(name: str, size: int) -> Callable[[int], None]:
            task = bar.add_task(name, total=size)
            return lambda done: bar.advance(task, done)

        yield stage


def left_alone(console: Console, folder: ResultFolder) -> None:
    """Say which folder was left as it is, because other code made it."""
    if folder.other is not None:
        said = f"{folder.other} was made by other code, or nothing says by which, and stays as it is."
        console.print(said, markup=False, soft_wrap=True)


def screen() -> Console:
    """Return where a run speaks: the terminal, or a file of 100 columns."""
    from rich.console import Console

    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # pyright: ignore[reportAttributeAccessIssue]
    wide = Console()
    return Console(width=min(wide.width, 100) if wide.is_terminal else 100, highlight=False, soft_wrap=False)
