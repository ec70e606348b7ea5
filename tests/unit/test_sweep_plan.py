"""What a sweep asks for: what varies, which points, which chunks, what it is called; mistakes are one clear line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sim.cli import main
from sim.cli.sweep_options import ask_sweep
from sim.core.parameters import InputError
from sim.scenario import declarations, options
from sim.sweep.chunks import parquet
from sim.sweep.designs import DESIGNS, from_csv, listed, sampled
from sim.sweep.plan import LARGEST_BATCH, SweepPlan
from sim.sweep.space import Factor, factors_of

TWO = "vary=[trust.asymmetry,decision.price]"
BAD = [
    ("vary=[]", "vary = []: nothing to vary"),
    ("vary=[trust.asymetry]", "unknown parameter to vary 'trust.asymetry': did you mean 'trust.asymmetry'?"),
    ("vary=[{trust.asymmetry:[-1,2]}]", "trust.asymmetry = -1: must lie from 0"),
    ("vary=[{trust.asymmetry:[2,1]}]", "expected a range [from,to]"),
    ("vary=[{trust.asymmetry:[1,nan]}]", "trust.asymmetry = nan: must lie"),
    ("vary=[{trust.asymmetry:[]}]", "expected at least one value"),
    ("vary=[{participation.contact:[0,2]}]", "participation.contact = 2: must lie from 0 to 1"),
    ("vary=[{behaviour:[siloed,colaborative]}]", "did you mean 'collaborative'?"),
    ("vary=[{pressure:austrity}]", "did you mean 'austerity'?"),
    ("vary=[place.figures.beds]", "has no plausible range; give one"),
    ("vary=[{place.figures.beds:[-5,500]}]", "beds"),
    ("vary=[{place.figures.bedz:[5,500]}]", "did you mean 'beds'?"),
    ("vary=[{place:[nowhere]}]", "unknown place 'nowhere'"),
    ("vary=[trust.asymmetry,trust.asymmetry]", "stands there twice"),
    ("vary=7", "expected names"),
    ("vary=[participation.contact.counsil]", "unknown organisation 'counsil': did you mean 'council'?"),
    ("vary=[participation.contact.primary_care]", "a kind is meant by {kind: primary_care}"),
    (
        "vary=[participation.contact.council/mayor]",
        "unknown seat 'council/mayor': expected one of council/chief, council/",
    ),
    ("vary=[{participation.contact.council:[0,3]}]", "participation.contact.council = 3: must lie from 0 to 1"),
    ("vary=[{behaviour.council:[heroic,sileod]}]", "did you mean 'siloed'?"),
    ("vary=[beds.added.council]", "unknown parameter to vary 'beds.added.council': did you mean 'beds.added'?"),
    ("vary=[plan.enabler.who]", "give those to choose from, such as {plan.enabler.who:[all,[council,acute]]}"),
    ("vary=[{plan.enabler.who:[all,council]}]", "unknown number of the plan 'plan.enabler.who'"),
    ("vary=[{plan.enabler.who:[all,{knd:x}]}]", "plan.enabler.who = {'knd': 'x'}: expected all, [council,acute]"),
    ("behaviours=[siloed,colaborative]", "did you mean 'collaborative'?"),
    ("behaviours=[siloed,siloed]", "expected each name once"),
    ("behaviours=siloed", "expected a list of one to six names"),
    ("design=sobl", "unknown design 'sobl': did you mean 'sobol'?"),
    ("design=list", "scenarios: expected a list"),
    ("design=csv", "say which file"),
    ("points=0", "points = 0: expected a whole number from 1"),
    ("replications=0", "replications = 0: expected"),
    ("replicatons=5", "did you mean 'replications'?"),
    ("outcomes=[delayd]", "unknown outcome 'delayd': did you mean 'delayed'?"),
    ("at=[9]", "at = [9]: expected years up to 6"),
    ("keep=everything", "unknown keep 'everything'"),
    ("executor=ray", "unknown executor 'ray'"),
    ("dry_run=maybe", "dry_run = 'maybe': expected true or false"),
    ("limit=0", "expected at least 1 second"),
    ("slurm={que:x}", "unknown entry of slurm 'que': did you mean 'queue'?"),
    ("resume=nowhere", "no folder of a sweep"),
    ("trust.asymmetry=2", "is both varied and set to one value"),
    ("root_seed=${oc.env:HOME}", "not accepted"),
    ("results=../x", "expected a path without '..'"),
    ("-m", "a design serves better: common-ground sweep design=factorial"),
    ("trust.asymmetry=1,2", "'vary=[{trust.asymmetry:[1,2]}]'"),
    ("behaviour=siloed,mixed", "'vary=[{behaviour:[siloed,mixed]}]'"),
]


@pytest.mark.parametrize(("word", "expected"), BAD, ids=[word for word, _ in BAD])
def test_a_mistake_is_one_clear_line(
    word: str, expected: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    words = [word] if word.startswith("vary=") else [TWO, word]
    assert main(["sweep", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("common-ground: ") and err.count("\n") == 1
    assert expected in err
    assert list(tmp_path.iterdir()) == []


def test_help_says_all_that_can_be_asked(capsys: pytest.CaptureFixture[str]):
    assert main(["sweep", "--help"]) == 0
    text = capsys.readouterr().out
    assert all(f"  {key}=" in text for key in ("design", "vary", "executor", "resume", "dry_run", "limit"))
    assert all(design in text for design in DESIGNS)


def test_a_range_is_the_declared_plausible_one_unless_given():
    price, behaviour, shut = factors_of(["decision.price", "behaviour", "channels.money"])
    assert (price.low, price.high) == declarations()["decision.price"].plausible
    assert behaviour.values == tuple(options("behaviour"))
    assert shut.values == (False, True)
    assert factors_of(["doors.pool"]) == factors_of(["channels.pool"])  # what it was called before
    assert factors_of({"doors.pool": [1.0, 2.0]}) == factors_of({"channels.pool": [1.0, 2.0]})
    (given,) = factors_of({"decision.price": [0.1, 0.2]})
    assert given.at(0.0) == 0.1 and given.at(1.0) == 0.2


def test_every_number_can_vary_over_its_plausible_range():
    for key, declared in declarations().items():
        if declared.unit is not None and declared.plausible and declared.plausible[0] < declared.plausible[1]:
            (factor,) = factors_of([key])
            for u in (0.0, 0.37, 1.0):
                declared.check(factor.at(u))


def test_a_latin_hypercube_has_one_point_in_each_slice():
    factors = [Factor("a", 0.0, 1.0), Factor("b", -2.0, 2.0), Factor("c", values=("x", "y"))]
    points = sampled("lhs", factors, 40, 1)
    assert sorted(int(float(point["a"]) * 40) for point in points) == list(range(40))
    assert sorted(int((float(point["b"]) + 2) * 10) for point in points) == list(range(40))
    assert sum(point["c"] == "x" for point in points) == 20
    assert points == sampled("lhs", factors, 40, 1) != sampled("lhs", factors, 40, 2)


def test_morris_changes_one_thing_at_a_time():
    factors = [Factor(name, 0.0, 1.0) for name in "abcd"]
    points = sampled("morris", factors, 52, 1)
    assert len(points) == 50
    for start in range(0, 50, 5):
        changed = set()
        for one, other in zip(points[start : start + 4], points[start + 1 : start + 5], strict=True):
            (name,) = (name for name in "abcd" if one[name] != other[name])
            assert abs(float(one[name]) - float(other[name])) == pytest.approx(2 / 3)
            changed.add(name)
        assert changed == set("abcd")
    with pytest.raises(InputError, match="at least 10"):
        sampled("morris", factors, 9, 1)


def test_sobol_takes_columns_of_b_into_a_one_by_one():
    factors = [Factor(name, 0.0, 1.0) for name in "abc"]
    points = sampled("sobol", factors, 100, 1)
    assert len(points) == 16 * 5
    for start in range(0, len(points), 5):
        a, *mixed, b = points[start : start + 5]
        for name, one in zip("abc", mixed, strict=True):
            assert one == {**a, name: b[name]}
    with pytest.raises(InputError, match="at least 10"):
        sampled("sobol", factors, 9, 1)


@pytest.mark.parametrize("design", ["lhs", "sobol", "morris", "factorial"])
def test_every_point_runs_under_each_behaviour_in_the_order_of_the_design(design: str):
    words = (f"design={design}", "points=12", TWO)
    alone = ask_sweep(words).plan
    both = ask_sweep([*words, "behaviours=[siloed,mixed]"]).plan
    rows = [{key: value for key, value in point.items() if key != "behaviour"} for point in both.points]
    assert rows == [*alone.points, *alone.points]
    half = len(alone.points)
    assert [point["behaviour"] for point in both.points] == ["siloed"] * half + ["mixed"] * half
    assert "behaviours" not in alone.config["sweep"] and both.config["sweep"]["behaviours"] == ["siloed", "mixed"]


def test_behaviours_are_varied_once():
    with pytest.raises(InputError, match="behaviour: is varied, and behaviours= runs"):
        ask_sweep(["vary=[behaviour,trust.prior]", "behaviours=[siloed,mixed]"])
    with pytest.raises(InputError, match="behaviour: is both varied and set"):
        ask_sweep(["vary=[trust.prior]", "behaviours=[siloed,mixed]", "behaviour=mixed"])


def test_lists_and_files_give_the_points_they_say(tmp_path: Path):
    assert listed([{"behaviour": "siloed", "channels.money": False}, {"channels.money": True, "behaviour": "mixed"}])[
        1
    ] == {
        "behaviour": "mixed",
        "channels.money": True,
    }
    with pytest.raises(InputError, match="number 1 names"):
        listed([{"behaviour": "siloed"}, {"pressure": "steady"}])
    path = tmp_path / "points.csv"
    path.write_text("behaviour,trust.asymmetry,channels.money\nsiloed,1.5,true\nmixed,2,false\n")
    assert from_csv(str(path))[0] == {"behaviour": "siloed", "trust.asymmetry": 1.5, "channels.money": True}
    path.write_text("behaviour,trust.asymmetry\nsiloed,high\n")
    with pytest.raises(InputError, match=r"row 2: trust\.asymmetry = 'high': expected a number"):
        from_csv(str(path))
    path.write_text("trust.asymmetry, trust.asymmetry\n1,2\n")
    with pytest.raises(InputError, match=r"the heading 'trust\.asymmetry' stands twice"):
        from_csv(str(path))
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="cannot be read"):
        from_csv(str(path))


def plan_of(*words: str) -> SweepPlan:
    return ask_sweep(["years=1", *words]).plan


@pytest.mark.parametrize("size", [0, 1, 7, 10**6])
@pytest.mark.parametrize("keep", ["runs", "series"])
def test_chunks_hold_every_run_once(size: int, keep: str):
    plan = plan_of("vary=[trust.asymmetry,behaviour]", "points=23", "replications=5", f"keep={keep}")
    seen = [(k, seed) for c in plan.chunks(size) for k in c.points for seed in range(c.first, c.last)]
    assert sorted(seen) == [(k, seed) for k in range(23) for seed in range(5)]
    assert [chunk.number for chunk in plan.chunks(size)] == list(range(len(plan.chunks(size))))
    if keep == "series":
        assert all((chunk.first, chunk.last) == (0, 5) for chunk in plan.chunks(size))
    if size == 7 and keep == "runs":
        assert max(chunk.runs for chunk in plan.chunks(size)) <= 7


def test_a_chunk_is_a_few_seconds_of_work():
    for points, replications in ((100, 100), (10, 1000), (4000, 1)):
        chunks = plan_of(TWO, f"points={points}", f"replications={replications}").chunks()
        assert all(chunk.runs <= LARGEST_BATCH for chunk in chunks)
        assert sum(chunk.runs > LARGEST_BATCH / 2 for chunk in chunks) >= 0.8 * len(chunks)


def test_a_name_stands_for_what_was_asked_and_nothing_else():
    digest = plan_of(TWO).digest
    for same in (["workers=1"], ["executor=serial"], ["chunk=7"], ["limit=5"], ["results=x"]):
        assert plan_of(TWO, *same).digest == digest
    for other in (["points=7"], ["design_seed=2"], ["replications=7"], ["root_seed=1"], ["trust.prior=0.4"]):
        assert plan_of(TWO, *other).digest != digest


def test_a_table_has_the_same_bytes_each_time():
    columns = {"point": np.arange(5, dtype=np.int32), "value": np.linspace(0, 1, 5)}
    assert parquet(columns) == parquet(dict(columns))
