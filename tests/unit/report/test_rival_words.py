"""What rival rules would make of it: the ends over those that keep month 0, and which leaves least."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sim.report.text.rival_words import PEOPLE, under_rivals
from sim.validation.rivals import Tried, kept


def tried(key: str, effects: tuple[float, float], **others: Any) -> Tried:
    """Return the stored effect with other numbers, all the way unless said."""
    nothing = kept()[0]
    of: dict[str, float] = dict(zip(PEOPLE, effects, strict=True))
    changes = tuple(replace(one, ablation=key, without=of.get(one.outcome, one.without)) for one in nothing.changes)
    return replace(nothing, **{"key": key, "facts": 3, "changes": changes, **others})


def test_ends_are_those_of_rivals_that_keep_month_0_all_the_way() -> None:
    nothing = kept()[0]
    whole = replace(nothing, changes=tuple(replace(one, whole=-500.0) for one in nothing.changes))
    found = (
        whole,
        tried("trust.asymmetry", (-600.0, -9.0)),
        tried("decision.price", (-100.0, -4.0), lost=("S4 two",)),
        tried("decision.value", (+900.0, +90.0), lost=("M0 delayed",)),  # without month 0 it counts for nothing
        tried("projects.fit_mean", (+700.0, +70.0), facts=0),  # half way: not the end
    )
    said = under_rivals(found)
    assert "“people ill enough to need hospital at once” change by −600 to −100 where it is −500" in said
    assert "least with `decision.price`" in said and "2 of 3 rival rules keep month 0" in said


def test_what_is_stored_is_said_whole() -> None:
    said = under_rivals()
    assert said.count("change by") == len(PEOPLE) and "see docs/agents.md" in said
