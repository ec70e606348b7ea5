"""What can be asked of the studies of many futures: their own keys, each with its check."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import Any

from sim.ablation import ABLATIONS, ablations
from sim.analysis.agreeing import AgreeingWorlds, read_worlds
from sim.analysis.measures import PEOPLE, measure
from sim.analysis.observed_file import ObservedFile, month, read_observed
from sim.analysis.opinions import Opinions, read_opinions
from sim.analysis.space import vary
from sim.analysis.worth_study import BOTH
from sim.cli.stored import folder
from sim.core.parameters import InputError
from sim.model.engine import replicates
from sim.outcomes import OUTCOMES
from sim.scenario import whole_number
from sim.theories import asked_theories
from sim.unknowns import asked_for

Checks = dict[str, Callable[[object], Any]]


def _whole(low: int, high: int, key: str) -> Callable[[object], int]:
    return lambda value: whole_number(key, value, (low, high))


def fraction(key: str, low: float, high: float, value: object) -> float:
    """Check a number within bounds."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise InputError(f"{key} = {str(value)[:60]!r}: expected a number from {low:g} to {high:g}")
    if not low <= value <= high:
        raise InputError(f"{key} = {value!r}: must lie from {low:g} to {high:g}")
    return float(value)


def values(key: str, value: object) -> tuple[float, ...] | None:
    """Check the values along an axis, a list that rises; None is the plausible range."""
    if value is None:
        return None
    numbers = value if isinstance(value, list) else []
    plain = [float(x) for x in numbers if isinstance(x, int | float) and not isinstance(x, bool) and math.isfinite(x)]
    if not 2 <= len(plain) <= 21 or len(plain) < len(numbers) or plain != sorted(set(plain)):
        raise InputError(f"{key} = {str(value)[:60]}: expected from 2 to 21 numbers that rise, such as [0.5,1,2]")
    return tuple(plain)


def outcome(value: object) -> str:
    """Check what futures are judged by."""
    return measure(value).name


def outcome_or_both(value: object) -> str:
    """Check what a choice is judged by: people and money, or one thing."""
    if value == BOTH:
        return BOTH
    try:
        return outcome(value)
    except InputError as error:
        raise InputError(f"{error}; or 'both' of people and money") from None


def plain_outcome(value: object) -> str:
    """Check an outcome of which more or less is better."""
    name = measure(value).name
    if name not in OUTCOMES:
        raise InputError(f"outcome = {name}: not measured in each arm by itself; expected an outcome, such as delayed")
    return name


def without(value: object) -> tuple[str, ...]:
    """Check what is taken away, one thing at a time: all, or a list of names."""
    return tuple(ABLATIONS) if value == "all" else ablations(value)


def yes_or_no(key: str, value: object) -> bool:
    """Check a switch."""
    if not isinstance(value, bool):
        raise InputError(f"{key} = {str(value)[:60]!r}: expected true or false")
    return value


def unknowns(value: object) -> object:
    """Check what each future draws of what nobody knows: all of it, nothing, or a list of names."""
    asked_for(value)
    return tuple(value) if isinstance(value, list) else value


def elicited(value: object) -> Opinions | None:
    """Check what people say of numbers that nobody knows, from the path of a file; None of no file."""
    if not isinstance(value, str) or len(value) > 400 or not (value.isprintable() or not value):
        raise InputError(f"elicited = {str(value)[:60]!r}: expected the path of a CSV (docs/elicit.md)")
    return read_opinions(value) if value else None


def observed(value: object) -> ObservedFile | None:
    """Check what was observed, from the path of a file; None of no file."""
    if not isinstance(value, str) or len(value) > 400 or not (value.isprintable() or not value):
        raise InputError(f"observed = {str(value)[:60]!r}: expected the path of a CSV (docs/calibrate.md)")
    return read_observed(value) if value else None


def worlds(value: object) -> AgreeingWorlds | None:
    """Check worlds that agree with what was observed, from the folder of their calibration; None of no folder."""
    if not isinstance(value, str) or len(value) > 400 or not (value.isprintable() or not value):
        raise InputError(f"worlds = {str(value)[:60]!r}: expected a folder that `calibrate` made (docs/calibrate.md)")
    return read_worlds(value) if value else None


def month_0(value: object) -> str:
    """Check which calendar month is month 0; empty where dates are years after it."""
    if value:
        month("month_0", str(value))
    return str(value or "")


def some_unknowns(value: object) -> object:
    """Check what each future draws where there must be something to find out."""
    if not asked_for(value):
        raise InputError(f"unknowns = {value}: then there is nothing to find out; expected drawn, or a list of names")
    return unknowns(value)


def seed(value: object) -> int | None:
    """Check the seed of one pair of futures; None is the one in the middle."""
    return None if value is None else replicates([value])[0]


