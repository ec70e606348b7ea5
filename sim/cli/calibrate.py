"""`common-ground calibrate`: which worlds agree with what was observed in a place, and how well it fits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.agreeing import FILE, written
from sim.analysis.history import Worlds
from sim.cli.machine import on_its_machine
from sim.cli.observed import caution
from sim.cli.progress import progress
from sim.cli.study import StudyRun, frame_of
from sim.core.arithmetic import Array
from sim.model.machines import Work, running
from sim.report.figures.observed_bands import observed_bands
from sim.report.pages.page import Picture
from sim.report.pages.study import StudyPage, Table
from sim.report.text.calibrated_words import (
    JUDGED,
    NUMBERS_HEAD,
    POINTS_HEAD,
    WAVES_HEAD,
    alt,
    finding,
    how,
    lead,
    number_rows,
    point_rows,
    wave_rows,
)
from sim.store.pieces import Pieces
from sim.unknowns import DRAWN, drawn
from sim.validation.calibrated import Calibrated, Kept, calibrate, runs_of
from sim.validation.own_month_0 import as_today, is_matched, pool
from sim.validation.worlds import TRIED, kept

if TYPE_CHECKING:
    import pandas as pd

    from sim.cli.options import Asked


@on_its_machine
def run(words: Sequence[str]) -> Path:
    """Do what the command asks; return the folder of results."""
    study = StudyRun("calibrate", words)
    asked, settings, scenario = study.asked, study.asked.settings, study.asked.scenarios[0]
    points, names = asked.points, scenario.unknowns
    pieces = Pieces(study.folder.path, study.digest)
    worlds = _at_month_0(asked, pieces) if settings["unknowns"] == DRAWN else np.arange(TRIED)
    with progress() as stage, running(None, Work([scenario], len(worlds), asked.workers)):
        run_worlds = runs_of(scenario, points, names, asked.workers, stage("Running worlds", len(worlds)))
        found = calibrate(
            points, worlds, names, run_worlds, settings["discrepancy"], settings["size"], kept=_kept_in(pieces)
        )
    few = caution(settings, points, names)
    page = study_of(study, found, few)
    agreeing = written(
        settings["observed"].name,
        scenario.place,
        names,
        len(worlds),
        settings["unknowns"] == DRAWN,
        found.accepted.tolist(),
    )
    folder = study.keep(page, tables(found), {FILE: agreeing.text})
    pieces.clear()
    return folder


def _at_month_0(asked: Asked, pieces: Pieces) -> Worlds:
    """Return the worlds that agree with month 0 of the place: those shipped, or found anew at a place of one's own."""
    place = asked.scenarios[0].place
    if is_matched(place):
        return np.array(kept())
    with progress() as stage, running(None, Work([as_today(place)] * 2, TRIED, asked.workers)):
        return pool(place, asked.workers, _kept_in(pieces), stage("Trying worlds at month 0", TRIED))


def _kept_in(pieces: Pieces) -> Kept:
    """Return what gives a piece that is kept, or makes and keeps it."""
    found = pieces.found()

    def piece(name: str, make: Callable[[], Mapping[str, Array]]) -> Mapping[str, Array]:
        if name not in found:
            made = make()
            pieces.keep(name, made)
            return made
        return found[name]

    return piece


def study_of(study: StudyRun, found: Calibrated, few: str) -> StudyPage:
    """Return the study in words and pictures; `few` says that points are few, where they are."""
    scenario, month_0 = study.asked.scenarios[0], study.asked.settings["unknowns"] == DRAWN
    picture = Picture(observed_bands(found, found.fits.removesuffix("."), how(found)), alt(found))
    return StudyPage(
        question=f"Which worlds agree with what was observed in {scenario.place.label}?",
        lead=lead(found, scenario, month_0),
        finding=finding(found, month_0, few),
        pictures={"observed": picture},
        tables=(
            Table("What was observed, beside worlds before and after", POINTS_HEAD, point_rows(found), range(1, 7)),
            Table("Numbers that it narrows or moves, the most first", NUMBERS_HEAD, number_rows(found), range(1, 5)),
            Table("Waves: points that enter, and worlds that are left", WAVES_HEAD, wave_rows(found), (0, 2, 3)),
        ),
        judged=JUDGED,
        varied=False,
    )


def tables(found: Calibrated) -> dict[str, pd.DataFrame]:
    """Return the tables that are kept: worlds with their weights and numbers, points, numbers and waves."""
    import pandas as pd

    matched, worlds = found.matched, [int(world) for world in found.matched.worlds]
    accepted = frozenset(map(int, found.accepted))
    kept_worlds = {
        "world": worlds,
        "weight": matched.weights(),
        "accepted": [world in accepted for world in worlds],
        **drawn(worlds, found.names),
    }
    points = [
        {
            "outcome": one.outcome,
            "year": one.year,
            "observed": one.value,
            "error": one.error,
            "low": found.low[one.name],
            "middle": found.middle[one.name],
            "high": found.high[one.name],
            "inside": found.low[one.name] <= one.value <= found.high[one.name],
            **dict(zip(("before_low", "before_middle", "before_high"), found.before[one.name], strict=True)),
        }
        for one in found.points
    ]
    waves = [
        {
            "wave": number,
            "point": name,
            "entered": name in wave.entered,
            "ran": wave.ran,
            "left": wave.left,
            "out": wave.out[name],
            "explained": wave.explained[name],
        }
        for number, wave in enumerate(matched.waves, 1)
        for name in wave.out
    ]
    made = {"worlds": kept_worlds, "points": points, "waves": waves}
    return {name: pd.DataFrame(rows) for name, rows in made.items()} | {"narrowed": frame_of(found.narrowed)}
