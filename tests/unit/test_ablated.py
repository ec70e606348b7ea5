"""What taking one thing away does, by hand: which arms, the change in an effect, and when it matters."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from sim.analysis.ablated import WHOLE, EffectChange, arms_without, changes, judged, key_of
from sim.analysis.interval import Mean
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario, load_scenario

NAMES = ("siloed", "mixed", "collaborative")


@cache
def scenarios(*words: str) -> tuple[Scenario, ...]:
    return tuple(load_scenario([f"behaviour={name}", "years=1", *words]) for name in NAMES)


def test_every_arm_is_run_whole_and_without_each_thing() -> None:
    found = arms_without(scenarios(), ["rewired", "frozen_trust"])
    names = [f"{what}/{name}" for what in ("whole", "rewired", "frozen_trust") for name in NAMES]
    assert list(found) == names and key_of(WHOLE, "mixed") == "whole/mixed"
    assert all(found[f"whole/{one.behaviour}"] == one for one in scenarios())
    assert found["rewired/mixed"] == replace(scenarios()[1], ablations=("rewired",))
    assert found["frozen_trust/siloed"].ablations == ("frozen_trust",)


def test_what_is_away_already_stays_away_and_is_taken_once() -> None:
    found = arms_without(scenarios("ablations=[rewired]"), ["rewired", "frozen_trust"])
    assert found["rewired/mixed"] == found["whole/mixed"]
    assert set(found["frozen_trust/mixed"].ablations) == {"rewired", "frozen_trust"}


def test_the_change_is_the_effect_without_less_the_effect_in_the_whole_model() -> None:
    def levels(*values: float) -> dict[str, np.ndarray]:
        return {"delayed": np.array(values), "trust": np.array(values) / 1000.0}

    made = {
        "whole/siloed": levels(80.0, 100.0, 180.0),  # median 100, of which a twentieth matters
        "whole/mixed": levels(70.0, 90.0, 170.0),
        "whole/collaborative": levels(60.0, 80.0, 160.0),
        "rewired/siloed": levels(50.0, 70.0, 90.0),
        "rewired/mixed": levels(40.0, 60.0, 80.0),
        "rewired/collaborative": levels(42.0, 63.0, 84.0),
    }
    by_name = {(one.arm, one.outcome): one for one in changes(made, scenarios(), ["rewired"], ["delayed", "trust"])}
    assert list(by_name) == [
        ("mixed", "delayed"),
        ("mixed", "trust"),
        ("collaborative", "delayed"),
        ("collaborative", "trust"),
    ]
    nothing = by_name["mixed", "delayed"]
    assert nothing == EffectChange("rewired", "mixed", "delayed", -10.0, -10.0, 0.0, 0.0, 0.0, 5.0, "inert", 0)
    # the effect was -20 in each; it is -8, -7 and -6, so 13 more with a deviation of 1
    less, half = by_name["collaborative", "delayed"], 4.302653 / 3**0.5
    assert (less.whole, less.without, less.change, less.smallest) == (-20.0, -7.0, 13.0, 5.0)
    assert (less.low, less.high) == pytest.approx((13.0 - half, 13.0 + half))
    assert (less.verdict, less.futures) == ("matters", 0)
    assert by_name["collaborative", "trust"].change == pytest.approx(0.013)
    assert by_name["collaborative", "trust"].smallest == OUTCOMES["trust"].meaningful == 0.02


@pytest.mark.parametrize(
    ("mean", "verdict", "futures"),
    [
        ((1.0, 0.5, 1.5), "matters", 0),  # exactly the smallest difference
        ((-1.0, -1.5, -0.5), "matters", 0),
        ((1.0, 0.0, 2.0), "open", 0),  # its interval touches 0; it lies at the smallest difference itself
        ((0.0, -0.9, 0.9), "inert", 0),
        ((0.0, -1.0, 1.0), "open", 0),  # touches the smallest difference: as narrow as the distance to it
        ((0.1, -0.8, 1.0), "open", 0),
        ((-0.1, -1.0, 0.8), "open", 0),
        ((0.5, 0.1, 1.5), "open", 400),  # .5 to go, and 1 either way: some four times as many
        ((-0.5, -1.5, 0.5), "open", 400),
        ((1.5, -0.5, 2.5), "open", 400),
    ],
)
def test_a_change_at_the_limits(mean: tuple[float, float, float], verdict: str, futures: int) -> None:
    assert judged(Mean(*mean, 100), 1.0) == (verdict, futures)
