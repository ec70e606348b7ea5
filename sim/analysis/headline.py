"""The headline: the outcomes for people by which two arms are judged, in an order fixed before any run.

Only outcomes that are calibrated (A) or stylised (B) are here, and all of them are always reported: none is picked
for its result.
"""

from __future__ import annotations

HEADLINE: tuple[str, ...] = ("emergency_need", "delayed", "four_hour", "waiting_list", "unmet_need", "days_at_home")
