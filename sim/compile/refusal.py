"""Saying that a rule cannot be compiled, with the line that cannot."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import numpy as np

from sim.core.parameters import InputError

_HERE = (str(Path(__file__).parent), str(Path(np.__file__).parent))


class UntraceableError(InputError):
    """A rule does what cannot be compiled."""


def refuse(what: str) -> NoReturn:
    """Raise `UntraceableError` with the line of the rule that does it."""
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_code.co_filename.startswith(_HERE):
        frame = frame.f_back
    raise UntraceableError(f"{frame.f_code.co_filename}:{frame.f_lineno}: {what}")
