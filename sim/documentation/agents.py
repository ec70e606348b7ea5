"""The page on what agents buy: every sentence and number from what was measured last."""

from __future__ import annotations

from collections.abc import Sequence

from sim.ablation import ABLATIONS
from sim.analysis.agents import Agents
from sim.analysis.kept_agents import kept
from sim.documentation import rivals, theories
from sim.documentation.markdown import plain, table
from sim.report.text.agents_words import MARKS, arm_label, ensemble, finding, heads, joined_rows, rows_of
from sim.report.text.labels import outcome_name
from sim.report.text.words import lower_first

_MADE = "<!-- Made by `make docs` from sim/analysis/agents.json, which `make agents` measures. -->"
_INTRODUCTION = (
    "Agents cost: every leader, tie and culture is a number that nobody has measured. So each is taken away, one at a "
    "time, and what working together does is measured again on the same draws. What changes nothing here is not needed "
    "here; it is shown as inert. The same command measures it for any place, pressure and arm:"
)
_COMMAND = """```bash
.venv/bin/python -m experiments.agents                 # or common-ground agents; common-ground agents --help
.venv/bin/python -m experiments.compare 'ablations=[complete_graph]'   # any experiment without something
```"""


def page() -> str:
    """Return the whole page."""
    found = kept()
    parts = [
        "# What it buys to have agents, and who should go first",
        _MADE,
        _INTRODUCTION,
        _COMMAND,
        "## What was found",
        f"Measured in {plain(ensemble(found))}.",
        "\n".join(f"- {plain(sentence)}" for sentence in finding(found)),
        "## What can be taken away",
        _table(("Name", "What is taken away", "What is then so"), _taken(found)),
        "## How the effect changes",
        plain(MARKS),
        *(part for arm in found.behaviours[1:] for part in _arm(found, arm)),
        "## Who should go first",
        "Those named work as one system from month 0 and practise what an invitation asks for; all others go on, each "
        "for itself.",
        _table(
            (
                "Who goes first",
                "Organisations",
                f"Effect on {lower_first(outcome_name(found.outcome))}",
                "95% interval",
            ),
            joined_rows(found),
        ),
        rivals.section(),
        theories.section(),
    ]
    return "\n\n".join(parts) + "\n"


def _taken(found: Agents) -> list[list[str]]:
    return [[f"`{name}`", ABLATIONS[name].label, ABLATIONS[name].sentence] for name in found.without]


def _arm(found: Agents, arm: str) -> list[str]:
    title = f"### {arm_label(arm)}, against {lower_first(arm_label(found.behaviours[0]))}"
    return [title, _table(heads(found), rows_of(found, arm))]


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return table([plain(one) for one in columns], [[plain(cell) for cell in row] for row in rows])
