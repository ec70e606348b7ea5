"""What every rule must honour: it reads and writes what it says, owns what it sets, and returns changes that fit."""

from __future__ import annotations

import numpy as np
import pytest

from sim.core.state import Change, Variable
from sim.mechanisms.schedule import MECHANISMS, ROUND, WEEK
from sim.world.world import Clock
from tests.contract.watching import NAMES, moments, moments_of
from tests.whole import Runs, scenario

KINDS = {kind.name: kind for kind in MECHANISMS}
OWNER = {variable.name: kind for kind in MECHANISMS for variable in kind.owns}
VARIABLES: dict[str, Variable] = {variable.name: variable for kind in MECHANISMS for variable in kind.owns}
LASTING = {
    "budget",
    "caution",
    "conditional_order",
    "culture_roots",
    "delay_place",
    "four_hour_place",
    "invited_share",
    "newcomer_trust",
    "pressure_level",
    "price_of_promise",
    "problem_level",
    "team_order",
    "trust_prior",
    "within_at_first",
}


def written(change: Change) -> set[str]:
    return {change.name, change.sink} - {""}


def test_the_moments_show_what_they_should() -> None:
    weeks = {moment.week for moment in moments()}
    assert min(weeks) < -52 and -52 <= -4 and -4 in weeks and 0 in weeks and max(weeks) > 52
    left = [m for m in moments_of("trust") if m.before.left.any()]
    assert any(m.week >= 0 for m in left) and any(m.week < 0 for m in left), "leavers must be present"
    assert any(m.before.surge.any() for m in moments_of("emergency")), "a hard winter must be present"
    assert any(m.before.raised.any() and m.before.ruptured.any() for m in moments_of("trust"))
    assert any((m.before.stage == 3.0).any() and (m.before.stage == 2.0).any() for m in moments_of("reach"))


def test_names_are_unique_and_every_rule_has_its_turn_once() -> None:
    assert len(NAMES) == len(set(NAMES)) == len(set(MECHANISMS)) == len(ROUND) + len(WEEK)
    assert len({m.rule.name for m in moments()}) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_reads_what_it_declares_and_nothing_else(name: str) -> None:
    read = frozenset().union(*(moment.read for moment in moments_of(name)))
    declared = set(KINDS[name].reads)
    assert read <= declared, f"{name} reads {sorted(read - declared)} undeclared"
    assert declared <= read, f"{name} declares {sorted(declared - read)} and never reads it"
    assert declared <= set(VARIABLES), f"{name} declares what nobody owns"
    assert len(KINDS[name].reads) == len(declared)


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_writes_what_it_declares_and_nothing_else(name: str) -> None:
    seen: set[str] = set()
    for moment in moments_of(name):
        for change in moment.changes:
            seen |= written(change)
    declared = set(KINDS[name].writes)
    assert seen <= declared, f"{name} writes {sorted(seen - declared)} undeclared"
    assert declared <= seen, f"{name} declares {sorted(declared - seen)} and never writes it"
    assert len(KINDS[name].writes) == len(declared)


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_sets_only_what_it_owns_and_each_thing_once(name: str) -> None:
    for moment in moments_of(name):
        puts = [change.name for change in moment.changes if change.kind == "put"]
        assert len(puts) == len(set(puts))
        for variable in puts:
            assert OWNER[variable].name == name, f"{name} sets {variable}, which {OWNER[variable].name} owns"


@pytest.mark.parametrize("name", NAMES)
def test_people_and_money_move_by_flows_within_their_balance_alone(name: str) -> None:
    for moment in moments_of(name):
        for change in moment.changes:
            balances = {VARIABLES[variable].conserved for variable in written(change)}
            if change.kind == "flow":
                assert len(balances) == 1 and "" not in balances, change[:2]
            else:
                assert balances == {""}, f"{change.kind} of {change.name}, which is conserved"


@pytest.mark.parametrize("name", NAMES)
def test_changes_have_the_shape_of_what_they_change(name: str) -> None:
    for moment in moments_of(name):
        for kind, variable, value, sink in moment.changes:
            shape = getattr(moment.before, variable).shape
            if kind == "put":
                assert isinstance(value, np.ndarray) and value.dtype == np.float64, variable
                assert value.shape == shape, variable
            elif kind == "flow":
                shapes = {shape, getattr(moment.before, sink).shape}
                assert np.shape(value) in shapes and len(np.shape(value)) == max(map(len, shapes)), variable
            else:
                assert np.broadcast_shapes(np.shape(value), shape) == shape, variable
            assert np.isfinite(value).all(), variable


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_gives_the_same_changes_when_asked_again(name: str) -> None:
    for moment in moments_of(name)[::3]:
        again = tuple(moment.rule.step(moment.before, moment.draws, Clock(moment.week)))
        assert [c[:2] + c[3:] for c in again] == [c[:2] + c[3:] for c in moment.changes]
        for one, other in zip(again, moment.changes, strict=True):
            assert np.array_equal(one.value, other.value), one.name


# Variables


def test_every_variable_has_one_owner_and_says_what_it_is() -> None:
    names = [variable.name for kind in MECHANISMS for variable in kind.owns]
    assert len(names) == len(set(names))
    world = Runs(scenario(), [0]).machine.world
    for variable in VARIABLES.values():
        assert variable.name.isidentifier() and variable.label and variable.unit, variable.name
        assert variable.entity == "place" or variable.entity in world.names, variable.name
        assert variable.low < variable.high, variable.name
        assert not variable.conserved or variable.width == 0, variable.name


def test_every_variable_is_written_unless_it_lasts_for_the_whole_run() -> None:
    assert set(VARIABLES) - {name for kind in MECHANISMS for name in kind.writes} == LASTING


@pytest.mark.parametrize("runs", [1, 3])
def test_start_gives_every_owned_variable_in_full(runs: int) -> None:
    made = Runs(scenario(), list(range(runs)))
    world, draws = made.machine.world, made.streams.at(-(2**20))
    for rule in made.machine.round + made.machine.week:
        first = rule.start(draws, runs)
        assert set(first) == {variable.name for variable in rule.owns}, rule.name
        for variable in rule.owns:
            rows = () if variable.entity == "place" else (world.size(variable.entity),)
            value = first[variable.name]
            assert value.shape == (*rows, *((variable.width,) if variable.width else ()), runs), variable.name
            assert value.dtype == np.float64 and np.isfinite(value).all(), variable.name
            assert (value >= variable.low).all() and (value <= variable.high).all(), variable.name
