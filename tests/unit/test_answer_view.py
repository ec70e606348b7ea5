"""An answer as it is shown: every number on a card, in a fan or in a network is the one that was found."""

import json
from pathlib import Path

import numpy as np
import pytest

from sim import web
from sim.analysis.channels import CHANNELS
from sim.outcomes import OUTCOMES
from sim.unknowns import unknowns
from sim.validation.worlds import some
from sim.whatif import mind, why
from sim.whatif.answer import Answer, answer
from sim.whatif.mind import Ends
from sim.whatif.question import Question
from sim.whatif.view import tell
from sim.whatif.view.answer import key_of, rounded, winter
from sim.whatif.view.cards import DOTS, cards
from sim.whatif.view.catalogue import catalogue
from sim.whatif.view.why import chain, tell_ends, tell_why

ASKED = Question.read(
    {
        "years": 2,
        "a": {"name": "As we are", "behaviour": "siloed"},
        "b": {"name": "<i>Together</i>", "behaviour": "collaborative_all", "values": {"participation.contact": 1.0}},
    }
)


@pytest.fixture(scope="module")
def found() -> Answer:
    return answer(ASKED, some(24))


def test_numbers_have_five_digits_and_are_the_ones_nearest():
    drawn = np.random.default_rng(3).normal(size=5_000) * 10.0 ** np.random.default_rng(4).integers(-9, 10, 5_000)
    values = np.concatenate([drawn, [0.0, -1.0, 99_999.5, 123_456.0, 1e-7]])
    assert rounded(values).tolist() == [float(f"{value:.5g}") for value in values]
    assert rounded(np.array([1e-310, 5e-324])).tolist() == [0.0, 0.0]


def test_it_is_plain_data_and_says_every_outcome_once(found):
    page = tell(found)
    assert json.loads(json.dumps(page, allow_nan=False)) == page
    assert {card["outcome"] for card in page["cards"]} == set(page["fans"]) == set(OUTCOMES)
    assert len(page["cards"]) == len(OUTCOMES)
    assert (page["futures"], page["years"], page["rounds"], page["stage"]) == (24, 2, 26, "first")


def test_worlds_that_were_matched_to_another_place_are_said_to_be(found):
    assert "matched" not in tell(found)["world_words"]
    other = Question.read({**ASKED.plain(), "place": {"figures": {"beds": 530.0}}})
    said = tell(answer(other, some(2)))["world_words"]
    assert said.endswith("matched to the figures of Anyplace (fictional, 300,000 people), and is taken for this place.")


def test_fans_are_the_quantiles_of_the_runs(found):
    fans = tell(found)["fans"]
    both = found.comparison
    gap = {name: both.difference(name) for name in OUTCOMES}
    middle = {name: np.array([fans[name][side]["q50"][-1] for side in "abd"]) for name in OUTCOMES}
    assert all(a + d == pytest.approx(b, rel=1e-4, abs=1e-9) for a, b, d in middle.values())  # two lines subtract
    for side, series in {"a": both.base.series, "b": both.alternative.series, "d": gap}.items():
        for name, values in series.items():
            band = fans[name][side]
            assert band["q50"][:12] == [None] * 12 and len(band["q50"]) == 26
            last = np.quantile(values[13:].mean(axis=0), 0.1 if side == "b" else 0.5)  # the year before the end
            shown = band["q10" if side == "b" else "q50"][-1]
            assert shown == pytest.approx(last, rel=1e-4, abs=1e-12), name
            drawn = [band[q][12:] for q in ("q10", "q25", "q50", "q75", "q90")]
            assert (np.diff(drawn, axis=0) >= -1e-4 * np.abs(drawn[:-1])).all(), name  # to the digits that are drawn


def test_the_network_begins_at_month_0_and_has_a_round_for_every_four_weeks(found):
    network, place = tell(found)["network"], found.comparison.base.scenario.place
    for side in "ab":
        trust, pressure = np.array(network[side]["trust"]), np.array(network[side]["pressure"])
        assert trust.shape == (len(place.interfaces), 27) and pressure.shape == (len(place.organisations), 27)
        assert ((trust >= 0.0) & (trust <= 1.0)).all()
    assert network["a"]["trust"][0][0] == network["b"]["trust"][0][0]  # month 0 is shared
    assert network["a"]["trust"] != network["b"]["trust"]


def test_twenty_dots_stand_for_all_futures(found):
    for card in cards(found.comparison.finding):
        assert len(card["dots"]) == DOTS
        effect = found.comparison.effect(card["outcome"], 2)
        assert abs(card["dots"].count("better") - DOTS * effect.better) < 1.0, card
        assert card["better"] + card["same"] + card["worse"] == card["of"] == 10


def test_names_of_ones_own_stand_in_quotation_marks_and_are_text(found):
    said = tell(found)["sentence"]["title"]
    assert "“<i>Together</i>”" in said and "“As we are”" in said


def test_only_what_moves_numbers_names_an_answer():
    plain = {"years": 2, "a": {"name": "A", "behaviour": "siloed"}}
    renamed = Question.read({**plain, "title": "Other", "a": {"name": "Else", "behaviour": "siloed"}})
    assert key_of(Question.read(plain)) == key_of(renamed)
    moved = Question.read({**plain, "a": {"name": "A", "behaviour": "siloed", "values": {"demand.growth": 0.01}}})
    assert key_of(Question.read(plain)) != key_of(moved)
    assert key_of(Question.read(plain)) != key_of(Question.read({**plain, "place": {"figures": {"beds": 500}}}))


