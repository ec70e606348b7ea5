"""The pressure map in one sentence: where one arm wins, by the simplest statement that fits most worlds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sim.analysis.axes import DEMAND, RESOURCES, Axis
from sim.analysis.pressure_map import Class, MapPoint
from sim.core.counts import so_many
from sim.report.text.labels import parameter_name, parameter_value

FITS = 0.9


def where(points: Sequence[MapPoint], wanted: Class, of: str, axes: tuple[Axis, Axis] = (DEMAND, RESOURCES)) -> str:
    """Say in which worlds an arm wins: everywhere, nowhere, beyond a threshold, or in how many.

    Args:
        points: the worlds.
        wanted: the class looked for.
        of: `for_people` or `for_money`.
        axes: the upright one and the level one.
    """
    hits = [getattr(point, of) == wanted for point in points]
    won, total = sum(hits), len(hits)
    if won == total:
        return f"in all {so_many(total, 'worlds')}"
    if won == 0:
        return f"in none of {so_many(total, 'worlds')}"
    best, said = 0.0, ""
    for measure, words in _rules(axes):
        values = [round(measure(point), 6) for point in points]
        for least in sorted(set(values))[1:]:  # beyond the least are all, which says nothing
            fit = sum((value >= least) == hit for value, hit in zip(values, hits, strict=True)) / total
            if fit > best + 1e-9:
                best, said = fit, words(least)
    exact = "" if best == 1.0 else "mostly "
    return (
        f"{exact}where {said} ({won} of {so_many(total, 'worlds')})"
        if best >= FITS
        else f"in {won} of {so_many(total, 'worlds')}, in no simple pattern"
    )


def axis_name(axis: Axis) -> str:
    """Return what an axis is called, within a sentence."""
    if axis.name == RESOURCES.name:
        return "growth of money"
    return "growth of demand" if axis.name == DEMAND.name else parameter_name(axis.keys[0])


def _rules(axes: tuple[Axis, Axis]) -> list[tuple[Callable[[MapPoint], float], Callable[[float], str]]]:
    """Return the simple statements to try: a bound on either axis, and for growth, which grows faster."""
    upright, level = axes
    rules: list[tuple[Callable[[MapPoint], float], Callable[[float], str]]] = [
        (lambda p: p.x, lambda least: _bound(level, least, "more")),
        (lambda p: -p.x, lambda least: _bound(level, -least, "less")),
        (lambda p: p.y, lambda least: _bound(upright, least, "more")),
        (lambda p: -p.y, lambda least: _bound(upright, -least, "less")),
    ]
    if (upright.name, level.name) == (DEMAND.name, RESOURCES.name):
        rules += [
            (lambda p: p.x - p.y, lambda least: _gap(least, True)),
            (lambda p: p.y - p.x, lambda least: _gap(least, False)),
        ]
    return rules


def _bound(axis: Axis, value: float, way: str) -> str:
    if axis.name in (DEMAND.name, RESOURCES.name):
        name = "money" if axis.name == RESOURCES.name else "demand"
        return f"{name} grows by {_percent(value)} a year or {way}"
    return f"{axis_name(axis)} is {parameter_value(axis.keys[0], value)} or {way}"


def _percent(share: float) -> str:
    return f"{100.0 * share:.3g}%".replace("-", "−")


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


def map_sentence(
    points: Sequence[MapPoint],
    base: str,
    alternative: str,
    cashable: float,
    axes: tuple[Axis, Axis] = (DEMAND, RESOURCES),
) -> str:
    """Say both maps in a sentence or two."""
    people = _one(points, "for_people", base, alternative, "is better", axes)
    money = _one(points, "for_money", base, alternative, "costs less", axes)
    return f"For people, {people}. In money, {money}, if £{10 * cashable:.3g} of every £10 saved is cash."


def _one(points: Sequence[MapPoint], of: str, base: str, alternative: str, verb: str, axes: tuple[Axis, Axis]) -> str:
    kinds = [getattr(point, of) for point in points]
    rest = "; elsewhere nobody can tell" if "nobody" in kinds else ""
    won, lost = "alternative" in kinds, "base" in kinds
    if won and lost:
        first, second = where(points, "alternative", of, axes), where(points, "base", of, axes)
        return f"{alternative} {verb} {first}, {base} {second}{rest}"
    if won or lost:
        return (
            f"{alternative if won else base} {verb} {where(points, 'alternative' if won else 'base', of, axes)}{rest}"
        )
    return f"nobody can tell, in any of {so_many(len(points), 'worlds')}"
