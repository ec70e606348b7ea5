"""The events of a single run: one small detector a kind, over what an observer recorded week by week."""

from __future__ import annotations

from sim.events import beginnings, conflict, leaders, meetings, people, projects, promises, winters
from sim.events.record import Detector, Event, Kind, Observer, Recording
from sim.plan import Plan
from sim.plan.watching import name_of
from sim.world.world import World

DETECTORS: tuple[Detector, ...] = tuple(
    detector
    for module in (beginnings, people, winters, leaders, meetings, promises, conflict, projects)
    for detector in module.DETECTORS
)
KINDS: dict[str, Kind] = {kind.name: kind for detector in DETECTORS for kind in detector.kinds}
_ORDER = {name: number for number, name in enumerate(KINDS)}


def observer_of(world: World, plan: Plan) -> Observer:
    """Return an observer that records what the detectors read, and when triggers begin and end entries of a plan."""
    watched = [name_of(entry, what) for entry in plan if entry.triggered for what in ("began", "ended")]
    return Observer(world, dict.fromkeys([name for detector in DETECTORS for name in detector.reads] + watched), plan)


def events_of(record: Recording) -> tuple[Event, ...]:
    """Return everything that happened in a recorded run, in the order of time."""
    found = [event for detector in DETECTORS for event in detector.detect(record)]
    return tuple(sorted(found, key=lambda event: (event.week, _ORDER[event.what], event.who)))


__all__ = ["DETECTORS", "KINDS", "Detector", "Event", "Kind", "Observer", "Recording", "events_of", "observer_of"]
