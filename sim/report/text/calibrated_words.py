"""What a calibration found, in words: how well the place fits, which numbers it narrows, and by what.

How many worlds count is said as so many of equal weight: a few that weigh much say as little as a few.
"""

from __future__ import annotations

import numpy as np

from sim.analysis.narrowing import FEWEST, Narrowed
from sim.analysis.observed import Point
from sim.behaviours import BEHAVIOURS
from sim.core.counts import so_many
from sim.outcomes import OUTCOMES
from sim.report.text.labels import outcome_name, parameter_name, parameter_value
from sim.report.text.words import about, joined, lower_first, value, years
from sim.scenario import Scenario
from sim.validation.calibrated import Calibrated

NAMED, MOST_ROWS = 3, 25
"""Points and numbers named in a sentence; rows of a table."""
POINTS_HEAD = (
    "Outcome and year",
    "Observed",
    "Standard error",
    "Nine in ten before",
    "Middle before",
    "Nine in ten that agree",
    "Middle of them",
    "Observed lies",
)
NUMBERS_HEAD = ("Number", "Nine in ten before", "Nine in ten after", "Middle after", "Variance left", "Most by")
WAVES_HEAD = ("Wave", "Points that enter", "Worlds run", "Worlds left", "Rules most out")
JUDGED = (
    "Each world is its numbers and its dice. One that was run is judged by its run; of one that was not, an emulator "
    "says what a run would give and how far that may be off. A world is ruled out where it is further from any point "
    "than its error, what the model leaves out and what the emulator does not know together explain, in one case of "
    "200 over all points.",
    "Worlds that are left weigh as likely as they make the points. Those accepted are a sample in which each counts "
    "once, for whatever is asked next: worlds=FOLDER of `common-ground compare`.",
    "The band holds what worlds that agree give, each by its weight, with the error of a point and what the model "
    "leaves out. Points that worlds were matched to lie in it more often than nine times of ten; points kept back "
    "would tell more.",
    "A number is called narrowed or moved only where chance alone would do it in less than one case of twenty over all "
    "numbers. By what is whichever outcome narrows it most when worlds weigh by that outcome alone.",
)


def point_name(one: Point) -> str:
    """Say which point it is: 'people ready to leave, year 2'."""
    return f"{lower_first(outcome_name(one.outcome))}, year {one.year:.4g}"


def inside(found: Calibrated, one: Point) -> bool:
    """Say whether the band of worlds that agree holds a point."""
    return found.low[one.name] <= one.value <= found.high[one.name]


def _tried(found: Calibrated, month_0: bool) -> str:
    return f"{so_many(found.matched.tried, 'worlds')}{' that agree with month 0' if month_0 else ''}"


def _counting(found: Calibrated) -> str:
    return f"{found.counting:,.0f}" if found.counting >= 2.0 else "one"


def lead(found: Calibrated, scenario: Scenario, month_0: bool) -> str:
    """Say what was tried; `month_0` says that all worlds tried agree with it."""
    names = dict.fromkeys(lower_first(outcome_name(one.outcome)) for one in found.points)
    return (
        f"{so_many(len(found.points), 'observed points')} ({joined(list(names))}) beside {_tried(found, month_0)}, "
        f"each over {years(scenario.years)} of “{lower_first(BEHAVIOURS[scenario.behaviour].label)}”."
    )


def finding(found: Calibrated, month_0: bool, few: str) -> tuple[str, ...]:
    """Return the finding, sentence by sentence.

    Args:
        found: what the calibration found.
        month_0: whether all worlds tried agree with month 0.
        few: says that points are few, where they are.
    """
    said = (fits(found), left_sentence(found, month_0), weighs_sentence(found), narrowed_sentence(found), few)
    return tuple(sentence for sentence in said if sentence)


def fits(found: Calibrated) -> str:
    """Say how well the place fits, and which points it misses."""
    missed = [point_name(one) for one in found.points if not inside(found, one)]
    more = f" and {so_many(len(missed) - NAMED, 'more points')}" if len(missed) > NAMED else ""
    named = "; ".join(missed[:NAMED])
    return found.fits.removesuffix(".") + (f", and misses {named}{more}." if missed else ".")


def left_sentence(found: Calibrated, month_0: bool) -> str:
    """Say how many worlds agree, within what."""
    share = f"{100.0 * found.discrepancy:.3g}%"
    within = f"the errors stated and {share} of each value that the model may leave out"
    unrun = found.matched.unrun
    more = f" {so_many(unrun, 'more worlds')} were not run and not ruled out." if unrun else ""
    agree = "agrees" if len(found.matched.worlds) == 1 else "agree"
    return (
        f"Of {_tried(found, month_0)}, {found.ran:,} were run and {len(found.matched.worlds):,} {agree} with all that "
        f"was observed, within {within}.{more}"
    )


