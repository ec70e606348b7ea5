"""An interface between two organisations: need, conflict, agreement, likeness, clarity, capability and information."""

from __future__ import annotations

import math
from typing import Any

from tests.reference.dice import Dice
from tests.reference.entities import Boundary, Interface, Project, clip, mean
from tests.reference.ties import MONTHS


def _both(interface: Interface, value: str) -> float:
    """Return the mean of a value over the two sides."""
    return mean([getattr(side, value) for side in interface.sides])


def _ends(interface: Interface) -> tuple[Any, Any]:
    first, second = interface.sides
    return first.owner, second.owner


def _hard(interface: Interface) -> float:
    hard = interface.hard
    return mean([hard.governance, hard.accountability, hard.finance, hard.performance])


def _joint_work(boundary: Boundary) -> float:
    return boundary.delivered * boundary.back.delivered


def notice_need(interface: Interface, delays: float, p: Any) -> None:
    """Feel the pull of people who wait to leave hospital, relative to the year before month 0 (`need_seen`)."""
    interface.pull = clip(delays, 0.5, 2.5) ** p.exponent if interface.on_a_way_out else 1.0


def differ(interface: Interface, p: Any, dice: Dice) -> None:
    """Let differences gather, be raised or rupture (`conflict`)."""
    first, second = _ends(interface)
    unlike = (
        p.of_aims * (1 - interface.agreement)
        + p.of_regimes * _hard(interface)
        + p.of_culture * (1 - interface.similarity)
    )
    pressure = (first.pressure + second.pressure) / 2
    growth = p.growth * unlike * (p.without_pressure + pressure) - p.fading * interface.conflict
    latent = interface.conflict + growth * MONTHS
    candour = (
        (first.candour() + second.candour()) / 2 * (p.without_trust + (1 - p.without_trust) * _both(interface, "trust"))
    )
    raised = dice.uniform("raising", interface) < 1 - math.exp(-candour * MONTHS)
    ruptured = not raised and dice.uniform("rupture", interface) < 1 - math.exp(-p.rupture * latent * MONTHS)
    interface.raised, interface.ruptured = float(raised), float(ruptured)
    interface.conflict = latent * (1 - p.resolved if raised else p.after_rupture if ruptured else 1.0)


def agree(interface: Interface) -> None:
    """Compare what the two teams aim at (`vision`)."""
    first, second = _ends(interface)
    apart = mean([abs(a - b) for a, b in zip(first.team_vision, second.team_vision, strict=True)])
    interface.agreement = clip(1 - 2 * apart, 0, 1)


def liken(interface: Interface, p: Any) -> None:
    """Compare cultures and professions (`culture`)."""
    first, second = _ends(interface)
    distance = sum(abs(a - b) for a, b in zip(first.team_culture, second.team_culture, strict=True)) / 2
    interface.similarity = clip(1 - distance - p.profession * interface.unlike_professions, 0, 1)


def clarify(interface: Interface, p: Any) -> None:
    """Clear up who does what, or let it blur (`clarity`)."""
    joint = math.sqrt(_joint_work(interface.sides[0])) * (
        p.unseen + (1 - p.unseen) * _both(interface, "direction_visibility")
    )
    change = p.gain * joint * (1 - interface.clarity) - p.blur * (interface.clarity - p.floor)
    interface.clarity = clip(interface.clarity + change * MONTHS, 0, 1)


def learn_to_join(interface: Interface, p: Any) -> None:
    """Let two teams, then their staff, learn to work together (`capability`)."""
    first, second = _ends(interface)
    ease = _both(interface, "trust") * interface.similarity * (1 - p.conflict_hinders * min(1.0, interface.conflict))
    ease *= 1 - p.regimes_hinder * _hard(interface)
    now = interface.capability
    decay = p.decay * (1 - p.contact_keeps * _both(interface, "direction_visibility"))
    growth = p.growth * _joint_work(interface.sides[0]) * ease * (1 - now)
    interface.capability = clip(now + (growth - decay * now) * MONTHS, 0, 1)
    gap = (first.staffing_gap() + second.staffing_gap()) / 2
    half_life = p.half_life * clip(1 + p.vacancies_slow * gap, 0.5, 3)
    taken_up = min(1.0, interface.capability * (first.staff_say + second.staff_say) / 2)
    interface.practice += (taken_up - interface.practice) * (1 - 2 ** (-MONTHS / half_life))


def inform(interface: Interface, projects: list[Project], p: Any) -> None:
    """Let information follow joint work and shared records (`information`)."""
    target = p.base + p.shared * (1 - p.base) * math.sqrt(_joint_work(interface.sides[0]))
    for project in projects:
        if project.spec.effect == "records":
            target += p.records * project.project_effect * clip(project.project_fit, 0, 1)
    interface.information += (min(0.95, target) - interface.information) * (1 - math.exp(-4 / p.weeks))
