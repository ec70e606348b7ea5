"""Plans: who does what, from when to when. Any lever, behaviour or intervention, for any group, at any date."""

from __future__ import annotations

from sim.plan.entry import Entry
from sim.plan.group import Group
from sim.plan.plan import Plan

__all__ = ["Entry", "Group", "Plan"]
