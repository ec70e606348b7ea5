"""What every behaviour must honour, whichever files stand in sim/behaviours: nothing here names one."""

from __future__ import annotations

import inspect
import re
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from sim.behaviours import BEHAVIOURS, Behaviour
from sim.behaviours.common_rule import DecisionParams, leader_choice, organisation_choice, within_effort
from sim.behaviours.seen import Action, LeaderAction, LeaderSeen, OrganisationSeen
from sim.core.arithmetic import Array, Number
from sim.core.parameters import InputError
from sim.documentation import references
from sim.mechanisms.decisions.deciding import Deciding
from sim.model.care_system import CareSystem
from sim.model.ensemble import run_batch
from sim.scenario import Scenario, load_scenario, options
from sim.whatif.view.catalogue import catalogue
from sim.world.world import Clock
from tests.whole import Runs, arrays_of, column, differing, practices, scenario

every_behaviour = pytest.mark.parametrize("behaviour", BEHAVIOURS.values(), ids=list(BEHAVIOURS))
LONGEST = 60


def test_labels_and_sentences_tell_behaviours_apart() -> None:
    for said in ("label", "sentence"):
        assert len({getattr(behaviour, said) for behaviour in BEHAVIOURS.values()}) == len(BEHAVIOURS)


@every_behaviour
def test_a_behaviour_is_one_short_file_of_its_name_that_says_what_it_is(behaviour: Behaviour) -> None:
    module = sys.modules[type(behaviour).__module__]
    path = Path(str(module.__file__))
    assert path.stem == behaviour.name and len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST
    said = inspect.getdoc(type(behaviour)) or ""
    assert module.__doc__ and "Names: " in said, "say what it is called elsewhere, and by whom"
    works = [(one["year"], one["author"].split(",")[0]) for one in references.entries().values()]
    for year in re.finditer(r"\b(?:19|20)\d\d\b", said):
        before = " ".join(said[: year.start()].split())[-40:]
        assert any(year[0] == of and author in before for of, author in works), (
            f"not in the bibliography: {before}{year[0]}"
        )
    assert behaviour.label[0].isupper() and behaviour.sentence.endswith(".")


@every_behaviour
def test_the_share_that_takes_part_is_a_share_of_each_run(behaviour: Behaviour) -> None:
    invited = np.array([0.0, 0.1, 0.5, 1.0])
    kept = invited.copy()
    for stated in (0.0, 0.25, 1.0):
        share = behaviour.share(invited, stated)
        assert share.shape == invited.shape and ((share >= 0.0) & (share <= 1.0)).all()
        assert np.array_equal(behaviour.share(invited, np.full(4, stated)), share), "one stated share a run"
    assert np.array_equal(invited, kept), "what it is given stays as it is"


@every_behaviour
def test_a_behaviour_can_be_asked_for_and_stands_on_the_page(behaviour: Behaviour) -> None:
    assert behaviour.name in options("behaviour")
    assert load_scenario([f"behaviour={behaviour.name}"]).behaviour == behaviour.name
    offered = {one["name"]: one for one in catalogue("anyplace", "any")["behaviours"]}
    assert offered[behaviour.name]["label"] == behaviour.label


def _at(made: Scenario, number: int) -> tuple[Runs, Deciding]:
    """Return runs at the start of a round, and the rule by which they decide next."""
    runs = Runs.settled(made, [4, 9, 2]).to(number)
    return runs, next(rule for rule in runs.machine.round if isinstance(rule, Deciding))


@cache
def _stormy(behaviour: str, number: int) -> tuple[Runs, Deciding]:
    """Return runs of a behaviour in a perfect storm, to be read alone."""
    return _at(scenario(f"behaviour={behaviour}", "pressure=perfect_storm", *practices(0.5)), number)


@every_behaviour
@pytest.mark.parametrize("number", [0, 1, 9])
def test_a_decision_is_pure_and_of_what_can_be_decided(behaviour: Behaviour, number: int) -> None:
    runs, rule = _stormy(behaviour.name, number)
    state = runs.state.copy()
    for values in arrays_of(state).values():
        values.flags.writeable = False
    for see, decide in ((rule.see_as_leaders, rule.lead), (rule.see_as_organisations, rule.decide)):
        seen: Any = see(state, Clock(number * 4))
        action = decide(seen)
        for field, one, other in zip(action._fields, action, decide(seen), strict=True):
            assert np.array_equal(one, other), f"{field}: asked again, it decides otherwise"
            assert one.shape[1] == 3 and (one >= 0.0).all() and np.isfinite(one).all(), field


