"""The hand-out: made from an answer, sent to the browser, or written into a results folder by the command."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Literal, get_args

from sim.core.nearest import unknown
from sim.core.parameters import InputError
from sim.report.tables import effects_frame
from sim.store import ResultFolder, keep_provenance, manifest_of, plan_hash, resolved
from sim.store.manifest import now, version
from sim.validation.worlds import some
from sim.web.bundle import scripts
from sim.whatif import mind, why
from sim.whatif.answer import FULL, SIDES, Answer, answer, called
from sim.whatif.handout import HandOut, content, document, page
from sim.whatif.handout.material import PlainData
from sim.whatif.question import Question
from sim.whatif.saved import file_of
from sim.whatif.view import tell
from sim.whatif.view.why import tell_ends, tell_why

Form = Literal["html", "word"]
NAMES: dict[Form, str] = {"html": "what-if.html", "word": "what-if.docx"}
KINDS: dict[Form, str] = {
    "html": "text/html; charset=utf-8",
    "word": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_DRAWING = Lock()


@dataclass(frozen=True)
class ExplainedAnswer:
    """What a hand-out needs: an answer, where its gap comes from, and which unknown numbers would change it."""

    answer: Answer
    why: PlainData
    mind: PlainData


def explained_answer(question: Question, place: str = "anyplace", futures: int = FULL) -> ExplainedAnswer:
    """Run all that a hand-out needs, here."""
    some_worlds, fewer = some(min(why.WORLDS, futures)), some(min(mind.WORLDS, futures))
    found = answer(question, some(futures), place)
    levels = {trial: why.run_trial(trial, question, some_worlds, place) for trial in why.trials(question, place)}
    parts = tell_why(question, why.parts_of(question, levels, place), len(some_worlds), tell(found, place), place)
    ends = tell_ends(mind.at_ends(question, mind.candidates(question), fewer, place), called(question)[1], len(fewer))
    return ExplainedAnswer(found, parts, ends)


def drawn(found: ExplainedAnswer, form: Form, place: str) -> bytes:
    """Return the hand-out as a file; one is drawn at a time, for figures share their look."""
    command = command_of(form, place)
    with _DRAWING:
        made = HandOut.of(found.answer, place=place, version=version(), command=command, why=found.why, mind=found.mind)
        sections = content(made)
    return document(made, sections) if form == "word" else page(made, sections, scripts()).encode()


def command_of(form: Form, place: str) -> str:
    """Return the command that makes a hand-out again from its question's file."""
    where = [] if place == "anyplace" else [f"place={place}"]
    return shlex.join(["common-ground", "whatif", "file=question.yaml", *where, f"take={form}"])


def hand_out(question: Question, form: str, root: Path, place: str = "anyplace", *, futures: int = FULL) -> Path:
    """Write a hand-out into a results folder, with its question, effects and manifest; return its path.

    Raises:
        InputError: if there is no such form.
        StoreError: if the folder cannot be written.
    """
    asked = _form(form)
    started, command = now(), command_of(asked, place)
    scenarios = {side: question.tried(place).scenario(side, place) for side in SIDES}
    plan = {
        "experiment": "whatif",
        "design": {"form": asked, "futures": futures, "question": question.plain()},
        "arms": {side: resolved(scenario) for side, scenario in scenarios.items()},
    }
    digest = plan_hash(plan)
    folder = ResultFolder(root, "whatif", digest).apart().prepare()
    found = explained_answer(question, place, futures)
    data = drawn(found, asked, place)
    seed, words = scenarios["a"].root_seed, shlex.split(command)
    manifest = manifest_of("whatif", digest, root_seed=seed, argv=words, started=started, extra={"futures": futures})
    with folder.taken(manifest):
        path = folder.write(NAMES[asked], data)
        folder.write("question.yaml", file_of(question))
        folder.write_table("effects", effects_frame([found.answer.comparison]))
        config = {"whatif": plan["design"], "arms": plan["arms"]}
        keep_provenance(folder, config, [scenario.place for scenario in scenarios.values()], words[2:])
        folder.complete({**manifest, "ended": now()})
    return path


def _form(form: str) -> Form:
    for known in get_args(Form):
        if form == known:
            return known
    raise InputError(f"take: {unknown(form[:80], get_args(Form), 'form')}")
