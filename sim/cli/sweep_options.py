"""What can be asked of a sweep: its own keys, checked, and the scenario's, for every point."""

from __future__ import annotations

import math
import os
import re
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sim.analysis.opinion_pool import ranges
from sim.cli.options import _SCENARIO, _shown, behaviours, defaults
from sim.cli.study_keys import elicited
from sim.core.cores import cores
from sim.core.counts import so_many
from sim.core.nearest import PARAMETERS, unknown
from sim.core.parameters import InputError
from sim.model.machines import which
from sim.outcomes import OUTCOMES
from sim.overrides import is_path, parse_command, path_of
from sim.plan.read import of_plan
from sim.scenario import Scenario, declarations, load_scenario, parse, whole_number
from sim.store import results_root
from sim.store.owned import is_own_file, read_text
from sim.sweep.designs import DESIGNS, MOST_POINTS, SAMPLERS, Point, factorial, from_csv, listed, sampled
from sim.sweep.plan import SweepPlan
from sim.sweep.space import check_plans, check_theories, factors_of

EXECUTORS = ("serial", "processes", "dask", "slurm")
SLURM = ("queue", "account", "cores", "memory", "walltime", "jobs")
HOW = ("executor", "workers", "machine", "address", "slurm", "chunk", "limit", "dry_run", "resume", "results")
_SEVERAL = re.compile(r"[^=\s]+=[^\[{(\"'=]*,.*")


def _whole(key: str, low: int, high: int) -> Callable[[object], int]:
    return lambda value: whole_number(key, value, (low, high))


def _one_of(key: str, accepted: Sequence[str], value: object) -> str:
    if value not in accepted:
        raise InputError(unknown(str(value)[:60], accepted, key))
    return str(value)


