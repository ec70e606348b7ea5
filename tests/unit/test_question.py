"""A question: plain data in, checked scenarios out, one clear line for anything else."""

import pytest

from sim.analysis.channels import CHANNELS
from sim.analysis.headline import HEADLINE
from sim.core.parameters import InputError
from sim.validation.worlds import some
from sim.whatif.answer import answer, scenario_of
from sim.whatif.question import Question


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"titel": "x"}, "unknown key 'titel': did you mean 'title'"),
        ({"a": {"name": "x", "behavior": "siloed"}}, "unknown key 'a.behavior': did you mean 'a.behaviour'"),
        ({"a": {"name": "x", "behaviour": "silod"}}, "a.behaviour: unknown name 'silod': did you mean 'siloed'"),
        ({"b": {"name": "x", "behaviour": "siloed", "pressure": "rain"}}, "b.pressure: unknown name 'rain'"),
        ({"b": {"name": "x", "behaviour": "siloed", "values": {"trust.asymetry": 1}}}, "mean 'trust.asymmetry'"),
        ({"b": {"name": "x", "behaviour": "siloed", "values": {"trust.asymmetry": float("nan")}}}, "nan"),
        ({"b": {"name": "x", "behaviour": "siloed", "values": {"demand.growth": 9.0}}}, "must lie from -0.5 to 0.5"),
        ({"b": {"name": "", "behaviour": "siloed"}}, "b.name"),
        ({"years": 16}, "years = 16"),
        ({"years": True}, "years = True"),
        ({"predictions": [{"who": "x", "outcome": "joy", "says": "better"}]}, "unknown name 'joy'"),
        ([], "question = "),
        (None, "question = None"),
    ],
)
def test_what_cannot_be_accepted_is_said_in_one_line(data, says):
    with pytest.raises(InputError) as caught:
        Question.read(data)
    assert says in str(caught.value) and "\n" not in str(caught.value)


def test_a_figure_of_the_place_is_refused_in_words_of_the_place():
    asked = Question.read({"place": {"figures": {"bedz": 500}}})
    with pytest.raises(InputError, match="did you mean 'beds'"):
        asked.scenario("a")
    with pytest.raises(InputError, match=r"figures\.beds"):
        Question.read({"place": {"figures": {"beds": -1}}}).scenario("a")


def test_plain_data_reads_back_as_the_same_question():
    asked = Question.read(
        {
            "title": "<b>Ours</b>",
            "b": {"name": "Us", "behaviour": "mixed", "values": {"participation.share": 0.25}},
            "place": {"figures": {"beds": 500.0}, "names": {"acute": "St Elsewhere"}},
            "checklist": {"vision": {"now": 2, "wanted": 4}},
            "predictions": [{"who": "Table 1", "outcome": "delayed", "says": "same"}],
        }
    )
    assert Question.read(asked.plain()) == asked
    assert Question.read({}).plain() == {}


def test_a_scenario_holds_what_the_question_says():
    asked = Question.read(
        {"years": 2, "b": {"name": "x", "behaviour": "mixed", "values": {"participation.share": 0.25}}}
    )
    a, b = asked.scenario("a"), asked.scenario("b")
    assert (a.behaviour, b.behaviour, a.years) == ("siloed", "mixed", 2)
    assert b.parameters["participation"].share == 0.25
    assert b.parameters["participation"].contact == 0.25  # what the behaviour's own file sets


def test_both_futures_live_in_the_same_worlds_and_what_one_sets_neither_draws():
    asked = Question.read({"b": {"name": "x", "behaviour": "siloed", "values": {"trust.asymmetry": 1.0}}})
    a, b = (scenario_of(asked, side) for side in ("a", "b"))
    assert a.parameters["trust"].asymmetry == 2.5 and b.parameters["trust"].asymmetry == 1.0
    assert a.unknowns == b.unknowns and "trust.asymmetry" not in a.unknowns and "decision.price" in a.unknowns


def test_two_futures_that_are_the_same_differ_in_nothing():
    same = {"name": "x", "behaviour": "collaborative"}
    found = answer(Question.read({"years": 1, "a": same, "b": same}), [1, 2, 3])
    for name in found.comparison.base.series:
        assert (found.comparison.difference(name) == 0.0).all(), name


def test_a_future_is_the_same_however_many_are_asked_for():
    asked = Question.read({"years": 1})
    few, more = answer(asked, [5, 9]), answer(asked, [9, 2, 5])
    for name, values in few.comparison.alternative.series.items():
        assert (values == more.comparison.alternative.series[name][:, [2, 0]]).all(), name
    assert (few.parts["b"].trust == more.parts["b"].trust[..., [2, 0]]).all()


def test_with_every_channel_and_cost_shut_the_futures_are_the_same_for_people_in_every_world():
    shut = {f"channels.{name}": False for parts in CHANNELS.values() for name in (part.split(".")[1] for part in parts)}
    asked = Question.read(
        {
            "years": 2,
            "a": {"name": "x", "behaviour": "siloed", "values": shut},
            "b": {"name": "y", "behaviour": "collaborative_all", "values": {**shut, "participation.contact": 1.0}},
        }
    )
    found = answer(asked, some(6))
    assert (found.comparison.difference("trust") != 0.0).any()  # they do live differently
    for name in HEADLINE:
        assert (found.comparison.difference(name) == 0.0).all(), name
