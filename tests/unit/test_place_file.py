"""Files that mean harm, or are no YAML, are refused quickly, in little memory, with one line."""

from __future__ import annotations

import resource
import sys
from pathlib import Path
from typing import Any

import pytest

from sim.core.parameters import InputError
from sim.place import load_place


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty file"),
        (b"# nothing\n", "empty file"),
        (b"- 1\n- 2\n", "the file = a list: expected a table"),
        (b"plain", "the file = 'plain': expected a table"),
        (b"name: &a x\nlabel: *a\n", "line 1: anchors and aliases"),
        (b"name: *nobody\n", "line 1: anchors and aliases"),
        (b"a: &a [x,x]\nb: &b [*a,*a]\n", "line 1: anchors and aliases"),
        (b"name: !!python/object/apply:os.system [ls]\n", "line 1: tags (!)"),
        (b"name: !!str x\n", "line 1: tags (!)"),
        (b"_target_: os.system\n", "unknown key '_target_'"),
        (b"name: ${oc.env:HOME}\n", "missing key"),
        (b"name: x\nname: y\n", "line 2: key 'name' stands twice"),
        (b"'name': x\nname: y\n", "line 2: key 'name' stands twice"),
        (b"<<: {name: x}\n", "unknown key '<<'"),
        (b"[1, 2]: x\n", "line 1: a key must be plain text"),
        (b"name: x\n---\nname: y\n", "line 2: a second document"),
        (b"name: [1, 2\n", "not valid YAML"),
        (b"name: 'x\n", "not valid YAML"),
        (b"\tname: x\n", "not valid YAML"),
        (b"name: \x01\n", "not valid YAML"),
        (b"name: x\0\n", "NUL byte"),
        (b"name: \xff\xfe\n", "not UTF-8 text"),
        ("name: x".encode("utf-16"), "NUL byte"),
        (b"x" * 10_000_000, "larger than 2,000,000 bytes"),
        (b"[" * 2_000 + b"]" * 2_000, "nested more than 20 deep"),
        (b"[" * 900_000, "nested more than 20 deep"),
        (b"{a: " * 2_000 + b"1" + b"}" * 2_000, "nested more than 20 deep"),
        (b"".join(b" " * i + b"a:\n" for i in range(1_000)), "nested more than 20 deep"),
        (b"[" + b"[]," * 300_000 + b"]", "more than 80,000 values"),
        (b"- 1\n" * 249_000, "more than 80,000 values"),
        (b"- 1\n" * 49_000, "the file = a list"),
        (b"a" * 900_000 + b": 1\n", "not valid YAML"),
        (b"".join(b"k%06d: 1\n" % i for i in range(90_000)), "more than 80,000 values"),
        (b"name: " + b"9" * 900_000 + b"\n", "missing key"),
    ],
    ids=range(34),
)
def test_a_hostile_file_is_refused_quickly_and_in_little_memory(refusal: Any, content: bytes, message: str):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert message in refusal(content)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 200_000 or sys.platform != "linux"  # kilobytes on Linux, other units elsewhere


def test_what_is_not_a_file_is_refused(tmp_path: Path):
    for path, message in (
        (tmp_path / "none.yaml", "no such file"),
        (tmp_path, "not a file"),
        (Path("/dev/zero"), "not a file"),
        (tmp_path / ("x" * 300 + ".yaml"), "cannot be read"),
        (Path("nul\0.yaml"), "no such file|cannot be read"),
    ):
        with pytest.raises(InputError, match=message) as caught:
            load_place(path)
        assert str(caught.value).isprintable()
