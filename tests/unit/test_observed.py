"""A series that somebody observed: read as it stands, and each mistake in one line that says what would help."""

from pathlib import Path

import numpy as np
import pytest

from sim.analysis.observed import Point, check_units, read_series
from sim.core.parameters import InputError
from sim.model.machines import asked_within
from sim.scenario import load_scenario
from sim.validation.calibrated import calibrate, runs_of

HEAD = "outcome,date,value,error\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.csv"
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def test_points_are_read_by_year_month_or_calendar(tmp_path: Path):
    found = read_series(written(tmp_path, "delayed,2,60,3\ndelayed,2025-04,58,3\n"), 3, "2024-04")
    assert found == (Point("delayed", 1.0, 58.0, 3.0), Point("delayed", 2.0, 60.0, 3.0))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("delaied,1,60,3", "did you mean 'delayed'"),
        ("delayed,-1,60,3", "before month 0"),
        ("delayed,0.5,60,3", "begins before month 0"),
        ("delayed,9,60,3", "runs end at year 3"),
        ("delayed,1,,3", "leave the line out"),
        ("delayed,1,60,0", "must be more than 0"),
        ("four_hour,1,72,1", "divide percentages by 100"),
        ("delayed,1,60,3\ndelayed,52w,61,3", "stands in line 2 already"),
        ("delayed,2025-04,60,3", "say which is month 0"),
    ],
)
def test_a_mistake_is_one_line(tmp_path: Path, text: str, said: str):
    with pytest.raises(InputError, match=said) as caught:
        read_series(written(tmp_path, text), 3)
    assert "\n" not in str(caught.value)


def test_another_unit_is_named():
    with pytest.raises(InputError, match=r"for each month; .* multiply values and errors by 12"):
        check_units([Point("attendances", 1.0, 11_400.0, 100.0)], {"attendances at year 1": 136_400.0})


def test_worlds_that_agree_with_one_of_them_are_found():
    scenario, points = load_scenario("behaviour=as_today years=1 warm_up_years=2"), [Point("delayed", 1.0, 0.0, 1.0)]
    names = ("trust.asymmetry", "decision.price")
    run = runs_of(scenario, points, names)
    with asked_within("numpy"):
        value = float(run(np.array([500]))["delayed at year 1"][0])
        found = calibrate([Point("delayed", 1.0, value, 0.1 * value)], np.arange(64), names, run, 0.0, 32)
    assert found.holds == (1, 1) and set(found.accepted) <= set(range(64))
