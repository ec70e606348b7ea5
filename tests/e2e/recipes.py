"""Code blocks of a page, and what the comment above each asks for."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.pace import HANG

_BLOCK = re.compile(r"(?ms)(?:^<!-- (?P<asked>.*?) -->\n)?^```(?P<language>\w+)\n(?P<text>.*?)^```$")


@dataclass(frozen=True)
class Block:
    """A code block: what is asked for (such as `run` or `save: path`), its language and text."""

    asked: str
    language: str
    text: str


def blocks_of(page: Path) -> list[Block]:
    """Return the code blocks of a page in order."""
    found = _BLOCK.finditer(page.read_text(encoding="utf-8"))
    return [Block(m["asked"] or "", m["language"], m["text"]) for m in found]


def run_python(code: str, folder: Path, package: Path) -> str:
    """Run code in a folder, with `sim` found in `package`; return what it prints, or fail with what went wrong."""
    environment = {**os.environ, "PYTHONPATH": str(package), "MPLBACKEND": "Agg"}
    command = [sys.executable, "-W", "error::RuntimeWarning", "-"]
    done = subprocess.run(
        command, input=code, cwd=folder, env=environment, capture_output=True, text=True, timeout=HANG, check=False
    )
    assert done.returncode == 0, f"{code}\n---\n{done.stdout}{done.stderr}"
    return done.stdout


def changed(text: str, diff: str) -> str:
    """Make the change that a block shows: lines with + are added, with - removed, others say where."""
    lines = diff.splitlines()
    before = "\n" + "".join(line[1:] + "\n" for line in lines if line[:1] != "+")
    after = "\n" + "".join(line[1:] + "\n" for line in lines if line[:1] != "-")
    whole = "\n" + text
    assert whole.count(before) == 1, f"expected once, found {whole.count(before)} times:{before}"
    return whole.replace(before, after)[1:]
