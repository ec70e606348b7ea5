"""`common-ground story`: one future week by week in plain words, beside its twin with other leadership."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sim.analysis.story import Story, story
from sim.cli.machine import on_its_machine
from sim.cli.progress import progress
from sim.cli.study import StudyRun
from sim.core.arithmetic import WEEKS_PER_YEAR
from sim.events import KINDS, Event
from sim.events.notable import key_of, lines_of, telling
from sim.report.figures.story_lanes import story_lanes
from sim.report.pages.page import Picture
from sim.report.pages.story import apart, names_of, time_line
from sim.report.pages.study import StudyPage, Table
from sim.report.text.story_finding import rows, title, waits, which
from sim.report.text.story_words import Names, sentence, when
from sim.report.text.words import lower_first, years

if TYPE_CHECKING:
    import pandas as pd

MOST = 6
"""Lines that the terminal gives to each future."""


@on_its_machine
def run(words: Sequence[str]) -> Path:
    """Do what the command asks; return the folder of results."""
    study = StudyRun("story", words)
    asked, settings = study.asked, study.asked.settings
    base, other = asked.scenarios
    with progress() as stage:
        tell = stage("Running futures", 2 * settings["replications"])
        found = story(
            base,
            other,
            asked.futures(settings["replications"]),
            seed=settings["seed"],
            outcome=settings["outcome"],
            workers=asked.workers,
            progress=tell,
        )
    events = events_frame(found)
    return study.keep(
        page_of(found, settings["outcome"]),
        {"events": events, "pairs": pairs_frame(found)},
        files={"events.csv": events.to_csv(index=False)},
    )


def page_of(found: Story, outcome: str) -> StudyPage:
    """Return the story in words and pictures."""
    names, scenario = names_of(found), found.base.scenario
    said = f"{title(found, names)}."
    here, there = (Counter(event.what for event in twin.events) for twin in (found.base, found.alternative))
    counted = [
        (kind.label, f"{here[name]:,}", f"{there[name]:,}", kind.unit)
        for name, kind in KINDS.items()
        if here[name] or there[name]
    ]
    alone = summary(found)
    alike = "The same leaders, the same place, the same chance: what differs between the two is what teams do."
    return StudyPage(
        question=f"How does it come about, week by week: {lower_first(names[0])}, or {lower_first(names[1])}?",
        lead=f"One possible future of {scenario.place.label} over {years(scenario.years)}, and its twin. {alike}",
        finding=tuple(filter(None, (said, waits(found, names), which(found, outcome)))),
        pictures={
            "story": Picture(story_lanes(found, names, said.rstrip(".")), f"Two futures on one time line. {said}")
        },
        sections=(apart(found, alone), time_line(found)),
        closing=tuple(closing(alone)),
        tables=(
            Table(
                f"Year {scenario.years} of this future; beside it the median difference of all pairs",
                ("Outcome", *names, "Difference here", "Median of all pairs"),
                rows(found),
                (1, 2, 3, 4),
            ),
            Table("What happened, counted", ("Event", *names, "Its number is in"), counted, (1, 2)),
        ),
        judged=(
            "Every line is an event that the model measured, with its number; sentences are made from events alone. "
            "Each kind of event has a rule of its own, in sim/events, and its levels (half, once a month) are choices.",
            "What set the two apart is said by the largest event of each kind among those that never happened to the "
            "same people or organisations in the twin.",
            "People are taken by the calendar, one each January and one each April, so that nobody is picked: how long "
            "they wait is the people waiting over those who leave the queue in that week.",
            "One future shows how things may come about. What to expect is a question to many futures: "
            "common-ground compare.",
        ),
        varied=False,
    )


def summary(found: Story) -> dict[str, list[str]]:
    """Return what happened in one of the two futures alone, by what readers call each."""
    pairs = (found.base, found.alternative), (found.alternative, found.base)
    return {
        name: [
            f"{when(event.week)}. {sentence(event, Names(twin.scenario))}"
            for event in telling(twin.events, other.events, MOST)
        ]
        for name, (twin, other) in zip(names_of(found), pairs, strict=True)
    }


def closing(alone: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the same for the terminal."""
    for name, said in alone.items():
        yield f"Only with {lower_first(name)}:"
        yield from (f"  {one}" for one in said or ("Nothing of note.",))


def events_frame(found: Story) -> pd.DataFrame:
    """Return every event of both futures, one row an event."""
    import pandas as pd

    shown = {
        arm: {key_of(event) for line in lines_of(found.base.events, found.alternative.events) if (event := one(line))}
        for arm, one in (("base", lambda line: line.base), ("alternative", lambda line: line.alternative))
    }
    rows = [
        _row(arm, twin.scenario.behaviour, event, Names(twin.scenario), key_of(event) in shown[arm])
        for arm, twin in (("base", found.base), ("alternative", found.alternative))
        for event in twin.events
    ]
    return pd.DataFrame(rows)


def _row(arm: str, behaviour: str, event: Event, names: Names, shown: bool) -> dict[str, object]:
    kind = KINDS[event.what]
    return {
        "arm": arm,
        "behaviour": behaviour,
        "year": event.week // int(WEEKS_PER_YEAR) + 1,
        "week": event.week,
        "group": kind.group,
        "what": event.what,
        "who": ";".join(event.who),
        "number": event.number,
        "unit": kind.unit,
        "sentence": f"{sentence(event, names)}",
        "shown": shown,
    }


def pairs_frame(found: Story) -> pd.DataFrame:
    """Return the effect in each pair, and which one is told."""
    import pandas as pd

    seeds = found.comparison.base.seeds
    return pd.DataFrame({"seed": seeds, "effect": found.effects, "chosen": [seed == found.seed for seed in seeds]})
