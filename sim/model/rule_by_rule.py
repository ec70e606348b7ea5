"""Batches turn by turn: compiled rules and rules in numpy, in the order of the schedule, and who looks on the way."""

from __future__ import annotations

import numpy as np

from sim.compile.interleaved import Interleaved
from sim.compile.running import Readings, Schedule, stretches
from sim.core.arithmetic import WEEKS_PER_ROUND, Array
from sim.core.draws import Streams
from sim.model.engine import Machine, Onlookers
from sim.outcomes import Recorder
from sim.world.world import Clock


class _Outcomes:
    """What is recorded: compiled outcomes from the tiles, the others and rows as a recorder does in numpy."""

    def __init__(self, interleaved: Interleaved, machine: Machine, recorder: Recorder | None) -> None:
        self.interleaved, self.recorder = interleaved, recorder
        outcomes, refused = recorder.outcomes if recorder else (), interleaved.compiled.program.refused
        compiled = [one for one in outcomes if one.name not in refused]
        self.apart = Recorder(machine.world, [one for one in outcomes if one.name in refused])
        self.weekly, self.ending = ([one for one in compiled if one.weekly is weekly] for weekly in (True, False))
        self.readings = Readings.of(interleaved.compiled, compiled)
        self.rows = interleaved.tiles[:, self.readings.first : self.readings.first + self.readings.count]
        self.sums, self.made = np.zeros(0), list[Array]()
        if compiled:
            interleaved.compiled.fill("outcomes")

    def week(self, later: int, tick: Array) -> None:
        """Read the outcomes of a week of the round."""
        self.interleaved.read(self.weekly, tick)
        now = self.rows[:, : self.readings.weekly]
        self.sums = self.sums + now if later else now.copy()
        if self.apart.outcomes:
            self.apart.week(self.interleaved.whole())

    def round(self, tick: Array) -> None:
        """Close the round."""
        self.interleaved.read(self.ending, tick)
        self.made.append(np.concatenate([self.sums * 0.25, self.rows[:, self.readings.weekly :]], axis=1))
        if self.apart.outcomes:
            self.apart.round(self.interleaved.whole())
        if self.recorder is not None:
            self.recorder.rows(self.interleaved.state)

    def over(self) -> None:
        """Hand over all rounds."""
        if self.recorder is not None and self.made:
            made = self.readings.series(np.stack(self.made, axis=1), self.interleaved.compiled.runs)
            self.recorder.extend(made | self.apart.arrays())


def rule_by_rule(
    interleaved: Interleaved, machine: Machine, streams: Streams, schedule: Schedule, rounds: range, seen_by: Onlookers
) -> None:
    """Advance a batch by some rounds, all before or all from month 0 on, rule by rule."""
    outcomes = _Outcomes(interleaved, machine, seen_by.recorder)
    for part in stretches(interleaved.compiled, schedule, rounds):
        for row, number in enumerate(range(part.first, part.last)):
            if seen_by.before_round:
                seen_by.before_round()
            first, tick = number * WEEKS_PER_ROUND, part.rounds[row]
            interleaved.step(machine.round, part, tick, streams.at(number), Clock(first))
            for later in range(WEEKS_PER_ROUND):
                tick = part.weeks[row * WEEKS_PER_ROUND + later]
                interleaved.step(machine.week, part, tick, streams.at(first + later), Clock(first + later))
                outcomes.week(later, tick)
                if seen_by.each_week:
                    seen_by.each_week(interleaved.whole())
            outcomes.round(tick)
            if seen_by.kept:
                seen_by.kept.see(interleaved.shown())
            if seen_by.each_round:
                seen_by.each_round(number, interleaved.shown())
    outcomes.over()
