"""The experiments from Python: each does what the command of the same name does, and returns its results.

>>> from sim import experiments
>>> found = experiments.sensitivity("pressure=austerity", vary=["trust.asymmetry", "decision.price"], trajectories=4)
>>> found.frame("screening")

Words are those of the command: as one string, a list or a mapping, and as keywords. Results go to a folder, as always,
and `workers` is 1 unless asked for; a script that asks for more guards its lines by `if __name__ == "__main__":`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from importlib import import_module
from io import StringIO
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.core.given import path_given
from sim.scenario import words_of
from sim.store.results import Results, open_results

if TYPE_CHECKING:
    from sim.validation import Measured

Words = str | Sequence[str] | Mapping[str, Any]

__all__ = [
    "agents",
    "calibrate",
    "compare",
    "completion",
    "discover",
    "pathways",
    "place",
    "portfolio",
    "pressure_map",
    "regret",
    "replications",
    "rerun",
    "robust",
    "sensitivity",
    "story",
    "sweep",
    "validate",
    "whatif",
    "worth_knowing",
]


def compare(words: Words = (), **asked: Any) -> Results:
    """Does it pay to work together, and what does it cost? (For numbers alone, `sim.compare` keeps no folder.)"""
    return _run("compare", words, asked)


def pressure_map(words: Words = (), **asked: Any) -> Results:
    """Under which demand and resource pressures, or any two others, does it pay?"""
    return _run("pressure_map", words, asked)


def sensitivity(words: Words = (), **asked: Any) -> Results:
    """Which unknown numbers move the result?"""
    return _run("sensitivity", words, asked)


def discover(words: Words = (), **asked: Any) -> Results:
    """In which kinds of world does either do better?"""
    return _run("discover", words, asked)


def regret(words: Words = (), **asked: Any) -> Results:
    """Which behaviour is the safest bet, whatever the world?"""
    return _run("regret", words, asked)


def worth_knowing(words: Words = (), **asked: Any) -> Results:
    """What is it worth to find out before choosing?"""
    return _run("worth_knowing", words, asked)


def calibrate(words: Words = (), **asked: Any) -> Results:
    """Which worlds agree with what was observed in a place, and how well does it fit? (The file is `observed`.)"""
    return _run("calibrate", words, asked)


def replications(words: Words = (), **asked: Any) -> Results:
    """How many futures are enough?"""
    return _run("replications", words, asked)


def agents(words: Words = (), **asked: Any) -> Results:
    """What does it buy to have agents, and who should go first?"""
    return _run("agents", words, asked)


def robust(words: Words = (), **asked: Any) -> Results:
    """Which headlines hold under rival theories?"""
    return _run("robust", words, asked)


def portfolio(words: Words = (), **asked: Any) -> Results:
    """Which plans are worth their money and their leaders' time?"""
    return _run("portfolio", words, asked)


def pathways(words: Words = (), **asked: Any) -> Results:
    """What to begin, what to watch, and when to turn? (The plan needs a trigger.)"""
    return _run("pathways", words, asked)


def story(words: Words = (), **asked: Any) -> Results:
    """How does it come about, week by week? (The log is `results.frame("events")`.)"""
    return _run("story", words, asked)


def sweep(words: Words = (), **asked: Any) -> Results:
    """Run a whole space of futures, for any study to read; asked again, it goes on where it stopped."""
    return _run("sweep", words, {"executor": "processes" if asked.get("workers", 1) != 1 else "serial", **asked})


def validate(words: Words = (), **asked: Any) -> Mapping[str, Measured]:
    """Does the model reproduce what is known? Each fact as it was measured, by its name."""
    return _done("validate", [*words_of(words), *words_of(asked)])


def whatif(words: Words = (), **asked: Any) -> Path | None:
    """Open the what-if page until it is ended, saying where it is, or with `take` write a hand-out; return its path."""
    from sim.cli.whatif import run

    return run([*words_of(words), *words_of(asked)])


def rerun(folder: str | PathLike[str]) -> Results:
    """Run again what a folder holds; return its results, or raise `StoreError` where a number moved."""
    return _done("rerun", [str(path_given("folder", folder))])


def place(action: str, *words: str) -> str:
    """Return what `check FILE`, `show FILE` or `schema` says of a place file. (For objects: `sim.check_place`.)"""
    return _done("place", [action, *words])


def completion() -> str:
    """Return the lines of bash that complete the command's words with Tab."""
    from sim.cli.completion import SCRIPT

    return SCRIPT


def _done(name: str, words: Sequence[str]) -> Any:
    with redirect_stdout(StringIO()):
        return import_module(f"sim.cli.{name}").run(words)


def _run(name: str, words: Words, asked: Mapping[str, Any]) -> Results:
    given = words_of(words)
    named = {str(word).partition("=")[0] for word in given}
    settings = {key: value for key, value in {"workers": 1, **asked}.items() if key not in named}
    return open_results(_done(name, [*given, *words_of(settings)]))
