"""A portfolio: what plans bring and take, hand-computed; who beats whom, ties and limits; and what is refused."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.analysis.headline import HEADLINE
from sim.analysis.paired import Comparison
from sim.analysis.portfolio import Worth, gain, portfolio
from sim.behaviours import BEHAVIOURS
from sim.cli.options import ask, plans_of
from sim.cli.portfolio import _paid, labels_apart, most_sentence, numbered  # pyright: ignore[reportPrivateUsage]
from sim.core.parameters import InputError
from sim.interventions import INTERVENTIONS
from sim.outcomes import OUTCOMES
from sim.report.figures.plan_scatter import plan_scatter, scatter_title
from tests.unit.made_up import comparison
from tests.whole import scenario


def made(**shifts: Any) -> Comparison:
    return comparison({name: np.asarray(value) for name, value in shifts.items()})


def worth(*plans: tuple[str, Comparison]) -> dict[str, Worth]:
    base = plans[0][1].base
    return {one.plan: one for one in portfolio(base, [(name, each.alternative) for name, each in plans], "carrying on")}


def test_what_people_gain_is_the_mean_in_smallest_differences_that_matter() -> None:
    one = made(four_hour=0.01)  # two smallest differences of half a point, in one of six outcomes
    assert OUTCOMES["four_hour"].meaningful == 0.005 and len(HEADLINE) == 6
    assert gain(one) == pytest.approx(np.full(40, 2.0 / 6.0))
    found = worth(("a", one))["a"]
    assert (found.people, found.low, found.high) == pytest.approx((1.0 / 3.0,) * 3)
    assert (found.ahead, found.same, found.behind) == (1.0, 0.0, 0.0) and found.worse_first == 0


def test_a_plan_is_beaten_by_one_that_brings_more_and_takes_no_more() -> None:
    cheap = made(four_hour=0.01, programme_cost=0.1)
    dear = made(four_hour=0.005, programme_cost=0.2)
    best = made(four_hour=0.02, programme_cost=0.3)
    found = worth(("cheap", cheap), ("dear", dear), ("best", best))
    assert [found[name].beaten_by for name in ("cheap", "dear", "best")] == ["", "cheap", ""]
    assert found["dear"].money == pytest.approx(0.2)


def test_of_two_alike_neither_beats_the_other_and_what_helps_nobody_is_beaten_by_nothing_at_no_price() -> None:
    found = worth(("one", made(four_hour=0.01)), ("other", made(four_hour=0.01)), ("nothing", made(leader_hours=0.1)))
    assert {one.beaten_by for one in found.values()} == {"", "one"} and found["nothing"].beaten_by == "one"
    harm = worth(("harm", made(four_hour=-0.02, programme_cost=0.1)))["harm"]
    assert harm.beaten_by == "carrying on" and harm.worse_first == 3 and harm.behind == 1.0


def test_what_chance_alone_may_have_brought_beats_nobody() -> None:
    noise = np.where(np.arange(40) % 2, 0.2, -0.19)
    found = worth(("noisy", made(four_hour=noise)), ("nothing", made(leader_hours=0.0)))
    assert found["noisy"].people > 0.0 > found["noisy"].low and found["nothing"].beaten_by == ""
    assert scatter_title(list(found.values()), ["Noisy", "Nothing"]).startswith("No plan surely brings people more")


def test_which_brings_people_most_is_withheld_where_chance_could_have_put_it_ahead() -> None:
    noise = np.where(np.arange(40) % 2, 0.04, -0.04)  # deviation .0405: of 180 1.653 * .0405 / 13.4 = .005
    first, near, far = made(four_hour=0.04), made(four_hour=0.035 + noise), made(four_hour=0.005)
    found = worth(("first", first), ("near", near), ("far", far))
    assert found["first"].to_tell == found["far"].to_tell == 1.0
    assert found["near"].to_tell == 180 / 40
    said = most_sentence([*found.values()], ["First", "Near", "Far"], 40)
    assert said == (
        "Which brings people most is withheld, for chance could have put first ahead of near: to tell would take about "
        "140 more futures."
    )
    clear = [*worth(("first", first), ("far", far)).values()]
    assert most_sentence(clear, ["First", "Far"], 40).startswith(
        "Most for people: first, with people ahead in 10 of 10"
    )


def test_where_no_plan_surely_helps_which_is_most_is_withheld_and_where_all_harm_nothing_is_said_of_it() -> None:
    noise = np.where(np.arange(40) % 2, 0.2, -0.19)  # mean .005, half-width .051: about 106 times as many
    assert most_sentence([*worth(("noisy", made(four_hour=noise))).values()], ["Noisy"], 40) == (
        "Which brings people most is withheld: a hundred times as many futures would not tell."
    )
    assert most_sentence([*worth(("harm", made(four_hour=-0.02))).values()], ["Harm"], 40) == ""


def test_the_picture_names_those_that_none_beats() -> None:
    found = [*worth(("a", made(four_hour=0.01)), ("b", made(four_hour=0.005, programme_cost=1.0))).values()]
    assert scatter_title(found, ["Coaching", "A board"]) == "No other plan beats: coaching"
    assert plan_scatter(found, ["Coaching", "A board"], 3, 40) == plan_scatter(found, ["Coaching", "A board"], 3, 40)
    assert math.isnan(found[0].pays_year) or found[0].pays > 0.0


def test_its_plans_are_each_intervention_or_those_said_and_words_go_to_those_that_have_the_entry() -> None:
    assert list(plans_of(None)) == list(INTERVENTIONS)
    asked = ask("portfolio", ["plans=[enabler,[enabler,coaching]]", "plan.enabler.until=1", "plan.coaching.from=2"])
    assert asked.names == ("as_today", "enabler", "enabler+coaching")
    base, alone, both = asked.scenarios
    assert not base.plan and alone.plan["enabler"].until == both.plan["enabler"].until == 1.0
    assert both.plan["coaching"].start == 2.0 and len(alone.plan) == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["plans=[enabller]"], "did you mean 'enabler'"),
        (["plans=[]"], "expected from 1 to 20 plans"),
        (["plans=[enabler,enabler]"], "expected each plan once"),
        (["plans=[enabler]", "plan.coaching.from=1"], "none of them has that name"),
        (["plan=[enabler]"], "a portfolio has its plans in plans="),
        (["behaviours=[siloed,mixed]"], "expected a list of one name"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(words: list[str], says: str) -> None:
    with pytest.raises(InputError) as refused:
        ask("portfolio", words)
    assert says in str(refused.value) and "\n" not in str(refused.value)


def test_a_plan_that_was_found_is_called_by_its_number_once() -> None:
    base = scenario("behaviour=as_today", "years=1")
    joins, pays = {"what": "collaborative_all"}, {"what": "enabler"}
    both, meets = base.with_plan({"join": joins, "enabler": pays}), {"what": "participation.contact", "dose": 1.0}
    assert numbered(both, 2).count(" and ") == 1 and numbered(both, 2).endswith(" (plan 2)")
    assert numbered(base.with_plan({"meet": meets, "join": joins}), 3) == "plan 3"
    assert numbered(base.with_plan({"join": joins}), 3) == f"{BEHAVIOURS['collaborative_all'].label} (plan 3)"
    assert numbered(base.with_plan({"enabler": pays}), 3) == f"{INTERVENTIONS['enabler'].label} (plan 3)"


def test_what_pays_at_once_pays_from_the_start() -> None:
    worth = Worth("a", 0.5, 0.1, 0.9, 0.6, 0.2, 0.2, 1.5, 0.5, 0.5, 0.02, 0, "", 1.0)
    assert _paid(worth, 8) == "in 4 of 8, from the start"
    assert _paid(replace(worth, pays_year=1.25), 8) == "in 4 of 8, after 1.2 years"
    assert _paid(replace(worth, pays=0.0), 8) == "in none"


def test_two_plans_of_one_label_are_told_apart_by_their_names() -> None:
    labels = ["One contract", "Coaching", "One contract"]
    assert labels_apart(labels, ["block_contract", "coaching", "activity_contract"]) == [
        "One contract (block contract)",
        "Coaching",
        "One contract (activity contract)",
    ]
