"""The draws of runs: uniform, unrelated, keyed by name, and the same whatever else is in the batch."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from sim.core.arithmetic import Array
from sim.core.draws import Streams, key_of, keys_of

NAMES = ["acute", "ambulance", "council", "community", "commissioner"]
KEYS = keys_of(NAMES)


def streams(*replicates: int, root_seed: int = 2026) -> Streams:
    return Streams(root_seed, np.array(replicates, dtype=np.uint64))


def drawn(periods: int = 400, runs: int = 10, stream: str = "leaving", root_seed: int = 2026) -> Array:
    """Return uniforms, shape (periods, entities, runs)."""
    draws = streams(*range(runs), root_seed=root_seed)
    return np.array([draws.at(period).uniform(stream, KEYS) for period in range(periods)])


def test_uniforms_are_uniform_in_every_direction() -> None:
    u = drawn()
    assert u.min() > 0.0 and u.max() < 1.0
    for axis in range(3):
        for section in np.moveaxis(u, axis, 0)[:10]:
            assert stats.kstest(section.ravel(), "uniform").pvalue > 1e-4
    counts = np.histogram(u, bins=100, range=(0.0, 1.0))[0]
    assert 1e-4 < stats.chisquare(counts).pvalue < 1.0 - 1e-4


def test_the_last_bits_are_uniform_too() -> None:
    fine = (drawn() * 2.0**40) % 1.0
    assert stats.kstest(fine.ravel(), "uniform").pvalue > 1e-4


def test_normals_are_normal() -> None:
    z = np.array([streams(*range(10)).at(period).normal("pressure", KEYS) for period in range(400)])
    assert stats.kstest(z.ravel(), "norm").pvalue > 1e-4
    assert np.isfinite(z).all() and abs(z.mean()) < 0.03 and abs(z.std() - 1.0) < 0.03


@pytest.mark.parametrize("what", ["entity", "run", "period", "stream", "root seed", "far period", "warm-up"])
def test_neighbours_are_unrelated(what: str) -> None:
    u = drawn()
    pairs = {
        "entity": (u[:, :-1], u[:, 1:]),
        "run": (u[..., :-1], u[..., 1:]),
        "period": (u[:-1], u[1:]),
        "stream": (u, drawn(stream="leaving ")),
        "root seed": (u, drawn(root_seed=2027)),
        "far period": (u[:-13], u[13:]),
        "warm-up": (u[:200], np.array([streams(*range(10)).at(-1 - p).uniform("leaving", KEYS) for p in range(200)])),
    }
    one, other = (x.ravel() for x in pairs[what])
    count = len(one)
    assert abs(np.corrcoef(one, other)[0, 1]) < 4.5 / np.sqrt(count)
    table = np.histogram2d(one, other, bins=8, range=[[0, 1], [0, 1]])[0]
    assert stats.chisquare(table.ravel()).pvalue > 1e-5


def test_no_draw_comes_twice() -> None:
    u = drawn()
    assert len(np.unique(u)) == u.size


def test_a_run_does_not_depend_on_its_batch_nor_on_the_order_of_asking() -> None:
    many, one = streams(5, 0, 9, 2**40), streams(9)
    many.at(3).normal("other", KEYS)
    many.at(900).uniform("leaving", KEYS)
    for period in (0, 7, -65, -(2**20)):
        assert (many.at(period).uniform("leaving", KEYS)[:, 2:3] == one.at(period).uniform("leaving", KEYS)).all()
        assert (many.at(period).normal("leaving", KEYS)[:, 2:3] == one.at(period).normal("leaving", KEYS)).all()


@pytest.mark.parametrize("replicates", [(5, 0, 9), (5, 5, 0, 9, 5)])
def test_what_is_drawn_ahead_is_what_is_drawn_alone(replicates: tuple[int, ...]) -> None:
    many, more = streams(*replicates), keys_of(f"seat {n}" for n in range(300))
    periods = (*range(-3, 40), 12, 13, 90, 91, *range(4))
    for period in periods:
        draws, alone = many.at(period), streams(*replicates).at(period)
        for keys in (KEYS, KEYS[::-1], KEYS[:0], more):
            assert (draws.normal("ways", keys) == alone.normal("ways", keys)).all()
            assert (draws.uniform("ways", keys) == alone.uniform("ways", keys)).all()


def test_draws_are_shared_and_cannot_be_altered() -> None:
    draws = streams(1, 2).at(3)
    with pytest.raises(ValueError, match="read-only"):
        draws.normal("ways", KEYS)[0] = 0.0


def test_another_organisation_leaves_the_luck_of_the_others() -> None:
    more = keys_of(["newcomer", *NAMES[:2], "another", *NAMES[2:]])
    draws = streams(1, 2, 3).at(11)
    assert (draws.uniform("leaving", more)[[1, 2, 4, 5, 6]] == draws.uniform("leaving", KEYS)).all()
    assert (draws.uniform("leaving", KEYS[::-1])[::-1] == draws.uniform("leaving", KEYS)).all()


def test_draws_at_pairs_are_those_of_the_whole() -> None:
    draws = streams(3, 1, 4, 1).at(-5)
    where = (np.array([0, 4, 2, 2, 0]), np.array([1, 0, 3, 2, 3]))
    assert (draws.normal_at("ways", KEYS, where) == draws.normal("ways", KEYS)[where]).all()
    assert (draws.uniform_at("ways", KEYS, where) == draws.uniform("ways", KEYS)[where]).all()
    none = np.array([], dtype=np.intp)
    assert draws.normal_at("ways", KEYS, (none, none)).shape == (0,)


def test_periods_may_be_negative_and_each_is_its_own() -> None:
    draws = streams(7)
    values = [float(draws.at(p).uniform("leaving", KEYS)[0, 0]) for p in (-(2**20), -65, -2, -1, 0, 1, 64, 2**20)]
    assert len(set(values)) == len(values)


def test_keys_last() -> None:
    assert key_of("acute") == 17435172662761015325, "keys of luck moved: every published result would change"
    assert len(set(keys_of([f"organisation {n}" for n in range(2000)]))) == 2000


def test_pinned_draws() -> None:
    u = streams(0, 1).at(-3).uniform("leaving", KEYS[:2])
    pinned = [[0.668109867408331, 0.30652208418401966], [0.5806052873832037, 0.7735296375982255]]
    np.testing.assert_allclose(u, pinned, rtol=1e-12, err_msg="the draws of all runs moved: say so in the changelog")
