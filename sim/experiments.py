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
from typing import Any

from sim.scenario import words_of
from sim.store.results import Results, open_results

Words = str | Sequence[str] | Mapping[str, Any]

__all__ = [
    "agents",
    "compare",
    "discover",
    "pathways",
    "portfolio",
    "pressure_map",
    "regret",
    "replications",
    "sensitivity",
    "story",
    "sweep",
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


def replications(words: Words = (), **asked: Any) -> Results:
    """How many futures are enough?"""
    return _run("replications", words, asked)


def agents(words: Words = (), **asked: Any) -> Results:
    """What does it buy to have agents, and who should go first?"""
    return _run("agents", words, asked)


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


def _run(name: str, words: Words, asked: Mapping[str, Any]) -> Results:
    given = words_of(words)
    named = {str(word).partition("=")[0] for word in given}
    settings = {key: value for key, value in {"workers": 1, **asked}.items() if key not in named}
    with redirect_stdout(StringIO()):
        folder = import_module(f"sim.cli.{name}").run([*given, *words_of(settings)])
    return open_results(folder)
