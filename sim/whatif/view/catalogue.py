"""The catalogue: everything that can be asked, from the declarations; the page knows nothing else.

A parameter with a question (`ask`), a behaviour, a pressure, an outcome or a story appears on the page because it is
declared, with no line of the page's own.
"""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import Any

from sim.analysis.headline import HEADLINE
from sim.behaviours import BEHAVIOURS
from sim.core.parameters import Declaration, Evidence, InputError, declare
from sim.core.questions import GROUPS, Ask
from sim.interventions import INTERVENTIONS, Intervention
from sim.outcomes import OUTCOMES, Outcome
from sim.place import Place, load_place
from sim.plan.group import SAID_OF_ORDERS
from sim.report.figures.trust_network import positions, short_names
from sim.report.pages.rests_on import limits
from sim.report.text.alone_words import alone
from sim.report.text.evidence import evidence_words
from sim.report.text.phrases import PHRASES
from sim.report.text.rows import DOMAINS
from sim.report.text.words import decimals, is_share
from sim.scenario import CONFIGS, Scenario, declarations, load_scenario, options
from sim.validation.alone import moved
from sim.validation.scoreboard import scoreboard
from sim.whatif.answer import FIRST, FULL
from sim.whatif.glossary import glossary
from sim.whatif.question import MOST_VALUES, NAME, TITLE, YEARS
from sim.whatif.slider_effects import MEASURED_IN, moves, sliders
from sim.whatif.stories import stories
from sim.whatif.view.about import ABOUT, CHECKLIST, FIGURES

BODY = 65_536
PREDICTED = ("emergency_need", "delayed", "waiting_list")
_FAR = (1.0, 0.75, 0.5, 0.35, 0.2, 0.1)
GRADES = {
    "A": "calibrated to published figures",
    "B": "stylised: direction and rough size have sources",
    "C": "illustrative: our own picture of how it works",
}


@lru_cache(maxsize=4)
def catalogue(place: str, version: str) -> dict[str, Any]:
    """Return what the page offers for a place."""
    shown = load_place(place)
    return {
        "version": version,
        "caps": {
            "years": list(YEARS),
            "futures": {"first": FIRST, "full": FULL},
            "body": BODY,
            "name": NAME,
            "title": TITLE,
            "values": MOST_VALUES,
        },
        "groups": [{"id": key, "title": title, "about": about} for key, (title, about) in GROUPS.items()],
        "behaviours": [_behaviour(name) for name in BEHAVIOURS],
        "interventions": [_intervention(kind) for kind in INTERVENTIONS.values()],
        "orders": [{"name": name, "label": label} for name, label in SAID_OF_ORDERS.items()],
        "pressures": [_pressure(name) for name in options("pressure")],
        "levers": levers(place),
        "figures": figures(place, shown),
        "organisations": organisations(shown),
        "interfaces": [{"between": list(interface.between)} for interface in shown.interfaces],
        "outcomes": [_outcome(OUTCOMES[name].in_place(shown)) for name in _outcomes_in_order()],
        "domains": list(DOMAINS),
        "stories": [story.plain() for story in stories()],
        "checklist": list(CHECKLIST),
        "glossary": [{"term": term, "meaning": text} for part in glossary().values() for term, text in part.items()],
        "scoreboard": scoreboard(),
        "limits": limits(shown),
        "about": [{"title": title, "text": text} for title, text in ABOUT],
        "predict": {"outcomes": list(PREDICTED)},
    }


def levers(place: str = "anyplace") -> list[dict[str, Any]]:
    """Return the sliders, group by group; in the place in which they were tried, those that move something first."""
    found = {key: moves(key) if place == MEASURED_IN else None for key in sliders()}
    order = list(GROUPS)

    def rank(item: tuple[str, Ask]) -> tuple[int, int, int]:
        key, ask = item
        moved = found[key]
        little = 0 if moved is None or moved[0] else 1 if moved[1] else 2
        return order.index(ask.group), little, ask.order

    return [_lever(declarations()[key], found[key]) for key, _ in sorted(sliders().items(), key=rank)]


def _lever(declared: Declaration, moved: tuple[list[str], list[str]] | None) -> dict[str, Any]:
    ask, plausible = declared.ask, declared.plausible
    assert ask is not None and plausible is not None and declared.unit is not None
    low, high = ask.ends(plausible)
    return {
        "key": declared.key,
        "question": ask.question,
        "label": declared.label,
        "group": ask.group,
        "open": ask.open,
        "low": low,
        "high": high,
        "step": ask.step,
        "default": float(declared.default),
        "scale": ask.scale,
        "decimals": ask.decimals,
        "prefix": ask.prefix,
        "unit": ask.unit,
        "low_words": ask.low_words,
        "high_words": ask.high_words,
        "evidence": declared.evidence.value,
        "evidence_words": "our own choice, within a stated range: nobody has measured it"
        if declared.evidence is Evidence.CHOICE
        else evidence_words(declared.evidence),
        "source": declared.source,
        "only": list(ask.only) or None,
        "both": ask.both,
        "moves": None if moved is None else dict(zip(("people", "others"), map(_short, moved), strict=True)),
    }


