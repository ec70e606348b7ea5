"""Alone: what each thing that a plan can hold does by itself, beside carrying on as today, on the same draws.

Rule      Each intervention and behaviour is begun for all, from month 0 on, in full; each lever goes to either end of
          its range; a plan of a file begins as the file says. The base carries on as today (where a lever acts under
          some behaviours only: under the first of them). An outcome is moved if most futures say so, as everywhere
          (`sim.analysis.effect`). Two places: Anyplace, and a smaller one like it. Things are found by their
          declarations; what is found is stored, and a test tries a sample anew.
Formula   median over worlds of the paired difference in the last year, in smallest differences that matter.
Source    one-at-a-time change within worlds, as in `sim.whatif.slider_effects`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sim.analysis.headline import HEADLINE
from sim.analysis.paired import Comparison
from sim.behaviours import BEHAVIOURS
from sim.core.parameters import InputError, declare
from sim.interventions import INTERVENTIONS
from sim.model.ensemble import run_ensemble
from sim.outcomes import OUTCOMES
from sim.plan.entry import planned_levers
from sim.plan.read import entries_of
from sim.scenario import PLANS, Scenario, declarations, load_scenario
from sim.validation.worlds import in_worlds, some

WORLDS, AS_TODAY = 24, "as_today"
PLACES = {"anyplace": "anyplace", "smaller": str(Path(__file__).with_name("smaller_place.yaml"))}
"""Name of each place in what is stored, and what opens it."""
OF_FILE = "plan"
KINDS = ("intervention", "behaviour", "practice", "context", OF_FILE)
FULL, ENTRY = "full", "alone"
_STORED = Path(__file__).with_name("alone.json")
Found = dict[str, dict[str, dict[str, list[Any]]]]
"""Way of a thing, place and outcome to the median gain in smallest differences, and whether most futures say so."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a thing does by itself for people: outcomes that it moves, in any way and place, by name.

    Attributes:
        better: those that it makes better somewhere.
        worse: those that it makes worse somewhere; a lever may do both, at either end of its range.
    """

    better: tuple[str, ...]
    worse: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Say whether it moves nothing that anybody would notice."""
        return not self.better and not self.worse


@cache
def things() -> dict[str, str]:
    """Return each thing that a plan can hold, but for a user's own series, and each plan of a file, with its kind."""
    kinds = dict.fromkeys(INTERVENTIONS, KINDS[0]) | dict.fromkeys(BEHAVIOURS, KINDS[1])
    del kinds[AS_TODAY]  # it is the base
    for key in planned_levers():
        ask = declarations()[key].ask
        kinds[key] = KINDS[2] if ask is not None and ask.group == "do" else KINDS[3]
    return kinds | {file.stem: OF_FILE for file in sorted(PLANS.glob("*.yaml")) if file.stem not in kinds}


def ways(thing: str) -> dict[str, dict[str, dict[str, Any]]]:
    """Return each way in which a thing is begun, by name, as the entries of a plan."""
    if things()[thing] == OF_FILE:
        return {FULL: entries_of(thing, PLANS)}
    if thing not in declarations():
        return {FULL: {ENTRY: {"what": thing}}}
    declared = declarations()[thing]
    assert declared.plausible is not None
    ends = declared.ask.ends(declared.plausible) if declared.ask else declared.plausible
    named = zip(("low", "high"), ends, strict=True)
    return {name: {ENTRY: {"what": thing, "dose": end}} for name, end in named if end != declared.default}


def _behaviour(thing: str) -> str:
    """Return the behaviour of the base: as today, but for a lever that acts under others alone."""
    ask = declarations()[thing].ask if thing in declarations() else None
    return ask.only[0] if ask is not None and ask.only else AS_TODAY


def base_of(place: str, worlds: int = WORLDS, behaviour: str = AS_TODAY) -> Scenario:
    """Return the scenario that carries on without a plan in a place, with a world for each run."""
    return in_worlds(load_scenario([f"behaviour={behaviour}", f"place={PLACES[place]}"]), some(worlds))


