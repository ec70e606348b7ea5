"""How teams behave: one decision rule, and one small file a behaviour with what it changes."""

from __future__ import annotations

from sim.behaviours.as_today import AsToday
from sim.behaviours.base import Behaviour
from sim.behaviours.collaborative import Collaborative
from sim.behaviours.collaborative_all import CollaborativeAll
from sim.behaviours.mixed import Mixed
from sim.behaviours.siloed import Siloed

BEHAVIOURS: dict[str, Behaviour] = {
    behaviour.name: behaviour for behaviour in (AsToday(), Siloed(), Collaborative(), CollaborativeAll(), Mixed())
}

__all__ = ["BEHAVIOURS", "Behaviour"]
