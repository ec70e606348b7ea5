"""The stories to start from: each can be read, asked and run, and a file with a fault says which in one line."""

from __future__ import annotations

import math
import re
from pathlib import Path

import numpy as np
import pytest

from sim.analysis.headline import HEADLINE
from sim.core.parameters import InputError
from sim.model.ensemble import run_arms
from sim.plan.entry import ALWAYS
from sim.scenario import declarations, load_scenario
from sim.whatif.published import Published
from sim.whatif.stories import DEFAULT, FOLDER, StoryFile, published_of, read_story, stories

GROUPS = {"How we work", "Leaders", "What we face", "What we have"}
STORIES = {story.id: story for story in stories()}
every_story = pytest.mark.parametrize("story", STORIES.values(), ids=list(STORIES))


def test_each_file_is_a_story_and_the_page_begins_with_the_default() -> None:
    assert len(STORIES) == len(list(FOLDER.iterdir())) >= 12
    assert next(iter(STORIES)) == DEFAULT
    assert {story.group for story in STORIES.values()} >= GROUPS
    assert len({story.title for story in STORIES.values()}) == len(STORIES)


@every_story
def test_a_story_is_short_and_quotes_no_number_that_will_move(story: StoryFile) -> None:
    assert story.title.endswith("?") and len(story.title) <= 60 and story.question.title == story.title
    assert story.teaser.endswith(".") and len(story.teaser) <= 90
    assert 250 <= len(story.notes) <= 700 and re.search(r"\bask\b", story.notes.lower())
    assert not re.search(r"[0-9]", story.notes), "numbers are read off the page"
    assert story.question.story == story.id and story.question.a.name != story.question.b.name


@every_story
def test_what_a_story_sets_is_on_a_slider_that_acts(story: StoryFile) -> None:
    futures = (story.question.a, story.question.b)
    assert futures[0].model_copy(update={"name": futures[1].name}) != futures[1], "nothing differs"
    for future in futures:
        for key, value in future.values.items():
            ask, plausible = declarations()[key].ask, declarations()[key].plausible
            assert ask is not None and plausible is not None, f"{key} has no slider"
            low, high = ask.ends(plausible)
            steps = (value - low) / ask.step
            assert low <= value <= high and steps == pytest.approx(round(steps)), f"{key} = {value} is off its slider"
            assert not ask.only or future.behaviour in ask.only, f"{key} does nothing in {future.behaviour}"
            if ask.both:
                assert all(f.values.get(key) == value for f in futures), f"{key} is of the world: the same in both"


@every_story
def test_a_story_runs_and_its_futures_part(story: StoryFile) -> None:
    plan = [entry for side in ("a", "b") for entry in story.question.scenario(side).plan]
    dates = [entry.start if entry.end == ALWAYS else entry.end for entry in plan]
    years = 1 + math.ceil(max(dates, default=0.0))
    question = story.question.model_copy(update={"years": years})
    a, b = run_arms([question.scenario("a"), question.scenario("b")], range(2))
    for name, values in b.series.items():
        assert values.shape == (13 * years, 2) and np.isfinite(values).all(), name
    parted = any((a.series[name] != values).any() for name, values in b.series.items())
    assert parted or story.id == "as_today", "as today and siloed part only once delays have risen, years later"


GOOD = """
title: What if?
teaser: Something.
group: How we work
notes: Ask.
claims: {trust: better}
source: choice
question:
  a: {name: One, behaviour: siloed}
  b: {name: Two, behaviour: collaborative, values: {participation.contact: 0.5}}
"""
VALUES = "values: {participation.contact: 0.5}"


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_becomes_a_story(tmp_path: Path) -> None:
    story = read_story(written(tmp_path, GOOD))
    assert (story.id, story.title, story.question.b.values) == ("mine", "What if?", {"participation.contact": 0.5})
    assert story.plain()["question"]["a"]["name"] == "One"


def test_a_claim_of_the_headline_is_one_of_each_of_its_outcomes(tmp_path: Path) -> None:
    claimed = GOOD.replace("{trust: better}", "{headline: same, delayed: worse, trust: better}")
    expected = {**dict.fromkeys(HEADLINE, "same"), "delayed": "worse", "trust": "better"}
    assert read_story(written(tmp_path, claimed)).claims == expected


RESULT = "{outcome: admissions, year: 6, change: -0.067, against: was expected, source: a report}"
SAID = "Published: emergency admissions 6.7% lower in year 6 than was expected (a report)."


