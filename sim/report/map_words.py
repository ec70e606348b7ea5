"""The pressure map in one sentence: where one arm wins, by the simplest statement that fits most worlds."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.pressure_map import Class, Point

FITS = 0.9


def where(points: Sequence[Point], wanted: Class, of: str) -> str:
    """Say in which worlds an arm wins: everywhere, nowhere, beyond a threshold, or in how many.

    Args:
        points: the worlds.
        wanted: the class looked for.
        of: `for_people` or `for_money`.
    """
    hits = [getattr(point, of) == wanted for point in points]
    won, total = sum(hits), len(hits)
    if won == total:
        return f"in all {total} worlds"
    if won == 0:
        return f"in none of {total} worlds"
    best, said = 0.0, ""
    for measure, words in (
        (lambda p: p.resources, "money grows by {} a year or more"),
        (lambda p: -p.resources, "money grows by {} a year or less"),
        (lambda p: p.demand, "demand grows by {} a year or more"),
        (lambda p: -p.demand, "demand grows by {} a year or less"),
        (lambda p: p.resources - p.demand, "{}"),
        (lambda p: p.demand - p.resources, "{}"),
    ):
        values = [round(measure(point), 6) for point in points]
        for least in sorted(set(values)):
            fit = sum((value >= least) == hit for value, hit in zip(values, hits, strict=True)) / total
            if fit > best + 1e-9:
                best, said = (
                    fit,
                    words.format(_percent(abs(least)))
                    if words != "{}"
                    else _gap(least, measure(Point(0, 1, *[0] * 7)) > 0),
                )
    exact = "" if best == 1.0 else "mostly "
    return (
        f"{exact}where {said} ({won} of {total} worlds)"
        if best >= FITS
        else f"in {won} of {total} worlds, in no simple pattern"
    )


def _percent(share: float) -> str:
    return f"{100.0 * share:.3g}%"


def _gap(least: float, money: bool) -> str:
    """Say by how much one grows faster than the other: 'demand outgrows money by no more than 1 point'."""
    ahead, behind = ("money", "demand") if money else ("demand", "money")
    points = f"{100.0 * abs(least):.3g} {'point' if abs(abs(least) - 0.01) < 1e-9 else 'points'} a year"
    if abs(least) < 1e-9:
        return f"{ahead} grows at least as fast as {behind}"
    return (
        f"{ahead} grows faster than {behind} by at least {points}"
        if least > 0
        else f"{behind} outgrows {ahead} by no more than {points}"
    )


def map_sentence(points: Sequence[Point], base: str, alternative: str, cashable: float) -> str:
    """Say both maps in a sentence or two."""
    people = _one(points, "for_people", base, alternative, "is better")
    money = _one(points, "for_money", base, alternative, "costs less")
    return f"For people, {people}. In money, {money}, if £{10 * cashable:.3g} of every £10 saved is cash."


def _one(points: Sequence[Point], of: str, base: str, alternative: str, verb: str) -> str:
    kinds = [getattr(point, of) for point in points]
    rest = "; elsewhere nobody can tell" if "nobody" in kinds else ""
    won, lost = "alternative" in kinds, "base" in kinds
    if won and lost:
        return f"{alternative} {verb} {where(points, 'alternative', of)}, {base} {where(points, 'base', of)}{rest}"
    if won or lost:
        return f"{alternative if won else base} {verb} {where(points, 'alternative' if won else 'base', of)}{rest}"
    return f"nobody can tell, in any of {len(points)} worlds"
