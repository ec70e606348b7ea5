"""Seats: whose person decides a matter, and what staff take up of it (`seats`)."""

from __future__ import annotations

import math
from typing import Any

from tests.reference.entities import Team, mean

CHIEF, PROFESSIONAL, FINANCE = range(3)
ROLES = ("chief", "professional", "finance")
Values = list[list[float]]


def holders(team: Team, seat: int) -> list[Any]:
    """Return the leaders who hold a seat of a team; there may be none, or several."""
    return [leader for leader in team.leaders if leader.name.split("/")[1].rstrip("+") == ROLES[seat]]


def by_seat(team: Team, seat: int, whole: float, own: list[float]) -> float:
    """Return a team's value, drawn towards what those who hold a seat have as far as the seat decides.

    Args:
        team: whose it is.
        seat: to whom the matter belongs.
        whole: the team's value.
        own: the value of each of its leaders, in order.
    """
    values = [value for leader, value in zip(team.leaders, own, strict=True) if leader in holders(team, seat)]
    return whole + team.seat_say[seat] * (mean(values) - whole) if values else whole


def purpose_by(team: Team, seat: int) -> float:
    """Return how far a team values the whole in a matter that belongs to a seat."""
    return by_seat(team, seat, team.team_purpose, [leader.purpose for leader in team.leaders])


def take_seats(teams: list[Any], p: Any) -> None:
    """Say how far each seat of each team decides, and what staff take up."""
    for team in teams:
        team.seat_say = [0.0, 0.0, 0.0]
        team.staff_say = 1.0
    if p.level == 0:
        return
    for seat in (CHIEF, PROFESSIONAL, FINANCE):
        differing = _differing(teams, seat, p)
        for team in teams:
            team.seat_say[seat] = _settled(team, seat, p) * differing
    led = [team for team in teams if holders(team, PROFESSIONAL)]
    weights = [len(team.boundaries) * _settled(team, PROFESSIONAL, p) for team in led]
    stances = [mean([leader.purpose for leader in holders(team, PROFESSIONAL)]) for team in led]
    if sum(weights) > 0:
        usual = sum(weight * stance for weight, stance in zip(weights, stances, strict=True)) / sum(weights)
        for team, stance in zip(led, stances, strict=True):
            team.staff_say += p.taken_up * _settled(team, PROFESSIONAL, p) * (stance / usual - 1)


def _settled(team: Team, seat: int, p: Any) -> float:
    held = holders(team, seat)
    return p.level * mean([1 - math.exp(-leader.tenure / p.settling) for leader in held]) if held else 0.0


def _differing(teams: list[Any], seat: int, p: Any) -> float:
    """Return the part of what parts persons from teams that leaves persons no more than they explain."""
    if seat == PROFESSIONAL:
        team_values: Values = [team.team_culture for team in teams]
        own: list[Values] = [[leader.leader_culture for leader in holders(team, seat)] for team in teams]
    else:
        team_values = [[team.team_purpose] for team in teams]
        own = [[[leader.purpose] for leader in holders(team, seat)] for team in teams]
    between = within = 0.0
    for axis in range(len(team_values[0])):
        middle = mean([values[axis] for values in team_values])
        between += sum((values[axis] - middle) ** 2 for values in team_values)
        for values, persons in zip(team_values, own, strict=True):
            if persons:
                within += (mean([person[axis] for person in persons]) - values[axis]) ** 2
    return min(1.0, math.sqrt(p.explained * between / ((1 - p.explained) * within))) if within > 0 else 1.0
