"""The page of a story: what both futures share stands across, what one has alone on its side, a table for each year."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from sim.analysis.story import Story, Twin
from sim.core.arithmetic import ROUNDS_PER_YEAR
from sim.events import Event
from sim.report.pages.story import apart, names_of, time_line
from tests.unit.made_up import comparison

NOTHING: Any = None


def story(base: tuple[Event, ...], other: tuple[Event, ...]) -> Story:
    """Return the fourth of five pairs; 20 fewer are delayed with the alternative, and 100 more in year 2 in both."""
    pairs = comparison({"delayed": -20.0}, futures=5)
    for one in (pairs.base, pairs.alternative):
        one.series["delayed"][ROUNDS_PER_YEAR : 2 * ROUNDS_PER_YEAR] += 100.0
    twins = Twin(pairs.base.scenario, NOTHING, base), Twin(pairs.alternative.scenario, NOTHING, other)
    return Story(pairs, np.arange(5.0), 3, False, *twins)


def happened(what: str, week: int, number: float) -> Event:
    return Event(week, (), what, number)


WINTER, ROUND = happened("hard_winter_began", 3, 0.2), happened("way_round_bought", 3, 2.0)
SMALLER, OVER = happened("way_round_bought", 10, 1.0), happened("hard_winter_ended", 52, 7.0)
HARDEST = happened("hardest_week", 103, 40.0)
BEGINS = "A hard winter begins: 20% more people need hospital at once."


@cache
def page() -> str:
    """Return the two futures, year by year."""
    return str(time_line(story((WINTER, ROUND, SMALLER, OVER), (WINTER, replace(ROUND, number=3.0), HARDEST))))


def event(group: str, said: str, kind: str = "") -> str:
    return f'<p class="event {kind or group.lower()}"><small>{group}</small>{said}</p>'


def bought(pounds: str) -> str:
    return event("Pressures", f"The hospital buys its way round its partners, for £{pounds}m a year.")


def test_what_is_the_same_in_both_stands_across_and_the_week_is_named_once() -> None:
    label = '<th scope="row">April<small>week 4</small></th>'
    across = f'<tr>{label}<td colspan="2">{event("Pressures", BEGINS)}</td></tr>'
    # the same week, by another degree: under it, an empty cell in place of the week
    assert f"{across}<tr><td></td><td>{bought('2.00')}</td><td>{bought('3.00')}</td></tr></tbody>" in page()
    assert page().count("week 4<") == 1


def test_what_happened_in_one_future_alone_leaves_the_other_side_empty() -> None:
    first = '<th scope="row">April<small>week 1</small></th>'
    last = '<th scope="row">March<small>week 52</small></th>'
    over = event("Pressures", "The hard winter is over, after 7 weeks.")
    hardest = event("People", "The hardest week of the winter: 40 people are ready to leave hospital and cannot.")
    assert f"<tr>{first}<td>{over}</td><td></td></tr>" in page()
    assert f"<tr>{last}<td></td><td>{hardest}</td></tr></tbody>" in page()


def test_events_are_counted_in_both_futures_and_the_smaller_of_a_kind_is_left_out() -> None:
    assert "Of 7 events 6 are shown" in page() and "£1.00m" not in page()


def test_weeks_are_parted_into_years_each_with_its_means_at_its_head() -> None:
    assert page().count("<table") == 2 and [page().count(f"<h3>Year {year}</h3>") for year in range(4)] == [0, 1, 1, 0]
    one, two = page().split("<h3>Year 2</h3>")
    assert "week 4<" in one and "week 4<" not in two and "week 52<" in two
    for part, base, other in ((one, "80", "60"), (two, "180", "160")):
        # the fourth of five futures lies a half per cent above the middle: 80.4, 72.36% and 40,200
        (means,) = [row for row in part.split("<tr") if row.startswith(' class="part"')]
        here, there = means.split("<td>")[1:]
        assert ": " + base in here and ": " + other in there and "40,200" in here and "72.4%" in there
        assert means.startswith(' class="part"><th scope="row">The year</th>')
        assert part.index('class="part"') < part.index("<small>week")


def test_the_base_stands_to_the_left() -> None:
    names = names_of(story((), ()))
    assert names == ("Every organisation for itself", "Working as one system")
    heads = [
        f'<th scope="col" class="{kind}">{name}</th>' for kind, name in zip(("base", "alternative"), names, strict=True)
    ]
    assert f'<th scope="col">When</th>{"".join(heads)}' in page()


def test_what_set_the_two_apart_has_a_list_or_says_that_there_is_nothing() -> None:
    said = str(apart(story((), ()), {"Every organisation for itself": ["One.", "Two."], "Working as one system": []}))
    assert '<h3 class="base">Only with every organisation for itself</h3><ul><li>One.</li><li>Two.</li></ul>' in said
    assert '<h3 class="alternative">Only with working as one system</h3><p>Nothing of note.</p>' in said
