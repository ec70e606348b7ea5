"""Sweeps: many points of a space, many replications each, on one machine or several; killed and resumed at will."""

from __future__ import annotations

from sim.sweep.drive import Swept, sweep
from sim.sweep.plan import Plan
from sim.sweep.results import Results, open_results

__all__ = ["Plan", "Results", "Swept", "open_results", "sweep"]
