"""Titles of figures: which are named, how many, one and many, and what is said where nothing stands out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.analysis.channels import CHANNELS
from sim.analysis.effect import Shares
from sim.analysis.headline import HEADLINE
from sim.analysis.measures import measure
from sim.analysis.portfolio import Worth
from sim.analysis.replications import Enough
from sim.analysis.sensitivity import Screened, Share
from sim.report.figures.channel_bars import channel_title, helps
from sim.report.figures.fans import fan_title, under_line
from sim.report.figures.plan_scatter import scatter_title
from sim.report.figures.precision_lines import enough_title
from sim.report.figures.sensitivity_bars import screening_title, split_title
from sim.report.figures.ten_features import features_title
from sim.report.figures.trust_network import Relations, short_names, snapshot_rounds, snapshot_years
from sim.report.pages.pictures import people_alt
from tests.unit.made_up import comparison
from tests.unit.report.made_effect import effect

FINDING = comparison().finding
FIRST, SECOND, THIRD, *_ = CHANNELS
COST, NO_GAIN, NO_LOSS = "the cost of working together", "No channel brings a gain", "nothing takes much away"
ONE, BOTH = "Knowing each other", "Knowing each other and hand-overs"
MOST_IN = "of the ten features of systems leadership; most in:"


def gaps(*parts: dict[str, float]) -> dict[str, dict[str, float]]:
    """Return gaps of the headline outcomes in days at home's way: more of each part is better, whatever the outcome."""
    given = [*parts, *[{}] * (len(HEADLINE) - len(parts))]
    return {
        name: {channel: helps(name, part.get(channel, 0.0)) for channel in CHANNELS}
        for name, part in zip(HEADLINE, given, strict=True)
    }


def test_a_part_helps_where_it_goes_the_better_way() -> None:
    assert (helps("delayed", -3.0), helps("days_at_home", -3.0), helps("beds", -3.0)) == (3.0, -3.0, -3.0)


@pytest.mark.parametrize(
    ("parts", "gain", "loss"),
    [
        ([{FIRST: 1.0}], f"{ONE} brings most of what is gained", NO_LOSS),
        ([{COST: -1.0}], NO_GAIN, f"{COST} takes most away"),
        ([{FIRST: 1.0, COST: -0.5}], f"{ONE} brings most of what is gained", f"{COST} takes most away"),
        # what is a fiftieth of the largest or less is nothing to speak of
        ([{FIRST: 1.0, COST: -0.02}], f"{ONE} brings most of what is gained", NO_LOSS),
        ([{FIRST: 1.0, COST: -0.03}], f"{ONE} brings most of what is gained", f"{COST} takes most away"),
        ([{FIRST: 0.02, COST: -1.0}], NO_GAIN, f"{COST} takes most away"),
        ([{FIRST: 0.03, COST: -1.0}], f"{ONE} brings most of what is gained", f"{COST} takes most away"),
        # the second is named too if it leads twice at least, and in one outcome less at most; never a third
        ([{FIRST: 1.0}] * 3 + [{SECOND: 1.0}] * 2, f"{BOTH} bring most of what is gained", NO_LOSS),
        ([{FIRST: 1.0}] * 4 + [{SECOND: 1.0}] * 2, f"{ONE} brings most of what is gained", NO_LOSS),
        ([{FIRST: 1.0}] * 2 + [{SECOND: 1.0}], f"{ONE} brings most of what is gained", NO_LOSS),
        (
            [{FIRST: 1.0}] * 2 + [{SECOND: 1.0}] * 2 + [{THIRD: 1.0}] * 2,
            f"{BOTH} bring most of what is gained",
            NO_LOSS,
        ),
        ([{FIRST: -1.0}] * 3 + [{COST: -1.0}] * 3, NO_GAIN, f"knowing each other and {COST} take most away"),
    ],
)
def test_channels_that_lead_most_outcomes_are_named(parts: list[dict[str, float]], gain: str, loss: str) -> None:
    assert channel_title(gaps(*parts)) == f"{gain}; {loss}"


def test_where_nothing_passes_there_is_nothing_to_explain() -> None:
    assert channel_title(gaps()) == "Nothing passes through any channel: there is no gap to explain"


