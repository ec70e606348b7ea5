"""Why it happened, told: parts of the gap as numbers and words, and the chain of what was measured on the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.analysis.effect import Effect
from sim.analysis.finding import Finding
from sim.behaviours import BEHAVIOURS
from sim.outcomes import OUTCOMES, Outcome
from sim.place import Place
from sim.plan import Plan
from sim.plan.words import sentences
from sim.report.text.evidence import evidence_words
from sim.report.text.parts import ALL, LEFT, shown
from sim.report.text.words import change, is_share, lower_first
from sim.report.text.written import is_nothing, written
from sim.scenario import declarations
from sim.whatif.mind import Ends
from sim.whatif.question import Question, placed
from sim.whatif.why import BEHAVIOUR, PLANNED, Parts, differences

_CHAIN = (
    ("takes_part", "More teams really changed how they work", "Fewer teams really changed how they work"),
    ("leader_hours", "Leaders gave more hours to working together", "Leaders gave fewer hours to working together"),
    ("contact", "Leaders met more often", "Leaders met less often"),
    ("raised", "Differences were raised more often", "Differences were raised less often"),
    ("agreement", "They agreed more on what to achieve", "They agreed less on what to achieve"),
    ("kept", "More promises were kept", "Fewer promises were kept"),
    ("trust", "Trust between partners rose", "Trust between partners fell"),
    ("projects", "More joint projects took hold", "Fewer joint projects took hold"),
    ("information", "More information arrived with the person", "Less information arrived with the person"),
    (
        "same_day",
        "More people left hospital on the day they were ready",
        "Fewer people left on the day they were ready",
    ),
    ("delayed", "More people waited in hospital to leave", "Fewer people waited in hospital to leave"),
    ("unmet_need", "More need went unmet", "Less need went unmet"),
    ("home_effort", "Leaders had more time left for their own service", "Leaders had less time for their own service"),
    (
        "emergency_need",
        "More people became so ill as to need hospital",
        "Fewer people became so ill as to need hospital",
    ),
    ("care_bill", "The bill for care rose", "The bill for care fell"),
)


LITTLE = 0.02  # of the smallest difference that matters: neither help nor harm


def tell_why(
    question: Question,
    parts: Mapping[str, Parts],
    worlds: int,
    answered: Mapping[str, Any],
    place: str | Place = "anyplace",
) -> dict[str, Any]:
    """Return the parts of every outcome's gap, which is the one on its card in the answer told, and the chain."""
    changed, cards = differences(question, place), {card["outcome"]: card for card in answered["cards"]}
    found = {name: part.of_gap(cards[name]["change"]) for name, part in parts.items()}
    return {
        "futures": worlds,
        "outcomes": {name: _outcome(OUTCOMES[name], found[name], cards[name], changed, place) for name in found},
        "chain": answered["chain"],
    }


def _outcome(
    declared: Outcome,
    found: Parts,
    card: Mapping[str, Any],
    changed: Mapping[str, tuple[Any, Any]],
    place: str | Place,
) -> dict[str, Any]:
    levers = [
        {
            "key": key,
            "label": label_of(key),
            "a": said(key, changed[key][0], place),
            "b": said(key, changed[key][1], place),
            "part": part,
            "words": part_words(declared, part, card["matters"]),
        }
        for key, part in found.levers.items()
    ]
    said_as = shown(declared, {**found.channels, ALL: found.whole})
    channels = [
        {"name": name, "part": part, "words": part_words(declared, said_as[name], card["matters"])}
        for name, part in found.channels.items()
    ]
    words = f"{card['difference']}{' points' if card['points'] else ''}"
    return {
        "all": found.whole,
        "matters": card["matters"],
        "words": words,
        "whole": _whole(declared, said_as[ALL], words),
        "levers": levers,
        "channels": channels,
        "together": found.together,
        "left": {"part": said_as[LEFT], "words": part_words(declared, said_as[LEFT], card["matters"])},
    }


def _whole(declared: Outcome, gap: float, words: str) -> str:
    """Write the whole gap as its card does, with its unit and whether it helps."""
    unit = "" if is_share(declared) else declared.unit.removeprefix("£m").strip()
    return f"{words}{unit and f' {unit}'}{_helps(declared, gap)}"


def label_of(key: str) -> str:
    """Name what differs between the two futures."""
    if key.startswith(PLANNED):
        return f"Planned: {key.removeprefix(PLANNED).replace('_', ' ')}"
    return "How teams behave" if key == BEHAVIOUR else declarations()[key].label


def said(key: str, value: Any, place: str | Place = "anyplace") -> str:
    """Write a lever's value as people say it."""
    if key.startswith(PLANNED):
        return "not planned" if value is None else sentences(Plan((value,)), placed(place))[0].removesuffix(".")
    if key == BEHAVIOUR:
        return BEHAVIOURS[value].label
    declared = declarations()[key]
    if declared.ask is not None:
        return declared.ask.say(float(value))
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"{value:g} {declared.unit.value.symbol if declared.unit else ''}".strip()


def part_words(declared: Outcome, part: float, matters: float) -> str:
    """Write a part of the gap as its outcome is written: '−300 (helps)', '+£0.4m', '−0.3 points'; 'none' for 0."""
    said = change(declared, part)
    if is_nothing(declared, part):
        return "none"
    points = " points" if is_share(declared) else ""
    return f"{said}{points}{_helps(declared, part) if abs(part) >= LITTLE * matters else ''}"


def _helps(declared: Outcome, x: float) -> str:
    if not declared.better or is_nothing(declared, x):
        return ""
    return " (helps)" if declared.gain(x) > 0.0 else " (hurts)"


def chain(finding: Finding) -> list[str]:
    """Return what was measured on the way, in order: only what moved by half of what matters or more."""
    said: list[str] = []
    for name, more, less in _CHAIN:
        effect = finding.effects[name]
        if abs(effect.in_smallest) >= 0.5:
            said.append(f"{more if effect.median > 0.0 else less} ({_from(effect)}).")
    return said


def _from(effect: Effect) -> str:
    declared, level = effect.outcome, written(effect)
    plain = is_share(declared) or declared.unit.startswith(("index", "£m"))
    unit = "" if plain else f" {declared.unit}"
    return f"{level.difference}{level.points}{unit}, from {level.base} in the middle future"


def tell_ends(found: list[Ends], name_b: str, worlds: int) -> dict[str, Any]:
    """Return the numbers that decide most, strongest first; those that move nothing are left out."""
    strongest = sorted((one for one in found if one.swing > 1.5 / worlds), key=lambda one: -one.swing)[:5]
    return {"futures": worlds, "parameters": [_end(one, lower_first(name_b)) for one in strongest]}


def _end(one: Ends, name: str) -> dict[str, Any]:
    declared = declarations()[one.key]
    low, high = (round(10 * share) for share in (one.low[0], one.high[0]))
    return {
        "key": one.key,
        "label": declared.label,
        "words": f"As low as it may be, {name} comes out ahead in {low} of 10 futures; as high, in {high} of 10.",
        "low_tenths": low,
        "high_tenths": high,
        "low_share": round(one.low[0], 3),
        "high_share": round(one.high[0], 3),
        "low_other": round(one.low[1], 3),
        "high_other": round(one.high[1], 3),
        "evidence_words": evidence_words(declared.evidence),
    }
