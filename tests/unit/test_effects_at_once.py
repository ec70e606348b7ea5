"""What is worked out of several outcomes or runs at once is, bit for bit, what comes out of each by itself."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis.effect import Effect, Shares
from sim.core.arithmetic import ROUNDS_PER_YEAR
from sim.model.ensemble import Ensemble
from sim.outcomes import OUTCOMES
from sim.scenario import load_scenario
from sim.unknowns import drawn


def test_the_mean_of_a_year_is_that_of_the_run_alone():
    scenario = load_scenario(["years=2"])
    for runs in (1, 2, 7, 24, 65):
        rounds = np.random.default_rng(runs).normal(size=(2 * ROUNDS_PER_YEAR, runs)) * 10.0 ** np.random.default_rng(
            1
        ).integers(-9, 9, runs)
        made = Ensemble(scenario, tuple(range(runs)), {"delayed": rounds})
        alone = [np.ascontiguousarray(rounds[ROUNDS_PER_YEAR:, run]).mean() for run in range(runs)]
        assert made.year("delayed", 2).tobytes() == np.array(alone).tobytes()


@pytest.mark.parametrize("futures", [1, 2, 24, 101])
def test_effects_on_many_outcomes_are_those_on_each(futures: int):
    names = tuple(OUTCOMES)[:9]
    base, alternative = (np.random.default_rng(side).lognormal(size=(len(names), futures)) for side in (1, 2))
    outcomes = [OUTCOMES[name] for name in names]
    together = Effect.of_all(outcomes, 3, base, alternative)
    for row, effect in enumerate(together):
        apart = alternative[row] - base[row]
        assert effect == Effect.of(outcomes[row], 3, base[row], alternative[row])
        assert (effect.low, effect.median, effect.high) == tuple(np.quantile(apart, (0.05, 0.5, 0.95)))
        assert effect.base == np.median(base[row])
        noticed = outcomes[row].noticed(base[row], alternative[row])
        assert effect.shares == Shares((noticed > 0).mean(), (noticed == 0).mean(), (noticed < 0).mean())


def test_what_worlds_draw_is_drawn_once_and_nobody_can_alter_it():
    first, again = drawn(range(5)), drawn([0, 1, 2, 3, 4])
    assert first is not again and all(first[key] is again[key] for key in first)
    some = next(iter(first.values()))
    with pytest.raises(ValueError, match="read-only"):
        some[0] = 1.0
    assert drawn(range(4)).keys() == first.keys() and drawn(range(4), ["trust.asymmetry"]).keys() == {"trust.asymmetry"}
