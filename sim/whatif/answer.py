"""The answer to a question: both futures in the same worlds, on the same dice.

Rule      Future k of A and future k of B are one world (`sim.unknowns`) and one set of draws. What a question sets in
          either of its futures is drawn in neither.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from sim.analysis.paired import Comparison
from sim.behaviours import BEHAVIOURS
from sim.core.arithmetic import Array
from sim.core.draws import Streams
from sim.model.engine import Machine, build, streams_of, world_of
from sim.model.ensemble import Arrays, Ensemble, run_batch
from sim.model.machines import FEW
from sim.place import Place
from sim.scenario import Scenario
from sim.unknowns import drawn, unknowns
from sim.whatif.question import Question

Side = Literal["a", "b"]
SIDES: tuple[Side, Side] = ("a", "b")
FIRST, FULL = 24, 240


@dataclass(frozen=True)
class Part:
    """Some runs of one future.

    Attributes:
        series: outcome to its values, shape (rounds, R).
        trust: of each boundary at month 0 and after each round, shape (rounds + 1, boundaries, R).
        pressure: of each organisation, shape (rounds + 1, organisations, R).
        machine: what ran them, to the same bits.
    """

    series: Arrays = field(repr=False)
    trust: Array = field(repr=False)
    pressure: Array = field(repr=False)
    machine: str = "numpy"


@dataclass(frozen=True)
class Answer:
    """What was found.

    Attributes:
        question: what was asked.
        worlds: number of each world, (R,).
        comparison: A as the base, B as the alternative.
        parts: relations of both.
    """

    question: Question
    worlds: tuple[int, ...]
    comparison: Comparison = field(repr=False)
    parts: dict[Side, Part] = field(repr=False)

    @property
    def points(self) -> dict[str, Array]:
        """Return what each world drew, but for what the question sets."""
        fixed = set_by(self.question)
        return {key: values for key, values in drawn(self.worlds).items() if key not in fixed}


def set_by(question: Question) -> frozenset[str]:
    """Return the parameters that either future sets."""
    return frozenset(question.a.values) | frozenset(question.b.values)


def scenario_of(question: Question, side: Side, place: str | Place = "anyplace") -> Scenario:
    """Return one future's scenario, in which each run draws what nobody knows and the question does not set."""
    fixed = set_by(question)
    return replace(question.scenario(side, place), unknowns=tuple(key for key in unknowns() if key not in fixed))


def run_part(
    question: Question,
    side: Side,
    worlds: Sequence[int],
    place: str | Place = "anyplace",
    stop: Callable[[], None] | None = None,
) -> Part:
    """Run one future in some worlds; `stop` is called before each round, or each year compiled, and may raise."""
    scenario = scenario_of(question, side, place)
    network = world_of(scenario.place).network
    batch = run_batch(scenario, worlds, kept=("trust", "pressure"), before_round=stop)
    trust = network.both(batch.kept["trust"].swapaxes(0, 1)).swapaxes(0, 1)
    return Part(batch.series, trust, batch.kept["pressure"], batch.machine)


def few_futures(
    question: Question, side: Side, worlds: Sequence[int], place: str | Place = "anyplace"
) -> tuple[Machine, Streams]:
    """Return a few of a future's runs made ready to run, and their draws."""
    scenario, few = scenario_of(question, side, place), worlds[:FEW]
    return build(scenario.of_runs(0, len(few), len(few)).in_futures(few)), streams_of(scenario, few)


def joined(parts: Sequence[Part]) -> Part:
    """Put parts of one future together, in the order of their worlds."""
    series = {name: np.concatenate([part.series[name] for part in parts], axis=-1) for name in parts[0].series}
    trust = np.concatenate([part.trust for part in parts], axis=-1)
    ran = " and ".join(sorted({part.machine for part in parts}))
    return Part(series, trust, np.concatenate([part.pressure for part in parts], axis=-1), ran)


def called(question: Question) -> tuple[str, str]:
    """Return what readers call the futures: labels of behaviours as they are, other names in quotation marks."""
    labels = {behaviour.label for behaviour in BEHAVIOURS.values()}
    name_a, name_b = (name if name in labels else f"“{name}”" for name in (question.a.name, question.b.name))
    return name_a, name_b


def answer_of(
    question: Question, worlds: Sequence[int], parts: dict[Side, Part], place: str | Place = "anyplace"
) -> Answer:
    """Make the answer from both futures' runs."""
    a, b = (Ensemble(scenario_of(question, side, place), tuple(worlds), parts[side].series) for side in SIDES)
    return Answer(question, tuple(worlds), Comparison(a, b, called(question)), parts)


def answer(question: Question, worlds: Sequence[int], place: str | Place = "anyplace") -> Answer:
    """Run both futures here and return the answer."""
    return answer_of(question, worlds, {side: run_part(question, side, worlds, place) for side in SIDES}, place)
