"""What matters is one rule: at exactly the smallest difference, at a base of nothing, and where there is no number."""

from __future__ import annotations

import ast
from pathlib import Path

import numpy as np
import pytest

from sim.analysis.measures import measure
from sim.core.parameters import InputError
from sim.outcomes import OUTCOMES
from tests.unit.made_up import comparison

SIM = Path(__file__).parents[2] / "sim"
MAY_READ = {
    "outcomes/matters.py": "the rule",
    "outcomes/base.py": "of a place of its size",
    "report/text/words.py": "how many decimals show it",
    "documentation/outcomes.py": "the table of outcomes",
    "whatif/view/catalogue.py": "what the page says of an outcome",
    "validation/alone.py": "keeps on what it was measured",
    "analysis/measures.py": "makes a measure of an outcome",
    "whatif/slider_effects.py": "by what the stored effects of sliders were judged",
}
FIXED, SHARE, LESS, NEITHER = (OUTCOMES[name] for name in ("days_at_home", "waiting_list", "delayed", "beds"))


def test_exactly_the_smallest_difference_counts_and_a_hair_less_does_not():
    assert (FIXED.meaningful, FIXED.relative, FIXED.better) == (10.0, False, 1)
    base = np.full(6, 362_000.0)
    other = base + np.array([10.0, 9.999, 0.0, -9.999, -10.0, -11.0])
    assert FIXED.noticed(base, other).tolist() == [1.0, 0.0, 0.0, 0.0, -1.0, -1.0]


def test_a_share_is_of_the_base_arm_whatever_its_sign():
    assert (LESS.meaningful, LESS.relative, LESS.better) == (0.05, True, -1)
    assert LESS.matters(np.array([100.0, -100.0, 0.0])).tolist() == [5.0, 5.0, 0.0]
    base = np.array([128.0, 128.0, 64.0])
    assert LESS.noticed(base, base - 0.05 * base).tolist() == [1.0, 1.0, 1.0]
    assert LESS.noticed(base, base + 0.05 * base).tolist() == [-1.0, -1.0, -1.0]
    assert LESS.noticed(base, base - 0.0499 * base).tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("name", ["delayed", "waiting_list"])
def test_at_a_base_of_nothing_any_difference_counts_and_none_does_not(name):
    declared, base = OUTCOMES[name], np.zeros(3)
    other = np.array([0.0, 1e-6, 0.0])
    assert declared.noticed(base, other).tolist() == [0.0, -1.0, 0.0]
    assert declared.in_smallest(other, base).tolist() == [0.0, -np.inf, 0.0]


def test_of_what_is_neither_good_nor_bad_more_stands_for_better():
    assert NEITHER.better == 0
    assert NEITHER.noticed(480.0, np.array([485.0, 484.9, 475.0])).tolist() == [1.0, 0.0, -1.0]


def test_a_gain_in_smallest_differences_is_positive_where_it_is_better():
    assert float(LESS.in_smallest(-10.0, 100.0)) == pytest.approx(2.0)
    assert float(FIXED.in_smallest(-5.0, 362_000.0)) == pytest.approx(-0.5)
    assert FIXED.in_smallest(np.array([20.0, -20.0]), 0.0).tolist() == [2.0, -2.0]


@pytest.mark.parametrize("odd", [np.nan, np.inf])
def test_what_is_not_a_number_is_refused_and_never_the_same(odd):
    with pytest.raises(InputError, match="delayed: not a number in 1 of 2 futures"):
        LESS.noticed(np.array([100.0, odd]), np.array([100.0, 100.0]))
    with pytest.raises(InputError, match="not a number"):
        measure("delayed").noticed(np.array([100.0, 100.0]), np.array([100.0, odd]))


@pytest.mark.parametrize("size", [0.0, 1.0, -1.0, 0.999])
@pytest.mark.parametrize("name", ["emergency_need", "days_at_home", "turned_away"])
def test_every_reader_finds_the_same_number_of_futures(name, size):
    declared = OUTCOMES[name]
    made = comparison()
    base = made.base.series[name]
    made.alternative.series[name] = base + size * (base * declared.meaningful if declared.relative else 10 * 10.0)
    effect, felt = made.effect(name, 3), declared.noticed(*made.levels(name, 3))
    judged = measure(name).noticed(made.base.year(name, 3), made.alternative.year(name, 3))
    assert felt.tolist() == judged.tolist()
    assert (effect.shares.better, effect.shares.worse) == ((felt > 0).mean(), (felt < 0).mean())
    assert effect.better + effect.same + effect.worse == 1.0 and min(effect.better, effect.same, effect.worse) >= 0.0


def test_no_other_module_works_out_what_matters():
    """A copy of the rule would read both of its numbers."""
    found = []
    for path in sorted(SIM.rglob("*.py")):
        where = path.relative_to(SIM).as_posix()
        read = {node.attr for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)}
        if "meaningful" in read and where not in MAY_READ:
            found.append(where)
    assert not found
