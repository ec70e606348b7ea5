"""Rows of the arrays by name: what stands where, said once."""

from __future__ import annotations

from enum import IntEnum


class Need(IntEnum):
    """Kinds of need that grow each at a pace of its own."""

    EMERGENCY = 0
    ATTENDANCE = 1
    PRIMARY_CARE = 2
    COMMUNITY = 3
    MENTAL_HEALTH = 4
    SOCIAL_CARE = 5
    ELECTIVE = 6


class Service(IntEnum):
    """Services, in the order of `sim.place.SERVICES`."""

    ACUTE = 0
    PRIMARY_CARE = 1
    COMMUNITY = 2
    MENTAL_HEALTH = 3
    AMBULANCE = 4
    SOCIAL_CARE = 5


class SoftService(IntEnum):
    """Services whose unmet need is counted in contacts."""

    PRIMARY_CARE = 0
    COMMUNITY = 1
    MENTAL_HEALTH = 2


class Pathway(IntEnum):
    """Ways out of hospital, in the order of `sim.place.PATHWAYS`."""

    HOME = 0
    HOME_CARE = 1
    INTERMEDIATE_CARE = 2
    CARE_HOME = 3


class ProjectSignal(IntEnum):
    """What joint projects reach."""

    UPSTREAM = 0
    HOME_FIRST = 1
    CARE_HOMES = 2
    CASES = 3
    COMPANY = 4


class ShuntSignal(IntEnum):
    """Whose wish it is to shunt cost."""

    COUNCIL = 0
    HOSPITAL = 1
    PRACTICES = 2


class Regime(IntEnum):
    """In what two organisations are made to differ."""

    GOVERNANCE = 0
    ACCOUNTABILITY = 1
    FINANCE = 2
    PERFORMANCE = 3


class Quadrant(IntEnum):
    """Cultures of the Competing Values Framework."""

    CLAN = 0
    ADHOCRACY = 1
    HIERARCHY = 2
    MARKET = 3


class Seat(IntEnum):
    """Parts played in a team, in the order of `sim.place.ROLES`."""

    CHIEF = 0
    PROFESSIONAL = 1
    FINANCE = 2


class Aim(IntEnum):
    """What a leader aims at."""

    POPULATION = 0
    PREVENTION = 1


EVEN_MIX = 0.25
"""Share of each of the four cultures where none prevails."""
SOFT = slice(Service.PRIMARY_CARE, Service.MENTAL_HEALTH + 1)
"""Rows, among services, of those whose unmet need is counted in contacts."""
SOFT_NEEDS = slice(Need.PRIMARY_CARE, Need.MENTAL_HEALTH + 1)
"""Rows, among needs, of what those services are asked for."""
NHS = slice(Service.ACUTE, Service.SOCIAL_CARE)
"""Rows of the services that the NHS pays."""
THERE, BACK = slice(None, None, 2), slice(1, None, 2)
"""Rows of the two directions of every interface: from its first end to its second, and back."""


def names_of(rows: type[IntEnum]) -> tuple[str, ...]:
    """Return the names of rows as files and tables spell them."""
    return tuple(row.name.lower() for row in rows)
