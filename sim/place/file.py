"""Read a YAML file that a stranger may have written.

A place file is data, so only plain data is let in: tables, lists, text, numbers, true, false and
null. Values are built from the parser's events, in one pass and without recursion; nothing in the
file can name a class, repeat another part of the file, or nest without end. Text is taken as the
core rules of YAML 1.2 do: `yes`, `0777` and `12:30` stay text. Every refusal is one line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import yaml

from sim.core.parameters import InputError

LARGEST_FILE = 2_000_000  # bytes
DEEPEST = 20  # tables or lists within one another
LONGEST_KEY = 80  # characters
MOST_VALUES = 80_000  # forty times what a place needs; all boards of England, thirty organisations each, need 67,000

_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_parse = cast(Callable[..., Iterator[object]], getattr(yaml, "parse"))  # noqa: B009 (yaml leaves it untyped)
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
}
_SPECIAL = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def read_yaml(path: Path) -> object:
    """Return the plain data in a YAML file, or raise `InputError` with one line that says what is wrong."""
    return read_yaml_text(_text(path))


def read_yaml_text(text: str) -> object:
    """Return the plain data in YAML text, or raise `InputError` with one line that says what is wrong."""
    if len(text) > LARGEST_FILE or "\0" in text:
        raise InputError(f"larger than {LARGEST_FILE:,} characters, or holds a NUL character")
    try:
        return _data(_parse(text, Loader=_PARSER))
    except yaml.YAMLError as error:
        raise InputError(f"not valid YAML{_at(error)}: {_reason(error)}") from None


def _text(path: Path) -> str:
    try:
        if not path.exists():
            raise InputError("no such file")
        if not path.is_file():
            raise InputError("not a file")
        with path.open("rb") as stream:
            raw = stream.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if len(raw) > LARGEST_FILE:
        raise InputError(f"larger than {LARGEST_FILE:,} bytes")
    if b"\0" in raw:
        raise InputError("holds a NUL byte: not a text file")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 text (byte {error.start + 1})") from None


@dataclass(slots=True)
class _Open:
    """A table or list still being filled, and the key that waits for its value."""

    value: dict[str, object] | list[object]
    key: str | None = None

    def put(self, item: object) -> None:
        if isinstance(self.value, list):
            self.value.append(item)
        elif self.key is not None:
            self.value[self.key] = item
            self.key = None


def _data(events: Iterator[object]) -> object:
    """Build values from events; the outermost holder is a list with one document in it."""
    top = _Open([])
    holders = [top]
    documents = 0
    for count, event in enumerate(events):
        _refuse_more_than_data(event)
        if count > 2 * MOST_VALUES:
            raise InputError(f"more than {MOST_VALUES:,} values")
        holder = holders[-1]
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise InputError(f"line {_line(event)}: a second document begins; one is expected")
        elif isinstance(event, yaml.ScalarEvent):
            if isinstance(holder.value, dict) and holder.key is None:
                holder.key = _key(event, holder.value)
            else:
                holder.put(_scalar(event))
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if isinstance(holder.value, dict) and holder.key is None:
                raise InputError(f"line {_line(event)}: a key must be plain text")
            if len(holders) > DEEPEST:
                raise InputError(f"line {_line(event)}: nested more than {DEEPEST} deep")
            opened = _Open({} if isinstance(event, yaml.MappingStartEvent) else [])
            holder.put(opened.value)
            holders.append(opened)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            holders.pop()
    if not isinstance(top.value, list) or not top.value:
        raise InputError("empty file")
    return top.value[0]


def _refuse_more_than_data(event: object) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
        raise InputError(f"line {_line(event)}: anchors and aliases (& and *) are not accepted")
    if getattr(event, "tag", None) is not None:
        raise InputError(f"line {_line(event)}: tags (!) are not accepted")


def _key(event: yaml.ScalarEvent, table: dict[str, object]) -> str:
    key = str(event.value)
    if len(key) > LONGEST_KEY or not key.isprintable():
        raise InputError(f"line {_line(event)}: a key must be printable text of at most {LONGEST_KEY} characters")
    if key in table:
        raise InputError(f"line {_line(event)}: key '{key}' stands twice in one table")
    return key


def _scalar(event: yaml.ScalarEvent) -> object:
    """Return the value of a scalar; only unquoted ones can be other than text."""
    text = str(event.value)
    if not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text):
        return float(text)
    return float(text.replace(".", "", 1)) if _SPECIAL.fullmatch(text) else text


def _line(event: object) -> int:
    mark = getattr(event, "start_mark", None)
    return int(mark.line) + 1 if mark is not None else 0


def _at(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f" at line {mark.line + 1}" if mark is not None else ""


def _reason(error: yaml.YAMLError) -> str:
    words = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    return " ".join(str(words).split())[:160]
