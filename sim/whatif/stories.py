"""Stories: questions to start from, one file each in configs/story; a file put there appears on the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sim.analysis.headline import HEADLINE
from sim.composition import PLANS
from sim.core.nearest import unknown
from sim.core.parameters import InputError
from sim.outcomes import OUTCOMES
from sim.place.file import read_yaml
from sim.plan.read import entries_of
from sim.scenario import CONFIGS
from sim.whatif.published import Published, read_published
from sim.whatif.question import Question

FOLDER = CONFIGS / "story"
DEFAULT = "working_as_one"
WORDS = ("title", "teaser", "group", "notes", "source")
SAID = ("better", "worse", "same", "divided")


@dataclass(frozen=True)
class StoryFile:
    """One story.

    Attributes:
        id: name of its file.
        title: the question in a line.
        teaser: what it is about, in a line.
        group: heading that it stands under.
        notes: for the facilitator.
        source: where the idea is from.
        claims: what the notes say comes out of B rather than A, by outcome, as in `SAID`; held by a test.
        question: the two futures.
        published: results of a real place that the finding is set beside; usually none.
    """

    id: str
    title: str
    teaser: str
    group: str
    notes: str
    source: str
    question: Question
    claims: Mapping[str, str]
    published: tuple[Published, ...] = ()

    def plain(self) -> dict[str, Any]:
        """Return the story as plain data, its question in full."""
        words = {name: getattr(self, name) for name in ("id", *WORDS)}
        published = [one.words() for one in self.published]
        return {**words, "published": published, "question": self.question.model_dump(mode="json")}


def read_story(path: Path) -> StoryFile:
    """Read and check a story's file, or raise `InputError` with one line."""
    words, more = list(WORDS), ["claims", "question", "published"]
    try:
        data = read_yaml(path)
        if not isinstance(data, dict):
            raise InputError(f"expected a table with {', '.join(words)}, claims and question")
        for key in data:
            if key not in (*words, *more):
                raise InputError(unknown(str(key)[:80], [*words, *more]))
        for word in words:
            if not isinstance(data.get(word), str) or not data[word].strip():
                raise InputError(f"{word} = {str(data.get(word))[:60]!r}: expected text")
        asked = {"title": data["title"], **_table(data.get("question", {}))}
        question = Question.read({**asked, **_plans_opened(asked), "story": path.stem}).tried()
        claims, published = _claims(data.get("claims")), read_published(data.get("published", []))
    except InputError as error:
        raise InputError(f"{path.name}: {error}") from None
    said = {word: data[word].strip() for word in words}
    return StoryFile(id=path.stem, question=question, claims=claims, published=published, **said)


def _claims(data: object) -> dict[str, str]:
    """Return what is claimed of each outcome; `headline` stands for all of the headline, unless one is named itself."""
    if not isinstance(data, dict) or not data:
        raise InputError(f"claims = {str(data)[:60]!r}: expected a table such as {{delayed: better, headline: same}}")
    claimed: dict[str, str] = {str(name): str(said) for name, said in data.items()}
    for name, said in claimed.items():
        if name not in OUTCOMES and name != "headline":
            raise InputError(f"claims: {unknown(name[:80], [*OUTCOMES, 'headline'], 'outcome')}")
        if said not in SAID:
            raise InputError(f"claims.{name} = {said[:60]!r}: expected {', '.join(SAID)}")
    every = dict.fromkeys(HEADLINE, claimed.pop("headline")) if "headline" in claimed else {}
    return every | claimed


def _table(data: object) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise InputError("question: expected a table with a, b and what else a question holds")
    return data


def _plans_opened(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return the futures whose plan is given by name, or by several, with its entries in full."""
    futures = {side: asked[side] for side in ("a", "b") if isinstance(asked.get(side), dict)}
    named = {side: future for side, future in futures.items() if isinstance(future.get("plan"), str | list)}
    return {side: {**future, "plan": entries_of(future["plan"], PLANS)} for side, future in named.items()}


def published_of(name: str | None) -> tuple[Published, ...]:
    """Return what was published of the place that a story is of; nothing where the question is of no story."""
    return next((story.published for story in stories() if story.id == name), ())


@cache
def stories() -> tuple[StoryFile, ...]:
    """Return every story, the one to begin with first, then by group and title."""
    found = [read_story(path) for path in sorted(FOLDER.glob("*.yaml"))]
    return tuple(sorted(found, key=lambda story: (story.id != DEFAULT, story.group, story.title)))
