"""The state variables as typed attributes, by who owns them: rules of a round, rules of a week, interventions."""

from sim.core.variables.of_interventions import OfInterventions
from sim.core.variables.of_rounds import OfRounds
from sim.core.variables.of_weeks import OfWeeks


class Variables(OfRounds, OfWeeks, OfInterventions):
    """Named arrays of a state."""


__all__ = ["Variables"]
