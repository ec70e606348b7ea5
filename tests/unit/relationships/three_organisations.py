"""A council, a hospital and a practice in a row, with made-up states and dice, to work out by hand what a rule does.

Rows of organisations: 0 hospital, 1 council, 2 practice. Of seats: 0 and 1 the hospital's chief (rank .6) and medical
director (.4), 2 the council's, 3 the practice's. Of directions: 0 hospital to council, 1 back, 2 hospital to practice,
3 back. Of ties: 0 and 1 from seats 0 and 1 to 2, 2 and 3 back; 4 and 5 from seats 0 and 1 to 3, 6 and 7 back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from sim.core.arithmetic import Array
from sim.core.state import State
from sim.place import load_place
from sim.place.graph import graph_of
from sim.place.schema import Culture, Differences, InterfaceSpec, LeaderSpec, OrganisationSpec, ProjectSpec, Vision
from sim.world.network import Rows, network_of
from sim.world.world import Clock, World

MONTH = 12.0 / 13.0  # months in a round of four weeks

_HOSPITAL = OrganisationSpec(
    key="hospital",
    label="Hospital",
    kind="acute",
    service=("acute", "ambulance"),
    sector="health",
    culture=Culture(clan=0.2, adhocracy=0.1, hierarchy=0.4, market=0.3),
    vision=Vision(population=0.2, prevention=0.3),
    leaders=(LeaderSpec("chief", "management", 0.6), LeaderSpec("professional", "medical", 0.4)),
)
_COUNCIL = OrganisationSpec(
    key="council",
    label="Council",
    kind="council",
    service="social_care",
    sector="council",
    culture=Culture(clan=0.4, adhocracy=0.2, hierarchy=0.3, market=0.1),
    vision=Vision(population=0.7, prevention=0.6),
    leaders=(LeaderSpec("chief", "management", 1.0),),
)
_PRACTICE = OrganisationSpec(
    key="practice",
    label="Practice",
    kind="primary_care",
    service=("primary_care", "community", "mental_health"),
    sector="health",
    culture=Culture(clan=0.3, adhocracy=0.3, hierarchy=0.2, market=0.2),
    vision=Vision(population=0.5, prevention=0.5),
    leaders=(LeaderSpec("chief", "medical", 1.0),),
)
_INTERFACES = (
    InterfaceSpec(("hospital", "council"), 0.75, Differences(0.4, 0.6, 0.2, 0.8)),  # mean .5
    InterfaceSpec(("hospital", "practice"), 0.25, Differences(0.2, 0.2, 0.2, 0.2)),  # mean .2
)
_CROSSES = {
    "home": (("hospital", "practice"),),
    "home_care": (("hospital", "council"),),
    "intermediate_care": (("hospital", "council"), ("hospital", "practice")),
    "care_home": (),
}


def _project(key: str, sponsors: tuple[str, ...], needed: float, cost: float, weeks: float, **more: Any) -> ProjectSpec:
    plain: dict[str, Any] = {"upstream": 0.0, "effect": "upstream", "finds_cases": False, "wicked": False}
    return ProjectSpec(
        key=key,
        label=key,
        sponsors=sponsors,
        skill_of=sponsors[0],
        threshold=needed,
        cost_per_year=cost,
        prevention_weeks=weeks,
        **(plain | more),
    )


_PROJECTS = (
    _project("response", ("hospital", "practice"), 0.3, 1.0, 4.0, upstream=0.1, finds_cases=True),
    _project("home_first", ("hospital", "council"), 0.5, 2.0, 8.0, effect="home_first"),
    _project("homes", ("hospital", "council", "practice"), 0.15, 0.5, 26.0, effect="care_homes"),
    _project("records", ("hospital", "practice"), 0.4, 3.0, 52.0, effect="records"),
)


@lru_cache(maxsize=1)
def world() -> World:
    """Return the world of the three organisations; services, pathways' figures and money are Anyplace's."""
    anyplace = load_place("anyplace")
    place = replace(
        anyplace,
        organisations=(_HOSPITAL, _COUNCIL, _PRACTICE),
        interfaces=_INTERFACES,
        projects=_PROJECTS,
        pathways=tuple(replace(one, crosses=_CROSSES[one.key]) for one in anyplace.pathways),
        figures=replace(anyplace.figures, pooled_share=0.4),
    )
    return World(place, network_of(graph_of(place)))


class Dice:
    """Draws that are what a test says they are: by the name of the stream, one number or one a row."""

    def __init__(self, uniform: float = 0.5, normal: float = 0.0, thrown: Mapping[str, Any] | None = None) -> None:
        self.usual = {"uniform": uniform, "normal": normal}
        self.thrown = dict(thrown or {})

    def _of(self, kind: str, stream: str, rows: int) -> Array:
        return np.zeros((rows, 1)) + column(self.thrown.get(stream, self.usual[kind]))

    def uniform(self, stream: str, keys: Array) -> Array:
        return self._of("uniform", stream, len(keys))

    def normal(self, stream: str, keys: Array) -> Array:
        return self._of("normal", stream, len(keys))

    def normal_at(self, stream: str, keys: Array, where: tuple[Rows, Rows]) -> Array:
        return self._of("normal", stream, len(keys))[where]


def column(values: Any) -> Array:
    """Return one run of rows: numbers, or rows of numbers for a variable with a width, with the run axis last."""
    return np.asarray(values, dtype=float)[..., None]


def state_of(**values: Any) -> State:
    """Return a state of one run that holds these variables alone."""
    return State({name: column(value) for name, value in values.items()})


def step(
    kind: type[Any],
    state: Mapping[str, Any],
    params: Mapping[str, Any] | None = None,
    *,
    dice: Dice | None = None,
    week: int = 0,
    more: tuple[Any, ...] = (),
    where: World | None = None,
) -> dict[str, Array]:
    """Return what a rule puts, its run axis taken off; the rule may read nothing but what it says it reads."""
    assert set(state) <= set(kind.reads), f"not read: {sorted(set(state) - set(kind.reads))}"
    rule = kind(kind.Params(**(params or {})), where or world(), *more)
    made = list(rule.step(state_of(**state), dice or Dice(), Clock(week)))
    assert {change.kind for change in made} <= {"put"} and {change.name for change in made} <= set(kind.writes)
    return {change.name: change.value[..., 0] for change in made}


def moved(
    kind: type[Any],
    state: Mapping[str, Any],
    params: Mapping[str, Any] | None = None,
    *,
    dice: Dice | None = None,
    week: int = 0,
    where: World | None = None,
) -> dict[str, Array]:
    """Return what a rule writes as it stands after its changes, its run axis taken off; it may read what it says."""
    rule, before = kind(kind.Params(**(params or {})), where or world()), state_of(**state)
    made = list(rule.step(before, dice or Dice(), Clock(week)))
    assert {change.name for change in made} <= set(kind.writes)
    after = before.copy()
    after.apply(made)
    return {name: getattr(after, name)[..., 0] for name in state if name in kind.writes}


def same(found: Any, *expected: Any) -> None:
    """Check numbers worked out by hand, to the last few bits."""
    by_hand = np.asarray(expected if len(expected) > 1 else next(iter(expected)))
    np.testing.assert_allclose(found, by_hand, rtol=1e-9, atol=1e-12)
