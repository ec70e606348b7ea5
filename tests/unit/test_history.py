"""History matching on a toy whose answer is known: what is left, how sure, which figure narrowed which number."""

from dataclasses import replace

import numpy as np
import pytest

from sim.analysis.emulator import emulator_of
from sim.analysis.history import Figure, cut, effective, match
from sim.analysis.narrowing import FEWEST, narrowed, quantiles
from sim.core.parameters import InputError

POOL = np.arange(6000)
SPACE = np.random.default_rng(5).uniform(-1.0, 1.0, (len(POOL), 12))


def run(worlds):
    a, b, c = SPACE[worlds, :3].T
    dice = 0.05 * np.random.default_rng(int(worlds[0])).normal(size=len(worlds))
    return {"first": 3.0 * a, "second": b + 0.5 * a * c + dice}


FIRST, SECOND = Figure("first", 1.5, 0.15, group="one"), Figure("second", -0.4, 0.08, 0.06, group="two")


@pytest.fixture(scope="module")
def matched():
    return match([[FIRST], [SECOND], [], [], []], POOL, lambda worlds: SPACE[worlds], run, 400)


def test_an_emulator_finds_the_few_inputs_that_matter_and_says_how_far_off_it_is():
    found = run(POOL[:400])
    exact, noisy = (emulator_of(SPACE[:400], found[name]) for name in ("first", "second"))
    assert exact.terms == ((), (0,)) and exact.explained > 0.999999
    assert set(noisy.terms) == {(), (1,), (0, 2)} or (1,) in noisy.terms
    mean, variance = noisy.at(SPACE[400:2000])
    apart = (run(POOL[400:2000])["second"] - mean) / np.sqrt(variance)
    assert 0.85 < apart.std() < 1.15


def test_worlds_left_are_those_that_the_figures_allow(matched):
    weights = matched.weights()
    first = 3.0 * SPACE[matched.worlds, 0]
    mean = weights @ first
    assert mean == pytest.approx(1.5, abs=0.05)
    assert np.sqrt(weights @ (first - mean) ** 2) == pytest.approx(0.15, rel=0.25)  # its error, and nothing else
    assert np.abs(first - 1.5).max() <= cut(2) * 0.15
    assert matched.waves[0].left > matched.waves[1].left and matched.unrun < 300
    assert effective(weights) > 50


def test_a_world_that_is_accepted_counts_once_and_as_often_as_it_is_likely(matched):
    accepted = matched.accepted()
    assert len(set(accepted)) == len(accepted) and set(accepted) <= set(matched.worlds)
    first = 3.0 * SPACE[accepted, 0]
    assert first.std() == pytest.approx(0.15, rel=0.35)


def test_no_world_that_would_agree_is_lost_to_an_emulator(matched):
    values = run(POOL)
    agree = (np.abs(values["first"] - 1.5) < 0.15) & (np.abs(SPACE[:, 1] + 0.5 * SPACE[:, 0] * SPACE[:, 2] + 0.4) < 0.1)
    lost = set(POOL[agree]) - set(matched.worlds)
    assert len(lost) <= 0.01 * agree.sum() + matched.unrun


def test_what_is_narrowed_is_told_with_the_figure_that_did_it(matched):
    names = [f"n{j}" for j in range(12)]
    before, after = ({name: SPACE[some, j] for j, name in enumerate(names)} for some in (POOL, matched.worlds))
    found = {one.parameter: one for one in narrowed(matched, before, after)}
    assert (found["n0"].certain, found["n0"].by, found["n1"].certain, found["n1"].by) == (True, "one", True, "two")
    assert found["n0"].variance_ratio == pytest.approx(0.05**2 * 3.0, rel=0.5)
    assert found["n0"].low < 0.5 < found["n0"].high and found["n0"].range_ratio < 0.15
    assert not any(found[name].certain for name in names[3:]) and found["n7"].by == ""
    assert all(0.7 < found[name].variance_ratio < 1.3 for name in names[3:])


def test_of_few_worlds_that_count_no_number_is_called_narrowed(matched):
    names = [f"n{j}" for j in range(12)]
    few = replace(matched, worlds=matched.worlds[:12], values={k: v[:12] for k, v in matched.values.items()})
    before, after = ({name: SPACE[some, j] for j, name in enumerate(names)} for some in (POOL, few.worlds))
    assert effective(few.weights()) < FEWEST and not any(one.certain for one in narrowed(few, before, after))


def test_quantiles_hold_one_more_value_as_often_as_they_say_though_few_are_known():
    draws = np.random.default_rng(4).normal(size=(4000, 31))
    alike = np.full(30, 1 / 30)
    ends = np.array([quantiles(some[:30], alike, (0.05, 0.95)) for some in draws])
    held = ((ends[:, 0] <= draws[:, 30]) & (draws[:, 30] <= ends[:, 1])).mean()
    assert held == pytest.approx(0.9, abs=0.015)


def test_a_figure_that_no_world_meets_is_named_with_what_worlds_give():
    far = Figure("first", 9.0, 0.1)
    with pytest.raises(InputError, match=r"first = 9: no world meets it, given errors as said \(worlds run give -3 to"):
        match([[SECOND], [far]], POOL, lambda worlds: SPACE[worlds], run, 400)


def test_figures_that_no_world_meets_together_name_the_one_that_is_missed_most():
    twice = Figure("first", -1.5, 0.05), Figure("third", 1.5, 0.1)

    def both(worlds):
        return {"first": run(worlds)["first"], "third": run(worlds)["first"]}

    with pytest.raises(InputError, match=r"= -?1.5: no world meets it together with the others"):
        match([twice], POOL, lambda worlds: SPACE[worlds], both, 400)


def test_the_cut_is_three_at_least_and_higher_the_more_figures_may_rule_out():
    assert cut(1) == 3.0 < cut(20) < 4.0


def test_quantiles_that_weigh_alike_are_those_of_numpy():
    values = np.random.default_rng(1).normal(size=4001)
    found = quantiles(values, np.full(4001, 1 / 4001), (0.05, 0.5, 0.95))
    assert found == pytest.approx(np.quantile(values, (0.05, 0.5, 0.95)), abs=0.01)


def test_too_few_runs_say_what_would_help():
    with pytest.raises(InputError, match="an emulator of 5 runs: expected at least 24"):
        emulator_of(SPACE[:5], SPACE[:5, 0])
