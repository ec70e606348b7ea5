"""A search for plans: what it tries on how many futures, limits, what none beats, its words, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest

from sim.analysis.plan_choices import Choice, choices_of, plan_of_choices, things_of
from sim.analysis.plan_search import Levels, Limits, Parts, Searched, search
from sim.analysis.portfolio import Worth
from sim.cli.options import ask
from sim.core.parameters import InputError
from sim.report.text.search_words import none_sentence, search_sentences

WORTH = {"a/0": (3.0, 1.0, 0.1), "a/1": (2.0, 2.0, 0.2), "b/0": (1.0, 0.5, 0.1), "c/0": (-1.0, 0.0, 0.0)}
CHOICES = {name: Choice(name[0], (name[0], {})) for name in WORTH}


class Made:
    """Gains, money and hours add up over the parts of a plan, alike in every future."""

    def __init__(self) -> None:
        self.met = list[tuple[Parts, range]]()

    def __call__(self, plans: Sequence[Parts], seeds: range) -> Mapping[Parts, Levels]:
        self.met += [(plan, seeds) for plan in plans]
        sums = {plan: np.sum([WORTH[name] for name in plan], axis=0) for plan in plans}
        return {
            plan: {name: np.full(len(seeds), x) for name, x in zip(("gain", "money", "hours"), sums[plan], strict=True)}
            for plan in plans
        }


def test_plans_grow_by_what_brings_more_and_each_thing_comes_once() -> None:
    found = search(CHOICES, Made(), 16, Limits())
    assert found.found == (("a/0", "b/0"), ("a/0",), ("b/0",))
    assert found.gains == (4.0, 3.0, 1.0)
    assert found == search(CHOICES, Made(), 16, Limits())


def test_limits_hold_and_what_is_over_goes_after_the_first_trial() -> None:
    made = Made()
    found = search(CHOICES, made, 32, Limits(money=1.2))
    assert found.found == (("a/0",), ("b/0",)) and found.over > 0
    assert [seeds for plan, seeds in made.met if plan == ("a/1",)] == [range(0, 8)]
    assert search(CHOICES, Made(), 16, Limits(hours=0.05)).found == ()


def test_the_better_half_meets_twice_as_many_futures_and_none_is_met_twice() -> None:
    many = {f"t{n}/0": Choice(f"t{n}", (f"t{n}", {})) for n in range(16)}
    WORTH.update({name: (-float(n), 0.0, 0.0) for n, name in enumerate(many)})
    made = Made()
    search(many, made, 30, Limits())
    singles = [seeds for plan, seeds in made.met if len(plan) == 1]
    assert [singles.count(seeds) for seeds in (range(8), range(8, 16), range(16, 30))] == [16, 8, 4]


def test_a_thing_has_its_ways_and_what_is_said_is_not_varied() -> None:
    ways = choices_of(things_of(["enabler"], {"enabler": {"until": 2}}), 6)
    assert len(ways) == 8 and all(one.entry[1]["until"] == 2 for one in ways.values())
    assert len(choices_of(things_of(["enabler"], {"enabler": {"until": 1}}), 6)) == 4  # it cannot begin after its end
    assert len(choices_of(things_of(["collaborative_all"], {}), 6)) == 4
    lever = choices_of(things_of(["participation.contact"], {}), 1)
    assert {one.thing for one in lever.values()} == {"participation_contact"} and len(lever) == 4
    assert plan_of_choices(("enabler/0",), ways)["enabler"]["what"] == "enabler"


ONE = Worth("plan_1", 0.5, 0.1, 0.9, 0.6, 0.2, 0.2, 1.5, 0.5, 0.0, float("nan"), 0, "", 1.0)


def test_how_many_were_tried_and_how_far_the_best_of_many_flatters_is_said() -> None:
    searched = Searched((("a/0",), ("b/0",)), (0.9, 0.5), 40, 3)
    said = search_sentences(searched, [ONE, replace(ONE, people=0.3, money=0.5)], 2, 64, Limits(money=1.0))
    assert said[0] == (
        "40 plans of 2 things were tried on at most 64 futures, of which 3 took more than £1m a year; 2 plans that "
        "none beat were run again on 64 fresh futures."
    )
    assert said[1].endswith(
        "plan 1 brought +0.90 where it was chosen and +0.50 on fresh futures; over all that were found the difference "
        "is +0.30."
    )
    assert said[2] == "On fresh futures plan 1 takes more than the limit."
    within = search_sentences(replace(searched, over=0), [ONE, ONE], 2, 64, Limits(money=1.0))
    assert ", of which none took more than £1m a year; " in within[0]
    nothing = none_sentence(Searched((), (), 1, 0), 1, 64, Limits())
    assert nothing == "1 plan of 1 thing was tried on at most 64 futures; none brought people more than carrying on."


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["search=[enabller]"], "did you mean 'enabler'"),
        (["search=[]"], "expected all, or a list"),
        (["search=some"], "expected all, or a list"),
        (["search=[enabler,enabler]"], "expected each name once"),
        (["search=[demand]"], "follows a series"),
        (["search=all", "plans=[enabler]"], "either search= or plans="),
        (["search=[enabler]", "plan.coaching.from=1"], "the search has no such thing"),
        (["search=[enabler]", "plan=[coaching]"], "only entries are said"),
        (["search=[enabler]", "plan.enabler.frm=1"], "plan.enabler.from"),
        (["money=1"], "a limit of a search"),
        (["search=all", "money=-1"], "must lie from 0"),
    ],
)
def test_what_cannot_be_searched_is_refused_in_one_line(words: list[str], says: str) -> None:
    with pytest.raises(InputError) as refused:
        ask("portfolio", words)
    assert says in str(refused.value) and "\n" not in str(refused.value)
