"""What is known of leaders: how long they stay, what leaves with them, and what does not depend on them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.core.arithmetic import Array
from sim.model.engine import world_of
from sim.place import load_place
from sim.validation.fact import Measured, between, fact
from sim.validation.runs import AS_TODAY, INVITATION, LEVEL, Read, Runs

_TENURE: dict[str, Read] = {
    "tenure": lambda state, world: state.tenure,
    "empty": lambda state, world: state.post_empty,
    "problem": lambda state, world: state.problem_level[world.network.seat_organisation],
}


def _in_post(runs: Runs) -> tuple[Array, Array]:
    """Return tenure and the organisation's lasting performance problem of all leaders in post after ten years."""
    seen = runs.walk(_TENURE, *AS_TODAY, *LEVEL, "years=10")
    there = seen["empty"][-1] <= 0.0
    return seen["tenure"][-1][there], seen["problem"][-1][there]


@fact(
    "S12 tenure",
    "Leaders in post have been there for about three years.",
    protocol="As today, nothing grows, after ten years; leaders in post, all places.",
    tolerance="median 2.5 to 3.5 years",
    source="King's Fund & NHS Providers 2018",
    kind="put in",
)
def tenure(runs: Runs) -> Measured:
    """Measure elapsed tenure."""
    years = float(np.median(_in_post(runs)[0]))
    return Measured(between(years, 2.5, 3.5), f"{years:.1f} years", {"median": years})


@fact(
    "S12 turnover",
    "They leave soon where performance is bad and stay where it is good.",
    protocol="The same; leaders of the worst and the best tenth of organisations by lasting performance.",
    tolerance="median at most 1.5 years in the worst tenth, at least 5 in the best",
    source="HSJ 2017 (rated inadequate: 11 months; outstanding: over 7 years)",
    kind="tuned to",
)
def tenure_by_performance(runs: Runs) -> Measured:
    """Measure tenure by decile of performance."""
    years, problem = _in_post(runs)
    low, high = np.quantile(problem, (0.1, 0.9))
    best, worst = float(np.median(years[problem <= low])), float(np.median(years[problem >= high]))
    beside = "tenure is counted from the day the last leader left, so it holds about four months of an empty post"
    return Measured(
        worst <= 1.5 and best >= 5.0,
        f"{worst:.1f} years in the worst tenth, {best:.1f} in the best",
        {"worst": worst, "best": best},
        beside,
    )


@fact(
    "S12 ties",
    "When a leader goes, trust in the post falls for a while where it was above a newcomer's.",
    protocol="As today, nothing grows, 32 places; ties of a leader who left against untouched ties with the same trust "
    "before (within .02), for ties above what the place grants a newcomer.",
    tolerance="lower by .05 to .2, still so after 6 months, and less than .05 after 18",
    source="King's Fund 2018; Meyerson, Weick & Kramer 1996",
    kind="put in",
)
def ties_restart(runs: Runs) -> Measured:
    """Measure trust in ties after a leader left, by months since."""
    reads: dict[str, Read] = {
        "tie_trust": lambda state, world: state.tie_trust,
        "left": lambda state, world: state.left,
        "newcomer_trust": lambda state, world: state.newcomer_trust,
    }
    seen = runs.walk(reads, *AS_TODAY, *LEVEL, "years=4", places=32)
    fall = {months: _fall(seen, rounds) for rounds, months in ((1, 1), (7, 6), (13, 12), (20, 18))}
    text = ", ".join(f"{value:+.3f} after {months}" for months, value in fall.items()) + " months"
    passed = between(-fall[1], 0.05, 0.2) and between(-fall[6], 0.05, 0.2) and -fall[18] < 0.05
    beside = "trust between leaders; ties below a newcomer's trust rise instead"
    return Measured(passed, text.replace("-", "−"), {str(k): v for k, v in fall.items()}, beside)


