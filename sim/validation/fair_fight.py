"""The fair-fight rule, tried: nothing but the five channels helps, and the costs are real."""

from __future__ import annotations

import numpy as np

from sim.core.counts import so_many
from sim.outcomes import OUTCOMES
from sim.outcomes.base import PEOPLE_FIRST
from sim.validation.fact import Measured, fact, median, signed
from sim.validation.runs import INVITATION, MIXED, PROGRAMME, SILOED, Runs, change

_CHANNELS = tuple(
    f"channels.{channel}=false" for channel in ("information", "handover", "projects", "shunting", "pooling")
)
_COSTS = tuple(f"channels.{channel}=false" for channel in ("hours", "delay", "money"))
_OF_RELATIONSHIPS = ("working together", "ten features", "cost of working together")


def care_outcomes() -> tuple[str, ...]:
    """Return the outcomes of care, money and fairness: all but those that say how partners work together."""
    return tuple(name for name, declared in OUTCOMES.items() if declared.domain not in _OF_RELATIONSHIPS)


@fact(
    "N1",
    "Without channels and without costs, working together changes nothing in care.",
    protocol="Programme against siloed, all channels shut, six years, every outcome of care, money and fairness, every "
    "round and place.",
    tolerance="exactly 0.0",
    source="the fair-fight rule",
    kind="put in",
)
def nothing_else_helps(runs: Runs) -> Measured:
    """Measure the largest difference of all."""
    a, b = (runs.arm(*arm, *_CHANNELS, *_COSTS) for arm in (SILOED, PROGRAMME))
    apart = {name: float(np.abs(a.series[name] - b.series[name]).max()) for name in care_outcomes()}
    largest = max(apart.values())
    differ = ", ".join(name for name, value in apart.items() if value > 0.0)
    return Measured(
        largest == 0.0, f"largest difference {largest:g} over {so_many(len(apart), 'outcomes')}", apart, differ
    )


_PAYMENTS = {
    "40% by activity": ("income.activity_share=0.4",),
    "block": ("income.activity_share=0",),
    "80%, frozen": ("income.activity_share=0.8", "income.frozen=true"),
}


@fact(
    "N2",
    "With its costs and without its channels, working together is never better and always dearer.",
    protocol="Programme against siloed, channels shut and costs on, six years; mean of the places in every year; "
    "outcomes for people, by need; payment by block, 40% by activity, and 80% with payment frozen.",
    tolerance="no outcome for people better by more than 1e-9 in any year; programme money above 0 in every year",
    source="the fair-fight rule",
    kind="put in",
)
def costs_are_real(runs: Runs) -> Measured:
    """Measure the best that costs alone bring, and their price."""
    people = [name for name, declared in OUTCOMES.items() if declared.domain in PEOPLE_FIRST and declared.better]
    best, price, found = -np.inf, [], []
    for label, payment in _PAYMENTS.items():
        siloed, programme = (runs.arm(*arm, *_CHANNELS, *payment) for arm in (SILOED, PROGRAMME))
        for name in people:
            for year in range(1, 7):
                gain = float(OUTCOMES[name].gain(programme.year(name, year) - siloed.year(name, year)).mean())
                best = max(best, gain)
                if gain > 1e-9:
                    found.append(f"{name} in year {year}, {label}: {gain:.2g}")
        spent = [programme.year("programme_cost", y) - siloed.year("programme_cost", y) for y in range(1, 7)]
        price.append(min(float(values.mean()) for values in spent))
    text = f"no outcome better (largest {best:.1g}); at least £{min(price):.2f}m a year dearer"
    if found:
        text = f"{so_many(len(found), 'outcomes')} and years better; at least £{min(price):.2f}m a year dearer"
    beside = "; ".join(found[:6])
    return Measured(not found and min(price) > 0.0, text.replace("-", "−"), {"best": best, "price": min(price)}, beside)


@fact(
    "Signs",
    "Fewer teams do less, in the same direction.",
    protocol="All teams, half the teams and teams by invitation against siloed; emergency need and delays, year 6, "
    "median of the places.",
    tolerance="all below 0; all teams the most",
    source="model design",
    kind="came out",
)
def arms_agree(runs: Runs) -> Measured:
    """Measure the effect of each arm."""
    siloed, passed, parts, values = runs.arm(*SILOED), True, [], {}
    for outcome in ("emergency_need", "delayed"):
        every, half, invited = (
            median(change(runs.arm(*arm), siloed, outcome, 6)) for arm in (PROGRAMME, MIXED, INVITATION)
        )
        passed &= every < min(half, invited) and max(half, invited) < 0.0
        parts.append(f"{outcome.replace('_', ' ')} {signed(every)}, {signed(half)}, {signed(invited)}")
        values[outcome] = invited
    return Measured(bool(passed), "; ".join(parts) + " (all, half, by invitation)", values)


FACTS = (nothing_else_helps, costs_are_real, arms_agree)
