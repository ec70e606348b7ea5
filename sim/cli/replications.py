"""`common-ground replications`: how many pairs of futures are enough for what is to be said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sim.analysis.paired import Comparison
from sim.analysis.replications import Enough, enough, precisions
from sim.cli.machine import on_its_machine
from sim.cli.progress import progress
from sim.cli.study import StudyRun, frame_of
from sim.core.counts import so_many
from sim.model.ensemble import run_arms
from sim.report.figures.precision_lines import enough_title, precision_lines
from sim.report.pages.page import Picture
from sim.report.pages.study import StudyPage, Table
from sim.report.text.labels import outcome_name
from sim.report.text.words import lower_first


@on_its_machine
def run(words: Sequence[str]) -> Path:
    """Do what the command asks; return the folder of results."""
    study = StudyRun("replications", words)
    asked, settings = study.asked, study.asked.settings
    count = settings["replications"]
    with progress() as stage:
        tell = stage("Running futures", 2 * count)
        base, other = run_arms(asked.scenarios, asked.futures(count), workers=asked.workers, progress=tell)
    comparison = Comparison(base, other)
    found = enough(precisions(comparison), settings["effect"], settings["share"])
    return study.keep(study_of(comparison, found), {"precision": frame_of(found.found)})


def study_of(comparison: Comparison, found: Enough) -> StudyPage:
    """Return the study in words and pictures."""
    base, alternative = (lower_first(name) for name in comparison.called)
    futures = len(comparison.base.seeds)
    asked = (
        f"Enough means: the 95% interval of each median effect is at most {found.wanted_effect:g} of the smallest "
        f"difference that matters either side, and that of each share of futures at most "
        f"{so_many(f'{100 * found.wanted_share:g}', 'percentage points')}"
        ", from there on."
    )
    numbers = sorted({one.n for one in found.found})
    rows = [
        (
            outcome_name(outcome),
            *(
                f"{one.effect:.2f}; {100 * one.share:.0f}"
                for n in numbers
                for one in found.found
                if one.n == n and one.outcome == outcome
            ),
        )
        for outcome in dict.fromkeys(one.outcome for one in found.found)
    ]
    title = enough_title(found)
    return StudyPage(
        question="How many replications are enough?",
        lead=f"{so_many(futures, 'pairs of possible futures')}: {alternative} against {base}, each pair "
        "on the same draws.",
        finding=(f"{title}.", asked),
        pictures={
            "replications": Picture(
                precision_lines(found), f"Two panels of falling lines, numbers in the table below. {title}. {asked}"
            )
        },
        tables=(
            Table(
                "Half-widths by number of pairs: effect, in smallest differences that matter; shares, in % points",
                ("Outcome", *(f"{n:,}" for n in numbers)),
                rows,
                range(1, len(numbers) + 1),
            ),
        ),
        judged=(
            "Chance is what differs between replications: who leaves, when, how demand fluctuates, and what this place "
            "is lastingly like. More replications do not make what is unknown about the parameters any smaller: "
            "that is what the sensitivity and regret studies are for.",
            "The interval of the median comes from drawing that many of the pairs run again and again, with "
            "replacement; that of a share is Wilson's. Where more are needed than were run, the number is carried on "
            "by the law of the square root: an interval half as wide takes four times as many.",
        ),
        varied=False,
    )
