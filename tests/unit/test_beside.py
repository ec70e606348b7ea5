"""What was observed beside futures: the band of eight in ten at its date, said, drawn and kept."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis.beside import beside, count_held
from sim.analysis.observed import Point
from sim.cli.options import ask
from sim.core.parameters import InputError
from sim.report.figures.fans import smooth
from sim.report.text.observed_words import head, held_sentence, rows

SERIES = {"delayed": np.random.default_rng(3).normal(60.0, 10.0, (39, 50)), "four_hour": np.full((39, 50), 0.7)}
POINTS = (Point("delayed", 2.0, 60.0, 4.0), Point("delayed", 2.5, 90.0, 4.0), Point("four_hour", 3.0, 0.7, 0.0001))
NAMES = ("Each on its own", "As one system")


def test_the_band_is_that_of_the_fan_at_the_date():
    found = beside(SERIES, POINTS)
    fan = np.quantile(smooth(SERIES["delayed"]), (0.1, 0.5, 0.9), axis=-1)
    assert (found[0].low, found[0].middle, found[0].high) == pytest.approx(tuple(fan[:, 26 - 13]))
    assert [one.held for one in found] == [True, False, True] and count_held(found) == (2, 3)


def test_it_is_said_of_each_arm_and_each_point():
    arms = [beside(SERIES, POINTS), beside({key: 2.0 * values for key, values in SERIES.items()}, POINTS)]
    assert held_sentence(arms, NAMES) == (
        "The band of 8 futures in 10 of “each on its own” holds 2 of 3 observed points, and that of “as one system” 0."
    )
    table = rows(arms)
    assert len(table) == 3 and all(len(row) == len(head(NAMES)) for row in table)
    assert table[1][3].endswith("(not in it)") and not table[0][3].endswith("(not in it)")
    assert table[2][2] == "0.00010", "an error too small for the outcome's decimals is still said"


def test_a_point_after_the_last_year_is_one_line(tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text("outcome,date,value,error\ndelayed,4,60,3\n", encoding="utf-8")
    assert ask("compare", [f"observed={file}", "years=4"]).points == (Point("delayed", 4.0, 60.0, 3.0),)
    with pytest.raises(InputError, match=r"mine.csv, line 2: date = 4: runs end at year 3; expected earlier"):
        ask("compare", [f"observed={file}", "years=3"])
    assert ask("compare", []).points == ()
