"""Settled states that are kept, seeds that are checked, batches cut and joined, and tidy frames."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.core.arithmetic import Array
from sim.core.parameters import InputError
from sim.core.state import State
from sim.model import engine, ensemble
from sim.model.care_system import CareSystem
from sim.model.ensemble import run_arms, run_batch, run_ensemble
from sim.scenario import Scenario
from tests.whole import Runs, arrays_of, differing, scenario


def settled(made: Scenario, seeds: list[int]) -> State:
    return engine.settle(engine.build(made), engine.streams_of(made, seeds))


def fresh(made: Scenario, seeds: list[int]) -> State:
    engine._SETTLED.clear()
    return settled(made, seeds)


@pytest.mark.parametrize(
    ("overrides", "seeds"),
    [
        ((), [1, 2]),
        ((), [2, 1]),
        ((), [1]),
        (("root_seed=7",), [1, 2]),
        (("warm_up_years=3",), [1, 2]),
        (("trust.prior=0.5",), [1, 2]),
        (("place.figures.beds=530",), [1, 2]),
        (("behaviour=siloed", "pressure=austerity"), [1, 2]),
    ],
)
def test_a_kept_month_0_is_never_taken_for_another(overrides: tuple[str, ...], seeds: list[int]) -> None:
    made = scenario(*overrides)
    expected = arrays_of(fresh(made, seeds))
    fresh(scenario(), [1, 2])
    assert not differing(arrays_of(settled(made, seeds)), expected)


def test_a_kept_month_0_is_where_the_rounds_of_the_warm_up_lead() -> None:
    made = scenario("behaviour=mixed", "pressure=austerity").varied({"trust.prior": np.array([0.4, 0.5, 0.4])})
    assert not differing(arrays_of(fresh(made, [1, 1, 1])), arrays_of(Runs(made, [1, 1, 1]).to(0).state))


def test_a_kept_month_0_is_not_spoilt_by_who_starts_from_it() -> None:
    made = scenario("behaviour=collaborative_all")
    before = arrays_of(fresh(made, [1]))
    run_batch(made, [1])
    CareSystem(made, 1).run()
    assert not differing(arrays_of(settled(made, [1])), before)


def test_runs_alike_until_month_0_settle_once(monkeypatch: pytest.MonkeyPatch) -> None:
    settled, start = list[int](), engine.Machine.start
    monkeypatch.setattr(engine, "_SETTLED", {})
    monkeypatch.setattr(engine.Machine, "start", lambda *of: settled.append(len(of[1].replicates)) or start(*of))
    made = scenario()
    run_batch(made.varied({"demand.growth": np.array([0.0, 0.01, 0.02, 0.0])}), [1, 1, 2, 2])
    run_batch(made.varied({"trust.prior": np.array([0.4, 0.5, 0.4, 0.4])}), [1, 1, 1, 2])
    run_batch(made.varied({"trust.prior": np.array([0.4, 0.5, 0.45, 0.4])}), [1, 1, 1, 2])
    assert settled == [2, 3, 4]


def test_only_what_is_asked_for_is_measured() -> None:
    whole, one = run_batch(scenario(), [1, 2]).series, run_batch(scenario(), [1, 2], outcomes=["delayed"]).series
    assert set(one) == {"delayed"}
    assert np.array_equal(one["delayed"], whole["delayed"])


def test_only_a_few_are_kept() -> None:
    engine._SETTLED.clear()
    for seed in range(engine.MOST_SETTLED + 3):
        settled(scenario(), [seed])
    assert len(engine._SETTLED) <= engine.MOST_SETTLED


def test_the_one_used_longest_ago_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    started, start = list[int](), engine.Machine.start
    monkeypatch.setattr(engine, "_SETTLED", {})
    monkeypatch.setattr(engine, "MOST_SETTLED", 2)
    monkeypatch.setattr(engine.Machine, "start", lambda *of: started.append(int(of[1].replicates[0])) or start(*of))
    for seed in (0, 1, 0, 2, 0):  # the first is used all along
        settled(scenario(), [seed])
    assert started == [0, 1, 2]


@pytest.mark.parametrize("seed", [-1, 2**63, 2**70, 1.5, 1.0, "1", None, True, [1], np.nan])
def test_a_seed_is_a_whole_number(seed: Any) -> None:
    ways = [lambda: run_ensemble(scenario(), [0, seed]), lambda: run_batch(scenario(), [seed])]
    if seed is not None:  # which asks a model for a new one
        ways.append(lambda: CareSystem(scenario(), seed))
    for run in ways:
        with pytest.raises(InputError, match=r"^seed = .*expected a whole number from 0 to 9223372036854775807$"):
            run()


def test_no_seeds_are_refused_and_any_whole_number_is_taken() -> None:
    with pytest.raises(InputError, match="none given"):
        run_ensemble(scenario(), [])
    made = run_ensemble(scenario(), np.array([3, 2**40]))
    assert made.seeds == (3, 2**40) and type(made.seeds[0]) is int


VALUES = np.array([0.42, 0.5, 0.46, 0.54, 0.4])


def test_parameters_by_run_stay_with_their_runs_however_batches_are_cut() -> None:
    made = scenario().varied({"trust.prior": VALUES})
    whole = run_ensemble(made, range(5))
    cuts: list[dict[str, Any]] = [{"batch": 1}, {"batch": 2}, {"batch": 99}, {"batch": 2, "workers": 2}]
    for options in cuts:
        assert not differing(run_ensemble(made, range(5), **options).series, whole.series), options
    assert np.array_equal(whole.scenario.parameters["trust"].prior, VALUES)


def test_parameters_by_run_reach_overridden_agents_too() -> None:
    from sim.model.agents import Organisation

    made = scenario().varied({"trust.prior": VALUES[:2]})
    with pytest.warns(UserWarning, match="2 Mesa runs"):
        agents = run_ensemble(made, range(2), organisations={"acute": Organisation})
    assert not differing(agents.series, run_ensemble(made, range(2)).series)


@pytest.mark.parametrize("seeds", [range(4), range(10), [1]])
def test_as_many_values_as_runs(seeds: Any) -> None:
    made = scenario().varied({"trust.prior": VALUES, "beds.refill": 0.07})
    for run in (lambda: run_ensemble(made, seeds), lambda: run_batch(made, seeds), lambda: CareSystem(made)):
        with pytest.raises(InputError, match=r"^trust\.prior: 5 values for \d+ runs?$"):
            run()


def test_a_year_is_the_mean_of_its_thirteen_rounds() -> None:
    made = run_ensemble(scenario("years=2"), [1, 2])
    for year in (1, 2):
        rounds: Array = made.series["delayed"][13 * (year - 1) : 13 * year]
        np.testing.assert_allclose(made.year("delayed", year), rounds.mean(axis=0), rtol=1e-12)


def test_frames_are_tidy_and_those_of_both_faces_agree() -> None:
    made = run_ensemble(scenario(), [5, 9], details=True)
    frame = made.frame()
    assert list(frame.columns) == ["seed", "week", "outcome", "value"]
    assert len(frame) == 2 * 13 * len(made.series) and not frame.isna().any().any()
    one = frame[(frame.seed == 9) & (frame.outcome == "four_hour")]
    assert one.week.tolist() == list(range(4, 53, 4)) and np.array_equal(one.value, made.series["four_hour"][:, 1])
    alone = CareSystem(scenario(), 9).run().frame()
    both = frame[frame.seed == 9].reset_index(drop=True)
    assert both.equals(alone[both.columns].reset_index(drop=True))
    rows = made.frame("organisation")
    assert set(rows.entity) >= {"organisation", "service", "pathway"}
    acute = rows[(rows.outcome == "leader_hours") & (rows.name == "acute") & (rows.seed == 5)]
    assert np.array_equal(acute.value, made.details["leader_hours"][:, 0, 0])
    with pytest.raises(ValueError, match="details=True"):
        run_ensemble(scenario(), [5]).frame("organisation")


def test_as_many_runs_at_once_as_hold_a_number_of_ties(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = scenario()
    assert ensemble.largest_batch(asked) == ensemble.LARGEST_BATCH, "the default place is small"
    whole, ties = run_ensemble(asked, range(5)), engine.world_of(asked.acting.place).size("tie")
    for at_once, sizes in ((2 * ties, [2, 2, 1]), (3 * ties - 1, [2, 2, 1]), (ties - 1, [1] * 5)):
        monkeypatch.setattr(ensemble, "TIES_AT_ONCE", at_once)
        done: list[int] = []
        made = run_ensemble(asked, range(5), progress=done.append)
        assert done == sizes
        assert all((made.series[name] == values).all() for name, values in whole.series.items())


def test_arms_share_their_luck_and_progress_is_counted() -> None:
    finished: list[int] = []
    one, other = run_arms([scenario(), scenario("behaviour=siloed")], range(5), batch=2, progress=finished.append)
    assert finished == [4, 4, 2] and one.seeds == other.seeds
    assert not differing(one.series, run_ensemble(scenario(), range(5)).series)


@pytest.mark.parametrize(("settled_first", "rounds"), [(False, 1), (False, 20), (True, 1), (True, 13)])
def test_a_batch_can_be_stopped_before_any_round_and_leaves_no_half_settled_state(
    settled_first: bool, rounds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    class StopError(Exception):
        pass

    monkeypatch.setattr(engine, "_SETTLED", {})
    made, seen = scenario("years=1"), list[int]()
    rounds += made.warm_up_years * 13 if settled_first else 0

    def before_round() -> None:
        seen.append(len(seen))
        if len(seen) == rounds:
            raise StopError

    with pytest.raises(StopError):
        run_batch(made, [1], before_round=before_round)
    assert len(seen) == rounds
    assert len(engine._SETTLED) == int(settled_first)
    plain = run_batch(made, [1]).series
    assert all(
        (plain[name] == values).all() for name, values in run_batch(made, [1], before_round=lambda: None).series.items()
    )


def test_where_links_help_and_overload_each_organisation_sees_its_own_in_both_faces() -> None:
    made = scenario("links.helps=2", "links.overload=1")
    batch, alone = run_ensemble(made, [5, 9]), CareSystem(made, 9).run()
    assert np.array_equal(batch.series["trust"][:, 1], alone.recorder.arrays()["trust"][:, 0])
    assert (alone.state.link_yield > 1.0).any() and (alone.state.link_yield < 1.0).any()
