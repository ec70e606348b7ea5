"""What of the page's sliders moves nothing that people would notice, by itself, from what was measured last."""

from __future__ import annotations

from sim.analysis.kept_agents import kept
from sim.core.counts import so_many
from sim.documentation.alone import called
from sim.documentation.markdown import plain
from sim.outcomes import OUTCOMES
from sim.report.text.agents_words import bought
from sim.report.text.words import joined, lower_first
from sim.scenario import declarations
from sim.validation.alone import OF_FILE, nearest_to_felt, things
from sim.validation.alone import moved as alone_moved
from sim.validation.alone import stored as alone
from sim.whatif.slider_effects import moves, stored

LEAST = 0.005  # of a smallest difference: what is less is written as none
MOST = 3
"""Outcomes that are named for a slider: those that move in most worlds."""


def inert() -> str:
    """Return the sliders that move no outcome for people in half of the worlds, each with what else it moves."""
    found = {key: moved[1] for key in stored()["sliders"] if (moved := moves(key)) is not None and not moved[0]}
    lines = [
        f"Each slider of the page was set to either end of its range by itself, in the same "
        f"{so_many(stored()['worlds'], 'worlds')} on the same draws, with all else as in the first "
        f"question, and {_read(stored()['read']['years'])}. "
        f"{len(found)} of {len(stored()['sliders'])} move no outcome for people by what matters in half of the worlds. "
        "They act by their rules, and may do more with another slider: how long a winter is matters only where there "
        "is one. “Nothing” is nothing in half of the worlds.",
        "\n".join(
            _line(key, others) for key, others in sorted(found.items(), key=lambda item: (len(item[1]), item[0]))
        ),
        plain(bought(kept(), "; see docs/agents.md")).replace(
            "see docs/agents.md", "see [what it buys to have agents](agents.md)"
        ),
    ]
    return "\n\n".join(lines)


def _read(years: list[int]) -> str:
    """Say which years were read."""
    return f"year {years[0]} was read" if len(years) == 1 else f"each of years {years[0]} to {years[-1]} was read"


def inert_alone() -> str:
    """Return what of all that a plan can begin or move changed nothing that anybody would notice, with its figure."""
    kinds = things()
    inert = [name for name in kinds if (one := alone_moved(name)) is not None and one.nothing]
    found = [name for name in inert if kinds[name] != OF_FILE]
    lead = (
        f"Of what a plan can begin or move, [measured alone](plans.md#what-each-does-alone) in two places "
        f"({so_many(alone()['worlds'], 'worlds')}) beside carrying on as today, these moved nothing that anybody would "
        "notice. The figure is the largest median change, in smallest differences that matter, + where it is better "
        "for people."
    )
    return "\n\n".join((lead, "\n".join(_alone(name) for name in found)))


def _line(key: str, others: list[str]) -> str:
    label = lower_first(declarations()[key].label)
    if not others:
        return f"- `{key}`, {label}: nothing."
    ends = stored()["sliders"][key].values()
    shares = {name: max(end.get(name, 0.0) for end in ends) for name in others[:MOST]}
    said = [f"{lower_first(OUTCOMES[name].short)} ({share:.0%} of worlds)" for name, share in shares.items()]
    rest = len(others) - len(shares)
    return f"- `{key}`, {label}: nothing for people; {joined([*said, *([f'{rest} more'] if rest else [])])}."


def _alone(name: str) -> str:
    """Return a thing that moved nothing alone, with the figure of what it came nearest to move."""
    found = nearest_to_felt(name)
    assert found is not None
    outcome, gain = found
    said = "none" if abs(gain) < LEAST else f"{gain:+.2f} ({lower_first(OUTCOMES[outcome].short)})".replace("-", "−")
    return f"- `{name}`, {lower_first(called(name))}: {said}."


__all__ = ["inert", "inert_alone"]