def _fall(seen: dict[str, Array], rounds: int) -> float:
    """Return the mean fall of trust some rounds after a leader left, against ties like it that nobody left."""
    network = world_of(load_place("anyplace")).network
    trust, after = seen["tie_trust"], 20
    touched = np.zeros(trust.shape, dtype=bool)
    for number, left in enumerate(seen["left"]):
        tie, run = network.touched(left)
        touched[number, tie, run] = True
    moved = counted = 0.0
    for start in range(12, len(trust) - after):
        before, then = trust[start], trust[start + rounds] - trust[start]
        quiet = ~touched[start + 2 : start + after + 1].any(axis=0)
        hit = touched[start + 1] & quiet & (before > seen["newcomer_trust"][start])
        clean = ~touched[start + 1] & quiet
        bins: NDArray[np.intp] = np.floor(before / 0.02).astype(np.intp)
        size = int(bins.max()) + 1
        like = np.bincount(bins[clean], minlength=size)
        usual = np.bincount(bins[clean], weights=then[clean], minlength=size) / np.maximum(like, 1)
        known = hit & (like[bins] > 5)
        moved += float((then[known] - usual[bins[known]]).sum())
        counted += float(known.sum())
    return moved / counted


def _explained(values: Array, spells: NDArray[np.intp]) -> float:
    """Return the share of all variance over places and time that who is in post explains beyond chance.

    Chance is what the spells of sixteen other places explain: spells cut time into pieces, and pieces alone explain
    something of anything that drifts.
    """
    values = values - values.mean(axis=1, keepdims=True)
    whole = float((values * values).sum())
    true = _within(values, spells)
    chance = np.mean([_within(values, np.roll(spells, k, axis=1)) for k in range(1, 17)])
    return float(true - chance) / whole


def _within(values: Array, spells: NDArray[np.intp]) -> float:
    """Return the sum of squares between spells within places."""
    explained = 0.0
    for place in range(values.shape[1]):
        own = values[:, place] - values[:, place].mean()
        size = np.bincount(spells[:, place])
        sums = np.bincount(spells[:, place], weights=own)
        explained += float((sums * sums / np.maximum(size, 1)).sum())
    return explained


@fact(
    "S13",
    "Who leads a hospital explains little of what it produces; it explains its relationships instead.",
    protocol="By invitation, nothing grows, ten years; hospital work for its cost and treatments for its capacity "
    "every four weeks on who is chief officer, beyond what chiefs of other places explain.",
    tolerance="under 3% of variance; more than that of the chief's meetings with partners",
    source="Janke, Propper & Sadun 2019 (negative control)",
    kind="put in",
)
def leaders_and_production(runs: Runs) -> Measured:
    """Measure what the chief officer of the hospital explains."""
    world = world_of(load_place("anyplace"))
    network, hospital = world.network, world.tables.providers["acute"][0]
    chief = int(np.flatnonzero((network.seat_organisation == hospital) & (network.seat_rank >= 0.5))[0])
    reads: dict[str, Read] = {
        "left": lambda state, world: state.left[chief],
        "work for cost": lambda state, world: state.activity[0] / state.cost_index[0],
        "treated for capacity": lambda state, world: state.treated / state.capacity[0],
        "meetings": lambda state, world: world.network.mean_seat_ties(state.contact)[chief],
        "trust of the chief": lambda state, world: world.network.mean_seat_ties(state.tie_trust)[chief],
    }
    seen = dict(runs.walk(reads, *INVITATION, *LEVEL, "years=10"))
    spells = np.cumsum(seen.pop("left"), axis=0).astype(np.intp)
    share = {name: _explained(values, spells) for name, values in seen.items()}
    most = max(share["work for cost"], share["treated for capacity"])
    text = ", ".join(f"{name} {value:.1%}" for name, value in share.items())
    return Measured(most < 0.03 < share["meetings"], text.replace("-", "−"), share)


FACTS = (tenure, tenure_by_performance, ties_restart, leaders_and_production)
