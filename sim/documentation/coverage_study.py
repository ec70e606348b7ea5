"""Whether calibration is right about invented places: a part of docs/calibrate.md, from what was measured last."""

from __future__ import annotations

from sim.core.counts import so_many
from sim.documentation.markdown import plain, table
from sim.report.text.labels import outcome_name
from sim.report.text.words import joined, lower_first
from sim.validation.coverage import ERRORS, PARTS, UNSEEN, Covered, kept

_FLAT = 0.05
_INTRODUCTION = (
    "Of places that are invented the truth is known (`make coverage`). Each of {places} is a world left out of those "
    "that agree with month 0. In its first two years {observed} are observed, off by an error drawn as it "
    "is stated, and the other worlds are matched to them. Then 90% intervals ought to hold what was not observed, and "
    "the numbers of that world, nine times of ten, and the truth's rank among the worlds that agree ought to be as "
    "likely anywhere (Talts and others 2018)."
)


def section() -> str:
    """Return the section."""
    found = kept()
    observed = joined([f"{lower_first(outcome_name(name))} (error {share:.0%})" for name, share in ERRORS.items()])
    heads = ["Not observed", "90% interval holds it", f"Ranks in {PARTS} parts", "By chance as uneven"]
    rows = [
        [
            plain(f"{outcome_name(one.outcome)}, year {one.year:g}"),
            f"{found.held[one.name]:.0%}",
            ", ".join(map(str, found.fell[one.name])),
            f"{found.chance(one.name):.2f}",
        ]
        for one in UNSEEN
    ]
    parts = [
        "## Is it right?",
        plain(_INTRODUCTION.format(places=so_many(found.places, "places"), observed=observed)),
        plain(covered_sentence(found)),
        table(heads, rows, right=(1, 3)),
        plain(
            f"In the middle place the worlds that agree weigh as much as {found.counting:.0f} of equal weight. "
            "So the method is right where the model is; whether the model is right is another question."
        ),
    ]
    return "\n\n".join(parts)


def covered_sentence(found: Covered) -> str:
    """Say how often intervals held the truth, and whether ranks are flat."""
    low, high = min(found.held.values()), max(found.held.values())
    limit = _FLAT / len(found.fell)
    uneven = [name for name in found.fell if found.chance(name) < limit]
    ranks = (
        f"ranks of {joined(uneven)} are less even than chance would make them"
        if uneven
        else "ranks of each are as even as chance could make them"
    )
    refused = (
        f" To {so_many(found.refused, 'more places')} no other world comes near enough: that is said in a line."
        if found.refused
        else ""
    )
    return (
        f"Over {so_many(found.calibrated, 'places')} intervals held {found.all_held:.1%} of what was not observed "
        f"(from {low:.0%} to {high:.0%} of each), {found.numbers:.1%} of the numbers, and {found.narrowed:.0%} of the "
        f"{found.sure:,} that were called narrowed or moved; {ranks}.{refused}"
    )
