"""Stories in words and on their time line: sides, levels, one and many, and events by lane and by way."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from sim.analysis.story import Story, Twin
from sim.events import Event
from sim.report.figures import story_lanes
from sim.report.figures.canvas import ALTERNATIVE, BASE
from sim.report.text.story_finding import furthest, levels, rows, title, waits, which
from sim.report.text.story_words import Names, inside, month_of, sentence, when
from sim.scenario import load_scenario
from tests.unit.made_up import comparison
from tests.unit.report.figure_seen import axes_of, colours, lines, texts

A_YEAR = "a year for every 1,000 people"
NAMES = ("Every organisation for itself", "Working as one system")
SCENARIO = load_scenario(["behaviour=siloed", "years=2"])


def event(what: str, *who: str, number: float = 1.0, week: int = 3) -> Event:
    return Event(what=what, who=who, number=number, week=week)


def story(run: int = 3, **shifts: Any) -> Story:
    pairs = comparison({name: np.asarray(value) for name, value in shifts.items()}, futures=5)
    nothing: Any = None
    twins = [Twin(one.scenario, nothing, ()) for one in (pairs.base, pairs.alternative)]
    return Story(pairs, np.array([0.3, 0.1, 0.4, 0.2, 0.5]), run, False, twins[0], twins[1])


def test_levels_are_those_of_the_pair_in_the_last_year() -> None:
    found = story(4, delayed=-20.0)
    assert levels(found, "delayed") == pytest.approx((80.8, 60.8))  # the last of five lies 1% above 80
    found.comparison.alternative.series["delayed"][:26] = 0.0  # the first two years of three
    assert levels(found, "delayed") == pytest.approx((80.8, 60.8))


def test_what_is_furthest_apart_is_said_by_its_own_sign() -> None:
    # 8 people delayed are two smallest differences, 30 days at home are three
    both = story(2, delayed=-8.0, days_at_home=30.0)
    assert furthest(both) == "days_at_home"
    assert furthest(story(2, delayed=-16.0, days_at_home=30.0)) == "delayed"
    begin = "In year 3 of this future, with working as one system,"
    assert title(both, NAMES) == f"{begin} people spend more days at home: 362,030 against 362,000 {A_YEAR}"
    assert title(story(2, days_at_home=-30.0), NAMES) == (
        f"{begin} people spend fewer days at home: 361,970 against 362,000 {A_YEAR}"
    )
    assert title(story(2, emergency_need=-1_000.0), NAMES).startswith(f"{begin} fewer people become ill enough")
    assert title(story(2, delayed=-3.9), NAMES) == (
        f"{begin} people would notice no difference in any of the 6 headline outcomes"
    )


def test_which_pair_it_is_is_said_by_what_pairs_are_ordered_by() -> None:
    found = story(0)
    begin = "Of 5 pairs of futures on the same draws this is"
    assert which(found, "people") == (
        f"{begin} the one in the middle (seed 0): ordered by what the alternative brings people, it lies nearest to "
        "the median."
    )
    assert which(replace(found, chosen=True), "delayed") == (
        f"{begin} the one asked for, of seed 0: ordered by the difference in “people ready to leave hospital who "
        "cannot”, 2 lie below it."
    )
    below = [which(replace(story(run), chosen=True), "delayed") for run in (1, 3)]
    assert [text.split(", ")[-1] for text in below] == ["none lies below it.", "1 lies below it."]


def test_people_are_in_the_finding_with_how_long_they_wait_in_both_futures() -> None:
    def waiting(days: float, weeks: float) -> tuple[Event, ...]:
        return (
            event("ready_for_home_care", number=99.0, week=39),
            event("ready_for_home_care", number=days, week=52 + 39),
            event("joins_waiting_list", number=weeks, week=52),
        )

    def said(base: tuple[Event, ...], other: tuple[Event, ...]) -> str:
        twins = Twin(SCENARIO, None, base), Twin(SCENARIO, None, other)  # type: ignore[arg-type]
        return waits(replace(story(), base=twins[0], alternative=twins[1]), NAMES)

    assert said(waiting(9.04, 31.2), waiting(1.0, 30.6)) == (
        "Somebody who is ready to leave hospital and needs home care waits 9.0 days with every organisation for "
        "itself, 1.0 day with working as one system (January of year 2); somebody who joins the list for planned "
        "treatment waits 31 weeks in both (April of year 2)."
    )
    assert said((), ()) == "", "a run of less than a year may have nobody to tell of"


def test_a_row_has_both_levels_their_difference_and_that_of_the_middle_pair() -> None:
    by_name = {row[0]: row[1:] for row in rows(story(4, four_hour=np.array([0.01, 0.01, 0.01, 0.02, 0.03])))}
    # 72% and 1% more of that is 72.72%, shown as 72.7%; with three points more 75.7%
    assert by_name["A&E visits over within four hours"] == ("72.7%", "75.7%", "+3.0 points", "+1.0 points")
    assert by_name["People ready to leave hospital who cannot"] == ("81", "81", "0", "0")


@pytest.mark.parametrize(
    ("week", "month", "said"),
    [
        (0, "April", "Year 1, April"),
        (8, "May", "Year 1, May"),  # 8 * 12 / 52 is 1.85
        (9, "June", "Year 1, June"),  # 2.08
        (51, "March", "Year 1, March"),
        (52, "April", "Year 2, April"),
        (104, "April", "Year 3, April"),
    ],
)
def test_a_week_stands_in_a_month_of_a_year(week: int, month: str, said: str) -> None:
    assert (month_of(week), when(week)) == (month, said)


def test_a_name_begins_small_within_a_sentence_if_it_is_no_proper_name() -> None:
    assert [inside(label) for label in ("Home care providers", "Anyplace Council", "NHS")] == [
        "home care providers",
        "Anyplace Council",
        "NHS",
    ]


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (event("home_with_care", number=1.0), "goes home, 1.0 day after being ready to leave."),
        (event("home_with_care", number=0.96), "goes home, 1.0 day after being ready to leave."),
        (event("home_with_care", number=2.0), "goes home, 2.0 days after being ready to leave."),
        (event("joins_waiting_list", number=17.6), "for planned treatment: 18 weeks to go."),
        (event("longest_in_a_and_e", number=0.524), "of the winter: 52% of visits are over within four hours."),
        (event("way_round_bought", number=1.256), "its way round its partners, for £1.26m a year."),
        (event("meetings_more", "acute", "council", number=1.26), "more than once a month (1.3 times)."),
        (event("difference_raised", "acute", "council", number=1.04), "and work on it (tension as usual)."),
        (event("conflict_ruptured", "acute", "council", number=2.5), "boils over (tension 2.5 times the usual)."),
        (event("cost_moved", "acute", "council", number=0.5), "a cost on to Anyplace Council (it is 50% ready to)."),
        (event("trust_gained", "acute", "council", number=0.555), "(0.56 on a scale from 0 to 1)."),
        (event("pilot_given_up", "home_first", number=3.0, week=4), "the pilot is given up after 3 weeks."),
        (event("pilot_given_up", "home_first", number=3.0, week=3), "the pilot is given up after at least 3 weeks."),
        (event("project_ended", "home_first", number=1.0, week=9), "comes to an end after 1 week in use."),
        (event("teams_joined", "council", number=1.0), "1 team begins working as one system: Anyplace Council."),
        (event("teams_stopped", "council", "acute", number=2.0), "2 teams stop working as one system: Anyplace Council"
         " and Anyplace General Hospital."),
    ],
)  # fmt: skip
def test_an_event_has_its_number_with_one_and_many(one: Event, said: str) -> None:
    text = sentence(one, Names(SCENARIO))
    assert text.endswith(said) and text[0].isupper() | text[0].isdigit()


def test_a_leader_is_named_by_seat_and_a_team_by_its_organisation() -> None:
    names = Names(SCENARIO)
    assert names.of(event("leader_left", "council/chief")) == ["the chief of Anyplace Council"]
    assert names.of(event("leader_left", "home_care/finance")) == ["the finance lead of home care providers"]
    assert names.of(event("trust_lost", "acute", "council")) == ["Anyplace General Hospital", "Anyplace Council"]
    planned = SCENARIO.with_plan(
        {"a": {"what": "enabler"}, "b": {"what": "beds.added", "dose": 0.1}, "c": {"what": "mixed"}}
    )
    said = [Names(planned).of(event("plan_began", name, number=0.5)) for name in "abc"]
    assert said[0][0] == "all organisations" and said[0][1].endswith(" (at 50% of full strength)")
    assert said[1][1].endswith(" (0.5)") and said[2][1] == "a mix of both"


def twin(delayed: list[float], *events: Event) -> Twin:
    people = np.array(delayed)[:, None] * np.array([[0.25, 0.75]])  # two ways out of hospital
    record: Any = SimpleNamespace(weeks=len(delayed) - 1, by_week=lambda name: people)
    return Twin(SCENARIO, record, events)


def test_people_who_wait_are_the_mean_of_four_weeks_from_the_first_week_on() -> None:
    assert list(story_lanes.waiting(twin([100.0, 4.0, 8.0, 12.0, 16.0, 20.0]))) == pytest.approx([10.0, 14.0])


def test_events_stand_in_lanes_up_down_or_between_and_are_counted() -> None:
    base = twin([8.0] * 105, event("leader_left", week=5), event("leader_started", week=20))
    other = twin([4.0] * 105, event("pilot_begun", week=7))
    pair = replace(story(), base=base, alternative=other)
    above, below = axes_of(story_lanes, lambda: story_lanes.story_lanes(pair, NAMES, "A title"))
    assert lines(above)[0] == ([float(week) for week in range(4, 105)], [8.0] * 101)
    assert colours(above)[:2] == [BASE, ALTERNATIVE] and above.get_ylim()[0] == 0.0
    assert below.get_xlim() == above.get_xlim() == (0.0, 104.0) and below.get_ylim() == (-0.6, 11.4)
    assert [tick.get_text() for tick in below.get_xticklabels()] == ["Year 1", "Year 2"]
    assert list(below.get_xticks()) == [26.0, 78.0]
    marks = [tuple(float(x) for x in place) for dots in below.collections for place in dots.get_offsets()]
    # twelve rows from the top, three a lane: leaders on 11 and 10, joint projects on 2 and 1
    assert marks == [(20.0, 11.17), (5.0, 10.83), (7.0, 1.0)]
    counts = [text for text in texts(below) if text.endswith(("event", "events"))]
    assert counts == ["2 events", "0 events", *["0 events"] * 5, "1 event"]
