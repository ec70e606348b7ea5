"""Parts of the headline at their limits: what is said early, which words a share of futures gets, and what is left."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.analysis.effect import Shares
from sim.analysis.finding import Early, Finding
from sim.report.text.rows import names_of, rows
from sim.report.text.sentence import Headline, headline, in_sentence, title
from sim.report.text.tie import breakers, changes, time, uptake
from tests.unit.made_up import comparison, some

ALONE, TOGETHER = "every organisation for itself", "working as one system"
BETTER, TIED = comparison({"delayed": -20.0}).finding, comparison().finding


def ahead(better: float, same: float, worse: float) -> str:
    return title(replace(BETTER, ahead=Shares(better, same, worse)))


def test_names_begin_small_the_base_first() -> None:
    assert in_sentence(BETTER) == (ALONE, TOGETHER)


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        (
            (0.5, 0.0, 0.5),  # as often: the alternative is named first
            f"In 5 of 10 futures people come out ahead with {TOGETHER}; in none nobody could tell; in 5 with {ALONE}",
        ),
        (
            (0.3, 0.3, 0.4),
            f"In 4 of 10 futures people come out ahead with {ALONE}; in 3 nobody could tell; in 3 with {TOGETHER}",
        ),
        (
            (0.97, 0.03, 0.0),
            f"In nearly every future people come out ahead with {TOGETHER}; in hardly any nobody could tell; "
            f"in none with {ALONE}",
        ),
        (
            (0.0, 0.97, 0.03),
            f"In hardly any future do people come out ahead with {ALONE}; in nearly every one nobody could tell; "
            f"in none with {TOGETHER}",
        ),
    ],
)
def test_the_title_has_words_for_none_hardly_any_and_nearly_every(
    shares: tuple[float, float, float], said: str
) -> None:
    assert ahead(*shares) == said


@pytest.mark.parametrize(
    ("early", "said"),
    [
        (Early(1, 2.0, 1.0), "first year you would see little but 1.0 hours a week of each leader and £2.0m a year"),
        (Early(2, 2.0, 1.0), "first 2 years you would see little but 1.0 hours a week of each leader and £2.0m a year"),
    ],
)
def test_early_years_name_hours_and_money(early: Early, said: str) -> None:
    assert headline(_with_early(early)).early == f"For the {said} spent."


@pytest.mark.parametrize("early", [Early(1, 0.0, 1.0), Early(1, 2.0, 0.0), Early(1, 0.0, 0.0)])
def test_early_years_in_which_either_is_nothing_are_said_plainly(early: Early) -> None:
    assert headline(_with_early(early)).early == "For the first year you would notice little."


def test_without_early_years_or_without_a_gain_nothing_is_said_of_them() -> None:
    assert headline(BETTER).early == ""
    lost = comparison({"delayed": 20.0}).finding
    lost.__dict__["early"] = Early(1, 2.0, 1.0)
    assert headline(lost).early == ""


def _with_early(early: Early) -> Finding:
    made = replace(BETTER)
    made.__dict__["early"] = early  # as if found
    return made


def test_a_headline_gives_its_parts_in_order_without_the_empty_ones() -> None:
    one = Headline("T", "both", "gained", "lost", "", "rest", "", "cost", "", "counted")
    assert one.by_kind() == {name: name for name in ("gained", "lost", "rest", "cost", "counted")}
    assert one.parts() == ["gained", "lost", "rest", "cost", "counted"]
    assert one.text() == "gained lost rest cost counted"


@pytest.mark.parametrize(
    ("shift", "kind"), [(-20.0, "better"), (20.0, "worse"), (0.0, "tie"), (some(-20.0, 0.5) + 10.0, "tie")]
)
def test_the_kind_is_by_what_is_gained_and_lost(shift: object, kind: str) -> None:
    assert headline(comparison({"delayed": shift}).finding).kind == kind


def test_a_tie_names_what_futures_divide_on() -> None:
    split = headline(comparison({"delayed": some(40.0, 0.5) - 20.0}).finding)
    assert split.tie.startswith(
        "For people it is a tie: on none of six things that matter to them does either do better in most futures "
        "(futures divide on people ready to leave hospital who cannot)."
    )


def test_a_tie_on_which_futures_do_not_divide_says_nothing_of_it() -> None:
    assert "things that matter to them does either do better in most futures. N" in headline(TIED).tie


def test_at_most_three_changes_are_named_with_both_levels() -> None:
    one = changes(comparison({"trust": -0.1}).finding)
    assert one == "What did change: trust between partners (0.50 becomes 0.40)."
    four = changes(comparison(dict.fromkeys(("within_18_weeks", "independence", "trust", "occupancy"), 0.1)).finding)
    assert four == (
        "What did change: people who need home care and have it (50.0% becomes 60.0%), waiting less than 18 weeks "
        "(50.0% becomes 60.0%) and beds in use (50.0% becomes 60.0%)."
    )


@pytest.mark.parametrize("shift", [{"programme_cost": 5.0}, {"beds": 50.0}, {"agreement": 0.3}, {"delayed": -20.0}])
def test_costs_what_is_neither_good_nor_bad_illustrations_and_headlines_are_no_change(
    shift: dict[str, float],
) -> None:
    assert changes(comparison(shift).finding) == "Nothing else that can be told from evidence changed either."


@pytest.mark.parametrize(("many", "words"), [(7, False), (8, True)])
def test_it_takes_eight_futures_in_which_more_took_part_to_say_what_they_do(many: int, words: bool) -> None:
    # of forty futures, the last few take part more than the middle one, and there fewer people wait
    last = [0.2 if k >= 40 - many else 0.0 for k in range(40)]
    made = comparison({"takes_part": some(0.0, 1.0), "delayed": some(0.0, 1.0)})
    made.alternative.series["takes_part"][:] = [0.4 + one for one in last]
    made.alternative.series["delayed"][:, 40 - many :] -= 20.0
    said = uptake(made.finding)
    assert bool(said) is words
    if words:
        assert said == (
            "more teams that really change (where more than 4 in 10 do, the alternative is better on one of six "
            "counts, such as people ready to leave hospital who cannot, in 8 of 8 futures)"
        )
        assert breakers(made.finding) == f"What would break the tie: {said}."


@pytest.mark.parametrize(
    ("earlier", "gain", "said"),
    [
        # of 80 people 4 would be noticed: a gap of more than 1 and less than 4 counts, if it grew by a quarter
        (1.5, 2.0, "−2"),
        (1.7, 2.0, ""),
        (0.0, 1.2, "−1"),
        (0.0, 0.9, ""),
        (-5.0, 2.0, "−2"),  # what was worse before counts as nothing
        (2.0, 3.8, "−4"),
        (2.0, 4.4, ""),  # noticed already
        (0.0, -2.0, ""),
    ],
)
def test_more_time_would_break_a_tie_where_a_gap_not_yet_noticed_has_grown_by_a_quarter_in_two_years(
    earlier: float, gain: float, said: str
) -> None:
    week = np.arange(4 * 13)[:, None]
    shift = np.where(week < 13, 0.0, np.where(week < 26, -earlier, np.where(week < 39, 0.0, -gain)))
    words = "more time (the gap in people ready to leave hospital who cannot, {} after 4 years, is still growing)"
    assert time(comparison({"delayed": shift}, years=4).finding) == (words.format(said) if said else "")


def test_of_less_than_four_years_nothing_is_said_about_more_time() -> None:
    week = np.arange(3 * 13)[:, None]
    assert time(comparison({"delayed": np.where(week < 26, 0.0, -2.0)}, years=3).finding) == ""


def test_where_nothing_would_break_the_tie_it_says_so() -> None:
    assert breakers(TIED) == (
        "Nothing in these runs shows what would break the tie: the pressure map looks for it in other worlds."
    )


def test_a_row_has_a_word_for_its_verdict_and_another_where_more_is_neither_good_nor_bad() -> None:
    shares = {
        "better": Shares(1, 0, 0),
        "worse": Shares(0, 0, 1),
        "tie": Shares(0, 1, 0),
        "open": Shares(0.4, 0.2, 0.4),
    }
    row = next(one for found in rows(BETTER).values() for one in found)
    seen = [
        [replace(row, effect=replace(row.effect, shares=each), said=kind if judged else None).words
         for kind, each in shares.items()]
        for judged in (True, False)
    ]  # fmt: skip
    assert seen == [["better", "worse", "same", "divided"], ["more", "less", "same", "divided"]]


def test_rows_have_no_verdict_where_more_is_neither_and_illustrations_are_called_so() -> None:
    found = comparison({"beds": 50.0, "delayed": -20.0, "agreement": 0.3, "trust": -0.1}).finding
    by_name = {row.effect.outcome.name: row for part in rows(found).values() for row in part}
    assert (by_name["beds"].said, by_name["beds"].words) == (None, "more")
    assert (by_name["delayed"].said, by_name["trust"].said) == ("better", "worse")
    assert (by_name["delayed"].unit, by_name["delayed"].paired.better) == ("people on a day", 10)
    assert names_of(found, "better") == [
        "People ready to leave hospital who cannot",
        "Agreement on what to achieve (illustrative)",
    ]
    assert names_of(found, "worse") == ["Trust between partners"]
