"""Sections for the team's own part: what it predicted, where it puts itself, and what it agrees before it leaves."""

from __future__ import annotations

from sim.core.counts import so_many
from sim.report.text.words import upper_first
from sim.whatif.handout.blocks import Block, Cell, Grid, Promise, Section, Text
from sim.whatif.handout.material import HandOut

_SAYS = {"better": "better", "same": "much the same", "worse": "worse"}
_LEVELS = (1, 2, 3, 4, 5)


def predictions(made: HandOut) -> Section | None:
    """Put predictions made in the room beside what came out; None if there were none."""
    cards, rows, right = {card["outcome"]: card for card in made.answer_data["cards"]}, [], 0
    for one in made.question.predictions:
        card = cards[one.outcome]
        right += one.says == card["word"]
        often = (
            f"so in {card[one.says]} of {so_many(card['of'], 'futures')}"
            if not card["neutral"]
            else "neither good nor bad"
        )
        rows.append(
            (
                Cell(one.who),
                made.outcomes[one.outcome]["label"],
                f"{upper_first(_SAYS[one.says])} with B",
                Cell(upper_first(card["words"]), "strong", under=often),
            )
        )
    if not rows:
        return None
    head = ("Who", "Outcome", "Predicted", "Came out")
    count = f"{right} of {so_many(len(rows), 'predictions')} agree with what most futures say. "
    after = Text(count + "Where they do not, ask first what the model leaves out, and then what we had assumed.")
    grid = Grid("Predictions before, and what came out", head, rows, widths=(0.2, 0.34, 0.18, 0.28))
    return Section("predictions", "What we predicted, and what came out", [grid, after])


def checklist(made: HandOut) -> Section:
    """Return the five factors, with what the team marked, or room to mark it."""
    marks, rows = made.question.checklist, []
    for factor in made.catalogue["checklist"]:
        mark = marks.get(factor["key"])
        now, wanted = (mark.now, mark.wanted) if mark else (None, None)
        rows.append((Cell(factor["label"], under=factor["statement"]), _scale(now), _scale(wanted)))
    intro = "1 is “not yet”, 5 is “always”; filled: what the team marked. Mark with a pen what is still open."
    grid = Grid(
        "Five things that help leaders work as one system (The King’s Fund, 2017)",
        ("", "Where we are now", "Where we want to be"),
        rows,
        widths=(0.5, 0.25, 0.25),
    )
    return Section("checklist", "Where are we?", [Text(intro, "quiet"), grid])


def _scale(mark: int | None) -> Cell:
    signs = "  ".join(f"{level} {'●' if level == mark else '○'}" for level in _LEVELS)
    return Cell(signs, under=f"{mark} of 5" if mark else "not marked")


def agree(made: HandOut) -> Section:
    """Return three things to agree, each with its cost and a line to sign."""
    lead = Text("Write a name and a day beside each. An agreement without a name is a wish.", "quiet")
    items: list[Block] = [Promise(one["text"], one["hours"]) for one in made.answer_data["agree"]]
    return Section("agree", "Three things to agree before we leave", [lead, *items])
