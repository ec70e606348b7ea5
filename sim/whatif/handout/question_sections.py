"""What was asked: the two futures, what both face, and how to ask again."""

from __future__ import annotations

from typing import Any

from sim.behaviours import BEHAVIOURS
from sim.plan import Entry
from sim.report.text.plans import with_numbers
from sim.report.text.words import lower_first, upper_first
from sim.scenario import declarations
from sim.whatif.answer import SIDES, Side, set_by
from sim.whatif.handout.blocks import Bullets, Cell, Code, Grid, Section, Text
from sim.whatif.handout.material import HandOut
from sim.whatif.view.why import label_of, said
from sim.whatif.why import BEHAVIOUR, PLANNED, differences


def futures(made: HandOut) -> Section:
    """Say what sets the futures apart, and what they share."""
    differ = differences(made.question, made.place)
    head = ("What differs", Cell(made.names["a"], "a"), Cell(made.names["b"], "b"))
    rows = [_row(key, before, after, made) for key, (before, after) in differ.items()]
    names = " and ".join(made.names[side] for side in SIDES)
    grid = Grid("What differs between the two futures", head, rows, widths=(0.4, 0.3, 0.3))
    apart = grid if rows else Text(f"Nothing differs between {names}: they are the same future under two names.")
    shared = [upper_first(part) for part in _shared(made, differ)]
    return Section("futures", "The two futures", [apart, Text("What both face", "strong"), Bullets(shared)])


def _row(key: str, before: Any, after: Any, made: HandOut) -> tuple[Cell, Cell, Cell]:
    if key.startswith(PLANNED):
        return Cell(label_of(key)), Cell(_planned("a", before, made)), Cell(_planned("b", after, made))
    if key == BEHAVIOUR:
        sides = [Cell(said(key, value), under=BEHAVIOURS[value].sentence) for value in (before, after)]
        return Cell("How teams behave"), sides[0], sides[1]
    declared = declarations()[key]
    label = Cell(declared.ask.question if declared.ask else upper_first(declared.label))
    return label, Cell(said(key, before)), Cell(said(key, after))


def _planned(side: Side, entry: Entry | None, made: HandOut) -> str:
    """Say an entry of one future's plan with its numbers, or that it is not planned there."""
    if entry is None:
        return "not planned"
    return with_numbers(made.question.scenario(side, made.place), (entry,))[0]


def _shared(made: HandOut, differ: dict[str, Any]) -> list[str]:
    """Return what both futures have in common that is not as in the place as it comes."""
    question, data = made.question, made.answer_data
    found = [data["world_words"].replace("It faces", "The place faces", 1)]
    if BEHAVIOUR not in differ:
        label, sentence = BEHAVIOURS[question.a.behaviour].label, BEHAVIOURS[question.a.behaviour].sentence
        found.append(f"How teams behave: {lower_first(label)}. {sentence}")
    scenario = question.scenario("a", made.place)
    for key in sorted(set_by(question) - differ.keys()):
        group, name = key.split(".")
        value, declared = getattr(scenario.parameters[group], name), declarations()[key]
        if value != declared.default:
            found.append(f"{upper_first(declared.label)}: {said(key, value)}.")
    apart = {key.removeprefix(PLANNED) for key in differ if key.startswith(PLANNED)}
    shared = tuple(entry for entry in scenario.plan if entry.name not in apart)
    found += [f"Planned in both: {lower_first(one)}" for one in with_numbers(scenario, shared)]
    figures = {one["key"]: one for one in made.catalogue["figures"]}
    for key, value in sorted(question.place.figures.items()):
        asked = figures.get(key, {"question": key, "scale": 1.0, "unit": "", "decimals": 0})
        unit = asked["unit"] if asked["unit"].startswith("%") else f" {asked['unit']}".rstrip()
        found.append(f"{asked['question']} {value * asked['scale']:,.{asked['decimals']}f}{unit}.")
    return found


def again(made: HandOut) -> Section:
    """Say how to make the same hand-out again."""
    return Section(
        "again",
        "Make it again, or ask something else",
        [
            Text(
                "Save the question below as question.yaml. On any computer with Common Ground of the same version, "
                "this command makes this hand-out again, to the letter:"
            ),
            Code(made.command),
            Text("Or open the file on the page (common-ground whatif), change a lever, and see what happens."),
            Code(made.text, file="question.yaml"),
        ],
    )
