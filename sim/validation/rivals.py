"""Rival rules: what each would change, alone, and why it is on or off by default.

Rule      Each dial is turned half way and all the way to the far end of its range. Beside nothing turned, on the same
          draws: how far the effect of working together (asked to, against every organisation for itself) moves in the
          last year, and, all the way, whether month 0 holds and which other facts that are quick to try change verdict.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sim.analysis.ablated import EffectChange, judged
from sim.analysis.interval import Mean
from sim.core.arithmetic import Array
from sim.model.workers import shared
from sim.outcomes import OUTCOMES
from sim.scenario import declarations
from sim.validation import FACTS
from sim.validation.rival_rules import RIVALS
from sim.validation.runs import INVITATION, SILOED, Runs

ASKED = "collaborative"
"""The behaviour whose effect is measured: working as one system, by invitation."""
MEASURED = ("emergency_need", "delayed", "programme_cost")
QUICK = tuple(name for name in FACTS if name.startswith(("M0 ", "Q1 ", "S4", "S6 ", "S7 ")))
FUTURES, YEARS = 24, 6
NOTHING = ""
"""In place of a dial, where none is turned."""
_FILE = Path(__file__).with_name("rivals.json")


@dataclass(frozen=True, slots=True)
class Tried:
    """What one dial at one value does.

    Attributes:
        key: the dial; empty if none is turned.
        value: where it is turned to.
        trust: mean trust between partners at month 0.
        futures: pairs of futures.
        facts: how many facts were tried.
        lost: facts that no longer hold.
        won: facts that hold now.
        changes: how far the effect of working together moves, one an outcome.
    """

    key: str
    value: float
    trust: float
    futures: int
    facts: int
    lost: tuple[str, ...]
    won: tuple[str, ...]
    changes: tuple[EffectChange, ...]


@dataclass(frozen=True, slots=True)
class RivalEffect:
    """What was measured with one dial turned, before it is set beside the rest."""

    key: str
    value: float
    trust: float
    holds: dict[str, bool]
    effects: dict[str, Array]
    levels: dict[str, float]


def turned() -> list[tuple[str, float, bool]]:
    """Return each dial half way and all the way from its default to the far end, and whether facts are tried there."""
    found: list[tuple[str, float, bool]] = []
    for key in RIVALS:
        declared = declarations()[key]
        assert declared.plausible is not None
        default = float(declared.default)
        far = max(declared.plausible, key=lambda end: abs(end - default))
        found += [(key, 0.5 * (default + far), False), (key, far, True)]
    return found


def measured(key: str, value: float, facts: bool, futures: int = FUTURES) -> RivalEffect:
    """Measure the effect of working together, and facts if asked, with one dial turned or, without a key, none."""
    runs = Runs(futures, [f"{key}={value:g}"] if key else [])
    alone, together = runs.arm(*SILOED), runs.arm(*INVITATION)
    return RivalEffect(
        key,
        value,
        float(alone.series["trust"][0].mean()),
        {name: FACTS[name].measure(runs).passed for name in (QUICK if facts else ())},
        {name: together.year(name, YEARS) - alone.year(name, YEARS) for name in MEASURED},
        {name: float(alone.year(name, YEARS).mean()) for name in MEASURED},
    )


def beside(base: RivalEffect, one: RivalEffect) -> Tried:
    """Return what a dial does beside nothing turned."""
    found: list[EffectChange] = []
    for name in MEASURED:
        whole, turned_so = base.effects[name], one.effects[name]
        mean, smallest = Mean.of(turned_so - whole), float(OUTCOMES[name].matters(base.levels[name]))
        verdict, futures = judged(mean, smallest)
        means = float(whole.mean()), float(turned_so.mean())
        found.append(
            EffectChange(one.key, ASKED, name, *means, mean.mean, mean.low, mean.high, smallest, verdict, futures)
        )
    lost = tuple(name for name, held in base.holds.items() if held and not one.holds.get(name, True))
    won = tuple(name for name, held in base.holds.items() if not held and one.holds.get(name, False))
    return Tried(one.key, one.value, one.trust, len(one.effects[MEASURED[0]]), len(one.holds), lost, won, tuple(found))


def write(workers: int = 2) -> Path:
    """Measure all dials and keep what was found; return the file."""
    jobs = [(NOTHING, 0.0, True), *turned()]
    found = dict(shared(measured, jobs, workers))
    return keep([found[number] for number in range(len(jobs))])


def keep(found: Sequence[RivalEffect]) -> Path:
    """Keep what dials do beside nothing turned, which comes first; return the file."""
    tried = [_short(asdict(beside(found[0], one))) for one in found]
    _FILE.write_text(json.dumps(tried, ensure_ascii=False).replace('{"key', '\n{"key') + "\n", encoding="utf-8")
    return _FILE


def kept() -> tuple[Tried, ...]:
    """Return what was measured last: nothing turned first, then each dial half way and all the way."""
    return tuple(_read(one) for one in json.loads(_FILE.read_text(encoding="utf-8")))


def _read(data: Mapping[str, Any]) -> Tried:
    changes = tuple(EffectChange(**one) for one in data["changes"])
    return Tried(**{**data, "lost": tuple(data["lost"]), "won": tuple(data["won"]), "changes": changes})


def _short(value: Any) -> Any:
    """Return plain data with numbers of a few digits."""
    if isinstance(value, float):
        return float(f"{value:.5g}")
    if isinstance(value, dict):
        return {key: _short(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [_short(one) for one in value]
    return value
