"""How sure a result is, what it rests on, and what it does not say."""

from __future__ import annotations

from collections.abc import Sequence

import htpy as h
import numpy as np

from sim.analysis.agreeing import AgreeingWorlds
from sim.analysis.kept_agents import kept
from sim.analysis.kept_worth import kept as worth_kept
from sim.analysis.paired import Comparison
from sim.core.counts import so_many
from sim.outcomes import OUTCOMES
from sim.place import Place
from sim.report.pages.page import bullets, paragraph, plain_rows, table
from sim.report.text.agents_words import BUYS, bought_there
from sim.report.text.asked_words import asked_beside
from sim.report.text.decides_words import what_decides
from sim.report.text.evidence import evidence_rows, place_rows
from sim.report.text.plans import plans_of
from sim.report.text.rests_words import rests_on_numbers
from sim.report.text.theory_words import said_already, under_theories
from sim.report.text.unknown_words import of_bands
from sim.report.text.worth_words import BEFORE, known_there
from sim.scenario import Scenario

_Z90 = 1.645


def world_faced(scenario: Scenario) -> str:
    """Say what the place faces, from its parameters, and what else is asked for: a rival theory, or other figures."""
    demand, funding, winter = (scenario.parameters[name] for name in ("demand", "funding", "winter"))
    hard = (
        f" {_which(winter.year)} is harder than usual for {so_many(f'{winter.weeks:g}', 'weeks')}."
        if winter.admissions > 0.0 or winter.staff > 0.0
        else ""
    )
    return (
        f"It faces demand that {_grows(demand.growth)}, NHS money that {_grows(funding.nhs_growth)} and social care "
        "money that "
        f"{_grows(funding.social_care_growth)}, after inflation.{hard}{asked_beside(scenario)}"
    )


def what_is_planned(scenarios: Sequence[Scenario], names: Sequence[str]) -> list[h.Element]:
    """Say who plans what, from when to when; nothing where nobody plans."""
    return [part for lead, said in plans_of(scenarios, names) for part in (paragraph(lead), bullets(said))]


def _which(year: float) -> str:
    return f"The winter of year {year:g}" if year else "Every winter"


def _grows(rate: float) -> str:
    if abs(rate) < 5e-5:
        return "stays as it is"
    return f"{'grows' if rate > 0 else 'shrinks'} by {abs(100.0 * rate):.3g}% a year"


def rests_on(comparison: Comparison, elicited: bool = False, agreeing: AgreeingWorlds | None = None) -> list[h.Element]:
    """Return what there is to say about certainty.

    Args:
        comparison: the two arms.
        elicited: whether people were asked, which narrows the worlds.
        agreeing: worlds that agree with what was observed, where futures are drawn from these.
    """
    futures, parameters, (total, choices) = len(comparison.base.seeds), evidence_rows(), _counted()
    sourced, chosen = place_rows(comparison.base.scenario.place)
    grades = {grade: sum(o.grade == grade for o in OUTCOMES.values()) for grade in "ABC"}
    spread = 10.0 * _Z90 * np.sqrt(0.25 / futures)
    parts = [
        f"Chance. With {so_many(futures, 'pairs of futures')}, a count such as 5 of 10 could by chance be out by "
        f"{'more than one' if spread > 1.05 else 'about one' if spread > 0.55 else 'less than one'}. The two arms of "
        "a pair meet the same "
        "draws, so that what differs between them is what teams do. “With another place” compares each future with "
        "the other arm of "
        "another: what you would see if you compared two real places.",
        of_bands(comparison.base.scenario, elicited, agreeing),
        f"Outcomes. {grades['A']} are calibrated to published figures, {grades['B']} are stylised (direction and "
        "rough size have sources), "
        f"{grades['C']} are illustrative. The finding uses calibrated and stylised ones only.",
        f"Numbers. Of {so_many(total, 'numbers')} in the rules, {choices} are our own choices, within "
        "stated ranges. Of "
        f"{so_many(sourced + chosen, 'figures')} of the "
        f"place, {sourced} have a published source.",
        f"Unknown numbers. {rests_on_numbers(comparison.base.scenario.unknowns)}",
    ]
    rows = [(name, meaning, str(number)) for name, meaning, number in parameters]
    listed = table(
        "What the numbers in the rules rest on", ("Evidence", "What it means", "Numbers"), plain_rows(rows, (2,)), (2,)
    )
    return [*(paragraph(part) for part in parts), listed]


def limits(place: Place, said: Sequence[str] = ()) -> list[str]:
    """Return what a reader must not take from a result.

    Args:
        place: where it was found.
        said: the finding, which may say itself what agents buy, what it is worth to find out, or what hangs on a rule.
    """
    total, choices = _counted()
    return [
        "It is an exposition of how working together might pay or fail, not a forecast, and of no real place, "
        "organisation or person.",
        f"{choices} of the {so_many(total, 'numbers')} in the rules are choices without evidence. "
        f"{what_decides()} For another question the experiment 'sensitivity' finds it.",
        "Working together can act only through what partners know of each other, hand-overs, joint projects, cost "
        "shifting and pooled money; "
        "what it may do otherwise is not here.",
        "Savings are at national prices. How much of them becomes cash is a choice, so two answers are given.",
        "Differences are judged against the smallest that we think matters; yours may be smaller or larger.",
        "A&E is the accident and emergency department of a hospital; NHS is the National Health Service. Beds in "
        "use, admissions and visits "
        "are activity: neither good nor bad in themselves.",
        *([] if any(one.startswith(BUYS) for one in said) else [bought_there(kept(), place)]),
        *([] if any(one.startswith(BEFORE) for one in said) else [known_there(worth_kept(), place)]),
        *([] if said_already(said) else [under_theories(place=place)]),
    ]


def _counted() -> tuple[int, int]:
    """Return how many numbers stand in the rules, and how many of them are choices."""
    parameters = evidence_rows()
    return sum(row[2] for row in parameters), next((row[2] for row in parameters if row[0] == "Choice"), 0)
