"""Stories: questions to start from, one file each in configs/story; a file put there appears on the page."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from sim.core.parameters import InputError, unknown
from sim.place.file import read_yaml
from sim.scenario import CONFIGS
from sim.whatif.question import Question

FOLDER = CONFIGS / "story"
DEFAULT = "working_as_one"


@dataclass(frozen=True)
class Story:
    """One story.

    Attributes:
        id: name of its file.
        title: the question in a line.
        teaser: what it is about, in a line.
        group: heading that it stands under.
        notes: for the facilitator.
        source: where the idea is from.
        question: the two futures.
    """

    id: str
    title: str
    teaser: str
    group: str
    notes: str
    source: str
    question: Question

    def plain(self) -> dict[str, Any]:
        """Return the story as plain data, its question in full."""
        words = {item.name: getattr(self, item.name) for item in fields(self) if item.name != "question"}
        return {**words, "question": self.question.model_dump(mode="json")}


def read_story(path: Path) -> Story:
    """Read and check a story's file, or raise `InputError` with one line."""
    words = [item.name for item in fields(Story) if item.name not in ("id", "question")]
    try:
        data = read_yaml(path)
        if not isinstance(data, dict):
            raise InputError(f"expected a table with {', '.join(words)} and question")
        for key in data:
            if key not in (*words, "question"):
                raise InputError(unknown(str(key)[:80], [*words, "question"]))
        for word in words:
            if not isinstance(data.get(word), str) or not data[word].strip():
                raise InputError(f"{word} = {str(data.get(word))[:60]!r}: expected text")
        asked = {"title": data["title"], **_table(data.get("question", {}))}
        question = Question.read({**asked, "story": path.stem}).tried()
    except InputError as error:
        raise InputError(f"{path.name}: {error}") from None
    return Story(id=path.stem, question=question, **{word: data[word].strip() for word in words})


def _table(data: object) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise InputError("question: expected a table with a, b and what else a question holds")
    return data


@cache
def stories() -> tuple[Story, ...]:
    """Return every story, the one to begin with first, then by group and title."""
    found = [read_story(path) for path in sorted(FOLDER.glob("*.yaml"))]
    return tuple(sorted(found, key=lambda story: (story.id != DEFAULT, story.group, story.title)))
