"""What agents buy: verdicts, the best of planted sets, words from data alone, pieces that a stopped study keeps."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.analysis import kept_arms
from sim.analysis.ablated import EffectChange, judged
from sim.analysis.agents import Agents, _Search
from sim.analysis.interval import Mean
from sim.analysis.joining import JOINS, best, drawn, joining, orders, sizes
from sim.analysis.kept_agents import kept
from sim.analysis.kept_arms import run_kept
from sim.analysis.ranking import times_as_many
from sim.analysis.redraws import best_in_redraws
from sim.cli import main
from sim.cli.agents import study_of
from sim.mechanisms.decisions.participation.practices import PRACTICES
from sim.place import load_place
from sim.report.text.agents_words import (
    best_sentence,
    bought,
    bought_there,
    class_of,
    finding,
    greedy_sentence,
    plainly,
    rows_of,
)
from sim.scenario import load_scenario
from sim.store.pieces import Pieces
from tests.whole import scenario


def test_what_is_judged_is_said_in_the_fields_words_and_of_what_was_asked_alone():
    whole = study_of(kept())
    assert "on the same draws" in whole.lead and "with and without one thing" in whole.lead
    assert not re.search("luck", " ".join((whole.lead, *whole.judged)))
    alone = study_of(replace(kept(), without=(), changes=()))
    assert "with and without" not in alone.lead and "on the same draws" in alone.lead
    assert alone.judged == whole.judged[-1:] and set(alone.pictures) == {"joining"}
    assert len(alone.tables) == 1 < len(whole.tables)


def test_nothing_taken_away_is_not_kept_for_every_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["agents", "without=[]", "store=true", f"results={tmp_path}"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "store = true" in said and "expected without=all" in said


def test_those_who_join_practise_as_the_first_alternative_however_many_there_are():
    base, first, second = (
        scenario(f"behaviour={name}", f"participation.contact={contact}")
        for name, contact in (("siloed", 0.1), ("collaborative_all", 0.8), ("mixed", 0.3))
    )
    three = _Search([base, first, second], (0, 1), "delayed", lambda arms: {})
    two = _Search([base, first], (0, 1), "delayed", lambda arms: {})
    who = ("council", "acute")
    arm = three.arm(who)
    assert arm == joining(first, base, who) == two.arm(who) and arm.behaviour == "siloed"
    assert (arm.plan["contact"].dose, arm.plan["contact"].who.names) == (0.8, who)
    assert arm.parameters["participation"].contact == 0.1
    lot = three.arm(3)
    assert lot == drawn(3, first) == two.arm(3) and lot.parameters["participation"].contact == 0.8
    assert (three.keys, three.better) == (base.place.organisation_keys, -1)


def test_the_mean_and_its_interval_are_those_of_the_textbook():
    values = np.array([1.0, 2.0, 3.0, 6.0])
    mean = Mean.of(values)
    assert mean.mean == 3.0 and mean.half == pytest.approx(3.182446 * values.std(ddof=1) / 2.0)
    assert Mean.of(np.repeat(values, 100)).half < mean.half / 9.0


def test_how_many_futures_would_tell_goes_by_little_less_than_the_square():
    mean = Mean(0.5, -0.5, 1.5, 100)
    assert (mean.futures_for(0.5), mean.futures_for(0.1)) == (400, 9_800)
    assert mean.futures_for(2.0) == mean.futures_for(0.0) == 0


@pytest.mark.parametrize(
    ("mean", "verdict"),
    [
        ((2.0, 1.5, 2.5), "matters"),
        ((-1.2, -1.9, -0.5), "matters"),
        ((0.5, 0.2, 0.8), "inert"),
        ((0.0, 0.0, 0.0), "inert"),
        ((0.5, -0.3, 1.3), "open"),
        ((1.2, -0.4, 2.8), "open"),
    ],
)
def test_a_change_matters_is_inert_or_open(mean: tuple[float, float, float], verdict: str):
    assert judged(Mean(*mean, 64), 1.0)[0] == verdict


def planted(gap: float, futures: int = 200) -> dict[tuple[str, ...], np.ndarray]:
    """Return sets of which the first is better by the gap, to the last bit; luck differs between them by 2 or so."""
    generator = np.random.default_rng(3)
    common, own = generator.normal(-10.0, 3.0, futures), generator.normal(0.0, 1.0, futures)
    own = own - own.mean()
    return {("a", "b"): common - gap + own, ("a", "c"): common - own, ("b", "c"): common + 5.0}


def test_a_best_that_chance_cannot_hide_is_called_so():
    found = best(planted(2.0), -1, "exhaustive")
    assert found.certain and found.who == ("a", "b") and found.next == ("a", "c") and found.rivals == 0
    assert found.lead == pytest.approx(2.0) and found.lead_low > 0.0 and found.futures == 0
    assert best(planted(2.0), 1, "exhaustive").who == ("b", "c")


def test_where_chance_could_have_made_the_order_it_says_how_many_futures_would_tell():
    found = best(planted(0.02), -1, "exhaustive")
    assert not found.certain and found.rivals == 1 and 0.3 < found.first_in < 0.9
    assert found.futures == pytest.approx(200 * ((found.lead_high - found.lead) / 0.02) ** 2, rel=0.1)
    assert best_in_redraws(np.array([[1.0, 1.0], [0.0, 0.0]])).tolist() == [1.0, 0.0]


def test_one_that_leads_and_is_seldom_first_takes_as_many_futures_as_redraws_ask() -> None:
    """Its lead over the next is clear, but now this one and now that one of many others comes first in redraws."""
    odd = np.tile([4.0, -3.9], 50)
    gains = {("a", "b"): np.full(100, 1.0), ("a", "c"): 0.9 + 0.0 * odd, ("b", "c"): 0.85 + odd}
    found = best(gains, 1, "exhaustive")
    assert found.lead_low > 0.0 and not found.certain and 0.5 < found.first_in < 0.9
    assert found.futures == math.ceil(100 * times_as_many(found.first_in))


def test_who_joins_takes_part_and_practises_and_nobody_else_does():
    base, other = load_scenario(["behaviour=siloed"]), load_scenario(["behaviour=collaborative_all"])
    made = joining(other, base, ("acute", "council"))
    assert made.behaviour == "siloed" and made.parameters == base.parameters
    assert made.plan["join"].what == JOINS and made.plan["join"].who.names == ("acute", "council")
    assert {entry.who.names for entry in made.plan} == {("acute", "council")}
    differing = [
        name
        for name in PRACTICES
        if getattr(other.parameters["participation"], name) != getattr(base.parameters["participation"], name)
    ]
    assert differing and [entry.name for entry in made.plan] == ["join", *differing]
    lot = drawn(9, other)
    assert lot.behaviour == "mixed" and lot.parameters["participation"].share == 0.5


def test_orders_go_by_boundaries_ways_out_and_size():
    base = scenario("behaviour=siloed")
    found = orders(base, range(2))
    assert set(found) == {"best_connected", "discharge", "trust", "largest"}
    assert all(sorted(names) == sorted(base.place.organisation_keys) for names in found.values())
    ends = [key for one in base.place.interfaces for key in one.between]
    assert found["best_connected"][0] == max(base.place.organisation_keys, key=ends.count)
    crossing = {key for pathway in base.place.pathways for pair in pathway.crosses for key in pair}
    assert set(found["discharge"][: len(crossing)]) == crossing
    assert sizes(base) == (2, 3, 9)


def test_a_study_that_was_stopped_runs_only_what_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    arms = {name: scenario(f"behaviour={name}") for name in ("siloed", "mixed")}
    pieces = Pieces(tmp_path, "0123456789ab")
    first = run_kept({"siloed": arms["siloed"]}, range(2), ["delayed"], kept=pieces)
    ran = list[int]()
    before = kept_arms.levels_of
    monkeypatch.setattr(kept_arms, "levels_of", lambda some, *rest: ran.append(len(some)) or before(some, *rest))
    both = run_kept(arms, range(2), ["delayed"], kept=pieces)
    assert ran == [1] and np.array_equal(both["siloed"]["delayed"], first["siloed"]["delayed"])
    assert Pieces(tmp_path, "ba9876543210").found() == {}, "a piece is of its own plan"
    (file, _) = sorted((tmp_path / "chunks").iterdir())
    file.write_bytes(file.read_bytes().replace(b"levels", b"Levels"))
    assert len(pieces.found()) == 1, "what was changed is made again"
    pieces.clear()
    assert pieces.found() == {} and not list((tmp_path / "chunks").iterdir())


def test_what_is_kept_reads_as_it_was_written():
    found = kept()
    assert Agents.read(json.loads(json.dumps(found.plain))) == found
    assert found.changes and found.joined and found.pair is not None and found.three is not None


def test_the_sentence_names_the_ensemble_and_says_where_that_is_another_place():
    here, there = load_place("anyplace"), load_place("anyplace", {"beds": 480})
    found = replace(kept(), digest=here.digest)
    said, other = bought_there(found, here), bought_there(found, there)
    assert said.count(". ") == 0 and said.endswith("; see docs/agents.md).") and here.label in said
    assert f"{kept().futures} pairs of futures" in said and f"root seed {kept().root_seed}" in said
    assert other == said.replace("; see", ", not at this place; see") and bought(found) in finding(found)


def test_words_follow_the_numbers():
    found = kept()
    change = next(one for one in found.changes if one.ablation == found.without[0])
    nothing = [replace(one, change=0.0, low=0.0, high=0.0, verdict="inert", futures=0) for one in found.changes]
    quiet = replace(found, changes=tuple(nothing))
    assert {class_of(quiet, name) for name in found.without} == {"inert"} and "none changes" in bought(quiet)
    assert all(row[0].endswith("(inert)") for row in rows_of(quiet, found.behaviours[1])[1:])
    loud = replace(
        found, changes=(EffectChange(**{**_fields(change), "outcome": "delayed", "verdict": "matters"}), *nothing)
    )
    assert class_of(loud, change.ablation) == "people" and "none changes" not in bought(loud)
    assert found.pair is not None and found.greedy is not None
    sure = replace(found.pair, certain=True)
    assert "chance" not in best_sentence(found, sure)
    hidden = best_sentence(found, replace(found.pair, certain=False, futures=490))
    assert "chance could have made the order" in hidden and "about 490 futures" in hidden
    other = replace(found, greedy=replace(found.greedy, who=found.greedy.next))
    assert "another pair" in greedy_sentence(other) and len(finding(found)) >= 5


def _fields(one: EffectChange) -> dict[str, object]:
    return {name: getattr(one, name) for name in EffectChange.__slots__}


def test_numbers_show_one_digit_more_than_what_matters():
    assert [
        plainly(*one) for one in (("delayed", -2.512, 4.0), ("trust", 0.0211, 0.02), ("emergency_need", -218.4, 385.0))
    ] == [
        "−2.5",
        "+0.021",
        "−218",
    ]
    assert plainly("four_hour", 0.0052, 0.005) == "+0.52" and plainly("programme_cost", 0.0, 0.25) == "£0.00m"
