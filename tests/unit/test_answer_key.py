"""What names an answer: all that its numbers are made from, and not the path or the name that it came by."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim import composition, scenario
from sim.place import load_place
from sim.whatif import question as asking
from sim.whatif.question import Question
from sim.whatif.view.answer import key_of

ANYPLACE = scenario.CONFIGS / "place" / "anyplace.yaml"


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Compose and open anew, as a new start of the page does."""
    for kept in (asking._base, asking._opened, asking.placed):
        kept.cache_clear()
    yield
    for kept in (asking._base, asking._opened, asking.placed):
        kept.cache_clear()


def edited(text: str, old: str, new: str) -> str:
    assert text.count(old) >= 1
    return text.replace(old, new, 1)


def key_in(path: Path) -> str:
    return key_of(Question(), load_place(path))


def test_a_place_file_that_was_edited_names_another_answer_and_a_copy_the_same(tmp_path: Path):
    text, mine = ANYPLACE.read_text(encoding="utf-8"), tmp_path / "mine.yaml"
    mine.write_text(text, encoding="utf-8")
    before = key_in(mine)
    copy = tmp_path / "copy.yaml"
    copy.write_text(text, encoding="utf-8")
    assert key_in(copy) == before == key_of(Question())
    mine.write_text(edited(text, "{value: 520,", "{value: 521,"), encoding="utf-8")
    assert key_in(mine) != before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("pressure/rising_demand.yaml", "growth: 0.025", "growth: 0.02"),
        ("behaviour/collaborative.yaml", "contact: 0.25", "contact: 0.3"),
    ],
)
def test_a_pressure_or_a_behaviour_that_was_edited_names_another_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str
):
    before = key_of(Question())
    configs = tmp_path / "configs"
    shutil.copytree(scenario.CONFIGS, configs)
    path = configs / file
    path.write_text(edited(path.read_text(encoding="utf-8"), old, new), encoding="utf-8")
    monkeypatch.setattr(composition, "CONFIGS", configs)
    asking._base.cache_clear()
    assert key_of(Question()) != before


def test_what_a_question_sets_is_part_of_the_name_even_at_its_default():
    default = scenario.declarations()["trust.asymmetry"].default
    said = Question.read({"b": {"name": "B", "behaviour": "collaborative", "values": {"trust.asymmetry": default}}})
    assert key_of(said) != key_of(Question()), "what is set is drawn in no world"
