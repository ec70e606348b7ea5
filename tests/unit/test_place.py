"""The place that comes with Common Ground, and what each value of a place file may be."""

from __future__ import annotations

import math
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from sim.core.parameters import InputError
from sim.place import PATHWAYS, SERVICES, load_place, place_names, with_figures
from sim.place.written import place_text

Data = dict[str, Any]
Save = Callable[[Data | str | bytes], Path]


def test_anyplace_has_the_figures_and_their_sources():
    place = load_place("anyplace")
    assert place.figures.beds == 520.0 and isinstance(place.figures.beds, float)
    assert "healthyr" in place.sources["figures.beds"]
    assert place.sources["projects.threshold"].startswith("choice")
    assert place.emergency_stay_days == pytest.approx(3.97, abs=0.01)


def test_anyplace_is_as_designed():
    place = load_place("anyplace")
    assert tuple(service.key for service in place.services) == SERVICES
    assert tuple(pathway.key for pathway in place.pathways) == PATHWAYS
    assert len(place.organisations) == 18
    assert 45 <= sum(len(organisation.leaders) for organisation in place.organisations) <= 55
    assert [project.key for project in place.projects][0] == "urgent_response" and len(place.projects) == 8
    assert len(place.segments) == 5
    assert sum(segment.people * segment.share_65 for segment in place.segments) == pytest.approx(56_100)


def test_anyplace_is_one_piece_and_differences_follow_sectors():
    place = load_place("anyplace")
    sector = {organisation.key: organisation.sector for organisation in place.organisations}
    for interface in place.interfaces:
        a, b = interface.between
        d = interface.differences
        mean = (d.governance + d.accountability + d.finance + d.performance) / 4
        assert mean == pytest.approx(0.3 if sector[a] == sector[b] else 0.6), interface.between
    assert nx.is_connected(nx.Graph([interface.between for interface in place.interfaces]))


def test_a_place_can_be_hashed_pickled_and_told_apart(save: Save, place_data: Data):
    place = load_place("anyplace")
    again = pickle.loads(pickle.dumps(place))
    assert again == place and hash(again) == hash(place) and again.digest == place.digest
    place_data["figures"]["beds"]["value"] = 521
    assert load_place(str(save(place_data))).digest != place.digest


def test_order_of_keys_and_of_services_in_the_file_does_not_matter(save: Save, place_data: Data):
    place_data["services"].reverse()
    place_data["pathways"].reverse()
    place = load_place(save(dict(reversed(place_data.items()))))
    assert place.services == load_place("anyplace").services and place.pathways == load_place("anyplace").pathways


def test_a_byte_order_mark_is_allowed(save: Save, place_text: str):
    assert load_place(save(b"\xef\xbb\xbf" + place_text.encode())) == load_place("anyplace")


def test_unknown_place_names_the_nearest():
    assert place_names() == ("anyplace",)
    with pytest.raises(InputError, match="unknown place 'anyplaec': did you mean 'anyplace'"):
        load_place("anyplaec")
    for name in ("../../etc/passwd", "", "x" * 5000, "an\nyplace"):
        with pytest.raises(InputError, match="unknown place"):
            load_place(name)


@pytest.mark.parametrize("value", [math.nan, math.inf, -1, None, True, "many", [1], {"a": 1}, 1e300, 10**30, "520"])
@pytest.mark.parametrize("name", ["beds", "occupancy", "nhs_spend_per_year", "pooled_share"])
def test_a_figure_that_is_no_number_in_bounds_is_refused(place_data: Data, refusal: Any, name: str, value: object):
    place_data["figures"][name]["value"] = value
    assert refusal(place_data).startswith(f"figures.{name}.value = ")


@pytest.mark.parametrize("text", ["yes", "0777", "12:30", "1_000", "0x10", "5e", "''", "~"])
def test_text_that_looks_like_a_number_is_refused(refusal: Any, place_text: str, text: str):
    changed = place_text.replace("{value: 520,", f"{{value: {text},")
    assert refusal(changed).startswith("figures.beds.value = ")


@pytest.mark.parametrize("number", ["5.2e2", "520.0", "+520", "520."])
def test_a_number_may_be_written_in_several_ways(save: Save, place_text: str, number: str):
    assert load_place(save(place_text.replace("{value: 520,", f"{{value: {number},"))).figures.beds == 520


def test_yes_and_no_stay_text_where_text_is_due(save: Save, place_text: str):
    assert load_place(save(place_text.replace("label: Ambulances", "label: no"))).services[4].label == "no"


@pytest.mark.parametrize("value", [3, True, None, [], "", "two\nlines", "x" * 401])
def test_a_label_must_be_a_line_of_text(place_data: Data, refusal: Any, value: object):
    place_data["label"] = value
    assert refusal(place_data).startswith("label = ")


@pytest.mark.parametrize("value", [1, "true", None, "yes"])
def test_a_switch_must_be_true_or_false(place_data: Data, refusal: Any, value: object):
    place_data["projects"][1]["wicked"] = value
    assert refusal(place_data).startswith("projects.home_first.wicked = ")


# Figures that a scenario changes


def test_a_scenario_may_change_figures():
    place = load_place("anyplace", {"beds": 540, "pooled_share": 0.2})
    assert (place.figures.beds, place.figures.pooled_share, place.figures.waiting_list) == (540, 0.2, 39_200)
    assert place.sources["figures.beds"] == "set by the scenario"
    assert place.digest != load_place("anyplace").digest
    assert load_place("anyplace", {}) == load_place("anyplace")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"bedz": 1}, "figures: unknown figure 'bedz': did you mean 'beds'?"),
        ({"beds": math.nan}, "figures.beds.value = nan: must lie above 0 and below 100000 (beds)"),
        ({"beds": [1]}, "figures.beds.value = a list: expected a number"),
        ({"elective_beds": 450}, "anyplace: figures.occupancy x beds = 487.24: must exceed"),
    ],
)
def test_a_scenario_cannot_change_a_figure_to_what_cannot_be(changed: Data, message: str):
    with pytest.raises(InputError) as caught:
        load_place("anyplace", changed)
    assert message in str(caught.value)


# Written back


def test_a_place_written_back_is_the_same_place(save: Save):
    for changed in ({}, {"beds": 540, "pooled_share": 1e-5}):
        place = load_place("anyplace", changed)
        again = load_place(save(place_text(place)))
        assert again == place and again.digest == place.digest


def test_figures_changed_later_give_the_place_that_changing_them_at_once_gives():
    changed = {"beds": 540, "pooled_share": 0.2}
    assert with_figures(load_place("anyplace"), changed).digest == load_place("anyplace", changed).digest
    with pytest.raises(InputError, match="did you mean 'beds'"):
        with_figures(load_place("anyplace"), {"bedz": 1})
