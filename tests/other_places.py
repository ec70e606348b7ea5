"""Places of another make than Anyplace, made from it: two hospitals, an integrated trust, four organisations."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from sim.place import Place, load_place
from sim.place.parse import parse_place
from sim.place.written import place_data

Data = dict[str, Any]


def anyplace() -> Data:
    """Return the data of Anyplace, to be changed at will."""
    return copy.deepcopy(place_data(load_place("anyplace")))


def two_hospitals(first: float = 0.5, second: float = 0.5) -> Place:
    """Return Anyplace with its hospital in two parts of these sizes, alike in all else."""
    data = anyplace()
    parts = ("acute", "acute_2")
    hospital = next(row for row in data["organisations"] if row["key"] == "acute")
    data["organisations"].insert(1, {**copy.deepcopy(hospital), "key": parts[1], "label": "Second hospital"})
    data["organisations"][0]["size"], data["organisations"][1]["size"] = first, second
    for interface in [one for one in data["interfaces"] if "acute" in one["between"]]:
        between = [parts[1] if key == "acute" else key for key in interface["between"]]
        data["interfaces"].append({**copy.deepcopy(interface), "between": between})
    for project in data["projects"]:
        project["sponsors"] += [parts[1]] if "acute" in project["sponsors"] else []
    for pathway in data["pathways"]:
        also = [[parts[1] if key == "acute" else key for key in pair] for pair in pathway["crosses"] if "acute" in pair]
        pathway["crosses"] += also
    return parse_place(data)


def two_commissioners() -> Place:
    """Return Anyplace with a second commissioner, who has the same boundaries as the first."""
    data = anyplace()
    first = next(row for row in data["organisations"] if row["key"] == "commissioner")
    data["organisations"].append({**copy.deepcopy(first), "key": "commissioner_2", "label": "Second commissioner"})
    for interface in [one for one in data["interfaces"] if "commissioner" in one["between"]]:
        between = ["commissioner_2" if key == "commissioner" else key for key in interface["between"]]
        data["interfaces"].append({**copy.deepcopy(interface), "between": between})
    data["interfaces"].append({**data["interfaces"][-1], "between": ["commissioner", "commissioner_2"]})
    return parse_place(data)


def merged(into: Mapping[str, str], **changed: Mapping[str, Any]) -> Place:
    """Return Anyplace with organisations merged: each key given goes into another; with columns changed of some.

    Boundaries within one organisation are no longer there; a project that one organisation alone would sponsor ends.
    """
    data = anyplace()
    owner = {row["key"]: into.get(row["key"], row["key"]) for row in data["organisations"]}
    data["organisations"] = [
        {**row, **changed.get(row["key"], {})} for row in data["organisations"] if owner[row["key"]] == row["key"]
    ]
    interfaces: dict[frozenset[str], Data] = {}
    for interface in data["interfaces"]:
        a, b = (owner[key] for key in interface["between"])
        if a != b:
            interfaces.setdefault(frozenset((a, b)), {**interface, "between": [a, b]})
    data["interfaces"] = list(interfaces.values())
    for pathway in data["pathways"]:
        pairs = {frozenset(owner[key] for key in pair) for pair in pathway["crosses"]}
        pathway["crosses"] = [sorted(pair) for pair in sorted(pairs, key=sorted) if len(pair) == 2]
    for project in data["projects"]:
        project["sponsors"] = list(dict.fromkeys(owner[key] for key in project["sponsors"]))
        project["skill_of"] = owner[project["skill_of"]]
        project["wicked"] = project["wicked"] and len(project["sponsors"]) > 2
    data["projects"] = [project for project in data["projects"] if len(project["sponsors"]) > 1]
    return parse_place(data)


def integrated_trust() -> Place:
    """Return Anyplace where one trust gives hospital, community and mental health care."""
    trust = {"service": ["acute", "community", "mental_health"], "label": "Anyplace Integrated Care Trust"}
    return merged({"community": "acute", "mental_health": "acute"}, acute=trust)


def four_organisations() -> Place:
    """Return Anyplace with a trust, practices, a council that gives all social care, and an alliance of charities."""
    practices = {f"pcn_{number}": "pcn_1" for number in range(2, 7)}
    trust = {"community": "acute", "mental_health": "acute", "ambulance": "acute", "commissioner": "acute"}
    council = {"home_care": "council", "care_homes": "council"}
    charities = {"voluntary_2": "voluntary_1", "voluntary_3": "voluntary_1", "residents": "voluntary_1"}
    services = {"service": ["acute", "community", "mental_health", "ambulance"]}
    return merged({**practices, **trust, **council, **charities}, acute=services)
