"""Under which rival theories headlines hold: a part of the page on agents, from what was measured last."""

from __future__ import annotations

from sim.analysis.headline import HEADLINE
from sim.documentation.markdown import number, plain, table
from sim.outcomes import OUTCOMES
from sim.report.text.labels import outcome_name
from sim.report.text.theory_words import band, holds_under, under_theories
from sim.report.text.words import change
from sim.scenario import declarations
from sim.validation.theories import THEORIES, TUNED, UnderTheory, kept

_INTRODUCTION = (
    "Numbers that nobody knows are drawn; rules that nobody knows are tried one by one. Each rule below stands in for "
    "the usual one, the first of its kind, in the same {worlds} worlds (`make robust`). One that moves trust at month "
    "0 is tuned anew: `{tuned}` ({default} by default), which is tuned to that trust, is moved in every world by the "
    "same step until mean trust is as before. Only trust is tuned so: what else a rule moves at month 0 stays moved. A "
    "step may leave the range that is held plausible ({low} to {high}): then the rule and the trust of today fit "
    "together badly."
)
_FEW = (
    "Few theories are tried: trust that is quick and slow with reputation, noisy reciprocity, and invited teams that "
    "learn from what paid (as the behaviour [`adaptive`](behaviours.md) does) are not among them."
)


def section() -> str:
    """Return the section."""
    found, declared = kept(), declarations()[TUNED]
    low, high = declared.plausible or (0.0, 1.0)
    said = {"worlds": found[0].worlds, "tuned": TUNED, "default": number(float(declared.default))}
    heads = ["Rule of", "Rule", "Dials", "Step", "Trust before", "Trust after", *_names()]
    holding = [[plain(outcome_name(one)), holds_under(found, one), plain(band(found, one))] for one in HEADLINE]
    parts = [
        "## Which headlines hold under rival theories",
        _INTRODUCTION.format(**said, low=number(low), high=number(high)),
        plain(under_theories()),
        table(["Headline", "Its verdict holds under", "Median difference over all rules"], holding),
        table(heads, [_row(one, number_of) for number_of, one in enumerate(found)]),
        _FEW,
    ]
    return "\n\n".join(parts)


def _names() -> list[str]:
    return [plain(outcome_name(name)) for name in HEADLINE]


def _row(one: UnderTheory, number_of: int) -> list[str]:
    dials = ", ".join(f"`{key}={number(value)}`" for key, value in THEORIES[number_of].dials) or "none"
    medians = [plain(f"{change(OUTCOMES[name], one.medians[name])} ({one.verdicts[name]})") for name in HEADLINE]
    return [one.family, one.name, dials, f"{one.step:+.3f}", f"{one.untuned:.3f}", f"{one.trust:.3f}", *medians]
