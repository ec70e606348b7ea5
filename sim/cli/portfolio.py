"""`common-ground portfolio`: many plans against the same base on the same draws, and those that no other beats."""

from __future__ import annotations

import math
import shlex
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sim.analysis.interval import SURE, Mean
from sim.analysis.plan_choices import choices_at, plan_of_choices
from sim.analysis.plan_search import Limits, Searched, search
from sim.analysis.plan_trials import Trials, written_plan
from sim.analysis.portfolio import Worth, portfolio
from sim.analysis.ranking import MOST_NAMED
from sim.cli.machine import on_its_machine
from sim.cli.progress import progress
from sim.cli.study import StudyRun, frame_of
from sim.core.counts import so_many
from sim.model.ensemble import run_arms
from sim.overrides import written
from sim.plan.words import title as title_of
from sim.report.figures.plan_scatter import plan_scatter, scatter_title
from sim.report.pages.page import Picture
from sim.report.pages.study import StudyPage, Table
from sim.report.text.plans import with_numbers
from sim.report.text.ranking_words import takes
from sim.report.text.search_words import HOW_SEARCHED, none_sentence, search_sentences
from sim.report.text.words import counts, joined, lower_first, years
from sim.scenario import Scenario
from sim.store.pieces import Pieces

if TYPE_CHECKING:
    import pandas as pd

CARRY_ON = "carrying on"
QUESTION = "Which plans are worth their money and their leaders' time?"


@on_its_machine
def run(words: Sequence[str]) -> Path:
    """Do what the command asks; return the folder of results."""
    study = StudyRun("portfolio", words)
    asked, count = study.asked, study.asked.settings["replications"]
    if asked.settings["search"] is not None:
        return keep_search(study)
    with progress() as stage:
        tell = stage("Running futures", count * len(asked.scenarios))
        base, *others = run_arms(asked.scenarios, asked.futures(count), workers=asked.workers, progress=tell)
    found = portfolio(base, list(zip(asked.names[1:], others, strict=True)), CARRY_ON)
    named = zip(asked.names[1:], asked.scenarios[1:], strict=True)
    labels = labels_apart([label_of(scenario, name) for name, scenario in named], asked.names[1:])
    return study.keep(page_of(found, labels, asked.scenarios, count), {"portfolio": frame_of(found)})


def keep_search(study: StudyRun) -> Path:
    """Search for plans, run those found on fresh futures, and keep what they are worth and the plans themselves."""
    asked, count = study.asked, study.asked.settings["replications"]
    base, limits = asked.scenarios[0], Limits.of(asked.settings["money"], asked.settings["hours"])
    choices = choices_at(asked.settings["search"], base)
    pieces = Pieces(study.folder.path, study.digest)
    with progress() as stage:
        measure = Trials(base, choices, asked.futures(count), pieces, asked.workers, stage)
        searched = search(choices, measure, count, limits)
        if not searched.found:
            page = nothing_found(base, searched, len(asked.settings["search"]), count, limits)
            folder = study.keep(page, {"tried": tried_frame(searched, measure)})
            pieces.clear()
            return folder
        arms = [measure.scenario(parts) for parts in searched.found]
        tell = stage("Running what was found on fresh futures", count * (len(arms) + 1))
        carried, *others = run_arms([base, *arms], asked.futures(count, count), workers=asked.workers, progress=tell)
    names = [f"plan_{number}" for number in range(1, len(arms) + 1)]
    found = portfolio(carried, list(zip(names, others, strict=True)), CARRY_ON)
    labels = [numbered(arm, number) for number, arm in enumerate(arms, 1)]
    page = page_of(found, labels, [base, *arms], count)
    said = search_sentences(searched, found, len(asked.settings["search"]), count, limits)
    page = replace(page, finding=(*page.finding, *said), judged=(*page.judged, HOW_SEARCHED))
    files = {f"{name}.yaml": written_plan(arm) for name, arm in zip(names, arms, strict=True)}
    frame = frame_of(found).assign(searched=searched.gains)
    folder = study.keep(page, {"portfolio": frame, "tried": tried_frame(searched, measure)}, files)
    pieces.clear()
    return folder


def tried_frame(searched: Searched, trials: Trials) -> pd.DataFrame:
    """Return every plan that was tried, each with the words that ask for it."""
    plans = (plan_of_choices(tuple(one.plan.split("+")), trials.choices) for one in searched.every)
    words = [
        shlex.join(f"plan.{name}.{key}={written(value)}" for name, said in plan.items() for key, value in said.items())
        for plan in plans
    ]
    return frame_of(searched.every).assign(words=words)


def nothing_found(base: Scenario, searched: Searched, things: int, futures: int, limits: Limits) -> StudyPage:
    """Return the page of a search that found no plan."""
    return StudyPage(
        question=QUESTION,
        lead=f"A search over {years(base.years)} against carrying on without a plan.",
        finding=(none_sentence(searched, things, futures, limits),),
        pictures={},
        tables=(),
        judged=(HOW_SEARCHED,),
        varied=False,
    )


def label_of(scenario: Scenario, name: str) -> str:
    """Return what readers call a plan: the labels of its interventions and behaviours, or its name."""
    entries = [entry for entry in scenario.plan if entry.sort in ("intervention", "behaviour")]
    if not entries or len(entries) < len(scenario.plan):
        return name.replace("_", " ")
    said = [title_of(entry) for entry in entries]
    return joined([said[0], *map(lower_first, said[1:])])


