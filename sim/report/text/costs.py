"""What working together costs and whether it pays, in words, from the finding: of the year that it speaks of."""

from __future__ import annotations

from sim.analysis.finding import Finding, Pay
from sim.core.counts import so_many
from sim.report.text.words import counts, in_futures, years
from sim.report.text.written import is_nothing, size


def cost_words(finding: Finding) -> str:
    """Say what it takes in the finding's year: '£1.5m more for joint projects, and 0.6 hours a week more'."""
    money, hours = finding.effects["programme_cost"], finding.effects["leader_hours"]
    when, given = f"In year {finding.year} it", ""
    if not is_nothing(money.outcome, finding.given):
        less = "more" if finding.given > 0.0 else "less"
        given = f"{when} is given {size(money.outcome, finding.given)} {less} in beds, places and money. "
    if all(is_nothing(effect.outcome, effect.median) for effect in (money, hours)):
        return given + (f"{when} takes no more." if given else f"{when} takes next to nothing more.")
    more, longer = ("more" if effect.median >= 0.0 else "less" for effect in (money, hours))
    return given + (
        f"{when} takes {size(money.outcome, money.median)} {more} for joint projects and their office, and "
        f"{size(hours.outcome, hours.median)} hours a week {longer} of each of {so_many(finding.leaders, 'leaders')}."
    )


def cash_words(cashable: float) -> str:
    """Say what part of a saving is cash."""
    return "every pound saved" if cashable >= 1.0 else f"£{10 * cashable:.3g} of every £10 saved"


def pay_words(pay: Pay, finding: Finding) -> str:
    """Say whether it pays for itself, and when."""
    count = counts(pay.share, 0.0, 1.0 - pay.share, finding.futures)
    if pay.share <= 0.0 or count.better == 0:
        return f"{'not' if pay.share <= 0.0 else 'hardly ever'} within {years(finding.years)}"
    after = "from the start" if pay.year < 0.25 else f"after about {years(pay.year)}"
    return f"{in_futures(pay.share, count.better, count.of)}, {'typically ' if pay.share < 1.0 else ''}{after}"


def pays_words(finding: Finding) -> str:
    """Say both in a sentence, which counts all years."""
    first, second = finding.pays
    said = f"Over {years(finding.years)}, does it pay for itself? If {cash_words(first.cashable)} is cash: "
    said += f"{pay_words(first, finding)}."
    if first.cashable != second.cashable:
        said += f" If {cash_words(second.cashable)} were: {pay_words(second, finding)}."
    return said
