"""What people say of numbers that nobody knows, in words: each range beside the default's, and what remains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sim.analysis.opinion_pool import PooledRange, Remaining, pooled
from sim.analysis.opinions import Opinions
from sim.core.counts import so_many
from sim.declared import declarations
from sim.report.text.words import joined, lower_first

HEAD = (
    "What nobody knows",
    "Unit",
    "Default range",
    "Nine in ten draws by default",
    "Nine in ten by those asked",
    "Middle: default, asked",
    "Nine in ten of the worlds that remain",
    "People asked",
)
NUMBERS = range(2, len(HEAD))
HOW = (
    "Each says where one chance in twenty lies below, where one lies above, and the middle. What all say is averaged, "
    "each counting alike; a world remains the more often, the likelier they find its numbers beside the default draws."
)


def short(x: float) -> str:
    """Write a number to three digits."""
    return f"{x:,.0f}" if abs(x) >= 1000.0 else f"{x:.3g}".replace("-", "−")


def between(low: float, high: float) -> str:
    """Write a range."""
    return f"{short(low)} to {short(high)}"


def label(key: str) -> str:
    """Return what a number is called, in plain English."""
    return declarations()[key].label


def default_range(key: str) -> str:
    """Return the declared range of a number."""
    plausible = declarations()[key].plausible
    assert plausible is not None
    return between(*plausible)


def rows(found: Remaining) -> list[tuple[str, ...]]:
    """Return the table, a row a number."""
    return [_row(one) for one in found.narrowed]


def _row(one: PooledRange) -> tuple[str, ...]:
    unit = declarations()[one.key].unit
    return (
        f"{label(one.key)} ({one.key})",
        unit.value.symbol if unit else "",
        default_range(one.key),
        between(one.default[0], one.default[2]),
        between(one.pooled[0], one.pooled[2]),
        f"{short(one.default[1])}, {short(one.pooled[1])}",
        between(one.worlds[0], one.worlds[2]),
        str(len(one.answers)),
    )


def narrowed(one: PooledRange) -> str:
    """Say what people leave of one number."""
    return (
        f"“{label(one.key)}”: from {between(one.default[0], one.default[2])} by default to "
        f"{between(one.pooled[0], one.pooled[2])} by {so_many(len(one.answers), 'people')} asked"
    )


def said(found: Remaining) -> tuple[str, ...]:
    """Return what people said and what it leaves, a paragraph each."""
    parts = [f"Nine in ten draws of {'; of '.join(map(narrowed, found.narrowed))}.", f"{remain(found)} {HOW}"]
    if beyond := [label(one.key) for one in found.narrowed if one.beyond]:
        parts.append(
            f"Of {joined([f'“{name}”' for name in beyond])} somebody went beyond the default range, where no world was "
            "drawn: what lies there is taken to lie within, on that side of the middle."
        )
    return tuple(parts)


def remain(found: Remaining) -> str:
    """Say how many worlds remain, and which futures are run."""
    return f"Of {found.chosen_from}, {len(found.worlds):,} remain, and futures are the first of these."


def in_sweep(opinions: Opinions) -> list[str]:
    """Say what points of a sweep are spread over, a line a number."""
    ranges = {key: pooled(opinions.of(key), key) for key in opinions.keys}
    return [
        f"{key}: spread over {between(low, high)} by {so_many(len(opinions.of(key)), 'people')} asked, in place of "
        f"{default_range(key)}."
        for key, (low, _, high) in ranges.items()
    ]


def alt(found: Remaining) -> str:
    """Say the picture in words."""
    return "Ranges of each number: by default, of each person asked, and of all. " + "; ".join(
        lower_first(narrowed(one)) for one in found.narrowed
    )


def records(found: Remaining) -> Sequence[Mapping[str, object]]:
    """Return the table that is kept, a record a number."""
    ends = ("low", "middle", "high")
    return [
        {
            "parameter": one.key,
            "asked": len(one.answers),
            **{f"default_{end}": x for end, x in zip(ends, one.default, strict=True)},
            **{f"pooled_{end}": x for end, x in zip(ends, one.pooled, strict=True)},
            **{f"worlds_{end}": x for end, x in zip(ends, one.worlds, strict=True)},
            "beyond": one.beyond,
        }
        for one in found.narrowed
    ]
