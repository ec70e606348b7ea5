"""Each change that a recipe of docs/extend.md shows can be made to its file as it is now."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.recipes import blocks_of, changed

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]
CHANGES = [block for block in blocks_of(ROOT / "docs" / "extend.md") if block.asked.startswith("change: ")]
MADE_BY_OTHERS = {
    block.path for block in blocks_of(ROOT / "docs" / "extend.md") if not block.asked.startswith("change")
}


@pytest.mark.parametrize("path", sorted({block.path for block in CHANGES} - MADE_BY_OTHERS))
def test_what_recipes_change_stands_where_they_say(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    for block in CHANGES:
        if block.path == path:
            text = changed(text, block.text)  # one after another, as a reader does who follows all of them


def test_there_are_changes_to_try() -> None:
    assert len(CHANGES) > 3
