"""Built code: kept by a hash, built anew when damaged or not one's own, never taken where others may write."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from sim.compile import build
from sim.compile.build import FOLDER, NotCompiledError, built, compiler, is_built
from sim.compile.fold import function
from sim.compile.keeping import folder
from sim.compile.machine import loop_of
from sim.core.parameters import InputError

HAS_COMPILER = pytest.mark.skipif(compiler() is None, reason="there is no C compiler on this computer")
UNITS = ["int answer(void) { return 42; }", "int other(void) { return 7; }"]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(FOLDER, str(tmp_path / "compiled"))
    return tmp_path / "compiled"


def libraries(place: Path) -> list[Path]:
    return sorted(place.glob("*.so"))


@HAS_COMPILER
def test_a_library_is_built_once_and_another_one_for_other_code(place: Path) -> None:
    assert built(UNITS).answer() == 42 and built(UNITS).other() == 7
    (made,) = libraries(place)
    before = made.stat().st_mtime_ns
    built(UNITS)
    assert made.stat().st_mtime_ns == before
    assert built(["int answer(void) { return 43; }"]).answer() == 43 and len(libraries(place)) == 2


@HAS_COMPILER
@pytest.mark.parametrize("damage", ["cut", "no sum", "other sum", "open to others"])
def test_a_damaged_or_open_library_is_built_anew(place: Path, damage: str) -> None:
    built(UNITS)
    (made,) = libraries(place)
    good, checksum = made.read_bytes(), made.with_name(f"{made.name}.sum")
    copy = made.with_suffix(".new")
    if damage == "cut":
        copy.write_bytes(good[:100])
        copy.replace(made)
    elif damage == "no sum":
        checksum.unlink()
    elif damage == "other sum":
        checksum.write_text("0" * 64)
    else:
        made.chmod(0o722)
    assert built(UNITS).answer() == 42
    assert made.read_bytes() == good and not made.stat().st_mode & 0o022 and len(checksum.read_text()) == 64


def test_a_folder_that_others_may_write_to_is_never_used(place: Path) -> None:
    place.mkdir()
    place.chmod(0o777)
    with pytest.raises(InputError, match="others may write"):
        folder()


@HAS_COMPILER
def test_code_that_does_not_compile_is_said_and_leaves_nothing(place: Path) -> None:
    with pytest.raises(NotCompiledError, match="error") as said:
        built(["int answer(void) { return; } nonsense"])
    assert "\n" not in str(said.value)
    assert os.listdir(place) == ["lock"]


def built_now(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that fills with the units that are compiled from now on."""
    texts, usual = list[str](), build._run

    def noted(command: Sequence[str], where: Path | None = None) -> str:
        if where is not None and "-c" in command:
            texts.append((where / command[command.index("-c") + 1]).read_text())
        return usual(command, where)

    monkeypatch.setattr(build, "_run", noted)
    return texts


@HAS_COMPILER
def test_only_the_unit_that_changed_is_compiled_again(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = built_now(monkeypatch)
    built(UNITS)
    assert sorted(made) == sorted(UNITS) and is_built(UNITS)
    made.clear()
    changed = [UNITS[0], "int other(void) { return 8; }"]
    assert not is_built(changed)
    assert built(changed).other() == 8 and built(changed).answer() == 42
    assert made == changed[1:]
    made.clear()
    assert built([changed[1], UNITS[0]]).other() == 8 and not made, "another library of the same objects"


@HAS_COMPILER
def test_a_damaged_object_is_compiled_again(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(UNITS)
    for one in (*libraries(place), *place.glob("*.o")):
        one.write_bytes(b"damaged")
    made = built_now(monkeypatch)
    assert built(UNITS[:1]).answer() == 42 and made == UNITS[:1]


@HAS_COMPILER
def test_of_many_who_build_at_once_one_builds_and_all_have_it(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = built_now(monkeypatch)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: built(UNITS).answer(), range(8)))
    assert answers == [42] * 8 and sorted(made) == sorted(UNITS)


def test_where_the_system_knows_no_owners_a_folder_is_ones_own(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place.mkdir(mode=0o777)
    place.chmod(0o777)
    monkeypatch.delattr(os, "geteuid")
    assert folder() == place


def test_without_a_compiler_it_says_so(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "compiler", lambda: None)
    with pytest.raises(NotCompiledError, match="no C compiler found"):
        built(UNITS)


@pytest.mark.parametrize("name", ["exp", "log", "log1p", "logaddexp", "ndtri", "cos"])
def test_the_very_loops_of_numpy_and_scipy_are_found(name: str) -> None:
    import ctypes

    found, (loop, data) = function(name), loop_of(name)
    values = [np.linspace(0.01, 0.99, 37) for _ in range(found.nin)]
    out = np.zeros(37)
    addresses = (ctypes.c_void_p * 3)(*(one.ctypes.data for one in (*values, out)))
    size, steps = ctypes.c_ssize_t(37), (ctypes.c_ssize_t * 3)(8, 8, 8)
    kind = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
    kind(loop)(ctypes.addressof(addresses), ctypes.addressof(size), ctypes.addressof(steps), data)
    assert np.array_equal(out, found(*values))
