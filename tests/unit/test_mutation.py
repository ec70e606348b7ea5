"""Which modules are changed, and which tests are asked first: named after one, importing it, of its package; others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutation import asked_of, command, in_order, modules_of

MODULE = Path("sim/report/text/words.py")
FILES = {
    "deep/test_words_said.py": "import numpy",
    "test_one_line.py": "from sim.report.text import costs, words",
    "test_dotted.py": "from sim.report.text.words import joined",
    "test_many_lines.py": "from sim.report.text import (\n    costs,\n    words,\n)",
    "test_neighbour.py": "from sim.report.text.words_of import said\nfrom sim.report.text import (costs)\nwords = 1",
    "test_elsewhere.py": "from sim.report.pages import words",
}


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_each_test_file_is_asked_once_the_nearest_first(folder: Path) -> None:
    groups = [[Path(file).name for file in group] for group in in_order(MODULE, [str(folder), str(folder / "deep")])]
    assert groups == [
        ["test_words_said.py"],
        ["test_dotted.py", "test_many_lines.py", "test_one_line.py"],
        ["test_neighbour.py"],
        ["test_elsewhere.py"],
    ]


def test_further_groups_are_asked_last_or_where_only_near_ones_are_asked_if_there_are_none_nearer(folder: Path) -> None:
    assert command(MODULE, [str(folder)], near_only=False).count("-m pytest") == 4
    near = command(MODULE, [str(folder)], near_only=True)
    assert near.count("-m pytest") == near.count("&&") + 1 == 2 and "test_neighbour.py" not in near
    package = command(Path("sim/report/text/phrases.py"), [str(folder)], near_only=True)
    assert package.count("-m pytest") == 1 and "test_neighbour.py" in package and "test_elsewhere.py" not in package
    assert "test_elsewhere.py" in command(Path("sim/mesa/faces.py"), [str(folder)], near_only=True)


def test_a_folder_is_all_its_modules_and_a_file_itself_and_what_is_not_there_is_refused(tmp_path: Path) -> None:
    for name in ("rules/__init__.py", "rules/one.py", "rules/deep/two.py", "rules/notes.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert modules_of("rules", tmp_path) == [Path("rules/deep/two.py"), Path("rules/one.py")]
    assert modules_of("rules/one.py", tmp_path) == [Path("rules/one.py")]
    with pytest.raises(SystemExit, match="rules/tow has no tracked module"):
        modules_of("rules/tow", tmp_path)


def test_a_file_is_asked_about_by_the_asked_of_the_innermost_folder_with_it_or_by_all_unit_tests() -> None:
    settings = {"sim/rules": ["outer"], "sim/rules/care": ["inner"]}
    asked = ("sim/rules/care", "sim/rules/care/beds.py", "sim/rules/careful.py", "sim/unknowns.py")
    assert [asked_of(one, settings) for one in asked] == [["inner"], ["inner"], ["outer"], ["tests/unit"]]
