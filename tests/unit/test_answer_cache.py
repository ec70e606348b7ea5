"""The answer cache: what was kept is found by the same version alone; nothing else is believed, followed or removed."""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.web import answer_cache
from sim.web.answer_cache import AnswerCache

NAME = ["240", "answer", "full", "q"]


def answer(**more: Any) -> bytes:
    """Return the least that the page can show."""
    shown = {
        "key": "q",
        "stage": "full",
        "futures": 4,
        "years": 1,
        "rounds": 13,
        "names": {"a": "A", "b": "B"},
        "sentence": {"text": "Said."},
        "cards": [],
        "fans": {"delayed": {"a": {"q50": [None, 1.5]}}},
        "network": {},
    }
    return json.dumps({**shown, **more}).encode()


@pytest.fixture
def kept(tmp_path: Path) -> AnswerCache:
    made = AnswerCache(tmp_path)
    made.keep(NAME, answer())
    return made


def file_in(cache: AnswerCache) -> Path:
    (found,) = cache.folder.iterdir()
    return found


def test_what_was_kept_is_found_under_its_name_alone(tmp_path: Path, kept: AnswerCache):
    assert AnswerCache(tmp_path).find(NAME) == answer()
    assert kept.find([*NAME, "r"]) is None


def resealed(data: bytes, cache: AnswerCache) -> bytes:
    """Return a file with a right seal over what it should not hold, as code with another shape would have left it."""
    return answer_cache._sealed(data, cache.folder.name, NAME)


DAMAGE: dict[str, Callable[[bytes, AnswerCache], bytes]] = {
    "cut short": lambda held, _: held[:-9],
    "empty": lambda held, _: b"",
    "one bit over": lambda held, _: held[:-20] + bytes([held[-20] ^ 1]) + held[-19:],
    "more behind it": lambda held, _: held + b"more",
    "no mark": lambda held, _: held[1:],
    "not packed": lambda held, _: held.rpartition(b"\n")[0] + b"\nplain",
    "another's answer": lambda held, cache: answer_cache._sealed(answer(), cache.folder.name, [*NAME, "other"]),
    "another version's": lambda held, cache: answer_cache._sealed(answer(), "0123456789ab", NAME),
    "forged": lambda held, cache: held[:20] + b"0" * 64 + b"\n" + zlib.compress(answer(key="forged")),
    "as it was before": lambda held, cache: gzip.compress(answer()),
    "a list": lambda held, cache: resealed(b"[]", cache),
    "a wrong type": lambda held, cache: resealed(answer(futures="many"), cache),
    "text for numbers": lambda held, cache: resealed(answer(fans={"delayed": {"a": {"q50": ["<b>"]}}}), cache),
    "no JSON": lambda held, cache: resealed(b"\xff{", cache),
    "too large": lambda held, cache: resealed(b" " * (answer_cache._MOST + 1), cache),
}


@pytest.mark.parametrize("how", DAMAGE)
def test_what_is_damaged_or_forged_is_set_aside_and_made_again(kept: AnswerCache, how: str):
    file = file_in(kept)
    file.write_bytes(DAMAGE[how](file.read_bytes(), kept))
    assert kept.find(NAME) is None
    assert not file.exists() and file.with_suffix(".damaged").exists()
    kept.keep(NAME, answer())
    assert kept.find(NAME) == answer()


@pytest.mark.parametrize("what", ["link", "folder", "pipe", "dangling link"])
def test_what_is_no_file_is_neither_read_nor_replaced(kept: AnswerCache, tmp_path: Path, what: str):
    file, foreign = file_in(kept), tmp_path / "foreign"
    foreign.write_bytes(file.read_bytes())
    file.unlink()
    if what == "folder":
        file.mkdir()
    elif what == "pipe":
        os.mkfifo(file)
    else:
        file.symlink_to(foreign if what == "link" else tmp_path / "nowhere")
    before = file.lstat()
    assert kept.find(NAME) is None
    kept.keep(NAME, answer(key="new"))
    assert file.lstat().st_ino == before.st_ino and foreign.read_bytes().startswith(b"common-ground answer")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("depth", ["whatif", "version"])
def test_a_folder_that_is_a_link_is_not_used(tmp_path: Path, depth: str):
    elsewhere, cache = tmp_path / "elsewhere", AnswerCache(tmp_path / "results")
    elsewhere.mkdir()
    link = cache.folder.parent if depth == "whatif" else cache.folder
    link.parent.mkdir(parents=True)
    link.symlink_to(elsewhere)
    cache.keep(NAME, answer())
    assert cache.find(NAME) is None and not list(elsewhere.rglob("*.answer"))


def test_another_version_finds_nothing_and_removes_what_this_one_wrote_and_nothing_else(
    tmp_path: Path, kept: AnswerCache, monkeypatch: pytest.MonkeyPatch
):
    root, own = tmp_path / "whatif", file_in(kept)
    outside = tmp_path / "outside.answer"
    outside.write_bytes(own.read_bytes())
    foreign = {
        root / "mine.txt": b"not the cache's",
        root / "data.json.gz": gzip.compress(b"{}"),
        root / "abcdefabcdef" / "mine.json.gz": gzip.compress(b"{}"),
        root / "abcdefabcdef" / ("0" * 20 + ".answer"): b"named alike",
        root / "notes" / own.name: own.read_bytes(),
    }
    for path, held in foreign.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(held)
    (root / "abcdefabcdef" / ("1" * 20 + ".answer")).symlink_to(outside)
    (root / "fedcbafedcba").symlink_to(own.parent)
    monkeypatch.setattr(answer_cache, "made_from", lambda: "0123456789ab")
    after = AnswerCache(tmp_path)
    assert after.find(NAME) is None
    after.keep(NAME, answer(key="new"))
    assert not own.exists() and not own.parent.exists()
    assert {path: path.read_bytes() for path in foreign} == foreign
    assert outside.exists() and (root / "abcdefabcdef" / ("1" * 20 + ".answer")).is_symlink()
    assert after.find(NAME) == answer(key="new")


def test_a_disk_that_cannot_take_it_is_no_reason_to_fail(tmp_path: Path):
    (tmp_path / "whatif").write_text("a file where the folder should be")
    cache = AnswerCache(tmp_path)
    cache.keep(NAME, answer())
    assert cache.find(NAME) is None
