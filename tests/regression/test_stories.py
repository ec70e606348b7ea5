"""What the facilitator's notes say of a story is what comes out of it: signs and not numbers, over 48 worlds.

`make soak` tries as many as the page does, so that no note is true of the first worlds alone.
"""

from __future__ import annotations

import os

import pytest

from sim.analysis.paired import Effect
from sim.validation.worlds import some
from sim.whatif.answer import answer
from sim.whatif.stories import stories

BETTER, WORSE, SAME = "better", "worse", "same"
WORLDS = 48 if os.environ.get("SOAK") is None else 240
LEAST = 0.2
"""A fifth, less what chance takes off in one of ten so many worlds."""
TOLD = LEAST - 1.28 * (LEAST * (1.0 - LEAST) / WORLDS) ** 0.5


def leaning(effect: Effect) -> str:
    """Return where futures lean: better or worse if a fifth at least, and three times as many as the contrary."""
    if effect.better >= TOLD and effect.better >= 3.0 * effect.worse:
        return BETTER
    if effect.worse >= TOLD and effect.worse >= 3.0 * effect.better:
        return WORSE
    return SAME if effect.same > 0.5 else "divided"


@pytest.mark.slow
@pytest.mark.parametrize("story", stories(), ids=lambda story: story.id)
def test_the_notes_are_true(story) -> None:
    comparison = answer(story.question, some(WORLDS)).comparison
    effects = {name: comparison.effect(name, story.question.years) for name in story.claims}
    found = {name: leaning(effect) for name, effect in effects.items()}
    wrong = {
        name: (found[name], effects[name].better, effects[name].same, effects[name].worse)
        for name, claimed in story.claims.items()
        if found[name] != claimed and not (claimed == SAME and effects[name].same > 0.5)
    }
    assert not wrong, f"the notes of {story.id} say otherwise: {wrong}"
