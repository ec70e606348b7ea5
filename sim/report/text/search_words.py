"""A search for plans in words: how many were tried, what was found, and how much the best of many flatters."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sim.analysis.plan_search import Limits, Searched
from sim.analysis.portfolio import Worth
from sim.core.counts import so_many
from sim.report.text.words import joined

HOW_SEARCHED = (
    "Plans are built up one thing at a time, the best few at a step, and those that look worse on few futures are left "
    "behind; so a plan of several things that help only together may be missed. What is found is run again on futures "
    "that the search never met, and only these are shown."
)


def search_sentences(
    searched: Searched, found: Sequence[Worth], things: int, futures: int, limits: Limits
) -> tuple[str, ...]:
    """Say how many plans were tried, how much the best of many flatters, and which pass a limit after all.

    Args:
        searched: what was found, on the futures searched on.
        found: what the same plans are worth on fresh ones.
        things: how many plans were built from.
        futures: searched on, and as many fresh.
        limits: of the search.
    """
    fresh, looked = found[0].people, searched.gains[0]
    every = sum(gain - one.people for gain, one in zip(searched.gains, found, strict=True)) / len(found)
    beyond = [
        number for number, one in enumerate(found, 1) if not limits.allow((one.people, one.money, one.hours))
    ]  # fmt: skip
    return tuple(
        filter(
            None,
            (
                f"{_tried(searched, things, futures, limits)}; {so_many(len(found), 'plans')} that none beat "
                f"{'was' if len(found) == 1 else 'were'} run again on {so_many(futures, 'fresh futures')}.",
                f"How far the best of many flatters: plan 1 brought people {_signed(looked)} of what one would just "
                f"notice where it was chosen and {_signed(fresh)} on fresh futures; over all that were found the "
                f"difference is {_signed(every)}.",
                f"On fresh futures {joined([f'plan {number}' for number in beyond])} "
                f"{'takes' if len(beyond) == 1 else 'take'} more than the limit."
                if beyond
                else "",
            ),
        )
    )


def none_sentence(searched: Searched, things: int, futures: int, limits: Limits) -> str:
    """Say that no plan was found."""
    return f"{_tried(searched, things, futures, limits)}; none brought people more than carrying on."


def _tried(searched: Searched, things: int, futures: int, limits: Limits) -> str:
    within = {
        f"£{limits.money:g}m a year": limits.money,
        f"{so_many(f'{limits.hours:g}', 'hours')} a week of each leader": limits.hours,
    }
    said = [words for words, most in within.items() if not math.isinf(most)]
    over = (
        f", of which {f'{searched.over:,}' if searched.over else 'none'} took more than {joined(said)}" if said else ""
    )
    tried = so_many(searched.tried, "plans")
    were = "was" if searched.tried == 1 else "were"
    return f"{tried} of {so_many(things, 'things')} {were} tried on at most {so_many(futures, 'futures')}{over}"


def _signed(x: float) -> str:
    return f"{x:+.2f}".replace("-", "−")
