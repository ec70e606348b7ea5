"""Saying that a rule cannot be compiled, with the line that cannot."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import numpy as np

from sim.core.parameters import InputError

_HERE = (str(Path(__file__).parent), str(Path(np.__file__).parent))


class UntraceableError(InputError):
    """A rule does what cannot be compiled."""


@contextmanager
def located() -> Iterator[None]:
    """Say of whatever else goes wrong while a rule is traced where it did."""
    try:
        yield
    except InputError:
        raise
    except Exception as error:  # a rule of a user may ask an array for anything
        frames = [one for one in traceback.extract_tb(error.__traceback__) if not one.filename.startswith(_HERE)]
        said = " ".join(f"{type(error).__name__}: {error}".split())
        raise UntraceableError(f"{frames[-1].filename}:{frames[-1].lineno}: {said}") from error


def refuse(what: str) -> NoReturn:
    """Raise `UntraceableError` with the line of the rule that does it."""
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_code.co_filename.startswith(_HERE):
        frame = frame.f_back
    raise UntraceableError(f"{frame.f_code.co_filename}:{frame.f_lineno}: {what}")
