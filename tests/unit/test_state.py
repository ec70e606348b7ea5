"""The four changes to a state, the ledger that audits flows, and the balances that no rule can alter."""

# pyright: reportAttributeAccessIssue=false
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from sim.core.arithmetic import Array
from sim.core.state import Ledger, State, Variable, add, balances, flow, keep, put
from sim.core.variables import Variables
from sim.declared import DECLARING

STOCKS = (
    Variable("beds", "place", "people", "In beds", conserved="people"),
    Variable("waiting", "pathway", "people", "Waiting", conserved="people"),
    Variable("home", "place", "people", "At home", conserved="people"),
    Variable("money", "service", "£m", "Money", width=2, conserved="pounds"),
    Variable("mood", "place", "index", "Mood"),
)


def state(runs: int = 3) -> State:
    rows = np.arange(4.0 * runs).reshape(4, runs) + 1.0
    return State(
        {
            "beds": np.full(runs, 100.0),
            "waiting": rows,
            "home": np.full(runs, 50.0),
            "money": np.ones((2, 2, runs)),
            "mood": np.full(runs, 0.5),
        }
    )


def test_put_add_and_keep() -> None:
    s = state()
    s.apply([put("mood", np.array([0.1, 0.2, 0.3])), add("mood", 1.0), keep("mood", np.array([1.0, 0.5, 0.0]))])
    np.testing.assert_allclose(s.mood, [1.1, 0.6, 0.0])


def test_changes_happen_in_order() -> None:
    s = state()
    s.apply([add("beds", 10.0), keep("beds", 0.5)])
    assert (s.beds == 55.0).all()
    s = state()
    s.apply([keep("beds", 0.5), add("beds", 10.0)])
    assert (s.beds == 60.0).all()


def test_arrays_are_never_altered_in_place() -> None:
    s = state()
    kept = {name: (values, values.copy()) for name, values in s.__dict__.items()}
    for values in s.__dict__.values():
        values.flags.writeable = False
    s.apply([add("mood", 1.0), keep("beds", 0.9), flow("beds", "home", np.full(3, 1.0))])
    s.apply([flow("waiting", "home", np.ones((4, 3))), put("money", np.zeros((2, 2, 3)))], Ledger(), "a rule")
    for before, copied in kept.values():
        assert (before == copied).all()


def test_a_copy_goes_its_own_way() -> None:
    s = state()
    other = s.copy()
    other.apply([add("mood", 1.0)])
    assert (s.mood == 0.5).all() and (other.mood == 1.5).all() and other.waiting is s.waiting


def test_one_run_is_taken_out_with_its_run_axis() -> None:
    s = state()
    one = s.take(1)
    assert one.waiting.shape == (4, 1) and one.money.shape == (2, 2, 1) and one.beds.shape == (1,)
    assert (one.waiting[:, 0] == s.waiting[:, 1]).all()
    one.waiting[:] = 0.0
    assert s.waiting.all()


@pytest.mark.parametrize(
    ("source", "sink", "amount"),
    [
        ("beds", "home", np.array([1.0, 2.0, 3.0])),
        ("waiting", "beds", np.arange(12.0).reshape(4, 3)),
        ("beds", "waiting", np.arange(12.0).reshape(4, 3)),
        ("waiting", "home", np.full((4, 3), -0.25)),
    ],
)
def test_a_flow_leaves_one_stock_and_enters_the_other(source: str, sink: str, amount: Array) -> None:
    s, ledger = state(), Ledger()
    before, stocks = balances(s, STOCKS), {name: getattr(s, name) for name in (source, sink)}
    s.apply([flow(source, sink, amount)], ledger, "a rule")
    moved = amount if amount.ndim == 1 else amount[0] + amount[1] + amount[2] + amount[3]
    for name, sign in ((source, -1.0), (sink, 1.0)):
        stock = stocks[name]
        expected = stock + sign * (amount if stock.ndim == amount.ndim else moved)
        np.testing.assert_allclose(getattr(s, name), expected, rtol=1e-15)
    np.testing.assert_allclose(balances(s, STOCKS)["people"], before["people"], rtol=1e-15)
    assert list(ledger.entries) == [(0, "a rule", source, sink)]
    np.testing.assert_allclose(ledger.entries[0, "a rule", source, sink], moved, rtol=1e-15)


def test_a_flow_between_rows_moves_row_by_row() -> None:
    s = state()
    s.apply([flow("waiting", "waiting", np.ones((4, 3)))])
    assert (s.waiting == state().waiting).all()


def test_the_ledger_adds_up_by_year_author_source_and_sink() -> None:
    s, ledger = state(), Ledger()
    s.apply([flow("beds", "home", np.full(3, 2.0)), flow("beds", "home", np.full(3, 3.0))], ledger, "discharge")
    s.apply([flow("home", "beds", np.full(3, 7.0))], ledger, "admission")
    ledger.year = 1
    s.apply([flow("beds", "home", np.full(3, 11.0))], ledger, "discharge")
    assert {key: float(value[0]) for key, value in ledger.entries.items()} == {
        (0, "discharge", "beds", "home"): 5.0,
        (0, "admission", "home", "beds"): 7.0,
        (1, "discharge", "beds", "home"): 11.0,
    }
    net = sum((v if key[3] == "beds" else -v) for key, v in ledger.entries.items())
    np.testing.assert_allclose(s.beds, 100.0 + net)


def test_the_books_are_not_the_callers_arrays() -> None:
    s, ledger, amount = state(), Ledger(), np.full(3, 2.0)
    s.apply([flow("beds", "home", amount), flow("beds", "home", amount)], ledger, "discharge")
    assert (amount == 2.0).all()
    assert (ledger.entries[0, "discharge", "beds", "home"] == 4.0).all()


def test_balances_total_each_conserved_group_by_run() -> None:
    found = balances(state(), STOCKS)
    assert set(found) == {"people", "pounds"}
    np.testing.assert_allclose(found["people"], 150.0 + state().waiting.sum(axis=0))
    found = balances(state(), [v for v in STOCKS if v.name != "money"])
    assert set(found) == {"people"} and found["people"].shape == (3,)


def test_an_unknown_variable_is_named_with_the_nearest() -> None:
    with pytest.raises(AttributeError, match="unknown state variable 'waitin': did you mean 'waiting'"):
        _ = state().waitin


def test_every_state_variable_is_a_typed_attribute():
    owned = [variable.name for kind in DECLARING for variable in kind.owns]
    typed = [name for part in Variables.__bases__ for name in part.__annotations__]
    assert typed == owned, "make docs writes sim/core/variables anew"


@pytest.mark.slow
def test_a_slip_in_the_name_of_a_state_variable_is_found_by_the_types(tmp_path: Path):
    text = "from sim.core.state import State\ndef f(state: State) -> None:\n    print(state.{})\n"
    for name, fault in (("tie_trust", 0), ("tie_trsut", 1)):
        file = tmp_path / f"{name}.py"
        file.write_text(text.format(name))
        root = Path(__file__).parents[2]
        asked = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable, str(file)]
        done = subprocess.run(asked, cwd=root, capture_output=True, text=True, check=False)
        assert done.returncode == fault, done.stdout
