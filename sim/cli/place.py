"""`common-ground place`: say what was understood of a place file, print it in whole, or print its JSON Schema."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence

from sim.core.nearest import unknown
from sim.core.parameters import InputError
from sim.overrides import parse_command
from sim.place import check_place, load_place, place_schema
from sim.place.written import place_text

QUESTION = "Say what was understood of a place file, what was filled in from another place, and what looks odd."
EXAMPLES = (
    "common-ground place check mine.yaml",
    "common-ground place check mine.yaml place.figures.beds=480",
    "common-ground place show mine.yaml",
    "common-ground place schema",
)
_FIGURES = "place.figures."


def _check(place: str, figures: dict[str, object]) -> str:
    return f"{check_place(place, figures)}\n"


def _show(place: str, figures: dict[str, object]) -> str:
    return place_text(load_place(place, figures))


ACTIONS: dict[str, tuple[Callable[[str, dict[str, object]], str], str]] = {
    "check": (_check, "what was understood, what was filled in from another place, and what looks odd"),
    "show": (_show, "the place file in whole, with all that it takes from another place"),
    "schema": (lambda place, figures: json.dumps(place_schema(), indent=2) + "\n", "the JSON Schema, for an editor"),
}


def usage() -> str:
    """Return the help of this command."""
    lines = [QUESTION, "", "common-ground place check|show FILE [place.figures.NAME=NUMBER ...]"]
    lines += ["common-ground place schema", ""]
    lines += [f"  {name:<10}{meaning}" for name, (_, meaning) in ACTIONS.items()]
    return "\n".join([*lines, "", "Examples:", *(f"  {example}" for example in EXAMPLES), ""])


def run(words: Sequence[str]) -> str:
    """Do what the command asks; return what it says."""
    action, rest = (words[0] if words else ""), list(words[1:])
    if action not in ACTIONS:
        raise InputError(unknown(action[:60], ACTIONS, "word after 'place'"))
    if action == "schema" and rest:
        raise InputError(f"place schema: takes nothing more, and {rest[0][:60]!r} stands there")
    if action != "schema" and not rest:
        raise InputError(f"place {action}: say which place, such as mine.yaml")
    figures = dict[str, object]()
    for key, value, _ in parse_command(rest[1:]):
        if not key.startswith(_FIGURES):
            raise InputError(f"{unknown(key[:80], [_FIGURES])} NAME=NUMBER")
        figures[key.removeprefix(_FIGURES)] = value
    said = ACTIONS[action][0]("".join(rest[:1]), figures)
    sys.stdout.write(said)
    return said
