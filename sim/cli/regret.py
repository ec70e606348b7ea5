"""`common-ground regret`: which behaviour is the safest bet when nobody knows which world it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from sim.analysis.futures import Futures
from sim.analysis.headline import HEADLINE
from sim.analysis.measures import NET_COST, measure
from sim.analysis.regret import Regrets, parts, regrets
from sim.behaviours import BEHAVIOURS
from sim.cli.machine import on_its_machine
from sim.cli.study import StudyRun, frame_of
from sim.core.counts import so_many
from sim.report.figures.regret_strips import regret_strips
from sim.report.pages.page import Picture
from sim.report.pages.study import StudyPage, Table
from sim.report.text import regret_words
from sim.report.text.box_words import tenths
from sim.report.text.words import joined, lower_first, upper_first

SEED = 1


@on_its_machine
def run(words: Sequence[str]) -> Path:
    """Do what the command asks; return the folder of results."""
    study = StudyRun("regret", words)
    settings = study.asked.settings
    judged_by, names = measure(settings["outcome"], study.asked.scenarios[0].place), settings["behaviours"]
    futures = study.worlds(parts(judged_by), SEED)
    found = regrets(futures, judged_by, names, settings["percentile"], settings["threshold"])
    return study.keep(
        study_of(study, found, futures),
        {"regret": frame_of(found.rows), "worlds": worlds_frame(found, futures)},
    )


def study_of(study: StudyRun, found: Regrets, futures: Futures) -> StudyPage:
    """Return the study in words and pictures."""
    settings, years = study.asked.settings, study.asked.scenarios[0].years
    percentile, threshold, base = settings["percentile"], settings["threshold"], settings["behaviours"][0]
    count, each, judged_by = len(next(iter(futures.points.values()))), len(futures.seeds), found.judged_by
    named = joined([regret_words.arm(name) for name in settings["behaviours"]])
    finding = (
        f"{upper_first(regret_words.safest_sentence(found))}.",
        regret_words.withheld_sentence(found),
        regret_words.typical_sentence(found, percentile),
        regret_words.enough_sentence(found, base, threshold),
        regret_words.within_sentence(found),
    )
    when = "over the whole time" if judged_by.name == NET_COST else f"in year {years}"
    how = (
        f"How much worse than the best in the same world, {when}. {so_many(count, 'worlds')}, chance "
        f"averaged out over {so_many(each, 'futures')} of each."
    )
    level = f"as good as {regret_words.arm(base)}" if threshold is None else f"{threshold:g} or better"
    picture = regret_strips(found, percentile, level, how)
    return StudyPage(
        question=f"Which behaviour is the safest bet for {regret_words.topic(judged_by)}, whatever the world?",
        lead=f"{so_many(count, 'worlds')} of {so_many(each, 'futures')} each, the same draws for {named}; judged by: "
        f"{lower_first(judged_by.label)}.",
        finding=tuple(filter(None, finding)),
        pictures={"regret": Picture(picture, f"Rows of dots, one row a behaviour. {finding[0]} {finding[1]}")},
        tables=(_worlds_table(found, percentile), _futures_table(found)),
        judged=(
            "Regret of a behaviour is how much worse it turns out than the best of those asked about in the same "
            f"world. {study.spread}, and no world is held likelier than another: so shares of worlds are no "
            "probabilities, and the worst world is only the worst of those tried.",
            "What is not known about the world and chance are kept apart. The first table averages over chance in each "
            "world; few futures of each leave some of it in the average, which makes the worst regret look larger. The "
            "second looks at single futures and splits the spread of regret into the two.",
            "For people, any two behaviours are compared pair by pair in each future: the things that matter which "
            f"one makes meaningfully better less those it makes worse, of {len(HEADLINE)}. "
            f"Good enough is {regret_words.level_words(judged_by, base, threshold)}.",
        ),
    )


def _worlds_table(found: Regrets, percentile: float) -> Table:
    judged_by, far = found.judged_by, tenths(percentile)
    rows = [
        (
            BEHAVIOURS[row.behaviour].label,
            *(regret_words.plain(x, judged_by) for x in (row.worst, row.high, row.mean)),
            f"{10 * row.best:.1f}",
            regret_words.plain(row.reached, judged_by),
            f"{10 * row.safest:.1f}",
        )
        for row in found.rows
    ]
    head = (
        "Behaviour",
        "Worst regret",
        f"At most, in {so_many(far, 'worlds')}",
        "Mean regret",
        "None better, worlds of 10",
        f"Level or better, in {so_many(far, 'worlds')}",
        "Safest, of 10 redraws of the futures",
    )
    return Table(
        f"What is not known about the world, chance averaged out ({regret_words.unit(judged_by)})",
        head,
        rows,
        range(1, 7),
    )


def _futures_table(found: Regrets) -> Table:
    judged_by = found.judged_by
    rows = [
        (
            BEHAVIOURS[row.behaviour].label,
            *(regret_words.plain(x, judged_by) for x in (row.single, row.deviation)),
            *(f"{10 * x:.1f}" if np.isfinite(x) else "–" for x in (row.within, row.between)),
            *(f"{10 * x:.1f}" for x in (row.enough, row.enough_worlds)),
        )
        for row in found.rows
    ]
    head = (
        "Behaviour",
        "Mean regret",
        "Deviation by chance",
        "Spread: chance, of 10",
        "Spread: worlds, of 10",
        "Good enough, futures of 10",
        "Good enough, worlds of 10",
    )
    return Table(f"Single futures, chance and all ({regret_words.unit(judged_by)})", head, rows, range(1, 7))


def worlds_frame(found: Regrets, futures: Futures) -> pd.DataFrame:
    """Return the worlds as a tidy table: what varies, and each behaviour's level and regret, chance averaged out."""
    columns = {f"regret_{name}": values for name, values in found.worlds.items()}
    columns |= {f"level_{name}": values for name, values in found.levels.items()}
    return pd.DataFrame({**futures.points, **columns})
