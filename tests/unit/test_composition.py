"""What a scenario is composed of: Hydra's work once for each choice of files, plain values set as Hydra sets them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hydra import compose as composed_by_hydra
from hydra import initialize_config_dir
from omegaconf import OmegaConf

from sim import composition
from sim.overrides import parse

WORDS = (
    (),
    ("years=3", "root_seed=7"),
    ("behaviour=mixed", "pressure=austerity", "demand.growth=0.05", "participation.vision=0.75"),
    ("demand.growth=0.05", "pressure=steady"),
    ("behaviour=tit_for_tat", "trust.asymmetry=1", "trust.asymmetry=2.5", "trust.clan=1e-1"),
    ("funding.nhs_growth=-0.02", "channels.pooling=false", "channels.money='true'"),
)


def by_hydra_alone(words: tuple[str, ...]) -> Any:
    composition.compose([])  # so that the schema is known
    with initialize_config_dir(str(composition.CONFIGS), version_base=None):
        return OmegaConf.to_container(composed_by_hydra("scenario", list(words)))


def typed(values: Any) -> Any:
    return {key: typed(one) for key, one in values.items()} if isinstance(values, dict) else (type(values), values)


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_values_are_those_that_hydra_composes_of_all_words(words: tuple[str, ...]):
    assert typed(composition.compose(parse(words))) == typed(by_hydra_alone(words))


def test_files_are_composed_once_for_each_choice_and_anew_when_one_was_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    shutil.copytree(composition.CONFIGS, tmp_path / "configs")
    monkeypatch.setattr(composition, "CONFIGS", tmp_path / "configs")
    missed = composition._composed.cache_info().misses
    for growth in (0.01, 0.02):
        assert composition.compose(parse([f"demand.growth={growth}"]))["demand"]["growth"] == growth
    assert composition._composed.cache_info().misses == missed + 1
    file = tmp_path / "configs" / "pressure" / "rising_demand.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("growth: 0.025", "growth: 0.035"), encoding="utf-8")
    assert composition.compose([])["demand"]["growth"] == 0.035
    assert composition._composed.cache_info().misses == missed + 2


def test_who_changes_what_was_composed_changes_it_for_nobody_else():
    first = composition.compose([])
    first["trust"]["asymmetry"], first["years"] = 99.0, 99
    again = composition.compose([])
    assert again["trust"]["asymmetry"] != 99.0 and again["years"] != 99
