"""Rival theories: what they set is declared, each comes to the same trust at month 0."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis.headline import HEADLINE
from sim.scenario import declarations
from sim.unknowns import drawn
from sim.validation.runs import SILOED
from sim.validation.theories import CLOSE, FAMILIES, THEORIES, TUNED, WORLDS, kept, trust_at_month_0, tuned, under
from sim.validation.worlds import some


def test_the_usual_rule_stands_first_in_each_family_and_sets_nothing() -> None:
    for family in FAMILIES:
        usual, *rivals = [one for one in THEORIES if one.family == family]
        assert not usual.dials and rivals and all(one.dials for one in rivals), family


def test_a_theory_sets_its_dials_in_every_world_within_their_ranges() -> None:
    for one in THEORIES:
        made = under(one, SILOED, some(3))
        for key, value in one.dials:
            low, high = declarations()[key].plausible or (value, value)
            assert low <= value <= high, key
            group, name = key.split(".")
            assert np.all(getattr(made.parameters[group], name) == value), key


def test_the_tuned_number_moves_by_the_same_step_in_every_world() -> None:
    worlds = some(3)
    group, name = TUNED.split(".")
    made = under(THEORIES[1], SILOED, worlds, -0.1).parameters[group]
    assert np.allclose(getattr(made, name), drawn(worlds, [TUNED])[TUNED] - 0.1)


def test_a_theory_is_tuned_to_the_common_trust_and_one_that_is_there_is_left() -> None:
    worlds = some(4)
    common = trust_at_month_0(THEORIES[0], worlds)
    assert tuned(THEORIES[0], common, worlds) == 0.0
    step = tuned(THEORIES[1], common, worlds)
    assert step < 0.0 and trust_at_month_0(THEORIES[1], worlds, step) == pytest.approx(common, abs=CLOSE)


def test_what_was_measured_last_names_every_theory_at_the_same_trust() -> None:
    found = kept()
    assert [(one.family, one.name) for one in found] == [(one.family, one.name) for one in THEORIES], "make robust"
    for one in found:
        assert one.worlds == WORLDS and list(one.verdicts) == list(one.medians) == list(HEADLINE), "make robust"
        assert one.trust == pytest.approx(found[0].trust, abs=CLOSE), one.name
        assert (one.step == 0.0) == (abs(one.untuned - found[0].trust) <= CLOSE), one.name
