"""People and money are conserved in the whole model, the ledger accounts for every stock, and bounds hold."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from hypothesis import given

from sim.core.arithmetic import Array, total
from sim.core.state import State, Variable, balances
from sim.model.engine import build
from sim.model.ensemble import Batch, run_batch
from sim.scenario import Scenario
from tests.properties.scenarios import batches, scenarios
from tests.whole import practices, scenario

BALANCES = {"whereabouts", "elective list", "home care register", "care home register", "money"}


def _total(state: State, variable: Variable) -> Array:
    stock: Array = getattr(state, variable.name)
    return total(stock) if stock.ndim > 1 else stock


def _check(made: Scenario, batch: Batch, rounds: int) -> None:
    variables = build(made).variables
    first, last, ledger = batch.snapshots[0], batch.snapshots[rounds], batch.ledger
    assert ledger is not None
    before, after = balances(first, variables), balances(last, variables)
    assert set(before) == BALANCES
    gone, come, gross = (defaultdict(lambda: np.zeros(len(before["money"]))) for _ in range(3))
    for (_, _, source, sink), moved in ledger.entries.items():
        gone[source] = gone[source] + moved
        come[sink] = come[sink] + moved
    owners = {v.name: v.conserved for v in variables if v.conserved}
    for name, moved in (*gone.items(), *come.items()):
        gross[owners[name]] = gross[owners[name]] + np.abs(moved)
    for balance in BALANCES:
        scale = np.abs(before[balance]) + gross[balance]
        assert (np.abs(after[balance] - before[balance]) <= 1e-9 * scale).all(), balance
    for variable in variables:
        if variable.conserved:
            change = _total(last, variable) - _total(first, variable)
            booked, scale = come[variable.name] - gone[variable.name], gross[variable.conserved] + 1.0
            assert (np.abs(change - booked) <= 1e-9 * scale).all(), f"{variable.name}: {change} but {booked} booked"


@given(scenarios(), batches())
def test_people_and_money_are_conserved_and_accounted_for(made: Scenario, seeds: list[int]) -> None:
    batch = run_batch(made, seeds, snapshots=[0, 13], audit=True)
    _check(made, batch, 13)
    for state in batch.snapshots.values():
        for variable in build(made).variables:
            value = getattr(state, variable.name)
            assert np.isfinite(value).all(), variable.name
            assert (value >= variable.low - 1e-9).all() and (value <= variable.high + 1e-9).all(), variable.name


def test_over_ten_years_too() -> None:
    made = scenario("behaviour=mixed", "pressure=perfect_storm", "years=10", "funding.external=0.5", *practices(1))
    batch = run_batch(made, range(4), snapshots=[0, 130], audit=True)
    _check(made, batch, 130)
    assert batch.ledger is not None
    years = {year for year, *_ in batch.ledger.entries}
    assert years == set(range(10))


def test_the_books_say_who_moved_what() -> None:
    made = scenario("behaviour=siloed", "years=2")
    entries = run_batch(made, [0], audit=True).ledger
    assert entries is not None
    authors = {(author, source, sink) for _, author, source, sink in entries.entries}
    assert ("inpatients", "away_from_hospital", "inpatients") in authors
    assert ("income", "nhs_treasury", "balance") in authors
    for (_, author, source, sink), moved in entries.entries.items():
        assert np.isfinite(moved).all() and moved.shape == (1,), (author, source, sink)
