"""What a leadership team takes home: one HTML file, or a Word document of the same."""

from __future__ import annotations

from sim.whatif.handout.content import content
from sim.whatif.handout.document import document
from sim.whatif.handout.file import page
from sim.whatif.handout.material import HandOut

__all__ = ["HandOut", "content", "document", "page"]
