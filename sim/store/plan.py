"""A plan: the configuration, the design and the root seed of an experiment, and the hash that names its folder.

Code, machine, number of processes and batch size are no part of it: they may change the time taken, not what was asked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from sim.core.parameters import InputError, build
from sim.declared import DECLARING
from sim.interventions import INTERVENTIONS
from sim.parameter_groups import ParameterGroups
from sim.place import Place
from sim.plan import Plan
from sim.scenario import Scenario

DIGITS = 12


def canonical(value: Any) -> bytes:
    """Return one spelling of plain data: sorted keys, no spaces, no NaN."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode()


def plan_hash(plan: Mapping[str, Any]) -> str:
    """Return the 12 hexadecimal digits that name a plan."""
    return hashlib.sha256(canonical(plan)).hexdigest()[:DIGITS]


def resolved(scenario: Scenario) -> dict[str, Any]:
    """Return everything that decides what a scenario is, every parameter included, as plain data.

    A scenario without a plan says nothing of one, nor of the numbers of interventions that it does not have.
    """
    planned = {entry.what for entry in scenario.plan}
    groups = {
        name: {item.name: getattr(group, item.name) for item in fields(group) if "label" in item.metadata}
        for name, group in scenario.parameters.items()
        if name not in INTERVENTIONS or name in planned
    }
    return {
        "place": {"name": scenario.place.name, "digest": scenario.place.digest},
        "behaviour": scenario.behaviour,
        "pressure": scenario.pressure,
        "years": scenario.years,
        "warm_up_years": scenario.warm_up_years,
        "root_seed": scenario.root_seed,
        "parameters": groups,
        **({"plan": scenario.plan.whole} if scenario.plan else {}),
        **({"ablations": list(scenario.ablations)} if scenario.ablations else {}),
        **({"unknowns": list(scenario.unknowns)} if scenario.unknowns else {}),
        **({"steps": dict(scenario.steps)} if scenario.steps else {}),
    }


def scenario_of(data: Mapping[str, Any], place: Place) -> Scenario:
    """Return the scenario that `resolved` described, from nothing but that description and its place.

    Raises:
        InputError: the place is not the one described, or this code has other parameters.
    """
    if place.digest != data["place"]["digest"]:
        raise InputError(f"place '{place.name}': not the one that was run (its content differs)")
    kept, plan = data["parameters"], Plan.read(data.get("plan", {}))
    names = {kind.name for kind in DECLARING if kind.name not in INTERVENTIONS or kind.name in kept}
    if strange := sorted(names.symmetric_difference(kept)):
        raise InputError(f"parameters of '{strange[0]}': not the same in this code and in what was kept")
    parameters = {kind.name: build(kind.name, kind.Params, kept.get(kind.name, {})) for kind in DECLARING}
    plain = {name: data[name] for name in ("behaviour", "pressure", "years", "warm_up_years", "root_seed")}
    return Scenario(
        place=place,
        parameters=ParameterGroups(parameters),
        plan=plan,
        ablations=tuple(data.get("ablations", ())),
        unknowns=tuple(data.get("unknowns", ())),
        steps=tuple(data.get("steps", {}).items()),
        **plain,
    )
