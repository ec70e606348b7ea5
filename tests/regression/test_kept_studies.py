"""Studies that are kept for pages and reports are of the rules as they are: a part of each is run anew.

A rule, a default or a figure of the place that moved moves what is run anew; then the study is to be made again.
"""

from __future__ import annotations

import pytest

from sim.ablation import ABLATIONS
from sim.analysis import kept_robust as robust
from sim.analysis import kept_worth as worth
from sim.analysis.ablated import REPORTED, WHOLE, arms_without, changes, key_of
from sim.analysis.joining import joining
from sim.analysis.kept_agents import kept
from sim.analysis.kept_arms import run_kept
from sim.analysis.robust import study
from sim.analysis.worth_runs import Knowable, knowable_in
from sim.analysis.worth_study import EVERY, gains_of, measures_kept
from sim.scenario import Scenario, drawing_alike, load_scenario
from sim.theories import with_usual
from sim.validation import rivals
from sim.validation.worlds import some

pytestmark = pytest.mark.once
DIGITS = 2e-5
"""Relative: five digits are kept of rival rules, six of what agents buy."""
SURE = 1e-3
"""What a figure may differ by, in smallest differences that matter, where two numbers all but cancel."""
SAME = ("ablation", "arm", "outcome")
NUMBERS = ("whole", "without", "change", "low", "high")


def agents_asked() -> list[Scenario]:
    """Return the base and the widest arm of the study of agents as it was asked."""
    found = kept()
    words = [f"place={found.place}", f"pressure={found.pressure}", f"years={found.years}", "unknowns=drawn"]
    return [
        load_scenario([*words, f"root_seed={found.root_seed}", f"behaviour={name}"]) for name in found.behaviours[:2]
    ]


def test_what_agents_buy_is_of_the_rules_as_they_are() -> None:
    found, scenarios, taken = kept(), agents_asked(), ["everyone_average", "frozen_trust"]
    assert found.digest == scenarios[0].place.digest, "run `make agents`"
    assert found.without == tuple(ABLATIONS), "run `make agents`"
    arms = arms_without(scenarios, taken)
    assert found.pair is not None
    arms["join"] = joining(scenarios[1], scenarios[0], found.pair.who)
    assert found.unknowns == len(scenarios[0].unknowns), "run `make agents`"
    levels = run_kept(arms, some(found.futures), REPORTED)
    for one in changes(levels, scenarios, taken):
        (before,) = [old for old in found.changes if all(getattr(old, name) == getattr(one, name) for name in SAME)]
        assert before.verdict == one.verdict, f"{one.ablation}, {one.outcome}: run `make agents`"
        for name in NUMBERS:
            assert getattr(one, name) == pytest.approx(getattr(before, name), rel=DIGITS, abs=SURE * one.smallest), (
                f"{one.ablation}, {one.outcome}, {name}: run `make agents`"
            )
    base = levels[key_of(WHOLE, scenarios[0].behaviour)][found.outcome]
    assert base.mean() == pytest.approx(found.base, rel=DIGITS), "run `make agents`"
    pair = (levels["join"][found.outcome] - base).mean()
    assert pair == pytest.approx(found.pair.effect, rel=DIGITS), "run `make agents`"


def test_what_it_is_worth_to_find_out_is_of_the_rules_as_they_are() -> None:
    """The first futures, and how many numbers each draws."""
    found = worth.kept()
    words = [f"place={found.place}", "unknowns=drawn"]
    arms = drawing_alike([load_scenario([*words, f"behaviour={name}"]) for name in found.behaviours])
    assert found.digest == arms[0].place.digest, "run `make worth`"
    assert found.things[EVERY].count == len(arms[0].unknowns), "run `make worth`"
    levels, _ = knowable_in(arms, some(len(found.first)), measures_kept(found.judged_by))
    gains = gains_of(Knowable(levels, {}, {}), found.judged_by, found.pays)
    assert gains[-1].tolist() == pytest.approx(found.first, rel=DIGITS), "run `make worth`"


def test_what_rival_rules_change_is_of_the_rules_as_they_are() -> None:
    """The first dial half way, beside nothing turned."""
    key, value, _ = rivals.turned()[0]
    nothing, turned = rivals.measured(rivals.NOTHING, 0.0, False), rivals.measured(key, value, False)
    made, before = rivals.beside(nothing, turned), rivals.kept()[1]
    assert (made.key, made.futures) == (before.key, before.futures), "run `make rivals`"
    assert made.trust == pytest.approx(before.trust, rel=DIGITS), "run `make rivals`"
    for one, old in zip(made.changes, before.changes, strict=True):
        for name in NUMBERS:
            assert getattr(one, name) == pytest.approx(getattr(old, name), rel=DIGITS, abs=SURE * one.smallest), (
                f"{one.outcome}, {name}: run `make rivals`"
            )


def test_what_holds_under_rival_theories_is_of_the_rules_as_they_are() -> None:
    """The first theory that is tuned anew, at its step."""
    found = robust.kept()
    words = [f"place={found.place}", f"pressure={found.pressure}", f"years={found.years}", "unknowns=drawn"]
    arms = [load_scenario([*words, f"behaviour={name}"]) for name in found.behaviours]
    assert found.digest == arms[0].place.digest, "run `make robust`"
    before = next(one for one in found.rivals if one.steps)
    made = study(arms, some(found.futures), with_usual([f"{before.family}.{before.name}"])).theories[-1]
    assert (made.verdicts, made.steps) == (before.verdicts, before.steps), "run `make robust`"
    assert made.trust == pytest.approx(before.trust, rel=DIGITS), "run `make robust`"
    assert made.medians == pytest.approx(before.medians, rel=DIGITS), "run `make robust`"
