"""Branches, signposts and least regret in words: one and many, every and none, watched or begun by date."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.analysis.pathways import Branch, PlanRegret, Signpost
from sim.plan.entry import Entry
from sim.plan.plan import Plan
from sim.plan.trigger import Trigger
from sim.report.figures.pathways_map import leaves, passing, rows_of
from sim.report.text.pathway_words import branch_said, findings, least_regret, map_title, signpost_said, step_said

BEGAN, ENDED, BOARD = ("a", "began"), ("a", "ended"), ("b", "began")
LABELS = {"a": "Coaching", "b": "A board"}
POST = Signpost("a", "began", "delayed", 85.0, 3.0, 0.75, 1.0, 1.5, 2.0)
WATCH = PlanRegret("watching", 1.0, 0.5, 1.5, 0.25, 0.5, 0.6, 1.0, 1.0, 1.0)
RIVAL = replace(WATCH, plan="all at once", regret=0.5)
PLAN = Plan(
    (
        Entry("a", "enabler", begin_if=Trigger("delayed", above=85.0), end_if=Trigger("delayed", below=40.0)),
        Entry("b", "joint_governance"),
    )
)


def branch(futures: int, *steps: tuple[str, str], years: tuple[float, ...] = ()) -> Branch:
    return Branch(steps, futures, years, 0.0, 0.0)


def test_a_step_begins_or_ends() -> None:
    assert [step_said(*step, LABELS) for step in (BEGAN, ENDED)] == ["“Coaching” begins", "“Coaching” ends"]
    assert branch_said(branch(1, BEGAN, years=(1.24,)), LABELS) == "“Coaching” begins (year 1.2)"
    assert branch_said(branch(1), LABELS) == "Nothing is called for"


@pytest.mark.parametrize(
    ("taken", "said"),
    [
        ([branch(9, BEGAN)], "“Coaching” begins in every future"),
        ([branch(6, BEGAN), branch(3)], "“Coaching” begins in 6 of 9 futures; the others take another branch"),
        (
            [branch(5), branch(3, BEGAN), branch(1, BOARD)],
            "Nothing is called for in 5 of 9 futures; the others take 2 other branches",
        ),
        ([branch(8, BEGAN), branch(1)], "“Coaching” begins in 8 of 9 futures; the other takes another branch"),
        ([branch(9)], "Nothing is called for in any future"),
        ([branch(9, BEGAN, ENDED, BOARD)], "“Coaching” begins, “Coaching” ends and “A board” begins in every future"),
    ],
)
def test_the_map_says_what_most_futures_call_for(taken: list[Branch], said: str) -> None:
    assert map_title(taken, LABELS, 9) == said


def test_a_signpost_that_never_comes_has_no_year() -> None:
    assert signpost_said(POST, LABELS, 8) == ("“Coaching” begins", "6 of 8", "1.0", "1.5", "2.0")
    never = replace(POST, share=0.0, earliest=np.nan, median=np.nan, latest=np.nan)
    assert signpost_said(never, LABELS, 8) == ("“Coaching” begins", "0 of 8", "never", "never", "never")


def test_what_to_begin_and_what_to_watch_is_said_by_the_plan() -> None:
    once = findings((replace(POST, share=0.125),), (WATCH, RIVAL), LABELS, PLAN, "watching", 8)
    assert once[1].endswith("which comes in 1 of 8 futures, in year 1.5.")
    end = replace(POST, what="ended", level=1_040.0, months=0.0, share=0.0)
    said = findings((POST, end), (WATCH, RIVAL), LABELS, PLAN, "watching", 8)
    assert said[0] == "Begin by date: a board."
    assert said[1] == (
        "Watch “People ready to leave hospital who cannot”: above 85 for 3 months; then “Coaching” begins, which comes "
        "in 6 of 8 futures, in year 1.5 in the middle one (1.0 to 2.0)."
    )
    assert said[2] == (
        "Watch “People ready to leave hospital who cannot”: below 1,040; then “Coaching” ends, which comes in none of "
        "8 futures."
    )
    assert said[3] == least_regret((WATCH, RIVAL), "watching", 8) and len(said) == 4


def test_least_regret_is_watching_another_plan_or_withheld() -> None:
    assert least_regret([RIVAL, WATCH], "watching", 100) == (
        "Least regret: watching, 0.25 of what one would just notice in the mean of futures, and below 0.50 in nine of "
        "ten."
    )
    better = replace(RIVAL, regret=0.125)
    assert least_regret([WATCH, better], "watching", 100) == (
        "Least regret: all at once, 0.12 of what one would just notice in the mean of futures; the plan that "
        "watches has a mean regret of 0.25."
    )
    # the nearest of the two takes three times as many: 200 more; the other twice as many
    near = [replace(RIVAL, to_tell=3.0), replace(RIVAL, plan="carrying on", to_tell=2.0)]
    assert least_regret([WATCH, *near], "watching", 100) == (
        "Which leaves least regret is withheld, for chance could have put watching ahead of all at once and carrying "
        "on: to tell would take about 200 more futures; the plan that watches has a mean regret of 0.25."
    )


def test_plans_that_come_to_the_same_are_not_said_to_take_more_futures_to_tell_apart() -> None:
    """Where nothing is called for, watching is carrying on, to the bit: no number of futures would tell."""
    same = replace(WATCH, plan="carrying on")
    assert least_regret([same, replace(WATCH, to_tell=np.inf)], "watching", 2) == (
        "Least regret: carrying on and watching, which come to the same in 2 futures: 0.25 of what one would just "
        "notice in the mean."
    )
    other = replace(RIVAL, to_tell=np.inf)
    assert "is withheld" in least_regret([same, replace(WATCH, to_tell=np.inf), other], "watching", 2)


def test_the_map_puts_each_branch_below_the_one_it_goes_on_from_the_commonest_first() -> None:
    taken = [branch(4, BOARD, years=(2.0,)), branch(3, BEGAN, years=(1.0,)), branch(2, BEGAN, ENDED, years=(1.5, 2.5))]
    assert list(rows_of(taken).items()) == [((), 0), ((BOARD,), 1), ((BEGAN,), 2), ((BEGAN, ENDED), 3)]
    # the part from which a branch goes on has a line, though no future stays on it
    assert rows_of([branch(1, BEGAN, ENDED, years=(1.0, 2.0))]) == {(): 0, (BEGAN,): 1, (BEGAN, ENDED): 2}
    assert passing((), taken) == (9, 0.0)
    assert passing((BEGAN,), taken) == (5, 1.2)  # 3 at year 1 and 2 at 1.5: 6 / 5
    assert passing((BEGAN, ENDED), taken) == (2, 2.5)
    assert [leaves(steps, taken) for steps in ((), (BOARD,), (BEGAN,), (BEGAN, ENDED))] == [0.0, 2.0, 1.2, 2.5]