def test_a_hard_winter_is_shaded_where_the_rule_has_it():
    asked = Question.read({"a": {"name": "x", "behaviour": "siloed", "pressure": "hard_winter"}})
    assert winter(asked.scenario("b")) is None
    shaded = winter(asked.scenario("a"))
    assert shaded is not None and shaded["from"] == pytest.approx(1 + 8 / 12, abs=1e-3)
    assert shaded["to"] - shaded["from"] == pytest.approx(10 / 52, abs=2e-3)


def test_parts_of_a_gap_are_what_is_lost_without_each(found):
    worlds = some(3)
    trials = why.trials(ASKED)
    levels = {trial: why.run_trial(trial, ASKED, worlds) for trial in trials}
    parts = why.parts_of(ASKED, levels)
    a, b = levels[why.Trial("a", "whole")], levels[why.Trial("b", "whole")]
    gap = float(np.mean(b["trust"] - a["trust"]))
    assert parts["trust"].whole == gap != 0.0
    assert sum(parts["trust"].channels.values()) + parts["trust"].together == pytest.approx(gap)
    back = levels[why.Trial("b", "lever", "participation.contact")]["trust"]
    assert parts["trust"].levers["participation.contact"] == pytest.approx(gap - float(np.mean(back - a["trust"])))
    page = tell_why(ASKED, parts, 3, tell(found))
    shown = {card["outcome"]: card for card in tell(found)["cards"]}
    for name, one in page[
        "outcomes"
    ].items():  # the gap is the one on the card, and what is left over takes up the rest
        channels = sum(part["part"] for part in one["channels"])
        assert one["all"] == shown[name]["change"] == pytest.approx(channels + one["together"], abs=1e-9)
        assert one["words"].startswith(shown[name]["difference"])
    assert [part["name"] for part in page["outcomes"]["trust"]["channels"]] == list(CHANNELS)
    json.dumps(page, allow_nan=False)


def test_two_futures_that_differ_in_one_thing_owe_all_to_it():
    asked = Question.read({"years": 1, "b": {"name": "x", "behaviour": "siloed", "values": {"demand.growth": 0.05}}})
    assert list(why.differences(asked)) == ["demand.growth"]
    levels = {trial: why.run_trial(trial, asked, some(2)) for trial in why.trials(asked)}
    parts = why.parts_of(asked, levels)["attendances"]
    assert parts.levers == {"demand.growth": parts.whole} and parts.whole > 0.0


def test_the_chain_says_only_what_moved(found):
    same = answer(Question.read({"years": 1, "b": {"name": "x", "behaviour": "siloed"}}), some(4))
    assert chain(same.comparison.finding) == []
    assert any(link.startswith("Leaders met more often") for link in chain(found.comparison.finding))


def test_ends_are_those_of_the_range_and_the_same_beside_others():
    asked, worlds = Question.read({"years": 1}), some(4)
    one, two = mind.candidates(asked)[:2]
    alone, both = mind.at_ends(asked, [two], worlds), mind.at_ends(asked, [one, two], worlds)
    assert alone[0] == both[1]
    page = tell_ends(both, "Ours", len(worlds))
    assert len(page["parameters"]) <= 2


def test_the_leading_numbers_are_among_those_that_worlds_draw():
    assert len(mind.leading()) == mind.LEADING and set(mind.leading()) <= set(unknowns()), "run `make worlds`"


def test_a_number_that_the_question_sets_is_not_among_those_that_may_change_our_mind():
    key = mind.leading()[0]
    middle = {"name": "x", "behaviour": "siloed", "values": {key: 0.5}}
    assert key not in mind.candidates(Question.read({"b": middle}))


def test_the_catalogue_is_plain_data_with_every_declared_thing():
    offered = catalogue("anyplace", "1")
    assert json.loads(json.dumps(offered, allow_nan=False)) == offered
    assert {one["name"] for one in offered["outcomes"]} == set(OUTCOMES)
    assert all(lever["low"] <= lever["default"] <= lever["high"] for lever in offered["levers"])
    assert len(offered["figures"]) == 8 and offered["scoreboard"]["total"] > 40


@pytest.mark.parametrize("end", ["low", "high"])
def test_each_of_the_eight_numbers_can_be_set_to_either_end(end):
    for figure in catalogue("anyplace", "1")["figures"]:
        Question.read({"place": {"figures": {figure["key"]: figure[end]}}}).tried()


@pytest.mark.parametrize("share", [0.25, 0.35, 0.45, 0.55, 0.65])
def test_what_would_change_our_mind_is_counted_once(share):
    """Halves between two tenths: the browser rounded them up, and the words beside the dots to the even one."""
    one = Ends("decision.price", (share, 0.0), (1.0 - share, 0.9))
    (said,) = tell_ends([one], "Ours", 40)["parameters"]
    assert f"in {said['low_tenths']} of 10 futures; as high, in {said['high_tenths']} of 10." in said["words"]
    assert isinstance(said["low_tenths"], int) and abs(said["low_tenths"] - 10 * share) <= 0.5


def test_the_browser_counts_no_tenths_of_what_the_server_words():
    assert "Math.round(share" not in (Path(web.__file__).parent / "static" / "mind.js").read_text(encoding="utf-8")
