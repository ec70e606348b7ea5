"""What decides who comes out ahead, in plain words: how many of ten parts of what futures differ by have a name."""

from __future__ import annotations

from sim.analysis.kept_decides import Decided, kept
from sim.analysis.shapley import Explained, Interval, standing
from sim.core.counts import so_many
from sim.core.questions import half_up
from sim.report.text.regret_words import arm
from sim.report.text.words import joined
from sim.scenario import declarations

WITHHELD = "cannot be told: chance could have made their order"


def what_decides(found: Decided | None = None) -> str:
    """Say how much of what futures differ by has a name, and which number explains most, if that can be told.

    Args:
        found: what was found; what was measured last if not given.
    """
    found = kept() if found is None else found
    base, alternative = (arm(name) for name in found.behaviours)
    are = "is" if 0.0 < found.together[0] < 0.15 else "are"
    return (
        f"Of what differs between futures in how people come out, {tenths(found.together[0])} {are} explained by the "
        f"{so_many(len(found.numbers), 'unknown numbers')} that go most with it "
        f"({with_ends(found.together)}); the rest is all other numbers and chance. {_first(found)} "
        f"({alternative} against {base} in year {found.years}; {so_many(found.worlds, 'worlds')} of {found.label}; "
        "see docs/model.md)."
    )


def tenths(share: float) -> str:
    """Write a share of the spread as parts of ten: 'about 3 in 10 parts', 'less than 1 in 10 parts'."""
    parts = int(half_up(10.0 * share))
    if share <= 0.0:
        return "none of 10 parts"
    return f"about {parts} in 10 parts" if share >= 0.1 else "less than 1 in 10 parts"


def with_ends(share: Interval) -> str:
    """Write a share with the ends of its interval: '4.5%, 95% interval 3.0% to 6.0%'."""
    value, low, high = (percent(x) for x in share)
    return f"{value}, 95% interval {low} to {high}"


def percent(share: float) -> str:
    """Write a share of the spread as a percentage of one decimal; what is nothing then has no sign."""
    return f"{100.0 * share:.1f}%".replace("-", "−") if round(100.0 * share, 1) else "0.0%"


def _first(found: Decided) -> str:
    """Say which explain most, whichever worlds were drawn; withheld where chance could have made the order."""
    stand = standing(found.numbers).leading
    if not stand:
        return f"Which of them explains most {WITHHELD}"
    named = joined([_named(one) for one in found.numbers[:stand]])
    return f"Most {'goes' if stand == 1 else 'go'} by {named}"


def _named(one: Explained) -> str:
    return f"“{declarations()[one.name].label}” ({tenths(one.shapley[0])})"
