"""Taking part: who does, what practices that brings, and how far the whole comes to count."""

from sim.mechanisms.decisions.participation.taking_part import Participation, ParticipationParams

__all__ = ["Participation", "ParticipationParams"]
