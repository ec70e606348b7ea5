"""What a command says, to a reader who may have left: `compare | head -1` ends well, with its results kept."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOBase
from typing import Any, TextIO


class Output(TextIOBase):
    """Passes on what is said until it cannot be written any more; then it goes on in silence.

    Attributes:
        fault: why it fell silent, unless only because nobody reads any more.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.fault, self._silent = stream, None, False

    def write(self, text: str) -> int:
        """Write text, if somebody reads it."""
        self._try(self.stream.write, text)
        return len(text)

    def flush(self) -> None:
        """Write what waits."""
        self._try(self.stream.flush)

    def _try(self, do: Any, *values: str) -> None:
        if self._silent:
            return
        try:
            do(*values)
        except OSError as error:
            self._silent = True
            self.fault: OSError | None = None if isinstance(error, BrokenPipeError) else error
            with contextlib.suppress(OSError, ValueError):  # or Python would try once more when it ends
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, self.stream.fileno())
                os.close(nowhere)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def isatty(self) -> bool:
        """Say whether a person reads."""
        return self.stream.isatty()

    def fileno(self) -> int:
        """Return the number of the file behind."""
        return self.stream.fileno()

    @property
    def encoding(self) -> str:
        """How characters are written."""
        return self.stream.encoding

    @property
    def errors(self) -> str | None:
        """What is done with those that cannot be."""
        return self.stream.errors

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True


@contextmanager
def outputs() -> Iterator[tuple[Output, Output]]:
    """Let all that is said, on both channels, go through an `Output` of its own."""
    before = sys.stdout, sys.stderr
    nowhere = contextlib.ExitStack()
    with nowhere:
        out, err = (
            Output(one or nowhere.enter_context(open(os.devnull, "w", encoding="utf-8")))  # noqa: SIM115
            for one in before
        )
        sys.stdout, sys.stderr = out, err
        try:
            yield out, err
        finally:
            out.flush()
            err.flush()
            sys.stdout, sys.stderr = before
