"""Worlds that agree with a series, kept and read again: futures are theirs, or one line says why not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sim.analysis.agreeing import FILE, AgreeingWorlds, read_worlds, written
from sim.cli.compare import run
from sim.cli.given_files import of_asked, of_worlds
from sim.cli.options import KEYS, ask
from sim.core.parameters import InputError
from sim.place import load_place
from sim.report.text.elicited_words import remain
from sim.report.text.unknown_words import futures_of, of_bands
from sim.scenario import load_scenario
from sim.store import ResultFolder, StoreError, manifest_of
from sim.unknowns import unknowns
from sim.validation.worlds import kept

PLACE, SOME = load_place("anyplace"), kept()[3:30:2]


def made(folder: Path, names: tuple[str, ...] | None = None) -> tuple[Path, AgreeingWorlds]:
    """Return a folder as a calibration leaves it, and the worlds in it."""
    found = written("mine.csv", PLACE, names or unknowns(), 2002, names is None, SOME)
    results = ResultFolder(folder, "calibrate", "0123456789ab")
    manifest = manifest_of("calibrate", "0123456789ab", root_seed=1, argv=(), started="now", extra={})
    with results.taken(manifest):
        results.write(FILE, found.text)
        results.complete({**manifest, "ended": "now"})
    return results.path, found


def asked_of(file: Path, row: str = "projects.fit_mean,A,.48,.5,.52") -> Path:
    """Return a file of what people say."""
    file.write_text(f"parameter,expert,low,middle,high\n{row}\n", encoding="utf-8")
    return file


def test_what_is_kept_is_read_again_from_the_folder_and_from_a_copy(tmp_path: Path):
    folder, found = made(tmp_path)
    assert read_worlds(folder) == read_worlds(folder / FILE) == found and found.worlds == SOME
    assert found.some(3) == SOME[:3] and len(found.digest) == 64
    with pytest.raises(InputError, match=r"replications = 15: 14 worlds that count alike agree .* in mine.csv"):
        found.some(15)


def test_a_folder_that_is_none_or_damaged_is_one_line(tmp_path: Path):
    folder, found = made(tmp_path)
    with pytest.raises(InputError, match="no such folder"):
        read_worlds(tmp_path / "none")
    with pytest.raises(InputError, match=r"holds no worlds\.json"):
        read_worlds(tmp_path)
    for text in ("{", "[]", "{}", json.dumps({**json.loads(found.text), "worlds": [3, 1]})):
        (tmp_path / FILE).write_text(text, encoding="utf-8")
        with pytest.raises(StoreError, match="not worlds as `calibrate` keeps them"):
            read_worlds(tmp_path / FILE)
    (folder / FILE).write_text(found.text.replace("2002", "2003"), encoding="utf-8")
    with pytest.raises(StoreError, match="not as SHA256SUMS says"):
        read_worlds(folder)
    (folder / "SHA256SUMS").unlink()
    with pytest.raises(StoreError, match="not complete"):
        read_worlds(folder)


def test_every_command_of_worlds_runs_those_that_agree(tmp_path: Path):
    word = f"worlds={made(tmp_path)[0]}"
    with_worlds = [name for name, keys in KEYS.items() if "worlds" in keys]
    assert set(with_worlds) == {name for name, keys in KEYS.items() if "unknowns" in keys} - {"calibrate"}
    asked = ask("compare", [word])
    assert asked.futures(asked.settings["replications"]) == SOME and asked.settings["replications"] == 14
    assert asked.scenarios[0].unknowns == unknowns()
    with pytest.raises(InputError, match="replications = 20: 14 worlds"):
        ask("compare", [word, "replications=20"])


def test_what_they_drew_is_drawn_again(tmp_path: Path):
    word = f"worlds={made(tmp_path, ('trust.asymmetry', 'decision.price'))[0]}"
    assert set(ask("compare", [word]).scenarios[0].unknowns) == {"trust.asymmetry", "decision.price"}
    assert ask("compare", [word, "trust.asymmetry=1"]).scenarios[0].unknowns == ("decision.price",)
    with pytest.raises(InputError, match="was not drawn where they were calibrated"):
        ask("compare", [word, "unknowns=[turnover.pace]"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("compare", "place.figures.beds=530"), "this is .* with other figures; expected worlds of `calibrate`"),
        (("agents", "store=true"), "store=true: every report would tell"),
        (
            ("compare", "elicited={file}", "replications=9"),
            "replications = 9: of 14 worlds that agree",
        ),
        (("compare", "elicited={file}", "projects.fit_mean=0.5"), "projects.fit_mean is set"),
        (("compare", "elicited={none}"), "of 14 worlds that agree .* none would remain; .* a larger discrepancy"),
        (("compare", "unknowns=drawn", "trust.asymmetry=1"), ""),
    ],
)
def test_what_does_not_belong_together_is_one_line(words: tuple[str, ...], said: str, tmp_path: Path):
    file, none = asked_of(tmp_path / "e.csv"), asked_of(tmp_path / "none.csv", "projects.fit_mean,A,.201,.202,.203")
    experiment, *rest = (word.format(file=file, none=none) for word in words)
    rest.append(f"worlds={made(tmp_path)[0]}")
    if not said:
        assert ask(experiment, rest).scenarios
        return
    with pytest.raises(InputError, match=said) as caught:
        ask(experiment, rest)
    assert "\n" not in str(caught.value)


def test_a_report_says_which_worlds_futures_are(tmp_path: Path):
    found = made(tmp_path)[1]
    assert futures_of(found) == (
        "Futures are drawn from 14 worlds that agree with what was observed in mine.csv, of 2,002 worlds that agree "
        "with month 0."
    )
    bands = of_bands(load_scenario("unknowns=drawn"), agreeing=found)
    assert futures_of(found) in bands and "first of the" not in bands


@pytest.mark.parametrize("experiment", [name for name, keys in KEYS.items() if {"worlds", "elicited"} <= set(keys)])
def test_with_people_asked_futures_are_the_worlds_that_agree_and_remain(experiment: str, tmp_path: Path):
    word, file = f"worlds={made(tmp_path)[0]}", asked_of(tmp_path / "e.csv")
    asked = ask(experiment, [word, f"elicited={file}"])
    among = ask(experiment, [f"elicited={file}", "replications=2"]).remaining
    assert asked.remaining is not None and among is not None and 0 < len(asked.remaining.worlds) < len(SOME)
    assert asked.remaining.worlds == tuple(world for world in SOME if world in among.worlds), "each by its own lot"
    assert asked.futures(asked.settings["replications"]) == asked.remaining.worlds
    assert remain(asked.remaining) == (
        f"Of 14 worlds that agree with what was observed in mine.csv, {len(asked.remaining.worlds)} remain, and "
        "futures are the first of these."
    )
    assert of_worlds(asked).startswith(f"Futures are drawn from {len(asked.remaining.worlds)} worlds that agree with")
    assert "and remain with what people who were asked say, of 2,002 worlds that agree" in of_worlds(asked)
    assert set(of_asked(asked)) == {"elicited", "worlds"}


def test_one_world_that_remains_is_run(tmp_path: Path):
    one = asked_of(tmp_path / "e.csv", "projects.fit_mean,A,.6,.7,.8")
    words = [f"worlds={made(tmp_path)[0]}", f"elicited={one}", f"results={tmp_path}", "years=1", "workers=1"]
    asked = ask("compare", words)
    assert asked.settings["replications"] == 1 and asked.futures(1) == (SOME[9],)
    run(words)
