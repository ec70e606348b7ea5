"""Leaders alike, or cultures alike: nobody differs from anybody else by what he or she brings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, replace

from sim.ablation.base import Ablation
from sim.place import Place
from sim.place.schema import Culture


def _one_profession(place: Place, root_seed: int) -> Place:
    """Give every leader the profession that most have."""
    found = Counter(leader.profession for one in place.organisations for leader in one.leaders)
    common = max(found, key=lambda name: found[name])
    return replace(
        place,
        organisations=tuple(
            replace(one, leaders=tuple(replace(leader, profession=common) for leader in one.leaders))
            for one in place.organisations
        ),
    )


def _one_culture(place: Place, root_seed: int) -> Place:
    """Give every organisation the mean of all cultures."""
    mean = Culture(*_mean([astuple(one.culture) for one in place.organisations]))
    return replace(place, organisations=tuple(replace(one, culture=mean) for one in place.organisations))


def _mean(rows: Sequence[Sequence[float]]) -> list[float]:
    return [sum(column) / len(rows) for column in zip(*rows, strict=True)]


LEADERS_ALIKE = Ablation(
    "leaders_alike",
    "Differences between leaders",
    "Every leader has the mean tendencies, the aims of the post and one profession; what they live through differs.",
    place=_one_profession,
    parameters={"ways.spread": 0.0, "vision.spread": 0.0},
)
CULTURES_ALIKE = Ablation(
    "cultures_alike",
    "Differences between cultures",
    "Every organisation has the mean of all cultures, and no profession is unlike another.",
    place=_one_culture,
    parameters={"culture.spread": 0.0, "culture.profession": 0.0},
)
