"""Recipes of a page: its code blocks, section by section, what the comment above each asks for, and the doing of it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.pace import HANG

_BLOCK = re.compile(r"(?ms)(?:^<!-- (?P<asked>[^\n]*) -->\n)?^```(?P<language>\w+)\n(?P<text>.*?)^```$")


@dataclass(frozen=True)
class Block:
    """A code block: what is asked for (such as `run` or `save: path`), its language, text and section."""

    asked: str
    language: str
    text: str
    section: str = ""

    @property
    def path(self) -> str:
        """The file that it saves, changes or makes by copying; empty if it is run."""
        what, _, where = self.asked.partition(": ")
        return where.rpartition(" to ")[2] if what in ("save", "change", "copy") else ""


def blocks_of(page: Path) -> list[Block]:
    """Return the code blocks of a page in order."""
    found: list[Block] = []
    for section, text in sections_of(page).items():
        found += [Block(m["asked"] or "", m["language"], m["text"], section) for m in _BLOCK.finditer(text)]
    return found


def sections_of(page: Path) -> dict[str, str]:
    """Return the text of each section of a page by its heading; what stands before the first has none."""
    first, *rest = re.split(r"(?m)^## ", page.read_text(encoding="utf-8"))
    return {"": first} | {text.partition("\n")[0]: text.partition("\n")[2] for text in rest}


def needs_of(page: Path, section: str) -> list[str]:
    """Return the sections that one needs, in the order in which they are done, itself last."""
    sections = sections_of(page)
    stated = re.search(r"(?m)^<!-- needs: (.*) -->$", sections[section])
    before = [one for name in (stated[1].split(", ") if stated else ()) for one in needs_of(page, name)]
    return list(dict.fromkeys([*before, section]))


def do(block: Block, copy: Path) -> None:
    """Do to a copy of the repository what a block shows."""
    what, _, where = block.asked.partition(": ")
    if what == "save":
        assert not (copy / where).exists(), f"{where} stands already"
        (copy / where).write_text(block.text, encoding="utf-8")
    elif what == "copy":
        source, _, target = where.partition(" to ")
        assert block.text == f"cp {source} {target}\n"
        shutil.copy(copy / source, copy / target)
    elif what == "change":
        old = (copy / where).read_text(encoding="utf-8")
        (copy / where).write_text(changed(old, block.text), encoding="utf-8")
    else:
        assert what == "run", f"'{block.asked}': expected save, copy, change or run"


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
