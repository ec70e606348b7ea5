"""What goes with who comes out ahead, as it was screened: the part of docs/model.md on what rests on no evidence."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.kept_decides import kept
from sim.analysis.shapley import Explained, Interval, standing
from sim.core.counts import so_many
from sim.documentation.markdown import table
from sim.outcomes import OUTCOMES
from sim.report.text.decides_words import percent
from sim.report.text.ranking_words import takes
from sim.report.text.rests_words import rests_on_numbers
from sim.report.text.words import joined, lower_first
from sim.scenario import declarations
from sim.unknowns import fixed, screened, unknowns
from sim.whatif.mind import correlations, screened_worlds
from sim.whatif.question import Question

SURE = 1.96
"""Standard errors of a rank correlation that chance exceeds in one of twenty."""


def decides() -> str:
    """Return the leading unknown numbers with how far each goes with who comes out ahead, and what that leaves."""
    found, worlds, question = correlations(), screened_worlds(), Question()
    a, b = question.a.name, question.b.name
    strongest = max(abs(one) for one in found.values())
    noise = SURE / worlds**0.5
    lead = (
        f"Of {so_many(len(unknowns()), 'numbers')} that nobody knows and no slider sets, these go most with how much "
        f"better “{b}” comes out for people than “{a}”: rank correlations over {so_many(worlds, 'worlds')} of the "
        f"question that the page opens with, where chance alone gives up to {noise:.2f} in 19 of 20. None decides: the "
        f"strongest orders {100.0 * strongest**2:.0f}% of what the worlds differ by."
    )
    kind = [key for key, one in found.items() if _beyond(key, one)]
    middle = (
        f"Of these the default lies on the side that favours “{b}”, seen from the middle of its range: "
        f"{joined([f'`{key}`' for key in kind]) if kind else 'none'}."
    )
    rows = [
        [declarations()[key].label, f"`{key}`", f"{one:+.2f}".replace("-", "−"), b if one > 0.0 else a]
        for key, one in found.items()
    ]
    return "\n\n".join(
        (
            f"{rests_on_numbers(unknowns())} {at_once()}".strip(),
            lead,
            table(("What", "Parameter", "Correlation", "More of it favours"), rows, right=(2,)),
            middle,
            *shared(),
        )
    )


def shared() -> tuple[str, str, str]:
    """Return how much the first of them explain, alone and as a fair share, and which of their order stands."""
    study = kept()
    found, (every, low, high) = study.numbers, study.together
    lead = (
        f"How much of what {so_many(study.worlds, 'other worlds')} differ by the first {len(found)} of them explain, "
        "from the nearest worlds: by being known alone (first-order Sobol' index), and as a fair share of what they "
        f"explain together (Shapley effect), with 95% intervals. Together it is {percent(every)} ({percent(low)} to "
        f"{percent(high)}); all other numbers and chance make the rest. A share below nothing is none: known too, "
        "such a number only makes the nearest worlds lie further off."
    )
    rows = [
        [declarations()[one.name].label, f"`{one.name}`", *(_with_ends(share) for share in (one.first, one.shapley))]
        for one in found
    ]
    return lead, table(("What", "Parameter", "Alone", "Fair share"), rows, right=(2, 3)), order(found, study.worlds)


def order(found: Sequence[Explained], run: int) -> str:
    """Say which of the order of fair shares stands; withheld where chance could have made it."""
    stands = standing(found)
    if not stands.leading:
        more = takes(stands.points, run, "worlds")
        return f"Chance could have made the order of the fair shares, so none is named first: {more}."
    named = joined([f"“{declarations()[one.name].label}”" for one in found[: stands.leading]])
    if stands.leading == 1:
        return f"{named} has the largest fair share, whichever worlds were drawn."
    return f"{named} have larger fair shares than the others, whichever worlds were drawn; not so their own order."


def _with_ends(share: Interval) -> str:
    value, low, high = (percent(x) for x in share)
    return f"{value} ({low} to {high})"


def at_once() -> str:
    """Say what it does to fix at once all that moved nothing by itself; nothing where nothing is fixed."""
    found, still = screened()["at_once"], so_many(len(fixed()), "numbers")
    if not fixed():
        return ""
    most = max(found, key=lambda name: abs(found[name][0]))
    spread = [ratio for _, _, ratio in found.values()]
    change, half, _ = found[most]
    worlds, short = so_many(screened()["at_once_worlds"], "worlds"), lower_first(OUTCOMES[most].short)
    return (
        f"Fixing all {still} at once, in {worlds} that they were not screened in, moves what working together changes "
        f"by {abs(change):.2f} of what matters on average where it moves it most ({short}; 95% interval "
        f"{_signed(change - half)} to {_signed(change + half)}); what worlds differ by is then {min(spread):.0%} to "
        f"{max(spread):.0%} of what it is with all of them drawn."
    )


def _signed(value: float) -> str:
    """Write a number of two decimals with its sign; what is nothing then has none."""
    return f"{value:+.2f}".replace("-", "−") if round(value, 2) else f"{0.0:.2f}"


def _beyond(key: str, correlation: float) -> bool:
    """Say whether the default lies nearer to the end that favours B than the middle of the range does."""
    declared = declarations()[key]
    assert declared.plausible is not None
    return (float(declared.default) - sum(declared.plausible) / 2.0) * correlation > 0.0
