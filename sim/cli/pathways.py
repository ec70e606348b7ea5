"""`common-ground pathways`: what to begin, what to watch and when to turn, by a plan with triggers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.pathways import Branch, PlanRegret, Signpost, branches, fixed, paths, regrets, run_watching, signposts
from sim.cli.machine import on_its_machine
from sim.cli.progress import progress
from sim.cli.study import StudyRun, frame_of
from sim.core.arithmetic import Array
from sim.core.counts import so_many
from sim.model.ensemble import run_arms
from sim.plan.words import title
from sim.report.figures.pathways_map import pathways_map
from sim.report.pages.page import Picture
from sim.report.pages.study import StudyPage, Table
from sim.report.text.pathway_words import branch_said, findings, map_title, signpost_said
from sim.report.text.plans import with_numbers
from sim.report.text.words import joined, lower_first, years
from sim.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

CARRY_ON, WATCH = "carrying on", "watching"


@on_its_machine
def run(words: Sequence[str]) -> Path:
    """Do what the command asks; return the folder of results."""
    study = StudyRun("pathways", words)
    asked, count = study.asked, study.asked.settings["replications"]
    base, planned = asked.scenarios
    rivals = fixed(planned)
    with progress() as stage:
        tell = stage("Running futures", count * (len(rivals) + 2))
        futures, when = run_watching(planned, asked.futures(count), asked.workers, tell)
        carried, *others = run_arms(
            [base, *rivals.values()], asked.futures(count), workers=asked.workers, progress=tell
        )
    names = [name_of(planned, begun) for begun in rivals]
    found, regret = regrets(carried, [(WATCH, futures), *zip(names, others, strict=True)], CARRY_ON)
    people = regret[0] - regret[1]  # carrying on brings nothing
    taken = branches(when, planned.years, people, regret[1])
    posts = signposts(planned.plan, when, planned.years)
    page = page_of(planned, posts, taken, found, count)
    return study.keep(page, tables_of(found, regret, posts, taken, paths(when, planned.years), people))


def name_of(scenario: Scenario, begun: Sequence[str]) -> str:
    """Return what readers call the plan with fixed dates, by which of the entries that wait are begun."""
    waiting = [entry for entry in scenario.plan if entry.begin_if is not None]
    if not waiting:
        return "the plan to the end"
    if not begun:
        return "without what waits"
    if len(begun) == len(waiting):
        return (
            "all from the start" if all(np.all(np.asarray(entry.start) == 0.0) for entry in waiting) else "all by date"
        )
    return joined([lower_first(title(scenario.plan[name])) for name in begun]) + " at once"


def page_of(
    planned: Scenario, posts: Sequence[Signpost], taken: Sequence[Branch], found: Sequence[PlanRegret], futures: int
) -> StudyPage:
    """Return the study in words and pictures."""
    labels = {entry.name: title(entry) for entry in planned.plan}
    said = map_title(taken, labels, futures)
    regret_rows = [
        (
            one.plan if one.plan != WATCH else "watching (this plan)",
            f"{_signed(one.people)} ({_signed(one.low)} to {_signed(one.high)})",
            f"{one.regret:.2f}",
            f"{one.nine_in_ten:.2f}",
            f"{round(one.best * futures)} of {futures}",
            f"£{one.money:.2f}m",
            f"{one.hours:.2f}",
        )
        for one in sorted(found, key=lambda each: each.regret)
    ]
    return StudyPage(
        question="What to begin, what to watch, and when to turn?",
        lead=f"A plan with triggers over {years(planned.years)}, in "
        f"{so_many(futures, 'possible futures')}, beside the same plan "
        "with fixed dates and carrying on without one, on the same draws.",
        finding=(f"{said}.", *findings(posts, found, labels, planned.plan, WATCH, futures)),
        pictures={
            "pathways": Picture(
                pathways_map(taken, labels, said, planned.years, futures), f"A map of pathways. {said}."
            )
        },
        tables=(
            Table(
                "The plan",
                ("Who does what, and what it waits for",),
                [(one,) for one in with_numbers(planned, planned.plan)],
            ),
            Table(
                "What to watch: in how many futures it called for a step, and in which year",
                ("Step", "Futures", "Earliest", "Middle one", "Latest"),
                [signpost_said(one, labels, futures) for one in posts],
                (1, 2, 3, 4),
            ),
            Table(
                f"Branches. For people: mean gain of six headline outcomes in year {planned.years}, in smallest "
                "differences that one would notice; chance is in it, and in few futures much of it",
                ("Branch", "Futures", "For people", "Regret"),
                [
                    (branch_said(one, labels), f"{one.futures}", _signed(one.people), f"{one.regret:.2f}")
                    for one in taken
                ],
                (1, 2, 3),
            ),
            Table(
                "Regret: how much more the best of these plans brings people in the same future, in smallest "
                "differences that one would notice",
                ("Plan", "For people", "Mean regret", "Nine in ten below", "Best in", "Money a year", "Hours a week"),
                regret_rows,
                (1, 2, 3, 4, 5, 6),
            ),
        ),
        judged=(
            "The best plan of a future is known only with hindsight, and chance within a future is in it: nobody could "
            "have had no regret. What tells plans apart is the difference between their regrets.",
            "Which plan leaves least regret is said only if the 90% interval of its mean paired difference from every "
            "other lies above nothing; else that is withheld.",
            "With fixed dates, what waits is begun at its earliest date or not at all, in every choice of up to three "
            "such entries, and nothing ends early.",
            "Futures of a branch are not a fair sample: what made them turn is in what they come to. Compare plans, "
            "not branches.",
        ),
        varied=False,
        arms=(planned,),
    )


def tables_of(
    found: Sequence[PlanRegret],
    regret: Array,
    posts: Sequence[Signpost],
    taken: Sequence[Branch],
    each: Sequence[tuple[tuple[str, str], ...]],
    people: Array,
) -> dict[str, pd.DataFrame]:
    """Return the tables to keep, by name."""
    import pandas as pd

    def plain(steps: Sequence[tuple[str, str]]) -> str:
        return " ".join(f"{entry}_{what}" for entry, what in steps) or "none"

    rows = [
        {"branch": plain(b.steps), "futures": b.futures, "people": b.people, "regret": b.regret}
        | {"years": " ".join(f"{year:.2f}" for year in b.years)}
        for b in taken
    ]
    futures = {"seed": range(len(each)), "branch": [plain(path) for path in each], "people": people}
    return {
        "regret": frame_of(found),
        "signposts": frame_of(posts),
        "branches": pd.DataFrame(rows),
        "futures": pd.DataFrame(
            futures | {f"regret of {one.plan}": row for one, row in zip(found, regret, strict=True)}
        ),
    }


def _signed(x: float) -> str:
    return f"{x:+.2f}".replace("-", "−")