def test_a_published_result_stands_beside_a_story(tmp_path: Path) -> None:
    story = read_story(written(tmp_path, f"{GOOD}published: [{RESULT}]\n"))
    assert story.published == (Published("admissions", 6, -0.067, "was expected", "a report"),)
    assert story.plain()["published"] == [SAID]
    assert read_story(written(tmp_path, GOOD)).published == ()


def test_a_future_may_hold_plans_by_name_and_shows_their_entries_in_full(tmp_path: Path) -> None:
    question = next(story.question for story in stories() if story.id == "mid_nottinghamshire")
    preset = load_scenario(["plan=[mid_nottinghamshire]"])
    assert question.scenario("b").plan.plain == preset.plan.plain and len(question.b.plan) == 4
    for given in ("mid_nottinghamshire", "[mid_nottinghamshire]"):
        named = read_story(written(tmp_path, GOOD.replace(VALUES, f"plan: {given}")))
        assert named.question.b.plan == question.b.plan
    with pytest.raises(InputError, match="unknown plan 'mid_notinghamshire': did you mean 'mid_nottinghamshire'"):
        read_story(written(tmp_path, GOOD.replace(VALUES, "plan: mid_notinghamshire")))


def test_mid_nottinghamshire_is_set_beside_what_was_published_of_it() -> None:
    found = {(one.outcome, one.year, one.change) for one in published_of("mid_nottinghamshire")}
    assert found == {("attendances", 6, -0.043), ("admissions", 6, -0.067)}
    assert published_of("hard_winter") == published_of("no such story") == published_of(None) == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("admissions", "admision", "published: unknown outcome 'admision': did you mean 'admissions'?"),
        ("year:", "yaer:", "published: unknown key 'yaer': did you mean 'year'?"),
        ("year: 6", "year: 0", "published.year = '0': expected a whole number from 1"),
        ("year: 6", "year: true", "published.year = 'True': expected a whole number from 1"),
        ("year: 6", "year: 1.5", "published.year = '1.5': expected a whole number from 1"),
        ("-0.067", "-6.7", "published.change = '-6.7': expected a share from -1 to 1"),
        ("-0.067", "few", "published.change = 'few': expected a share from -1 to 1"),
        ("was expected", "''", "published.against = '': expected text"),
        ("a report", "3", "published.source = '3': expected text"),
        (RESULT, "fewer", "published: 'fewer': expected a table with outcome, year"),
        (f"[{RESULT}]", "fewer", "published = 'fewer': expected a list of tables with outcome, year"),
    ],
)
def test_a_fault_in_what_was_published_is_said_in_one_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = f"{GOOD}published: [{RESULT}]\n"
    assert old in text
    with pytest.raises(InputError) as caught:
        read_story(written(tmp_path, text.replace(old, new)))
    message = str(caught.value)
    assert message.startswith("mine.yaml: ") and said in message and "\n" not in message, message


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("teaser:", "teasr:", "unknown key 'teasr': did you mean 'teaser'?"),
        ("teaser: Something.", "", "teaser = 'None': expected text"),
        ("notes: Ask.", "notes: 3", "notes = '3': expected text"),
        ("  a:", "  aa:", "did you mean 'a'?"),
        ("behaviour: siloed", "behaviour: silo", "did you mean 'siloed'?"),
        ("behaviour: siloed", "behavior: siloed", "did you mean 'a.behaviour'?"),
        ("participation.contact", "participation.contacts", "did you mean 'participation.contact'?"),
        ("0.5", "1.5", "participation.contact = 1.5: must lie from 0 to 1"),
        ("name: One", "name: &x One", "anchors and aliases (& and *) are not accepted"),
        ("name: One", "name: !!str One", "tags (!) are not accepted"),
        ("notes: Ask.", "notes: Ask.\nnotes: Again.", "key 'notes' stands twice"),
        ("{trust: better}", "better", "claims = 'better': expected a table"),
        ("claims: {trust: better}", "", "claims = 'None': expected a table"),
        ("trust: better", "trsut: better", "claims: unknown outcome 'trsut': did you mean 'trust'?"),
        ("trust: better", "trust: good", "claims.trust = 'good': expected better, worse, same"),
        (GOOD, "- title", "expected a table with"),
        (GOOD, "", "empty file"),
    ],
)
def test_a_fault_is_told_in_one_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(InputError) as caught:
        read_story(written(tmp_path, GOOD.replace(old, new)))
    message = str(caught.value)
    assert message.startswith("mine.yaml: ") and said in message and "\n" not in message, message
