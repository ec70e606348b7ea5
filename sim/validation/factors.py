"""What is known of the five factors of working as a system: together they do more than one by one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress, product

import numpy as np

from sim.core.arithmetic import Array
from sim.validation.fact import Fact, Measured, fact, signed
from sim.validation.runs import FACTORS, MIXED, SILOED, Runs, practices

_SMALLER, _MORE = 32, 256


def _set_effects(runs: Runs, outcome: str, sets: Iterable[tuple[str, ...]], places: int) -> list[Array]:
    """Return the relative effects of sets of full practices on an outcome of year 6 in a siloed place."""
    base = runs.arm(*SILOED, *practices(), places=places).year(outcome, 6)
    return [runs.arm(*SILOED, *practices(*on), places=places).year(outcome, 6) / base - 1.0 for on in sets]


def _complement(outcome: str, label: str) -> Fact:
    @fact(
        f"S9 {outcome.replace('_', ' ')}",
        f"The five factors do more together than the sum of one by one: {label}.",
        protocol=f"Siloed base, full practices, {_MORE} places; relative effect of all five on {label} in year 6, "
        "against the sum of the five alone.",
        tolerance="more, by at least two standard errors",
        source="King's Fund 2017; George, Klijn and others (several strategies beat one)",
        kind="came out",
    )
    def measure(runs: Runs) -> Measured:
        every, *alone = _set_effects(runs, outcome, (FACTORS, *((name,) for name in FACTORS)), _MORE)
        summed = np.sum(alone, axis=0)
        more = every - summed
        error = float(more.std(ddof=1) / np.sqrt(len(more)))
        ratio = float(every.mean() / summed.mean())
        text = f"{signed(every.mean())} against {signed(summed.mean())}, {ratio:.2f} times"
        beside = f"difference {signed(more.mean(), 2)}, standard error {100.0 * error:.2f}"
        return Measured(bool(more.mean() < -2.0 * error), text, {"ratio": ratio}, beside)

    return measure


@fact(
    "S9 vision",
    "Vision alone does nearly nothing.",
    protocol=f"Siloed base, all 2^5 sets of full practices, {_SMALLER} places; relative effect in year 6 of vision "
    "alone, and the mean of what it adds to every set of the others.",
    tolerance="alone, less than a tenth of all five, for emergency need and for delays",
    source="King's Fund 2017",
    kind="came out",
)
def vision_alone(runs: Runs) -> Measured:
    """Measure all sets of factors."""
    sets = [tuple(compress(FACTORS, chosen)) for chosen in product((0, 1), repeat=len(FACTORS))]
    passed, text, beside, values = True, [], [], {}
    for outcome in ("emergency_need", "delayed"):
        means = [float(effect.mean()) for effect in _set_effects(runs, outcome, sets, _SMALLER)]
        effect = dict(zip(sets, means, strict=True))
        added = {
            name: [effect[on] - effect[tuple(other for other in on if other != name)] for on in sets if name in on]
            for name in FACTORS
        }
        alone, every = effect[("vision",)], effect[FACTORS]
        passed &= abs(alone) < 0.1 * abs(every)
        label = outcome.replace("_", " ")
        text.append(f"{label} {signed(alone)} of {signed(every)}")
        parts = (
            f"{name} {signed(effect[(name,)])}, {signed(float(np.mean(gains)))}, {signed(gains[-1])}"
            for name, gains in added.items()
        )
        beside.append(f"{label}: " + "; ".join(parts))
        values[outcome] = alone / every
    return Measured(passed, "; ".join(text), values, "alone, mean of all sets, added last. " + ". ".join(beside))


@fact(
    "S9 half-way",
    "The same where half the teams already work as a system.",
    protocol="Mixed base (half the teams), practices of those teams alone; the same measure.",
    tolerance="all five more than the sum of the five alone, for both",
    source="the same; the fact does not say from which base",
    kind="came out",
)
def factors_complement_half_way(runs: Runs) -> Measured:
    """Measure single factors and all five from a half-collaborative base."""
    ratio = {}
    for outcome in ("emergency_need", "delayed"):
        base, every, *alone = (
            runs.arm(*MIXED, *practices(*on)).year(outcome, 6).mean()
            for on in ((), FACTORS, *((name,) for name in FACTORS))
        )
        ratio[outcome] = float((every - base) / sum(value - base for value in alone))
    text = ", ".join(f"{name.replace('_', ' ')} {value:.2f} times" for name, value in ratio.items())
    return Measured(min(ratio.values()) > 1.0, text, ratio, "gains saturate where a good part is already had")


FACTS = (
    _complement("delayed", "delays"),
    _complement("emergency_need", "emergency need"),
    vision_alone,
    factors_complement_half_way,
)
