"""How many replications are enough: known half-widths, and the smallest number that keeps what is asked."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis.replications import Precision, enough, median_spread, steps, wilson
from sim.report.text.labels import parameter_name, parameter_value, spread


def test_wilson_is_the_textbook_interval():
    assert wilson(0.5, 100) == pytest.approx(0.0961, abs=1e-4)
    assert wilson(0.0, 10) == pytest.approx(0.1388, abs=1e-4)
    assert wilson(0.3, 50) == pytest.approx(wilson(0.7, 50))


def test_the_median_of_normal_effects_is_known_as_theory_says():
    effects = np.random.default_rng(5).normal(size=20_000)
    theory = 1.96 * np.sqrt(np.pi / 2 / 400)
    assert median_spread(effects, 400) == pytest.approx(theory, rel=0.12)
    assert median_spread(effects, 1600) == pytest.approx(theory / 2, rel=0.15)
    assert median_spread(np.full(50, 3.0), 10) == 0.0


def falling(outcome: str, effect: float, share: float) -> list[Precision]:
    return [Precision(outcome, n, effect / np.sqrt(n), share / np.sqrt(n)) for n in steps(500)]


def test_enough_is_the_smallest_number_tried_that_keeps_both():
    found = enough([*falling("a", 2.0, 0.5), *falling("b", 1.0, 1.0)], effect=0.25, share=0.1)
    assert (found.number, found.tried, found.deciding, found.because) == (100, True, "b", "share")


def test_what_was_not_reached_is_carried_on_by_the_square_root():
    found = enough(falling("a", 10.0, 0.1), effect=0.25, share=0.1)
    assert (found.number, found.tried, found.because) == (1600, False, "effect")


def test_a_lucky_dip_below_what_is_asked_does_not_count():
    line = [Precision("a", n, e, 0.0) for n, e in ((10, 0.9), (20, 0.2), (30, 0.3), (50, 0.2), (100, 0.1))]
    assert enough(line, effect=0.25, share=0.1).number == 50


def test_steps_end_with_what_was_run():
    assert steps(60) == (10, 15, 20, 30, 50, 60)
    assert steps(20)[-1] == 20


def test_labels_are_moved_apart_in_their_order():
    assert spread([0.0, 1.0], 0.5) == [0.0, 1.0]
    moved = spread([0.5, 0.5, 0.52, 0.1], 0.1)
    assert moved[3] == 0.1
    assert np.diff(sorted(moved)).min() == pytest.approx(0.1)
    assert moved[0] < moved[1] < moved[2]


def test_parameters_are_said_as_people_say_them():
    assert parameter_name("demand.growth") == "growth of need for care"
    assert parameter_value("demand.growth", 0.025) == "2.5% a year"
    assert parameter_value("demand.growth", -0.01) == "−1% a year"
    assert parameter_value("trust.newcomer", 0.36) == "36%"
    assert parameter_value("turnover.pace", 1.25) == "1.25"
    assert parameter_value("bill.admission", 2360.0) == "£2,360"
    assert parameter_value("channels.pool", 3.5) == "£3.5m a year per 300,000 people"
    assert parameter_value("contact.habit_weeks", 8.0) == "8 weeks"


def test_what_needs_most_decides_whichever_outcome_stands_first():
    found = enough([*falling("b", 0.5, 0.1), *falling("a", 2.0, 0.1)], effect=0.25, share=0.1)
    assert (found.deciding, found.because, found.number) == ("a", "effect", 75)
