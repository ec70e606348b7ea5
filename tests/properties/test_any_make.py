"""Places of another make: a service of several organisations, an organisation of several services, few of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.core.arithmetic import Array
from sim.core.parameters import InputError
from sim.core.state import State, balances
from sim.mechanisms.schedule import MECHANISMS
from sim.model.engine import world_of
from sim.model.ensemble import Ensemble, run_arms
from sim.place import Place, load_place
from sim.place.parse import parse_place
from sim.place.written import place_data
from sim.scenario import Scenario, load_scenario
from sim.world.world import World
from tests.other_places import anyplace, four_organisations, integrated_trust, merged, two_hospitals
from tests.whole import Runs

TOGETHER = ("behaviour=collaborative_all", *(f"participation.{name}=0.7" for name in ("vision", "contact", "altruism")))
MAKES: dict[str, Callable[[], Place]] = {
    "two hospitals": two_hospitals,
    "a large and a small hospital": partial(two_hospitals, 3.0, 1.0),
    "an integrated trust": integrated_trust,
    "four organisations": four_organisations,
}


def scenario(place: Place, *more: str) -> Scenario:
    return replace(load_scenario(["years=1", "place.figures.pooled_share=0", *more]), place=place)


@cache
def ran(make: str, behaviour: str) -> Ensemble:
    place = MAKES[make]() if make else load_place("anyplace")
    return run_arms([scenario(place, f"behaviour={behaviour}")], range(64))[0]


@pytest.mark.parametrize("make", MAKES)
def test_a_year_after_the_warm_up_is_finite_within_bounds_and_loses_nobody(make: str) -> None:
    state = _sound(MAKES[make]())
    assert (state.shunt_council != 0.0).all() and (state.shunt_hospital != 0.0).all()


@given(st.data())
def test_so_is_any_place_of_two_organisations_or_more(data: st.DataObject) -> None:
    """Anyplace's organisations merged in any way: each part gives what its members gave."""
    rows = {row["key"]: row["service"] for row in anyplace()["organisations"]}
    heads = data.draw(st.lists(st.sampled_from(sorted(rows)), min_size=2, max_size=9, unique=True), label="parts")
    into = {key: key if key in heads else data.draw(st.sampled_from(heads), label=key) for key in rows}
    services = {head: sorted({rows[key] for key in rows if into[key] == head} - {None}) for head in heads}
    _sound(merged(into, **{head: {"service": some} for head, some in services.items()}))


def _sound(place: Place) -> State:
    """Check that a year after the warm-up is finite, within bounds and balanced; return the state at its end."""
    place = replace(place, figures=replace(place.figures, pooled_share=0.3))
    runs = Runs(replace(load_scenario(["years=1", "warm_up_years=2", *TOGETHER]), place=place), [4, 9])
    variables = [variable for mechanism in MECHANISMS for variable in mechanism.owns]
    before = balances(runs.state, variables)
    runs.to(13)
    for name, total in balances(runs.state, variables).items():
        np.testing.assert_allclose(total, before[name], rtol=1e-9, atol=1e-6, err_msg=name)
    for variable in variables:
        values: Array = getattr(runs.state, variable.name)
        assert np.isfinite(values).all(), variable.name
        assert (values >= variable.low - 1e-9).all() and (values <= variable.high + 1e-9).all(), variable.name
    assert all(np.isfinite(values).all() for values in runs.recorder.arrays().values())
    return runs.state


def test_each_of_two_hospitals_shunts_by_its_size() -> None:
    world, names = world_of(two_hospitals(3.0, 1.0)), world_of(two_hospitals()).names["organisation"]
    assert [names[row] for row in world.tables.providers["acute"]] == ["acute", "acute_2"]
    wish = np.zeros((world.size("direction"), 1))
    of = world.network.direction_from
    wish[of == names.index("acute")], wish[of == names.index("acute_2")] = 0.8, 0.4
    hospital = _shunts(world, wish)[1]
    assert hospital == pytest.approx(0.75 * 0.8 + 0.25 * 0.4)


def _shunts(world: World, wish: Array) -> Array:
    runs = Runs(scenario(world.place, "warm_up_years=2"), [1])
    runs.state.__dict__["shunt_wish"] = wish
    crossing = next(one for one in runs.machine.round if one.name == "crossing")
    changes = {change.name: change.value for change in crossing.step(runs.state, None, None)}  # type: ignore[arg-type]
    return np.asarray(changes["shunt_signals"])[:, 0]


