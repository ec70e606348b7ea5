"""The answer cache: what was kept is found by the same version alone; what is damaged is taken for no answer."""

from pathlib import Path

import pytest

from sim.web import answer_cache
from sim.web.answer_cache import AnswerCache


def test_what_was_kept_is_found_under_its_name_alone(tmp_path: Path):
    kept = AnswerCache(tmp_path)
    assert kept.find(["anyplace", "q"]) is None
    kept.keep(["anyplace", "q"], {"key": "q", "x": [1.5, None]})
    assert AnswerCache(tmp_path).find(["anyplace", "q"]) == {"key": "q", "x": [1.5, None]}
    assert kept.find(["anyplace", "r"]) is None


def test_a_damaged_file_is_no_answer(tmp_path: Path):
    kept = AnswerCache(tmp_path)
    kept.keep(["q"], {"key": "q"})
    file = next(kept.folder.iterdir())
    file.write_bytes(file.read_bytes()[:-9])
    assert kept.find(["q"]) is None


def test_another_version_finds_nothing_and_clears_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    before = AnswerCache(tmp_path)
    before.keep(["q"], {"key": "q"})
    (tmp_path / "whatif" / "mine.txt").write_text("not the cache's")
    monkeypatch.setattr(answer_cache, "made_from", lambda: "0123456789ab")
    after = AnswerCache(tmp_path)
    assert after.find(["q"]) is None
    after.keep(["q"], {"key": "r"})
    assert sorted(path.name for path in (tmp_path / "whatif").iterdir()) == ["0123456789ab", "mine.txt"]


def test_a_disk_that_cannot_take_it_is_no_reason_to_fail(tmp_path: Path):
    (tmp_path / "whatif").write_text("a file where the folder should be")
    kept = AnswerCache(tmp_path)
    kept.keep(["q"], {"key": "q"})
    assert kept.find(["q"]) is None
