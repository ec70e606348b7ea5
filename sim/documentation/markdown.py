"""Markdown made by rule: tables, plain text made safe, numbers as people write them, marked parts of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from types import ModuleType

from sim.core.parameters import InputError

MADE = "<!-- Made by `make docs` from the declarations in sim/: change those, not this page. -->"
_SPECIAL = re.compile(r"([\\*_<>|\[\]])")


def plain(text: str) -> str:
    """Return text in which nothing acts as markup, on one line, but for words in `back quotes`."""
    pieces = " ".join(text.split()).split("`")
    return "`".join(piece if odd % 2 else _SPECIAL.sub(r"\\\1", piece) for odd, piece in enumerate(pieces))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[int] = ()) -> str:
    """Return a table; the cells are markdown, and the columns numbered in `right` are set to the right."""
    rules = ["---:" if column in right else "---" for column in range(len(heads))]
    lines = [heads, rules, *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def number(value: float | bool) -> str:
    """Return a number as people write it: no exponents, commas in large ones; a switch as on or off."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if abs(value) >= 10000:
        return f"{value:,.0f}".replace("-", "−")
    return f"{value:.6g}".replace("-", "−")


def code(names: Iterable[str]) -> str:
    """Return names as code, with commas."""
    return ", ".join(f"`{name}`" for name in names)


def title(name: str) -> str:
    """Return a key such as `soft_services` as words."""
    return name.replace("_", " ").capitalize()


def source_file(module: ModuleType | str) -> str:
    """Return a link to a module of the repository, from a page in docs/."""
    name = module if isinstance(module, str) else module.__name__
    path = name.replace(".", "/") + ".py"
    return f"[`{path.removeprefix('sim/')}`](../{path})"


def filled(text: str, part: str, content: str) -> str:
    """Put content between the markers of a part of a page."""
    begin, end = f"<!-- {part}: made by `make docs` -->", f"<!-- end of {part} -->"
    if text.count(begin) != 1 or text.count(end) != 1:
        raise InputError(f"expected one '{begin}' and one '{end}'")
    before, rest = text.split(begin)
    return f"{before}{begin}\n\n{content.strip()}\n\n{end}{rest.split(end)[1]}"
