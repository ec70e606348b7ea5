"""A calibration as a user runs it: worlds, points and report; it goes on where it stopped; mistakes are one line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from sim.cli import main
from sim.store import faults
from sim.store.pieces import Pieces

pytestmark = pytest.mark.slow
HEAD = "outcome,date,value,error\n"
SHORT = ("warm_up_years=2", "size=60", "machine=numpy", "workers=1", "unknowns=[trust.asymmetry,decision.price]")


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.csv"
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def test_it_finds_worlds_says_how_it_fits_goes_on_where_it_stopped_and_is_the_same_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    file, keep = written(tmp_path, "delayed,1,60,5\ntrust,52w,0.43,0.02\n"), Pieces.keep
    words = ["calibrate", f"observed={file}", *SHORT, f"results={tmp_path / 'r'}"]
    ran = list[str]()

    def stopped(pieces: Pieces, name: str, levels: object) -> None:
        if len(pieces.found()) > 2:
            raise KeyboardInterrupt
        ran.append(name)
        keep(pieces, name, levels)  # type: ignore[arg-type]

    monkeypatch.setattr(Pieces, "keep", stopped)
    assert main(words) == 130
    monkeypatch.setattr(Pieces, "keep", lambda *piece: (ran.append(piece[1]), keep(*piece)))
    assert main(words) == 0, capsys.readouterr()
    assert len(set(ran)) == len(ran) > 3, "no wave ran twice"
    (made,) = (tmp_path / "r").iterdir()
    out = " ".join(capsys.readouterr().out.split())
    assert "The 90% band of the worlds that agree holds 2 of 2 observed points." in out
    assert "Of 8,192 worlds," in out and "worlds=FOLDER" in out and not list((made / "chunks").glob("*"))
    names = ("worlds", "points", "narrowed", "waves")
    before = {name: pd.read_parquet(made / f"{name}.parquet") for name in names}
    assert float(sum(before["worlds"]["weight"].to_list())) == pytest.approx(1.0)
    assert sum(before["worlds"]["accepted"].to_list()) > 0
    assert list(before["points"]["inside"]) == [True, True]
    assert set(before["narrowed"]["parameter"]) == {"trust.asymmetry", "decision.price"}
    assert (made / "observed.csv").read_text() == file.read_text() and (made / "figures" / "observed.svg").is_file()
    assert main(words) == 0 and faults(made) == []
    for name in names:
        pd.testing.assert_frame_equal(before[name], pd.read_parquet(made / f"{name}.parquet"))


@pytest.mark.parametrize(
    ("text", "word", "said"),
    [
        ("delayed,1,60,5\ntrust,1,0.43,0.02\n", "", "3 numbers, and 2 observed points: expected no more numbers than"),
        ("trust,1,0.95,0.01\n", "unknowns=[trust.asymmetry]", "trust at year 1 = 0.95: no world meets it"),
        ("attendances,1,11400,100\n", "unknowns=[trust.asymmetry]", "looks like a number for each month"),
        ("delayed,-1,60,5\n", "unknowns=[trust.asymmetry]", "line 2: date = -1: before month 0"),
    ],
)
def test_what_cannot_be_is_one_line_that_says_what_would_help(
    text: str, word: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    three = "unknowns=[trust.asymmetry,decision.price,turnover.pace]"
    words = [*SHORT[:-1], word or three, f"results={tmp_path / 'r'}", "discrepancy=0.01"]
    assert main(["calibrate", f"observed={written(tmp_path, text)}", *words]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and said in err and "expected" in err
    assert not list(tmp_path.rglob("SHA256SUMS"))


def test_a_comparison_runs_in_the_worlds_that_agree_and_again_from_its_own_copy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = written(tmp_path, "delayed,1,60,5\ntrust,1,0.43,0.02\n")
    assert main(["calibrate", f"observed={file}", *SHORT, f"results={tmp_path / 'c'}"]) == 0
    (made,) = (tmp_path / "c").iterdir()
    compare = ("compare", "replications=3", "attribution=none", "years=1", "warm_up_years=2", "workers=1")
    assert main([*compare, f"worlds={made}", f"observed={file}", f"results={tmp_path / 'r'}"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "that agree with what was observed in mine.csv" in said
    assert re.search(r"The band of 8 futures in 10 of “.*” holds [0-2] of 2 observed points, and that of", said)
    (compared,) = (tmp_path / "r").iterdir()
    worlds = pd.read_parquet(made / "worlds.parquet")
    first = sorted(worlds["world"][worlds["accepted"]])[:3]
    assert sorted(set(pd.read_parquet(compared / "runs.parquet")["seed"])) == first and faults(compared) == []
    page = (compared / "report.html").read_text(encoding="utf-8")
    assert page.count("that agree with what was observed in mine.csv") == 2
    assert "What was observed" in page and "(not in it)" in page and "1 observed point beside, with error bars" in page
    beside = pd.read_parquet(compared / "observed.parquet")
    assert list(beside["observed"]) == [60.0, 0.43] * 2 and set(beside["behaviour"]) == {"siloed", "collaborative"}
    shutil.rmtree(made)
    file.unlink()
    assert main(["rerun", str(compared)]) == 0
    assert "No number moved" in capsys.readouterr().out
