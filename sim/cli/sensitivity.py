"""`common-ground sensitivity`: which unknown numbers move the effect of working together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.analysis.futures import run_futures
from sim.analysis.measures import Measure, measure
from sim.analysis.sensitivity import (
    Screened,
    Share,
    luck_left,
    morris_points,
    problem,
    screen,
    sobol_points,
    split,
    usable,
)
from sim.behaviours import BEHAVIOURS
from sim.cli.progress import Stage, progress
from sim.cli.study import StudyRun, frame_of
from sim.kernels import Array
from sim.report.labels import parameter_name
from sim.report.page import Picture
from sim.report.sensitivity_bars import screening_bars, screening_title, split_dots, split_title
from sim.report.study_page import Study, Table
from sim.report.words import lower_first, upper_first

SEED = 1


@dataclass(frozen=True)
class Found:
    """Both halves of the study; `effects` are those of the second half, shape (P, R)."""

    judged_by: Measure
    screened: Sequence[Screened]
    shares: Sequence[Share]
    effects: Array = field(repr=False)
    screened_points: int = 0


def run(words: Sequence[str]) -> None:
    """Do what the command asks."""
    study = StudyRun("sensitivity", words)
    with progress() as stage:
        found = _find(study, stage)
    study.keep(told(study, found), {"screening": frame_of(found.screened), "shares": frame_of(found.shares)})


def _find(study: StudyRun, stage: Stage) -> Found:
    settings, judged_by = study.asked.settings, measure(study.asked.settings["outcome"])
    what = f"the effect on {judged_by.name}"
    space = problem(settings["vary"])
    points = morris_points(space, settings["trajectories"], SEED)
    means = _effects(study, space["names"], points, judged_by, stage, "Screening").mean(axis=1)
    screened = screen(space, points, means, what, SEED)
    strongest = problem([one.parameter for one in screened[: settings["strongest"]]])
    spread = sobol_points(strongest, settings["samples"], SEED)
    effects = _effects(study, strongest["names"], spread, judged_by, stage, "Splitting the variance")
    shares = split(strongest, usable(effects.mean(axis=1), what), what, SEED)
    return Found(judged_by, screened, shares, effects, len(points))


def _effects(study: StudyRun, keys: Sequence[str], points: Array, judged_by: Measure, stage: Stage, name: str) -> Array:
    asked, seeds = study.asked, range(study.asked.settings["replications"])
    columns = {key: points[:, k] for k, key in enumerate(keys)}
    tell = stage(name, len(points))
    return run_futures(asked.scenarios, columns, seeds, [judged_by], workers=asked.workers, progress=tell).effect(
        judged_by.name
    )


def told(study: StudyRun, found: Found) -> Study:
    """Return the study in words and pictures."""
    base, other = (BEHAVIOURS[scenario.behaviour].label for scenario in study.asked.scenarios)
    judged_by, settings = found.judged_by, study.asked.settings
    title, parts = screening_title(found.screened, judged_by), split_title(found.shares)
    luck = luck_left(found.effects)
    years, count = study.asked.scenarios[0].years, settings["replications"]
    means = found.effects.mean(axis=1)
    favour = float(((means * judged_by.better) > 0.0).mean())
    finding = (
        f"{title}.",
        f"{parts}.",
        f"With these varied over their plausible ranges, {lower_first(other)} is on the better side in "
        f"{10 * favour:.0f} of 10 worlds."
        + (f" Luck makes up at most {100 * luck:.0f}% of the spread." if np.isfinite(luck) else ""),
    )
    how_screened = (
        f"Effect in year {years}, {lower_first(other)} less {lower_first(base)}: its mean change as each parameter "
        f"crosses its plausible range, with 95% interval. {len(found.screened)} parameters, {found.screened_points:,} "
        "worlds."
    )
    how_split = (
        f"The {len(found.shares)} strongest, over {len(means):,} worlds of {count} pairs of futures each; lines are "
        "95% intervals."
    )
    return Study(
        question=f"Which unknown numbers move the effect of {lower_first(other)}?",
        lead=f"{other} against {lower_first(base)}, judged by: {lower_first(judged_by.label)} ({judged_by.unit}).",
        finding=finding,
        pictures={
            "screening": Picture(
                screening_bars(found.screened, judged_by, how_screened),
                f"Bars, the longest first. {title}. {how_screened}",
            ),
            "shares": Picture(split_dots(found.shares, how_split), f"Dots with lines. {parts}. {how_split}"),
        },
        tables=(_shares(found.shares), _screened(found.screened)),
        judged=(
            "Screening (Morris) moves one parameter at a time, from many places in the space of all of them. Then the "
            "spread of the effect over the strongest is split (Sobol'): what each explains alone, and with all it does "
            "together with others; where the second is much the larger, what it does depends on the others.",
            "Every world meets the same luck, and its effect is the mean over its pairs of futures. Ranges are those "
            "declared as plausible with each parameter; a wider range makes a parameter look more important. A "
            "negative share is an interval's way of saying none.",
        ),
    )


def _shares(shares: Sequence[Share]) -> Table:
    rows = [
        (
            upper_first(parameter_name(one.parameter)),
            one.parameter,
            f"{100 * one.first:.0f} ± {100 * one.first_half_width:.0f}",
            f"{100 * one.total:.0f} ± {100 * one.total_half_width:.0f}",
        )
        for one in shares
    ]
    head = ("Parameter", "Name", "Alone, %", "With others, %")
    return Table("Shares of the spread explained, with 95% intervals", head, rows, (2, 3))


def _screened(screened: Sequence[Screened]) -> Table:
    rows = [
        (upper_first(parameter_name(one.parameter)), one.parameter, *(f"{x:.3g}" for x in _numbers(one)))
        for one in screened
        if one.size > 0.0
    ]
    head = ("Parameter", "Name", "Mean size (μ*)", "± 95%", "Mean (μ)", "Spread (σ)")
    return Table("What crossing the plausible range does to the effect", head, rows, (2, 3, 4, 5))


def _numbers(one: Screened) -> tuple[float, ...]:
    return one.size, one.half_width, one.mean, one.spread
