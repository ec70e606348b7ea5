"""What a known fact is: one declaration from which the tests and the validation page grow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from sim.validation.runs import Runs

Kind = Literal["put in", "tuned to", "came out"]


@dataclass(frozen=True, slots=True)
class Measured:
    """What the model gave.

    Attributes:
        passed: whether it lies within the tolerance.
        text: the figures, in words.
        values: the same figures by name.
        beside: figures that are reported and judge nothing: other arms, wider ranges, why it fails.
    """

    passed: bool
    text: str
    values: Mapping[str, float] = field(default_factory=dict)
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A known fact with its test, declared before the model was tuned.

    Attributes:
        name: short; S and a number are those of the evidence review.
        sentence: the fact.
        protocol: how it is tried.
        tolerance: what passes.
        source: where the fact is from.
        kind: whether a rule says it, a number was set by it, or it follows from neither.
        measure: tries it.
    """

    name: str
    sentence: str
    protocol: str
    tolerance: str
    source: str
    kind: Kind
    measure: Callable[[Runs], Measured]


def fact(
    name: str, sentence: str, *, protocol: str, tolerance: str, source: str, kind: Kind
) -> Callable[[Callable[[Runs], Measured]], Fact]:
    """Declare a fact by the function that measures it."""

    def declare(measure: Callable[[Runs], Measured]) -> Fact:
        return Fact(name, sentence, protocol, tolerance, source, kind, measure)

    return declare


def between(value: float, low: float, high: float) -> bool:
    """Return whether a value lies in a closed range."""
    return bool(low <= value <= high)


def signed(value: float, digits: int = 1) -> str:
    """Return a share as a percentage with its sign."""
    return f"{100.0 * value:+.{digits}f}%".replace("-", "−")


def spread(values: Any, digits: int = 1) -> str:
    """Return the median of shares over places with their 90% interval, as percentages."""
    low, middle, high = np.quantile(values, (0.05, 0.5, 0.95))
    return f"{signed(middle, digits)} [{signed(low, digits)}, {signed(high, digits)}]"


def median(values: Any) -> float:
    """Return the median over places."""
    return float(np.median(values))