@pytest.mark.parametrize(
    ("shifts", "said"),
    [
        ({}, "In none of the ten features of systems leadership do the two differ"),
        ({"nudging": 0.019}, "In none of the ten features of systems leadership do the two differ"),
        ({"nudging": -0.2}, f"The two differ in one {MOST_IN} “influence, not rank”"),
        (
            {"nudging": 0.2, "contested": -0.4, "experimental": 0.1, "collective": 0.3},
            f"The two differ in 4 {MOST_IN} “conflict spoken of”, “collective” and "
            "“influence, not rank”",
        ),
    ],
)  # fmt: skip
def test_features_that_differ_are_counted_and_the_three_largest_named(shifts: dict[str, float], said: str) -> None:
    assert features_title(comparison(shifts).finding) == said


@pytest.mark.parametrize(
    ("shares", "median", "said"),
    [
        (Shares(0.1, 0.9, 0.0), 0.0, "Days at home: no difference you would notice in 9 of 10 futures"),
        (
            Shares(0.4, 0.2, 0.4),
            0.0,
            "Days at home: futures divide: 4 of 10 futures better, 4 worse, 2 much the same",
        ),
        (
            Shares(0.7, 0.1, 0.2),
            50.0,
            "With working as one system, people spend more days at home in 7 of 10 futures; in the middle one about 50 "
            "more a year for every 1,000 people",
        ),
        (
            Shares(0.2, 0.1, 0.7),
            -50.0,
            "With working as one system, people spend fewer days at home in 7 of 10 futures; in the middle one about "
            "50 fewer a year for every 1,000 people",
        ),
    ],
)
def test_a_fan_is_named_by_what_most_futures_say(shares: Shares, median: float, said: str) -> None:
    assert fan_title(effect("days_at_home", 362_000.0, median, shares=shares), FINDING) == said


def test_a_fan_says_gains_without_meaningfully_and_how_to_read_it() -> None:
    one = effect("emergency_need", 34_000.0, -425.0, shares=Shares(1.0, 0.0, 0.0))
    assert fan_title(one, FINDING).startswith("With working as one system, fewer people become ill enough")
    pair = "Line: the middle of 40 possible futures. Dark band: half of them. Pale band: 8 in 10."
    assert under_line(FINDING) == f"{pair} Mean of the year before."
    assert under_line(replace(FINDING, years=1)) == f"{pair} Every four weeks."


def screened(key: str, mean: float = 1.0) -> Screened:
    return Screened(key, 1.0, 0.1, mean, 0.5)


def test_parameters_that_stand_out_are_named_and_no_more() -> None:
    both = [screened("demand.growth"), screened("pressure.level")]
    says = [screening_title(both, measure("delayed"), leading) for leading in (0, 1, 2)]
    effect_on = "the effect on people ready to leave hospital who cannot"
    assert says == [
        f"No parameter stands out in moving {effect_on}: chance could have made the order",
        f"“Growth of need for care” moves {effect_on} most",
        f"“Growth of need for care” and “pressure at month 0” move {effect_on} most",
    ]


def test_shares_alone_add_up_to_nothing_at_least_and_to_all_at_most() -> None:
    shares = [Share("demand.growth", 0.5, 0.1, 0.6, 0.1), Share("pressure.level", 0.25, 0.1, 0.3, 0.1)]
    tail = "taken one at a time the 2 explain "
    assert split_title(shares, 1) == f"“Growth of need for care” explains most of the spread; {tail}75% of it"
    assert split_title(shares, 2).startswith("“Growth of need for care” and “pressure at month 0” explain most of the")
    assert split_title(shares, 0) == (
        f"No parameter stands out in what explains the spread: chance could have made the order; {tail}75% of it"
    )
    assert split_title([replace(one, first=0.7) for one in shares], 1).endswith(f"{tail}100% of it")
    assert split_title([replace(one, first=-0.1) for one in shares], 1).endswith(f"{tail}0% of it")