def _short(names: list[str]) -> list[str]:
    return [_outcome(OUTCOMES[name])["short"] for name in names]


def _intervention(kind: type[Intervention]) -> dict[str, Any]:
    """Return what a plan may hold of an intervention: its words, and its numbers with their ranges."""
    numbers = [
        {
            "key": one.key,
            "label": one.label,
            "default": float(one.default),
            "plausible": list(one.plausible or ()),
            "unit": one.unit.value.symbol if one.unit else "",
            "source": one.source,
        }
        for one in declare(kind.name, kind.Params)
    ]
    return {
        "name": kind.name,
        "label": kind.label,
        "sentence": kind.sentence,
        "least": kind.least,
        "numbers": numbers,
        "alone": alone_of(kind.name),
    }


def alone_of(what: str) -> dict[str, Any] | None:
    """Return what a thing moved by itself, in a sentence, and whether that is nothing; None if never measured."""
    found = moved(what)
    return None if found is None else {"nothing": found.nothing, "said": alone(what)}


def _behaviour(name: str) -> dict[str, Any]:
    behaviour = BEHAVIOURS[name]
    return {
        "name": name,
        "label": behaviour.label,
        "sentence": behaviour.sentence,
        "alone": alone_of(name),
        "values": _values(load_scenario([f"behaviour={name}"]), load_scenario(["behaviour=as_today"])),
    }


def _pressure(name: str) -> dict[str, Any]:
    lines = (CONFIGS / "pressure" / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
    said = next((line.removeprefix("# ") for line in lines if line.startswith("# ") and "@package" not in line), "")
    return {
        "name": name,
        "label": name.replace("_", " ").capitalize(),
        "sentence": said,
        "values": _values(load_scenario(["behaviour=as_today", f"pressure={name}"])),
    }


def _values(scenario: Scenario, usual: Scenario | None = None) -> dict[str, float | bool]:
    """Return what a configuration sets apart from the declarations' defaults, or from another scenario."""
    found = {}
    for key, declared in declarations().items():
        group, name = key.split(".")
        value = getattr(scenario.parameters[group], name)
        before = getattr(usual.parameters[group], name) if usual else declared.default
        if value != before:
            found[key] = value
    return found


def organisations(place: Place) -> list[dict[str, Any]]:
    """Return the organisations with where each is drawn, x and y from -1 to 1."""
    where = positions(place)
    short = short_names([organisation.label for organisation in place.organisations])
    return [
        {
            "key": organisation.key,
            "label": organisation.label,
            "short": name.replace("\n", " "),
            "sector": organisation.sector,
            "x": round(where[organisation.key][0], 3),
            "y": round(where[organisation.key][1], 3),
        }
        for organisation, name in zip(place.organisations, short, strict=True)
    ]


def figures(name: str, place: Place) -> list[dict[str, Any]]:
    """Return the eight numbers that make a place look like the team's own, as far apart as the place takes alone."""
    found = []
    for key, question, unit, step in FIGURES:
        value = float(getattr(place.figures, key))
        share = value <= 1.0
        low, high = (_furthest(name, key, value, step, way) for way in (-1.0, 1.0))
        shown = {"scale": 100.0, "unit": "%", "decimals": 1} if share else {"scale": 1.0, "unit": unit, "decimals": 0}
        found.append(
            {
                "key": key,
                "question": question,
                "default": value,
                "low": low,
                "high": high,
                "step": step,
                **shown,
            }
        )
    return found


def _furthest(place: str, key: str, value: float, step: float, way: float) -> float:
    """Return the furthest value of a figure, down or up, that the place takes with all else as it is."""
    for far in _FAR:
        reach = value + way * 0.25 * far if value <= 1.0 else value * (1.0 + 2.0 * far) ** way
        end = round(round(reach / step) * step, 6)
        with suppress(InputError):
            load_place(place, {key: end})
            return end
    return value


def _outcomes_in_order() -> list[str]:
    """Return outcomes in the order in which they are told, people first."""
    return sorted(OUTCOMES, key=lambda name: DOMAINS.index(OUTCOMES[name].domain))


def _outcome(declared: Outcome) -> dict[str, Any]:
    phrase = PHRASES.get(declared.name)
    percent = is_share(declared)
    return {
        "name": declared.name,
        "label": declared.label,
        "short": getattr(declared, "short", "") or (phrase.short if phrase else declared.label),
        "domain": declared.domain,
        "unit": declared.unit.replace("share", "%", 1) if percent else declared.unit,
        "better": declared.better,
        "meaningful": declared.meaningful,
        "relative": declared.relative,
        "grade": declared.grade,
        "grade_words": GRADES[declared.grade],
        "definition": declared.definition,
        "headline": declared.name in HEADLINE,
        "percent": percent,
        "decimals": decimals(declared),
        "prefix": "£" if declared.unit.startswith("£m") else "",
        "suffix": "m" if declared.unit.startswith("£m") else "%" if percent else "",
    }
