"""The map of a made-up sweep: which points lie on it, whether they make a grid, and each world judged on its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.analysis.arms import NET_COST_OF
from sim.analysis.axes import RESOURCES, Axis, axis
from sim.analysis.headline import HEADLINE
from sim.analysis.stored_map import (
    _grid,  # pyright: ignore[reportPrivateUsage]
    _on_both,  # pyright: ignore[reportPrivateUsage]
    stored_map,
)
from sim.core.parameters import InputError
from tests.unit.made_up_sweep import runs_of, sweep

DEMAND, TRUST = axis("demand"), axis("trust.asymmetry")
Y, X, MONEY, SOCIAL = DEMAND.keys[0], TRUST.keys[0], *RESOURCES.keys
GRID = [(0.02, 3.0), (0.01, 2.0), (0.02, 2.0), (0.01, 3.0)]


def grid(*worlds: tuple[float, float]) -> list[int]:
    y, x = np.array(worlds).T
    return _grid(sweep({Y: y, X: x}), y, x).tolist()


def on(axes: tuple[Axis, Axis], **plan: list[float]) -> list[bool]:
    return _on_both(sweep({key.replace("__", "."): values for key, values in plan.items()}), axes).tolist()


def test_worlds_come_row_by_row_as_values_rise() -> None:
    assert grid(*GRID) == [1, 3, 2, 0]
    assert grid((0.0, 5.0), (0.0, 4.0), (0.0, 7.0), (0.0, 6.0)) == [1, 0, 3, 2]  # one row is a grid


@pytest.mark.parametrize(
    ("worlds", "said"),
    [
        (GRID[:3], "its 3 worlds are no complete grid of 2 by 2"),  # one is missing
        ([*GRID, GRID[0]], "its 5 worlds are no complete grid of 2 by 2"),  # one is there twice
        ([*GRID[:3], GRID[0]], "its 4 worlds are no complete grid of 2 by 2"),  # one twice in place of another
        ([(0.0, 1.0), (0.0, 2.0), (0.0, 3.0)], "its 3 worlds are no complete grid of 1 by 3"),  # too few
        ([(0.1, 1.0), (0.2, 2.0), (0.3, 3.0), (0.4, 4.0)], "its 4 worlds are no complete grid of 4 by 4"),
    ],
)
def test_what_is_no_complete_grid_is_refused(worlds: list[tuple[float, float]], said: str) -> None:
    with pytest.raises(InputError, match=f"sweep = made-up: {said} values; design=factorial makes one"):
        grid(*worlds)


def test_points_lie_on_the_map_where_the_numbers_of_an_axis_agree() -> None:
    two = {"funding__nhs_growth": [0.01, 0.02, 0.03], "funding__social_care_growth": [0.01, 0.03, 0.03]}
    growth = {"demand__growth": [0.0, 0.0, 0.01]}
    assert on((DEMAND, RESOURCES), **two, **growth) == [True, False, True]
    assert on((RESOURCES, DEMAND), **two, **growth) == [True, False, True]
    assert on((DEMAND, TRUST), **growth, trust__asymmetry=[2.0, 3.0, 3.0]) == [True, True, True]


def test_an_axis_that_does_not_vary_is_refused_by_its_side() -> None:
    made = sweep({Y: [0.0, 0.01], MONEY: [0.0, 0.01]})
    with pytest.raises(InputError, match=f"does not vary {SOCIAL}, which x = resources needs; it varies {Y}, {MONEY}:"):
        _on_both(made, (DEMAND, RESOURCES))
    with pytest.raises(InputError, match=f"does not vary {X}, which y = {X} needs"):
        _on_both(made, (TRUST, DEMAND))


def test_whatever_else_varies_is_refused() -> None:
    made = sweep({Y: [0.0, 0.01], "decision.price": [0.3, 0.4], X: [2.0, 3.0]})
    with pytest.raises(InputError, match=r"varies decision\.price as well; expected only the two axes"):
        _on_both(made, (DEMAND, TRUST))


def test_each_world_is_judged_by_its_own_runs(tmp_path: Path) -> None:
    """Working together is better for nobody but in the world at (.02, 2), and costs £1m a year at (.01, 3)."""
    worlds = [*GRID, *GRID]
    plan: dict[str, Any] = {"behaviour": ["siloed"] * 4 + ["collaborative"] * 4}
    plan |= {Y: [y for y, _ in worlds], X: [x for _, x in worlds]}

    def value(point: int, seed: int, outcome: str, year: int) -> float:
        if point == 6 and outcome == "delayed":
            return 50.0 if year == 2 else 100.0
        return 1.0 if point == 7 and outcome == "programme_cost" else 100.0 if outcome == "delayed" else 0.0

    outcomes = [*HEADLINE, *NET_COST_OF]
    runs = runs_of(8, 2, outcomes, [1, 2], value)
    made = sweep(plan, runs, path=tmp_path, replications=2, outcomes=outcomes, at=[1, 2])
    points = stored_map(made, ("siloed", "collaborative"), (DEMAND, TRUST))
    assert [(one.y, one.x) for one in points] == [(0.01, 2.0), (0.01, 3.0), (0.02, 2.0), (0.02, 3.0)]
    assert [one.people for one in points] == pytest.approx([0.0, 0.0, 1 / 6, 0.0])
    assert [one.net_cost for one in points] == pytest.approx([0.0, 2.0, 0.0, 0.0])
