"""A checklist of a publication, answered row by row: what is asked, the answer, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.documentation.markdown import table

HEADS = ("Item", "Asked", "Answer", "Where")


@dataclass(frozen=True, slots=True)
class Answered:
    """One item.

    Attributes:
        item: its number or name.
        asked: what is asked, in our words.
        answer: the answer; figures in it are counted or read from what is stored.
        where: links to where it stands in full.
    """

    item: str
    asked: str
    answer: str
    where: str


def checklist(rows: Sequence[Answered]) -> str:
    """Return the table of a part of a checklist."""
    return table(HEADS, [[row.item, row.asked, _cell(row.answer), row.where] for row in rows])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def link(title: str, page: str) -> str:
    """Return a link from a page in docs/."""
    return f"[{title}]({page})"
