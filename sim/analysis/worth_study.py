"""The study of what it is worth to find out before choosing: what could be known, and what was found, as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

import numpy as np

from sim.analysis.headline import HEADLINE
from sim.analysis.interval import Mean
from sim.analysis.measures import NET_COST, PEOPLE, Measure, measure
from sim.analysis.worth import Knowing, chosen, worth_of_all, worths
from sim.analysis.worth_runs import Knowable
from sim.core.arithmetic import Array
from sim.core.counts import so_many
from sim.core.parameters import InputError
from sim.place import Place

Kind = Literal["number", "rule", "seen", "all"]
ALSO = ("emergency_need", "delayed", "net_cost")
"""What else is told of a choice: people, beds and money."""
BOTH = "both"
"""Judged by what matters to people, at a price that a board would pay for it, less what it costs."""
FIRST = 8
LEAST = 50
"""Futures from which anything can be learnt."""
EVERY = "all"


@dataclass(frozen=True, slots=True)
class Thing:
    """What would be known: a number, all that a rule draws, an outcome as it is today, or every number."""

    kind: Kind
    name: str
    count: int = 1


@dataclass(frozen=True)
class WorthFound:
    """What was found.

    Attributes:
        place: short name of the place.
        label: its name in plain English.
        digest: the hash of all that its file says.
        behaviours: what is chosen between.
        chosen: which of them brings most on average.
        judged_by: what is judged.
        futures: how many were run.
        things: what could be known, by its name among the worths.
        worths: what each is worth, the most first.
        whole: what it would be worth to know a future whole.
        pays: what a board would pay for one more of the things that matter to people, £m; None if not judged by both.
        closest: whether that is where the choice is closest, and nobody said it.
        first: what the last arm brings in the first futures, by which a kept study is known to be of the rules as
            they are.
        also: names of what else is told.
    """

    place: str
    label: str
    digest: str
    behaviours: tuple[str, ...]
    chosen: int
    judged_by: Measure
    futures: int
    things: Mapping[str, Thing] = field(repr=False)
    worths: tuple[Knowing, ...] = field(repr=False)
    whole: Mean = field(repr=False)
    pays: float | None = None
    closest: bool = False
    first: tuple[float, ...] = ()
    also: tuple[str, ...] = ALSO

    @property
    def plain(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {**asdict(self), "judged_by": self.judged_by.name}

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> WorthFound:
        """Return it from plain data."""
        return cls(
            **{
                **data,
                "behaviours": tuple(data["behaviours"]),
                "also": tuple(data["also"]),
                "first": tuple(data["first"]),
                "judged_by": judging(data["judged_by"]),
                "things": {key: Thing(**one) for key, one in data["things"].items()},
                "worths": tuple(Knowing(**{**one, "worth": Mean(**one["worth"])}) for one in data["worths"]),
                "whole": Mean(**data["whole"]),
            }
        )


def judging(name: str, place: Place | None = None) -> Measure:
    """Return what is judged by, by its name."""
    if name == BOTH:
        return Measure(BOTH, "What matters to people, at its price, less what it costs", "£m", 1, 0.0)
    return measure(name, place)


def price(knowable: Knowable) -> float:
    """Return the price of one of the things that matter, £m, at which the two arms that differ most come out alike.

    Nothing where no arm brings people more for more money: then there is no price to ask about.
    """
    people, cost = (knowable.levels[name].mean(axis=1) for name in (PEOPLE, NET_COST))
    most = int(people.argmax())
    things, money = len(HEADLINE) * (people[most] - people[0]), cost[most] - cost[0]
    return float(money / things) if things > 0.0 and money > 0.0 else 0.0


def gains_of(knowable: Knowable, judged_by: Measure, pays: float | None) -> Array:
    """Return how much each arm brings in each future more than the base, shape (arms, R)."""
    names = (PEOPLE, NET_COST) if judged_by.name == BOTH else (judged_by.name,)
    for name in names:
        if not np.isfinite(knowable.levels[name]).all():
            raise InputError(f"{name}: not a number in some futures, so there is no choice to judge")
    if judged_by.name == BOTH:
        people, cost = (knowable.levels[name] - knowable.levels[name][:1] for name in names)
        return (pays or 0.0) * len(HEADLINE) * people - cost
    levels = knowable.levels[judged_by.name]
    return judged_by.gain(levels - levels[:1])


def found_of(
    knowable: Knowable, judged_by: Measure, behaviours: Sequence[str], place: Place, pays: float | None = None
) -> WorthFound:
    """Return what each thing that could be known is worth.

    Args:
        knowable: what was run.
        judged_by: what is judged.
        behaviours: names of the arms.
        place: where.
        pays: what a board would pay for one more of the things that matter to people, £m; None: where the choice
            is closest.

    Raises:
        InputError: too few futures to learn from, or what is judged is not a number somewhere.
    """
    if knowable.futures < LEAST:
        raise InputError(
            f"replications: {so_many(knowable.futures, 'futures')} in all, and fewer than {LEAST} teach nothing; "
            "expected more"
        )
    both = judged_by.name == BOTH
    asked = (price(knowable) if pays is None else pays) if both else None
    things, known = could_be_known(knowable)
    gains = gains_of(knowable, judged_by, asked)
    also = {name: knowable.levels[name] for name in ALSO if name in knowable.levels}
    single = sum(one.kind in ("number", "seen") for one in things.values())
    return WorthFound(
        place.name,
        place.label,
        place.digest,
        tuple(behaviours),
        chosen(gains),
        judged_by,
        knowable.futures,
        things,
        tuple(worths(gains, known, also, asked=single)),
        worth_of_all(gains),
        asked,
        both and pays is None,
        tuple(gains[-1, :FIRST].tolist()),
        tuple(also),
    )


def could_be_known(knowable: Knowable) -> tuple[dict[str, Thing], dict[str, Array]]:
    """Return what could be known with its values in every future, by one name each."""
    things, known = dict[str, Thing](), dict[str, Array]()
    for key, values in knowable.numbers.items():
        things[key], known[key] = Thing("number", key), values
    for name, rows in knowable.groups().items():
        things[name], known[name] = Thing("rule", name, len(rows)), rows
    for name, values in knowable.seen.items():
        things[f"today/{name}"], known[f"today/{name}"] = Thing("seen", name), values
    every = np.array(list(knowable.numbers.values()))
    things[EVERY], known[EVERY] = Thing("all", EVERY, len(every)), every
    return things, known


def measures_kept(judged_by: Measure, kept: Sequence[str] | None = None) -> list[Measure]:
    """Return what is run: what is judged, and what else is said, of those that a stored sweep kept."""
    judged = [measure(PEOPLE), measure(NET_COST)] if judged_by.name == BOTH else [judged_by]
    also = [measure(name) for name in ALSO if name not in {one.name for one in judged}]
    return [*judged, *(one for one in also if kept is None or one.needs <= set(kept))]
