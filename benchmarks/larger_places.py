"""Measure places of 1 to 42 boards and write `benchmarks/larger_places.md`: `python -m benchmarks.larger_places`.

Each place is written as a file and run as a user would run it, six years after the warm-up, in a process of its own, so
that its memory is its own. Times are of one core's processor time. What a round moves and does is counted, not timed
(`benchmarks.counting`), and set beside a bare addition of long arrays in the same process.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import yaml

from benchmarks.counting import counting
from benchmarks.synthetic_place import boards
from benchmarks.timing import ROOT, machine, median, processor_seconds
from sim.core.arithmetic import ROUNDS_PER_YEAR
from sim.model.engine import build, settle, streams_of
from sim.model.ensemble import run_batch
from sim.outcomes import OUTCOMES, Recorder
from sim.scenario import load_scenario

RESULTS = Path(__file__).with_name("larger_places.md")
BOARDS, FUTURES, YEARS = (1, 2, 5, 10, 42), (1, 8), 6
LONG, REPEATS = 4_000_000, 5
MEGA, MILLI, MICRO = 1e6, 1e-3, 1e-6
DEVICE = "NVIDIA H100 SXM: 3.35 TB/s and 34 TFLOP/s in double precision by its data sheet"
DEVICE_BYTES, DEVICE_OPERATIONS = 3.35e12, 34e12


@dataclass(frozen=True)
class MeasuredPlace:
    """What one place took with so many futures at once; seconds are of one core's processor time."""

    boards: int
    futures: int
    organisations: int
    leaders: int
    ties: int
    read: float
    built: float
    rounds: int
    run: float
    state: int
    peak: float
    moved: int
    operations: int
    calls: int
    bare: float

    @property
    def of_a_round(self) -> float:
        """Seconds of a round of all futures."""
        return self.run / self.rounds

    @property
    def rows(self) -> int:
        """Organisations and ties of all futures."""
        return self.futures * (self.organisations + self.ties)


def measure(count: int, futures: int) -> MeasuredPlace:
    """Measure one place in this process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "boards.yaml")
        path.write_text(yaml.safe_dump(boards(count), sort_keys=False), encoding="utf-8")
        words = [f"place={path}", f"years={YEARS}", "behaviour=collaborative"]
        read = processor_seconds(lambda: load_scenario(words))
        scenario = load_scenario(words)
    built = processor_seconds(lambda: build(scenario).start(streams_of(scenario, range(futures))))
    run = processor_seconds(lambda: run_batch(scenario, range(futures)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    made, streams = build(scenario), streams_of(scenario, range(futures))
    state = settle(made, streams)
    size = sum(values.nbytes for values in state.__dict__.values())
    with counting(made.world, state) as counted:
        made.step(state, streams, 0, recorder=Recorder(made.world, OUTCOMES.values()))
    return MeasuredPlace(
        boards=count,
        futures=futures,
        organisations=made.world.size("organisation"),
        leaders=made.world.size("seat"),
        ties=made.world.size("tie"),
        read=read,
        built=built,
        rounds=(scenario.warm_up_years + scenario.years) * ROUNDS_PER_YEAR,
        run=run,
        state=size,
        peak=peak,
        moved=counted.moved,
        operations=counted.operations,
        calls=counted.calls,
        bare=bare(),
    )


def bare() -> float:
    """Return the bytes a second of adding two long arrays into a third, which no cache holds."""
    one, other, into = (np.ones(LONG) for _ in range(3))
    seconds = median([processor_seconds(lambda: np.add(one, other, out=into)) for _ in range(REPEATS)])
    return 3 * one.nbytes / seconds


def apart(count: int, futures: int) -> MeasuredPlace:
    """Measure one place in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.larger_places", str(count), str(futures)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return MeasuredPlace(**json.loads(done.stdout))


def report() -> Iterator[str]:
    """Measure, and yield the lines of the page."""
    places = [apart(count, futures) for count in BOARDS for futures in FUTURES]
    yield from ("# Larger places", "", f"{machine()}.", "")
    yield f"Boards like Anyplace in a row (`benchmarks/synthetic_place.py`), {YEARS} years after a warm-up of"
    yield "five, all outcomes collected, each in a process of its own; seconds are of one core's processor time."
    yield from _table(places)
    yield from _growth(places)
    yield from _counted(places)


