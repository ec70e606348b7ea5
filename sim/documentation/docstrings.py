"""What a rule's docstring says: its sentence, rule, formula and source, however its lines were broken."""

from __future__ import annotations

import inspect
import re
import sys
from dataclasses import dataclass, is_dataclass
from typing import Any

_SECTION = re.compile(r"(Rule|Formula|Reads|Writes|Source)\s+(\S.*)")
_SENTENCE = re.compile(r"\. (?=[A-Z][a-z])")
_EQUATION = re.compile(r"[A-Za-z_][\w ,'^/()&+.-]{0,45}? (=|<-|->|~|\+=) |[a-z][a-z ]{2,20}: ")


@dataclass(frozen=True, slots=True)
class Described:
    """The parts of a docstring.

    Attributes:
        sentence: its first paragraph.
        rule: in plain English.
        formula: one equation a line.
        source: where it comes from.
    """

    sentence: str
    rule: str
    formula: tuple[str, ...]
    source: str


def described(module: str) -> Described:
    """Return what the docstring of a loaded module says."""
    text = inspect.getdoc(sys.modules[module]) or ""
    sentence, _, rest = text.partition("\n\n")
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in rest.splitlines():
        found = _SECTION.fullmatch(line)
        if found:
            lines = sections.setdefault(found[1], [])
            lines.append(found[2])
        elif line.strip():
            lines.append(line.strip())
    return Described(
        sentence=" ".join(sentence.split()),
        rule=" ".join(sections.get("Rule", ())),
        formula=tuple(_equations(sections.get("Formula", ()))),
        source=" ".join(sections.get("Source", ())),
    )


def _equations(lines: list[str] | tuple[()]) -> list[str]:
    """Join what a line break parted, and give each equation a line of its own."""
    joined: list[str] = []
    for line in lines:
        if joined and not _EQUATION.match(line):
            joined[-1] += " " + line
        else:
            joined.append(line)
    return [piece for line in joined for piece in _parted(line)]


def _parted(line: str) -> list[str]:
    """Part a line at semicolons and ends of sentences that stand outside brackets."""
    pieces, depth = [""], 0
    for place, sign in enumerate(line):
        depth += (sign in "([") - (sign in ")]")
        if depth == 0 and (sign == ";" or _SENTENCE.match(line, place)):
            pieces.append("")
        else:
            pieces[-1] += sign
    return [piece.strip().removesuffix(".") for piece in pieces if piece.strip()]


def modules_of(kind: type[Any]) -> tuple[str, ...]:
    """Return the modules that say a mechanism's rule: its own, and those of its parameters if others."""
    groups = (group.__module__ for group in reversed(kind.Params.__mro__) if is_dataclass(group))
    return tuple(dict.fromkeys((kind.__module__, *groups)))
