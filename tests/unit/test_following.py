"""Who follows a behaviour by hand: all or those that take part, several at once by number, and what is refused."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
import pytest

from sim.behaviours import BEHAVIOURS
from sim.behaviours.base import Behaviour
from sim.behaviours.common_rule import DecisionParams, leader_choice, organisation_choice
from sim.behaviours.following import leaders_choose, organisations_choose, within
from sim.behaviours.seen import Action, LeaderAction, LeaderSeen, OrganisationSeen
from sim.behaviours.several import Several, taking_part
from sim.core.arithmetic import Array, Number
from sim.core.parameters import InputError
from sim.world.network import Reduction
from tests.seeing import leader_seen, organisation_seen
from tests.unit.relationships.three_organisations import same

P = DecisionParams()


class Flat(Behaviour):
    """Decides one number a choice, whatever is seen: tenths from its own first."""

    name: ClassVar[str] = "flat"
    sentence: ClassVar[str] = "Says the same to all."

    def __init__(self, first: float = 0.1, all_decide: bool = True) -> None:
        self.first = first
        self.all_decide = all_decide  # type: ignore[misc]

    def share(self, invited: Array, stated: Number) -> Array:
        return 0.0 * invited

    def decide(self, seen: OrganisationSeen, p: DecisionParams) -> Action:
        like, a = np.ones_like(seen.belief), self.first
        return Action(a * like, (a + 0.1) * like, (a + 0.2) * like, (a + 0.3) * np.ones_like(seen.purpose))

    def decide_as_leader(self, seen: LeaderSeen, p: DecisionParams) -> LeaderAction:
        tie, seat, a = np.ones_like(seen.trust), np.ones_like(seen.purpose), self.first
        return LeaderAction((a + 1.0) * tie, a * tie, (a + 2.0) * seat, (a + 0.1) * seat)


def column(*values: float) -> Array:
    return np.array(values)[:, None]


def two(**changed: Any) -> OrganisationSeen:
    """Return what two organisations see: the first has two of the three boundaries, in the first and third row."""
    one, of = organisation_seen(), {"degree": column(2.0, 1.0), "owner": np.array([0, 1, 0])}
    rows = ("takes_part", "purpose", "weight_on_purpose", "horizon", "pressure", "excess", "available", "market")
    both = {name: np.repeat(getattr(one, name), 2, axis=0) for name in rows}
    return one._replace(**(of | both | {"over": Reduction([0, 1, 0], [1.0] * 3, 2)} | changed))


def test_who_takes_part_follows_and_the_others_decide_as_everybody_does() -> None:
    seen = two(takes_part=column(0.0, 1.0))
    usual, made = organisation_choice(seen, P), organisations_choose(Flat(all_decide=False), seen, P)
    for name, said in (("promise", 0.1), ("share", 0.2), ("shunt_wish", 0.3)):
        common = getattr(usual, name)
        same(getattr(made, name)[:, 0], common[0, 0], said, common[2, 0])
    same(made.diverted[:, 0], usual.diverted[0, 0], 0.4)
    for choice, said in zip(organisations_choose(Flat(), seen, P), (0.1, 0.2, 0.3, 0.4), strict=True):
        same(choice, np.full_like(choice, said))


def test_leaders_of_teams_that_take_part_follow_and_the_others_do_as_everybody_does() -> None:
    seen = leader_seen(takes_part=column(0.0, 1.0))  # the ties of both leaders stand in turn
    usual, made = leader_choice(seen, P), leaders_choose(Flat(all_decide=False), seen, P)
    for name, said in (("wish", 1.1), ("belief", 0.1)):
        same(getattr(made, name)[:, 0], [getattr(usual, name)[0, 0], said] * 3)
    same(made.candour[:, 0], usual.candour[0, 0], 2.1)
    same(made.offers_lead[:, 0], usual.offers_lead[0, 0], 0.2)
    same(leaders_choose(Flat(), seen, P).candour[:, 0], 2.1, 2.1)


def test_what_a_behaviour_leaves_alone_is_the_common_rule() -> None:
    silo, seen, led = BEHAVIOURS["siloed"], two(), leader_seen()
    for mine, common in (
        (organisations_choose(silo, seen, P), organisation_choice(seen, P)),
        (leaders_choose(silo, led, P), leader_choice(led, P)),
        (silo.decide(seen, P), organisation_choice(seen, P)),
        (silo.decide_as_leader(led, P), leader_choice(led, P)),
    ):
        assert all(np.array_equal(one, other) for one, other in zip(mine, common, strict=True))


def test_each_organisation_follows_the_behaviour_of_its_number() -> None:
    several = Several((Flat(0.1), Flat(0.2), Flat(0.5)))
    made = several.decide(two(follows=column(2.0, 1.0)), P)
    same(made.promise[:, 0], 0.5, 0.2, 0.5)
    same(made.share[:, 0], 0.6, 0.3, 0.6)
    same(made.shunt_wish[:, 0], 0.7, 0.4, 0.7)
    same(made.diverted[:, 0], 0.8, 0.5)
    same(several.decide(two(follows=column(0.0, 2.0)), P).promise[:, 0], 0.1, 0.5, 0.1)
    led = several.decide_as_leader(leader_seen(follows=column(1.0, 0.0)), P)
    same(led.wish[:, 0], [1.2, 1.1] * 3)
    same(led.belief[:, 0], [0.2, 0.1] * 3)
    same(led.candour[:, 0], 2.2, 2.1)
    same(led.offers_lead[:, 0], 0.3, 0.2)


def test_several_have_the_names_of_all_and_no_share_of_their_own() -> None:
    several = Several((BEHAVIOURS["siloed"], BEHAVIOURS["mixed"], BEHAVIOURS["siloed"]))
    assert several.name == "siloed+mixed"
    with pytest.raises(NotImplementedError):
        several.share(np.array([0.5]), 0.5)


def test_who_takes_part_practises_and_buys_is_each_teams_own_behaviours_matter() -> None:
    order, invited = column(0.1, 0.3, 0.5, 0.7), np.array([0.5])
    part, practising, buys = taking_part(BEHAVIOURS["collaborative"], None, order, invited, 0.25)
    same((part[:, 0], practising[:, 0]), [[1.0, 1.0, 0.0, 0.0]] * 2)  # .5 itself is not within the share
    same(buys[:, 0], [1.0] * 4)
    several = Several((BEHAVIOURS["as_today"], BEHAVIOURS["collaborative_all"], BEHAVIOURS["mixed"]))
    part, practising, buys = taking_part(several, column(1.0, 2.0, 1.0, 0.0), order, invited, 0.25)
    same(part[:, 0], 1.0, 0.0, 1.0, 0.0)
    same(practising[:, 0], 1.0, 0.0, 1.0, 1.0)
    same(buys[:, 0], 1.0, 1.0, 1.0, 0.0)
    alone, _, _ = taking_part(several.members[1], column(0.0, 0.0, 0.0, 0.0), order, invited, 0.25)
    same(alone[:, 0], [1.0] * 4)  # one behaviour: numbers say nothing


def test_an_order_or_a_rescue_splits_what_each_organisation_gives_in_all_over_its_own_boundaries() -> None:
    seen = two(pull=column(1.0, 5.0, 2.0), belief=column(0.6, 0.4, 0.3), available=column(0.85, 0.5))
    usual = organisation_choice(seen, P).share[:, 0]
    both = usual[0] + usual[2]
    obeyed = BEHAVIOURS["mandated"].decide(seen, P)
    same(obeyed.share[:, 0], both / 2, usual[1], both / 2)
    effort = np.array([both, usual[1] * 0.5 / 0.85, both])  # the second has less time than is usual
    same(obeyed.promise[:, 0], 1.0 - np.exp(-effort / P.price))
    rescued = BEHAVIOURS["heroic"].decide(seen, P)
    weight = usual[0] + usual[2] * 2.0**8
    same(rescued.share[:, 0], both * usual[0] / weight, usual[1], both * usual[2] * 2.0**8 / weight)
    same(rescued.promise[0, 0], 1.0 - np.exp(-2.0 * rescued.share[0, 0] / P.price))


def test_who_gives_back_gives_each_what_it_gave_as_far_as_its_own_effort_goes() -> None:
    seen = two(received=column(0.9, 0.2, 0.9), available=column(0.425, 0.85), promised=column(0.1, 0.2, 0.3))
    made = BEHAVIOURS["tit_for_tat"].decide(seen, P)
    # .9 to two partners asks for more than all effort: half of it to each; half the usual hours carry half as much
    same(made.share[:, 0], 0.5, -P.price * np.log(0.8), 0.5)
    same(made.promise[:, 0], 1.0 - np.exp(-0.5 / P.price), 0.2, 1.0 - np.exp(-0.5 / P.price))
    learnt = BEHAVIOURS["adaptive"].decide(two(received=column(0.5, 0.0, 0.1), delivered=column(0.0, 0.5, 0.25)), P)
    # from .25: by half of what paid, times .75 if it paid and .25 if not; the first gives one of two partners a quarter
    half, quarter = -P.price * np.log(0.5), -P.price * np.log(0.75)
    paid = 0.5, half / np.sqrt(1 - half), 0.1 - quarter / np.sqrt(1 - quarter / 2)
    assert paid[2] < 0
    same(learnt.promise[:, 0], 0.25 + 0.5 * paid[0] * 0.75, 0.25 - 0.5 * paid[1] * 0.25, 0.25 + 0.5 * paid[2] * 0.25)


def test_only_a_mix_asks_how_many_take_part() -> None:
    assert [name for name, one in BEHAVIOURS.items() if one.asks_share] == ["mixed"]


def test_choices_lie_from_0_to_1_or_as_many_meetings_as_can_be() -> None:
    like = np.zeros((2, 1))
    for field, most in (("share", 1.0), ("wish", 10_000.0), ("candour", 10_000.0)):
        same(within("x", field, [[0.0], [most]], like)[:, 0], 0.0, most)
        for off in (-0.001, most + 0.001, np.nan):
            with pytest.raises(InputError, match=f"x: {field} = .*must lie from 0 to {most:g}"):
                within("x", field, [[0.5], [off]], like)
    with pytest.raises(InputError, match=r"x: share has shape \(2,\), expected \(2, 1\)"):
        within("x", "share", [0.5, 0.5], like)
    with pytest.raises(InputError, match="x: share = 'many': expected numbers"):
        within("x", "share", "many", like)


def test_only_an_action_of_its_kind_is_taken() -> None:
    flat: Any = Flat()
    flat.decide = lambda seen, p: list(Flat().decide(seen, p))  # type: ignore[misc]
    with pytest.raises(InputError, match=r"flat\.decide returned list, expected Action"):
        organisations_choose(flat, two(), P)
    flat.decide_as_leader = lambda seen, p: Flat().decide(organisation_seen(), p)  # type: ignore[misc]
    with pytest.raises(InputError, match=r"flat\.decide_as_leader returned Action, expected LeaderAction"):
        leaders_choose(flat, leader_seen(), P)
