"""What a place file must get right beyond single values: keys, references, sums and the graph."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.place import load_place

Data = dict[str, Any]
Save = Callable[[Data | str | bytes], Path]


def find(rows: list[Data], key: str) -> Data:
    return next(row for row in rows if row["key"] == key)


@pytest.mark.parametrize(
    ("at", "key", "known"),
    [
        ((), "figurs", "figures"),
        (("figures",), "bedz", "beds"),
        (("figures", "beds"), "valeu", "value"),
        (("services", 0), "vacansy", "vacancy"),
        (("organisations", 3), "visoin", "vision"),
        (("organisations", 3, "culture"), "klan", "clan"),
        (("organisations", 3, "leaders", 0), "rnak", "rank"),
        (("interfaces", 2, "differences"), "finanse", "finance"),
        (("projects", 1), "sponsor", "sponsors"),
        (("segments", 0, "weights"), "electiv", "elective"),
        (("sources",), "project", "projects"),
        (("sources", "projects"), "treshold", "threshold"),
    ],
)
def test_an_unknown_or_missing_key_is_named(place_data: Data, refusal: Any, at: tuple[Any, ...], key: str, known: str):
    table: Any = place_data
    for step in at:
        table = table[step]
    missing = table.pop(known)
    assert f"missing key '{known}'" in refusal(place_data)
    table[known] = missing
    table[key] = 1
    assert f"unknown key '{key}': did you mean '{known}'?" in refusal(place_data)


@pytest.mark.parametrize("table", ["services", "pathways", "organisations", "projects", "segments"])
def test_a_key_given_twice_is_refused(place_data: Data, refusal: Any, table: str):
    place_data[table][1]["key"] = place_data[table][0]["key"]
    assert refusal(place_data) == f"{table}: key '{place_data[table][0]['key']}' stands twice"


@pytest.mark.parametrize("key", ["Acute", "a b", "", "../x", 4, "a" * 41])
def test_a_short_name_is_plain(place_data: Data, refusal: Any, key: object):
    place_data["organisations"][0]["key"] = key
    assert refusal(place_data).startswith("organisations[0].key = ") or refusal(place_data).startswith("organisations.")


def test_a_word_not_in_its_list_names_the_nearest(place_data: Data, refusal: Any):
    place_data["organisations"][0]["leaders"][1]["profession"] = "nurseing"
    assert refusal(place_data) == (
        "organisations.acute.leaders[1].profession: unknown word 'nurseing': did you mean 'nursing'?"
    )


def break_culture(d: Data) -> None:
    d["organisations"][0]["culture"]["clan"] += 0.01


def break_ranks(d: Data) -> None:
    d["organisations"][0]["leaders"][0]["rank"] = 0.6


def break_weights(d: Data) -> None:
    d["segments"][0]["weights"]["elective"] = 0.5


def break_people(d: Data) -> None:
    d["segments"][0]["people"] = 1


def no_leaders(d: Data) -> None:
    d["organisations"][0]["leaders"] = []


def unknown_sponsor(d: Data) -> None:
    d["projects"][0]["sponsors"][0] = "ambulence"


def unknown_end(d: Data) -> None:
    d["interfaces"][0]["between"][1] = "ambulence"


def unknown_crossing(d: Data) -> None:
    find(d["pathways"], "care_home")["crosses"][0] = ["acute", "care_hoems"]


def crossing_without_interface(d: Data) -> None:
    find(d["pathways"], "care_home")["crosses"][0] = ["acute", "residents"]


def lead_not_a_sponsor(d: Data) -> None:
    find(d["projects"], "home_first")["skill_of"] = "residents"


def self_tie(d: Data) -> None:
    d["interfaces"][0]["between"] = ["acute", "acute"]


def twice(d: Data) -> None:
    d["interfaces"].append({**d["interfaces"][0], "between": ["ambulance", "acute"]})


def isolated(d: Data) -> None:
    d["interfaces"] = [i for i in d["interfaces"] if "residents" not in i["between"]]


def apart(d: Data) -> None:
    d["interfaces"] = [i for i in d["interfaces"] if i["between"] != ["voluntary_1", "voluntary_2"]]


def nobody_treated(d: Data) -> None:
    d["figures"]["elective_beds"]["value"] = 450


def too_many_removed(d: Data) -> None:
    d["figures"]["other_removals_per_week"]["value"] = 0.2


def too_many_clients(d: Data) -> None:
    d["figures"]["home_care_clients"]["value"] = 3000


def too_many_ready(d: Data) -> None:
    d["pathways"][0]["ready_per_week"] = 9000


def full_hospital(d: Data) -> None:
    d["figures"]["occupancy"]["value"] = 1


def no_provider(d: Data) -> None:
    find(d["organisations"], "mental_health")["service"] = None


def too_much_upstream(d: Data) -> None:
    d["projects"][0]["upstream"] = 0.99


def one_pathway_short(d: Data) -> None:
    d["pathways"].pop()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (break_culture, "organisations.acute.culture: the shares add up to 1.01, must be 1"),
        (break_ranks, "organisations.acute.leaders: rank: the shares add up to 1.1"),
        (break_weights, "segments: weights.elective: the shares add up to 1.1"),
        (break_people, "segments: people add up to 110001, must equal figures.population (300000)"),
        (no_leaders, "organisations.acute.leaders: 0 given, expected 1 to 12"),
        (unknown_sponsor, "unknown organisation 'ambulence': did you mean 'ambulance'?"),
        (unknown_end, "unknown organisation 'ambulence': did you mean 'ambulance'?"),
        (unknown_crossing, "unknown organisation 'care_hoems': did you mean 'care_homes'?"),
        (crossing_without_interface, "acute-residents: is not among the interfaces"),
        (lead_not_a_sponsor, "projects.home_first.skill_of: unknown sponsor 'residents'"),
        (self_tie, "interfaces.acute-acute: an organisation has no boundary with itself"),
        (twice, "interfaces.ambulance-acute: this boundary stands twice"),
        (isolated, "organisations.residents: no interface joins it"),
        (apart, "interfaces do not join all of"),
        (nobody_treated, "figures.occupancy x beds"),
        (too_many_removed, "figures.other_removals_per_week = 0.2: removes 7840 people a week"),
        (too_many_clients, "figures.home_care_clients = 3000: must be less than home_care_need (2620)"),
        (too_many_ready, "people become ready to leave each week"),
        (full_hospital, "figures.occupancy.value = 1: must lie above 0 and below 1"),
        (no_provider, "none provides the service 'mental_health'"),
        (too_much_upstream, "projects: upstream adds up to 1.22"),
        (one_pathway_short, "pathways: 3 given, expected 4"),
    ],
)
def test_what_cannot_be_is_refused(place_data: Data, refusal: Any, change: Callable[[Data], None], message: str):
    change(place_data)
    assert message in refusal(place_data)


def test_a_graph_in_pieces_only_warns(save: Save, place_data: Data):
    alone = copy.deepcopy(find(place_data["organisations"], "residents"))
    place_data["organisations"].append({**alone, "key": "residents_2"})
    place_data["interfaces"] = [i for i in place_data["interfaces"] if "residents" not in i["between"]]
    place_data["interfaces"].append({**place_data["interfaces"][0], "between": ["residents", "residents_2"]})
    path = save(place_data)
    with pytest.warns(UserWarning, match="its organisations form 2 separate groups"):
        load_place(path)


def test_anyplace_gives_no_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        load_place("anyplace")
