"""`common-ground sensitivity`: which unknown numbers move the effect of working together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from sim.analysis.futures import run_futures
from sim.analysis.measures import Measure, measure
from sim.analysis.ranking import Ranking
from sim.analysis.sensitivity import (
    Screened,
    Share,
    chance_share,
    morris_points,
    problem,
    screen,
    screened_ranking,
    sobol_points,
    split,
    split_ranking,
    usable,
)
from sim.analysis.stored import Stored
from sim.analysis.stored_runs import futures_of
from sim.behaviours import BEHAVIOURS
from sim.cli.machine import on_its_machine
from sim.cli.progress import Stage, progress
from sim.cli.study import StudyRun, frame_of
from sim.core.arithmetic import Array
from sim.core.counts import so_many
from sim.core.parameters import InputError
from sim.report.figures.sensitivity_bars import screening_bars, screening_title, split_dots, split_title
from sim.report.pages.page import Picture
from sim.report.pages.study import StudyPage, Table
from sim.report.text.labels import parameter_name
from sim.report.text.ranking_words import would_tell
from sim.report.text.words import lower_first, upper_first

SEED, ONE = 1, Ranking(1)


@dataclass(frozen=True)
class Found:
    """Both halves of the study, and how much of the order of each stands.

    `effects` are those of the second half where there are two, shape (P, R).
    """

    judged_by: Measure
    screened: Sequence[Screened]
    shares: Sequence[Share]
    effects: Array = field(repr=False)
    screened_points: int = 0
    screened_ranking: Ranking = ONE
    split_ranking: Ranking = ONE


@on_its_machine
def run(words: Sequence[str]) -> Path:
    """Do what the command asks; return the folder of results."""
    study = StudyRun("sensitivity", words)
    if study.asked.stored is not None:
        found = _read(study, study.asked.stored)
    else:
        with progress() as stage:
            found = _find(study, stage)
    tables = {"screening": found.screened, "shares": found.shares}
    return study.keep(study_of(study, found), {name: frame_of(rows) for name, rows in tables.items() if rows})


def _find(study: StudyRun, stage: Stage) -> Found:
    settings, judged_by = study.asked.settings, measure(study.asked.settings["outcome"], study.asked.scenarios[0].place)
    what = f"the effect on {judged_by.name}"
    space = problem(settings["vary"])
    points = morris_points(space, settings["trajectories"], SEED)
    first = _effects(study, space["names"], points, judged_by, stage, "Screening")
    screened = screen(space, points, first.mean(axis=1), what, SEED)
    strongest = problem([one.parameter for one in screened[: settings["strongest"]]])
    spread = sobol_points(strongest, settings["samples"], SEED)
    effects = _effects(study, strongest["names"], spread, judged_by, stage, "Splitting the variance")
    shares = split(strongest, usable(effects.mean(axis=1), what), what, SEED)
    orders = screened_ranking(screened, space, points, first, SEED), split_ranking(shares, strongest, effects, SEED)
    return Found(judged_by, screened, shares, effects, len(points), *orders)


def _read(study: StudyRun, stored: Stored) -> Found:
    """Return what a stored sweep says: screening if its design is morris, shares if it is sobol."""
    settings, judged_by = study.asked.settings, measure(study.asked.settings["outcome"], study.asked.scenarios[0].place)
    keys, what = settings["vary"], f"the effect on {judged_by.name}"
    if stored.design not in ("morris", "sobol") or "behaviour" in stored.config["sweep"]["vary"]:
        varied = " with behaviour among what varies" if stored.design in ("morris", "sobol") else ""
        raise InputError(
            f"{stored.name}: has design={stored.design}{varied}; sensitivity needs design=morris or design=sobol with "
            f"behaviours=[{','.join(settings['behaviours'])}]"
        )
    futures = futures_of(stored, settings["behaviours"], [judged_by])
    effects, space = futures.effect(judged_by.name), problem(keys, stored.bounds(keys))
    if stored.design == "sobol":
        shares = split(space, usable(effects.mean(axis=1), what), what, SEED)
        return Found(judged_by, (), shares, effects, split_ranking=split_ranking(shares, space, effects, SEED))
    points = np.column_stack([futures.points[key] for key in keys])
    screened = screen(space, points, effects.mean(axis=1), what, SEED)
    order = screened_ranking(screened, space, points, effects, SEED)
    return Found(judged_by, screened, (), effects, len(points), order)


def _effects(study: StudyRun, keys: Sequence[str], points: Array, judged_by: Measure, stage: Stage, name: str) -> Array:
    asked, seeds = study.asked, range(study.asked.settings["replications"])
    columns = {key: points[:, k] for k, key in enumerate(keys)}
    tell = stage(name, len(points))
    return run_futures(asked.scenarios, columns, seeds, [judged_by], workers=asked.workers, progress=tell).effect(
        judged_by.name
    )


def study_of(study: StudyRun, found: Found) -> StudyPage:
    """Return the study in words and pictures."""
    base, other = (BEHAVIOURS[scenario.behaviour].label for scenario in study.asked.scenarios)
    judged_by, count = found.judged_by, study.asked.settings["replications"]
    chance, years = chance_share(found.effects), study.asked.scenarios[0].years
    means, plausible = found.effects.mean(axis=1), "" if study.asked.stored else "plausible "
    favour = float((judged_by.gain(means) > 0.0).mean())
    ranges = "those of the stored sweep" if study.asked.stored else "those declared as plausible with each parameter"
    finding, pictures, tables = list[str](), dict[str, Picture](), list[Table]()
    if found.shares:
        parts, which = (
            split_title(found.shares, found.split_ranking.leading),
            "strongest" if found.screened else "that vary",
        )
        how = (
            f"The {len(found.shares)} {which}, over {so_many(len(means), 'worlds')} of "
            f"{so_many(count, 'pairs of futures')} each; "
            "lines are 95% intervals."
        )
        finding.append(f"{parts}.")
        if not found.split_ranking.leading:
            finding.append(_withheld(found.split_ranking, len(means), count))
        pictures["shares"] = Picture(split_dots(found.shares, parts, how), f"Dots with lines. {parts}. {how}")
        tables.append(_shares(found.shares))
    if found.screened:
        title = screening_title(found.screened, judged_by, found.screened_ranking.leading)
        how = (
            f"Effect in year {years}, {lower_first(other)} less {lower_first(base)}: its mean change as each parameter "
            f"crosses its {plausible}range, with 95% interval. {so_many(len(found.screened), 'parameters')}, "
            f"{so_many(found.screened_points, 'worlds')}."
        )
        order = found.screened_ranking
        finding[:0] = [f"{title}.", *([] if order.leading else [_withheld(order, found.screened_points, count)])]
        bars = Picture(
            screening_bars(found.screened, judged_by, title, how), f"Bars, the longest first. {title}. {how}"
        )
        pictures = {"screening": bars, **pictures}
        tables.append(_screened(found.screened))
    finding.append(
        f"With these varied over their {plausible}ranges, {lower_first(other)} is on the better side in "
        f"{10 * favour:.0f} of 10 worlds."
        + (f" Chance makes up at most {100 * chance:.0f}% of the spread." if np.isfinite(chance) else "")
    )
    return StudyPage(
        question=f"Which unknown numbers move the effect of {lower_first(other)}?",
        lead=f"{other} against {lower_first(base)}, judged by: {lower_first(judged_by.label)} ({judged_by.unit}).",
        finding=finding,
        pictures=pictures,
        tables=tables,
        judged=(
            "Screening (Morris) moves one parameter at a time, from many places in the space of all of them. Then the "
            "spread of the effect over the strongest is split (Sobol'): what each explains alone, and with all it does "
            "together with others; where the second is much the larger, what it does depends on the others.",
            "What comes first is named if it would in 95 of 100 cases, whichever worlds were tried and whichever "
            "futures were drawn; else the order is withheld.",
            "Every world meets the same draws, and its effect is the mean over its pairs of futures. Ranges are "
            f"{ranges}; a wider range makes a parameter look more important. A "
            "negative share is an interval's way of saying none.",
        ),
    )


def _withheld(order: Ranking, worlds: int, each: int) -> str:
    return f"Which comes first is withheld: {would_tell(order, worlds, each)}."


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
