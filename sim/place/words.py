"""The words that a place file may use: services, pathways, sectors, kinds of organisation, seats and effects."""

from __future__ import annotations

from typing import Literal, get_args

ServiceKey = Literal["acute", "primary_care", "community", "mental_health", "ambulance", "social_care"]
SERVICES: tuple[ServiceKey, ...] = get_args(ServiceKey)
PathwayKey = Literal["home", "home_care", "intermediate_care", "care_home"]
PATHWAYS: tuple[PathwayKey, ...] = get_args(PathwayKey)
Sector = Literal["health", "council", "market", "voluntary"]
SECTORS: tuple[Sector, ...] = get_args(Sector)
Kind = Literal[
    "acute",
    "ambulance",
    "primary_care",
    "community",
    "mental_health",
    "council",
    "home_care",
    "care_homes",
    "voluntary",
    "commissioner",
    "residents",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
SeatRole = Literal["chief", "professional", "finance"]
ROLES: tuple[SeatRole, ...] = get_args(SeatRole)
Profession = Literal["medical", "nursing", "social_work", "management", "community"]
PROFESSIONS: tuple[Profession, ...] = get_args(Profession)
Effect = Literal["upstream", "home_first", "care_homes", "records", "company"]
EFFECTS: tuple[Effect, ...] = get_args(Effect)
