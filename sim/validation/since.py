"""Which facts have changed verdict since the first version, from both scoreboards as they were measured."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sim.core.counts import so_many

_FIRST = Path(__file__).with_name("first_scoreboard.json")
Verdicts = Mapping[str, Mapping[str, Any]]
"""By fact: what is `asked`, what was `found`, and whether it `holds`."""
HEADS = ("", "Asked", "Then", "Now")


@cache
def first() -> dict[str, Any]:
    """Return the `version` that was measured first, and its `facts`."""
    return json.loads(_FIRST.read_text(encoding="utf-8"))


def changed(now: Verdicts, then: Verdicts | None = None) -> list[str]:
    """Return the facts that have another verdict now, those that are new, and those that are asked otherwise."""
    before = first()["facts"] if then is None else then
    return [name for name, fact in now.items() if name not in before or _verdict(fact) != _verdict(before[name])]


def rows(now: Verdicts, then: Verdicts | None = None) -> list[tuple[str, ...]]:
    """Return a row for each of them: the fact, what is asked, and what was found then and now, with its verdict."""
    before = first()["facts"] if then is None else then
    made: list[tuple[str, ...]] = []
    for name in changed(now, before):
        old, new = before.get(name), now[name]
        asked = (
            new["asked"] if old is None or old["asked"] == new["asked"] else f"{new['asked']} (before: {old['asked']})"
        )
        made.append((name, asked, "not tried" if old is None else _found(old), _found(new)))
    return made


def summary(now: Verdicts, then: Verdicts | None = None) -> str:
    """Say how many facts hold that failed, fail that held, and gave another figure with the same verdict."""
    before = first()["facts"] if then is None else then
    both = [name for name in now if name in before]
    won = [name for name in both if now[name]["holds"] and not before[name]["holds"]]
    lost = [name for name in both if before[name]["holds"] and not now[name]["holds"]]
    same = [name for name in both if now[name]["holds"] == before[name]["holds"]]
    moved = sum(now[name]["found"] != before[name]["found"] for name in same)
    gone = sorted(set(before) - set(now))
    return " ".join(
        (
            f"Of {so_many(len(both), 'facts')} tried in version {first()['version']}, too,",
            f"these failed then and hold now: {', '.join(won) or 'none'};",
            f"these held then and fail now: {', '.join(lost) or 'none'}.",
            f"{moved} of the others gave another figure, with the same verdict.",
            *([f"No longer tried: {', '.join(gone)}."] if gone else []),
        )
    )


def _verdict(fact: Mapping[str, Any]) -> tuple[bool, str]:
    return fact["holds"], fact["asked"]


def _found(fact: Mapping[str, Any]) -> str:
    return f"{fact['found']}: {'holds' if fact['holds'] else '**fails**'}"