def test_what_is_done_by_several_is_shared_by_size_and_what_one_does_is_its_mean() -> None:
    world = world_of(two_hospitals(3.0, 1.0))
    service, organisation = world.names["service"].index, world.names["organisation"].index
    of_services = world.tables.service_of_organisations.matrix.toarray()
    assert of_services[service("acute"), [organisation("acute"), organisation("acute_2")]].tolist() == [0.75, 0.25]
    assert of_services[service("social_care"), organisation("council")] == 1 / 3
    assert of_services.sum(axis=1) == pytest.approx(1.0)
    trust = world_of(integrated_trust())
    felt = trust.tables.organisation_of_services.matrix.toarray()[trust.names["organisation"].index("acute")]
    assert dict(zip(trust.names["service"], felt, strict=True)) == {
        "acute": 1 / 3,
        "primary_care": 0.0,
        "community": 1 / 3,
        "mental_health": 1 / 3,
        "ambulance": 0.0,
        "social_care": 0.0,
    }


def test_a_person_meets_the_boundaries_of_the_hospital_that_serves_them() -> None:
    one, two = world_of(load_place("anyplace")), world_of(two_hospitals(3.0, 1.0))

    def weights(world: World, pathway: str) -> dict[str, float]:
        row = world.tables.pathway_of_interfaces.matrix.toarray()[world.names["pathway"].index(pathway)]
        return {name: float(weight) for name, weight in zip(world.names["interface"], row, strict=True) if weight}

    for pathway in one.names["pathway"]:
        whole, parts = weights(one, pathway), weights(two, pathway)
        for name, weight in whole.items():
            ends = [name.replace("acute", part) for part in ("acute", "acute_2")] if "acute" in name else [name]
            assert sum(parts[end] for end in ends) == pytest.approx(weight), name
    assert weights(two, "home") == {"acute~community": 0.75, "acute_2~community": 0.25}


# What halves change: a mean over teams counts two where there was one, each with luck of its own; and a project of
# the hospital has a sponsor more, so that its approval takes longer. So relations move a little, and care hardly.
CARE = {"emergency_need": 0.002, "delayed": 0.02, "four_hour": 0.003, "waiting_list": 0.002, "unmet_need": 0.005}


@pytest.mark.parametrize("behaviour", ["siloed", "collaborative_all"])
def test_a_hospital_in_two_like_halves_gives_nearly_the_same_care(behaviour: str) -> None:
    whole, halves = ran("", behaviour), ran("two hospitals", behaviour)
    for name, most in {**CARE, "days_at_home": 1e-5, "care_bill": 0.002}.items():
        a, b = whole.year(name, 1), halves.year(name, 1)
        assert abs(np.median(b - a)) < most * np.median(a), name
    trust = np.median(halves.year("trust", 1) - whole.year("trust", 1))
    assert 0.0 < abs(trust) < 0.03, "who meets whom is another network, so this is not the same run"


def test_an_integrated_trust_has_no_hand_over_to_itself() -> None:
    place = integrated_trust()
    assert place.pathways[0].crosses == ()
    runs = Runs(replace(load_scenario(["years=1", *TOGETHER]), place=place), [4]).to(13)
    assert runs.state.handover[0].tolist() == [1.0] and runs.state.handover[1] != 1.0


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("hopsital", "organisations.acute.service: unknown word 'hopsital'"),
        (3, "organisations.acute.service = 3: expected one of acute, primary_care"),
        (["acute", "hopsital"], "organisations.acute.service[1]: unknown word 'hopsital'"),
        (["acute", "community", "acute"], "organisations.acute.service: 'acute' stands twice"),
        (["community"], "organisations: none provides the service 'acute'"),
        ({"acute": 1}, "organisations.acute.service = a table: expected one of acute"),
    ],
)
def test_a_service_that_cannot_be_is_refused_in_a_line(value: Any, words: str) -> None:
    data = anyplace()
    data["organisations"][0]["service"] = value
    with pytest.raises(InputError) as caught:
        parse_place(data)
    assert str(caught.value).startswith(words), str(caught.value)


@pytest.mark.parametrize("make", MAKES)
def test_a_place_of_another_make_is_written_and_read_as_it_is(make: str) -> None:
    place = MAKES[make]()
    assert parse_place(place_data(place)) == place


def test_a_size_of_nothing_is_refused() -> None:
    data = anyplace()
    data["organisations"][0]["size"] = 0
    with pytest.raises(InputError, match=r"^organisations.acute.size = 0: must lie above 0"):
        parse_place(data)
