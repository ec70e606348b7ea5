"""What organisations, projects and groups of people are called changes nothing: rules know them by kind and service."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from sim.composition import PLANS
from sim.core.parameters import InputError
from sim.model.ensemble import run_batch
from sim.place import load_place
from sim.place.parse import parse_place
from sim.place.written import place_data
from sim.scenario import load_scenario
from tests.whole import arrays_of, differing

Data = dict[str, Any]
TOGETHER = ["behaviour=collaborative", "years=2", "warm_up_years=2", "place.figures.pooled_share=0.3"]
FIXED = ("services", "pathways")  # these words are the model's own


def renamed(data: Data, *, held: bool) -> Data:
    """Return a place with another key for all that has one; where `held`, each keeps the old one as its id."""
    data = copy.deepcopy(data)
    new = {row["key"]: f"x{number}_of_this_place" for number, row in enumerate(data["organisations"])}
    for number, row in enumerate(data["projects"] + data["segments"]):
        new[row["key"]] = f"y{number}"
    for row in data["organisations"] + data["projects"] + data["segments"]:
        if held and row not in data["segments"]:
            row["id"] = row["key"]
        row["key"] = new[row["key"]]
    for interface in data["interfaces"]:
        interface["between"] = [new[key] for key in interface["between"]]
    for project in data["projects"]:
        project["sponsors"] = [new[key] for key in project["sponsors"]]
        project["skill_of"] = new[project["skill_of"]]
    for pathway in data["pathways"]:
        pathway["crosses"] = [[new[key] for key in pair] for pair in pathway["crosses"]]
    return data


@pytest.fixture
def written(tmp_path: Path) -> Any:
    """Return a function that writes a place file of Anyplace with other names."""

    def write(*, held: bool) -> Path:
        path = tmp_path / f"other_{held}.yaml"
        path.write_text(yaml.safe_dump(renamed(place_data(load_place("anyplace")), held=held)), encoding="utf-8")
        return path

    return write


def test_no_key_is_left_that_anyplace_has() -> None:
    data = place_data(load_place("anyplace"))
    old, new = (
        {row["key"] for t in data if t not in FIXED and isinstance(data[t], list) for row in data[t] if "key" in row}
        for data in (data, renamed(data, held=True))
    )
    assert len(old) > 25 and not old & new


def test_other_names_give_the_same_bits_where_each_keeps_its_luck(written: Any) -> None:
    seeds = [3, 8]
    base = run_batch(load_scenario(TOGETHER), seeds, details=True, snapshots=[0, 13])
    other = run_batch(load_scenario([*TOGETHER, f"place={written(held=True)}"]), seeds, details=True, snapshots=[0, 13])
    assert not differing(other.series, base.series)
    for number in (0, 13):
        assert not differing(arrays_of(other.snapshots[number]), arrays_of(base.snapshots[number]))
    for name, rows in base.details.items():
        assert np.array_equal(np.array(other.details[name]), np.array(rows)), name


def test_other_names_without_an_id_give_other_luck_and_the_same_rules(written: Any) -> None:
    seeds = range(24)
    base, other = (
        run_batch(load_scenario([*TOGETHER, *more]), seeds) for more in ([], [f"place={written(held=False)}"])
    )
    assert differing(other.series, base.series), "each goes by luck of its own name"
    for name in ("four_hour", "delayed", "trust", "attendances"):
        own, theirs = (batch.series[name][13:].mean(axis=0) for batch in (base, other))
        assert abs(own.mean() - theirs.mean()) < 3 * np.sqrt((own.var() + theirs.var()) / len(own)), name


@pytest.mark.parametrize("plan", sorted(file.stem for file in PLANS.glob("*.yaml")))
def test_a_plan_that_comes_with_the_model_names_nobody_by_a_key(plan: str, written: Any) -> None:
    """So that it may be had in a place of one's own: it means all, a kind, or a share."""
    made = load_scenario([f"place={written(held=False)}", f"plan=[{plan}]"])
    assert len(made.plan) and not any(entry.who.names for entry in made.plan if entry.who.how != "kind")


def test_two_that_go_by_one_name_are_refused() -> None:
    data = place_data(load_place("anyplace"))
    data["organisations"][3]["id"] = "acute"
    with pytest.raises(InputError, match=r"^organisations.pcn_2.id = 'acute': 'acute' goes by that name already$"):
        parse_place(data)
