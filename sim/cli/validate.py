"""`common-ground validate`: measure every known fact, and write docs/validation.md and the scoreboard of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.progress import track
from rich.table import Table

from sim.cli.progress import screen
from sim.cli.study_keys import yes_or_no
from sim.cli.validate_over import keep_for_page, over
from sim.core.nearest import PARAMETERS, unknown
from sim.core.parameters import InputError
from sim.overrides import parse_command, written
from sim.scenario import declarations, whole_number
from sim.store import results_root
from sim.theories import KEYS as THEORIES
from sim.theories import asked_theories, theory_of
from sim.validation import FACTS, Measured, Runs, scoreboard
from sim.validation.page import alone, page
from sim.validation.worlds import kept

QUESTION = "Does the model reproduce what is known? Measures every declared fact and writes docs/validation.md."
EXAMPLES = (
    "common-ground validate",
    "common-ground validate 'only=[S2,S9]' places=16",
    "common-ground validate trust.asymmetry=1",
    "common-ground validate in_worlds=20 theories=all places=16",
)
MEANING = {
    "places": "places to run (64: as declared)",
    "only": "facts whose names begin so, such as [S2,S9]; all if empty",
    "page": "where to write the page, if nothing is left out or changed",
    "in_worlds": "in how many worlds that agree with month 0 facts are tried, too",
    "theories": "rival theories under which they are tried, too: all, or a list",
    "results": "folder that the table of these goes to",
    "store": "true: keep these for the page",
}
DEFAULTS: dict[str, Any] = {
    "places": 64,
    "only": [],
    "page": "docs/validation.md",
    "in_worlds": 0,
    "theories": [],
    "results": "results",
    "store": False,
}


def usage() -> str:
    """Return the help of this command."""
    lines = [QUESTION, "", "common-ground validate [key=value ...]", "", "Its own keys, with defaults:"]
    lines += [f"  {f'{key}={written(DEFAULTS[key])}':<28}{meaning}" for key, meaning in MEANING.items()]
    lines += ["", "Any parameter, such as trust.asymmetry=1, is changed in every run; the page is then not written."]
    return "\n".join([*lines, "", "Examples:", *(f"  {example}" for example in EXAMPLES), ""])


def run(words: Sequence[str]) -> dict[str, Measured]:
    """Do what the command asks; return what was measured, by the name of the fact."""
    given, changed = dict(DEFAULTS), list[str]()
    for key, value, text in parse_command(words):
        if key in given:
            given[key] = value
        elif key in THEORIES:
            changed += theory_of(key, value).words
        elif key in declarations():
            declarations()[key].check(value)
            changed.append(text)
        else:
            raise InputError(unknown(key[:80], [*given, *declarations(), *THEORIES], listed_in=PARAMETERS))
    places, names = whole_number("places", given["places"], (2, 1000)), _chosen(given["only"])
    if (aside := _aside(given, changed)) is not None:
        found = over([*words], *aside, places, names, results_root(given["results"]))
        if given["store"]:
            screen().print(keep_for_page(found), markup=False, soft_wrap=True)
        return {}
    target = Path(str(given["page"]))
    whole = len(names) == len(FACTS) and not changed and places >= DEFAULTS["places"]
    if whole and not target.parent.is_dir():
        raise InputError(f"page = {str(target)!r}: there is no folder {str(target.parent)!r}")
    runs, console = Runs(places, changed), screen()
    found = {name: FACTS[name].measure(runs) for name in track(names, "Measuring", console=console, transient=True)}
    console.print(_table(found))
    if not whole:
        console.print("The page is written when all facts are measured over 64 places with nothing changed.")
        return found
    target.write_text(page(found, runs.places, alone(runs)), encoding="utf-8")
    console.print(f"Wrote {target} and {scoreboard.write(found)}", markup=False, soft_wrap=True)
    return found


def _aside(given: Mapping[str, Any], changed: Sequence[str]) -> tuple[int, tuple[str, ...]] | None:
    """Return in how many worlds, and under which rivals, facts are tried; None where neither is asked for."""
    worlds = whole_number("in_worlds", given["in_worlds"], (0, len(kept())))
    theories = asked_theories(given["theories"]) if given["theories"] else ()
    store = yes_or_no("store", given["store"])
    if not worlds and not theories:
        if store:
            raise InputError("store=true: nothing to keep; expected in_worlds=20, theories=all or both beside it")
        return None
    if changed:
        raise InputError(f"'{changed[0]}': in_worlds and theories set numbers themselves; expected one of the two")
    if store and not (worlds and theories and not given["only"]):
        raise InputError("store=true: expected all facts, in worlds and under theories: in_worlds=20 theories=all")
    return worlds, theories


def _codes() -> list[str]:
    """Return the codes with which facts begin, such as S2: what `only` is most often given."""
    return list(dict.fromkeys(name.split(" ")[0] for name in FACTS))


def _chosen(value: object) -> list[str]:
    starts = [str(one) for one in value] if isinstance(value, list) else [str(value)]
    for start in starts:
        if not any(name.startswith(start) for name in FACTS):
            raise InputError(f"only: {unknown(start[:60], _codes(), 'fact')}")
    return [name for name in FACTS if not starts or name.startswith(tuple(starts))]


def _table(found: Mapping[str, Measured]) -> Table:
    table = Table("Fact", "Kind", "Asked", "Found", "Verdict")
    for name, measured in found.items():
        word = "[green]holds" if measured.passed else "[red]fails"
        table.add_row(name, FACTS[name].kind, FACTS[name].tolerance, measured.text, word)
    return table
