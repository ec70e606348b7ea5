"""The finding in sentences: a count that a listener can check, what is gained, what is lost, and what it costs.

Rule      The title counts futures: those in which people come out ahead with the alternative, those in which nobody
          could tell, those in which they do with the base. Then every headline outcome is told, whatever it shows:
          those better, those worse, those much the same, those on which futures divide. If nothing is better and
          nothing worse, it is called a tie, with what did change and what would break it. What changes is told from
          outcomes of grade A (calibrated) and B (stylised) alone. Gains, losses and costs are of one year, which is
          said.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

from sim.analysis.effect import Effect
from sim.analysis.finding import Finding
from sim.analysis.headline import HEADLINE
from sim.report.text.costs import cost_words, pays_words
from sim.report.text.phrases import PHRASES, amount
from sim.report.text.tie import breakers, changes
from sim.report.text.words import in_futures, joined, lower_first, number, upper_first, years
from sim.report.text.written import counted, is_nothing, size

Kind = Literal["both", "better", "worse", "tie"]


@dataclass(frozen=True, slots=True)
class Headline:
    """The finding in sentences, each part on its own; empty where there is nothing to say.

    Attributes:
        title: the finding in a line.
        kind: what the parts tell: gains, losses, both or neither.
        gained: the headline outcomes that are better.
        lost: those that are worse.
        tie: what did change and what would break the tie.
        rest: the headline outcomes that are neither.
        early: the years in which there is little to see.
        cost: what it takes.
        pays: whether and when the money comes back.
        counted: what is counted as coming out ahead.
    """

    title: str
    kind: Kind
    gained: str
    lost: str
    tie: str
    rest: str
    early: str
    cost: str
    pays: str
    counted: str

    def by_kind(self) -> dict[str, str]:
        """Return what there is to say, in order, by the name of the part."""
        names = [one.name for one in fields(self) if one.name not in ("title", "kind")]
        return {name: getattr(self, name) for name in names if getattr(self, name)}

    def parts(self) -> list[str]:
        """Return what there is to say, in order."""
        return list(self.by_kind().values())

    def text(self) -> str:
        """Return the whole as one paragraph."""
        return " ".join(self.parts())


def in_sentence(finding: Finding) -> tuple[str, str]:
    """Return what the base and the alternative are called within a sentence."""
    base, alternative = (lower_first(name) for name in finding.names)
    return base, alternative


def headline(finding: Finding) -> Headline:
    """Put the finding into sentences."""
    gained, lost = finding.those("better"), finding.those("worse")
    tied = not gained and not lost
    return Headline(
        title=title(finding),
        kind="tie" if tied else "both" if gained and lost else "better" if gained else "worse",
        gained=_gains_or_losses("What is gained", gained, finding),
        lost=_gains_or_losses("What is lost", lost, finding),
        tie=f"{_tie(finding)} {changes(finding)} {breakers(finding)}" if tied else "",
        rest="" if tied else _rest(finding),
        early=_early(finding) if gained else "",
        cost=cost_words(finding),
        pays=pays_words(finding),
        counted=_counted(),
    )


def title(finding: Finding) -> str:
    """Say in how many futures people come out ahead with the alternative, and with the base."""
    base, alternative = in_sentence(finding)
    ahead, count = finding.ahead, counted(finding.ahead, finding.futures)
    if ahead.same >= 1.0:
        return f"In every future nobody could tell which is better for people, {alternative} or {base}"
    first, second = (ahead.better, count.better, alternative), (ahead.worse, count.worse, base)
    if second[0] > first[0]:
        first, second = second, first
    if first[0] >= 1.0:
        return f"In every future people come out ahead with {first[2]}"
    do = "" if first[1] else "do "
    said = f"{upper_first(in_futures(first[0], first[1], count.of))} {do}people come out ahead with {first[2]}"
    middle = f"{_short(ahead.same, count.same, count.of)} nobody could tell"
    return f"{said}; {middle}; {_short(second[0], second[1], count.of)} with {second[2]}"


def _short(share: float, count: int, of: int) -> str:
    if share <= 0.0:
        return "in none"
    return "in hardly any" if count == 0 else f"in {count}" if count < of else "in nearly every one"


def _gains_or_losses(start: str, effects: tuple[Effect, ...], finding: Finding) -> str:
    if not effects:
        return ""
    said = []
    for effect in effects:
        count = counted(effect.shares, finding.futures)
        share, often = (effect.better, count.better) if effect.verdict == "better" else (effect.worse, count.worse)
        words = PHRASES[effect.outcome.name]
        what = words.better if effect.verdict == "better" else words.worse
        said.append(f"{what} {in_futures(share, often, count.of)} (in the middle one {amount(effect)})")
    _, alternative = in_sentence(finding)
    return f"{start} in year {finding.year} with {alternative}: {'; '.join(said)}."


def _rest(finding: Finding) -> str:
    """Name the headline outcomes that are neither gained nor lost."""
    same, divided = (
        joined([lower_first(PHRASES[effect.outcome.name].short) for effect in finding.those(kind)])
        for kind in ("tie", "open")
    )
    said = f"In most futures much the same: {same}." if same else ""
    return f"{said} Futures divide on {divided}.".strip() if divided else said


def _counted() -> str:
    things = joined([lower_first(PHRASES[name].short) for name in HEADLINE])
    return (
        f"Counted are {number(len(HEADLINE))} things: {things}. People come out ahead in a future where more of them "
        "are better than worse, each by more than would go unnoticed."
    )


def _early(finding: Finding) -> str:
    """Say for how many years nothing would be noticed, if nothing is until the last year or a year before it."""
    early = finding.early
    if early is None:
        return ""
    count = "first year" if early.years == 1 else f"first {years(early.years)}"
    money, hours = (finding.effects[name].outcome for name in ("programme_cost", "leader_hours"))
    if is_nothing(money, early.money) or is_nothing(hours, early.hours):
        return f"For the {count} you would notice little."
    return (
        f"For the {count} you would see little but {size(hours, early.hours)} hours a week of each leader and "
        f"{size(money, early.money)} a year spent."
    )


def _tie(finding: Finding) -> str:
    open_ones = [lower_first(PHRASES[effect.outcome.name].short) for effect in finding.those("open")]
    divided = f" (futures divide on {joined(open_ones)})" if open_ones else ""
    none = f"on none of {number(len(HEADLINE))} things that matter to them does either do better in most futures"
    return f"For people it is a tie: {none}{divided}."
