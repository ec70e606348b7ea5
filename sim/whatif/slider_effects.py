"""What each slider moves by itself: from where it starts to either end, in the same worlds on the same draws.

Rule      Of the default question, future B is run as it is and with one slider at one end. An outcome is moved if in
          some year it differs by what matters in at least half of the worlds: what a slider does may come early and
          pass, as a winter does. A slider that acts under some behaviours only is tried under the first of them.
          What is found holds for the default place and question; it is stored, and a test tries a sample anew.
Source    one-at-a-time change within worlds, as in `sim.whatif.mind`. Half of the worlds is a choice.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from sim.analysis.paired import Comparison
from sim.core.questions import Ask
from sim.model.ensemble import Ensemble
from sim.outcomes import OUTCOMES, PEOPLE_FIRST
from sim.scenario import declarations
from sim.validation.worlds import some
from sim.whatif.answer import Side, run_part
from sim.whatif.question import Question

WORLDS, NOTICED, MEASURED_IN = 48, 0.5, "anyplace"
Moves = dict[str, float]
_STORED = Path(__file__).with_name("slider_effects.json")


def sliders() -> dict[str, Ask]:
    """Return the parameters that are asked about, with how."""
    return {key: declared.ask for key, declared in declarations().items() if declared.ask is not None}


def years() -> list[int]:
    """Return the years that are read: all that the default question runs."""
    return list(range(1, Question().years + 1))


def measured(keys: Sequence[str], worlds: int = WORLDS) -> dict[str, dict[str, Moves]]:
    """Return by slider and end the outcomes that it moves, each with the share of worlds in which it does."""
    return {key: _moves(key, worlds) for key in keys}


def _ends(key: str) -> dict[str, float]:
    plausible = declarations()[key].plausible
    assert plausible is not None
    return dict(zip(("low", "high"), sliders()[key].ends(plausible), strict=True))


def _moves(key: str, worlds: int) -> dict[str, Moves]:
    """Return by end what a slider moves; the future that it is beside is the same for both ends."""
    only = sliders()[key].only
    plain = Question().b.model_copy(update={"behaviour": only[0]} if only else {})
    ends = {end: plain.model_copy(update={"values": {key: value}}) for end, value in _ends(key).items()}
    asked = {end: Question(a=plain, b=moved) for end, moved in ends.items()}
    base = _arm(next(iter(asked.values())), "a", worlds)
    return {end: in_any_year(Comparison(base, _arm(question, "b", worlds))) for end, question in asked.items()}


def _arm(question: Question, side: Side, worlds: int) -> Ensemble:
    chosen = some(worlds)
    return Ensemble(question.scenario(side), tuple(chosen), run_part(question, side, chosen).series)


def in_any_year(comparison: Comparison) -> Moves:
    """Return the outcomes that differ by what matters in at least half of the futures of a year, with the most of any.

    A year counts by itself: futures in which it is one year here and another there do not add up.
    """
    found: Moves = {}
    for name in OUTCOMES:
        noticed = (
            comparison.judged(name).noticed(*comparison.levels(name, year)) for year in range(1, comparison.years + 1)
        )
        most = max(float(np.mean(in_year != 0.0)) for in_year in noticed)
        if most >= NOTICED:
            found[name] = round(most, 3)
    return found


def moves(key: str) -> tuple[list[str], list[str]] | None:
    """Return the outcomes about people that a slider moves at either end, and the others; None if never measured.

    Those that move in most worlds come first.
    """
    found = stored()["sliders"].get(key)
    if found is None:
        return None
    both: Moves = {}
    for end in found.values():
        both |= {name: max(share, both.get(name, 0.0)) for name, share in end.items()}
    names = sorted((name for name in both if name in OUTCOMES), key=lambda name: -both[name])
    people = [name for name in names if OUTCOMES[name].domain in PEOPLE_FIRST]
    return people, [name for name in names if name not in people]


def declared_now() -> dict[str, dict[str, list[Any]]]:
    """Return the declarations on which measured effects rest: a slider's ends and start, what matters, years read."""
    asked = {
        key: [*_ends(key).values(), float(declarations()[key].default), list(ask.only)]
        for key, ask in sliders().items()
    }
    judged = {one.name: [one.better, one.meaningful, one.relative] for one in OUTCOMES.values()}
    return {"asked": asked, "matters": judged, "read": {"years": years()}}


@cache
def stored() -> dict[str, Any]:
    """Return what was measured last."""
    return json.loads(_STORED.read_text(encoding="utf-8"))


def write() -> int:
    """Measure every slider at both ends anew and keep it (`make sliders`); return how many move nothing for people."""
    found = measured(list(sliders()))
    kept = {"worlds": WORLDS, **declared_now(), "sliders": found}
    lines = json.dumps(kept).replace('{"', '{\n"').replace('}, "', '},\n"').replace('], "', '],\n"')
    _STORED.write_text(f"{lines}\n", encoding="utf-8")
    stored.cache_clear()
    return sum(moved is not None and not moved[0] for moved in map(moves, found))
