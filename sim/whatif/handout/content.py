"""The sections of a hand-out in the order in which a board reads: findings, how sure they are, then the rest."""

from __future__ import annotations

from collections.abc import Callable

from sim.core.counts import so_many
from sim.whatif.handout import explanation_sections, finding_sections, question_sections, team_sections
from sim.whatif.handout.blocks import Section
from sim.whatif.handout.material import HandOut

SECTIONS: tuple[Callable[[HandOut], Section | None], ...] = (
    finding_sections.finding,
    finding_sections.people,
    team_sections.agree,
    finding_sections.results,
    finding_sections.published,
    question_sections.futures,
    finding_sections.charts,
    finding_sections.trust,
    explanation_sections.why,
    explanation_sections.sure,
    explanation_sections.not_said,
    team_sections.predictions,
    team_sections.checklist,
    question_sections.again,
    finding_sections.rest,
)


def content(made: HandOut) -> list[Section]:
    """Return all sections of a hand-out, in order."""
    return [section for make in SECTIONS if (section := make(made)) is not None]


def under_title(made: HandOut) -> str:
    """Say what the hand-out is, in a line or two."""
    data = made.answer_data
    return (
        f"{so_many(data['futures'], 'possible futures')} of each, over "
        f"{so_many(data['years'], 'years')}, in {data['place']}. A and B live in the same "
        "worlds and meet the same draws, so that what differs between them is what was changed. Not a forecast."
    )


def footer(made: HandOut) -> str:
    """Say which program made it, and the key of its numbers."""
    return (
        f"Common Ground {made.catalogue['version']}, answer {made.answer_data['key']}. Exposition and illustration: a "
        "made-up place, and no real organisation or person."
    )
