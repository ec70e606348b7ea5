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
    authors, year, title = _authors(entry["author"]), entry["year"], entry["title"]
    where = next((entry[f] for f in ("journal", "booktitle", "institution", "publisher") if f in entry), "")
    if "volume" in entry:
        where += f" {entry['volume']}" + (f":{entry['pages']}" if "pages" in entry else "")
    where = "" if where in ("", authors) else f" *{where}*."
    note = f" [{entry['note']}]" if "note" in entry else ""
    return f"{authors} ({year}). {title}{'' if title.endswith('?') else '.'}{where}{note}"


def _authors(field: str) -> str:
    *first, last = field.split(" and ")
    if last == "others":
        return ", ".join(first) + " and others"
    return " & ".join((", ".join(first), last)) if first else last