def labels_apart(labels: Sequence[str], names: Sequence[str]) -> list[str]:
    """Return labels of plans, with their names where two plans of other numbers have one label."""
    return [
        f"{label} ({name.replace('_', ' ')})" if labels.count(label) > 1 else label
        for label, name in zip(labels, names, strict=True)
    ]


def numbered(scenario: Scenario, number: int) -> str:
    """Return what readers call a plan that was found: by its number, and by labels if all of it has some."""
    plain = f"plan {number}"
    label = label_of(scenario, plain)
    return label if label == plain else f"{label} ({plain})"


def page_of(found: Sequence[Worth], labels: Sequence[str], arms: Sequence[Scenario], futures: int) -> StudyPage:
    """Return the study in words and pictures."""
    base, *planned = arms
    said = [(label, " ".join(with_numbers(one, one.plan))) for label, one in zip(labels, planned, strict=True)]
    title = scatter_title(found, labels)
    named = {CARRY_ON: CARRY_ON, **{one.plan: label for one, label in zip(found, labels, strict=True)}}
    rows = [
        (
            label,
            f"{_signed(one.people)} ({_signed(one.low)} to {_signed(one.high)})",
            " / ".join(str(n) for n in _parts(one, futures)),
            f"£{one.money:.2f}m",
            f"{one.hours:.2f}",
            _paid(one, futures),
            f"{one.worse_first}" if one.worse_first else "not at all",
            named[one.beaten_by] if one.beaten_by else "none",
        )
        for one, label in sorted(zip(found, labels, strict=True), key=lambda pair: -pair[0].people)
    ]
    return StudyPage(
        question=QUESTION,
        lead=f"{so_many(len(found), 'plans')} over {years(base.years)}, each against carrying on without one, in "
        f"{so_many(futures, 'pairs of possible futures')} on the same draws.",
        finding=tuple(filter(None, (f"{title}.", most_sentence(found, labels, futures)))),
        pictures={
            "portfolio": Picture(plan_scatter(found, labels, base.years, futures), f"A scatter of plans. {title}.")
        },
        tables=(
            Table(
                f"Plans, most for people first. People: mean gain of six headline outcomes in year {base.years}, in "
                "smallest differences that one would notice (nine in ten of what the mean may be)",
                (
                    "Plan",
                    "For people",
                    "Futures ahead / same / behind",
                    "Money a year",
                    "Hours a week",
                    "Pays for itself",
                    "Years worse first",
                    "Beaten by",
                ),
                rows,
                (1, 2, 3, 4),
            ),
            Table("What each plan is", ("Plan", "Who does what, from when to when"), said),
        ),
        judged=(
            "A plan is beaten by another that surely brings people more (the 90% interval of the mean paired "
            "difference lies above nothing) and takes neither more money nor more hours. What money would buy "
            "elsewhere is not counted, nor is whether leaders would go along.",
            "Which plan brings people most is said only if it surely brings them more than every other; else that is "
            "withheld.",
            "All plans meet the same draws; chance that differs between futures is in the intervals, and what nobody "
            "knows about the parameters is not: that is what the sensitivity and regret studies are for.",
        ),
        varied=False,
    )


def most_sentence(found: Sequence[Worth], labels: Sequence[str], futures: int) -> str:
    """Say which plan brings people most, or that chance could have made it so and how many more futures would tell."""
    best, label = max(zip(found, labels, strict=True), key=lambda pair: pair[0].people)
    rivals = [lower_first(name) for one, name in zip(found, labels, strict=True) if one.to_tell > 1.0]
    if best.high < 0.0:
        return ""
    if best.low <= 0.0:
        times = Mean(best.people, best.low, best.high, futures, SURE).times_for(abs(best.people))
        return f"Which brings people most is withheld: {takes(times, futures, 'futures')}."
    if rivals:
        others = joined(rivals) if len(rivals) <= MOST_NAMED else so_many(len(rivals), "others")
        more = takes(max(one.to_tell for one in found), futures, "futures")
        return (
            "Which brings people most is withheld, for chance could have put "
            f"{lower_first(label)} ahead of {others}: {more}."
        )
    count = counts(best.ahead, best.same, best.behind, futures)
    same, behind = (n or "none" for n in (count.same, count.worse))
    return (
        f"Most for people: {lower_first(label)}, with people ahead in {count.better} of "
        f"{so_many(count.of, 'futures')}, much the "
        f"same in {same} and behind in {behind}, for £{best.money:.2f}m a year and {best.hours:.2f} hours a "
        "week of each leader."
    )


def _parts(one: Worth, futures: int) -> tuple[int, int, int]:
    count = counts(one.ahead, one.same, one.behind, futures)
    return count.better, count.same, count.worse


def _paid(one: Worth, futures: int) -> str:
    if one.pays <= 0.0 or math.isnan(one.pays_year):
        return "in none"
    count = counts(one.pays, 0.0, 1.0 - one.pays, futures)
    if not count.better:
        return "hardly ever"
    after = f"after {one.pays_year:.1f} years" if one.pays_year >= 0.05 else "from the start"
    return f"in {count.better} of {count.of}, {after}"


def _signed(x: float) -> str:
    return f"{x:+.2f}".replace("-", "−")
