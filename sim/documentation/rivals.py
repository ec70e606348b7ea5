"""Which rival rules are on, and why: a part of the page on agents, from what was measured last."""

from __future__ import annotations

from sim.documentation.markdown import number, plain, table
from sim.report.text.agents_words import cell, plainly
from sim.report.text.labels import outcome_name
from sim.scenario import declarations
from sim.validation.rival_rules import RIVALS
from sim.validation.rivals import YEARS, Tried, kept

_INTRODUCTION = (
    "Some rules have a rival, or rest until a dial is turned. Each is turned alone, half way and all the way to the "
    "far end of its range, in {futures} pairs of futures of Anyplace, and the effect of working as one system (by "
    f"invitation, against every organisation for itself, in year {YEARS}) is measured again on the same draws "
    "(`make rivals`): the table says how far it moves, with marks as above. All the way, {facts} of the [known "
    "facts](validation.md) are tried again on those futures, all of month 0 (M0) and of what must not drift (Q1) among "
    "them. On so few futures a fact near its line turns by chance: one that turns with many dials says little of any."
)


def section() -> str:
    """Return the section."""
    nothing, *others = kept()
    effects = [plainly(one.outcome, one.whole, one.smallest) for one in nothing.changes]
    heads = ["Dial", "Trust at month 0", *(plain(outcome_name(one.outcome)) for one in nothing.changes), "Known facts"]
    first = ["None: the effect", f"{nothing.trust:.3f}", *effects, ""]
    parts = [
        "## Which rival rules are on, and why",
        _INTRODUCTION.format(futures=nothing.futures, facts=nothing.facts),
        table(heads, [first, *(_row(one) for one in others)]),
        "\n".join(f"- `{key}` ({_default(key)} by default). {plain(why)}" for key, why in RIVALS.items()),
    ]
    return "\n\n".join(parts)


def _row(one: Tried) -> list[str]:
    cells = [plain(cell(change)) for change in one.changes]
    return [f"`{one.key}={number(one.value)}`", f"{one.trust:.3f}", *cells, _facts(one)]


def _facts(one: Tried) -> str:
    """Say which facts change their verdict, where they were tried."""
    said = [*(f"{name} fails" for name in one.lost), *(f"{name} holds" for name in one.won)]
    return ", ".join(said) or ("as before" if one.facts else "not tried")


def _default(key: str) -> str:
    return number(float(declarations()[key].default))
