"""The help of the studies of many futures."""

from __future__ import annotations

QUESTIONS = {
    "replications": "How many replications are enough: how intervals shrink as more pairs of futures are run.",
}
MEANING = {
    "effect": "half-width of an effect that is enough, in smallest that matter",
    "share": "half-width of a share of futures that is enough",
}
EXAMPLES = {
    "replications": ("common-ground replications", "common-ground replications effect=0.5 pressure=austerity"),
}
