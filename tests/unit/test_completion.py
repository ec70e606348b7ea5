"""Tab completion: what is offered is what is accepted, and bash takes it in."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sim.cli import main
from sim.cli.completion import SCRIPT, candidates, commands, rest
from sim.cli.options import KEYS, defaults
from sim.scenario import parse
from tests.pace import HANG

ROOT = Path(__file__).parents[2]


def test_commands_and_their_keys_are_offered():
    assert candidates("common-ground re") == ["regret", "replications", "rerun"]
    assert set(candidates("common-ground ")) == {*commands(), "--help"}
    for name in KEYS:
        offered = candidates(f"common-ground {name.replace('_', '-')} ")
        assert {f"{key}=" for key in defaults(name)} <= set(offered)
        assert {"pressure=", "trust.", "participation.", "place.figures.", "--help"} <= set(offered)
    assert "outcome=" not in candidates("common-ground regret outcome=people outc")
    assert candidates("common-ground nothing ") == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("common-ground regret trust.asym", ["trust.asymmetry="]),
        ("common-ground regret place.figures.be", ["place.figures.beds="]),
        ("common-ground compare attribution=s", ["attribution=shapley"]),
        ("common-ground compare pressure=a", ["pressure=austerity"]),
        ("common-ground regret outcome=net", ["outcome=net_cost"]),
        ("common-ground discover points=", ["points=400"]),
        ("common-ground sweep design=mo", ["design=morris"]),
        ("common-ground sweep dry_run=t", ["dry_run=true"]),
        ("common-ground whatif take=w", ["take=word"]),
        ("common-ground discover vary=p", ["vary=pressures"]),
        ("common-ground regret 'behaviours=[mixed,silo", ["behaviours=[mixed,siloed,", "behaviours=[mixed,siloed]"]),
        ("common-ground sweep 'vary=[decision.pric", ["vary=[decision.price,", "vary=[decision.price]"]),
        ("common-ground regret 'behaviours=[mixed,mix", []),
    ],
)
def test_names_and_values_are_offered(line: str, expected: list[str]):
    assert candidates(line) == expected


@pytest.mark.parametrize("name", ["regret", "pressure_map", "sensitivity"])
def test_every_value_offered_is_accepted(name: str):
    for key, check in KEYS[name].items():
        if key in ("behaviours", "vary", "sweep", "results"):
            continue
        for word in candidates(f"common-ground {name.replace('_', '-')} {key}="):
            ((_, value, _),) = parse([word])
            check(value)


def test_folders_of_sweeps_are_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "results" / "sweep-0123456789ab").mkdir(parents=True)
    (tmp_path / "results" / "compare-0123456789ab").mkdir()
    monkeypatch.chdir(tmp_path)
    assert candidates("common-ground regret sweep=") == ["sweep=results/sweep-0123456789ab"]
    assert candidates("common-ground sweep resume=results/s") == ["resume=results/sweep-0123456789ab"]
    assert candidates("common-ground regret sweep=elsewhere/") == []


def test_only_what_the_shell_counts_to_the_word_is_given_back():
    assert rest(["outcome=net_cost"], "common-ground regret outcome=net", "net") == ["net_cost"]
    assert rest(["outcome=net_cost"], "common-ground regret outcome=", "=") == ["net_cost"]
    assert rest(["outcome=net_cost"], "common-ground regret outcome=net", "outcome=net") == ["outcome=net_cost"]
    assert rest(["vary=[a,b"], "common-ground regret 'vary=[a,", "vary=[a,") == ["vary=[a,b"]


def test_the_command_gives_the_script_and_says_what_it_is(capsys: pytest.CaptureFixture[str]):
    assert main(["completion"]) == 0
    assert capsys.readouterr().out == SCRIPT
    assert main(["completion", "--help"]) == 0
    assert "source <(common-ground completion)" in capsys.readouterr().out
    assert main(["complete", "common-ground compare attribution=kn", "kn"]) == 0
    assert capsys.readouterr().out == "knock_out\n"


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("line", "word", "expected"),
    [
        ("common-ground pressure-map x=turnover.p", "turnover.p", "turnover.pace"),
        ("common-ground regret 'behaviours=[mixed,silo", "'behaviours=[mixed,silo", "behaviours=[mixed,siloed,"),
    ],
)
def test_bash_takes_it_in(line: str, word: str, expected: str):
    shim = f'common-ground() {{ "{sys.executable}" -m sim.cli "$@"; }}'
    ask = 'COMP_LINE=$1 COMP_POINT=${#1}; _common_ground common-ground "$2" ""; printf "%s\\n" "${COMPREPLY[@]}"'
    made = subprocess.run(
        ["bash", "--norc", "-c", f"{shim}\n{SCRIPT}\n{ask}", "bash", line, word],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=HANG,
        check=True,
    )
    assert expected in made.stdout.splitlines()