@every_behaviour
@pytest.mark.parametrize("number", [0, 1, 9])
def test_a_promise_takes_effort_and_nobody_has_more_than_all(behaviour: Behaviour, number: int) -> None:
    """The fair fight: no behaviour promises for nothing."""
    runs, rule = _stormy(behaviour.name, number)
    seen = rule.see_as_organisations(runs.state, Clock(number * 4))
    action = rule.decide(seen)
    assert (seen.over(action.share) <= 1.0 + 1e-9).all()
    effort = action.share * (seen.degree * seen.available / 0.85)[seen.owner]
    np.testing.assert_allclose(action.promise, 1.0 - np.exp(-effort / rule.params.price), atol=1e-9)


@every_behaviour
def test_a_run_is_the_same_alone_in_mesa_and_in_a_batch(behaviour: Behaviour) -> None:
    _same_in_both_faces(scenario(f"behaviour={behaviour.name}", *HARD))


HARD = ("pressure=hard_winter", "winter.year=0", *practices(0.5))


def _same_in_both_faces(made: Scenario) -> None:
    batch = run_batch(made, [4, 9, 2], snapshots=[13])
    model = CareSystem(made, seed=9).run()
    assert not differing(column(batch.series, 1), model.recorder.arrays())
    assert not differing(column(arrays_of(batch.snapshots[13]), 1), arrays_of(model.state))


# Behaviours of one's own: a leader who does it all, and teams that stay with what pays; here half of the teams do


class Heroic(Behaviour):
    """Leaders go everywhere, believe their own eyes and never cede the lead. Names: heroic leadership."""

    name: ClassVar[str] = "heroic"
    label: ClassVar[str] = "Heroic leaders"
    sentence: ClassVar[str] = "Leaders go everywhere, believe their own eyes and never cede the lead."
    all_decide: ClassVar[bool] = False

    def share(self, invited: Array, stated: Number) -> Array:
        return 0.0 * invited + stated

    def decide_as_leader(self, seen: LeaderSeen, p: DecisionParams) -> LeaderAction:
        usual = super().decide_as_leader(seen, p)
        return LeaderAction(2.0 * usual.wish, seen.trust, usual.candour, 0.0 * usual.offers_lead)


class Adaptive(Heroic):
    """Stay with a promise that brought as much as was given, else change it. Names: Pavlov, win-stay lose-shift."""

    name: ClassVar[str] = "adaptive"

    def decide(self, seen: OrganisationSeen, p: DecisionParams) -> Action:
        usual = super().decide(seen, p)
        wanted = np.where(seen.received >= seen.delivered, seen.promised, 0.5 * (seen.promised + seen.received))
        promise, share = within_effort(wanted, seen, p)
        return usual._replace(promise=promise, share=share)


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("kind", [Heroic, Adaptive])
def test_a_behaviour_of_ones_own_works_in_both_faces(
    kind: type[Behaviour], share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(BEHAVIOURS, kind.name, kind())
    _same_in_both_faces(replace(scenario(*HARD, f"participation.share={share}"), behaviour=kind.name))


def test_those_who_follow_decide_by_it_and_the_others_by_the_common_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BEHAVIOURS, "adaptive", Adaptive())
    runs, rule = _at(replace(scenario(*HARD, "participation.share=0.5"), behaviour="adaptive"), 3)
    seen = rule.see_as_organisations(runs.state, Clock(12))
    follow = seen.takes_part[seen.owner] > 0.0
    assert follow.any() and not follow.all()
    for field in ("promise", "share"):
        one, own, usual = (
            getattr(action, field)
            for action in (
                rule.decide(seen),
                Adaptive().decide(seen, rule.params),
                organisation_choice(seen, rule.params),
            )
        )
        assert np.array_equal(one[follow], own[follow]) and np.array_equal(one[~follow], usual[~follow]), field
        assert (own[follow] != usual[follow]).any()
    view = rule.see_as_leaders(runs.state, Clock(12))
    led = view.takes_part > 0.0
    wish, usually = rule.lead(view).wish, leader_choice(view, rule.params).wish
    assert np.array_equal(wish, np.where(led[view.seat], 2.0 * usually, usually))
    before = rule.see_as_organisations(runs.state, Clock(-4))
    assert np.array_equal(rule.decide(before).promise, organisation_choice(before, rule.params).promise), "month 0"


@pytest.mark.parametrize(
    ("returned", "said"),
    [
        (None, r"adaptive\.decide returned NoneType, expected Action"),
        (Action(*(np.full((40, 2), 0.1) for _ in range(4))), r"adaptive\.decide: promise has shape"),
    ],
)
def test_what_cannot_be_decided_is_refused_by_name(returned: Any, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = Adaptive()
    monkeypatch.setattr(Adaptive, "decide", lambda self, seen, p: returned)
    monkeypatch.setitem(BEHAVIOURS, "adaptive", odd)
    made = replace(scenario(*HARD), behaviour="adaptive")
    with pytest.raises(InputError, match=said):
        run_batch(made, [1, 2])
    with pytest.raises(InputError, match=said):
        CareSystem(made).step()