def measured(names: Sequence[str], worlds: int = WORLDS) -> dict[str, Found]:
    """Return what each of some things does alone, in each place that can have it."""
    found: dict[str, Found] = {name: {way: {} for way in ways(name)} for name in names}
    for place in PLACES:
        for behaviour in dict.fromkeys(map(_behaviour, names)):
            base = base_of(place, worlds, behaviour)
            before = run_ensemble(base, some(worlds))
            for name in (name for name in names if _behaviour(name) == behaviour):
                for way, entries in ways(name).items():
                    try:
                        planned = base.with_plan(entries)
                    except InputError:  # not in this place: fewer organisations than it takes
                        continue
                    found[name][way][place] = _gains(Comparison(before, run_ensemble(planned, some(worlds))))
    return found


def _gains(comparison: Comparison) -> dict[str, list[Any]]:
    effects = {name: comparison.effect(name, comparison.years) for name in HEADLINE}
    clear = {name: one.verdict in ("better", "worse") for name, one in effects.items()}
    return {name: [round(one.in_smallest, 3), clear[name]] for name, one in effects.items()}


def moved(thing: str) -> Moved | None:
    """Return what a thing moves by itself, most first; None if it was never measured."""
    found = stored()["found"].get(thing)
    if found is None:
        return None
    cells = [
        (name, gain)
        for way in found.values()
        for place in way.values()
        for name, (gain, clear) in place.items()
        if clear
    ]
    ordered = sorted((cell for cell in cells if cell[0] in OUTCOMES), key=lambda cell: -abs(cell[1]))
    better, worse = (tuple(dict.fromkeys(n for n, gain in ordered if gain * sign > 0.0)) for sign in (1.0, -1.0))
    return Moved(better, worse)


def nearest_to_felt(thing: str) -> tuple[str, float] | None:
    """Return the outcome that a thing changes most by itself, clear or not, and by how much; None if never measured."""
    found = stored()["found"].get(thing, {})
    cells = [(name, gain) for way in found.values() for place in way.values() for name, (gain, _) in place.items()]
    return max(cells, key=lambda cell: abs(cell[1]), default=None)


def most(thing: str) -> float:
    """Return the largest clear change that a thing makes by itself, in smallest differences; 0 if it makes none."""
    found = stored()["found"].get(thing, {})
    return max(
        (abs(gain) for way in found.values() for p in way.values() for gain, clear in p.values() if clear), default=0.0
    )


def declared_now() -> dict[str, dict[str, Any]]:
    """Return the declarations on which what was measured rests: of each thing, and what matters."""
    return {
        "things": {name: _declared(name, kind) for name, kind in things().items()},
        "matters": {
            name: [OUTCOMES[name].better, OUTCOMES[name].meaningful, OUTCOMES[name].relative] for name in HEADLINE
        },
    }


def _declared(name: str, kind: str) -> list[Any]:
    if kind == "intervention":
        of: Mapping[str, Any] = {d.key.split(".")[1]: d.default for d in declare(name, INTERVENTIONS[name].Params)}
        return [kind, INTERVENTIONS[name].least, dict(of)]
    if kind == "behaviour":
        return [kind]
    if kind == OF_FILE:
        return [kind, ways(name)[FULL]]
    return [
        kind,
        float(declarations()[name].default),
        _behaviour(name),
        {way: one[ENTRY]["dose"] for way, one in ways(name).items()},
    ]


@cache
def stored() -> dict[str, Any]:
    """Return what was measured last."""
    return json.loads(_STORED.read_text(encoding="utf-8"))


def write() -> int:
    """Measure every thing anew and keep it (`make alone`); return how many move nothing that anybody would notice."""
    found = measured(list(things()))
    kept = {"worlds": WORLDS, "year": base_of("anyplace", 1).years, **declared_now(), "found": found}
    lines = json.dumps(kept)
    for name in kept:
        lines = lines.replace(f'"{name}": ', f'\n"{name}": ', 1)
    for name in found:
        lines = lines.replace(f'"{name}": ', f'\n"{name}": ')
    _STORED.write_text(f"{lines}\n".replace(", \n", ",\n"), encoding="utf-8")
    stored.cache_clear()
    return sum(one is not None and one.nothing for one in map(moved, found))
