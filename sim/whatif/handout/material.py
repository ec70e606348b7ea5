"""What a hand-out is made from: an answer, what is known of it, and its names fit to be shown on paper."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from textwrap import shorten
from typing import Any

from sim.analysis.finding import Finding
from sim.place import Place
from sim.whatif.answer import SIDES, Answer, Side, called
from sim.whatif.question import Question
from sim.whatif.saved import file_of
from sim.whatif.view import tell
from sim.whatif.view.catalogue import catalogue

PlainData = Mapping[str, Any]
_NEVER = {"Cc", "Cs", "Cn", "Co", "Zl", "Zp"}


@dataclass(frozen=True)
class HandOut:
    """Everything that a hand-out is made from; make it with `HandOut.of`.

    Attributes:
        answer: what was found, its names fit to be shown.
        place: name of the place, or the path of its file.
        answer_data: the answer as plain data: every word and number that is shown.
        catalogue: what there is to know of levers and outcomes: labels, definitions, limits.
        why: where the gap comes from; None if not asked for.
        mind: which unknown numbers decide; None if not asked for.
        command: makes the same hand-out again, from the file.
        text: the question as the text of a file.
    """

    answer: Answer = field(repr=False)
    place: str
    answer_data: PlainData = field(repr=False)
    catalogue: PlainData = field(repr=False)
    why: PlainData | None = field(repr=False)
    mind: PlainData | None = field(repr=False)
    command: str
    text: str = field(repr=False)

    @classmethod
    def of(
        cls,
        answer: Answer,
        *,
        place: str,
        version: str,
        command: str,
        why: PlainData | None = None,
        mind: PlainData | None = None,
    ) -> HandOut:
        """Make the hand-out of an answer; `why` and `mind` are as `tell_why` and `tell_ends` tell them."""
        shown = shown_as_text(answer.question)
        named = replace(answer, question=shown, comparison=replace(answer.comparison, names=called(shown)))
        mind = _cleaned(mind) if mind else None
        return cls(
            named, place, tell(named, place), catalogue(place, version), why, mind, command, file_of(answer.question)
        )

    @property
    def question(self) -> Question:
        """Return the question, its names fit to be shown."""
        return self.answer.question

    @property
    def finding(self) -> Finding:
        """Return what there is to say."""
        return self.answer.comparison.finding

    @property
    def names(self) -> dict[Side, str]:
        """Return what the futures are called, with their letters."""
        return {side: f"{side.upper()}: {getattr(self.question, side).name}" for side in SIDES}

    @property
    def outcomes(self) -> dict[str, PlainData]:
        """Return what there is to know about each outcome, people first."""
        return {one["name"]: one for one in self.catalogue["outcomes"]}

    @property
    def brief(self) -> dict[Side, str]:
        """Return what the futures are called where there is little room."""
        return {side: briefly(getattr(self.question, side).name) for side in SIDES}

    @cached_property
    def drawn(self) -> Finding:
        """Return the finding as it is drawn: long names would lie over one another."""
        a, b = self.question.a, self.question.b
        short = {
            side: one.model_copy(update={"name": self.brief[side]}) for side, one in zip(SIDES, (a, b), strict=True)
        }
        return replace(self.finding, names=called(self.question.model_copy(update=short)))

    @cached_property
    def where(self) -> Place:
        """Return the place with the team's own names for its organisations."""
        place, names = self.answer.comparison.base.scenario.place, self.question.place.names
        own = tuple(replace(one, label=names.get(one.key, one.label)) for one in place.organisations)
        return replace(place, organisations=own)


def briefly(name: str, most: int = 34) -> str:
    """Shorten a name at the end of a word, or within its only word."""
    cut = shorten(name, most, placeholder="…")
    return cut if len(cut) > 1 else f"{name[: most - 1]}…"


def shown_as_text(question: Question) -> Question:
    """Return a question whose texts hold nothing that paper cannot show, such as line breaks and control signs."""
    return Question.model_validate(_cleaned(question.model_dump()))


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return "".join(" " if unicodedata.category(sign) in _NEVER else sign for sign in value)
    if isinstance(value, Mapping):
        return {key: _cleaned(one) for key, one in value.items()}
    return [_cleaned(one) for one in value] if isinstance(value, list) else value
