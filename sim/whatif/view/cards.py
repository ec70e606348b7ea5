"""Cards: one for each outcome, with both values, the difference in a pair, and how many futures are better."""

from __future__ import annotations

from typing import Any

from sim.analysis.effect import Shares
from sim.analysis.finding import Finding
from sim.core.counts import so_many
from sim.report.text.rows import Row, rows
from sim.report.text.words import is_share

DOTS = 20


def cards(finding: Finding) -> list[dict[str, Any]]:
    """Return the cards in the order in which outcomes are told, people first."""
    return [_card(row) for part in rows(finding).values() for row in part]


def _card(row: Row) -> dict[str, Any]:
    effect, neutral = row.effect, row.said is None
    counted = row.paired
    return {
        "outcome": effect.outcome.name,
        "a": row.base,
        "b": row.alternative,
        "difference": row.difference,
        "interval": row.interval,
        "change": effect.median,
        "matters": effect.matters,
        "points": is_share(effect.outcome),
        "better": counted.better,
        "same": counted.same,
        "worse": counted.worse,
        "of": counted.of,
        "dots": dots(effect.shares),
        "word": row.words,
        "words": _words(row),
        "neutral": neutral,
    }


def dots(of: Shares) -> list[str]:
    """Return twenty dots that stand for all futures, by largest remainder."""
    shares = {"better": of.better, "same": of.same, "worse": of.worse}
    whole = {name: int(share * DOTS + 1e-9) for name, share in shares.items()}
    left = sorted(shares, key=lambda name: whole[name] - shares[name] * DOTS)
    for name in left[: DOTS - sum(whole.values())]:
        whole[name] += 1
    return [name for name, count in whole.items() for _ in range(count)]


def _words(row: Row) -> str:
    """Say in how many futures what most of them say is so."""
    counted, of = row.paired, f"of {so_many(row.paired.of, 'futures')}"
    up, down = ("more", "less") if row.said is None else ("better", "worse")
    if row.words == "divided":
        return f"futures divide: {up} in {counted.better}, {down} in {counted.worse} {of}"
    number = {up: counted.better, down: counted.worse, "same": counted.same}[row.words]
    name = "much the same" if row.words == "same" else row.words
    if number == counted.of:
        return f"{name} in nearly every future"
    return f"{name} in {number} {of}"
