"""Places with other figures than their file's: as if the file had said them, drawn by a place's own dice, as boards."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from sim.compile.build import compiler
from sim.core.parameters import InputError
from sim.mechanisms.pressures.divergence import LEVELS, DivergenceParams, drawn_levels
from sim.model.engine import build
from sim.model.ensemble import run_ensemble
from sim.place.levels import FigureLevels, at_levels
from sim.scenario import load_scenario
from sim.validation.boards import boards, spread_of
from tests.whole import differing, scenario

MORE = {"attendances": 0.2, "admissions": 0.1, "beds": -0.05}
DRIFT = {"attendances": 0.035, "admissions": 0.055, "beds": 0.018}  # by the middle of the second year
WORDS = tuple(f"divergence.more_{name}={value}" for name, value in MORE.items())


def test_a_place_at_other_figures_is_a_place_whose_file_says_them() -> None:
    """Bit for bit, and every rule: month 0 settles as that of any place does."""
    made, plain = scenario(*WORDS), scenario()
    said = replace(plain, place=at_levels(plain.place, FigureLevels(**MORE)))
    found, known = (run_ensemble(one, range(3)).series for one in (made, said))
    assert not differing(found, known)
    assert differing(found, run_ensemble(plain, range(3)).series)


def test_only_what_is_said_differs_from_the_file() -> None:
    before = load_scenario([]).place
    after = at_levels(before, FigureLevels(**MORE))
    times = {
        one.name: getattr(after.figures, one.name) / getattr(before.figures, one.name)
        for one in fields(FigureLevels)
        if hasattr(before.figures, one.name)
    }
    assert times == pytest.approx({"beds": 0.95})
    moved = {
        one.name
        for one in fields(before.figures)
        if getattr(before.figures, one.name) != getattr(after.figures, one.name)
    }
    assert moved == {
        "attendances_per_week",
        "attendances_65_per_week",
        "admissions_per_week",
        "admissions_65_per_week",
        "care_home_admissions_per_year",
        "beds",
        "elective_beds",
    }
    assert replace(after, figures=before.figures) == before


def test_by_default_a_place_has_its_files_figures_and_the_same_world() -> None:
    made = scenario()
    assert not made.parameters["divergence"].levels and made.in_futures([1]) is made
    world = build(made).world
    assert world.levels is None and world.place == made.place and world.at(FigureLevels(0.0, np.zeros(3), 0.0)) is world


def test_levels_are_drawn_by_each_places_own_dice_once() -> None:
    made = scenario("divergence.levels=true")
    several, alone = (made.in_futures(seeds).parameters["divergence"] for seeds in ([4, 9, 2], [9]))
    for name in LEVELS:
        values = getattr(several, f"more_{name}")
        assert values.shape == (3,) and values[1] == getattr(alone, f"more_{name}")[0]
    again = made.in_futures([4, 9, 2])
    assert again.in_futures([4, 9, 2]) is again, "what is drawn is not drawn again"
    with pytest.raises(AssertionError):
        build(made)


def test_they_scatter_as_declared_around_what_is_said() -> None:
    places = 4000
    found = drawn_levels(DivergenceParams(levels=True, more_beds=0.1), 7, range(places))
    for name in LEVELS:
        times, spread = 1.0 + found[f"divergence.more_{name}"], getattr(DivergenceParams(), f"level_{name}")
        assert times.mean() == pytest.approx(1.1 if name == "beds" else 1.0, abs=4.0 * spread / places**0.5)
        assert np.log(times).std() == pytest.approx(spread, rel=0.05)
        assert np.abs(np.log(times / np.median(times))).max() < 2.6 * spread
    apart = np.corrcoef([found[f"divergence.more_{name}"] for name in LEVELS]) - np.eye(3)
    assert np.abs(apart).max() < 0.05


def test_the_spreads_are_those_of_boards_over_three_years_and_these_go_together_by_chance() -> None:
    """Of the mean of three years, less what places have drifted apart by then."""
    means = {name: np.log(boards()[name]).mean(axis=0) for name in LEVELS}
    for name, values in means.items():
        spread = getattr(DivergenceParams(), f"level_{name}")
        assert spread == pytest.approx((spread_of(values).scale ** 2 - DRIFT[name] ** 2) ** 0.5, rel=0.03)
    ranks = np.corrcoef([np.argsort(np.argsort(values)) for values in means.values()])
    assert np.abs(ranks - np.eye(3)).max() < 2.0 / 41**0.5


def test_month_0_of_each_place_is_settled_at_its_own_figures() -> None:
    """Without growth nothing drifts, and hospitals are as full wherever more are admitted for the same need."""
    level = ("demand.growth=0", "funding.nhs_growth=0", "funding.social_care_growth=0", "costs.growth=0")
    made = scenario("divergence.levels=true", "divergence.places=false", "years=3", "warm_up_years=4", *level)
    runs, params = run_ensemble(made, range(24)), made.in_futures(range(24)).parameters["divergence"]
    figures = made.place.figures
    for outcome, own in (
        ("attendances", 52.0 * figures.attendances_per_week * (1.0 + params.more_attendances)),
        ("admissions", 52.0 * figures.admissions_per_week * (1.0 + params.more_admissions)),
        ("beds", figures.beds * (1.0 + params.more_beds)),
    ):
        first, last = (runs.year(outcome, year) for year in (1, 3))
        assert np.abs(last / first - 1.0).max() < 0.04, outcome
        assert np.abs(first / own - 1.0).max() < 0.08, outcome
    assert abs(np.corrcoef(runs.year("occupancy", 1), params.more_admissions)[0, 1]) < 0.5


@pytest.mark.skipif(compiler() is None, reason="there is no C compiler on this computer")
def test_a_batch_of_other_figures_is_the_same_compiled_and_run_by_run() -> None:
    made = scenario("divergence.levels=true")
    together = run_ensemble(made, range(5), machine="numpy").series
    assert not differing(together, run_ensemble(made, range(5), machine="compiled").series)
    alone = run_ensemble(made, [3], machine="numpy").series
    assert not differing(alone, {name: values[..., 3:4] for name, values in together.items()})


def test_runs_at_the_files_figures_and_at_others_are_each_the_same_alone_and_together() -> None:
    """As a sweep of a level runs them, bit for bit."""
    both = scenario().varied({"divergence.more_beds": np.array([0.1, 0.0])})
    together = run_ensemble(both, [3, 4], machine="numpy").series
    for run, words in ((0, ("divergence.more_beds=0.1",)), (1, ())):
        alone = run_ensemble(scenario(*words), [3 + run], machine="numpy").series
        assert not differing(alone, {name: values[..., run : run + 1] for name, values in together.items()})


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("divergence.more_admissions=-0.35", "become ready to leave"),
        ("divergence.more_attendances=-0.5", "fewer visits"),
        ("divergence.more_beds=-0.25", "none for treatment"),
    ],
)
def test_figures_that_no_file_may_say_are_refused_in_a_line(word: str, said: str) -> None:
    made = load_scenario([word, "place.figures.admissions_per_week=480", "place.figures.beds=480"])
    figures = replace(made.place.figures, attendances_per_week=900.0, occupancy=0.2)
    with pytest.raises(InputError, match=said) as error:
        build(replace(made, place=replace(made.place, figures=figures)))
    assert "\n" not in str(error.value)