def weighs_sentence(found: Calibrated) -> str:
    """Say how much the worlds left count together, and what to do where that is little."""
    counting = found.counting
    said = (
        f"They weigh as much as {_counting(found)} of equal weight; "
        f"{so_many(len(found.accepted), 'worlds')} can be run again with worlds=FOLDER"
    )
    if counting >= FEWEST:
        return f"{said}."
    return (
        f"{said}. That is too few for a band or a number to rely on: fewer points, larger errors, a larger discrepancy "
        "or a place file that begins nearer to what was observed leave more."
    )


def certain(found: Calibrated) -> list[Narrowed]:
    """Return the numbers that are narrowed or moved by more than chance would."""
    return [one for one in found.narrowed if one.certain]


def narrowed_sentence(found: Calibrated) -> str:
    """Say which numbers are narrowed most, and by which outcome."""
    sure, count = certain(found), so_many(len(found.names), "numbers")
    if not sure:
        why = "" if found.counting >= FEWEST else ", with so few worlds that agree"
        return f"None of {count} is narrowed or moved by more than chance could{why}."
    most = [f"{_range(one)} ({lower_first(outcome_name(one.by))} says most)" for one in sure[:NAMED]]
    head = f"{so_many(len(sure), 'numbers')} of {len(found.names):,} {'is' if len(sure) == 1 else 'are'}"
    return f"{head} narrowed or moved by more than chance could{', the most' if len(sure) > 1 else ''}: {joined(most)}."


def _range(one: Narrowed) -> str:
    low, high, before, until = (
        parameter_value(one.parameter, x) for x in (one.low, one.high, one.before_low, one.before_high)
    )
    return f"“{parameter_name(one.parameter)}” to between {low} and {high}, from between {before} and {until}"


def point_rows(found: Calibrated) -> list[tuple[str, ...]]:
    """Return the table of points."""
    return [_point_row(found, one) for one in found.points]


def _point_row(found: Calibrated, one: Point) -> tuple[str, ...]:
    declared = OUTCOMES[one.outcome]
    low, middle, high = found.before[one.name]
    where = "below it" if one.value < found.low[one.name] else "above it"
    return (
        point_name(one),
        value(declared, one.value),
        value(declared, one.error) if value(declared, one.error).strip("£m%0.") else about(one.error),
        f"{value(declared, low)} to {value(declared, high)}",
        value(declared, middle),
        f"{value(declared, found.low[one.name])} to {value(declared, found.high[one.name])}",
        value(declared, found.middle[one.name]),
        "in it" if inside(found, one) else where,
    )


def number_rows(found: Calibrated) -> list[tuple[str, ...]]:
    """Return the table of numbers that are narrowed or moved; one row that says so where none is."""
    sure = certain(found)[:MOST_ROWS]
    if not sure:
        return [("None by more than chance could", "", "", "", "", "")]
    return [_number_row(one) for one in sure]


def _number_row(one: Narrowed) -> tuple[str, ...]:
    low, high, before, until, middle = (
        parameter_value(one.parameter, x) for x in (one.low, one.high, one.before_low, one.before_high, one.median)
    )
    return (
        f"{parameter_name(one.parameter)} ({one.parameter})",
        f"{before} to {until}",
        f"{low} to {high}",
        middle,
        f"{100.0 * one.variance_ratio:.0f}%",
        lower_first(outcome_name(one.by)),
    )


def wave_rows(found: Calibrated) -> list[tuple[str, ...]]:
    """Return the table of waves that ran or ruled out anything."""
    names = {one.name: point_name(one) for one in found.points}
    rows = list[tuple[str, ...]]()
    for number, wave in enumerate(found.matched.waves, 1):
        if not (wave.ran or wave.entered):
            continue
        out = max(wave.out, key=lambda name: wave.out[name])
        entered = [names[name] for name in wave.entered]
        more = f" and {so_many(len(entered) - NAMED, 'more points')}" if len(entered) > NAMED else ""
        said = f"{'; '.join(entered[:NAMED])}{more}" or "none more"
        most = f"{names[out]} ({wave.out[out]:,})" if wave.out[out] else "none"
        rows.append((str(number), said, f"{wave.ran:,}", f"{wave.left:,}", most))
    return rows


def how(found: Calibrated) -> str:
    """Say how to read the picture."""
    return (
        "Dots: observed, with nine in ten of its error. Orange: nine in ten of what would be seen in the worlds that "
        "agree, line in the middle. Grey: the same of worlds before anything was observed."
    )


def alt(found: Calibrated) -> str:
    """Say the picture in words."""
    names = dict.fromkeys(lower_first(outcome_name(one.outcome)) for one in found.points)
    apart = [abs(one.value - found.middle[one.name]) for one in found.points]
    furthest = found.points[int(np.argmax([x / one.error for x, one in zip(apart, found.points, strict=True)]))]
    return (
        f"What was observed beside the band of worlds that agree, of {joined(list(names))}. {fits(found)} Furthest "
        f"from the middle: {point_name(furthest)}."
    )
