"""Whose turn it is: which rules of a schedule run compiled, and which act in numpy in between, round by round.

Rule      What a plan moves runs compiled where no entry goes on, and in numpy with the parameters of the round where
          one does. Interventions and what watches for triggers act in numpy; so does a rule that cannot be traced.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sim.ablation.frozen import Freezing
from sim.core.draws import Draws
from sim.core.state import State
from sim.plan.acting import Interventions, PlannedRule
from sim.plan.watching import Watching
from sim.world.world import Clock


def traced_for(rule: Any) -> Any:
    """Return what is traced for a rule: the rule as it is where no entry goes on; None for what acts in numpy alone."""
    if isinstance(rule, Interventions | Watching):
        return None
    if isinstance(rule, PlannedRule):
        return rule.rule
    if isinstance(rule, Freezing):
        inner = traced_for(rule.rule)
        return inner and replace(rule, rule=inner)
    return rule


def in_numpy(rule: Any, state: State, draws: Draws, clock: Clock, refused: Mapping[str, str]) -> Any:
    """Return what acts in numpy in a rule's turn; None where what was traced for it does.

    Args:
        rule: of the schedule.
        state: before the turn; only what a plan keeps is read, which none but its own rules write.
        draws: of the turn.
        clock: of the turn.
        refused: names of rules that could not be traced.
    """
    if rule.name in refused:
        return rule
    if isinstance(rule, Interventions | Watching):
        return rule if clock.live else None
    if isinstance(rule, PlannedRule):
        now = rule.now(state, draws, clock)
        return None if now is rule.rule else now
    if isinstance(rule, Freezing):
        inner = in_numpy(rule.rule, state, draws, clock, refused)
        return inner and replace(rule, rule=inner)
    return None


def always_compiled(rule: Any, refused: Mapping[str, str]) -> bool:
    """Return whether a rule runs compiled in every round from month 0 on."""
    inner = rule.rule if isinstance(rule, Freezing) else rule
    return rule.name not in refused and not isinstance(inner, Interventions | Watching | PlannedRule)
