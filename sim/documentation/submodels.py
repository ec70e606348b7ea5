"""The made parts of docs/model.md: the order of a round and of a week, and every submodel from its docstring."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from sim.core.parameters import declare
from sim.documentation.docstrings import Described, described, modules_of
from sim.documentation.markdown import code, plain, source_file, table
from sim.interventions import INTERVENTIONS
from sim.mechanisms.schedule import ROUND, WEEK

_WIDEST = 96


def round_order() -> str:
    """Return the rules of a four-week round in their order."""
    return _order(ROUND)


def week_order() -> str:
    """Return the rules of a week in their order."""
    return _order(WEEK)


def all_submodels() -> str:
    """Return every rule as its docstring states it, in the order of the schedule."""
    parts: list[str] = []
    for kinds, when in ((ROUND, "Every four weeks"), (WEEK, "Every week")):
        parts += [f"### {when}", *(_submodel(kind) for kind in kinds)]
    parts += ["### Interventions, where a plan has them", *(_submodel(kind) for kind in INTERVENTIONS.values())]
    return "\n\n".join(parts)


def _order(kinds: Sequence[type[Any]]) -> str:
    rows = [
        [str(number), f"[{kind.name}](#{kind.name})", plain(described(kind.__module__).sentence)]
        for number, kind in enumerate(kinds, 1)
    ]
    return table(["", "Rule", "What it says"], rows, right=(0,))


def _submodel(kind: type[Any]) -> str:
    parts = [f"#### {kind.name}"]
    for module in modules_of(kind):
        parts += [_said(module, described(module))]
    passive = [name for name in kind.reads if name not in kind.writes]
    parts += [f"*Reads* {code(passive) or 'nothing'}. *Writes* {code(kind.writes)}.{_acted_on(kind)}"]
    return "\n\n".join(parts)


def _said(module: str, said: Described) -> str:
    parts = [f"**{plain(said.sentence)}** {plain(said.rule)} ({source_file(module)})"]
    if said.formula:
        parts += ["```text\n" + "\n".join(_fitted(line) for line in said.formula) + "\n```"]
    if said.source:
        parts += [f"*Source:* {plain(said.source)}"]
    return "\n\n".join(parts)


def _fitted(equation: str) -> str:
    """Break an equation that is too wide for a page."""
    return "\n".join(wrap(equation, _WIDEST, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False))


def _acted_on(kind: type[Any]) -> str:
    """Link to the rule's parameters, if it has any."""
    if not any(True for _ in declare(kind.name, kind.Params)):
        return ""
    return f" [Parameters](parameters.md#{kind.name})."
