"""Which tests are asked first about a changed module: named after it, importing it, of its package; then others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutation import command, in_order

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
