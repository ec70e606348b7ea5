"""A series that somebody observed: read as it stands, and each mistake in one line that says what would help."""

from pathlib import Path

import numpy as np
import pytest

from sim.analysis.observed import Point, check_units, enough_points, years_needed
from sim.analysis.observed_file import LARGEST, read_series
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
        ("delayed,1,inf,3", "value = inf: expected a number"),
        ("delayed,1,60,1e-200", "must be more than 0"),
        ("delayed,1,60", "error = '': expected leave the line out"),
        ("", "0 points; expected from 1 to 400, one a line"),
        (",,,\n\n", "0 points"),
    ],
)
def test_a_mistake_is_one_line(tmp_path: Path, text: str, said: str):
    with pytest.raises(InputError, match=said) as caught:
        read_series(written(tmp_path, text), 3)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (
            b"outcome,date,value\ndelayed,1,60\n",
            "0 columns 'error'; expected a first line with outcome,date,value,error",
        ),
        (b"outcome,date,value,error,value\n", "2 columns 'value'"),
        (b"outcome,date\xff", "not UTF-8 text at byte 13"),
        (b"outcome,date\0", "holds a NUL character"),
        (b"x" * (LARGEST + 1), "larger than 1,000,000 bytes"),
    ],
)
def test_a_file_that_is_none_of_these_is_one_line(tmp_path: Path, raw: bytes, said: str):
    (tmp_path / "mine.csv").write_bytes(raw)
    with pytest.raises(InputError, match=said) as caught:
        read_series(tmp_path / "mine.csv", 3)
    assert "\n" not in str(caught.value)
    for path in (tmp_path, tmp_path / "none.csv", "a\0b"):
        with pytest.raises(InputError, match="cannot be read"):
            read_series(path, 3)


def test_a_file_from_a_spreadsheet_is_read_with_columns_of_its_own(tmp_path: Path):
    (tmp_path / "mine.csv").write_bytes(b"\xef\xbb\xbfnote,outcome,date,value,error\r\nhm,delayed,1,60,3\r\n\r\n")
    assert read_series(tmp_path / "mine.csv", 3) == (Point("delayed", 1.0, 60.0, 3.0),)


def test_points_fewer_than_numbers_are_a_caution_and_refused_where_the_numbers_were_named():
    points = [Point("delayed", 1.0, 60.0, 3.0), Point("delayed", 2.5, 60.0, 3.0)]
    assert enough_points(points, ["a", "b"], named=True) == "" and years_needed(points) == 3
    assert years_needed(points[:1]) == 1
    said = enough_points(points, ["a", "b", "c"], named=False)
    assert said.startswith("2 points cannot tell 3 numbers apart: they narrow what these do together")
    assert "1 point cannot tell 2 numbers apart: it narrows" in enough_points(points[:1], ["a", "b"], named=False)
    with pytest.raises(
        InputError, match=r"unknowns: 3 numbers, and 2 observed points: expected no more .* than points"
    ):
        enough_points(points, ["a", "b", "c"], named=True)


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
