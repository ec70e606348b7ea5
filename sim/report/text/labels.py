"""Labels beside marks: moved apart so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence

from sim.core.counts import so_many
from sim.outcomes import OUTCOMES
from sim.plan.entry import declaration_of
from sim.plan.short import short_of
from sim.report.text.phrases import PHRASES
from sim.report.text.words import lower_first
from sim.scenario import declarations

_OF_PLANS = {"from": "start", "until": "end"}


def spread(places: Sequence[float], gap: float) -> list[float]:
    """Return places moved apart by at least `gap`, in the same order and about the same middle."""
    order = sorted(range(len(places)), key=lambda k: places[k])
    groups: list[tuple[list[int], float]] = []
    for k in order:
        groups.append(([k], places[k]))
        while len(groups) > 1 and groups[-1][1] - groups[-2][1] < gap * (len(groups[-1][0]) + len(groups[-2][0])) / 2:
            (first, low), (second, high) = groups[-2:]
            members = first + second
            groups[-2:] = [(members, (low * len(first) + high * len(second)) / len(members))]
    result = [0.0] * len(places)
    for members, middle in groups:
        for number, k in enumerate(members):
            result[k] = middle + gap * (number - (len(members) - 1) / 2)
    return result


def outcome_name(name: str) -> str:
    """Return a few words for an outcome."""
    return PHRASES[name].short if name in PHRASES else OUTCOMES[name].label


def parameter_name(key: str) -> str:
    """Return the plain label of a parameter, for the middle of a sentence; without what stands in brackets."""
    if key.startswith("plan."):
        _, name, number = key.split(".", 2)
        return f"{_OF_PLANS.get(number, number)} of {name.replace('_', ' ')}"
    short = short_of(key)
    label = lower_first(declarations()[short.thing if short else key].label.split(" (")[0].split(",")[0])
    return f"{label} of {short.who}" if short else label


def parameter_value(key: str, x: float) -> str:
    """Write a parameter's value with its unit, as people write it."""
    declared = declaration_of(key) or declarations()[key]
    symbol = declared.unit.value.symbol if declared.unit else ""
    low, high = declared.plausible or (0.0, 1.0)
    if symbol.startswith(("share", "growth")):
        places = 1 if high - low < 0.2 else 0
        text = f"{100.0 * x:.{places}f}".removesuffix(".0") + "%"
        return (f"{text} a year" if symbol.startswith("growth") else text).replace("-", "−")
    text = f"{x:,.3g}" if abs(x) < 1000.0 else f"{x:,.0f}"
    text = text.replace("-", "−")
    if symbol.startswith("£m"):
        return f"£{text}m{symbol[2:]}"
    if symbol == "pounds":
        return f"£{text}"
    if symbol in ("ratio", "number", "exponent", "logit"):
        return text
    counted, _, per = symbol.partition(" ")
    return f"{so_many(text, counted)} {per}".rstrip()
