"""Where the time goes: each mechanism's share of a year of the model, and what else takes time."""

from __future__ import annotations

import time
from collections import defaultdict
from typing import NamedTuple

from sim.core.arithmetic import ROUNDS_PER_YEAR, WEEKS_PER_ROUND
from sim.model.engine import build, settle, streams_of
from sim.outcomes import OUTCOMES, Recorder
from sim.scenario import load_scenario
from sim.world.world import Clock, Mechanism

BATCH = 64


class TimeShare(NamedTuple):
    """What one part of the model takes."""

    name: str
    share: float
    microseconds: float
    when: str


def measure(batch: int = BATCH) -> list[TimeShare]:
    """Return the shares of one year after month 0, the largest first; microseconds are the mean of a batch's calls."""
    machine = build(load_scenario([]))
    streams = streams_of(machine.scenario, range(1, batch + 1))
    state, recorder = settle(machine, streams), Recorder(machine.world, OUTCOMES.values())
    taken: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    clock = time.perf_counter

    def run(mechanisms: tuple[Mechanism, ...], when: str, period: int, week: int) -> None:
        draws, now = streams.at(period), Clock(week)
        for mechanism in mechanisms:
            start = clock()
            state.apply(mechanism.step(state, draws, now))
            taken[mechanism.name, when].append(clock() - start)

    for number in range(ROUNDS_PER_YEAR):
        first = number * WEEKS_PER_ROUND
        run(machine.round, "every four weeks", number, first)
        for week in range(first, first + WEEKS_PER_ROUND):
            run(machine.week, "every week", week, week)
            start = clock()
            recorder.week(state)
            taken["collecting outcomes", "every week"].append(clock() - start)
        start = clock()
        recorder.round(state)
        taken["collecting outcomes", "every four weeks"].append(clock() - start)
    start = clock()
    recorder.arrays()  # what is kept to be read together is read at the latest now
    taken["collecting outcomes", "every four weeks"].append(clock() - start)
    whole = sum(sum(times) for times in taken.values())
    shares = [
        TimeShare(name, sum(times) / whole, 1e6 * sum(times) / len(times), when)
        for (name, when), times in taken.items()
    ]
    return sorted(shares, key=lambda share: -share.share)


if __name__ == "__main__":
    for share in measure()[:12]:
        print(f"{share.name:24} {share.share:6.1%} {share.microseconds:8.0f} us {share.when}")