def _table(places: list[MeasuredPlace]) -> Iterator[str]:
    yield from (
        "",
        "| boards | organisations | leaders | ties | futures | seconds to read | to build | a round | in all |",
    )
    yield "|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
    for one in places:
        taken = f"{one.read:.2f} | {one.built:.2f} | {one.of_a_round:.4f} | {one.read + one.built + one.run:.1f}"
        yield f"| {one.boards} | {one.organisations:,} | {one.leaders:,} | {one.ties:,} | {one.futures} | {taken} |"
    yield from ("", "| boards | futures | MB of a future's state | most MB of the process |", "|---:|---:|---:|---:|")
    for one in places:
        yield f"| {one.boards} | {one.futures} | {one.state / one.futures / MEGA:.2f} | {one.peak:.0f} |"


def _growth(places: list[MeasuredPlace]) -> Iterator[str]:
    yield ""
    for futures in FUTURES:
        small, large = (next(one for one in places if (one.boards, one.futures) == (n, futures)) for n in BOARDS[-2:])
        parts = (
            ("ties", large.ties / small.ties),
            ("a round's time", large.run / small.run),
            ("bytes moved", large.moved / small.moved),
            ("most memory", large.peak / small.peak),
        )
        said = ", ".join(f"{name} {ratio:.2f}" for name, ratio in parts)
        yield f"- From {small.boards} to {large.boards} boards, {futures} at once, times as much: {said}."


def _counted(places: list[MeasuredPlace]) -> Iterator[str]:
    yield from ("", "## What a round moves and does, counted", "")
    yield "A round is one of relationships and four weeks of care, the first after month 0. Bytes are those of all"
    yield "arrays that go into a call of numpy and come out of it; the least is the state read once and written once."
    yield "The limit is the time in which a bare addition of long arrays moves as many bytes on the same core, in the"
    yield "same process."
    yield from (
        "",
        "| boards | futures | MB a round | of a row | operations of a row | calls | moved / least | time / limit |",
    )
    yield "|---:|---:|---:|---:|---:|---:|---:|---:|"
    for one in places:
        limit = one.moved / one.bare
        yield (
            f"| {one.boards} | {one.futures} | {one.moved / MEGA:.1f} | {one.moved / one.rows:,.0f} bytes | "
            f"{one.operations / one.rows:.0f} | {one.calls:,} | {one.moved / (2 * one.state):.1f} | "
            f"{one.of_a_round / limit:.1f} |"
        )
    yield from ("", "A row is an organisation or a tie of one future.", "", "## What an accelerator would give", "")
    yield from _device(places[-1])


def _device(one: MeasuredPlace) -> Iterator[str]:
    moved, least, done = (whole / one.futures for whole in (one.moved, 2 * one.state, one.operations))
    as_it_is, fused = (whole / DEVICE_BYTES / MICRO for whole in (moved, least))
    here, launches = one.of_a_round / one.futures / MILLI, one.calls * MICRO / MILLI
    yield f"For {one.boards} boards a round of one future moves {moved / MEGA:.0f} MB and does {done / MEGA:.1f}"
    yield f"million operations, {done / moved:.3f} a byte. On {DEVICE},"
    yield f"{DEVICE_OPERATIONS / DEVICE_BYTES:.0f} take no longer than a byte, so memory bounds a round there: it takes"
    yield f"{as_it_is:.0f} µs as it is, and {fused:.0f} µs if the state were read and written once; {here:.1f} ms"
    yield f"of one core here. These are bounds from below: a round is {one.calls:,} calls of numpy, each a launch of"
    yield f"its own unless calls are fused; launches of 1 µs add {launches:.1f} ms to a round, however many futures at"
    yield "once. So it would pay only fused, with many futures at once. Nothing here was run on one."


def main() -> None:
    """Measure one place and print it as JSON, or all places, and write the page."""
    if len(sys.argv) > 1:
        print(json.dumps(asdict(measure(*map(int, sys.argv[1:])))))
        return
    lines = list(report())
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
