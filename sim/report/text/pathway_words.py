"""What a plan with triggers came to, in words made from the results: its branches, signposts and regret."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sim.analysis.pathways import Branch, PlanRegret, Signpost
from sim.core.counts import so_many
from sim.outcomes import OUTCOMES
from sim.plan.plan import Plan
from sim.report.text.ranking_words import takes
from sim.report.text.words import joined, lower_first

_DID = {"began": "begins", "ended": "ends"}
Labels = Mapping[str, str]
_UNIT = "of what one would just notice"


def step_said(entry: str, what: str, labels: Labels) -> str:
    """Say a step: '“Coaching” begins'; a label may be a sentence of its own."""
    return f"“{labels[entry]}” {_DID[what]}"


def branch_said(branch: Branch, labels: Labels) -> str:
    """Say a branch: '“Coaching” begins (year 1.2), then “Coaching” ends (year 3.0)'."""
    parts = [
        f"{step_said(*step, labels)} (year {year:.1f})" for step, year in zip(branch.steps, branch.years, strict=True)
    ]
    return ", then ".join(parts) if parts else "Nothing is called for"


def map_title(taken: Sequence[Branch], labels: Labels, futures: int) -> str:
    """Say what most futures call for, and how many other branches there are."""
    first = taken[0]
    did = joined([step_said(*step, labels) for step in first.steps])
    said = did if first.steps else "Nothing is called for"
    if first.futures == futures:
        return f"{said} in {'every' if first.steps else 'any'} future"
    others = len(taken) - 1
    rest = "the other takes" if futures - first.futures == 1 else "the others take"
    branches = "another branch" if others == 1 else so_many(others, "other branches")
    return f"{said} in {first.futures} of {so_many(futures, 'futures')}; {rest} {branches}"


def signpost_said(post: Signpost, labels: Labels, futures: int) -> tuple[str, ...]:
    """Return a row: the step, in how many futures, and in which years."""
    count = round(post.share * futures)
    when = [f"{year:.1f}" if count else "never" for year in (post.earliest, post.median, post.latest)]
    return (step_said(post.entry, post.what, labels), f"{count} of {futures}", *when)


def findings(
    posts: Sequence[Signpost], found: Sequence[PlanRegret], labels: Labels, plan: Plan, watch: str, futures: int
) -> tuple[str, ...]:
    """Say what to begin now, what to watch, and what is regretted.

    Args:
        posts: what was watched.
        found: what is regretted of each plan.
        labels: of entries.
        plan: with its triggers.
        watch: what the plan is called among those found.
        futures: how many.
    """
    by_date = [lower_first(labels[entry.name]) for entry in plan if entry.begin_if is None]
    begin = f"Begin by date: {joined(by_date)}." if by_date else "Begin nothing by date: all waits for what comes out."
    return (begin, *(_watch(post, plan, labels, futures) for post in posts), least_regret(found, watch, futures))


def _watch(post: Signpost, plan: Plan, labels: Labels, futures: int) -> str:
    entry = plan[post.entry]
    trigger = entry.begin_if if post.what == "began" else entry.end_if
    side = trigger.side if trigger is not None else "above"
    long = f" for {so_many(f'{post.months:.3g}', 'months')}" if post.months else ""
    said = f"Watch “{OUTCOMES[post.outcome].label}”: {side} {post.level:,.6g}{long}; then "
    count = round(post.share * futures)
    step = step_said(post.entry, post.what, labels)
    if not count:
        return f"{said}{step}, which comes in none of {so_many(futures, 'futures')}."
    when = f"in year {post.median:.1f}"
    if count > 1:
        when += f" in the middle one ({post.earliest:.1f} to {post.latest:.1f})"
    return f"{said}{step}, which comes in {count} of {so_many(futures, 'futures')}, {when}."


def least_regret(found: Sequence[PlanRegret], watch: str, futures: int) -> str:
    """Say which plan leaves least regret, or that chance could have made it so and how many more futures would tell."""
    least = min(found, key=lambda one: one.regret)
    mine = next(one for one in found if one.plan == watch)
    rivals = [one for one in found if one.to_tell > 1.0]
    own = f"the plan that watches has a mean regret of {mine.regret:.2f}"
    alike = [one for one in rivals if (one.people, one.regret) == (least.people, least.regret)]
    if alike and len(alike) == len(rivals):
        names = joined([one.plan for one in (least, *alike)])
        return (
            f"Least regret: {names}, which come to the same in {so_many(futures, 'futures')}: {least.regret:.2f} "
            f"{_UNIT} in the mean."
        )
    if rivals:
        more = takes(max(one.to_tell for one in rivals), futures, "futures")
        names = joined([one.plan for one in rivals])
        return (
            f"Which leaves least regret is withheld, for chance could have put {least.plan} ahead of {names}: {more}; "
            f"{own}."
        )
    if least is mine:
        return (
            f"Least regret: watching, {mine.regret:.2f} {_UNIT} in the mean of futures, and below "
            f"{mine.nine_in_ten:.2f} in nine of ten."
        )
    return f"Least regret: {least.plan}, {least.regret:.2f} {_UNIT} in the mean of futures; {own}."
