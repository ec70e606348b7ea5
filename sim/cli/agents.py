"""`common-ground agents`: what it buys to have agents, and who should go first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sim.analysis.agents import Agents, count, study
from sim.analysis.kept_agents import write
from sim.cli.machine import on_its_machine
from sim.cli.progress import progress
from sim.cli.study import StudyRun, frame_of
from sim.core.counts import so_many
from sim.core.parameters import InputError
from sim.report.figures.agents_dots import ablation_dots, joining_alt, joining_dots
from sim.report.pages.page import Picture
from sim.report.pages.study import StudyPage, Table
from sim.report.text.agents_words import (
    MARKS,
    arm_label,
    bought_title,
    finding,
    heads,
    joined_rows,
    orders_sentence,
    rows_of,
)
from sim.report.text.labels import outcome_name
from sim.report.text.words import joined, lower_first, years
from sim.store.pieces import Pieces

if TYPE_CHECKING:
    import pandas as pd


@on_its_machine
def run(words: Sequence[str]) -> Path:
    """Do what the command asks; return the folder of results."""
    made = StudyRun("agents", words)
    asked, settings = made.asked, made.asked.settings
    if twice := sorted({*settings["without"]} & {*asked.scenarios[0].ablations}):
        raise InputError(f"ablations = [{twice[0]}]: taken away in all arms, so without={twice[0]} takes nothing more")
    if settings["store"] and not settings["without"]:
        raise InputError("store = true: every report says what is taken away and changes nothing; expected without=all")
    pieces, seeds = Pieces(made.folder.path, made.digest), asked.futures(settings["replications"])
    with progress() as stage:
        tell = stage("Running arms", count(asked.scenarios, settings["without"]))
        found = study(
            asked.scenarios,
            seeds,
            settings["without"],
            settings["outcome"],
            kept=pieces,
            workers=asked.workers,
            progress=tell,
        )
    folder = made.keep(study_of(found), tables(found))
    pieces.clear()
    if settings["store"]:
        made.console.print(f"Kept for every report: {write(found)}", markup=False, soft_wrap=True)
    return folder


def tables(found: Agents) -> dict[str, pd.DataFrame]:
    """Return the tables that are kept."""
    best = [one for one in (found.pair, found.greedy, found.three) if one]
    frames = {"ablations": frame_of(found.changes), "joining": frame_of(found.joined), "best": frame_of(best)}
    for frame in frames.values():
        for name in [name for name in ("who", "next") if name in frame]:
            frame[name] = [",".join(who) for who in frame[name]]
    return {name: frame for name, frame in frames.items() if len(frame)}


def study_of(found: Agents) -> StudyPage:
    """Return the study in words and pictures."""
    arms = found.behaviours[1:]
    sentences, named = finding(found), joined([lower_first(arm_label(arm)) for arm in arms])
    how = (
        f"Change of the effect in year {found.years} against “{lower_first(arm_label(found.behaviours[0]))}”, mean of "
        f"{so_many(found.futures, 'paired futures')} with its 95% interval."
    )
    pictures = {}
    if found.without:
        title = bought_title(found)
        pictures["ablations"] = Picture(
            ablation_dots(found, title, how), f"Dots with intervals; the numbers are in the tables below. {title}."
        )
    if found.joined:
        title = orders_sentence(found).rstrip(".")
        lot = (
            f"Those named work as one system from month 0, nobody else does. "
            f"{so_many(found.futures, 'paired futures')}."
        )
        pictures["joining"] = Picture(joining_dots(found, title, lot), f"Dots with intervals. {joining_alt(found)}")
    shown = [
        Table(
            f"{arm_label(arm)}: the effect, and how it changes. {MARKS}",
            heads(found),
            rows_of(found, arm),
            _numbers(found),
        )
        for arm in (arms if found.without else ())
    ]
    each = ", each with and without one thing" if found.without else ""
    head = ("Who goes first", "Organisations", f"Effect on {lower_first(outcome_name(found.outcome))}", "95% interval")
    shown.append(Table("Who should go first", head, joined_rows(found), (2, 3)))
    return StudyPage(
        question="What does it buy to have agents, and who should go first?",
        lead=f"{so_many(found.futures, 'futures')} over {years(found.years)} in {found.label}: {named} "
        f"against {lower_first(arm_label(found.behaviours[0]))}{each}, on the same draws.",
        finding=sentences,
        pictures=pictures,
        tables=shown,
        judged=JUDGED if found.without else JUDGED[-1:],
        varied=False,
    )


JUDGED = (
    "Each thing is taken away by itself, in the base and in the arm alike, and the effect of the arm is taken anew in "
    "each future; the change is that effect less the effect in the whole model, on the same draws. What is frozen "
    "stays from month 0 on as it had settled, so month 0 is the same to the last bit. Where leaders, cultures or the "
    "network are others from the start, five years of warm-up settle them by the same rules, and care begins from the "
    "same figures.",
    "That one thing is inert says that these outcomes of this question do not need it, here, alone. Two things may "
    "stand in for each other, and what a leadership team can learn from seeing it is not measured.",
    "A set of organisations is called the best only if it is so in nine of ten redraws of the futures and its lead "
    "over the next leaves 0 out. The best of many tried is flattered by chance: it does a little less than it looks.",
)


def _numbers(found: Agents) -> range:
    return range(1, len(heads(found)))
