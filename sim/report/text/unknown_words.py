"""What a result says of that which nobody knows: whether each future draws it, or all stands at its default."""

from __future__ import annotations

from functools import cache

from sim.analysis.agreeing import AgreeingWorlds
from sim.analysis.finding import Finding
from sim.core.counts import so_many
from sim.place import Place, load_place
from sim.report.text.sentence import headline
from sim.report.text.words import lower_first
from sim.scenario import Scenario
from sim.unknowns import unknowns
from sim.validation.worlds import kept, tried


def of_unknowns(scenario: Scenario) -> str:
    """Say what futures draw, in one sentence."""
    if not scenario.unknowns:
        count = so_many(len(unknowns()), "numbers")
        return f"What nobody knows ({count}) stands at its default in every future, so futures differ by chance alone."
    return (
        f"Each future is a world of its own: it draws {so_many(len(scenario.unknowns), 'numbers')} that nobody knows."
    )


_AND_ASKED = " and remain with what people who were asked say"


def futures_of(agreeing: AgreeingWorlds) -> str:
    """Say which worlds futures are, where they agree with what was observed."""
    month_0 = " that agree with month 0" if agreeing.month_0 else ""
    return (
        f"Futures are drawn from {so_many(agreeing.count, 'worlds')} that agree with what was observed in "
        f"{agreeing.observed}{_AND_ASKED if agreeing.asked else ''}, of {so_many(agreeing.tried, 'worlds')}{month_0}."
    )


def of_bands(scenario: Scenario, elicited: bool = False, agreeing: AgreeingWorlds | None = None) -> str:
    """Say what bands and counts hold, and what they do not.

    Args:
        scenario: of the base.
        elicited: whether people were asked, too.
        agreeing: worlds that agree with what was observed, where futures are drawn from these.
    """
    if not scenario.unknowns:
        return (
            "Not in the bands. Bands and counts hold chance and lasting differences between places. They do not hold "
            "what we do not know about the rules and their numbers, which is more."
        )
    if agreeing is not None:
        return (
            "In the bands. Bands and counts hold chance, differences between places, and what we do not know of "
            f"{so_many(len(scenario.unknowns), 'numbers')}. {futures_of(agreeing)} Each counts once, and is taken as "
            "often as it is likely. They do not hold what we do not know of the rules themselves."
        )
    asked = _AND_ASKED if elicited else ""
    return (
        "In the bands. Bands and counts hold chance, differences between places, and what we do not know of "
        f"{so_many(len(scenario.unknowns), 'numbers')}: of {so_many(tried(), 'worlds')} drawn, futures are the first "
        f"of the {len(kept()):,} that agree with what is known of today{asked}. They do not hold what we do not know "
        f"of the rules themselves.{f' {elsewhere}' if (elsewhere := matched_elsewhere(scenario.place)) else ''}"
    )


def matched_elsewhere(place: Place) -> str:
    """Say in a line that the worlds were matched to another place than this, where they were; else nothing."""
    label, digest = _matched()
    if place.digest == digest:
        return ""
    return f"What nobody knows was matched to the figures of {label}, and is taken for this place."


@cache
def _matched() -> tuple[str, str]:
    """Return the name and the hash of the place that worlds were matched to; it comes with the code, read once."""
    matched = load_place("anyplace")
    return matched.label, matched.digest


def by_chance_alone(chance: Finding) -> str:
    """Say what would come out with every unknown number at its default, so that chance and place alone differ."""
    return (
        f"By chance and place alone, with every unknown number at its default: {lower_first(headline(chance).title)}."
    )
