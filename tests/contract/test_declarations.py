"""What every parameter and every outcome must say of itself."""

from __future__ import annotations

import dataclasses
from typing import get_args

import numpy as np
import pytest

from sim.core.parameters import Evidence, Role, Unit, declare
from sim.declared import DECLARING
from sim.outcomes import OUTCOMES, PEOPLE_FIRST, Domain, Recorder
from sim.scenario import declarations
from tests.whole import Runs, practices, scenario

WORST_YEARS = ("behaviour=collaborative", "pressure=perfect_storm", "years=2", *practices(1))


def test_keys_are_unique_and_made_of_rule_and_name() -> None:
    keys = [d.key for kind in DECLARING for d in declare(kind.name, kind.Params)]
    assert len(keys) == len(set(keys)) == len(declarations()) > 200
    for key in keys:
        group, name = key.split(".")
        assert group.isidentifier() and name.isidentifier() and key == key.lower()
        assert name in {field.name for field in dataclasses.fields(_kind(group).Params)}


def _kind(name: str) -> type:
    return next(kind for kind in DECLARING if kind.name == name)


@pytest.mark.parametrize("kind", DECLARING, ids=lambda kind: kind.name)
def test_every_field_of_a_parameter_class_is_declared_and_frozen(kind: type) -> None:
    params = kind.Params
    assert {d.key.split(".")[1] for d in declare(kind.name, params)} == {f.name for f in dataclasses.fields(params)}
    assert params.__dataclass_params__.frozen and kind.__dataclass_params__.frozen
    assert getattr(kind, "live_only", frozenset()) <= {f.name for f in dataclasses.fields(params)}


@pytest.mark.parametrize("key", list(declarations()))
def test_a_parameter_says_what_it_is(key: str) -> None:
    d = declarations()[key]
    assert d.label[0].isupper() or d.label[0].isdigit()
    assert len(d.label) > 5 and not d.label.endswith(".") and d.label.isprintable()
    assert len(d.source) > 3 and d.source.isprintable()
    assert isinstance(d.evidence, Evidence) and isinstance(d.role, Role)
    assert d.check(d.default) == d.default
    if d.unit is None:
        assert isinstance(d.default, bool) and d.plausible is None
        return
    assert isinstance(d.unit, Unit) and d.plausible is not None and isinstance(d.default, float)
    low, high = d.plausible
    assert low < high, "a range of no width samples nothing"
    assert low <= d.default <= high, "the default must be plausible"
    assert d.check(low) == low and d.check(high) == high
    if d.evidence is Evidence.CHOICE:
        assert not d.source.startswith("tuned"), "what was tuned must be graded so"


def test_labels_tell_parameters_of_one_rule_apart() -> None:
    for kind in DECLARING:
        labels = [d.label for d in declare(kind.name, kind.Params)]
        assert len(labels) == len(set(labels)), kind.name


def test_a_label_says_what_it_is_by_itself() -> None:
    """A label is quoted in sentences, far from the table where its neighbours would explain it."""
    leaning = ("More of", "Longer by", "Longer where", "The same", "Part that", "How far it", "Growth of it")
    labels = {d.key: d.label for kind in DECLARING for d in declare(kind.name, kind.Params)}
    assert not {key: label for key, label in labels.items() if label.startswith(leaning)}
    quoted = [label.split(" (")[0].split(",")[0] for label in labels.values()]
    assert not {text for text in quoted if quoted.count(text) > 1}, "alike when quoted without what follows"


# Outcomes


def test_outcomes_cover_people_the_system_working_together_and_its_cost() -> None:
    assert {o.domain for o in OUTCOMES.values()} == set(get_args(Domain))
    assert set(PEOPLE_FIRST) <= set(get_args(Domain))
    assert len({o.label for o in OUTCOMES.values()}) == len({o.short for o in OUTCOMES.values()}) == len(OUTCOMES)


@pytest.mark.parametrize("name", list(OUTCOMES))
def test_an_outcome_says_what_it_is(name: str) -> None:
    o = OUTCOMES[name]
    assert o.name == name and name.isidentifier() and name == name.lower()
    assert o.label[0].isupper() and o.label.isprintable() and len(o.label) > 3
    assert o.short[0].isupper() and len(o.short.split()) <= 5 and len(o.short) <= 30 and not o.short.endswith(".")
    assert o.unit and o.unit.isprintable()
    assert len(o.definition) > 5 and o.definition.isprintable()
    assert o.better in (-1, 0, 1) and o.grade in ("A", "B", "C")
    assert np.isfinite(o.meaningful) and o.meaningful > 0.0
    assert not o.relative or o.meaningful < 1.0


def test_outcomes_are_finite_and_move_in_good_years_and_bad() -> None:
    for overrides in ((), WORST_YEARS, ("behaviour=siloed", "pressure=steady")):
        runs = Runs(scenario(*overrides), range(4))
        runs.recorder = Recorder(runs.machine.world, OUTCOMES.values(), details=True)
        runs.to(13 if not overrides else 26 if overrides is WORST_YEARS else 3)
        rounds = len(runs.recorder.series["four_hour"])
        for name, values in runs.recorder.arrays().items():
            assert values.shape == (rounds, 4) and values.dtype == np.float64, name
            assert np.isfinite(values).all(), f"{name} under {overrides}"
            assert overrides is not WORST_YEARS or np.ptp(values) > 0.0, f"{name} never moves"
        for name, rows in runs.recorder.details.items():
            detail = OUTCOMES[name].detail
            assert detail is not None
            values = np.array(rows)
            assert values.shape == (rounds, runs.machine.world.size(detail[0]), 4), name
            assert np.isfinite(values).all(), name


def test_the_recorder_takes_the_mean_of_four_weeks_or_the_end_of_the_round() -> None:
    runs = Runs(scenario("behaviour=siloed"), range(2)).to(0)
    seen: dict[str, list[np.ndarray]] = {name: [] for name in OUTCOMES}

    class Spy(Recorder):
        def week(self, state):
            super().week(state)
            for name, outcome in OUTCOMES.items():
                seen[name].append(outcome.read(state, self.world))

    runs.recorder = Spy(runs.machine.world, OUTCOMES.values())
    runs.to(1)
    for name, outcome in OUTCOMES.items():
        weeks = seen[name]
        expected = (weeks[0] + weeks[1] + weeks[2] + weeks[3]) / 4 if outcome.weekly else weeks[3]
        np.testing.assert_allclose(runs.recorder.arrays()[name][0], expected, rtol=1e-12, err_msg=name)
