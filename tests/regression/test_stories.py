"""What the facilitator's notes say of a story is what comes out of it: signs and not numbers, over 96 worlds."""

from __future__ import annotations

import pytest

from sim.analysis.headline import HEADLINE
from sim.analysis.paired import Effect
from sim.validation.worlds import some
from sim.whatif.answer import answer
from sim.whatif.stories import stories

BETTER, WORSE, SAME = "better", "worse", "same"
TIE = dict.fromkeys(HEADLINE, SAME)
CLAIMS: dict[str, dict[str, str]] = {
    "working_as_one": {"emergency_need": BETTER, "delayed": BETTER, "four_hour": WORSE, "leader_hours": WORSE},
    "as_today": {**TIE, "bypass_cost": WORSE},
    "everyone_takes_part": {"emergency_need": BETTER, "delayed": BETTER, "four_hour": WORSE, "leader_hours": WORSE},
    "half_take_part": {
        "emergency_need": WORSE,
        "delayed": WORSE,
        "four_hour": BETTER,
        "leader_hours": BETTER,
        "programme_cost": BETTER,
    },
    "honest_conversations": {**TIE, "trust": BETTER, "conflict": BETTER, "leader_hours": WORSE},
    "more_meetings": {**TIE, "trust": BETTER, "contact": BETTER, "leader_hours": WORSE},
    "told_to": {
        "emergency_need": BETTER,
        "delayed": BETTER,
        "four_hour": WORSE,
        "waiting_list": WORSE,
        "unmet_need": WORSE,
        "leader_hours": WORSE,
    },
    "more_of_everything": {
        "emergency_need": SAME,
        "delayed": SAME,
        "four_hour": WORSE,
        "waiting_list": WORSE,
        "leader_hours": WORSE,
    },
    "leaders_keep_leaving": {**TIE, "trust": WORSE, "tenure": WORSE},
    "starting_from_distrust": {"emergency_need": BETTER, "delayed": BETTER, "trust": BETTER},
    "hard_winter": {"delayed": BETTER, "four_hour": WORSE},
    "money_tight": {"delayed": SAME, "waiting_list": SAME, "unmet_need": SAME, "days_at_home": SAME, "trust": BETTER},
    "perfect_storm": {**TIE, "trust": BETTER, "leader_hours": WORSE},
    "beds_or_together": {"emergency_need": BETTER, "delayed": BETTER, "four_hour": WORSE, "waiting_list": WORSE},
    "care_home_places": {"delayed": BETTER, "days_at_home": WORSE, "emergency_need": SAME},
    "someone_else_pays": TIE,
    "activity_or_block": {"unmet_need": BETTER, "days_at_home": BETTER, "waiting_list": WORSE},
}


def leaning(effect: Effect) -> str:
    """Return where futures lean: better or worse if a fifth at least, and three times as many as the contrary."""
    if effect.better >= 0.2 and effect.better >= 3.0 * effect.worse:
        return BETTER
    if effect.worse >= 0.2 and effect.worse >= 3.0 * effect.better:
        return WORSE
    return SAME if effect.same > 0.5 else "divided"


def test_every_story_has_its_claims() -> None:
    assert set(CLAIMS) == {story.id for story in stories()}


@pytest.mark.slow
@pytest.mark.parametrize("story", stories(), ids=lambda story: story.id)
def test_the_notes_are_true(story) -> None:
    comparison = answer(story.question, some(96)).comparison
    effects = {name: comparison.effect(name, story.question.years) for name in CLAIMS[story.id]}
    found = {name: leaning(effect) for name, effect in effects.items()}
    wrong = {
        name: (found[name], effects[name].better, effects[name].same, effects[name].worse)
        for name, claimed in CLAIMS[story.id].items()
        if found[name] != claimed and not (claimed == SAME and effects[name].same > 0.5)
    }
    assert not wrong, f"the notes of {story.id} say otherwise: {wrong}"
