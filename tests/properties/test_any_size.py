"""A place of another size has the same effects a head and the same verdicts: nothing in the rules is of one size."""

from __future__ import annotations

import numpy as np
import pytest
import yaml

from sim.analysis.headline import HEADLINE
from sim.analysis.measures import measure
from sim.analysis.paired import Comparison, compare
from sim.core.parameters import Unit
from sim.outcomes import OUTCOMES
from sim.place import Place, load_place
from sim.scenario import declarations, load_scenario

SIZES = (0.2, 5.0)
GIVEN = "choice: an example"
MONEY = ("funding.social_care_added=3", "place.figures.pooled_share=0.4", "years=3", "warm_up_years=2")
FIVE = tuple(f"participation.{name}=0.6" for name in ("vision", "contact", "conflict", "altruism", "commitment"))
AMOUNTS = ("people", "visits", "beds", "£m")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[float, Comparison]:
    """Return a comparison of two behaviours, and money given to one of them, at each size; all other things like."""
    found: dict[float, Comparison] = {}
    for size in (1.0, *SIZES):
        path = tmp_path_factory.mktemp("sizes") / "other.yaml"
        people = {"population": {"value": 300_000 * size, "source": GIVEN}}
        path.write_text(yaml.safe_dump({"like": "anyplace", "name": "other", "label": "Other", "figures": people}))
        arms = [["behaviour=siloed", *MONEY[1:]], ["behaviour=collaborative", *MONEY, *FIVE]]
        found[size] = compare(*(load_scenario([f"place={path}", *arm]) for arm in arms), seeds=range(16))
    return found


def test_what_is_of_300_000_people_is_exact_there() -> None:
    place = load_place("anyplace")
    assert place.scale == 1.0
    assert all(declared.in_place(place) is declared for declared in OUTCOMES.values())


@pytest.mark.parametrize("size", SIZES)
def test_each_outcome_grows_with_the_place_or_does_not_and_so_does_what_matters_in_it(
    made: dict[float, Comparison], size: float
) -> None:
    one, other = made[1.0], made[size]
    for name, declared in OUTCOMES.items():
        grows = declared.unit.startswith(AMOUNTS)
        for a, b in ((one.base, other.base), (one.alternative, other.alternative)):
            scaled = a.series[name] * (size if grows else 1.0)
            np.testing.assert_allclose(b.series[name], scaled, rtol=1e-6, atol=1e-9 * size, err_msg=name)
        here = other.effect(name, 3)
        assert float(here.outcome.matters(here.base)) == pytest.approx(
            float(declared.matters(one.effect(name, 3).base)) * (size if grows else 1.0)
        ), name


@pytest.mark.parametrize("size", SIZES)
def test_every_verdict_and_cost_a_head_is_that_of_any_other_size(made: dict[float, Comparison], size: float) -> None:
    one, other = made[1.0], made[size]
    assert float(np.abs(one.net_cost()).max()) > 1.0
    np.testing.assert_allclose(other.net_cost(), one.net_cost() * size, rtol=1e-6, atol=1e-6 * size)
    np.testing.assert_array_equal(other.break_even(), one.break_even())
    verdicts = set()
    for name in OUTCOMES:
        for year in (1, 3):
            a, b = one.effect(name, year), other.effect(name, year)
            assert (a.better, a.same, a.worse) == (b.better, b.same, b.worse), (name, year)
            verdicts.add((a.better > 0.5, a.same > 0.5, a.worse > 0.5))
    assert len(verdicts) >= 3, "better, same and worse are all tried"
    place = other.base.scenario.place
    for name in ("turned_away", "care_bill", "programme_cost"):
        judged, usual = measure(name, place), measure(name)
        a, b = one.levels(name, 3), other.levels(name, 3)
        assert judged.noticed(*b).tolist() == usual.noticed(*a).tolist(), name


def test_the_headline_is_judged_by_shares_alone() -> None:
    assert not any(OUTCOMES[name].extensive for name in HEADLINE)


def test_no_parameter_is_money_of_a_place_of_one_size() -> None:
    bare = [
        key for key, d in declarations().items() if d.unit in (Unit.MILLION_POUNDS_PER_YEAR, Unit.PEOPLE, Unit.BEDS)
    ]
    assert bare == []
    assert sum(d.unit is Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL for d in declarations().values()) >= 4


def test_a_price_that_is_of_one_size_would_be_seen(
    made: dict[float, Comparison], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Place, "scale", 1.0)
    scenario = made[5.0].alternative.scenario
    again = compare(made[5.0].base.scenario, scenario, seeds=range(16))
    assert not np.allclose(again.net_cost(), made[1.0].net_cost() * 5.0, rtol=1e-3)
