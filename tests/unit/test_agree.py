"""What an agreement costs is said once: on the slider, in the hand-out and among the things to agree."""

from __future__ import annotations

import re

import pytest

from sim.core.questions import half_up
from sim.scenario import declarations, load_scenario
from sim.whatif.view.agree import agree

HOURS = "participation.altruism"  # the practice whose slider is in hours a year


@pytest.mark.parametrize(
    ("x", "decimals", "rounded"),
    [(6.5, 0, 7.0), (-6.5, 0, -7.0), (2.5, 0, 3.0), (6.49, 0, 6.0), (0.125, 2, 0.13), (0.375, 1, 0.4), (0.0, 0, 0.0)],
)
def test_a_half_goes_away_from_nothing_as_in_a_browser(x: float, decimals: int, rounded: float):
    assert half_up(x, decimals) == rounded


@pytest.mark.parametrize("level", [0.05, 0.25, 0.3, 0.5, 0.75, 1.0])
def test_hours_to_agree_are_the_hours_of_the_slider(level: float):
    base = load_scenario(["behaviour=collaborative", f"{HOURS}=0"])
    one = next(one for one in agree(base, base.varied({HOURS: level})) if one["lever"] == HOURS)
    ask = declarations()[HOURS].ask
    assert ask is not None
    said = re.search(r"\d+ hours?\b", ask.say(level))
    assert said and one["hours"].startswith(f"about {said.group()} a year of each leader")


def test_a_quarter_of_a_practice_is_seven_hours():
    ask = declarations()[HOURS].ask
    assert ask is not None and ask.say(0.25) == "7 hours a year of each leader"
