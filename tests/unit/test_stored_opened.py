"""Opening the folder of a sweep: what it was begun with is read back, and what cannot be studied is refused."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from sim.analysis.stored import open_stored
from sim.core.parameters import InputError
from sim.place import load_place
from sim.place.written import place_text
from sim.scenario import load_scenario
from sim.store import StoreError, plan_hash, resolved
from sim.store.checksums import write_sums

WORDS = ["years=2", "behaviour=siloed", "bill.cashable=0.25", "design=csv"]
SCENARIO = resolved(load_scenario(WORDS[:3]))
PLACE = f"places/{SCENARIO['place']['digest'][:12]}.yaml"
CONFIG = {"sweep": {"replications": 3, "design": "csv"}, "scenario": SCENARIO}


def folder(path: Path, config: object = CONFIG, without: str = "", words: Sequence[str] = WORDS) -> Path:
    """Write the folder of a sweep whose tables are empty; it may lack a file."""
    files = {
        "config.yaml": yaml.safe_dump(config),
        "overrides.txt": "\n".join(words) + "\n",
        "runs.parquet": "",
        "manifest.json": json.dumps({"files": []}),
        PLACE: place_text(load_place("anyplace")),
    }
    files.pop(without, None)
    (path / PLACE).parent.mkdir(exist_ok=True)
    for name, text in files.items():
        (path / name).write_text(text, encoding="utf-8")
    write_sums(path, list(files))
    return path


def test_a_folder_says_what_it_was_begun_with(tmp_path: Path) -> None:
    made = open_stored(str(folder(tmp_path)))
    assert made.name == f"sweep = {tmp_path}" and made.words == (*WORDS[:3], f"place={tmp_path / PLACE}")
    assert (made.base.years, made.base.behaviour, made.replications) == (2, "siloed", 3)
    assert made.digest == plan_hash({"experiment": "sweep", **CONFIG})


def test_a_folder_is_read_with_its_plan_and_what_was_taken_away(tmp_path: Path) -> None:
    mine = ["years=2", "plan=[enabler]", "plan.enabler.until=1", "enabler.price=0.3", "behaviour.council=heroic"]
    mine += ["ablations=[leaders_alike]"]
    config = {**CONFIG, "scenario": resolved(load_scenario(mine))}
    made = open_stored(str(folder(tmp_path, config, words=[*mine, "design=factorial"])))
    assert made.base == load_scenario(mine) and made.words[: len(mine)] == tuple(mine)
    assert len(made.base.plan) == 2 and made.base.ablations == ("leaders_alike",)


def test_no_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere", folder(tmp_path) / "config.yaml"):
        with pytest.raises(InputError, match="no such folder; expected that of a finished sweep"):
            open_stored(str(path))


@pytest.mark.parametrize("name", ["config.yaml", "overrides.txt", "runs.parquet"])
def test_the_folder_of_another_experiment_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"not the folder of a sweep \(it lacks .* or runs.parquet"):
        open_stored(str(folder(tmp_path, without=name)))


@pytest.mark.parametrize("key", ["sweep", "scenario"])
def test_what_was_begun_as_something_else_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(InputError, match=r"not the folder of a sweep$"):
        open_stored(str(folder(tmp_path, {key: CONFIG[key]})))


@pytest.mark.parametrize("name", ["config.yaml", "overrides.txt"])
def test_a_file_changed_since_is_refused(tmp_path: Path, name: str) -> None:
    path = folder(tmp_path) / name
    path.write_text(path.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    with pytest.raises(StoreError, match=name):
        open_stored(str(tmp_path))


def test_a_place_is_that_of_the_folder_whose_file_may_be_gone_or_say_something_else(tmp_path: Path) -> None:
    changed = load_place("anyplace", {"beds": 480})
    lines = [*WORDS[:3], "place=gone.yaml", "place.figures.beds=480"]
    scenario = resolved(load_scenario([*WORDS[:3], "place.figures.beds=480"]))
    made = folder(tmp_path, {**CONFIG, "scenario": scenario})
    (tmp_path / "overrides.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    copy = tmp_path / "places" / f"{changed.digest[:12]}.yaml"
    copy.write_text(place_text(changed), encoding="utf-8")
    write_sums(tmp_path, ["config.yaml", "overrides.txt", "runs.parquet", "manifest.json"])
    assert open_stored(str(made)).base.place == changed
    copy.write_text(place_text(load_place("anyplace")), encoding="utf-8")
    with pytest.raises(StoreError, match="changed since it was written"):
        open_stored(str(made))
    copy.unlink()
    with pytest.raises(StoreError, match="missing, so nothing says at which place this ran"):
        open_stored(str(made))


def test_a_scenario_that_has_come_to_mean_something_else_is_refused_by_name(tmp_path: Path) -> None:
    parameters = {**SCENARIO["parameters"], "bill": {**SCENARIO["parameters"]["bill"], "cashable": 0.125}}
    before = {**CONFIG, "scenario": {**SCENARIO, "parameters": parameters}}
    with pytest.raises(InputError, match=r": bill\.cashable was 0\.125 when it ran and is 0\.25 now"):
        open_stored(str(folder(tmp_path, before)))
