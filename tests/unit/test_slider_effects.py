"""What a slider moves by itself is stored: of what is declared now, right for a sample, and told at the slider."""

from __future__ import annotations

import numpy as np
import pytest

from sim.core.arithmetic import ROUNDS_PER_YEAR
from sim.outcomes import OUTCOMES, PEOPLE_FIRST
from sim.whatif.slider_effects import declared_now, in_any_year, measured, moves, sliders, stored
from sim.whatif.view.catalogue import levers
from tests.unit.made_up import comparison


def test_what_is_stored_is_of_all_years_that_the_page_shows():
    assert stored()["read"] == declared_now()["read"] == {"years": [1, 2, 3, 4, 5, 6]}, "run `make sliders`"


@pytest.mark.parametrize("kind", ["asked", "matters"])
def test_what_is_stored_is_of_what_is_declared_now(kind: str):
    now, then = declared_now()[kind], stored()[kind]
    assert len(then) > 20
    stale = {name for name, declared in then.items() if name in now and now[name] != declared}
    assert not stale and set(then) <= set(now), "run `make sliders`"
    assert set(stored()["sliders"]) == set(stored()["asked"])


@pytest.mark.once
@pytest.mark.parametrize(
    "key",
    [
        "participation.contact",
        "beds.added",
        pytest.param("participation.share", marks=pytest.mark.slow),
        pytest.param("winter.weeks", marks=pytest.mark.slow),
    ],
)
def test_what_is_stored_is_what_a_new_trial_finds(key: str):
    assert measured([key])[key] == stored()["sliders"][key], "run `make sliders`"


def test_what_passes_before_the_last_year_is_told_and_years_are_not_added_up():
    moved = {
        "days_at_home": [[30.0, 30.0, 0.0, 0.0]] + [[0.0] * 4] * 5,  # in half of the futures, of year 1
        "delayed": [[0.0] * 4] * 4 + [[9.0, 9.0, 9.0, 0.0]] + [[9.0, 9.0, 0.0, 0.0]],  # of year 5 in most, and of 6
        "turned_away": [[500.0, 0.0, 0.0, 0.0], [0.0, 500.0, 0.0, 0.0]]
        + [[0.0] * 4] * 4,  # once in one, once in another
    }
    shifts = {name: np.repeat(by_year, ROUNDS_PER_YEAR, axis=0) for name, by_year in moved.items()}
    assert in_any_year(comparison(shifts, futures=4, years=6)) == {"days_at_home": 0.5, "delayed": 0.75}


def test_those_that_move_something_come_first_in_their_group():
    def little(lever: dict) -> int:
        return 0 if lever["moves"]["people"] else 1 if lever["moves"]["others"] else 2

    rated = [one for one in levers() if one["moves"] is not None]
    assert {little(one) for one in rated} == {0, 1, 2}
    for group in {one["group"] for one in rated}:
        ranks = [little(one) for one in rated if one["group"] == group]
        assert ranks == sorted(ranks), group


def test_a_slider_tells_apart_what_people_notice_and_what_they_do_not():
    for key in sliders():
        people, others = moves(key) or ([], [])
        assert all(OUTCOMES[name].domain in PEOPLE_FIRST for name in people)
        assert not any(OUTCOMES[name].domain in PEOPLE_FIRST for name in others)
    assert (moves("demand.growth") or ([], []))[0] and not (moves("participation.vision") or (["x"], []))[0]
    assert moves("no.slider") is None


def test_nothing_is_told_of_another_place():
    assert all(one["moves"] is None for one in levers("elsewhere.yaml"))
