"""`common-ground worth-knowing`: what it is worth to find out before choosing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.kept_worth import write
from sim.analysis.stored_runs import futures_of
from sim.analysis.worth_runs import Knowable, run_knowable
from sim.analysis.worth_study import WorthFound, found_of, judging, measures_kept
from sim.cli.machine import on_its_machine
from sim.cli.progress import progress
from sim.cli.study import StudyRun
from sim.core.counts import so_many
from sim.core.parameters import InputError
from sim.report.figures.worth_bars import shown_of, worth_bars
from sim.report.pages.page import Picture
from sim.report.pages.study import StudyPage, Table
from sim.report.text.regret_words import arm
from sim.report.text.words import joined, lower_first
from sim.report.text.worth_words import alt, finding, head, rows

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 25


@on_its_machine
def run(words: Sequence[str]) -> Path:
    """Do what the command asks; return the folder of results."""
    study = StudyRun("worth_knowing", words)
    asked, settings = study.asked, study.asked.settings
    if settings["store"] and settings.get("elicited") is not None:
        raise InputError(
            "store=true: every report would tell what a few people's answers make of it; leave elicited= out"
        )
    judged_by = judging(settings["outcome"], asked.scenarios[0].place)
    found = found_of(_knowable(study), judged_by, settings["behaviours"], asked.scenarios[0].place, settings["pays"])
    folder = study.keep(study_of(study, found), {"worth": frame_of(found)})
    if settings["store"]:
        study.console.print(f"Kept for every report: {write(found)}", markup=False, soft_wrap=True)
    return folder


def _knowable(study: StudyRun) -> Knowable:
    """Return what arms bring and what could be known, in fresh futures or in those of a stored sweep."""
    asked, settings = study.asked, study.asked.settings
    judged_by = judging(settings["outcome"], asked.scenarios[0].place)
    if asked.stored is not None:
        measures = measures_kept(judged_by, asked.stored.config["sweep"]["outcomes"])
        stored = futures_of(asked.stored, settings["behaviours"], measures)
        levels = {name: values.reshape(len(values), -1) for name, values in stored.values.items()}
        return Knowable(levels, {key: np.repeat(x, len(stored.seeds)) for key, x in stored.points.items()}, {})
    count = settings["replications"]
    with progress() as stage:
        tell = stage("Running futures", count)
        seeds = asked.futures(count)
        return run_knowable(asked.scenarios, seeds, measures_kept(judged_by), workers=asked.workers, progress=tell)


def study_of(study: StudyRun, found: WorthFound) -> StudyPage:
    """Return the study in words and pictures."""
    said, shown, last = finding(found), shown_of(found), study.asked.scenarios[0].years
    choices = joined([arm(name) for name in found.behaviours])
    how = (
        f"Mean gain, over {so_many(found.futures, 'futures')}, of choosing by what is known of each in place of "
        f"{arm(found.behaviours[found.chosen])} in all, with its 95% interval. Year {last}."
    )
    return StudyPage(
        question="What is it worth to find out before choosing?",
        lead=f"{so_many(found.futures, 'futures')} of {found.label}, each under {choices} on the same draws; judged "
        f"by: {lower_first(found.judged_by.label)}.",
        finding=(f"{said[0]}.", *said[1:]),
        pictures={"worth": Picture(worth_bars(found, said[0], how), f"Dots with intervals. {alt(found, shown)}")},
        tables=(
            Table(
                "What could be known, and what choosing by it brings on average over all futures; ● surely worth "
                "something, even as the best of all that were asked about",
                head(found),
                rows(found, MOST_ROWS),
                range(1, len(head(found)) - 1),
            ),
        ),
        judged=JUDGED,
        varied=False,
    )


JUDGED = (
    "Whoever knows nothing more chooses what brings most on average. Whoever knew a number chooses what brings most "
    "where the number is what it is. What that is, is learnt from all futures but the one in which it is chosen, and "
    "what counts is what the choice then brought: so few futures, from which little can be learnt, make knowledge look "
    "worth less and never more.",
    "Numbers are what nobody knows and each future draws. As it is today is what a place sees of itself in its first "
    "weeks, carrying on as today: its own figures and what its staff would say if asked. Finding out is taken to cost "
    "nothing and to be exact; asked for less than that, it is worth less.",
    "A worth is called sure only if its interval leaves 0 out even after as many were asked about as here are. That "
    "nothing is sure does not say that everybody should choose alike, only that one number by itself would not tell.",
)


def frame_of(found: WorthFound) -> pd.DataFrame:
    """Return what could be known as a table, one row a thing."""
    import pandas as pd

    return pd.DataFrame(
        [
            {
                "known": one.name,
                "kind": found.things[one.name].kind,
                "numbers": found.things[one.name].count,
                "worth": one.worth.mean,
                "low": one.worth.low,
                "high": one.worth.high,
                "otherwise": one.otherwise,
                "instead": found.behaviours[one.instead],
                "where": {True: "higher", False: "lower", None: ""}[one.higher],
                "sure": one.sure,
                **{f"change_{name}": x for name, x in one.also.items()},
            }
            for one in found.worths
        ]
    )
