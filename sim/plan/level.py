"""How far an entry goes on at a time: nothing before it begins, all of it once its ramp is over, nothing after its end.

Formula   level = clip((t - from)/ramp, 0, 1) while from <= t < until, else 0; without a ramp 1 at once. A rate of
          growth that held for a while stays grown: of such a lever, the mean of log(1 + g) since month 0 is in force.
"""

from __future__ import annotations

import numpy as np

from sim.core.arithmetic import NEVER_ZERO, Array, Number
from sim.plan.entry import Entry


def level_of(entry: Entry, years: float) -> Number:
    """Return the level at a time, in years after month 0: one number, or one a run."""
    start, until, ramp = (np.asarray(x, dtype=float) for x in (entry.start, entry.end, entry.ramp))
    grown = np.where(ramp > 0.0, np.clip((years - start) / np.maximum(ramp, NEVER_ZERO), 0.0, 1.0), 1.0)
    level = np.where((years >= start) & (years < until), grown, 0.0)
    return float(level) if level.ndim == 0 else level


def mean_level_of(entry: Entry, years: float) -> Number:
    """Return the mean level from month 0 to a time."""
    if years <= 0.0:
        return level_of(entry, 0.0)
    start, until, ramp = (np.asarray(x, dtype=float) for x in (entry.start, entry.end, entry.ramp))
    went_on = np.maximum(np.minimum(years, until) - start, 0.0)
    rising = np.minimum(went_on, ramp)
    whole = went_on - rising + 0.5 * rising * rising / np.maximum(ramp, NEVER_ZERO)
    mean = np.minimum(whole / years, 1.0)
    return float(mean) if mean.ndim == 0 else mean


def between(base: Number | Array, dose: Number | Array, level: Number | Array) -> Number | Array:
    """Return a value as far from base to dose as the level says: base itself at 0, the dose itself at 1."""
    value = np.where(np.asarray(level) >= 1.0, dose, base + (np.asarray(dose) - base) * level)
    value = np.where(np.asarray(level) <= 0.0, base, value)
    return float(value) if value.ndim == 0 else value
