"""`common-ground discover`: in which kinds of world working together does better, and in which working alone does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from sim.analysis.futures import Futures
from sim.analysis.measures import Measure, measure
from sim.analysis.prim import Box, find_box, kept_back, seen_in, tried
from sim.analysis.ranking import Ranking
from sim.analysis.space import ranges
from sim.behaviours import BEHAVIOURS
from sim.cli.machine import on_its_machine
from sim.cli.study import StudyRun
from sim.core.arithmetic import Array
from sim.core.counts import so_many
from sim.core.parameters import InputError
from sim.report.figures.box_bars import box_bars
from sim.report.pages.page import Picture
from sim.report.pages.study import StudyPage, Table
from sim.report.text.box_words import box_sentence, chance_words, clause, tenths, withheld_sentence
from sim.report.text.ranking_words import would_tell
from sim.report.text.words import lower_first, upper_first

SEED, LEAST_FUTURES = 1, 4
NOWHERE, UNKNOWN = Box((), np.nan, np.nan, np.nan), Ranking(0, np.inf, np.inf, np.inf)


@dataclass(frozen=True)
class Boxed:
    """One arm's box.

    Attributes:
        name: of the arm.
        box: where it does better more often, with its numbers among all worlds; without restrictions where there is
            none, or it is withheld.
        unseen: the same among the worlds and futures kept back.
        whole: share of all futures in which it does better.
        stands: whether the box found does better in the futures kept back, and what more would tell.
        withheld: whether a box was found that these do not bear out.
        share: share of futures at each point in which the arm does better, shape (P,).
    """

    name: str
    box: Box
    unseen: Box
    whole: float
    stands: Ranking
    withheld: bool
    share: Array = field(repr=False)


@on_its_machine
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
    """Find a box for the alternative and one for the base; points and futures are held back to try them on.

    A box is withheld unless these bear it out.
    """
    base, other = futures.values[judged_by.name]
    if not np.isfinite(other - base).all():
        raise InputError(f"the effect on {judged_by.name}: not a number at some points, so no box can be found")
    gain, x = judged_by.noticed(base, other), np.column_stack([futures.points[key] for key in keys])
    held, enough = kept_back(len(x), SEED), gain.shape[1] >= LEAST_FUTURES
    half = gain.shape[1] // 2 if enough else 0
    found = []
    for name, better in ((arms[1], (gain > 0.0).astype(float)), (arms[0], (gain < 0.0).astype(float))):
        share, kept = better.mean(axis=1), better[held, half:]
        box = find_box(x[~held], better[~held, : half or None].mean(axis=1))
        stands = tried(box, x[held], kept) if enough else UNKNOWN
        withheld = bool(box.restrictions) and not stands.leading
        box = seen_in(NOWHERE if withheld else box, x, share)
        unseen = seen_in(box, x[held], kept.mean(axis=1))
        found.append(Boxed(name, box, unseen, float(share.mean()), stands, withheld, share))
    return found


def study_of(
    study: StudyRun, found: Sequence[Boxed], futures: Futures, judged_by: Measure, keys: Sequence[str]
) -> StudyPage:
    """Return the study in words and pictures."""
    base, other = (BEHAVIOURS[scenario.behaviour].label for scenario in study.asked.scenarios)
    sentences = [_sentence(one, keys) for one in found]
    count, each = len(next(iter(futures.points.values()))), len(futures.seeds)
    findings = [part for one, said in zip(found, sentences, strict=True) for part in (said, *_tried(one, count, each))]
    how = (
        f"{so_many(count, 'worlds')} of {so_many(each, 'pairs of futures')}. Line: futures in 10 where "
        "it does better, along a "
        "parameter's plausible range; coloured: within the box."
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
    return StudyPage(
        question=f"In which kinds of world does {lower_first(other)} do better, and in which {lower_first(base)}?",
        lead=f"{so_many(count, 'worlds')} of {so_many(each, 'pairs of futures')} each, judged by: "
        f"{lower_first(judged_by.label)}.",
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
            "the arm does better become more frequent; of a parameter that has only a few values, a whole value at a "
            "time. A bound is kept if chance would hardly bring it "
            "and it tells enough. A third of the worlds, drawn by lot, and half of the futures are kept back, and "
            "each box is tried on them: one that would not do better there than anywhere in 9 of 10 cases, whichever "
            "worlds and futures were kept back, is withheld.",
        ),
    )


def _sentence(one: Boxed, keys: Sequence[str]) -> str:
    if one.withheld:
        return f"{withheld_sentence(one.name, one.whole)}."
    return f"{box_sentence(one.box, keys, one.name, one.whole)}."


def _tried(one: Boxed, count: int, each: int) -> tuple[str, ...]:
    """Say how much a box holds, and how it did in worlds that it was not found in."""
    if one.withheld:
        return (f"{upper_first(would_tell(one.stands, count, each, LEAST_FUTURES))}.",)
    if not one.box.restrictions:
        return ()
    said = f"Such worlds hold {tenths(one.box.coverage)} of all futures where it does better"
    if np.isfinite(one.unseen.density):  # none of the worlds kept back may lie in the box
        said += f"; in worlds and futures kept back to try this, it does so in {tenths(one.unseen.density)}"
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
