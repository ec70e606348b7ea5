"""Rival theories: whether headlines of working together hold under each, tuned anew to the same trust at month 0.

Rule      Each theory sets dials that no world then draws. A theory that moves trust at month 0 has one tuned number
          moved by the same step in every world, until mean trust is that of the usual rules. Then working as one system
          (invited) is set against every organisation for itself, in the same worlds, and each headline outcome judged.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from sim.analysis.effect import Effect, Verdict
from sim.analysis.headline import HEADLINE
from sim.core.arithmetic import Array
from sim.model.ensemble import run_arms
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario, declarations, load_scenario
from sim.unknowns import drawn
from sim.validation.runs import INVITATION, SILOED
from sim.validation.worlds import AS_TODAY, in_worlds, some

TUNED = "promises.reliability"
"""The number that is declared as tuned to trust at month 0, and to be re-set where trust is judged by another rule."""
YEARS, WORLDS, HALVINGS = 6, 64, 14
CLOSE = 0.002
"""How close trust at month 0 comes to the usual figure: a tenth of the smallest difference that matters."""
_FILE = Path(__file__).with_name("theories.json")


@dataclass(frozen=True, slots=True)
class Theory:
    """A rule that stands in for the usual one.

    Attributes:
        family: what it is a rule of.
        name: what readers call it.
        dials: what it sets; nothing for the usual rule.
    """

    family: str
    name: str
    dials: tuple[tuple[str, float], ...] = ()


THEORIES = (
    Theory("trust", "a broken promise weighs more than a kept one"),
    Theory("trust", "kept and broken promises weigh alike", (("trust.asymmetry", 1.0),)),
    Theory("trust", "how much is promised counts, too", (("promises.word", 0.0),)),
    Theory("cooperation", "each weighs the whole"),
    Theory("cooperation", "each waits for enough of its partners", (("cooperation.conditional", 1.0),)),
    Theory("combination", "the mean of those who take part"),
    Theory("combination", "the weakest link", (("sponsors.weakest", 1.0), ("crossing.slowest", 1.0))),
)
"""The usual rule stands first in each family."""
FAMILIES = tuple(dict.fromkeys(theory.family for theory in THEORIES))


@dataclass(frozen=True, slots=True)
class UnderTheory:
    """What comes out under one theory.

    Attributes:
        family: what it is a rule of.
        name: what readers call it.
        step: how far the tuned number is moved in every world.
        untuned: mean trust between partners at month 0 before that.
        trust: the same after it.
        worlds: how many.
        medians: headline outcome to the median difference in the last year.
        verdicts: headline outcome to how it is judged.
    """

    family: str
    name: str
    step: float
    untuned: float
    trust: float
    worlds: int
    medians: dict[str, float]
    verdicts: dict[str, Verdict]


def under(theory: Theory, words: tuple[str, ...], worlds: tuple[int, ...], step: float = 0.0) -> Scenario:
    """Return a scenario under a theory, a world for each run, with the tuned number moved by a step in all."""
    dials = [f"{key}={value:g}" for key, value in theory.dials]
    made = in_worlds(load_scenario([*words, *dials]), worlds, but=[key for key, _ in theory.dials])
    if not step:
        return made
    low, high = declarations()[TUNED].bounds or (0.0, 1.0)
    return made.varied({TUNED: np.clip(drawn(worlds, [TUNED])[TUNED] + step, low, high)})


def trust_at_month_0(theory: Theory, worlds: tuple[int, ...], step: float = 0.0) -> float:
    """Return mean trust between partners in the first year as today, where nothing grows."""
    return float(run_arms([under(theory, AS_TODAY, worlds, step)], worlds)[0].year("trust", 1).mean())


def tuned(theory: Theory, common: float, worlds: tuple[int, ...]) -> float:
    """Return the step by which a theory comes to the common trust at month 0: none where it is there already."""
    if abs(trust_at_month_0(theory, worlds) - common) <= CLOSE:
        return 0.0
    low, high = -1.0, 1.0
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        if trust_at_month_0(theory, worlds, middle) < common:
            low = middle
        else:
            high = middle
    return round(0.5 * (low + high), 4)


def held(theory: Theory, worlds: tuple[int, ...], step: float) -> UnderTheory:
    """Return what comes out under a theory, its tuned number moved by a step."""
    alone, together = run_arms([under(theory, arm, worlds, step) for arm in (SILOED, INVITATION)], worlds)
    ends: dict[str, tuple[Array, Array]] = {
        name: (alone.year(name, YEARS), together.year(name, YEARS)) for name in HEADLINE
    }
    effects = {name: Effect.of(OUTCOMES[name], YEARS, *both) for name, both in ends.items()}
    return UnderTheory(
        theory.family,
        theory.name,
        step,
        _short(trust_at_month_0(theory, worlds)),
        _short(trust_at_month_0(theory, worlds, step)),
        len(worlds),
        {name: _short(effect.median) for name, effect in effects.items()},
        {name: effect.verdict for name, effect in effects.items()},
    )


def write() -> Path:
    """Tune and try every theory and keep what comes out (`make robust`); return the file."""
    worlds = some(WORLDS)
    common = trust_at_month_0(THEORIES[0], worlds)
    found = [asdict(held(one, worlds, tuned(one, common, worlds))) for one in THEORIES]
    text = json.dumps(found, ensure_ascii=False).replace('{"family', '\n{"family')
    _FILE.write_text(f"{text}\n", encoding="utf-8")
    return _FILE


def kept() -> tuple[UnderTheory, ...]:
    """Return what was found last, in the order of `THEORIES`."""
    return tuple(UnderTheory(**one) for one in json.loads(_FILE.read_text(encoding="utf-8")))


def _short(value: float) -> float:
    return float(f"{value:.5g}")
