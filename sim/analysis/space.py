"""The space of what is not known: which parameters vary, within which ranges, and points spread over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from sim.core.arithmetic import Array
from sim.core.nearest import unknown
from sim.core.parameters import InputError, Role
from sim.declared import of_interventions
from sim.plan.entry import declaration_of
from sim.plan.read import of_entry
from sim.scenario import Scenario, declarations

PRESSURES: tuple[str, ...] = (
    "demand.growth",
    "funding.nhs_growth",
    "funding.social_care_growth",
    "winter.admissions",
    "pressure.level",
    "funding.external",
    "turnover.pace",
    "trust.prior",
    "trust.newcomer",
    "trust.asymmetry",
    "commitment.log_hazard",
    "decision.value",
    "decision.price",
)


def uncertainties() -> tuple[str, ...]:
    """Return the names of all numeric parameters of rules that nobody knows; an intervention's act only in a plan."""
    unsure = (key for key, d in declarations().items() if d.role is Role.UNCERTAINTY and d.varies)
    return tuple(key for key in unsure if not of_interventions(key))


def able() -> tuple[str, ...]:
    """Return the names of all parameters that can vary, those that people set included."""
    return tuple(key for key, declared in declarations().items() if declared.varies)


def vary(value: object) -> tuple[str, ...]:
    """Check which parameters are to vary: `all` uncertainties, the `pressures` or a list of names."""
    if value == "all":
        return uncertainties()
    if value == "pressures":
        return PRESSURES
    if not isinstance(value, list) or not value or not all(isinstance(key, str) for key in value):
        raise InputError(
            f"vary = {str(value)[:60]!r}: expected all, pressures, or a list such as [trust.asymmetry,decision.price]"
        )
    return tuple(numeric(key) for key in dict.fromkeys(value))


def numeric(key: str) -> str:
    """Return the name of a parameter that can vary, or raise `InputError`."""
    declared = declaration_of(key)
    if declared is None and of_entry(key):
        raise InputError(f"{key}: no number of a plan, so a study cannot vary it; expected such as plan.enabler.from")
    if declared is None:
        raise InputError(unknown(key[:80], declarations(), "parameter"))
    if not declared.varies:
        raise InputError(f"{key}: a switch, or without a plausible range, so it cannot vary")
    return key


def check_varied(keys: Sequence[str], scenarios: Sequence[Scenario]) -> None:
    """Raise `InputError` unless the plan of some scenario has each number that is to vary, and all its range can be."""
    for key in filter(of_entry, keys):
        check_points({key: ranges([key])[0]}, scenarios)


def check_points(points: Mapping[str, Array], scenarios: Sequence[Scenario]) -> None:
    """Raise `InputError` unless the plan of some scenario has each number of a plan, and can be at every point.

    Args:
        points: values of what varies, one a point.
        scenarios: of the arms.
    """
    for key in filter(of_entry, points):
        if not any(scenario.applicable({key: 0.0}) for scenario in scenarios):
            scenarios[-1].varied({key: points[key]})
    for scenario in scenarios:
        scenario.varied({key: value for key, value in scenario.applicable(points).items() if of_entry(key)})


def ranges(keys: Sequence[str]) -> Array:
    """Return the plausible range of each parameter, shape (k, 2)."""
    return np.array([(declaration_of(key) or declarations()[key]).plausible for key in keys], dtype=float)


def latin_hypercube(keys: Sequence[str], count: int, seed: int) -> dict[str, Array]:
    """Return points spread evenly along every parameter's plausible range, shape (P,) each."""
    from scipy.stats import qmc

    bounds = ranges(keys)
    unit = qmc.LatinHypercube(len(keys), rng=np.random.default_rng(seed)).random(count)
    return {key: low + (high - low) * unit[:, k] for k, (key, (low, high)) in enumerate(zip(keys, bounds, strict=True))}
