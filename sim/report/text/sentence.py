"""The headline: what a leadership team would notice, in natural frequencies, and what it costs, in the same breath.

Rule      The first headline outcome leads, whatever it shows; then those that are better, those on which the base is
          better, and the cost. If nothing is better and nothing worse, it is called a tie, with what did change and
          what would break it. What changes is told from outcomes of grade A (calibrated) and B (stylised) alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.headline import HEADLINE, Judgement, verdict
from sim.analysis.paired import Comparison, Effect
from sim.behaviours import BEHAVIOURS
from sim.report.text.costs import cost_of, cost_words, money_words, pays_words
from sim.report.text.phrases import PHRASES, amount
from sim.report.text.tie import breakers, changes
from sim.report.text.words import counts, in_futures, joined, lower_first, number, upper_first, years


@dataclass(frozen=True, slots=True)
class Headline:
    """The finding in sentences, each part on its own; empty where there is nothing to say.

    Attributes:
        title: the finding in a line.
        early: the years in which there is little to see.
        lead: the first headline outcome.
        also: the others that are better.
        base_better: what the base does better.
        tie: what did change and what would break the tie.
        cost: what it takes.
        pays: whether and when the money comes back.
        won: on how many headline outcomes the alternative is better.
        lost: on how many the base is.
    """

    title: str
    early: str
    lead: str
    also: str
    base_better: str
    tie: str
    cost: str
    pays: str
    won: int = 0
    lost: int = 0

    def parts(self) -> list[str]:
        """Return what there is to say, in order."""
        said = (self.early, self.lead, self.also, self.base_better, self.tie, self.cost, self.pays)
        return [part for part in said if part]

    def text(self) -> str:
        """Return the whole as one paragraph."""
        return " ".join(self.parts())


def arm_names(comparison: Comparison) -> tuple[str, str]:
    """Return what the base and the alternative are called: their own names, or the labels of their behaviours."""
    if comparison.names:
        return comparison.names
    return BEHAVIOURS[comparison.base.scenario.behaviour].label, BEHAVIOURS[
        comparison.alternative.scenario.behaviour
    ].label


def headline(comparison: Comparison) -> Headline:
    """Put the finding into sentences."""
    judged, cost = Judgement.of(comparison), cost_of(comparison)
    better, worse, futures = judged.those("better"), judged.those("worse"), cost.futures
    base, alternative = (lower_first(name) for name in arm_names(comparison))
    tied = not better and not worse
    return Headline(
        title=title(judged, base, alternative),
        early=_early(comparison) if better else "",
        lead=_lead(judged.effects[0], base, alternative, futures),
        also=_also(judged, futures),
        base_better=_base_better(judged, base, futures),
        tie=f"{_tie(judged)} {changes(comparison)} {breakers(comparison)}".strip() if tied else "",
        cost=cost_words(cost),
        pays=pays_words(cost),
        won=len(better),
        lost=len(worse),
    )


def title(judged: Judgement, base: str, alternative: str) -> str:
    """Say the finding in a line, from the verdicts alone."""
    better, worse, of = len(judged.those("better")), len(judged.those("worse")), len(judged.effects)
    if not better and not worse:
        return f"For people it is a tie: {alternative} or {base}, most would not notice"
    if better and worse:
        both = f"{alternative} is better on {better} of {of} things that matter to people, worse on {worse}"
        return f"It cuts both ways: {both}"
    if better:
        return f"{upper_first(alternative)} is better for people on {better} of {of} counts, and worse on none"
    return f"{upper_first(base)} is better for people on {worse} of {of} counts, and worse on none"


def _lead(effect: Effect, base: str, alternative: str, futures: int) -> str:
    phrase, count = PHRASES[effect.outcome.name], counts(effect.better, effect.same, effect.worse, futures)
    start = f"By year {effect.year}, with {alternative} rather than {base},"
    said, middle = verdict(effect), f"in the middle future {amount(effect)}"
    if said == "worse":
        rest = _rest(
            (effect.same, count.same, "it is much the same"), (effect.better, count.better, "there are fewer"), count.of
        )
        return f"{start} {in_futures(effect.worse, count.worse, count.of)} {phrase.worse} ({middle}){rest}."
    if said == "better" or (effect.better > 0.0 and effect.better >= effect.worse and said == "open"):
        rest = _rest(
            (effect.same, count.same, "it is much the same"), (effect.worse, count.worse, "there are more"), count.of
        )
        return f"{start} {in_futures(effect.better, count.better, count.of)} {phrase.better} ({middle}){rest}."
    rest = _rest(
        (effect.better, count.better, "there are meaningfully fewer"),
        (effect.worse, count.worse, "there are more"),
        count.of,
    )
    return (
        f"{start} the number of {phrase.topic} is much the same {in_futures(effect.same, count.same, count.of)}{rest}."
    )


def _rest(first: tuple[float, int, str], second: tuple[float, int, str], of: int) -> str:
    """Say the two other shares of futures, leaving out what never happens."""
    said = [f"{_short(share, count, of)} {words}" for share, count, words in (first, second) if share > 0.0]
    if not said:
        return ""
    never = f"; in none {second[2].replace('there are', 'are there')}" if second[0] <= 0.0 else ""
    return f"; {joined(said)}{never}"


def _short(share: float, count: int, of: int) -> str:
    return "in hardly any" if count == 0 and share > 0.0 else f"in {count}" if count < of else "in nearly every one"


def _listed(effects: tuple[Effect, ...], futures: int) -> str:
    said = []
    for effect in effects:
        count = counts(effect.better, effect.same, effect.worse, futures)
        won = verdict(effect) == "better"
        words = PHRASES[effect.outcome.name].better if won else f"{PHRASES[effect.outcome.name].topic}"
        share, often = (effect.better, count.better) if won else (effect.worse, count.worse)
        said.append(
            f"{words} ({in_futures(share, often, count.of).removeprefix('in ')}; in the middle one {amount(effect)})"
        )
    return "; ".join(said)


def _also(judged: Judgement, futures: int) -> str:
    better = tuple(effect for effect in judged.those("better") if effect.outcome.name != HEADLINE[0])
    if not better:
        return ""
    return f"{'Also' if verdict(judged.effects[0]) == 'better' else 'But'} {_listed(better, futures)}."


def _base_better(judged: Judgement, base: str, futures: int) -> str:
    worse = tuple(effect for effect in judged.those("worse") if effect.outcome.name != HEADLINE[0])
    if worse:
        return f"{upper_first(base)} does better on {_listed(worse, futures)}."
    return ""


def _early(comparison: Comparison) -> str:
    """Say for how many years nothing would be noticed, if nothing is until the last year or a year before it."""
    first = next(
        (year for year in range(1, comparison.years + 1) if Judgement.of(comparison, year).those("better")),
        comparison.years,
    )
    if first < 2:
        return ""
    cost = cost_of(comparison, first - 1)
    count = "first year" if first == 2 else f"first {years(first - 1)}"
    if cost.money < 0.05 or cost.hours < 0.05:
        return f"For the {count} you would notice little."
    return f"For the {count} you would see little but more meetings and about {money_words(cost.money)} a year spent."


def _tie(judged: Judgement) -> str:
    open_ones = [lower_first(PHRASES[effect.outcome.name].short) for effect in judged.those("open")]
    divided = f" (futures divide on {joined(open_ones)})" if open_ones else ""
    none = f"on none of {number(len(HEADLINE))} things that matter to them does either do better in most futures"
    return f"For people it is a tie: {none}{divided}."
