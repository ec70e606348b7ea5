"""Why: how much of the gap goes with each lever that differs, and how much comes through each channel.

Rule      A lever's part is what of the gap is lost when it alone is set back in B to what it is in A; a channel's part
          is what is lost when it alone is shut in both. Both on the same dice and in the same worlds; what the parts
          leave over is said to act together.
Source    paired knock-outs, as in `sim.analysis.channels`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from sim.analysis.channels import CHANNELS, without
from sim.core.arithmetic import Array
from sim.model.ensemble import Ensemble, run_batch
from sim.outcomes import OUTCOMES
from sim.place import Place
from sim.plan import Plan
from sim.scenario import Scenario, declarations
from sim.unknowns import unknowns
from sim.whatif.answer import Side, set_by
from sim.whatif.question import Question

WORLDS = 60
BEHAVIOUR, PLANNED = "behaviour", "plan."
MOST = 8


@dataclass(frozen=True, slots=True)
class Trial:
    """One future with one thing changed.

    Attributes:
        side: which future.
        kind: `whole` for nothing changed, `lever` or `channel`.
        name: what is set back or shut; empty for the whole.
    """

    side: Side
    kind: Literal["whole", "lever", "channel"]
    name: str = ""


def differences(question: Question, place: str | Place = "anyplace") -> dict[str, tuple[Any, Any]]:
    """Return what B sets apart from A: `behaviour`, parameters and entries of plans, each as in A and in B."""
    a, b = question.scenario("a", place), question.scenario("b", place)
    found: dict[str, tuple[Any, Any]] = {}
    if a.behaviour != b.behaviour:
        found[BEHAVIOUR] = (a.behaviour, b.behaviour)
    for key in declarations():
        group, name = key.split(".")
        pair = getattr(a.parameters[group], name), getattr(b.parameters[group], name)
        if pair[0] != pair[1]:
            found[key] = pair
    before, after = ({entry.name: entry for entry in one.plan} for one in (a, b))
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            found[f"{PLANNED}{name}"] = before.get(name), after.get(name)
    return found


def _set_back(scenario: Scenario, key: str, before: Any) -> Scenario:
    """Return the scenario with one thing as it is in A."""
    if key == BEHAVIOUR:
        return replace(scenario, behaviour=before)
    if not key.startswith(PLANNED):
        return scenario.varied({key: before})
    others = tuple(entry for entry in scenario.plan if entry.name != key.removeprefix(PLANNED))
    return replace(scenario, plan=Plan(others if before is None else (*others, before)))


def trials(question: Question, place: str | Place = "anyplace") -> list[Trial]:
    """Return all runs that the question of why needs; at most eight levers, for the sake of time."""
    levers = list(differences(question, place))[:MOST]
    found = [Trial("a", "whole"), Trial("b", "whole")]
    found += [Trial("b", "lever", name) for name in levers if len(levers) > 1]
    return found + [Trial(side, "channel", name) for name in CHANNELS for side in ("a", "b")]


def scenario_of(trial: Trial, question: Question, place: str | Place = "anyplace") -> Scenario:
    """Return the scenario of a trial, before its worlds."""
    scenario = question.scenario(trial.side, place)
    if trial.kind == "channel":
        return without(scenario, [trial.name])
    if trial.kind == "lever":
        before = differences(question, place)[trial.name][0]
        return _set_back(scenario, trial.name, before)
    return scenario


def run_trial(
    trial: Trial,
    question: Question,
    worlds: Sequence[int],
    place: str | Place = "anyplace",
    stop: Callable[[], None] | None = None,
) -> dict[str, Array]:
    """Return the level of each outcome in the last year, shape (R,)."""
    fixed = {*set_by(question), *differences(question, place)}
    plain = scenario_of(trial, question, place)
    scenario = replace(plain, unknowns=tuple(key for key in unknowns() if key not in fixed))
    arm = Ensemble(plain, tuple(worlds), run_batch(scenario, worlds, before_round=stop).series)
    return {name: arm.year(name, plain.years) for name in OUTCOMES}


@dataclass(frozen=True)
class Parts:
    """The gap in one outcome, B less A, as means over worlds.

    Attributes:
        whole: the gap.
        levers: lever to its part.
        channels: channel to its part.
    """

    whole: float
    levers: Mapping[str, float]
    channels: Mapping[str, float]

    def of_gap(self, gap: float) -> Parts:
        """Return the parts of the gap that the answer shows, the median paired difference over all of its futures.

        The parts are means over fewer futures; what is left over takes up the difference, as in
        `sim.analysis.channels.of_gap`. A lever that differs alone has the whole gap.
        """
        return Parts(gap, dict.fromkeys(self.levers, gap) if len(self.levers) == 1 else self.levers, self.channels)

    @property
    def together(self) -> float:
        """Return what the channels' parts leave over."""
        return self.whole - sum(self.channels.values())


def parts_of(
    question: Question, levels: Mapping[Trial, Mapping[str, Array]], place: str | Place = "anyplace"
) -> dict[str, Parts]:
    """Return the parts of every outcome's gap from the levels of all trials."""
    a, b = levels[Trial("a", "whole")], levels[Trial("b", "whole")]
    names = list(differences(question, place))[:MOST]
    result: dict[str, Parts] = {}
    for outcome in OUTCOMES:
        whole = float(np.mean(b[outcome] - a[outcome]))
        levers = {
            name: whole - float(np.mean(levels[Trial("b", "lever", name)][outcome] - a[outcome]))
            for name in names
            if len(names) > 1
        } or dict.fromkeys(names, whole)
        channels = {
            name: whole
            - float(
                np.mean(levels[Trial("b", "channel", name)][outcome] - levels[Trial("a", "channel", name)][outcome])
            )
            for name in CHANNELS
        }
        result[outcome] = Parts(whole, levers, channels)
    return result
