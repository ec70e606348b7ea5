"""Opening a question from outside, a link or a file: what can be understood is kept, and what is dropped is said.

Rule      A question that can be asked is taken as it is. Of any other each part is tried alone, in the order given, and
          kept if the question with it can be asked of the place; in the place of the rest stands what a question has
          when nothing is said. What holds nothing that can be kept is refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from sim.core.parameters import InputError
from sim.place import Place
from sim.place.file import read_yaml_text
from sim.whatif.question import Question

MOST_TRIED, MOST_SAID = 1000, 12
_WHOLE_OR_NOT = ("predictions",)  # an item of these has no part that makes sense alone
_DROPPED = object()


@dataclass(frozen=True)
class Opened:
    """A question, and a line for each part that had to be dropped."""

    question: Question
    dropped: tuple[str, ...] = ()


def opened(text: str, place: str | Place = "anyplace") -> Opened:
    """Return the question in the text of a file or of a link."""
    return understood(_data(text), place)


def _data(text: str) -> object:
    """Read JSON, as links hold it, or else YAML; a key given twice is an error in both."""
    try:
        return json.loads(text, object_pairs_hook=_table)
    except (ValueError, RecursionError):
        return read_yaml_text(text)


def _table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) < len(pairs):
        raise ValueError
    return dict(pairs)


def understood(data: object, place: str | Place = "anyplace") -> Opened:
    """Return the question in plain data, without what cannot be asked of a place.

    Raises:
        InputError: if nothing in it is part of a question that can be asked.
    """
    trying = _Trying(place)
    fault = trying.fault(data)
    if fault is None:
        return Opened(trying.question)
    if not isinstance(data, dict):
        raise InputError(fault)
    kept = trying.largest(cast("dict[str, Any]", data), lambda part: part, _usual())
    if kept == _usual():
        raise InputError(f"no question: {trying.dropped[0] if trying.dropped else fault}")
    trying.fault(kept)
    return Opened(trying.question, trying.said())


def _usual() -> dict[str, Any]:
    """Return what a future has when nothing is said of it, but that it cannot do without."""
    usual = Question()
    return {side: {"name": one.name, "behaviour": one.behaviour} for side, one in (("a", usual.a), ("b", usual.b))}


def _line(text: str) -> str:
    """Return text as one line that can be printed anywhere, whatever names a stranger gave."""
    return "".join(x if x.isprintable() else x.encode("unicode_escape").decode() for x in " ".join(text.split()))


class _Trying:
    """Tries whether data can be asked, and remembers the last question that could, and what was dropped."""

    def __init__(self, place: str | Place) -> None:
        self.place, self.question, self.dropped, self._tried = place, Question(), list[str](), 0

    def fault(self, data: object) -> str | None:
        """Return what is wrong with data as a question; None if it can be asked."""
        self._tried += 1
        if self._tried > MOST_TRIED:
            raise InputError(f"no question: {self.dropped[0]}; and much else that cannot be understood")
        try:
            self.question = Question.read(data).tried(self.place)
        except InputError as error:
            return _line(str(error))
        return None

    def largest(
        self, table: dict[str, Any], within: Callable[[Any], dict[str, Any]], usual: dict[str, Any]
    ) -> dict[str, Any]:
        """Return what of a table can be asked, part by part.

        Args:
            table: as it was given.
            within: puts a table in its place in a whole question.
            usual: what the table holds when nothing is said.
        """
        kept = dict(usual)
        for key, value in table.items():
            before = dict(kept)
            found = self._part(key, value, lambda part, key=key, before=before: within({**before, key: part}), usual)
            if found is not _DROPPED:
                kept[key] = found
        return kept

    def _part(self, key: str, value: Any, within: Callable[[Any], dict[str, Any]], usual: dict[str, Any]) -> Any:
        """Return the largest part of a value that can be asked, or that it was dropped."""
        fault = self.fault(within(value))
        if fault is None:
            return value
        if isinstance(value, dict):
            own = usual.get(key, {})
            if self.fault(within(own)) is None:
                return self.largest(cast("dict[str, Any]", value), within, own)
        if isinstance(value, list) and key in _WHOLE_OR_NOT:
            kept: list[Any] = []
            for item in cast("list[Any]", value):
                said = self.fault(within([*kept, item]))
                if said is None:
                    kept.append(item)
                else:
                    self.dropped.append(said)
            return kept
        self.dropped.append(fault)
        return _DROPPED

    def said(self) -> tuple[str, ...]:
        """Return a line for each part that was dropped, and how many more there were."""
        more = len(self.dropped) - MOST_SAID
        return (*self.dropped[:MOST_SAID], *([f"and {more} more"] if more > 0 else []))
