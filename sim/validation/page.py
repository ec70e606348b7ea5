"""The validation page: every fact with its protocol, figure and verdict, as Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sim.core.counts import so_many
from sim.validation import FACTS, GROUPS, entered_page, since, verdicts_page
from sim.validation.fact import Fact, Measured
from sim.validation.markdown import part, table
from sim.validation.prose import CHANGED, INTRODUCTION, KINDS, LIMITS
from sim.validation.runs import Runs
from sim.validation.scoreboard import entry_of
from sim.validation.silo_wins import ARMS, SOME, WORLDS, losses, net_cost

Found = Mapping[str, Measured]


def verdict(measured: Measured) -> str:
    """Return the verdict in a word."""
    return "holds" if measured.passed else "**fails**"


def page(found: Found, places: int, working_alone: str) -> str:
    """Return the whole page.

    Args:
        found: what was measured of each declared fact, by its name.
        places: over how many places.
        working_alone: the section that `alone` makes.
    """
    parts = (
        "# Validation: what the model reproduces, and what it does not",
        INTRODUCTION,
        "## In short",
        _short(found, places),
        "## What changed verdict",
        since_first({name: entry_of(FACTS[name], one) for name, one in found.items()}),
        "## Put in, tuned to, came out",
        _kinds(found),
        part("entered", entered_page.section()),
        "## In other worlds, and under rival theories",
        part("verdicts", verdicts_page.section()),
        "## Every fact",
        *(f"### {title}\n\n{_facts(group, found)}" for title, group in GROUPS.items()),
        "## Protocols, and figures beside",
        "\n\n".join(_protocol(known, found[name]) for name, known in FACTS.items()),
        "## Where working alone wins",
        working_alone,
        "## Known limits",
        LIMITS,
        "## How it was tuned",
        "Numbers that were set by results:",
        part("tuned", entered_page.tuned()),
        "### What was changed after results had been seen",
        CHANGED,
    )
    return "\n\n".join(parts) + "\n"


def since_first(now: since.Verdicts) -> str:
    """Return the section on what changed verdict since the first version, from two scoreboards."""
    rows, said = since.rows(now), since.summary(now)
    return f"{said}\n\n{table(since.HEADS, rows)}" if rows else said


def _facts(group: Sequence[Fact], found: Found) -> str:
    rows = ((f.name, f.sentence, f.tolerance, found[f.name].text, verdict(found[f.name])) for f in group)
    return table(("", "Known", "Asked", "Found", "Verdict"), rows)


def _short(found: Found, places: int) -> str:
    held = [name for name in FACTS if found[name].passed]
    failed = [name for name in FACTS if not found[name].passed]
    out = [name for name in FACTS if FACTS[name].kind == "came out"]
    text = (
        f"Of {so_many(len(FACTS), 'facts')} {len(held)} hold, measured over "
        f"{so_many(places, 'places')} on the same draws. "
    )
    text += f"Of the {len(out)} that came out of the model {sum(found[name].passed for name in out)} hold.\n\n"
    if not failed:
        return text + "None fails."
    return (
        text
        + "These fail:\n\n"
        + "\n".join(
            f"- **{name}**: {FACTS[name].sentence} Asked: {FACTS[name].tolerance}. Found: {found[name].text}."
            for name in failed
        )
    )


def _kinds(found: Found) -> str:
    rows = []
    for kind, meaning in KINDS.items():
        names = [name for name in FACTS if FACTS[name].kind == kind]
        held = ", ".join(name for name in names if found[name].passed)
        failed = ", ".join(name for name in names if not found[name].passed)
        rows.append((f"**{kind}**", meaning, held or "none", failed or "none"))
    return table(("", "Meaning", "Hold", "Fail"), rows)


def _protocol(known: Fact, measured: Measured) -> str:
    lines = [f"**{known.name}** ({known.kind}). {known.protocol} Source: {known.source}."]
    if measured.beside:
        lines.append(f"Beside: {measured.beside.rstrip('.')}.")
    return " ".join(lines)


def alone(runs: Runs) -> str:
    """Return the section on outcomes that working together makes worse, and on what it costs."""
    parts = [
        f"Outcomes for people that are meaningfully worse in at least {SOME:.0%} of futures somewhere, against every "
        "organisation for itself on the same draws, in year 6: share of futures worse / better."
    ]
    for label, arm in ARMS.items():
        rows = (
            (outcome, *(f"{effects[world].worse:.0%} / {effects[world].better:.0%}" for world in WORLDS))
            for outcome, effects in losses(runs, arm)
        )
        parts += [f"**{label}**", table(("Outcome", *WORLDS), rows)]
    parts.append("Net cost of six years, £m, median of futures: above 0 is dearer.")
    rows = []
    for label, arm in ARMS.items():
        costs = [net_cost(runs, arm, world) for world in WORLDS]
        rows.append((f"{label}: every saving is cash", *(f"{every:+.1f}".replace("-", "−") for every, _, _ in costs)))
        rows.append((f"{label}: 30% is cash", *(f"{some:+.1f}".replace("-", "−") for _, some, _ in costs)))
        rows.append((f"{label}: futures paid back, all cash", *(f"{share:.0%}" for _, _, share in costs)))
    return "\n\n".join((*parts, table(("", *WORLDS), rows)))
