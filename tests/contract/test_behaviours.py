"""What every behaviour must honour, whichever files stand in sim/behaviours: nothing here names one."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path

import numpy as np
import pytest

from sim.behaviours import BEHAVIOURS, Behaviour
from sim.model.care_system import CareSystem
from sim.model.ensemble import run_batch
from sim.scenario import load_scenario, options
from sim.whatif.view.catalogue import catalogue
from tests.whole import arrays_of, column, differing, practices, scenario

every_behaviour = pytest.mark.parametrize("behaviour", BEHAVIOURS.values(), ids=list(BEHAVIOURS))
LONGEST = 60


def test_labels_and_sentences_tell_behaviours_apart() -> None:
    for said in ("label", "sentence"):
        assert len({getattr(behaviour, said) for behaviour in BEHAVIOURS.values()}) == len(BEHAVIOURS)


@every_behaviour
def test_a_behaviour_is_one_short_file_of_its_name_that_says_what_it_is(behaviour: Behaviour) -> None:
    module = sys.modules[type(behaviour).__module__]
    path = Path(str(module.__file__))
    assert path.stem == behaviour.name and len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST
    said = inspect.getdoc(type(behaviour)) or ""
    assert module.__doc__ and "Names: " in said, "say what it is called elsewhere, and by whom"
    assert behaviour.label[0].isupper() and behaviour.sentence.endswith(".")


@every_behaviour
def test_the_share_that_takes_part_is_a_share_of_each_run(behaviour: Behaviour) -> None:
    invited = np.array([0.0, 0.1, 0.5, 1.0])
    kept = invited.copy()
    for stated in (0.0, 0.25, 1.0):
        share = behaviour.share(invited, stated)
        assert share.shape == invited.shape and ((share >= 0.0) & (share <= 1.0)).all()
        assert np.array_equal(behaviour.share(invited, np.full(4, stated)), share), "one stated share a run"
    assert np.array_equal(invited, kept), "what it is given stays as it is"


@every_behaviour
def test_a_behaviour_can_be_asked_for_and_stands_on_the_page(behaviour: Behaviour) -> None:
    assert behaviour.name in options("behaviour")
    assert load_scenario([f"behaviour={behaviour.name}"]).behaviour == behaviour.name
    offered = {one["name"]: one for one in catalogue("anyplace", "any")["behaviours"]}
    assert offered[behaviour.name]["label"] == behaviour.label


@every_behaviour
def test_a_run_is_the_same_alone_in_mesa_and_in_a_batch(behaviour: Behaviour) -> None:
    made = scenario(f"behaviour={behaviour.name}", "pressure=hard_winter", "winter.year=1", *practices(0.5))
    batch = run_batch(made, [4, 9, 2], snapshots=[13])
    model = CareSystem(made, seed=9).run()
    assert not differing(column(batch.series, 1), model.recorder.arrays())
    assert not differing(column(arrays_of(batch.snapshots[13]), 1), arrays_of(model.state))
