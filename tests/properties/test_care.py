"""What must hold of the weekly layer whatever the parameters: balances, order, bounds, the same bits in any batch."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.core.parameters import declare
from sim.core.state import Ledger, balances
from tests.unit.care_harness import LEVEL, QUIET, WEEK_OF_CARE, Care, world_of

PLAUSIBLE = {
    d.key: (d.plausible, d.default) for kind in WEEK_OF_CARE for d in declare(kind.name, kind.Params) if d.plausible
}
LEVERS = {"winter.", "demand.", "funding.", "fluctuation.", "social_care.care_home_beds_added", "beds.added", "costs."}
INNER = {key: v for key, v in PLAUSIBLE.items() if not any(key.startswith(lever) for lever in LEVERS)}
BUSY: dict[str, Any] = {
    "handover": 0.8, "upstream": 0.2, "home_first": 0.1, "care_home_support": 0.3, "cases_found": 0.02,
    "shunt_council": 0.2, "shunt_hospital": 0.2, "shunt_practice": 0.2, "pooled_transfer": 2.0,
    "programme_cost": 6.0, "buys_round": 1.0, "effort": 0.8,
}  # fmt: skip


def test_people_and_money_balance_over_eleven_years() -> None:
    care = Care({"funding.external": 0.3, "winter.admissions": 0.1}, runs=3, world=world_of(0.5), **BUSY)
    care.ledger = Ledger()
    start = balances(care.state, care.variables)
    assert set(start) == {"whereabouts", "elective list", "home care register", "care home register", "money"}
    handed_out = 0.0
    for _ in range(44):
        seen = care.run(13, "nhs_funding")
        handed_out = handed_out + seen["nhs_funding"].sum(axis=0) / 52.0
        spent = balances(care.state, care.variables)
        for name in set(start) - {"money"}:
            np.testing.assert_allclose(spent[name], start[name], rtol=1e-9, err_msg=name)
        np.testing.assert_allclose(spent["money"], 0.0, atol=1e-9 * 11 * 1010)
    np.testing.assert_allclose(-care.state.nhs_treasury, handed_out, rtol=1e-9)
    authors = {(author, source, sink) for _, author, source, sink in care.ledger.entries}
    assert ("inpatients", "away_from_hospital", "inpatients") in authors
    assert ("income", "external_funds", "programme_spent") in authors


def test_waiting_is_need_less_those_looked_after() -> None:
    care = Care(runs=2, **BUSY)
    care.run(260)
    s = care.state
    np.testing.assert_allclose(
        s.home_care_waiting + s.care_home_waiting, s.social_care_unmet, rtol=1e-9, err_msg="waiting"
    )


def test_one_run_gives_the_same_bits_alone_and_in_a_batch() -> None:
    many = Care(replicates=range(7), **BUSY).settle(26)
    one = Care(replicates=[4], **BUSY).settle(26)
    many.run(60)
    one.run(60)
    for variable in many.variables:
        batch, alone = getattr(many.state, variable.name)[..., 4], getattr(one.state, variable.name)[..., 0]
        assert (batch == alone).all(), variable.name


def test_parameters_may_differ_from_run_to_run() -> None:
    values = {key: np.linspace(*span, 3) for key, (span, _) in PLAUSIBLE.items()}
    many = Care(values, runs=3, **BUSY)
    many.run(60)
    for run in range(3):
        alone = Care({key: float(value[run]) for key, value in values.items()}, replicates=[run], **BUSY)
        alone.run(60)
        for variable in many.variables:
            batch, single = getattr(many.state, variable.name)[..., run], getattr(alone.state, variable.name)[..., 0]
            assert (batch == single).all(), variable.name


@pytest.mark.parametrize(
    "hard",
    [
        {"demand.growth": 0.05, "funding.nhs_growth": -0.01, "funding.social_care_growth": -0.045},
        {"demand.growth": 0.05, "funding.nhs_growth": -0.01, "income.activity_share": 1.0, "winter.admissions": 0.2,
         "winter.staff": 0.08, "winter.year": 0.0, "winter.weeks": 16.0},
        {"demand.growth": 0.0, "funding.nhs_growth": 0.045, "funding.social_care_growth": 0.06},
    ],
)  # fmt: skip
@pytest.mark.parametrize("signals", [{}, BUSY, {**BUSY, "handover": 6.0, "effort": 0.0, "upstream": 1.0}])
def test_ten_hard_years_stay_finite_and_in_bounds(hard: dict[str, Any], signals: dict[str, Any]) -> None:
    care = Care(hard, runs=16, **signals)
    for _ in range(40):
        care.run(13)
        for variable in care.variables:
            value = getattr(care.state, variable.name)
            assert np.isfinite(value).all(), variable.name
            assert (value >= variable.low - 1e-9).all() and (value <= variable.high + 1e-9).all(), variable.name


DRAWS = 300


def _frozen(lever: str = "demand.growth", value: float = 0.0) -> Any:
    """Return the state after three years without luck, one plausible draw of the parameters a run.

    Payment and deficits are frozen: through them more beds can mean fewer posts, which is money and not care.
    """
    rng = np.random.default_rng(3)
    draws: dict[str, Any] = {key: rng.uniform(*span, size=DRAWS) for key, (span, _) in INNER.items()}
    care = Care({**QUIET, **LEVEL, **draws, "income.frozen": True, lever: value}, runs=DRAWS)
    care.run(156)
    return care.state


@pytest.mark.parametrize(
    ("lever", "value", "rising", "falling"),
    [
        (
            "demand.growth",
            0.03,
            ("waiting_list", "occupancy", "beds_held", "attendances", "admissions", "social_care_unmet"),
            ("four_hour", "within_18_weeks"),
        ),
        ("beds.added", 0.05, ("four_hour", "within_18_weeks"), ("occupancy", "waiting_list")),
        ("funding.social_care_growth", 0.01, ("four_hour",), ("beds_held", "attendances", "occupancy", "waiting_list")),
        ("funding.nhs_growth", 0.01, ("within_18_weeks",), ("waiting_list", "attendances", "occupancy")),
    ],
)
def test_more_demand_never_shortens_waits_and_more_means_never_lengthen_them(
    lever: str, value: float, rising: tuple[str, ...], falling: tuple[str, ...]
) -> None:
    base, other = _frozen(), _frozen(lever, value)
    for name in rising:
        assert (getattr(other, name) >= getattr(base, name) * (1.0 - 1e-9)).all(), name
    for name in falling:
        assert (getattr(other, name) <= getattr(base, name) * (1.0 + 1e-9)).all(), name


def test_new_posts_take_time_to_fill_and_cost_the_four_hour_share_at_most_a_little() -> None:
    base, richer = _frozen(), _frozen("funding.nhs_growth", 0.01)
    change = richer.four_hour - base.four_hour
    assert np.median(change) > 0.0 and change.min() > -0.005
