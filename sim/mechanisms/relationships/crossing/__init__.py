"""What relationships make of a crossing: hand-overs, what projects reach, cost that is shunted, and time and money."""

from sim.mechanisms.relationships.crossing.signals import Crossing, CrossingParams

__all__ = ["Crossing", "CrossingParams"]
