"""What a question put to a leadership team must say, and that every answer is one the model accepts."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from sim.behaviours import BEHAVIOURS
from sim.behaviours.common_rule import DecisionParams
from sim.core.arithmetic import Array
from sim.core.parameters import Declaration, Role, Unit, param
from sim.core.questions import GROUPS, Ask, Group
from sim.mechanisms.decisions.participation import ParticipationParams
from sim.mechanisms.schedule import MECHANISMS
from sim.model.ensemble import run_arms
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario, declarations, load_scenario
from sim.whatif.question import Question
from tests.whole import one_at_a_time, value_of

ASKED = [(d, d.ask) for d in declarations().values() if d.ask is not None]
SOAK = os.environ.get("SOAK") is not None
SEEDS = range(8)
OURS: tuple[Group, ...] = ("do", "leaders")


def test_all_four_groups_ask_and_few_questions_are_open_at_first() -> None:
    assert {ask.group for _, ask in ASKED} == set(GROUPS)
    assert 3 <= sum(ask.open for _, ask in ASKED) <= 6
    places = [(ask.group, ask.order) for _, ask in ASKED]
    assert not {place for place in places if places.count(place) > 1}, "two questions in one place"


def test_no_two_questions_are_the_same() -> None:
    assert len({ask.question for _, ask in ASKED}) == len(ASKED) >= 20


@pytest.mark.parametrize(("d", "ask"), ASKED, ids=lambda x: getattr(x, "key", ""))
def test_a_question_is_one_and_its_ends_are_accepted_and_said(d: Declaration, ask: Ask) -> None:
    assert ask.question[0].isupper() and "?" in ask.question and len(ask.question) <= 66
    assert ask.low_words and ask.high_words and max(len(ask.low_words), len(ask.high_words)) <= 32
    assert d.plausible is not None and ask.group in GROUPS and set(ask.only) <= set(BEHAVIOURS)
    low, high = ask.ends(d.plausible)
    assert d.check(low) == low < high == d.check(high)
    assert low <= float(d.default) <= high
    for value in (float(d.default), high):
        steps = (value - low) / ask.step
        assert steps == pytest.approx(round(steps), abs=1e-9), f"{value:g} is not a step of {ask.step:g} from {low:g}"
    said = [ask.say(low), ask.say(float(d.default)), ask.say(high)]
    assert said[0] != said[2], "both ends read alike"
    assert low == d.default or said[0] != said[1]
    assert high == d.default or said[2] != said[1]


@pytest.mark.parametrize(("d", "ask"), ASKED, ids=lambda x: getattr(x, "key", ""))
def test_what_acts_before_month_0_or_comes_from_outside_is_the_same_in_both_futures(d: Declaration, ask: Ask) -> None:
    """What we do and who leads is ours to choose; what we face is not; of what we have, each says which it is."""
    live_only = {f"{kind.name}.{name}" for kind in MECHANISMS for name in getattr(kind, "live_only", ())}
    if d.key not in live_only or ask.group == "face":
        assert ask.both, "it is of the place or its world: both=True"
    elif ask.group in OURS:
        assert not ask.both, "each future may choose it"


def test_what_is_asked_is_a_lever_or_tells_what_place_it_is() -> None:
    assert {d.key for d, ask in ASKED if d.role is not Role.LEVER} <= {d.key for d, ask in ASKED if ask.both}
    unasked = {d.key for d in declarations().values() if d.role is Role.LEVER and d.plausible and d.ask is None}
    assert unasked == {"winter.start_month"}, "what people choose has a question; without, it is a constant"


def test_what_is_shown_follows_from_the_rules() -> None:
    decision, practice = DecisionParams(), ParticipationParams()
    shown = {d.key: ask.scale for d, ask in ASKED}
    assert shown["participation.contact"] == decision.meet_convened
    assert shown["participation.conflict"] == pytest.approx(12.0 * decision.candour_practised)
    assert shown["participation.altruism"] == practice.hours * 52.0
    assert shown["participation.vision"] == pytest.approx(practice.hours * 52.0 / 7.5)


@pytest.mark.parametrize(
    ("ask", "value", "said"),
    [
        (Ask("do", "How?", "a", "b", 1, 0.1, scale=1.5, unit="more meetings", decimals=1), 0.5, "0.8 more meetings"),
        (Ask("do", "How?", "a", "b", 1, 0.1, scale=100.0, unit="% a year", decimals=1), -0.045, "−4.5% a year"),
        (Ask("do", "How?", "a", "b", 1, 0.1, prefix="£", unit="million", decimals=1), -3.5, "−£3.5 million"),
        (Ask("do", "How?", "a", "b", 1, 0.1, scale=100.0, unit="points"), -0.001, "0 points"),
        (Ask("do", "How?", "a", "b", 1, 0.1, scale=20.0, unit="hours a year"), 0.05, "1 hour a year"),
        (Ask("do", "How?", "a", "b", 1, 0.1, unit="more meetings a month"), -1.0, "−1 more meeting a month"),
        (Ask("do", "How?", "a", "b", 1, 0.1, unit="times as often as today"), 1.0, "1 times as often as today"),
        (Ask("do", "How?", "a", "b", 1, 0.1), 12345.0, "12,345"),
    ],
)
def test_a_value_is_said_as_people_say_it(ask: Ask, value: float, said: str) -> None:
    assert ask.say(value) == said


@pytest.mark.parametrize("ends", [(-0.1, 0.5), (0.0, 1.5), (0.3, 0.5)])
def test_a_question_whose_ends_do_not_fit_is_refused(ends: tuple[float, float]) -> None:
    ask = Ask("do", "How?", "a", "b", 1, 0.1, low=ends[0], high=ends[1])
    with pytest.raises(ValueError, match="A share: ends"):
        param(0.2, unit=Unit.FRACTION, plausible=(0.0, 0.4), label="A share", source="choice", ask=ask)


def felt(base: Mapping[str, Array], other: Mapping[str, Array]) -> float:
    """Return the largest move of any outcome in the median of seeds, in smallest differences that matter."""
    moves: list[float] = []
    for name, outcome in OUTCOMES.items():
        bar = outcome.meaningful * (float(np.median(np.abs(base[name]))) if outcome.relative else 1.0)
        moves.append(float(np.median(np.abs(other[name] - base[name]).max(axis=0))) / bar)
    return max(moves)


def side_by_side(base: Scenario, cases: Sequence[tuple[str, float]]) -> list[Mapping[str, Array]]:
    """Return what a base and each case, apart from it in one number, bring on the same seeds: runs of one batch."""
    turned = one_at_a_time(base, cases)
    values = {key: np.repeat(value_of(turned, key), len(SEEDS)) for key in dict(cases)}
    batch = run_arms([base.varied(values)], [*SEEDS] * (len(cases) + 1))[0].series
    runs = (slice(first, first + len(SEEDS)) for first in range(0, (len(cases) + 1) * len(SEEDS), len(SEEDS)))
    return [{name: values[:, some] for name, values in batch.items()} for some in runs]


@pytest.mark.slow
@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_each_answer_is_felt_in_the_behaviours_it_is_said_to_act_in(behaviour: str) -> None:
    """Over three years with a hard winter, on 8 seeds; who pays for joint work is felt by little, but felt.

    In the two behaviours that the page begins with, and where an answer acts in few, at least half of what matters.
    """
    first = behaviour in (Question().a.behaviour, Question().b.behaviour)
    if not (first or SOAK):
        pytest.skip("minutes of work: make soak")
    base = load_scenario([f"behaviour={behaviour}", "pressure=hard_winter", "years=3"])
    acting = [(d, ask) for d, ask in ASKED if not ask.only or behaviour in ask.only]
    now = {d.key: getattr(base.parameters[d.key.split(".")[0]], d.key.split(".")[1]) for d, _ in ASKED}
    ends = [(d.key, end) for d, ask in acting for end in ask.ends(d.plausible or (0.0, 1.0)) if end != now[d.key]]
    silent = [(d.key, end) for d, ask in ASKED if (d, ask) not in acting for end in ask.ends(d.plausible or (0.0, 1.0))]
    arms = side_by_side(base, (*ends, *silent))
    moved = {case: felt(arms[0], arm) for case, arm in zip((*ends, *silent), arms[1:], strict=True)}
    plain = {d.key for d, ask in acting if (first or ask.only) and d.key != "funding.external"}
    least = {case: 0.5 if case[0] in plain else 0.001 for case in ends}
    assert not {case: moved[case] for case in ends if moved[case] < least[case]}
    assert not {case: moved[case] for case in silent if moved[case] > 0.0}, "acts where it is said not to"
