"""The machinery of known facts: it tells a fact that holds from one that does not, and the page says all."""

from __future__ import annotations

import re

import numpy as np
import pytest

from sim.core.arithmetic import MONTHS_PER_ROUND
from sim.outcomes import OUTCOMES
from sim.validation import FACTS, GROUPS, Measured, Runs, fair_fight, leaders, pressure
from sim.validation.page import page
from sim.validation.prose import KINDS
from sim.validation.runs import AS_TODAY, FACTORS, LEVEL, change, practices
from sim.validation.trust import _LoneTie

QUICK = (*AS_TODAY, *LEVEL, "years=1", "warm_up_years=2")


@pytest.fixture(scope="module")
def runs() -> Runs:
    return Runs(4)


def test_every_fact_is_declared_in_full() -> None:
    assert sum(len(group) for group in GROUPS.values()) == len(FACTS)
    for name, known in FACTS.items():
        assert known.name == name and "|" not in name
        assert known.sentence.endswith(".") and known.protocol.endswith("."), name
        assert known.tolerance and known.source and known.kind in KINDS, name


def test_page_says_every_fact_with_its_verdict() -> None:
    found = {name: Measured(number % 3 > 0, f"figure {number}") for number, name in enumerate(FACTS)}
    text = page(found, 64, "TABLES")
    headings = re.findall(r"^## (.*)$", text, flags=re.MULTILINE)
    assert headings == [
        "In short",
        "What changed verdict",
        "Put in, tuned to, came out",
        "In other worlds, and under rival theories",
        "Every fact",
        "Protocols, and figures beside",
        "Where working alone wins",
        "Known limits",
        "How it was tuned",
    ]
    assert "TABLES" in text and all(f"**{kind}**" in text for kind in KINDS)
    for name, known in FACTS.items():
        word = "holds" if found[name].passed else "**fails**"
        row = f"| {name} | {known.sentence} | {known.tolerance} | {found[name].text} | {word} |"
        assert row in text and f"**{name}** ({known.kind}). {known.protocol}" in text
        assert (f"- **{name}**: " in text) == (not found[name].passed)
    assert f"Of {len(FACTS)} facts {sum(m.passed for m in found.values())} hold" in text


def test_runs_are_kept_and_counted(runs: Runs) -> None:
    first = runs.arm(*QUICK)
    assert runs.arm(*QUICK) is first and first.seeds == (0, 1, 2, 3)
    assert len(runs.arm(*QUICK, places=32).seeds) == 2
    assert len(Runs(256).arm(*QUICK, places=2).seeds) == 2
    np.testing.assert_array_equal(change(first, first, "delayed", 1), 0.0)


def test_what_is_held_is_held_from_month_0_and_moves_care(runs: Runs) -> None:
    reads = {"handover": lambda state, world: state.handover, "delayed": lambda state, world: state.beds_held}
    free, held = runs.walk(reads, *QUICK), runs.walk(reads, *QUICK, channels={"handover": 0.5})
    assert (held["handover"] == 0.5).all() and (free["handover"] != 0.5).all()
    assert (held["delayed"][-1] < free["delayed"][-1]).all()


def test_changed_overrides_reach_every_run() -> None:
    assert Runs(2, ("trust.asymmetry=1",)).arm(*QUICK).scenario.parameters["trust"].asymmetry == 1


def test_practices_name_all_five() -> None:
    assert practices("vision", level=0.5)[0] == "participation.vision=0.5"
    assert practices("vision")[1:] == tuple(f"participation.{name}=0.0" for name in FACTORS[1:])


def test_lone_tie_follows_the_formula_of_trust() -> None:
    """T = (r + 2a)/(r + s + 2) with forgetting of 18 months, asymmetry 2, a month broken."""
    fading, seen = 0.5 ** (MONTHS_PER_ROUND / 18.0), 1.0 - np.exp(-0.42 / 2.0)
    kept, broken = 4.0 * fading, 4.0 * fading + 2.0 * MONTHS_PER_ROUND * seen
    assert _LoneTie(2.0).trust([0.0])[-1] == pytest.approx((kept + 1.0) / (kept + broken + 2.0), rel=1e-9)


def test_inner_maximum() -> None:
    assert pressure._inner_maximum([1.0, 3.0, 2.0]) == (True, 1.0)
    assert not pressure._inner_maximum([3.0, 2.0, 1.0])[0]


def test_a_leader_who_moves_production_would_be_found() -> None:
    """A planted effect is found and drift alone is not, though spells cut drift into pieces."""
    rng = np.random.Generator(np.random.PCG64(7))
    spells = np.cumsum(rng.random((130, 64)) < 0.02, axis=0).astype(np.intp)
    drift = np.cumsum(rng.normal(size=(130, 64)), axis=0) / 8.0
    assert abs(leaders._explained(drift, spells)) < 0.03
    skill = rng.normal(size=(20, 64))
    assert leaders._explained(drift + 1.5 * np.take_along_axis(skill, spells, axis=0), spells) > 0.15


def test_outcomes_of_care_leave_out_relationships_alone() -> None:
    chosen = set(fair_fight.care_outcomes())
    assert {"emergency_need", "delayed", "care_bill", "unmet_gap", "acute_share"} <= chosen
    left_out = {OUTCOMES[name].domain for name in OUTCOMES if name not in chosen}
    assert left_out == {"working together", "ten features", "cost of working together"}


def test_fair_fight_would_catch_a_hidden_bonus() -> None:
    """With the channels open N1 and N2 fail, so the tests are able to."""
    open_channels = tuple(f"channels.{channel}=true" for channel in ("handover", "projects"))
    runs = Runs(2, (*open_channels, "warm_up_years=2"))
    assert not fair_fight.nothing_else_helps.measure(runs).passed
    assert not fair_fight.costs_are_real.measure(runs).passed


def test_verdict_of_a_fact_is_that_of_its_tolerance() -> None:
    known = FACTS["M0 beds"]
    assert known.measure(Runs(4, ("warm_up_years=2",))).passed
    assert not known.measure(Runs(4, ("warm_up_years=2", "place.figures.beds=560"))).passed
