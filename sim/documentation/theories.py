"""Under which rival theories headlines hold: a part of the page on agents, from what was measured last."""

from __future__ import annotations

from sim.analysis.headline import HEADLINE
from sim.analysis.kept_robust import kept
from sim.analysis.robust import Robust, UnderTheory
from sim.documentation.markdown import number, plain, table
from sim.report.text.labels import outcome_name
from sim.report.text.theory_words import band, caveats, holds_under, sized, under_theories
from sim.report.text.words import upper_first
from sim.scenario import declarations
from sim.theories import theories

_INTRODUCTION = (
    "Numbers that nobody knows are drawn; rules that nobody knows are tried one by one. Each rule below, a file of "
    "`configs/theory/`, stands in for the usual one, the first of its kind, in the same {worlds} worlds (`make "
    "robust`, or `common-ground robust` for any place, pressure, plan and pair of arms). One that moves trust at month "
    "0 is tuned anew: one number, mostly `promises.reliability`, which is tuned to that trust, is moved in every world "
    "by the same step until mean trust is as before, and a number of `projects`, where a file names one, until as many "
    "joint projects are in place. Any command takes one: `trust.theory=equal_weights`."
)


def section() -> str:
    """Return the section."""
    found = kept()
    month_0 = ["Tuned", "Trust before", "Trust after", "Joint projects before", "Joint projects after"]
    heads = ["Rule of", "Rule", "Name", "Dials", *month_0, *_names()]
    holding = [[plain(outcome_name(one)), holds_under(found, one), plain(band(found, one))] for one in HEADLINE]
    parts = [
        "## Which headlines hold under rival theories",
        _INTRODUCTION.format(worlds=found.futures),
        plain(under_theories(found)),
        "\n".join(f"- {plain(upper_first(said))}." for said in caveats(found)),
        table(["Headline", "Its verdict holds under", "Median difference over all rules"], holding),
        table(heads, [_row(found, one) for one in found.theories]),
        "Where each comes from:",
        "\n".join(f"- `{one.word}`: {plain(one.label)} ({plain(one.source)})." for one in theories()),
    ]
    return "\n\n".join(part for part in parts if part)


def _names() -> list[str]:
    return [plain(outcome_name(name)) for name in HEADLINE]


def _moved(key: str, step: float) -> str:
    moved = f"{step:+.3f}".replace("-", "−")
    return f"`{key}` {moved} ({number(float(declarations()[key].default))} by default)"


def _row(found: Robust, one: UnderTheory) -> list[str]:
    dials = ", ".join(f"`{key}={number(value)}`" for key, value in one.dials.items()) or "none"
    medians = [plain(f"{sized(found, name, one.medians[name])} ({one.verdicts[name]})") for name in HEADLINE]
    tuned = "<br>".join(_moved(key, step) for key, step in one.steps.items()) or "none"
    trust = (f"{x:.3f}" for x in (one.untuned, one.trust))
    month_0 = [tuned, *trust, *(f"{x:.2f}" for x in (one.projects_untuned, one.projects))]
    return [one.family, plain(one.label), f"`{one.name}`", dials, *month_0, *medians]
