"""`common-ground compare`: run behaviours on the same draws, say what differs, and keep all of it in one folder."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sim.analysis.beside import beside
from sim.analysis.channels import CHANNELS, knock_outs, shapley
from sim.analysis.observed import Point
from sim.analysis.paired import Comparison
from sim.cli.elicited import keep_elicited, tell_elicited
from sim.cli.given_files import GIVEN, keep_given, of_asked, of_worlds
from sim.cli.machine import how, on_its_machine
from sim.cli.options import HOW, Asked, ask
from sim.cli.progress import Stage, left_alone, progress, screen
from sim.core.counts import so_many
from sim.model.ensemble import Batch, run_arms, run_batch
from sim.report.figures.channel_bars import Gaps
from sim.report.figures.trust_network import Relations, graphml, relations, snapshot_rounds
from sim.report.pages.comparison import ReportedComparison, compare_page
from sim.report.pages.pictures import pictures_of
from sim.report.tables import (
    channels_frame,
    effects_frame,
    observed_frame,
    organisations_frame,
    runs_frame,
    series_frame,
)
from sim.report.text.observed_words import held_sentence
from sim.report.text.terminal import finished, show
from sim.store import ResultFolder, keep_provenance, manifest_of, plan_hash, resolved
from sim.store.manifest import now, version

MOST_ATTRIBUTED, MOST_DETAILED = 100, 32
_METHODS = {
    "knock_out": "Each channel is shut in turn; what is lost is what it brings.",
    "shapley": "Fair shares (Shapley) over all orders of opening the channels.",
}


@dataclass(frozen=True)
class Made:
    """What the runs brought.

    Attributes:
        comparisons: each alternative against the base.
        gaps: where each gap comes from; empty if not asked for.
        gap_futures: pairs of futures behind that.
        by_chance: the same with every unknown number at its default, where futures draw them.
        closer: for each arm, a batch with rows and states kept.
        close_seeds: the seeds of these.
    """

    comparisons: tuple[Comparison, ...]
    gaps: tuple[Gaps, ...]
    gap_futures: int
    by_chance: tuple[Comparison, ...]
    closer: tuple[Batch, ...]
    close_seeds: tuple[int, ...]


@on_its_machine
def run(words: Sequence[str]) -> Path:
    """Do what the command asks; return the folder of results."""
    asked, started, clock, console = ask("compare", words), now(), time.perf_counter(), screen()
    digest = plan_hash(plan_of(asked))
    folder = ResultFolder(asked.results, "compare", digest).apart().prepare()
    with progress() as stage:
        made = _make(asked, stage)
    root_seed = asked.scenarios[0].root_seed
    manifest = manifest_of("compare", digest, root_seed=root_seed, argv=asked.argv, started=started, extra={})
    with folder.taken(manifest), progress() as stage:  # kept before a word is said: nobody may be there to hear it
        keep(folder, asked, made, digest, stage)
        seconds = time.perf_counter() - clock
        folder.complete({**manifest, "ended": now(), **how(asked.workers), "seconds": round(seconds, 1)})
    for number, comparison in enumerate(made.comparisons):
        show(console, comparison, made.by_chance[number] if made.by_chance else None)
    tell_elicited(console, asked)
    if said := of_worlds(asked):
        console.print(f"\n{said}", markup=False)
    for comparison in made.comparisons if asked.points else ():
        arms = [beside(arm.series, asked.points) for arm in (comparison.base, comparison.alternative)]
        console.print(f"\n{held_sentence(arms, comparison.finding.names)}", markup=False)
    if asked.practices:
        console.print(
            f"What teams practise and plan went to the alternatives only: {', '.join(asked.practices)}.", markup=False
        )
    replications = asked.settings["replications"]
    if made.gaps and made.gap_futures < replications:
        console.print(
            f"Where the gap comes from rests on the first {made.gap_futures} of "
            f"{so_many(replications, 'pairs of futures')}."
        )
    left_alone(console, folder)
    finished(console, folder.path, seconds=seconds, futures=replications)
    return folder.path


def plan_of(asked: Asked) -> dict[str, object]:
    """Return what names the folder: configuration, design and root seed."""
    design = {key: asked.settings[key] for key in ("behaviours", "replications", "unknowns", "attribution")}
    design |= of_asked(asked) | ({"month_0": asked.settings["month_0"]} if asked.points else {})
    return {
        "experiment": "compare",
        "design": {key: list(value) if isinstance(value, tuple) else value for key, value in design.items()},
        "arms": [resolved(s) for s in asked.scenarios],
    }


def _make(asked: Asked, stage: Stage) -> Made:
    base, *others = asked.scenarios
    seeds = asked.futures(asked.settings["replications"])
    tell = stage("Running futures", len(seeds) * len(asked.scenarios))
    first, *rest = run_arms(asked.scenarios, seeds, workers=asked.workers, progress=tell)
    comparisons = tuple(Comparison(first, other) for other in rest)
    by_chance = tuple[Comparison, ...]()
    if base.unknowns:
        plain = [replace(scenario, unknowns=()) for scenario in asked.scenarios]
        tell = stage("Chance alone", len(seeds) * len(plain))
        first, *rest = run_arms(plain, seeds, workers=asked.workers, progress=tell)
        by_chance = tuple(Comparison(first, other) for other in rest)
    gaps: list[Gaps] = []
    some, method = seeds[:MOST_ATTRIBUTED], asked.settings["attribution"]
    if method != "none":
        split, sets = (knock_outs, len(CHANNELS) + 1) if method == "knock_out" else (shapley, 2 ** len(CHANNELS))
        tell = stage("Shutting channels", 2 * sets * len(some) * len(others))
        gaps = [split(base, other, some, workers=asked.workers, progress=tell) for other in others]
    close = seeds[:MOST_DETAILED]
    tell = stage("Looking closer", len(close) * len(asked.scenarios))
    closer = []
    for scenario in asked.scenarios:
        closer.append(run_batch(scenario, close, details=True, snapshots=snapshot_rounds(scenario.years)))
        tell(len(close))
    return Made(comparisons, tuple(gaps), len(some) if gaps else 0, by_chance, tuple(closer), close)


def keep(folder: ResultFolder, asked: Asked, made: Made, digest: str, stage: Stage) -> None:
    """Write tables, configuration, figures and the report."""
    names = [scenario.behaviour for scenario in asked.scenarios]
    arms = [made.comparisons[0].base, *(comparison.alternative for comparison in made.comparisons)]
    folder.write_table("runs", runs_frame(arms))
    folder.write_table("series", series_frame(arms))
    folder.write_table("effects", effects_frame(made.comparisons))
    if made.by_chance:
        folder.write_table("effects_by_chance", effects_frame(made.by_chance))
    if made.gaps:
        folder.write_table(
            "channels", channels_frame(names[0], dict(zip(names[1:], made.gaps, strict=True)), made.gap_futures)
        )
    if asked.points:
        folder.write_table("observed", observed_frame(arms, asked.points))
    folder.write_table("organisations", organisations_frame(asked.scenarios, made.closer, made.close_seeds))
    settings = {key: value for key, value in asked.settings.items() if key not in (*HOW, *GIVEN)} | of_asked(asked)
    if not asked.points:
        settings.pop("month_0")
    arms_resolved = {name: resolved(scenario) for name, scenario in zip(names, asked.scenarios, strict=True)}
    config = {"compare": {**settings, "behaviours": names}, "arms": arms_resolved}
    keep_provenance(folder, config, [scenario.place for scenario in asked.scenarios], asked.overrides)
    place = asked.scenarios[0].acting.place
    seen = [relations(place, batch.snapshots) for batch in made.closer]
    for name, by_year in zip(names, seen, strict=True):
        for year, one in by_year.items():
            folder.write(f"graph-{name}-year{year}.graphml", graphml(place, one))
    reported, method = [], _METHODS.get(asked.settings["attribution"], "")
    for number, comparison in enumerate(made.comparisons):
        tell = stage("Drawing", 1)
        reported.append(_reported(folder, comparison, made, number, method, seen, asked.points))
        tell(1)
    keep_given(folder, asked)
    said, agreeing = keep_elicited(folder, asked), asked.settings.get("worlds")
    page = compare_page(
        reported, command=asked.command, digest=digest, version=version(), elicited=said, agreeing=agreeing
    )
    folder.write("report.html", page)


def _reported(
    folder: ResultFolder,
    comparison: Comparison,
    made: Made,
    number: int,
    method: str,
    seen: Sequence[Mapping[int, Relations]],
    points: Sequence[Point],
) -> ReportedComparison:
    gaps = made.gaps[number] if made.gaps else None
    by_chance = made.by_chance[number] if made.by_chance else None
    close = len(made.close_seeds)
    pictures = pictures_of(
        comparison, gaps, made.gap_futures, method, (seen[0], seen[number + 1]), close, points, by_chance
    )
    for name, picture in pictures.items():
        for ending, data in picture.files.items():
            folder.write(f"figures/{name}-{comparison.alternative.scenario.behaviour}.{ending}", data)
    return ReportedComparison(comparison, pictures, gaps, made.gap_futures, method, by_chance, points)
