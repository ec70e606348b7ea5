"""Chance and place, what nobody knows, and rival theories, apart: a sentence for each, and how far each spreads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sim.analysis.effect import Effect
from sim.analysis.finding import Finding
from sim.analysis.headline import HEADLINE
from sim.analysis.kept_robust import kept
from sim.analysis.paired import Comparison
from sim.analysis.robust import Robust
from sim.core.counts import so_many
from sim.outcomes import OUTCOMES
from sim.report.text.asked_words import theories_asked
from sim.report.text.labels import outcome_name
from sim.report.text.sentence import headline
from sim.report.text.theory_words import RIVAL, band, fails
from sim.report.text.theory_words import headline as verdicts_that_hold
from sim.report.text.words import lower_first
from sim.report.text.written import written
from sim.scenario import Scenario, load_scenario
from sim.validation.worlds import kept as worlds_kept

VISIBLE = 0.01
"""Smallest difference between two spreads that is spoken of, in smallest differences that matter: below is rounding."""


@dataclass(frozen=True, slots=True)
class Span:
    """How far one headline spreads, as gains in smallest differences that matter: above 0 is better.

    Attributes:
        low: the worse end.
        middle: the middle pair; under rival theories that of the usual rules.
        high: the better end.
        words: both ends as they are written, the smaller number first.
        across: the same as they stand in a picture, the worse end first.
    """

    low: float
    middle: float
    high: float
    words: str
    across: str

    @property
    def width(self) -> float:
        """Return how far it spreads."""
        return self.high - self.low


@dataclass(frozen=True)
class ThreeBands:
    """What spreads an answer.

    Attributes:
        chance: the finding by chance and place alone.
        worlds: the finding with what nobody knows, too.
        rules: what was measured under rival theories; None where that was of another question, or in other worlds.
        unknowns: how many numbers nobody knows.
        elsewhere: whether rival theories were tried on this question, but in other worlds than these.
        under_rival: whether the question is itself asked under a rival theory.
    """

    chance: Finding = field(repr=False)
    worlds: Finding = field(repr=False)
    rules: Robust | None = field(repr=False)
    unknowns: int
    elsewhere: bool = False
    under_rival: bool = False

    @classmethod
    def of(cls, comparison: Comparison, by_chance: Comparison, found: Robust | None = None) -> ThreeBands:
        """Put them beside each other; rival theories as measured last, if that was of the same question and worlds."""
        found = kept() if found is None else found
        arms = (comparison.base.scenario, comparison.alternative.scenario)
        asked, there = same_question(found, arms), same_worlds(arms[0], comparison.base.seeds)
        rules = found if asked and there else None
        return cls(
            by_chance.finding,
            comparison.finding,
            rules,
            len(arms[0].unknowns),
            elsewhere=asked and not there,
            under_rival=any(theories_asked(one) for one in arms),
        )

    @property
    def spans(self) -> tuple[Mapping[str, Span], ...]:
        """Return how far each headline spreads: by chance and place, with what nobody knows, under rival theories."""
        pairs = [{name: _of_pairs(one.effects[name]) for name in HEADLINE} for one in (self.chance, self.worlds)]
        return (*pairs, {name: _of_rules(self.rules, name) for name in HEADLINE}) if self.rules else tuple(pairs)


def same_question(found: Robust, arms: tuple[Scenario, Scenario]) -> bool:
    """Say whether rival theories were tried on the question of two arms: the same but for draws and worlds."""
    if tuple(one.behaviour for one in arms) != found.behaviours or arms[0].place.digest != found.digest:
        return False
    words = [f"pressure={found.pressure}", f"years={found.years}"]
    asked = (load_scenario([f"behaviour={name}", *words]) for name in found.behaviours)
    return all(
        replace(one, unknowns=()) == replace(other, place=one.place, root_seed=one.root_seed)
        for one, other in zip(arms, asked, strict=True)
    )


def same_worlds(scenario: Scenario, seeds: Sequence[int]) -> bool:
    """Say whether futures are the first worlds that agree with month 0, all that nobody knows drawn, as for rivals.

    They are others where a calibration or people who were asked choose them, or where only some numbers are drawn.
    """
    usual = load_scenario("unknowns=drawn").unknowns
    return scenario.unknowns == usual and tuple(seeds) == worlds_kept()[: len(seeds)]


def sentences(bands: ThreeBands) -> tuple[str, str, str]:
    """Return a sentence for each: chance and place alone, with what nobody knows, and rival theories."""
    chance, worlds = bands.spans[:2]
    return (
        f"By chance and place alone, with every unknown number at its default: {_said(bands.chance)} "
        f"({_widest(chance)} in nine of ten pairs).",
        f"With what nobody knows, too, {so_many(bands.unknowns, 'numbers')} that each future draws for itself: "
        f"{_said(bands.worlds)} ({_widest(worlds)} in nine of ten pairs{_narrower(chance, worlds)}).",
        _of_theories(bands),
    )


def bands_title(bands: ThreeBands) -> str:
    """Say what the picture shows."""
    if bands.rules is None:
        return "How far chance and place move each headline, alone and with what nobody knows"
    _, worlds, rules = bands.spans
    more = sum(worlds[name].width > rules[name].width for name in HEADLINE)
    turned = sum(bool(fails(bands.rules, name)) for name in HEADLINE)
    return (
        f"Futures differ more than theories in {more} of {so_many(len(HEADLINE), 'headlines')}; "
        f"{so_many(turned, 'verdicts')} {'depends' if turned == 1 else 'depend'} on the theory"
    )


def _of_theories(bands: ThreeBands) -> str:
    if bands.elsewhere:
        return (
            f"{RIVAL}: tried on this question, but in other worlds than these, and so not set beside them; "
            "`common-ground robust` tries them in these where `worlds=` names them."
        )
    if bands.under_rival:
        return (
            f"{RIVAL}: this question is asked under one, so others are not set beside it; `common-ground robust` tries "
            "them all on the question without it."
        )
    if (found := bands.rules) is None:
        return f"{RIVAL}: not tried on this question; `common-ground robust` with the same words tries them."
    return (
        f"{RIVAL}, each tuned to the same trust at month 0: {lower_first(verdicts_that_hold(found))} "
        f"({_widest(bands.spans[2])} for the middle of {so_many(found.futures, 'pairs')}, from rule to rule)."
    )


def _said(finding: Finding) -> str:
    return lower_first(headline(finding).title)


def _widest(spans: Mapping[str, Span]) -> str:
    """Name the headline that spreads furthest, with its ends."""
    name = max(spans, key=lambda one: spans[one].width)
    return f"widest: “{lower_first(outcome_name(name))}”, {spans[name].words}"


def _narrower(chance: Mapping[str, Span], worlds: Mapping[str, Span]) -> str:
    """Say where pairs spread less with what nobody knows than with every unknown number at its default, if anywhere."""
    fewer = sum(chance[name].width - worlds[name].width > VISIBLE for name in HEADLINE)
    verb = "spreads" if fewer == 1 else "spread"
    return f"; {fewer} of {so_many(len(HEADLINE), 'headlines')} {verb} less than at defaults" if fewer else ""


def _across(name: str, words: str) -> str:
    """Return two ends with the worse one first, as a picture has it on the left."""
    low, high = words.split(" to ")
    return words if float(OUTCOMES[name].gain(1.0)) > 0.0 else f"{high} to {low}"


def _of_pairs(effect: Effect) -> Span:
    ends = (float(effect.outcome.in_smallest(x, effect.base)) for x in (effect.low, effect.median, effect.high))
    words = written(effect).interval
    return Span(*sorted(ends), words=words, across=_across(effect.outcome.name, words))


def _of_rules(found: Robust, name: str) -> Span:
    smallest, gain = found.smallest[name], OUTCOMES[name].gain
    medians = [float(gain(one.medians[name])) / smallest for one in found.theories]
    usual, words = float(gain(found.usual.medians[name])) / smallest, band(found, name)
    return Span(min(medians), usual, max(medians), words, _across(name, words))
