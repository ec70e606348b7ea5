"""Sweeps: many points of a space, many replications each, on one machine or several; killed and resumed at will."""

from __future__ import annotations

from sim.store.results import Results, open_results
from sim.sweep.drive import Swept, sweep
from sim.sweep.plan import SweepPlan

__all__ = ["Results", "SweepPlan", "Swept", "open_results", "sweep"]