def test_how_many_are_enough_is_found_or_carried_on() -> None:
    enough = Enough((), 0.5, 0.05, 1_200, True, "delayed", "effect")
    name = "people ready to leave hospital who cannot"
    assert enough_title(enough) == f"1,200 pairs of futures are enough; {name} needs most"
    assert enough_title(replace(enough, tried=False)) == (
        f"More are needed than were run: about 1,200 pairs of futures, for {name}"
    )


def test_plans_that_none_beats_are_named_only_where_one_surely_helps() -> None:
    one = Worth("a", 1.0, 0.5, 1.5, 0.6, 0.2, 0.2, 1.0, 0.5, 0.0, float("nan"), 0, "", 1.0)
    two = replace(one, plan="b", low=-0.5, beaten_by="a")
    labels = ["Coaching", "A board"]
    assert scatter_title([one, two], labels) == "No other plan beats: coaching"
    assert scatter_title([one, replace(two, beaten_by="")], labels) == (
        "No plan is beaten by another: each is the best for some purse"
    )
    assert scatter_title([replace(one, low=0.0), two], labels) == "No plan surely brings people more than carrying on"
    third = replace(two, plan="c", beaten_by="")
    assert scatter_title([one, two, third], [*labels, "More beds"]) == "No other plan beats: coaching; more beds"


def test_a_network_has_its_mean_its_ends_and_its_years() -> None:
    assert Relations((0.25, 0.75, 0.8), ()).mean == pytest.approx(0.6)
    assert Relations((0.25, 0.75, 0.8), ()).ends == (0.25, 0.8)
    assert (Relations((), ()).mean, Relations((), ()).ends) == (0.0, (0.0, 0.0))
    assert [snapshot_years(years) for years in (1, 2, 3, 6)] == [(0, 1), (0, 1, 2), (0, 1, 3), (0, 1, 3, 6)]
    assert snapshot_rounds(6) == (0, 13, 39, 78)


def test_names_lose_what_several_begin_with_and_plain_ends() -> None:
    assert short_names(["Anyplace General Hospital", "Anyplace Council", "Shires Ambulance Service"]) == [
        "General\nHospital",
        "Anyplace\nCouncil",  # of two words none goes
        "Shires\nAmbulance",  # nobody else begins so, and the third line goes
    ]
    assert short_names(["Home care providers", "Home care team"]) == ["Home care\nproviders", "Home care\nteam"]
    assert short_names(["Coast Primary Care Network"]) == ["Coast\npractices"]


@pytest.mark.parametrize(
    ("label", "said"),
    [
        # of four words the plain one goes; the others take two lines only if these are of sixteen letters
        ("Northern Community Health Services", "Northern\nCommunity Health"),
        ("Northern Community Hospital", "Northern Community\nHospital"),  # wider lines, and still another name
        ("Shropshire Community NHS Foundation Trust", "Shropshire\nCommunity NHS"),
        ("Gloucestershire Council", "Gloucestershire\nCouncil"),  # a word is never broken
        ("Stockton-on-Tees Council", "Stockton-on-Tees\nCouncil"),
        ("Northamptonshire", "Northamptonshire"),
        ("The Trust", "The Trust"),
        # 48 letters: the last word goes, whole, then what is plain
        ("Rural Partnership of Doctors and Nurses at Homes", "Rural Partnership of\nDoctors and Nurses at"),
        ("Services", "Services"),
        ("o" * 50, "o" * 50),
    ],
)
def test_a_name_takes_two_lines_at_most_of_whole_words(label: str, said: str) -> None:
    assert short_names([label]) == [said]


def test_a_word_that_several_names_begin_with_stays_where_it_says_what_they_are() -> None:
    assert short_names(["Care home providers", "Care home team of nurses"]) == [
        "Care home\nproviders",
        "Care home team\nof nurses",
    ]


def test_the_overview_in_words_has_counts_and_points() -> None:
    words = people_alt(comparison({"four_hour": 0.01}).finding)
    assert "A&E visits over within four hours: +1.0 points; of 10 futures 10 better, 0 much the same, 0 worse." in words
    assert words.startswith("In every future people come out ahead with working as one system. People ill enough")
    assert "Days at home: 0; of 10 futures 0 better, 10 much the same, 0 worse." in words