def outcome_of_pairs(value: object) -> str:
    """Check what pairs of futures are ordered by: what matters to people, or an outcome."""
    return PEOPLE if value == PEOPLE else plain_outcome(value)


def threshold(value: object) -> float | None:
    """Check a level that is good enough; None is not meaningfully worse than the base."""
    return None if value is None else fraction("threshold", -1e9, 1e9, value)


def power_of_two(value: object) -> int:
    """Check a number of samples of a Sobol' sequence."""
    number = whole_number("samples", value, (8, 65_536))
    if number & (number - 1):
        raise InputError(f"samples = {number}: expected a power of 2, such as {2 ** number.bit_length()}")
    return number


def plans(value: object) -> tuple[tuple[str, ...], ...] | None:
    """Check a list of plans, each a name, a path, or a list of them; None is each intervention by itself."""
    if value is None:
        return None
    listed = value if isinstance(value, list) else []
    made = [tuple(one) if isinstance(one, list) else (one,) for one in listed]
    if not 1 <= len(made) <= MOST_PLANS or not all(one and all(isinstance(name, str) for name in one) for one in made):
        raise InputError(
            f"plans = {str(value)[:60]}: expected from 1 to {MOST_PLANS} plans, each a name, a path or a list of them, "
            "such as [enabler,[enabler,shared_target],mine.yaml]"
        )
    if len(set(made)) < len(made):
        raise InputError(f"plans = {str(value)[:60]}: expected each plan once")
    return tuple(made)


def limit(key: str, value: object) -> float | None:
    """Check an amount that may be left open: None."""
    return None if value is None else fraction(key, 0.0, 1e6, value)


def searched(value: object) -> object:
    """Check whether plans are searched for; among what is checked with what is said of them."""
    if value is not None and value != "all" and not isinstance(value, list):
        raise InputError(f"search = {str(value)[:60]!r}: expected all, or a list such as [enabler,coaching]")
    return value


MOST_PLANS = 20
SEVERAL = ("regret", "agents", "worth_knowing")  # studies of more than two behaviours
STUDIES: dict[str, Checks] = {
    "sensitivity": {
        "sweep": folder,
        "outcome": outcome,
        "vary": vary,
        "trajectories": _whole(2, 1000, "trajectories"),
        "strongest": _whole(1, 40, "strongest"),
        "samples": power_of_two,
        "replications": _whole(1, 1000, "replications"),
    },
    "discover": {
        "sweep": folder,
        "outcome": outcome,
        "vary": vary,
        "points": _whole(30, 100_000, "points"),
        "replications": _whole(1, 1000, "replications"),
    },
    "regret": {
        "sweep": folder,
        "outcome": outcome,
        "vary": vary,
        "points": _whole(10, 100_000, "points"),
        "replications": _whole(2, 1000, "replications"),
        "percentile": partial(fraction, "percentile", 0.5, 1.0),
        "threshold": threshold,
    },
    "worth_knowing": {
        "sweep": folder,
        "outcome": outcome_or_both,
        "pays": partial(limit, "pays"),
        "replications": _whole(1, 100_000, "replications"),
        "unknowns": some_unknowns,
        "worlds": worlds,
        "elicited": elicited,
        "store": partial(yes_or_no, "store"),
    },
    "calibrate": {
        "observed": observed,
        "month_0": month_0,
        "unknowns": some_unknowns,
        "discrepancy": partial(fraction, "discrepancy", 0.0, 1.0),
        "size": _whole(50, 5000, "size"),
    },
    "agents": {
        "without": without,
        "outcome": plain_outcome,
        "replications": _whole(2, 10_000, "replications"),
        "unknowns": unknowns,
        "worlds": worlds,
        "store": partial(yes_or_no, "store"),
    },
    "robust": {
        "theories": asked_theories,
        "replications": _whole(2, 10_000, "replications"),
        "unknowns": unknowns,
        "worlds": worlds,
        "store": partial(yes_or_no, "store"),
    },
    "portfolio": {
        "plans": plans,
        "search": searched,
        "money": partial(limit, "money"),
        "hours": partial(limit, "hours"),
        "replications": _whole(2, 100_000, "replications"),
        "unknowns": unknowns,
        "worlds": worlds,
    },
    "pathways": {
        "replications": _whole(2, 100_000, "replications"),
        "unknowns": unknowns,
        "worlds": worlds,
    },
    "story": {
        "seed": seed,
        "outcome": outcome_of_pairs,
        "replications": _whole(2, 100_000, "replications"),
        "unknowns": unknowns,
        "worlds": worlds,
    },
    "replications": {
        "replications": _whole(20, 20_000, "replications"),
        "unknowns": unknowns,
        "worlds": worlds,
        "effect": partial(fraction, "effect", 0.01, 5.0),
        "share": partial(fraction, "share", 0.005, 0.5),
    },
}
