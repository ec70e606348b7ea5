"""A place in round numbers, to work out by hand what the weekly rules of care and money do.

People are 150,000, half of those of whom money is said. At month 0 a week has 1,000 visits and 200 emergency admissions
that stay 4.9 days in 200 beds, of which 20 are held by people ready to leave; 500 treatments; 9,000, 3,200 and 700
contacts given of 10,000, 4,000 and 1,000 asked; 800 and 400 people looked after of 1,000 and 500 in need. Money is
£300m for the NHS (180 of it the hospital's) and £40m for social care (8.8 of it not for packages).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from sim.core.arithmetic import Array
from sim.place.figures import Figures
from sim.world.world import Clock, World
from tests.unit.relationships.three_organisations import Dice, state_of
from tests.unit.relationships.three_organisations import world as three_organisations

FIGURES = Figures(
    population=150_000.0,
    attendances_per_week=1_000.0,
    admissions_per_week=200.0,
    beds=200.0,
    occupancy=0.9,
    elective_beds=20.0,
    four_hour_share=0.8,
    waiting_list=10_000.0,
    referrals_per_week=600.0,
    other_removals_per_week=0.01,
    nhs_spend_per_year=300e6,
    acute_share_of_spend=0.6,
    social_care_other_spend_per_year=8.8e6,
    home_care_need=1_000.0,
    home_care_clients=800.0,
    care_home_need=500.0,
    care_home_residents=400.0,
    home_care_price_per_week=250.0,
    care_home_price_per_week=1_000.0,
    care_home_admissions_per_year=520.0,
    clients_per_stock=1.5,
    attendances_65_per_week=200.0,
    admissions_65_per_week=100.0,
    primary_care_requests_per_week=10_000.0,
    primary_care_unmet=0.1,
    community_contacts_per_week=4_000.0,
    community_unmet=0.2,
    mental_health_contacts_per_week=1_000.0,
    mental_health_unmet=0.3,
    pooled_share=0.0,
)
VACANCY = (0.1, 0.2, 0.25, 0.2, 0.1, 0.5)
LEAVING = (0.26, 0.52, 0.26, 0.13, 0.26, 1.04)
READY, DELAYED = (140.0, 28.0, 14.0, 7.0), (8.0, 4.0, 4.0, 4.0)
CAPACITY_SHARE, EXPONENT = (0.0, 0.5, 0.6, 0.8), (0.5, 1.0, 2.0, 1.0)


@lru_cache(maxsize=1)
def world() -> World:
    """Return the world of this place, with the three organisations of the relationships' tests."""
    where = three_organisations()
    services = zip(where.place.services, VACANCY, LEAVING, strict=True)
    ways = zip(where.place.pathways, READY, DELAYED, CAPACITY_SHARE, EXPONENT, strict=True)
    place = replace(
        where.place,
        figures=FIGURES,
        services=tuple(replace(one, vacancy=empty, leaving_per_year=leave) for one, empty, leave in services),
        pathways=tuple(
            replace(one, ready_per_week=ready, delayed=held, capacity_share=share, process_exponent=exponent)
            for one, ready, held, share, exponent in ways
        ),
    )
    return World(place, where.network)


def started(kind: type[Any], params: Mapping[str, Any] | None = None, dice: Dice | None = None) -> dict[str, Array]:
    """Return a rule's values of month 0, in one of the two runs that are begun."""
    made = kind(kind.Params(**(params or {})), world()).start(dice or Dice(), 2)
    assert {variable.name for variable in kind.owns} == set(made)
    return {name: value[..., 0] for name, value in made.items()}


def stepped(
    kind: type[Any],
    state: Mapping[str, Any],
    params: Mapping[str, Any] | None = None,
    *,
    week: int = 0,
    dice: Dice | None = None,
) -> dict[str, Array]:
    """Return what a rule puts, by name, and what it lets flow in all, by "from > to"."""
    assert set(state) <= set(kind.reads), f"not read: {sorted(set(state) - set(kind.reads))}"
    rule = kind(kind.Params(**(params or {})), world())
    made = list(rule.step(state_of(**state), dice or Dice(), Clock(week)))
    assert {name for change in made for name in (change.name, change.sink) if name} <= set(kind.writes)
    found: dict[str, Array] = {}
    for one in made:
        name = f"{one.name} > {one.sink}" if one.sink else one.name
        assert one.sink or name not in found, f"put twice: {name}"
        found[name] = found.get(name, 0.0) + np.asarray(one.value)[..., 0]
    return found
