"""Measure everything and write `benchmarks/results.md`: `python -m benchmarks.run`, in some six minutes."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import commands, ensemble_speed, mechanism_shares, round_speed, stored_worth
from benchmarks.ensemble_speed import BatchSpeed
from benchmarks.mechanism_shares import TimeShare
from benchmarks.timing import Command, machine

RESULTS = Path(__file__).with_name("results.md")
TOP = 12


def report() -> Iterator[str]:
    """Measure, and yield the lines of the report."""
    yield from ("# How fast the model is", "", f"{machine()}.", "")
    yield "Medians of several repeats. Times of runs are of one core's processor time; whole commands are by the clock."
    yield from _ensemble(speeds := ensemble_speed.measure())
    yield from _round()
    yield from _waiting()
    yield from ("", f"{stored_worth.measure().sentence}.")
    yield from _shares(mechanism_shares.measure(), speeds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield from ("", f"Most memory of the process that measured the runs above: {peak:.0f} MB.")


def _ensemble(speeds: list[BatchSpeed]) -> Iterator[str]:
    yield from ("", "## Runs in an ensemble", "")
    yield "The default place, six years after a warm-up of five, all outcomes collected; ms a run on one core."
    yield from ("", "| batch | with the warm-up | another arm on the same draws |", "|---:|---:|---:|")
    for speed in speeds:
        yield f"| {speed.batch} | {speed.cold:.2f} | {speed.warm:.2f} |"
    cold, warm = ensemble_speed.mesa_seconds()
    yield from ("", f"One Mesa run (`sim.CareSystem(...).run()`): {cold:.2f} s, without the warm-up {warm:.2f} s.")


def _round() -> Iterator[str]:
    yield from ("", "## A round of relationships, one agent at a time and as arrays", "")
    for batch in (round_speed.BATCH, 4 * round_speed.BATCH):
        speed = round_speed.measure(batch)
        required = (speed.ratio, round_speed.LEAST), (speed.compiled_ratio, round_speed.LEAST_COMPILED)
        met = [f"{least:.0f} {'MISSED' if ratio < least else 'met'}" for ratio, least in required]
        verdict = f" (at least {', compiled '.join(met)})" if batch == round_speed.BATCH else ""
        yield f"- {speed.sentence()}{verdict}."


def _waiting() -> Iterator[str]:
    yield from (
        "",
        "## What a user waits for",
        "",
        "| what | seconds | most memory of a process, MB |",
        "|---|---:|---:|",
    )
    for one in commands.imports():
        yield f"| `{one.what}` (beyond starting Python) | {one.seconds:.2f} | |"
    for name, limit in (("compare", 60.0), ("pressure_map", 120.0)):
        yield f"| `python -m experiments.{name}`, as it is by default | {_said(commands.experiment(name, limit))} |"
    yield f"| `common-ground calibrate observed=docs/observed.csv` | {_said(commands.calibrated(900.0))} |"


def _said(taken: Command | None) -> str:
    if taken is None:
        return "not there | "
    if taken.exit_code:
        return f"failed or stopped after {taken.seconds:.0f} s | "
    return f"{taken.seconds:.1f} | {taken.megabytes:.0f}"


def _shares(shares: list[TimeShare], speeds: list[BatchSpeed]) -> Iterator[str]:
    batch = mechanism_shares.BATCH
    yield from ("", f"## Where the time goes, in batches of {batch}", "")
    yield from ("| part of the model | share of time | microseconds a call | when |", "|---|---:|---:|---|")
    for share in shares[:TOP]:
        yield f"| {share.name} | {share.share:.1%} | {share.microseconds:.0f} | {share.when} |"
    rest = shares[TOP:]
    yield f"| {len(rest)} others | {sum(share.share for share in rest):.1%} | | |"
    yield from ("", "What limits it:", "")
    relationships = sum(share.share for share in shares if share.when == "every four weeks")
    yield f"- The rounds of relationships take {relationships:.0%} of the time, the weeks of care the rest."
    fixed, each = ensemble_speed.fixed_milliseconds(speeds)
    part = fixed / (fixed + each * batch)
    yield (
        f"- A batch takes about {fixed:.0f} ms whatever its size, and {each:.1f} ms a run: of a batch of {batch}, "
        f"{part:.0%} is the cost of calling numpy on small arrays, which larger batches share out."
    )
    yield (
        f"- The {TOP} largest of {len(shares)} parts take {sum(share.share for share in shares[:TOP]):.0%} "
        f"of the time, the largest alone {shares[0].share:.0%}."
    )


def main() -> None:
    """Measure, write the report and print it."""
    start = time.perf_counter()
    lines = []
    for line in report():
        print(line, flush=True)
        lines.append(line)
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"\nwritten in {time.perf_counter() - start:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
