"""Opening a question from outside: the rest is kept, what is dropped is said, and what was saved opens as it was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from sim.behaviours import BEHAVIOURS
from sim.cli import whatif
from sim.core.parameters import InputError
from sim.outcomes import OUTCOMES
from sim.place import load_place
from sim.scenario import declarations, options
from sim.whatif.opening import MOST_SAID, opened, understood
from sim.whatif.question import Question, factors
from sim.whatif.saved import file_of

PLACE = load_place("anyplace")


def _p(outcome: str) -> dict[str, Any]:
    return {"who": "x", "outcome": outcome, "says": "better"}


def test_a_question_that_can_be_asked_is_taken_as_it_is():
    found = understood({"years": 2, "b": {"name": "Us", "behaviour": "mixed", "values": {"trust.asymmetry": 2.0}}})
    assert found.dropped == () and found.question.b.values == {"trust.asymmetry": 2.0}
    assert understood({}).question == Question()


@pytest.mark.parametrize(
    ("given_", "keeps", "says"),
    [
        ({"titel": "x", "years": 3}, {"years": 3}, ["'titel': did you mean 'title'"]),
        ({"years": 40, "title": "Ours"}, {"title": "Ours"}, ["years = 40"]),
        ({"b": {"name": "Us", "behaviour": "gone"}}, {"b": {"name": "Us", "behaviour": "collaborative"}}, ["'gone'"]),
        ({"a": {"behaviour": "mixed"}}, {"a": {"name": Question().a.name, "behaviour": "mixed"}}, []),
        (
            {"b": {"name": "Us", "behaviour": "mixed", "values": {"trust.asymetry": 1, "trust.asymmetry": 2.0}}},
            {"b": {"name": "Us", "behaviour": "mixed", "values": {"trust.asymmetry": 2.0}}},
            ["did you mean 'trust.asymmetry'"],
        ),
        (
            {"b": {"name": "Us", "behaviour": "mixed", "values": {"demand.growth": 9.0}}},
            {"b": {"name": "Us", "behaviour": "mixed"}},
            ["must lie from -0.5 to 0.5"],
        ),
        (
            {"b": {"name": "Us", "behaviour": "mixed", "pressure": "rain", "colour": "red"}},
            {"b": {"name": "Us", "behaviour": "mixed"}},
            ["'rain'", "'b.colour'"],
        ),
        (
            {
                "place": {
                    "figures": {"bedz": 1.0, "beds": 530.0, "occupancy": 0.0},
                    "names": {"acut": "x", "acute": "E"},
                }
            },
            {"place": {"figures": {"beds": 530.0}, "names": {"acute": "E"}}},
            ["'beds'", "occupancy", "'acute'"],
        ),
        (
            {"predictions": [_p("joy"), _p("delayed"), "x", {"who": "x"}]},
            {"predictions": [_p("delayed")]},
            ["'joy'", "predictions.1", "predictions.1.outcome"],
        ),
        (
            {"checklist": {"vision": {"now": 6, "wanted": 2}, "\x07": {"now": 1}}},
            {"checklist": {"vision": {"wanted": 2}}},
            ["checklist.vision.now = 6", "checklist"],
        ),
    ],
)
def test_the_rest_is_kept_and_what_is_dropped_is_said(given_: dict[str, Any], keeps: dict[str, Any], says: list[str]):
    found = understood(given_)
    assert found.question.plain() == Question.read(keeps).plain()
    assert len(found.dropped) == len(says)
    for line, part in zip(found.dropped, says, strict=True):
        assert part in line and "\n" not in line


def test_two_figures_that_contradict_each_other_lose_the_later_one():
    found = understood({"place": {"figures": {"beds": 400.0, "elective_beds": 399.0}}, "years": 2})
    assert found.question.place.figures == {"beds": 400.0} and len(found.dropped) == 1


@pytest.mark.parametrize("data", [None, [], "x", 3, {"titel": "x"}, {"title": 1}, {"a": "b"}, {"b": {"name": ["x"]}}])
def test_what_holds_no_part_of_a_question_is_refused_in_one_line(data: object):
    with pytest.raises(InputError) as caught:
        understood(data)
    assert "\n" not in str(caught.value) and "question" in str(caught.value)


def test_much_that_is_dropped_is_counted_and_too_much_is_refused():
    strange = {f"x{n}": n for n in range(40)}
    found = understood({**strange, "years": 3})
    assert len(found.dropped) == MOST_SAID + 1 and found.dropped[-1] == f"and {40 - MOST_SAID} more"
    with pytest.raises(InputError, match="much else"):
        understood({f"x{n}": n for n in range(5000)})


@pytest.mark.parametrize("name", ["é ’ 😀", "\u2028", "1e5", "\x07", 'a\\b"c'])
def test_a_link_holds_any_name_whichever_way_its_json_is_written(name: str):
    asked = {"years": 2, "b": {"name": name, "behaviour": "mixed"}}
    for ascii_alone in (True, False):
        found = opened(json.dumps(asked, ensure_ascii=ascii_alone))
        assert found.dropped == () and found.question.b.name == name


def test_a_key_that_stands_twice_is_refused_in_json_as_in_yaml():
    for text in ('{"years": 2, "years": 3}', "years: 2\nyears: 3"):
        with pytest.raises(InputError, match="stands twice"):
            opened(text)


@pytest.mark.parametrize("key", ["\ud800", "a\nb", "\x1b[31m", "\u202e"])
def test_what_is_said_can_be_printed_whatever_a_stranger_called_it(key: str):
    asked = {"years": 2, key: 1, "b": {"name": "B", "behaviour": key, "values": {key: 1.0}}}
    found = understood(asked)
    assert len(found.dropped) == 3 and all(line.isprintable() and line.encode() for line in found.dropped)


def questions() -> st.SearchStrategy[Question]:
    """Return questions about what is declared, with any text and numbers that a question may hold."""
    text = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60)
    level, number = st.none() | st.integers(1, 5), st.floats(allow_nan=False, allow_infinity=False)

    def value(key: str) -> st.SearchStrategy[tuple[str, Any]]:
        declared = declarations()[key]
        if declared.unit is None:
            return st.tuples(st.just(key), st.booleans())
        return st.tuples(st.just(key), st.floats(*map(float, declared.limits)))

    def figure(key: str) -> st.SearchStrategy[tuple[str, float]]:
        usual = float(getattr(PLACE.figures, key))
        return st.tuples(st.just(key), st.floats(0.97 * usual, 1.03 * usual))

    def some_of(keys: list[str], of: Any, most: int) -> Any:
        return st.lists(st.sampled_from(sorted(keys)).flatmap(of), max_size=most).map(dict)

    future = st.fixed_dictionaries(
        {"name": text, "behaviour": st.sampled_from(sorted(BEHAVIOURS))},
        optional={
            "pressure": st.sampled_from(options("pressure")),
            "values": some_of(list(declarations()), value, 6),
        },
    )
    prediction = st.fixed_dictionaries(
        {"who": text, "outcome": st.sampled_from(sorted(OUTCOMES)), "says": st.sampled_from(["better", "worse"])},
        optional={"line": st.lists(number, max_size=16)},
    )
    place = st.fixed_dictionaries(
        {
            "figures": some_of(["beds", "waiting_list", "nhs_spend_per_year"], figure, 2),
            "names": st.dictionaries(st.sampled_from(PLACE.organisation_keys), text, max_size=4),
        }
    )
    whole = st.fixed_dictionaries(
        {"years": st.integers(1, 15)},
        optional={
            "title": st.text(st.characters(exclude_categories=("Cs",)), max_size=160),
            "story": st.none() | text,
            "a": future,
            "b": future,
            "place": place,
            "checklist": st.dictionaries(
                st.sampled_from(factors()), st.fixed_dictionaries({"now": level, "wanted": level}), max_size=5
            ),
            "predictions": st.lists(prediction, max_size=5),
        },
    )
    return whole.map(Question.model_validate)


@settings(
    max_examples=max(60, settings.default.max_examples),  # pyright: ignore[reportOptionalMemberAccess]
    deadline=None,
    derandomize=True,
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.filter_too_much),
)
@given(questions())
def test_what_can_be_saved_can_be_opened(question: Question):
    try:
        question.checked().tried(PLACE)
    except InputError:
        reject()  # nor can it be saved
    found = opened(file_of(question), PLACE)
    assert found.dropped == () and found.question == question


def test_the_command_opens_an_old_file_with_the_rest_and_says_what_is_dropped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = tmp_path / "old.yaml"
    file.write_text("years: 3\nb: {name: Us, behaviour: mixed, values: {trust.asymetry: 2.0}}\n", encoding="utf-8")
    assert whatif._question(file, "anyplace").plain() == {"years": 3, "b": {"name": "Us", "behaviour": "mixed"}}
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1 and str(file) in said[0] and "did you mean 'trust.asymmetry'" in said[0]
