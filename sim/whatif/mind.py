"""What would change our mind: in the same worlds, each leading unknown number is set to either end of its range.

Rule      A future is better if it is meaningfully better on more headline outcomes than it is worse on. The leading
          numbers are those whose draw goes most with that over many worlds of the default question (rank correlation);
          of a question they are tried one at a time, all else equal, world by world.
Source    screening by rank correlation: Saltelli et al. 2008; one-at-a-time within worlds is exact on the same dice.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from sim.analysis.finding import people_scores
from sim.analysis.headline import HEADLINE
from sim.analysis.paired import Comparison
from sim.core.arithmetic import Array
from sim.model.ensemble import Ensemble, run_batch
from sim.place import Place
from sim.scenario import declarations
from sim.unknowns import drawn
from sim.whatif.answer import SIDES, Side, answer, set_by
from sim.whatif.question import Question

WORLDS, LEADING, PACK, TRIED = 24, 12, 384, 2048
_LEADING = Path(__file__).with_name("leading.json")


@dataclass(frozen=True, slots=True)
class Ends:
    """How often B, and how often A, comes out ahead with a number at the low and at the high end of its range."""

    key: str
    low: tuple[float, float]
    high: tuple[float, float]

    @property
    def swing(self) -> float:
        """Return how much the balance of B over A moves from one end to the other."""
        return abs((self.high[0] - self.high[1]) - (self.low[0] - self.low[1]))


def ahead(comparison: Comparison) -> Array:
    """Return 1 in futures where B comes out ahead for people, -1 where A, else 0; shape (R,)."""
    return np.sign(people_scores(comparison, comparison.years))


@cache
def _stored() -> dict[str, Any]:
    return json.loads(_LEADING.read_text(encoding="utf-8"))


def leading() -> tuple[str, ...]:
    """Return the unknown numbers that go most with who comes out ahead, strongest first."""
    return tuple(_stored()["leading"])


def correlations() -> dict[str, float]:
    """Return the rank correlation of each of them with how much better B comes out."""
    return dict(_stored()["leading"])


def screened_worlds() -> int:
    """Return how many worlds they were screened over."""
    return int(_stored()["tried"])


def candidates(question: Question) -> tuple[str, ...]:
    """Return the leading numbers that a question leaves unknown."""
    return tuple(key for key in leading() if key not in set_by(question))


def at_ends(
    question: Question,
    keys: Sequence[str],
    worlds: Sequence[int],
    place: str | Place = "anyplace",
    stop: Callable[[], None] | None = None,
) -> list[Ends]:
    """Try each number at both ends of its range in every world, as one batch of each future."""
    copies, packed = 2 * len(keys), tuple(worlds) * (2 * len(keys))
    values = {key: np.tile(column, copies) for key, column in drawn(worlds).items()}
    for number, key in enumerate(keys):
        plausible = declarations()[key].plausible
        assert plausible is not None
        for end, value in enumerate(plausible):
            start = (2 * number + end) * len(worlds)
            values[key][start : start + len(worlds)] = value
    fixed = set_by(question)

    arms: dict[Side, Ensemble] = {}
    for side in SIDES:
        plain = question.scenario(side, place)
        scenario = plain.varied({key: column for key, column in values.items() if key not in fixed})
        arms[side] = Ensemble(plain, packed, run_batch(scenario, packed, before_round=stop).series)
    found = ahead(Comparison(arms["a"], arms["b"])).reshape(len(keys), 2, len(worlds))
    b, a = (found > 0).mean(axis=2), (found < 0).mean(axis=2)
    return [
        Ends(key, (float(b[row, 0]), float(a[row, 0])), (float(b[row, 1]), float(a[row, 1])))
        for row, key in enumerate(keys)
    ]


def screened(tried: int = TRIED) -> dict[str, float]:
    """Return the rank correlation of each unknown number with how much better B is, over worlds kept or not."""
    from scipy.stats import rankdata

    ranks = rankdata(scores(range(tried)))
    points = drawn(range(tried))
    return {key: float(np.corrcoef(rankdata(column), ranks)[0, 1]) for key, column in points.items()}


def scores(worlds: Sequence[int]) -> Array:
    """Return how much better B is for people in each world of the default question, in smallest differences."""
    question, found = Question(), list[Array]()
    for start in range(0, len(worlds), PACK):
        comparison = answer(question, worlds[start : start + PACK]).comparison
        found.append(np.mean([_gain(comparison, name) for name in HEADLINE], axis=0))
    return np.concatenate(found)


def _gain(comparison: Comparison, name: str) -> Array:
    """Return the gain in units of the smallest that matters, shape (R,), held within 3."""
    a, b = comparison.levels(name, comparison.years)
    return np.clip(comparison.judged(name).in_smallest(b - a, a), -3.0, 3.0)


def write() -> tuple[str, ...]:
    """Screen anew and keep the leading numbers (`make worlds`)."""
    found = screened()
    chosen = sorted(found, key=lambda key: -abs(found[key]))[:LEADING]
    text = json.dumps({"tried": TRIED, "leading": {key: round(found[key], 3) for key in chosen}}, indent=1)
    _LEADING.write_text(f"{text}\n", encoding="utf-8")
    _stored.cache_clear()
    return leading()
