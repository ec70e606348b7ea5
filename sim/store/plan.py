"""A plan: the configuration, the design and the root seed of an experiment, and the hash that names its folder.

Code, machine, number of processes and batch size are no part of it: they may change the time taken, not what was asked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from sim.scenario import Scenario

DIGITS = 12


def canonical(value: Any) -> bytes:
    """Return one spelling of plain data: sorted keys, no spaces, no NaN."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode()


def plan_hash(plan: Mapping[str, Any]) -> str:
    """Return the 12 hexadecimal digits that name a plan."""
    return hashlib.sha256(canonical(plan)).hexdigest()[:DIGITS]


def resolved(scenario: Scenario) -> dict[str, Any]:
    """Return everything that decides what a scenario is, every parameter included, as plain data."""
    groups = {
        name: {item.name: getattr(group, item.name) for item in fields(group) if "label" in item.metadata}
        for name, group in scenario.parameters.items()
    }
    return {
        "place": {"name": scenario.place.name, "digest": scenario.place.digest},
        "behaviour": scenario.behaviour,
        "pressure": scenario.pressure,
        "years": scenario.years,
        "warm_up_years": scenario.warm_up_years,
        "root_seed": scenario.root_seed,
        "parameters": groups,
    }
