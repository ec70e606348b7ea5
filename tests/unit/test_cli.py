"""The command: what cannot be accepted is one clear line and exit code 2; what can goes to the right arms."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sim.cli import main
from sim.cli.options import COMMANDS, KEYS, ask, defaults
from sim.core.parameters import InputError
from sim.scenario import options

SLOW = {
    "scipy.stats",
    "scipy.optimize",
    "pandas",
    "mesa",
    "pyarrow",
    "matplotlib",
    "hydra",
    "duckdb",
    "fastapi",
    "distributed",
}

BAD = [
    ("replicatons=5", "unknown key 'replicatons': did you mean 'replications'?"),
    ("in_worlds=0", "unknown key 'in_worlds' of compare: validate takes it; see common-ground compare --help"),
    ("theories=all", "unknown key 'theories' of compare: robust and validate take it"),
    ("x_values=3", "unknown key 'x_values' of compare: pressure-map takes it"),
    ("vary=3", "regret and sweep take it"),
    ("divergence.levels=maybe", "divergence.levels = 'maybe': expected true or false"),
    ("trust.theory=fast_and_slw", "unknown theory of trust 'fast_and_slw': did you mean 'fast_and_slow'?"),
    ("replications=nan", "replications = nan: expected a whole number from 2 to"),
    ("replications=-1", "replications = -1: expected a whole number"),
    ("replications=many", "replications = 'many': expected a whole number"),
    ("replications=1", "replications = 1: expected a whole number"),
    ("replications=true", "replications = True: expected a whole number"),
    ("workers=-1", "workers = -1: expected a whole number from 0"),
    ("attribution=shap", "unknown attribution 'shap': did you mean 'shapley'?"),
    ("trust.asymetry=1", "unknown key 'trust.asymetry': did you mean 'trust.asymmetry'?"),
    ("trust.asymmetry=nan", "trust.asymmetry = nan: must lie from 0"),
    ("trust.asymmetry=-1", "trust.asymmetry = -1: must lie from 0"),
    ("trust.asymmetry=high", "trust.asymmetry = 'high': expected a number"),
    ("trust.asymmetry=[1]", "trust.asymmetry = [1]: expected a number"),
    ("participation.contact=2", "participation.contact = 2: must lie from 0 to 1"),
    ("years=0", "years = 0: expected a whole number from 1 to 30"),
    ("years=2.5", "years = 2.5: expected a whole number"),
    ("pressure=austrity", "unknown pressure 'austrity': did you mean 'austerity'?"),
    ("behaviours=[siloed]", "behaviours = [siloed]: expected a list of two to six names"),
    ("behaviours=[siloed,siloed]", "behaviours = [siloed,siloed]: expected each name once"),
    ("behaviours=[siloed,1]", "behaviours = [siloed,1]: expected a list"),
    ("behaviours=[siloed,colaborative]", "unknown behaviour 'colaborative': did you mean 'collaborative'?"),
    ("behaviours=siloed", "behaviours = 'siloed': expected a list"),
    ("behaviours=[siloed,mixed", "expected key=value"),
    ("behaviours=null", "behaviours = None: expected a list"),
    ("behaviour=mixed", "takes several: behaviours=[base,other]"),
    ("place=nowhere", "unknown place 'nowhere'"),
    ("place=missing.yaml", "missing.yaml: no such file"),
    ("place.figures.beds=-5", "beds"),
    ("place.figures.bedz=5", "did you mean 'beds'?"),
    ("results=../elsewhere", "results = '../elsewhere': expected a path without '..'"),
    ("results=", "results = '': expected the path of a folder"),
    ("+years=2", "expected one plain key=value"),
    ("~years", "expected"),
    ("years=1,2", "expected one plain key=value"),
    ("root_seed=${oc.env:HOME}", "not accepted"),
    ("_target_=os.system", "unknown key '_target_'"),
    ("hydra.run.dir=x", "unknown key 'hydra.run.dir'"),
    ("years", "expected key=value"),
]


@pytest.mark.parametrize(("word", "expected"), BAD, ids=[word for word, _ in BAD])
def test_a_mistake_is_one_clear_line(
    word: str, expected: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    assert main(["compare", word]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("common-ground: ")
    assert err.count("\n") == 1
    assert expected in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "key"),
    [
        *[([name, "years=1", "years=2"], "years") for name in (*KEYS, "sweep")],
        (["validate", "places=2", "places=3"], "places"),
        (["validate", "trust.asymmetry=1", "trust.asymmetry=2"], "trust.asymmetry"),
        (["compare", "replications=4", "replications=5"], "replications"),
        (["compare", "years=1", "pressure=steady", "years=1"], "years"),
        (["compare", "doors.money=false", "channels.money=true"], "channels.money"),
        (["regret", "place.figures.beds=500", "place.figures.beds=510"], "place.figures.beds"),
        (["sweep", "points=4", "sweep.points=5"], "points"),
        (["whatif", "open=false", "open=true"], "open"),
        (["place", "check", "anyplace", "place.figures.beds=500", "place.figures.beds=510"], "place.figures.beds"),
    ],
)
def test_a_key_given_twice_is_refused_by_every_command(
    words: list[str], key: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    assert f"{key} is given twice; expected each key once" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    ["name: [x\n", "", "- a\n", "name: anyplace\n", "!!python/object/apply:os.system ['true']\n", "a: &a [*a]\n"],
)
def test_a_broken_place_file_is_one_clear_line(content: str, capsys: pytest.CaptureFixture[str], tmp_path: Path):
    path = tmp_path / "mine.yaml"
    path.write_text(content)
    assert main(["compare", f"place={path}"]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"common-ground: {path}: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("demand=[0,1,0.1]", "demand = [0,1,0.1]: expected [from,to,step]"),
        ("demand=[0,0.04]", "expected [from,to,step]"),
        ("demand=[0,0.04,nan]", "expected [from,to,step]"),
        ("resources=[0,0.04,0.0001]", "resources = [0,0.04,0.0001]: expected from 2 to 21 values, and this gives 401"),
        ("resources=0.04", "expected [from,to,step]"),
        ("behaviours=[siloed,mixed,collaborative]", "expected a list of two names"),
        ("replications=5", "expected a whole number from 10 to 1000"),
        ("resorces=[0,0.04,0.01]", "did you mean 'resources'?"),
    ],
)
def test_a_mistake_about_a_map_is_one_clear_line(word: str, expected: str, capsys: pytest.CaptureFixture[str]):
    assert main(["pressure-map", word]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert expected in err


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("only=[S2x]", "only: unknown fact 'S2x': did you mean 'S2'?"),
        ("places=1", "places = 1: expected a whole number from 2 to 1000"),
        ("plces=2", "unknown key 'plces': did you mean 'places'?"),
        ("trust.asymmetry=-1", "trust.asymmetry = -1"),
        ("page=nowhere/page.md", "page = 'nowhere/page.md': there is no folder 'nowhere'"),
    ],
)
def test_a_mistake_about_a_validation_is_one_clear_line(word: str, expected: str, capsys: pytest.CaptureFixture[str]):
    assert main(["validate", word]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and expected in err


def test_some_facts_can_be_measured_and_no_page_is_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    assert main(["validate", "only=[S8]", "places=2", "trust.asymmetry=2"]) == 0
    out = capsys.readouterr().out
    assert "S8" in out and "S9" not in out and "with nothing changed" in out
    assert list(tmp_path.iterdir()) == []


def test_every_command_has_its_help(capsys: pytest.CaptureFixture[str]):
    for name in COMMANDS:
        assert main([name.replace("_", "-"), "--help"]) == 0
        assert len(capsys.readouterr().out) > 50


def test_an_unknown_command_names_the_nearest(capsys: pytest.CaptureFixture[str]):
    assert main(["comprae"]) == 2
    assert capsys.readouterr().err == "common-ground: unknown command 'comprae': did you mean 'compare'?\n"


def test_help_says_all_that_can_be_asked(capsys: pytest.CaptureFixture[str]):
    assert main(["--help"]) == 0
    assert "pressure-map" in capsys.readouterr().out
    for experiment in KEYS:
        assert main([experiment, "--help"]) == 0
        text = capsys.readouterr().out
        assert all(f"{key}=" in text for key in defaults(experiment))
        assert all(name in text for name in (*options("behaviour"), *options("pressure")))
        assert "goes to the alternatives only" in text
        assert max(map(len, text.splitlines())) <= 110


def test_practices_go_to_the_alternatives_alone():
    asked = ask(
        "compare",
        ["behaviours=[siloed,mixed,collaborative]", "participation.contact=0.75", "participation.share=0.2", "years=2"],
    )
    base, *others = asked.scenarios
    assert base.parameters["participation"].contact == 0.0
    assert base.parameters["participation"].share == 0.5
    assert [other.parameters["participation"].contact for other in others] == [0.75, 0.75]
    assert [scenario.years for scenario in asked.scenarios] == [2, 2, 2]
    assert asked.practices == ("participation.contact=0.75", "participation.share=0.2")


def test_a_command_can_be_typed_again():
    words = ["behaviours=[siloed,mixed]", "results=my results"]
    asked = ask("compare", words)
    assert asked.command == "common-ground compare 'behaviours=[siloed,mixed]' 'results=my results'"


def test_settings_that_change_nothing_but_time_have_no_part_in_the_name():
    from sim.cli.compare import plan_of
    from sim.store import plan_hash

    one, two, other = (
        ask("compare", words) for words in (["workers=1"], ["workers=2", "results=x"], ["replications=7"])
    )
    assert plan_hash(plan_of(one)) == plan_hash(plan_of(two)) != plan_hash(plan_of(other))
    assert json.dumps(plan_of(one))


def test_what_is_asked_is_checked_before_anything_runs():
    with pytest.raises(InputError, match="trust"):
        ask("compare", ["trust.asymmetry=1e12"])


def test_a_command_that_only_answers_imports_nothing_slow() -> None:
    """Hundreds of processes are started in tests, on clusters and by a shell that completes: each pays for imports."""
    asked = (
        f"import sys; from sim.cli import main; main(['compare', '--help']); print(sorted({SLOW} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
