"""What a leadership team takes home: one HTML file, or a Word document of the same."""

from __future__ import annotations

from sim.report.handout.content import HandOut, content
from sim.report.handout.document import document
from sim.report.handout.file import page

__all__ = ["HandOut", "content", "document", "page"]
