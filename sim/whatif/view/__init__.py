"""An answer told: plain data with every word and number that the page and the hand-out show."""

from __future__ import annotations

from sim.whatif.view.answer import tell

__all__ = ["tell"]