def _outcomes(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise InputError(f"outcomes = {_shown(value)}: expected a list of names, such as [delayed,waiting_list]")
    for name in value:
        if name not in OUTCOMES:
            raise InputError(unknown(str(name)[:60], OUTCOMES, "outcome"))
    return tuple(name for name in OUTCOMES if name in value) or tuple(OUTCOMES)


def _behaviours(value: object) -> tuple[str, ...]:
    return behaviours(value, least=1) if value != [] else ()


def _at(value: object) -> tuple[int, ...]:
    if not isinstance(value, list):
        raise InputError(f"at = {_shown(value)}: expected a list of years, such as [1,3,6]")
    return tuple(sorted({whole_number("at", year, (1, 30)) for year in value}))


def _text(key: str, value: object) -> str:
    if not isinstance(value, str) or len(value) > 200 or not (value.isprintable() or value == ""):
        raise InputError(f"{key} = {_shown(value)}: expected up to 200 printable characters")
    return value


def _yes_or_no(key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise InputError(f"{key} = {_shown(value)}: expected true or false")
    return value


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 1:
        raise InputError(f"limit = {_shown(value)}: expected at least 1 second")
    return float(value)


def _slurm(value: object) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise InputError(f"slurm = {_shown(value)}: expected such as {{queue:short,cores:4,jobs:10}}")
    for name in value:
        if name not in SLURM:
            raise InputError(unknown(str(name)[:60], SLURM, "entry of slurm"))
    return {str(name): one for name, one in value.items()}


def _as_given(value: object) -> object:
    return value


CHECKS: dict[str, Callable[[object], Any]] = {
    "design": partial(_one_of, "design", DESIGNS),
    "vary": _as_given,
    "behaviours": _behaviours,
    "points": _whole("points", 1, 1_000_000),
    "levels": _whole("levels", 2, 100),
    "design_seed": _whole("design_seed", 0, 2**31),
    "scenarios": _as_given,
    "file": partial(_text, "file"),
    "elicited": elicited,
    "replications": _whole("replications", 1, 1_000_000),
    "outcomes": _outcomes,
    "at": _at,
    "keep": partial(_one_of, "keep", ("runs", "series")),
    "executor": partial(_one_of, "executor", EXECUTORS),
    "workers": _whole("workers", 0, 512),
    "machine": which,
    "address": partial(_text, "address"),
    "slurm": _slurm,
    "chunk": _whole("chunk", 0, 10**9),
    "limit": _seconds,
    "dry_run": partial(_yes_or_no, "dry_run"),
    "resume": partial(_text, "resume"),
    "results": results_root,
}


@dataclass(frozen=True)
class AskedSweep:
    """A sweep as it was asked for.

    Attributes:
        settings: its own keys, checked.
        plan: what to run.
        words: as given.
    """

    settings: Mapping[str, Any]
    plan: SweepPlan
    words: tuple[str, ...]

    @property
    def workers(self) -> int:
        """Return the number of processes."""
        return self.settings["workers"] or cores()

    @property
    def argv(self) -> list[str]:
        """Return the command that asks for this, or goes on with it."""
        return ["common-ground", "sweep", *self.words]

    @property
    def command(self) -> str:
        """Return the same as one line to type."""
        return shlex.join(self.argv)


def ask_sweep(words: Sequence[str]) -> AskedSweep:
    """Read the words of a command; raise `InputError`, one clear line, at the first that cannot be accepted."""
    _refuse_multirun(words)
    parse_command(words)
    words = _with_those_before(words)
    given, common = defaults("sweep"), list[str]()
    for key, value, text in parse(words):
        key = key.removeprefix("sweep.")
        if key in CHECKS:
            given[key] = value
        elif key in (*_SCENARIO, "behaviour", *declarations()) or key.startswith("place.figures.") or of_plan(key):
            common.append(text)
        else:
            raise InputError(
                unknown(key[:80], [*CHECKS, *_SCENARIO, "behaviour", "plan", *declarations()], listed_in=PARAMETERS)
            )
    settings = {key: check(given[key]) for key, check in CHECKS.items()}
    base = load_scenario(common)
    plan = _plan(settings, base, tuple(common))
    asked = tuple(word for word in words if not word.removeprefix("sweep.").startswith(("dry_run=", "resume=")))
    return AskedSweep(settings, plan, asked)


def _plan(settings: Mapping[str, Any], base: Scenario, common: tuple[str, ...]) -> SweepPlan:
    years = settings["at"] or tuple(sorted({1, min(3, base.years), base.years}))
    if years[-1] > base.years:
        raise InputError(f"at = {list(years)}: expected years up to {base.years}, which is as long as it runs")
    design, points = _under_each(settings["behaviours"], *_points(settings))
    repeated = {word.split("=")[0] for word in common} & set(points[0])
    if repeated:
        raise InputError(f"{sorted(repeated)[0]}: is both varied and set to one value; expected one of the two")
    check_plans(base, points)
    check_theories(points)
    text = settings["elicited"].text if settings["elicited"] else ""
    return SweepPlan(
        base, common, design, points, settings["replications"], settings["outcomes"], years, settings["keep"], text
    )


def _points(settings: Mapping[str, Any]) -> tuple[dict[str, Any], list[Point]]:
    """Return how points are chosen, as plain data, and the points."""
    design, opinions = settings["design"], settings["elicited"]
    if opinions and design in ("list", "csv"):
        raise InputError(f"elicited: design={design} says every value itself; expected lhs, sobol, morris or factorial")
    if design in ("list", "csv"):
        points = listed(settings["scenarios"]) if design == "list" else from_csv(settings["file"])
        return {"design": design}, points
    narrowed = ranges(opinions) if opinions else {}
    factors = factors_of(settings["vary"], listed=design == "factorial", elicited=narrowed)
    said: dict[str, Any] = {"design": design, "vary": {factor.key: factor.plain() for factor in factors}}
    if opinions:
        said |= {"elicited": opinions.digest}
    if design in SAMPLERS:
        said |= {"points": settings["points"], "design_seed": settings["design_seed"]}
        return said, sampled(design, factors, settings["points"], settings["design_seed"])
    said |= {"levels": settings["levels"]}
    return said, factorial(factors, settings["levels"])


def _under_each(
    names: Sequence[str], design: dict[str, Any], points: list[Point]
) -> tuple[dict[str, Any], list[Point]]:
    """Return the points once under each behaviour, all of the first before those of the next."""
    if not names:
        return design, points
    if "behaviour" in points[0]:
        raise InputError("behaviour: is varied, and behaviours= runs every point under each; expected one of the two")
    if (count := len(names) * len(points)) > MOST_POINTS:
        raise InputError(f"behaviours: {so_many(count, 'points')} are too many; expected at most {MOST_POINTS:,}")
    return design | {"behaviours": list(names)}, [{**point, "behaviour": name} for name in names for point in points]


def _refuse_multirun(words: Sequence[str]) -> None:
    """Say that a design serves better than one job a combination."""
    several = [word for word in words if _SEVERAL.fullmatch(word) and not is_path(word.partition("=")[0])]
    if any(word in ("-m", "--multirun") for word in words) or several:
        varied = ",".join("{}:[{}]".format(*word.split("=", 1)) for word in several) or "trust.asymmetry:[1,2]"
        better = shlex.join(["common-ground", "sweep", "design=factorial", f"vary=[{{{varied}}}]"])
        raise InputError(
            f"one job for each combination cannot resume or share its draws; a design serves better: {better}"
        )


def _with_those_before(words: Sequence[str]) -> tuple[str, ...]:
    """With `resume=FOLDER`, put the words that the folder was begun with before those given now."""
    folder = next((w.removeprefix("sweep.")[7:] for w in words if w.removeprefix("sweep.").startswith("resume=")), "")
    if not folder:
        return tuple(words)
    path = Path(path_of(folder))
    if not path.is_dir() or not is_own_file(path / "overrides.txt"):
        raise InputError(f"resume = {folder!r}: no folder of a sweep (it has no overrides.txt)")
    before = read_text(path / "overrides.txt").splitlines()
    root = os.path.relpath(path.resolve().parent)
    return (*before, *words, *([] if ".." in Path(root).parts else [f"results={root}"]))
