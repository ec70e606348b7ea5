"""A search for plans: what it tries on how many futures, limits, what none beats, its words, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.analysis import plan_trials
from sim.analysis.plan_choices import Choice, choices_at, choices_of, plan_of_choices, things_of
from sim.analysis.plan_search import Levels, Limits, Parts, Searched, search
from sim.analysis.portfolio import Worth
from sim.cli.options import ask
from sim.core.parameters import InputError
from sim.interventions import INTERVENTIONS
from sim.report.text.search_words import none_sentence, search_sentences
from sim.scenario import load_scenario

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


def test_a_way_that_a_small_place_has_too_few_for_is_left_out_and_a_thing_without_any_is_refused() -> None:
    base, half = load_scenario([]), {"who": {"share": 0.5}}
    assert set(choices_at({"merger": {"what": "merger"}}, base)) == set(choices_of({"merger": {"what": "merger"}}, 6))
    few = replace(base, place=replace(base.place, organisations=base.place.organisations[:3], interfaces=()))
    left = choices_at({"merger": {"what": "merger"}}, few)
    assert left and {one.entry[1]["who"] for one in left.values()} == {"all"}
    with pytest.raises(InputError, match=r"share = 0.5: is 1 organisation of 3, and merger takes at least 2"):
        choices_at({"merger": {"what": "merger", **half}}, few)


def test_every_plan_that_was_tried_is_kept_with_what_it_was_worth_and_how_many_futures_it_met() -> None:
    made = Made()
    found = search(CHOICES, made, 16, Limits(money=1.2))
    every = {one.plan: one for one in found.every}
    assert len(every) == len(found.every) == found.tried and set(every) == {"+".join(plan) for plan, _ in made.met}
    for name, one in every.items():
        parts = tuple(name.split("+"))
        assert (one.people, one.money, one.hours) == tuple(np.sum([WORTH[part] for part in parts], axis=0))
        assert one.futures == sum(len(seeds) for plan, seeds in made.met if plan == parts)
        assert one.over == (one.money > 1.2) and one.found == (parts in found.found)
    assert sum(one.over for one in found.every) == found.over > 0


class Held:
    """Pieces that are held here, and a stop after so many."""

    def __init__(self, most: int) -> None:
        self.pieces, self.most = dict[str, Any](), most

    def found(self) -> dict[str, Any]:
        return dict(self.pieces)

    def keep(self, name: str, levels: Any) -> None:
        if len(self.pieces) >= self.most:
            raise KeyboardInterrupt
        self.pieces[name] = levels


def test_a_search_that_was_stopped_goes_on_with_what_it_had(monkeypatch: pytest.MonkeyPatch) -> None:
    base, choices = load_scenario([]), choices_of(things_of(["enabler", "coaching"], {}), 6)
    ran = list[int]()

    def run_arms(arms: Sequence[Any], seeds: range, workers: int) -> list[Any]:
        ran.append(len(arms) - 1)
        return [(arm.plan, seeds) for arm in arms]

    def levels_of(one: Any) -> Any:
        plan, seeds = one
        gain = [sum(float(entry.dose) * (1 + 0.1 * seed) for entry in plan) for seed in seeds]
        return {"gain": np.array(gain), "money": np.full(len(seeds), len(plan)), "hours": np.zeros(len(seeds))}

    monkeypatch.setattr(plan_trials, "run_arms", run_arms)
    monkeypatch.setattr(plan_trials, "levels_of", levels_of)
    monkeypatch.setattr(plan_trials, "Comparison", lambda base, other: other)

    def searched(pieces: Held) -> Searched:
        some: Any = pieces
        return search(
            choices, plan_trials.Trials(base, choices, range(200), some, 1, lambda *_: lambda _: None), 12, Limits()
        )

    whole = searched(Held(10_000))
    tried, first = sum(ran), Held(7)
    ran.clear()
    with pytest.raises(KeyboardInterrupt):
        searched(first)
    assert len(first.pieces) == 7 and sum(ran) < tried
    ran.clear()
    first.most = 10_000
    assert searched(first) == whole and sum(ran) == tried - 7
    ran.clear()
    assert searched(first) == whole and ran == []


def test_a_plan_that_is_written_reads_back_as_the_same_plan(tmp_path: Path) -> None:
    base, file = load_scenario([]), tmp_path / "plan_1.yaml"
    said = {"enabler": {"until": 2, "price": 0.3}, "coaching": {"who": ["council", "acute"], "ramp": "6m"}}
    things = things_of([*INTERVENTIONS, "collaborative_all", "participation.contact", "beds.added"], said)
    choices = choices_of(things, base.years)
    for name in (name for name in choices if name.endswith(("/0", "/1", "/7"))):
        both = (name,) if name.startswith("enabler/") else ("enabler/0", name)
        made = base.with_plan(plan_of_choices(both, choices))
        file.write_text(plan_trials.written_plan(made), encoding="utf-8")
        again = base.with_plan(str(file))
        assert again == made and hash(again) == hash(made), name
    assert base.with_plan(plan_of_choices(("enabler/0",), choices)).parameters["enabler"].price == 0.3


ONE = Worth("plan_1", 0.5, 0.1, 0.9, 0.6, 0.2, 0.2, 1.5, 0.5, 0.0, float("nan"), 0, "", 1.0)


def test_how_many_were_tried_and_how_far_the_best_of_many_flatters_is_said() -> None:
    searched = Searched((("a/0",), ("b/0",)), (0.9, 0.5), 40, 3)
    said = search_sentences(searched, [ONE, replace(ONE, people=0.3, money=0.5)], 2, 64, Limits(money=1.0))
    assert said[0] == (
        "40 plans of 2 things were tried on at most 64 futures, of which 3 took more than £1m a year; 2 plans that "
        "none beat were run again on 64 fresh futures."
    )
    assert said[1].endswith(
        "plan 1 brought people +0.90 of what one would just notice where it was chosen and +0.50 on fresh futures; "
        "over all that were found the difference "
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
