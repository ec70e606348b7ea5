"""The list of references in docs/model.md, from docs/references.bib."""

from __future__ import annotations

import re
from pathlib import Path

BIBLIOGRAPHY = Path(__file__).resolve().parents[2] / "docs" / "references.bib"
_ENTRY = re.compile(r"^@(\w+)\{(\w+),\n(.*?)^\}$", re.MULTILINE | re.DOTALL)
_FIELD = re.compile(r"^  (\w+) = \{(.*)\},$", re.MULTILINE)
_SIGNS = {r"{\o}": "ø", r"\&": "&", "--": "–", "{": "", "}": ""}


def entries(path: Path = BIBLIOGRAPHY) -> dict[str, dict[str, str]]:
    """Return the entries of a bibliography, one field a line, by key."""
    found: dict[str, dict[str, str]] = {}
    for _, key, body in _ENTRY.findall(path.read_text(encoding="utf-8")):
        if key in found:
            raise ValueError(f"{path.name}: '{key}' stands twice")
        found[key] = {name: _readable(value) for name, value in _FIELD.findall(body)}
    return found


def references() -> str:
    """Return the list in the order of the file."""
    return "\n".join(f"- {_line(entry)}" for entry in entries().values())


def _readable(value: str) -> str:
    for sign, meant in _SIGNS.items():
        value = value.replace(sign, meant)
    return value


def _line(entry: dict[str, str]) -> str:
    authors = " & ".join(_name(name) for name in entry["author"].split(" and "))
    where = next((entry[field] for field in ("journal", "booktitle", "institution") if field in entry), "")
    if where and "volume" in entry:
        where += f" {entry['volume']}" + (f":{entry['pages']}" if "pages" in entry else "")
    where = f" *{where}*." if where else ""
    note = f" [{entry['note']}]" if "note" in entry else ""
    end = "" if entry["title"].endswith("?") else "."
    return f"{authors} ({entry['year']}). {entry['title']}{end}{where}{note}"


def _name(name: str) -> str:
    return "others" if name == "others" else name
