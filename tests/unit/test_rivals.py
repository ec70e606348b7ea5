"""Rival rules: how far dials are turned, what one does beside nothing turned, and that what is kept names them all."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from sim.outcomes import OUTCOMES
from sim.scenario import declarations
from sim.validation import FACTS, rivals
from sim.validation.rival_rules import RIVALS
from sim.validation.rivals import MEASURED, NOTHING, QUICK, RivalEffect, beside, keep, kept, turned

LEVELS = {"emergency_need": 40_000.0, "delayed": 80.0, "programme_cost": 1.0}


def _found(key: str, value: float, holds: dict[str, bool], shift: float) -> RivalEffect:
    effects = {name: np.array([-6.0, -8.0]) + shift for name in MEASURED}
    return RivalEffect(key, value, 0.43, holds, effects, LEVELS)


BASE = _found(NOTHING, 0.0, {"a": True, "b": True, "c": False, "d": False}, 0.0)
ONE = _found("trust.clan", 2.0, {"a": True, "b": False, "c": True, "d": False}, 4.0)


def test_each_dial_is_turned_half_way_and_all_the_way_to_the_far_end_of_its_range() -> None:
    found = turned()
    assert [key for key, _, _ in found] == [key for key in RIVALS for _ in range(2)]
    assert ("trust.clan", 1.0, False) in found and ("trust.clan", 2.0, True) in found
    assert ("promises.word", 0.5, False) in found and ("promises.word", 0.0, True) in found  # on by default


def test_a_dial_is_set_beside_nothing_turned_on_the_same_draws() -> None:
    made = beside(BASE, ONE)
    assert (made.key, made.value, made.trust, made.futures, made.facts) == ("trust.clan", 2.0, 0.43, 2, 4)
    assert made.lost == ("b",) and made.won == ("c",)
    delayed = made.changes[MEASURED.index("delayed")]
    assert (delayed.ablation, delayed.outcome) == ("trust.clan", "delayed")
    assert (delayed.whole, delayed.without, delayed.change) == (-7.0, -3.0, 4.0)
    assert delayed.low == delayed.high == 4.0 and delayed.verdict == "matters"
    assert delayed.smallest == OUTCOMES["delayed"].matters(80.0)
    assert beside(BASE, _found("trust.clan", 1.0, {}, 0.0)).lost == ()


def test_what_is_kept_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rivals, "_FILE", tmp_path / "rivals.json")
    path = keep([BASE, ONE])
    assert len(json.loads(path.read_text(encoding="utf-8"))) == 2
    assert kept() == (beside(BASE, BASE), beside(BASE, ONE))


def test_what_was_measured_last_names_every_dial_and_facts_that_are_known() -> None:
    nothing, *others = kept()
    assert nothing.key == NOTHING and nothing.facts == len(QUICK)
    assert [(one.key, one.value, one.facts > 0) for one in others] == [*turned()]
    assert {name for one in others for name in (*one.lost, *one.won)} <= set(FACTS)
    assert all(change.outcome in MEASURED for one in others for change in one.changes)


def test_every_dial_says_why_it_is_on_or_off() -> None:
    for key, why in RIVALS.items():
        assert why.startswith("On" if declarations()[key].default else "Off") and why.endswith("."), key
