"""Files of one's own that a command is given: what names them in a plan, and the copies that results keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.analysis.agreeing import FILE as WORLDS
from sim.report.text.unknown_words import futures_of
from sim.store import ResultFolder

if TYPE_CHECKING:
    from sim.cli.options import Asked

GIVEN = {"elicited": "elicited.csv", "observed": "observed.csv", "worlds": WORLDS}
"""Settings that are a file of one's own, and what the copy of each is called."""


def of_asked(asked: Asked) -> dict[str, Any]:
    """Return what names the files given, in a plan and a configuration: the hash of each."""
    files = {key: asked.settings.get(key) for key in GIVEN}
    return {key: file.digest for key, file in files.items() if file is not None}


def keep_given(folder: ResultFolder, asked: Asked) -> None:
    """Write a copy of each file that was given."""
    for key, name in GIVEN.items():
        if (file := asked.settings.get(key)) is not None:
            folder.write(name, file.text)


def of_worlds(asked: Asked) -> str:
    """Say in a sentence which worlds futures are, where they agree with a series; else nothing."""
    found = asked.settings.get("worlds")
    return "" if found is None else futures_of(found)
