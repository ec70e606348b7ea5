"""How each headline outcome is said: what more and less of it mean for people, and how large a difference is."""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.effect import Effect
from sim.analysis.headline import HEADLINE
from sim.outcomes import OUTCOMES, Outcome
from sim.report.text.words import is_share, one_in
from sim.report.text.written import is_nothing, rounded, size


@dataclass(frozen=True, slots=True)
class Phrase:
    """One headline outcome in words.

    Attributes:
        topic: what it is about, within a sentence.
        better: what happens if the alternative is better.
        worse: what happens if it is worse.
        short: a few words for a figure.
        less: word for a smaller amount.
        more: word for a larger amount.
        each: what a share is of, where it is one.
        when: when or where the amount is counted.
    """

    topic: str
    better: str
    worse: str
    short: str
    less: str = "fewer"
    more: str = "more"
    each: str = ""
    when: str = ""


PHRASES: dict[str, Phrase] = {
    "emergency_need": Phrase(
        "people who become ill enough to need hospital at once",
        "meaningfully fewer people become ill enough to need hospital at once",
        "meaningfully more people become ill enough to need hospital at once",
        "People ill enough to need hospital at once",
        when="a year",
    ),
    "delayed": Phrase(
        "people ready to leave hospital who cannot",
        "fewer people are kept in hospital when ready to leave",
        "more people are kept in hospital when ready to leave",
        "People ready to leave hospital who cannot",
        when="on a day",
    ),
    "four_hour": Phrase(
        "visits to A&E that are over within four hours",
        "more visits to A&E are over within four hours",
        "fewer visits to A&E are over within four hours",
        "A&E visits over within four hours",
        each="visits",
    ),
    "waiting_list": Phrase(
        "people waiting for planned treatment",
        "fewer people wait for planned treatment",
        "more people wait for planned treatment",
        "People waiting for planned treatment",
    ),
    "unmet_need": Phrase(
        "need that is not met",
        "less need goes unmet",
        "more need goes unmet",
        "Need that is not met",
        each="requests for help",
    ),
    "days_at_home": Phrase(
        "days that people spend at home",
        "people spend more days at home",
        "people spend fewer days at home",
        "Days at home",
        when="a year for every 1,000 people",
    ),
}
assert tuple(PHRASES) == HEADLINE and all(OUTCOMES[name].grade in "AB" for name in HEADLINE)


def unit_words(declared: Outcome) -> str:
    """Say what is counted: 'people a year', '% of visits'."""
    each = PHRASES[declared.name].each
    return f"% of {each}" if each else declared.unit


def amount(effect: Effect) -> str:
    """Write the difference in the middle pair of all: 'about 446 fewer a year, 1 in 86'.

    The number is the one that tables show; a percentage point is ten in every 1,000.
    """
    declared, phrase = effect.outcome, PHRASES[effect.outcome.name]
    if is_nothing(declared, effect.median):
        return "no difference"
    word = phrase.less if effect.median < 0.0 else phrase.more
    if is_share(declared):
        return f"about {1000.0 * abs(rounded(declared, effect.median)):.0f} {word} in every 1,000 {phrase.each}"
    ratio = one_in(effect.base, effect.median) if declared.relative else ""
    said = f"about {size(declared, effect.median)} {word} {phrase.when}".rstrip()
    return f"{said}, {ratio}" if ratio else said
