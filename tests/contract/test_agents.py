"""A subclass decides for itself alone; one that changes nothing changes nothing; what it returns is checked."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.core.arithmetic import Array
from sim.core.parameters import InputError
from sim.core.state import State
from sim.model.agents import Leader, Organisation
from sim.model.care_system import CareSystem
from tests.whole import arrays_of, differing, practices, scenario

MADE = scenario("behaviour=collaborative_all", *practices(0.5))
SEED = 4  # one for all, so that the places settle once
DECIDED_BY_LEADERS = {"wish": "tie", "belief": "tie", "candour": "seat", "offers_lead": "seat"}
DECIDED_BY_ORGANISATIONS = {
    "promise": "direction",
    "effort_share": "direction",
    "shunt_wish": "direction",
    "trust": "direction",
    "diverted": "organisation",
}
NAMES = CareSystem(MADE, SEED).world.names


class SameOrganisation(Organisation):
    def perceive(self) -> Any:
        return super().perceive()

    def decide(self, seen: Any) -> Any:
        return super().decide(seen)


class SameLeader(Leader):
    def perceive(self) -> Any:
        return super().perceive()

    def decide(self, seen: Any) -> Any:
        return super().decide(seen)


class Stingy(Organisation):
    def decide(self, seen: Any) -> Any:
        action = super().decide(seen)
        return action._replace(
            promise=0.1 * action.promise,
            share=0.1 * action.share,
            shunt_wish=0.0 * action.shunt_wish,
            diverted=np.ones((1, 1)),
        )


class Distrustful(Organisation):
    def perceive(self) -> Any:
        seen = super().perceive()
        self.seen = seen._replace(belief=0.5 * seen.belief)
        return self.seen


class Outspoken(Leader):
    def decide(self, seen: Any) -> Any:
        action = super().decide(seen)
        return action._replace(wish=2.0 + action.wish, candour=1.0 + action.candour, belief=0.5 * action.belief)


def decided(rounds: int = 1, **classes: Any) -> State:
    """Return the state after some rounds; what is decided stays as decided until the next."""
    model = CareSystem(MADE, SEED, **classes)
    for _ in range(rounds):
        model.step()
    return model.state


def rows_that_differ(one: State, other: State) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for name in DECIDED_BY_LEADERS | DECIDED_BY_ORGANISATIONS:
        apart = (getattr(one, name) != getattr(other, name)).any(axis=1)
        found[name] = set(np.nonzero(apart)[0].tolist())
    return found


def own_rows(model: CareSystem, organisation: str) -> dict[str, set[int]]:
    mine = set(model.organisation(organisation).boundaries.tolist())
    return dict.fromkeys(DECIDED_BY_ORGANISATIONS, mine) | {"diverted": {model.organisation(organisation).row}}


@pytest.mark.parametrize("name", ["acute", "council", NAMES["organisation"][-1]])
def test_an_organisation_changes_its_own_choices_only(name: str) -> None:
    mine = own_rows(CareSystem(MADE, SEED), name)
    found = rows_that_differ(decided(), decided(organisations={name: Stingy}))
    for variable in DECIDED_BY_LEADERS:
        assert not found[variable], variable
    for variable in ("promise", "effort_share", "shunt_wish", "diverted"):
        assert found[variable] == mine[variable], variable
    assert not found["trust"], "what it believes is seen, not decided"


def test_what_an_organisation_sees_is_its_own_too() -> None:
    mine = own_rows(CareSystem(MADE, SEED), "acute")
    found = rows_that_differ(decided(), decided(organisations={"acute": Distrustful}))
    assert found["trust"] == mine["trust"] == found["promise"]
    assert not any(found[variable] for variable in DECIDED_BY_LEADERS)


@pytest.mark.parametrize("seat", ["acute/chief", NAMES["seat"][-1]])
def test_a_leader_changes_own_choices_and_through_them_only_the_own_team(seat: str) -> None:
    model = CareSystem(MADE, SEED)
    leader, team = model.leader(seat), own_rows(model, seat.split("/")[0])
    found = rows_that_differ(decided(), decided(leaders={seat: Outspoken}))
    assert found["wish"] == found["belief"] == set(leader.ties.tolist())
    assert found["candour"] == {leader.row} and not found["offers_lead"]
    for variable in DECIDED_BY_ORGANISATIONS:
        assert found[variable] <= team[variable], variable
    assert found["promise"], "an organisation believes what its leaders believe"


def test_an_override_spreads_by_what_others_experience_of_it() -> None:
    found = rows_that_differ(decided(6), decided(6, organisations={"acute": Stingy}))
    assert len(found["trust"]) > len(own_rows(CareSystem(MADE, SEED), "acute")["trust"])


def test_subclasses_that_change_nothing_give_the_same_bits() -> None:
    plain, same = (
        CareSystem(MADE, seed=2, **classes).run()
        for classes in (
            {},
            {
                "organisations": dict.fromkeys(NAMES["organisation"], SameOrganisation),
                "leaders": dict.fromkeys(NAMES["seat"], SameLeader),
            },
        )
    )
    assert isinstance(same.organisation("acute"), SameOrganisation) and same.state.left.shape == plain.state.left.shape
    assert all(isinstance(leader, SameLeader) for leader in same.leaders), "newcomers too"
    assert not differing(arrays_of(plain.state), arrays_of(same.state))
    assert not differing(plain.recorder.arrays(), same.recorder.arrays())


# What cannot be


def _returning(field: str, change: Any) -> type[Organisation]:
    class Odd(Organisation):
        def decide(self, seen: Any) -> Any:
            action = super().decide(seen)
            return action._replace(**{field: change(getattr(action, field))})

    return Odd


def _leader_returning(field: str, change: Any) -> type[Leader]:
    class Odd(Leader):
        def decide(self, seen: Any) -> Any:
            action = super().decide(seen)
            return action._replace(**{field: change(getattr(action, field))})

    return Odd


def _first(value: float) -> Any:
    def change(x: Array) -> Array:
        x = x.copy()
        x[0] = value
        return x

    return change


ODD = {
    "too few rows": (lambda x: np.vstack([x, x]), "has shape"),
    "no run axis": (lambda x: x[:, 0], "has shape"),
    "one number": (lambda x: 0.5, "has shape"),
    "two runs": (lambda x: np.hstack([x, x]), "has shape"),
    "NaN": (_first(np.nan), "must lie from 0 to"),
    "below": (_first(-1e-9), "must lie from 0 to"),
    "above": (_first(1e9), "must lie from 0 to"),
    "infinite": (_first(np.inf), "must lie from 0 to"),
    "text": (lambda x: "much", "expected numbers"),
    "nothing": (lambda x: None, "has shape"),
    "ragged": (lambda x: [[1.0], [1.0, 2.0]], "expected numbers"),
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("field", ["promise", "share", "shunt_wish", "diverted"])
def test_an_organisations_odd_choice_is_refused_by_name(field: str, odd: str) -> None:
    change, message = ODD[odd]
    with pytest.raises(InputError, match=rf"^acute\.decide: {field} .*{message}") as caught:
        CareSystem(MADE, SEED, organisations={"acute": _returning(field, change)}).step()
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("field", ["wish", "belief", "candour", "offers_lead"])
def test_a_leaders_odd_choice_is_refused_by_name(field: str, odd: str) -> None:
    change, message = ODD[odd]
    with pytest.raises(InputError, match=rf"^acute/chief\.decide: {field} .*{message}"):
        CareSystem(MADE, SEED, leaders={"acute/chief": _leader_returning(field, change)}).step()


@pytest.mark.parametrize("returned", [None, 0.5, (1, 2, 3, 4), {}, []])
def test_what_is_no_action_is_refused_by_name(returned: object) -> None:
    class Odd(Organisation):
        def decide(self, seen: Any) -> Any:
            return returned

    class OddLeader(Leader):
        def decide(self, seen: Any) -> Any:
            return returned

    kind = type(returned).__name__
    with pytest.raises(InputError, match=f"acute.decide returned {kind}, expected Action"):
        CareSystem(MADE, SEED, organisations={"acute": Odd}).step()
    with pytest.raises(InputError, match=f"council/chief.decide returned {kind}, expected LeaderAction"):
        CareSystem(MADE, SEED, leaders={"council/chief": OddLeader}).step()


def test_an_odd_belief_is_refused_by_name() -> None:
    class Odd(Organisation):
        def perceive(self) -> Any:
            seen = super().perceive()
            self.seen = seen._replace(belief=seen.belief * np.nan)
            return self.seen

    with pytest.raises(InputError, match="acute"):
        CareSystem(MADE, SEED, organisations={"acute": Odd}).step()


def test_a_failed_step_leaves_the_choices_of_others_untaken() -> None:
    model = CareSystem(MADE, SEED, organisations={"acute": _returning("promise", _first(np.nan))})
    before = arrays_of(model.state)
    with pytest.raises(InputError):
        model.step()
    for name in DECIDED_BY_ORGANISATIONS:
        assert np.array_equal(arrays_of(model.state)[name], before[name]), name


@pytest.mark.parametrize(
    ("classes", "message"),
    [
        ({"organisations": {"acut": Organisation}}, "unknown organisation 'acut': did you mean 'acute'?"),
        ({"leaders": {"acute/cheif": Leader}}, "unknown seat 'acute/cheif': did you mean 'acute/chief'?"),
        ({"leaders": {"acute": Leader}}, "unknown seat 'acute'"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(classes: Any, message: str) -> None:
    with pytest.raises(InputError) as caught:
        CareSystem(MADE, SEED, **classes)
    assert message in str(caught.value)
    model = CareSystem(MADE, SEED)
    for ask in (model.organisation, model.leader):
        with pytest.raises(InputError, match="unknown"):
            ask("nobody")
