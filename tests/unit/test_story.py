"""A story: which pair is in the middle, what is worth a line, every sentence, the page, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.analysis.headline import HEADLINE
from sim.analysis.story import Story, Twin, effects_of, middle, story, watched
from sim.cli.options import ask
from sim.cli.story import events_frame, page_of, pairs_frame, summary
from sim.core.parameters import InputError
from sim.events import KINDS, Event
from sim.events.notable import SUMMARY, Line, lines_of, telling, worth_a_line
from sim.report.figures.story_lanes import story_lanes, years_of
from sim.report.pages.story import time_line
from sim.report.text import story_words
from sim.report.text.story_finding import furthest, rows, title, which
from sim.report.text.story_words import Names, month_of, sentence, when
from tests.unit.made_up import comparison
from tests.whole import differing, scenario

NAMES = ("As today", "Working as one system")


def event(what: str, *who: str, week: int = 60, number: float = 0.5) -> Event:
    return Event(week, who, what, number)


@pytest.fixture(scope="module")
def found() -> Story:
    return story(scenario("behaviour=siloed"), scenario("behaviour=collaborative"), range(2), seed=1)


def test_the_middle_is_the_first_pair_that_lies_nearest_to_the_median() -> None:
    assert middle(np.array([5.0, 1.0, 2.0, 3.0, 9.0])) == 3
    assert middle(np.array([4.0, 1.0, 2.0, 9.0])) == 0, "the median is 3, from which 4 and 2 lie as far"
    shifts: Any = {"four_hour": np.where(np.arange(40) == 7, 0.02, 0.01)}
    pairs = comparison(shifts)
    people, one = effects_of(pairs, "people"), effects_of(pairs, "four_hour")
    assert people[7] == pytest.approx(4.0 / len(HEADLINE)) and one[7] == pytest.approx(0.02)


def test_worth_a_line_are_the_largest_of_a_kind_in_a_year() -> None:
    most = KINDS["conflict_ruptured"].most
    events = [event("conflict_ruptured", "a", "b", week=n, number=n % 7) for n in range(0, 52, 4)]
    chosen = worth_a_line([*events, event("conflict_ruptured", "a", "b", week=52, number=0.1)])
    assert most == 1 and sorted(week for week, _, _ in chosen) == [20, 52], "20 and 48 are alike, and 20 is earlier"
    assert not worth_a_line([event("promise_shrunk", "a", "b")]), "the log alone has it"


def test_what_is_worth_a_line_on_one_side_stands_on_the_other_too_if_it_happened_there() -> None:
    large, small = event("cost_moved", "a", "b", week=9, number=0.9), event("cost_moved", "c", "d", week=5, number=0.2)
    twin = [event("cost_moved", "c", "d", week=5, number=0.3)]
    assert lines_of([small, large], twin) == [Line(small, twin[0]), Line(large, None)]
    assert Line(None, small).event is small


def test_a_summary_takes_what_never_happened_in_the_twin_the_largest_of_each_kind() -> None:
    adopted = [
        event("project_adopted", name, week=week, number=week) for week, name in ((80, "x"), (90, "y"), (99, "z"))
    ]
    raised = event("difference_raised", "a", "b", week=3)
    twin = [event("project_adopted", "z", week=120)]
    assert telling([*adopted, raised], twin, 6) == [raised, adopted[1]], "z was adopted in the twin, too, if later"
    assert telling([*adopted, raised], twin, 1) == [adopted[1]]
    assert set(SUMMARY) <= set(KINDS)


@pytest.mark.parametrize(
    ("said", "one"),
    [
        (
            "The chief of Anyplace Council leaves; nobody follows for 22 weeks.",
            event("leader_left", "council/chief", number=21.6),
        ),
        (
            "A new lead professional of home care providers starts: the post stood empty for 12 weeks.",
            event("leader_started", "home_care/professional", number=12.0),
        ),
        (
            "The team of home care providers promises Anyplace Council more than half of full joint work (56%).",
            event("promise_grown", "home_care", "council", number=0.56),
        ),
        (
            "Home first from hospital: the pilot is adopted, 39 weeks after it was begun.",
            event("project_adopted", "home_first", number=39.0),
        ),
        (
            "Home first from hospital: the pilot is given up after at least 60 weeks.",
            event("pilot_given_up", "home_first", number=60.0),
        ),
        (
            "Home first from hospital: approved after 1 week, its pilot begins.",
            event("pilot_begun", "home_first", number=1.0),
        ),
        (
            "Somebody is ready to leave hospital, and waits for home care: 8.9 days to go.",
            event("ready_for_home_care", number=8.92),
        ),
        (
            "2 teams begin working as one system: Anyplace Council and home care providers.",
            event("teams_joined", "council", "home_care", number=2.0),
        ),
        ("1 team stops working as one system: Anyplace Council.", event("teams_stopped", "council", number=1.0)),
        ("A hard winter begins: 10% more people need hospital at once.", event("hard_winter_began", number=0.1)),
    ],
)
def test_a_sentence_is_made_of_the_event_alone(said: str, one: Event) -> None:
    assert sentence(one, Names(scenario())) == said


def test_every_kind_has_a_sentence_with_its_number_and_a_planned_thing_has_its_label() -> None:
    assert set(story_words._SAID) == set(KINDS)
    made = scenario().with_plan({"mine": {"what": "enabler"}, "more": {"what": "beds.added", "dose": 0.1}})
    for kind in KINDS.values():
        who = ["care_plans"] if kind.group == "joint projects" else ["mine"] if kind.name.startswith("plan") else None
        seat = ["council/finance"] if kind.group == "leaders" else ["acute", "council"]
        text = sentence(event(kind.name, *(who or seat), number=3.0), Names(made))
        assert text.endswith(".") and "{" not in text and any(letter.isdigit() for letter in text)
    said = [sentence(event("plan_began", name), Names(made)) for name in ("mine", "more")]
    assert said[0].startswith("A plan begins for all organisations: an enabler") and "(at 50% of full" in said[0]
    assert "beds" in said[1] and said[1].endswith(" (0.5).")


def test_weeks_have_months_from_april_on() -> None:
    assert [month_of(week) for week in (0, 4, 5, 39, 51, 52)] == ["April", "April", "May", "January", "March", "April"]
    assert when(52 + 39) == "Year 2, January"


def test_a_part_of_a_year_has_its_name_in_its_own_middle() -> None:
    starts, ends = years_of(104 + 12)
    assert (list(starts), list(ends)) == ([0, 52, 104], [52, 104, 116])


def test_a_watched_pair_is_that_pair(found: Story) -> None:
    assert (found.seed, found.run, found.chosen) == (1, 1, True)
    again = watched(scenario("behaviour=siloed"), (0, 1), 1)
    assert again.events == found.base.events and found.base.record.weeks == 52
    delayed = found.base.record.by_week("delayed").sum(axis=1)[1:].reshape(13, 4).mean(axis=1)
    held = found.comparison.base.series["delayed"][:, 1]
    assert delayed == pytest.approx(held)


def test_a_watched_run_has_its_own_values_of_what_differs_by_run() -> None:
    plan = {"enabler": {"from": 0.25, "until": 0.75}}
    made = scenario("behaviour=siloed").with_plan(plan)
    by_run = {"demand.growth": np.array([0.0, 0.05]), "plan.enabler.dose": np.array([1.0, 0.25])}
    several = made.varied(by_run)
    for run in (0, 1):
        own = made.varied({key: float(values[run]) for key, values in by_run.items()})
        twin, alone = watched(several, (0, 1), run), watched(own, (0, 1), run)
        assert twin.events == alone.events
        assert not differing(twin.record.arrays, alone.record.arrays)
        (began,) = (event for event in twin.events if event.what == "plan_began")
        assert began.number == by_run["plan.enabler.dose"][run]
    assert differing(watched(several, (0, 1), 0).record.arrays, watched(several, (0, 1), 1).record.arrays)


def test_the_page_has_both_futures_side_by_side_and_all_that_was_logged(found: Story) -> None:
    page = str(time_line(found))
    assert page.count('colspan="2"') >= 3, "leaders leave and people wait in both alike"
    assert "begin working as one system" in page and "Working as one system" in page
    study = page_of(found, "people")
    assert "the one asked for, of seed 1" in study.finding[2] and study.closing[0].startswith("Only with every")
    assert story_lanes(found, NAMES, "A title") == story_lanes(found, NAMES, "A title")
    log = events_frame(found)
    assert len(log) == len(found.base.events) + len(found.alternative.events) and set(log["arm"]) == {
        "base",
        "alternative",
    }
    assert np.count_nonzero(log["shown"]) > 10 and not log.isna().to_numpy().any()
    assert list(pairs_frame(found)["chosen"]) == [False, True]
    assert any("begin working as one system" in one for one in summary(found)["Working as one system"])


def made_up(**shifts: Any) -> Story:
    pairs = comparison({name: np.asarray(value) for name, value in shifts.items()})
    nothing: Any = None
    twins = [Twin(one.scenario, nothing, ()) for one in (pairs.base, pairs.alternative)]
    return Story(pairs, effects_of(pairs, "people"), 3, False, twins[0], twins[1])


def test_the_finding_is_what_the_two_differ_in_most() -> None:
    helped = made_up(four_hour=0.01, delayed=-30.0)
    assert furthest(helped) == "delayed"
    assert title(helped, NAMES).startswith(
        f"In year {helped.comparison.years} of this future, with working as one system, fewer people are kept in"
    )
    assert "more people are kept in hospital" in title(made_up(delayed=30.0), NAMES)
    assert "no difference in any of the 6" in title(made_up(), NAMES)
    assert "the one in the middle (seed 3)" in which(helped, "people")
    asked = replace(helped, chosen=True, effects=np.array([0.3, 0.1, 0.4, 0.2]))
    assert which(asked, "delayed").endswith("1 lies below it.") and "the difference in “" in which(asked, "delayed")
    assert all(line[3] == line[4] for line in rows(helped)), "made up alike in every pair"
    assert [line[3] for line in rows(helped)][1] == "−30"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["seed=first"], "seed = 'first': expected a whole number from 0"),
        (["seed=-1"], "seed = -1: expected a whole number from 0"),
        (["behaviours=[siloed,colaborative]"], "did you mean 'collaborative'"),
        (["behaviours=[siloed]"], "expected a list of two"),
        (["outcome=net_cost"], "expected an outcome, such as delayed"),
        (["outcome=delayd"], "did you mean 'delayed'"),
        (["replications=1"], "expected a whole number from 2"),
        (["sed=1"], "did you mean 'seed'"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(words: list[str], says: str) -> None:
    with pytest.raises(InputError) as refused:
        ask("story", words)
    assert says in str(refused.value) and "\n" not in str(refused.value)


def test_a_story_is_asked_for_as_anything_else() -> None:
    asked = ask("story", ["seed=7", "plan=[enabler]", "pressure=austerity"])
    assert asked.settings["seed"] == 7 and asked.settings["outcome"] == "people"
    base, other = asked.scenarios
    assert not base.plan and len(other.plan) == 1 and base.behaviour == "siloed"
