"""`common-ground discover`: in which kinds of world working together does better, and in which working alone does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from sim.analysis.futures import Futures
from sim.analysis.measures import Measure, measure
from sim.analysis.prim import Box, chance_of, find_box, seen_in
from sim.analysis.ranking import SURENESS, times_as_many
from sim.analysis.space import ranges
from sim.behaviours import BEHAVIOURS
from sim.cli.study import StudyRun
from sim.core.arithmetic import Array
from sim.core.parameters import InputError
from sim.report.figures.box_bars import box_bars
from sim.report.pages.page import Picture
from sim.report.pages.study import Study, Table
from sim.report.text.box_words import box_sentence, chance_words, clause, tenths
from sim.report.text.ranking_words import takes
from sim.report.text.words import lower_first

SEED, HELD_BACK = 1, 3
NOWHERE = Box((), np.nan, np.nan, np.nan)


@dataclass(frozen=True)
class Boxed:
    """One arm's box.

    Attributes:
        name: of the arm.
        box: where it does better more often; without restrictions where there is none, or it is withheld.
        unseen: the same among the worlds kept back.
        whole: share of all futures in which it does better.
        chance: that as many of the worlds kept back, drawn from all of them, have so high a share as the box found.
        withheld: whether a box was found that worlds kept back do not bear out.
        share: share of futures at each point in which the arm does better, shape (P,).
    """

    name: str
    box: Box
    unseen: Box
    whole: float
    chance: float
    withheld: bool
    share: Array = field(repr=False)


def run(words: Sequence[str]) -> Path:
    """Do what the command asks; return the folder of results."""
    study = StudyRun("discover", words)
    asked, settings = study.asked, study.asked.settings
    judged_by, keys = measure(settings["outcome"], asked.scenarios[0].place), settings["vary"]
    futures = study.worlds([judged_by], SEED)
    arms = [BEHAVIOURS[scenario.behaviour].label for scenario in asked.scenarios]
    found = boxes_of(futures, judged_by, keys, arms)
    worlds = pd.DataFrame({**futures.points, **{f"better_{one.name}": one.share for one in found}})
    worlds.columns = [*keys, "alternative_better", "base_better"]
    return study.keep(
        study_of(study, found, futures, judged_by, keys), {"worlds": worlds, "boxes": _frame(found, keys)}
    )


def boxes_of(futures: Futures, judged_by: Measure, keys: Sequence[str], arms: Sequence[str]) -> list[Boxed]:
    """Find a box for the alternative and one for the base; a third of the points is held back to try them on.

    A box is withheld unless the points held back bear it out: it does better there than chance would but once in ten.
    """
    base, other = futures.values[judged_by.name]
    if not np.isfinite(other - base).all():
        raise InputError(f"the effect on {judged_by.name}: not a number at some points, so no box can be found")
    gain, x = judged_by.noticed(base, other), np.column_stack([futures.points[key] for key in keys])
    held = np.arange(len(x)) % HELD_BACK == 0
    found = []
    for name, share in ((arms[1], (gain > 0.0).mean(axis=1)), (arms[0], (gain < 0.0).mean(axis=1))):
        box = find_box(x[~held], share[~held])
        chance = chance_of(box, x[held], share[held])
        withheld = bool(box.restrictions) and chance > 1.0 - SURENESS
        if withheld:
            box = seen_in(NOWHERE, x[~held], share[~held])
        unseen = seen_in(box, x[held], share[held])
        found.append(Boxed(name, box, unseen, float(share.mean()), chance, withheld, share))
    return found


def study_of(
    study: StudyRun, found: Sequence[Boxed], futures: Futures, judged_by: Measure, keys: Sequence[str]
) -> Study:
    """Return the study in words and pictures."""
    base, other = (BEHAVIOURS[scenario.behaviour].label for scenario in study.asked.scenarios)
    sentences = [f"{box_sentence(one.box, keys, one.name, one.whole)}." for one in found]
    count, each = len(next(iter(futures.points.values()))), len(futures.seeds)
    findings = [part for one, said in zip(found, sentences, strict=True) for part in (said, *_tried(one, count))]
    how = (
        f"{count:,} worlds of {each} pairs of futures. Line: futures in 10 where it does better, along a parameter's "
        "plausible range; coloured: within the box."
    )
    x, stored = np.column_stack([futures.points[key] for key in keys]), study.asked.stored
    bounds = ranges(keys) if stored is None else stored.bounds(keys)
    picture = box_bars([(o.name, o.box, o.share) for o in found], keys, bounds, x, sentences[0][:-1], how)
    rows = [
        (clause(keys[side.column], side), one.name, chance_words(side.chance))
        for one in found
        for side in one.box.restrictions
    ]
    sizes = [
        (
            one.name,
            *(
                f"{10 * v:.1f}"
                for v in (one.box.density, one.unseen.density, one.whole, one.box.coverage, one.box.mass)
            ),
        )
        for one in found
    ]
    head = (
        "Does better",
        "In the box",
        "The same, kept back",
        "Anywhere",
        "Of all where it does better",
        "Of all worlds",
    )
    return Study(
        question=f"In which kinds of world does {lower_first(other)} do better, and in which {lower_first(base)}?",
        lead=f"{count:,} worlds of {each} pairs of futures each, judged by: {lower_first(judged_by.label)}.",
        finding=tuple(findings),
        pictures={"boxes": Picture(picture, f"Lines along the ranges of the parameters. {' '.join(sentences)}")},
        tables=(
            Table("The boxes, in futures of 10", head, sizes, range(1, 6)),
            Table("What bounds them", ("Where", "Does better", "Could be chance"), rows, (2,)),
        ),
        judged=(
            f"{study.spread}. In each future an arm is "
            "better if what is judged differs meaningfully in its favour; else neither is.",
            "A box is found by peeling (PRIM): slices are taken off the ends of parameters as long as futures where "
            "the arm does better become more frequent. A bound is kept if chance would hardly bring it "
            "and it tells enough. A third of the worlds is kept back, and each box is tried on them: one that does "
            "not do better there than anywhere, more than chance would but once in ten, is withheld.",
        ),
    )


def _tried(one: Boxed, count: int) -> tuple[str, ...]:
    """Say how much a box holds, and how it did in worlds that it was not found in."""
    if one.withheld:
        more = takes(times_as_many(1.0 - one.chance), count, "worlds")
        return (f"One was found, but worlds kept back to try it do not bear it out, so it is withheld: {more}.",)
    if not one.box.restrictions:
        return ()
    said = f"Such worlds hold {tenths(one.box.coverage)} of all futures where it does better"
    if np.isfinite(one.unseen.density):  # none of the worlds kept back may lie in the box
        said += f"; in those kept back to try this, it does so in {tenths(one.unseen.density)}"
    return (f"{said}.",)


def _frame(found: Sequence[Boxed], keys: Sequence[str]) -> pd.DataFrame:
    columns = (
        "arm",
        "parameter",
        "low",
        "high",
        "chance",
        "density",
        "coverage",
        "mass",
        "density_held_back",
        "anywhere",
    )
    rows = [
        (
            one.name,
            keys[s.column],
            s.low,
            s.high,
            s.chance,
            b.density,
            b.coverage,
            b.mass,
            one.unseen.density,
            one.whole,
        )
        for one in found
        for b in [one.box]
        for s in b.restrictions
    ]
    return pd.DataFrame(rows, columns=list(columns))
