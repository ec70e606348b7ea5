"""Limits that several rules share, each said once: what no plausible number meets, and what keeps a rule finite."""

from __future__ import annotations

LEAST_AVAILABLE = 0.05
"""Share of leaders' steerable time that is never taken: nobody is wholly without."""

LEAST_AT_HOME = 0.02
"""Share of a team's effort that it keeps for itself, in what it works out: hardly any plausible number meets it."""

QUICKEST, SLOWEST = 0.5, 3.0
"""Limits to how empty posts change the pace of staff, relative to month 0: choices that few plausible numbers meet."""

HOURS_A_YEAR = 26.0
"""Half an hour a week, the default of `hours`: what a full practice takes of each leader, as the page asks for it."""

SLIDER_STEP = 0.05
"""Of a level from 0 to 1, on the page: finer is nothing that a team could tell apart."""
