"""Worlds: every number within its range, the default in the middle, and only those kept that agree with month 0."""

import json

import numpy as np
import pytest

from sim.core.parameters import InputError
from sim.scenario import declarations, load_scenario
from sim.unknowns import drawn, nobody_knows, unknowns
from sim.validation import worlds


def test_every_number_lies_in_its_range_with_the_default_in_the_middle():
    found = drawn(range(2000), nobody_knows())
    assert set(found) == set(nobody_knows()) >= set(unknowns()) == set(drawn([1])) and len(found) > 200
    for key, values in found.items():
        plausible = declarations()[key].plausible
        assert plausible is not None
        low, high = plausible
        assert low <= values.min() and values.max() <= high, key
        if low < declarations()[key].default < high:
            assert abs((values < declarations()[key].default).mean() - 0.5) < 0.06, key


def test_a_world_is_the_same_whichever_worlds_stand_beside_it():
    alone, among = drawn([7]), drawn([3, 7, 1])
    assert all(alone[key][0] == among[key][1] for key in alone)


def test_what_a_scenario_sets_is_not_drawn():
    scenario = load_scenario(["trust.asymmetry=1.5"])
    changed = worlds.in_worlds(scenario, [1, 2, 3], ["trust.asymmetry"])
    assert changed.parameters["trust"].asymmetry == 1.5
    assert len(changed.parameters["decision"].price) == 3


@pytest.mark.once
def test_the_worlds_kept_are_those_that_agree_with_month_0():
    written = json.loads(worlds._KEPT.read_text(encoding="utf-8"))
    found, _ = worlds.agreeing(range(96), written["centre"])
    assert found == [world for world in worlds.kept() if world < 96], "run `make worlds`"
    assert 0 < len(found) < 96
    _, centre = worlds.agreeing(range(128))
    assert centre["trust"] == pytest.approx(written["centre"]["trust"], abs=0.02)


def test_there_are_enough_and_asking_for_more_says_so():
    assert len(worlds.kept()) >= 240 and len(set(worlds.kept())) == len(worlds.kept())
    with pytest.raises(InputError, match="worlds = 100000: expected from 1 to"):
        worlds.some(100_000)


def test_worlds_spread_further_than_luck_alone():
    level = load_scenario(["behaviour=as_today", "pressure=steady", "years=1"])
    from sim.model.ensemble import run_arms

    some = worlds.some(48)
    draws, both = (run_arms([one], some)[0].year("unmet_need", 1) for one in (level, worlds.in_worlds(level, some)))
    assert np.std(both) > np.std(draws)
