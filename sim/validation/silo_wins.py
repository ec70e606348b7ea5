"""Where working alone wins: outcomes that working together makes worse, in six worlds, and what it costs there."""

from __future__ import annotations

from collections.abc import Iterator

from sim.analysis.paired import Comparison, Effect
from sim.outcomes import OUTCOMES
from sim.outcomes.base import PEOPLE_FIRST
from sim.validation.fact import median
from sim.validation.runs import INVITATION, PROGRAMME, SILOED, Runs

WORLDS: dict[str, tuple[str, ...]] = {
    "Nothing grows": ("pressure=steady",),
    "Money outgrows demand": ("demand.growth=0.01", "funding.nhs_growth=0.04", "funding.social_care_growth=0.04"),
    "Rising demand": (),
    "Paid by activity": ("income.activity_share=0.8",),
    "Austerity": ("pressure=austerity",),
    "Perfect storm": ("pressure=perfect_storm",),
}
ARMS = {"By invitation, practices at a quarter": INVITATION, "All teams, full practices": PROGRAMME}
SOME = 0.10


def compare(runs: Runs, arm: tuple[str, ...], world: str) -> Comparison:
    """Return an arm against every organisation for itself in a world."""
    return Comparison(runs.arm(*SILOED, *WORLDS[world]), runs.arm(*arm, *WORLDS[world]))


def losses(runs: Runs, arm: tuple[str, ...], year: int = 6) -> Iterator[tuple[str, dict[str, Effect]]]:
    """Yield outcomes for people that the arm makes worse somewhere, each with its effect in every world.

    Worse somewhere: in some world at least a tenth of futures are meaningfully worse, and more of them than are better.
    """
    compared = {world: compare(runs, arm, world) for world in WORLDS}
    for name, declared in OUTCOMES.items():
        if declared.domain in PEOPLE_FIRST:
            effects = {world: comparison.effect(name, year) for world, comparison in compared.items()}
            if any(effect.worse >= SOME and effect.worse > effect.better for effect in effects.values()):
                yield declared.label, effects


def net_cost(runs: Runs, arm: tuple[str, ...], world: str) -> tuple[float, float, float]:
    """Return the median net cost at the end, £m, with all savings cash and with 30%, and how many paid back."""
    comparison = compare(runs, arm, world)
    every, some = comparison.net_cost(1.0)[-1], comparison.net_cost(0.3)[-1]
    return median(every), median(some), float((every <= 0.0).mean())
