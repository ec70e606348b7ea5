"""`common-ground pressure-map`: demand against money, or any two parameters, one pair of arms in each world."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.analysis.axes import Axis
from sim.analysis.pressure_map import MapPoint, run_map
from sim.analysis.space import check_points
from sim.analysis.stored_map import stored_map
from sim.behaviours import BEHAVIOURS
from sim.cli.machine import how, on_its_machine
from sim.cli.options import Asked, ask
from sim.cli.progress import left_alone, progress, screen
from sim.cli.study import by_other_code
from sim.core.counts import so_many
from sim.core.parameters import InputError
from sim.report.figures.pressure_maps import pressure_maps
from sim.report.pages.page import Picture
from sim.report.pages.pressure_map import RULE, map_page
from sim.report.text.map_words import map_sentence
from sim.report.text.words import lower_first
from sim.scenario import Scenario, declarations
from sim.store import ResultFolder, keep_provenance, manifest_of, plan_hash, resolved
from sim.store.manifest import now, version

if TYPE_CHECKING:
    import pandas as pd

Axes = tuple[Axis, Axis]


@on_its_machine
def run(words: Sequence[str]) -> Path:
    """Do what the command asks; return the folder of results."""
    asked, started, clock, console = ask("pressure_map", words), now(), time.perf_counter(), screen()
    settings, (base, alternative) = asked.settings, asked.scenarios
    axes = _axes(settings)
    values, points = _stored(asked, axes) if asked.stored else (_values(settings, axes), None)
    design = {key: list(settings[key]) for key in ("behaviours",)} | {
        axes[0].name: list(values[0]),
        axes[1].name: list(values[1]),
        "replications": settings["replications"],
        **({"sweep": settings["sweep"]} if asked.stored else {}),
    }
    digest = plan_hash({"experiment": "pressure_map", "design": design, "arms": [resolved(s) for s in asked.scenarios]})
    folder = ResultFolder(asked.results, "pressure_map", digest).apart().prepare()
    points = _fresh(asked, axes, values) if points is None else points
    names = (BEHAVIOURS[base.behaviour].label, BEHAVIOURS[alternative.behaviour].label)
    cashable = float(base.parameters["bill"].cashable)
    sentence = map_sentence(points, lower_first(names[0]), lower_first(names[1]), cashable, axes)
    picture = _draw(asked, points, names, cashable, sentence, axes)
    page = map_page(
        points,
        picture,
        asked.scenarios,
        names,
        sentence,
        settings["replications"],
        asked.command,
        digest,
        version(),
        axes,
    )
    manifest = manifest_of("pressure_map", digest, root_seed=base.root_seed, argv=asked.argv, started=started, extra={})
    with folder.taken(manifest):  # kept before a word is said: nobody may be there to hear it
        folder.write_table("worlds", worlds_frame(points, axes))
        config = {"pressure_map": design, "arms": {s.behaviour: resolved(s) for s in asked.scenarios}}
        keep_provenance(folder, config, [scenario.place for scenario in asked.scenarios], asked.overrides)
        for ending, data in picture.files.items():
            folder.write(f"figures/pressure_map.{ending}", data)
        folder.write("report.html", page)
        seconds = time.perf_counter() - clock
        folder.complete({**manifest, "ended": now(), **how(asked.workers), "seconds": round(seconds, 1)})
    console.print(f"\n{sentence}\n", style="bold", markup=False)
    console.print(f"{RULE}\n", style="dim", markup=False)
    if asked.practices:
        console.print(f"What teams practise went to the alternative only: {', '.join(asked.practices)}.", markup=False)
    if asked.stored is not None and (said := by_other_code(asked.stored)):
        console.print(said, markup=False)
    left_alone(console, folder)
    console.print(
        f"{so_many(len(points), 'worlds')} in {so_many(f'{seconds:.0f}', 'seconds')}. Report: "
        f"{folder.path / 'report.html'}",
        markup=False,
    )
    return folder.path


def _draw(
    asked: Asked,
    points: Sequence[MapPoint],
    names: tuple[str, str],
    cashable: float,
    sentence: str,
    axes: tuple[Axis, Axis],
) -> Picture:
    base = asked.scenarios[0]
    upright, level = (number_of(asked.scenarios, axis.keys[0]) for axis in axes)
    files = pressure_maps(
        points,
        names,
        today=(upright, level),
        cashable=cashable,
        years=base.years,
        futures=asked.settings["replications"],
        axes=axes,
    )
    return Picture(
        files, f"Two maps of worlds, for people and in money; the numbers are in the table below. {sentence}"
    )


def number_of(scenarios: Sequence[Scenario], key: str) -> float:
    """Return what a scenario has of a parameter, or of a number of the plan that one of them has."""
    if key in declarations():
        group, name = key.split(".")
        return float(getattr(scenarios[0].parameters[group], name))
    planned = next((one for one in reversed(scenarios) if key.startswith("plan.") and one.applicable({key: 0.0})), None)
    return math.nan if planned is None else float(np.mean(planned.plan.number(key)))


def _axes(settings: Mapping[str, Any]) -> Axes:
    """Return the upright and the level axis."""
    axes = (settings["y"], settings["x"])
    if set(axes[0].keys) & set(axes[1].keys):
        raise InputError(f"x = {axes[1].name}, y = {axes[0].name}: expected two axes that differ")
    return axes


def _values(settings: Mapping[str, Any], axes: Axes) -> list[Sequence[float]]:
    """Return the values along each axis."""
    values = []
    for side, axis in zip(("y", "x"), axes, strict=True):
        given = settings[f"{side}_values"] or settings.get(axis.name) or axis.plausible
        for key in (key for key in axis.keys if key in declarations()):
            for value in (given[0], given[-1]):
                declarations()[key].check(value)
        values.append(given)
    return values


def _fresh(asked: Asked, axes: Axes, values: Sequence[Sequence[float]]) -> list[MapPoint]:
    """Run the worlds."""
    worlds, count = [(upright, level) for upright in values[0] for level in values[1]], asked.settings["replications"]
    base, alternative = asked.scenarios
    points = {key: np.array([world[k] for world in worlds]) for k, axis in enumerate(axes) for key in axis.keys}
    check_points(points, asked.scenarios)
    with progress() as stage:
        tell = stage("Judging worlds", len(worlds))
        return run_map(base, alternative, worlds, asked.futures(count), axes=axes, workers=asked.workers, progress=tell)


def _stored(asked: Asked, axes: Axes) -> tuple[list[Sequence[float]], list[MapPoint]]:
    """Return the values along each axis of a stored sweep, and its worlds."""
    assert asked.stored is not None
    points = stored_map(asked.stored, asked.settings["behaviours"], axes)
    return [sorted({point.y for point in points}), sorted({point.x for point in points})], points


def worlds_frame(points: Sequence[MapPoint], axes: tuple[Axis, Axis]) -> pd.DataFrame:
    """Return the worlds as a tidy table."""
    import pandas as pd

    rows = [
        {
            axes[0].name: point.y,
            axes[1].name: point.x,
            **{name: getattr(point, name) for name in MapPoint.__slots__ if name not in ("x", "y")},
            "for_people": point.for_people,
            "for_money": point.for_money,
        }
        for point in points
    ]
    return pd.DataFrame(rows)
