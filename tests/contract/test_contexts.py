"""What sleeps by default: each such rule moves what it says it moves, in the direction it says, once it is awake."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from sim.core.arithmetic import Array
from sim.core.state import State
from sim.model.ensemble import run_batch
from tests.whole import CHANNEL_SWITCHES, CONTEXTS, CULTURES, Runs, arrays_of, differing, practices, scenario, value_of

SEEDS, ROUNDS = tuple(range(12)), 39
ASLEEP = (*CONTEXTS, *CULTURES)
HARD = ("behaviour=mixed", "pressure=austerity", "participation.share=0.6", "projects.easy=0", *practices(0.7))
EXPECTED: tuple[tuple[str, str, int], ...] = (
    ("sponsors.wicked=1", "project_effort", -1),
    ("lead.best_placed=1", "lead_weeks", 1),
    ("refining.pace=0.2", "project_fit", 1),
    ("volatility.sd=0.15", "turned_away", 1),
    ("uncertainty.noise=0.4", "tie_trust", -1),
    ("complexity.boundaries=2", "handover", -1),
    ("ambiguity.noise=0.08", "agreement", -1),
    ("inspection.level=1", "available", -1),
    ("inspection.level=1", "joint_effort", -1),
    ("inspection.level=1", "purpose", -1),
    ("blame.after_failure=1", "team_ways", -1),
    ("blame.after_failure=1", "purpose", -1),
    ("wicked.share=0.2", "deterioration", -1),  # hand-overs get better here
    ("paradox.level=0.3", "conflict", 1),
    ("gaming.targets=1.5", "joint_effort", -1),
    ("gaming.targets=1.5", "tenure", 1),
    ("product.level=1", "available", 1),
    ("product.level=1", "office", 1),
    ("product.level=1 projects.freedom=1", "stage", 1),
    ("uncertainty.noise=0.4 + nurture.listening=1", "tie_trust", 1),  # in clear air it hardly moves anything
    ("nurture.openness=1", "information", 1),
    ("nurture.openness=1", "available", -1),
    ("nurture.listening=1", "office", 1),
    ("cooperation.conditional=1", "takes_part", -1),
    ("cooperation.learning=1", "takes_part", -1),  # to whom it does not pay
    ("trust.recent=0.5", "tie_trust", 1),  # what is long past weighs on it
    ("trust.reputation=0.5", "tie_trust", 1),  # organisations, who are heard, trust further
    ("promises.reciprocity=1", "seen_kept", -1),  # half of all boundaries give more than they get
    ("noticing.unlike=1", "noticed", -1),
    ("seats.level=1", "seat_say", 1),
    ("projects.hierarchy=2", "project_won", -1),
    ("projects.adhocracy=1", "project_lost", 1),  # most teams here are choosier than an even mix
    ("trust.clan=2", "organisation_broken", -1),
    ("decision.market=2", "delivered_effort", 1),  # and less of a market
    ("pressure.level=1 + promises.clan=1", "delivered", 1),  # without much pressure all is kept
    ("promises.misread=0.5", "organisation_broken", 1),
    ("crossing.unlike_staff=1", "rework", 1),
)
"""What is turned (beside what is given), the state variable whose mean over all it moves, and its sign."""


Words = tuple[str, ...]


def arms_of(turned: str) -> tuple[Words, Words]:
    """Return the words of what is given alone, and with what is turned beside it."""
    given, _, woken = turned.rpartition(" + ")
    return tuple(given.split()), (*given.split(), *woken.split())


ARMS = tuple(dict.fromkeys(words for turned, _, _ in EXPECTED for words in arms_of(turned)))


@cache
def means() -> dict[Words, dict[str, float]]:
    """Return the mean of each state variable over rows, rounds and futures by what is turned, in runs of one batch."""
    made, values = scenario(*HARD, "years=3"), dict[str, Array]()
    for arm, words in enumerate(ARMS):
        for key, value in (word.split("=") for word in words):
            usual = np.full((len(ARMS), len(SEEDS)), float(value_of(made, key)))
            values.setdefault(key, usual)[arm] = float(value)
    seen: dict[str, list[Array]] = {}

    def look(state: State) -> None:
        for name, rows in arrays_of(state).items():
            by_arm = rows.reshape(-1, len(ARMS), len(SEEDS))
            seen.setdefault(name, []).append(by_arm.mean(axis=(0, 2)))

    run_batch(made.varied({key: rows.ravel() for key, rows in values.items()}), SEEDS * len(ARMS), watch=look)
    assert {len(rounds) for rounds in seen.values()} == {1 + ROUNDS}, "month 0 and every round"
    return {
        words: {name: float(np.mean([one[arm] for one in rounds[1:]])) for name, rounds in seen.items()}
        for arm, words in enumerate(ARMS)
    }


@pytest.mark.parametrize(("turned", "variable", "sign"), EXPECTED)
def test_a_rule_awake_moves_what_it_says(turned: str, variable: str, sign: int) -> None:
    given, awake = arms_of(turned)
    before = means()[given][variable]
    moved = means()[awake][variable] - before
    assert moved * sign > 0.01 * abs(before), f"{variable} moves by {moved:g}"


def test_every_rule_that_sleeps_is_in_the_list() -> None:
    assert {key.split("=")[0] for key in ASLEEP} <= {word.split("=")[0] for t, _, _ in EXPECTED for word in t.split()}


def test_a_future_in_which_it_sleeps_is_the_same_in_any_company() -> None:
    """Run 0 has every dial at rest beside runs that have them turned: to the last bit the run alone."""
    keys = [word.split("=")[0] for word in ASLEEP]
    made = scenario(*HARD)
    turned = {key: np.array([0.0, float(word.split("=")[1])]) for key, word in zip(keys, ASLEEP, strict=True)}
    both, alone = Runs(made.varied(turned), (3, 3)).to(13), Runs(made, (3,)).to(13)
    first = {name: values[..., :1] for name, values in arrays_of(both.state).items()}
    assert not differing(first, arrays_of(alone.state))


@pytest.mark.parametrize("pressure", ["inspected", "turbulent"])
def test_a_pressure_made_of_contexts_wakes_some_and_leaves_month_0_alone(pressure: str) -> None:
    usual, other = scenario(*HARD[2:]), scenario(f"pressure={pressure}", *HARD[2:])
    assert usual.settled_key == other.settled_key
    awake = {word.split("=")[0] for word in CONTEXTS if value_of(other, word.split("=")[0]) > 0.0}
    assert awake and not any(value_of(usual, key) for key in awake)


def test_with_all_channels_and_costs_shut_no_context_lets_behaviour_reach_care() -> None:
    """The fair fight holds whatever is awake: care is the same, to the last bit, whoever works with whom."""
    shut = (*ASLEEP, *(f"{switch}=false" for switch in CHANNEL_SWITCHES))
    alone = Runs(scenario("behaviour=siloed", *shut), (3, 5)).to(13)
    together = Runs(scenario("behaviour=collaborative_all", *practices(0.7), *shut), (3, 5)).to(13)
    care = [variable.name for mechanism in alone.machine.week for variable in mechanism.owns]
    bypass = {"bypass", "bypass_cost", "bypass_spent"}
    one, other = (
        {name: getattr(runs.state, name) for name in care if name not in bypass} for runs in (alone, together)
    )
    assert not differing(one, other)
    assert (alone.state.handover != 0.0).all() and differing(arrays_of(alone.state), arrays_of(together.state))
