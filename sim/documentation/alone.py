"""What each thing that a plan can hold does by itself: a part of the page on plans, from what was measured last."""

from __future__ import annotations

from sim.analysis.headline import HEADLINE
from sim.behaviours import BEHAVIOURS
from sim.documentation.markdown import number, plain, table, title
from sim.interventions import INTERVENTIONS
from sim.report.text.labels import outcome_name
from sim.scenario import PLANS, declarations
from sim.validation.alone import FULL, KINDS, PLACES, most, moved, stored, things
from sim.validation.alone import base_of as base

_INTRODUCTION = (
    "Each was begun by itself for all, from month 0 on and in full (a lever at either end of its range, "
    "the plan of a file as it says), beside "
    "carrying on as today (a lever that acts under another behaviour only: under that), in the same {worlds} worlds on "
    "the same draws, in Anyplace and in [a smaller place](../sim/validation/smaller_place.yaml) of {people:,.0f} "
    "people (`make alone`). A cell is the median change of year {year} in smallest differences that matter, Anyplace / "
    "smaller place, + where it is better for people; **bold** where most worlds say so, as everywhere. "
    "{inert} of {count} moved nothing that anybody would notice. They act by their rules, and may do more together, "
    "with teams that work as one system, for others, or in a year that is not shown: a hard winter of year 2 is past "
    "by year {year}, and its length matters only where there is one. Series follow a file of your own and are not here."
)
_HEADS = {
    "intervention": "Intervention",
    "behaviour": "Behaviour",
    "practice": "Practice",
    "context": "Context or means",
    "plan": "Plan of a file in `configs/plan/`",
}


def alone() -> str:
    """Return the part: what was measured, then a table of each kind, those that move most first."""
    kinds = things()
    known = [name for name in stored()["found"] if name in kinds]
    inert = sum(one is not None and one.nothing for one in map(moved, known))
    people = base("smaller", 1).place.figures.population
    said = stored()
    parts = [
        _INTRODUCTION.format(worlds=said["worlds"], year=said["year"], inert=inert, count=len(known), people=people)
    ]
    for kind in KINDS:
        names = sorted((name for name in known if kinds[name] == kind), key=lambda name: -most(name))
        rows = [row for name in names for row in _rows(name)]
        parts.append(table([_HEADS[kind], *(plain(outcome_name(one)) for one in HEADLINE)], rows))
    return "\n\n".join(parts)


def _rows(name: str) -> list[list[str]]:
    found = stored()["found"][name]
    return [[titled(name, way), *(_cell(places, outcome) for outcome in HEADLINE)] for way, places in found.items()]


def titled(name: str, way: str) -> str:
    """Return what a thing is called, with its dose where it is a lever, and its name."""
    words = f"{called(name)}: {number(_dose(name, way))}" if name in declarations() else called(name)
    return f"{plain(words)} (`{name}`)"


def called(name: str) -> str:
    """Return the label of an intervention, a behaviour, a lever or the plan of a file."""
    known = (INTERVENTIONS, BEHAVIOURS, declarations())
    return next((one[name].label for one in known if name in one), None) or _of_file(name)


def _of_file(name: str) -> str:
    """Return what the first line of a plan's file says that it is, up to its colon."""
    first = (PLANS / f"{name}.yaml").read_text(encoding="utf-8").splitlines()[0]
    return first.removeprefix("#").partition(":")[0].strip() if first.startswith("#") else title(name)


def _dose(name: str, way: str) -> float:
    assert way != FULL
    return float(stored()["things"][name][-1][way])


def _cell(places: dict[str, dict[str, list[object]]], outcome: str) -> str:
    return " / ".join(_change(*places[place][outcome]) if place in places else "–" for place in PLACES)


def _change(gain: object, clear: object) -> str:
    text = f"{float(str(gain)):+.1f}".replace("-", "−")
    text = "0.0" if text[1:] == "0.0" else text
    return f"**{text}**" if clear else text
