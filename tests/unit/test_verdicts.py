"""Facts tried in many worlds and under rivals at once measure what they would alone, and a study goes on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.cli import main, validate_over
from sim.core.arithmetic import Array
from sim.store import faults
from sim.theories import theories
from sim.validation import FACTS, Runs, verdicts
from sim.validation.side_by_side import SideBySide, Variant, at_once
from sim.validation.verdicts import USUAL, Verdicts, variants
from sim.validation.verdicts_page import section

RIVALS = [f"{one.family}.{one.name}" for one in theories() if not one.usual]
SHORT = ["years=2", "warm_up_years=2"]


def test_variants_are_the_usual_numbers_worlds_and_rivals_with_their_steps() -> None:
    made = variants(2, RIVALS)
    assert [one.name for one in made] == [USUAL, "world 0", "world 2", *RIVALS] and not made[0].values
    assert len(made[1].values) > 100 and made[1].values != made[2].values
    weighed = next(one for one in made if one.name == "trust.equal_weights")
    assert weighed.values["trust.asymmetry"] == 1.0 and weighed.values["promises.reliability"] < 0.5
    assert [one.name for one in variants(0, [])] == [USUAL]


def test_each_is_shown_what_it_would_bring_alone_to_the_bit() -> None:
    chosen = [variants(1, RIVALS)[n] for n in (0, 1, 2, -1)]
    whole = SideBySide(chosen, 3)
    for number, one in enumerate(chosen):
        alone = Runs(3, [f"{key}={value!r}" for key, value in one.values.items()]).arm("behaviour=siloed", *SHORT)
        beside = whole.of(number).arm("behaviour=siloed", *SHORT)
        assert beside.seeds == alone.seeds == (0, 1, 2)
        for name, values in alone.series.items():
            np.testing.assert_array_equal(beside.series[name], values, err_msg=f"{one.name}, {name}")


def test_what_a_protocol_sets_stays_and_walks_are_shown_in_parts() -> None:
    chosen = [Variant("a", {"trust.asymmetry": 1.0}), Variant("b", {"trust.asymmetry": 3.0})]
    whole = SideBySide(chosen, 2)
    reads = {"handover": lambda state, world: state.handover}
    words = ["behaviour=as_today", "trust.asymmetry=2", *SHORT]
    one, other = (whole.of(n).walk(reads, *words)["handover"] for n in (0, 1))
    np.testing.assert_array_equal(one, other)
    one, other = (whole.of(n).walk(reads, *words[:1], *SHORT)["handover"] for n in (0, 1))
    assert one.shape[-1] == 2 and not np.array_equal(one, other)
    alone = Runs(2, ["trust.asymmetry=3"]).walk(reads, *words[:1], *SHORT)["handover"]
    np.testing.assert_array_equal(other, alone)
    held = whole.of(1).walk(reads, *words[:1], *SHORT, channels={"handover": 0.5})["handover"]
    assert (held == 0.5).all() and at_once(16) > at_once(64) >= 1


def test_a_study_that_was_stopped_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdicts, "at_once", lambda places: 2)
    pieces, measured = dict[str, Mapping[str, Array]](), list[str]()

    def kept(name: str, make: object) -> Mapping[str, Array]:
        if name not in pieces:
            measured.append(name)
            pieces[name] = make()  # type: ignore[operator]
        return pieces[name]

    first = verdicts.verdicts(2, RIVALS[:1], 2, ["S8"], kept)
    assert measured == ["S8: usual to world 0", f"S8: world 2 to {RIVALS[0]}"]
    assert verdicts.verdicts(2, RIVALS[:1], 2, ["S8"], kept) == first and len(measured) == 2
    assert first.usual == {"S8": True} and first.in_worlds == {"S8": 2} and first.fails_under == {"S8": ()}


def test_the_command_keeps_a_table_and_the_same_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["validate", "only=[S8]", "in_worlds=3", f"theories=[{RIVALS[0]}]", "places=2", f"results={tmp_path}"]
    assert main(words) == 0, capsys.readouterr()
    (made,) = tmp_path.iterdir()
    table = pd.read_parquet(made / "verdicts.parquet")
    assert table[["under", "tried", "held"]].to_numpy().tolist() == [
        [USUAL, 1, 1],
        ["worlds", 3, 3],
        [RIVALS[0], 1, 1],
    ]
    assert faults(made) == [] and "1 fact over 2 places, in 3 worlds" in " ".join(capsys.readouterr().out.split())
    assert main(words) == 0 and faults(made) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["in_worlds=3", "trust.asymmetry=1"], "in_worlds and theories set numbers themselves"),
        (["in_worlds=-1"], "in_worlds = -1: expected a whole number from 0 to"),
        (["store=true"], "store=true: nothing to keep"),
        (["in_worlds=3", "store=true"], "store=true: expected all facts, in worlds and under theories"),
        (["theories=[trust.equal_weight]"], "did you mean 'trust.equal_weights'"),
    ],
)
def test_what_cannot_be_is_one_line(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", *words]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and said in err


def test_the_page_says_each_fact_and_what_hangs_on_what(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = list(FACTS)
    found = Verdicts(
        places=16,
        worlds=tuple(range(10)),
        theories=(RIVALS[0],),
        processor=1234.0,
        usual={name: name != "S4" for name in names},
        in_worlds={name: 4 if name == "S7 cost" else 9 for name in names},
        fails_under={name: (RIVALS[0],) if name in ("S4", "S6 ranks") else () for name in names},
    )
    monkeypatch.setattr(verdicts, "_STORED", tmp_path / "v.json")
    verdicts.stored.cache_clear()
    assert "docs/validation.md" in validate_over.keep_for_page(found) and verdicts.stored() == found
    verdicts.stored.cache_clear()
    text = section(found)
    assert "fewer than half of the worlds hold S7 cost." in text and "these fail under some rival: S6 ranks." in text
    assert "| S4 | came out | **fails** | 9 of 10 |" in text and "1,234 seconds" in text


def test_what_is_stored_is_of_all_facts_and_rivals_there_are() -> None:
    kept = verdicts.stored()
    assert set(kept.usual) == set(kept.in_worlds) == set(kept.fails_under) == set(FACTS)
    assert set(kept.theories) == set(RIVALS) and len(kept.worlds) >= 10, "run validate ... store=true"
