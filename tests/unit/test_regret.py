"""Regret: known numbers on small tables, whichever arm is the base, and luck kept apart from worlds."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis.futures import Futures
from sim.analysis.headline import HEADLINE
from sim.analysis.measures import PEOPLE, measure
from sim.analysis.regret import advantage, of_worlds, parts, regrets, split
from sim.core.arithmetic import Array
from sim.core.parameters import InputError
from sim.report.text.regret_words import (
    contenders,
    enough_sentence,
    safest_sentence,
    typical_sentence,
    withheld_sentence,
    within_sentence,
)

ARMS = ("as_today", "siloed", "mixed")


def futures(**values: Array) -> Futures:
    first = next(iter(values.values()))
    points = {"demand.growth": np.linspace(0.0, 0.04, first.shape[1])}
    return Futures(points, tuple(range(first.shape[2])), values)


def delayed(*arms: list[list[float]]) -> Futures:
    return futures(delayed=np.array(arms))


def test_regret_of_a_table_worked_by_hand():
    # fewer people delayed is better; three arms, two worlds, two futures of each
    made = delayed([[100.0, 120.0], [50.0, 70.0]], [[90.0, 90.0], [80.0, 60.0]], [[95.0, 95.0], [65.0, 65.0]])
    found = regrets(made, measure("delayed"), ("a", "b", "c"), 0.5)
    one = {row.behaviour: row for row in found.rows}
    assert {name: row.worst for name, row in one.items()} == {"a": 20.0, "b": 10.0, "c": 5.0}
    assert [row.behaviour for row in found.rows] == ["c", "b", "a"]
    assert found.worlds["b"].tolist() == [0.0, 10.0] and one["b"].best == 0.5
    assert (one["b"].high, one["b"].mean) == (5.0, 5.0)
    # in single futures: b loses nothing, nothing, 30 and nothing
    assert one["b"].single == 7.5
    # good enough is at most 5% more than arm a in the same future
    assert (one["b"].enough, one["b"].enough_worlds) == (0.75, 0.5)
    assert one["c"].reached == 80.0
    assert one["a"].enough == 1.0 and sum(row.safest for row in found.rows) == pytest.approx(1.0)


def test_a_threshold_is_a_level_and_the_way_that_is_better_counts():
    made = delayed([[100.0, 120.0], [50.0, 70.0]], [[90.0, 90.0], [80.0, 60.0]])
    rows = {row.behaviour: row for row in regrets(made, measure("delayed"), "ab", 0.9, threshold=80.0).rows}
    assert (rows["a"].enough, rows["b"].enough) == (0.5, 0.5)
    more = futures(trust=np.array([[[0.4, 0.6]], [[0.5, 0.7]]]).repeat(2, axis=1))
    rows = {row.behaviour: row for row in regrets(more, measure("trust"), "ab", 0.9, threshold=0.55).rows}
    assert (rows["a"].enough, rows["b"].enough) == (0.5, 0.5) and rows["b"].worst == 0.0
    assert (rows["a"].enough_worlds, rows["b"].enough_worlds) == (0.0, 1.0)


@pytest.mark.parametrize("name", ["delayed", "net_cost", PEOPLE])
def test_which_arm_is_the_base_does_not_matter(name: str):
    judged_by, rng = measure(name), np.random.default_rng(4)
    values = {one.name: 100.0 + 5.0 * rng.normal(size=(3, 12, 5)) for one in parts(judged_by)}
    turned = {key: levels[[2, 0, 1]] for key, levels in values.items()}
    first, second = (regrets(futures(**v), judged_by, n, 0.9) for v, n in ((values, "abc"), (turned, "cab")))
    for one in first.rows:
        other = next(row for row in second.rows if row.behaviour == one.behaviour)
        for field in ("worst", "high", "mean", "best", "single", "within"):
            assert getattr(one, field) == pytest.approx(getattr(other, field), rel=1e-12), field


def test_for_people_things_better_are_counted_pair_by_pair():
    values = {name: np.full((3, 2, 2), 100.0) for name in HEADLINE}
    values["delayed"][1] = 50.0
    values["waiting_list"][1:] = 50.0
    values["emergency_need"][2] = 150.0
    better = advantage(futures(**values), measure(PEOPLE))
    assert better[:, :, 0, 0] * 6 == pytest.approx(np.array([[0, -2, 0], [2, 0, 2], [0, -2, 0]]))
    assert of_worlds(better)[:, 0] * 6 == pytest.approx([2, 0, 2])


def test_luck_and_worlds_are_told_apart_though_all_worlds_meet_the_same_luck():
    rng = np.random.default_rng(5)
    worlds, draws = rng.normal(size=(600, 1)), 2.0 * rng.normal(size=(1, 60))
    own = rng.normal(size=(600, 60))
    between, within, spread = split(worlds + draws + own)
    fixed = 1.0 + draws.var(ddof=1) + 1.0
    assert between == pytest.approx(worlds.var(ddof=1) / (fixed + worlds.var(ddof=1) - 1.0), abs=0.02)
    assert between + within == pytest.approx(1.0)
    assert spread == pytest.approx(np.sqrt(fixed - 1.0), rel=0.02)
    chance_alone, _, _ = split(own[:, :4])
    assert chance_alone < 0.05
    assert np.isnan(split(np.zeros((5, 3)))[0])


def test_what_is_not_a_number_is_refused():
    made = delayed([[1.0, np.nan], [1.0, 1.0]], [[1.0, 1.0], [1.0, 1.0]])
    with pytest.raises(InputError, match="delayed: not a number in some futures"):
        regrets(made, measure("delayed"), "ab", 0.9)


def test_what_is_said_reads_as_meant():
    made = delayed([[100.0, 120.0], [50.0, 70.0]], [[90.0, 90.0], [80.0, 60.0]], [[95.0, 95.0], [65.0, 65.0]])
    found = regrets(made, measure("delayed"), ARMS, 0.9)
    steady = delayed([[110.0] * 2, [60.0] * 2], [[90.0] * 2, [70.0] * 2], [[95.0] * 2, [65.0] * 2])
    assert safest_sentence(regrets(steady, measure("delayed"), ARMS, 0.9)) == (
        "For people ready to leave hospital who cannot, “a mix of both” is the safest bet: its worst regret is 5.0 "
        "people on a day; that of “as today” is the largest, 20 people on a day"
    )
    assert enough_sentence(found, "as_today", None) == (
        "Good enough, which is not meaningfully worse than “as today”, is each of “a mix of both” and “every "
        "organisation for itself” in 8 of 10 futures."
    )
    at_level = regrets(made, measure("delayed"), ARMS, 0.9, threshold=80.0)
    assert enough_sentence(at_level, "as_today", 80.0) == (
        "Good enough, which is 80 or better (people on a day), is each of “a mix of both”, “every organisation for "
        "itself” and “as today” in 5 of 10 futures."
    )
    assert "chance within a world makes up" in within_sentence(found)
    alike = regrets(delayed(*[[[1.0, 2.0], [3.0, 4.0]]] * 2), measure("delayed"), ("siloed", "mixed"), 0.9)
    assert within_sentence(alike) == "" and typical_sentence(alike, 0.9) == ""
    worse = futures(net_cost=np.stack([np.zeros((2, 2)), np.full((2, 2), 3.0)]))
    assert safest_sentence(regrets(worse, measure("net_cost"), ("as_today", "mixed"), 0.9)) == (
        "For money, “as today” is the safest bet: it has no regret in any world; the worst regret of “a mix of both” "
        "is £3.0m"
    )


def test_where_luck_could_name_either_both_are_the_safest_bets():
    rng = np.random.default_rng(3)
    arms = [100.0 + 5.0 * rng.normal(size=(40, 4)) for _ in range(2)]
    found = regrets(futures(delayed=np.stack([*arms, 130.0 + arms[0]])), measure("delayed"), ARMS, 0.9)
    assert {row.behaviour for row in contenders(found)} == {"as_today", "siloed"}
    said = safest_sentence(found)
    assert "are the safest bets, and chance decides between them: their worst regrets are" in said
    assert said.endswith("; that of “a mix of both” is the largest, 140 people on a day")
    assert typical_sentence(found, 0.9).count("no other is better") == 2
    sure = regrets(futures(delayed=np.stack([arms[0], 20.0 + arms[1], 130.0 + arms[0]])), measure("delayed"), ARMS, 0.9)
    assert [row.behaviour for row in contenders(sure)] == ["as_today"]
    assert withheld_sentence(sure) == ""
    assert withheld_sentence(found).startswith("Which of them is the safest is withheld: ")
