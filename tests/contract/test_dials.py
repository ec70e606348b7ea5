"""No dead dial: every parameter, moved to either end of its plausible range, changes something; and when it acts.

All ends are tried at once: one batch of a single replicate in which each run has one parameter moved; those that moved
something are done, and the others go on, first for longer and then under another stress. A dial that moves nothing at
all may belong to a rule that sleeps by default: it is tried again with the other dials of its rule turned.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from sim.core.arithmetic import Array
from sim.core.parameters import Declaration
from sim.declared import of_interventions
from sim.mechanisms.relationships.ways import WAYS
from sim.mechanisms.schedule import MECHANISMS
from sim.scenario import declarations
from tests.whole import CONTEXTS, SWITCHES, Runs, arrays_of, differing, one_at_a_time, practices, scenario, value_of

HARD = (
    "behaviour=mixed",
    "pressure=perfect_storm",
    "funding.external=0.3",
    "pressure.shift=0.2",
    "place.figures.pooled_share=0.5",
    "cooperation.learning=0.5",
    "divergence.levels=true",
    *practices(0.7),
)
EASY = (
    "behaviour=collaborative_all",
    "pressure=steady",
    "projects.threshold=0.7",
    "projects.approval=4",
    "projects.pilot_weeks=26",
    "projects.pilots=0.4",
    "projects.easy=0",
    *practices(1),
)
ALONE = ("behaviour=siloed", "pressure=austerity")
TODAY = (
    "behaviour=as_today",
    "place.figures.acute_share_of_spend=0.7",
    "income.activity_share=1",
    "decision.need_pull=0.2",
    *practices(1),
)
AWAKE = (
    "behaviour=mixed",
    "participation.share=0.7",
    "projects.easy=0",
    "projects.approval=4",
    *practices(0.7),
    *CONTEXTS,
)
STRESSES = {"hard": HARD, "easy": EASY, "alone": ALONE, "today": TODAY, "awake": AWAKE}
EXPECTED_TO_CHANGE_NOTHING = {
    ("bill.cashable", 0.0): "says what part of a saving counts as cash when arms are compared; no rule reads it",
    ("bill.cashable", 1.0): "the same",
    ("decision.learning", 0.2): "acts in the behaviour adaptive alone, and is tried in test_three_behaviours.py",
    ("decision.learning", 0.8): "the same",
    ("decision.rescue_sharpness", 4.0): "acts in the behaviour heroic alone, and is tried in test_three_behaviours.py",
    ("decision.rescue_sharpness", 12.0): "the same",
    ("income.ceiling", 0.9): "a ceiling that does not bind cannot be felt when it is raised",
}
EXPECTED_TO_CHANGE_NO_OUTCOME = {
    "bill.cashable": "see above",
    "decision.learning": "see above",
    "decision.rescue_sharpness": "see above",
    "emergency.older_of_practice": "moves visits of people of 65 and over, which are shown and read by no rule",
    "emergency.older_of_community": "the same",
    "culture.workforce_months": "moves the workforce's culture, which only crossing.unlike_staff reads",
    "culture.vacancies_slow": "the same",
}
Change = tuple[str, float]
SOON, LATE = 13, 39


def ends() -> list[Change]:
    """Return both plausible ends of every numeric parameter."""
    return [(key, end) for key, d in _of_rules().items() if d.plausible for end in d.plausible]


def _of_rules() -> dict[str, Declaration]:
    """Return the parameters of rules; those of interventions act in a plan, and are tried there."""
    return {key: d for key, d in declarations().items() if not of_interventions(key)}


@cache
def moved() -> tuple[set[Change], set[str]]:
    """Return which ends change anything and which parameters an outcome; each is driven only until it has."""
    alive, felt = set[Change](), set[str]()
    for stress in STRESSES.values():
        made = scenario(*stress, "years=3")
        for rounds in (SOON, LATE):
            left = [
                (key, end)
                for key, end in ends()
                if end != value_of(made, key) and not (key in felt and (key, end) in alive)
            ]
            runs = Runs.settled(one_at_a_time(made, left), [3] * (len(left) + 1)).to(rounds)
            after, outcomes = _moved(arrays_of(runs.state)), _moved(runs.recorder.arrays())
            alive |= {change for change, names in zip(left, after[1:], strict=True) if names}
            felt |= {key for (key, _), names in zip(left, outcomes[1:], strict=True) if names}
    return alive, felt


@cache
def awake(key: str) -> tuple[bool, bool]:
    """Return whether a dial's two ends part variables and outcomes once the other dials of its rule are turned too."""
    ranges = {name: d.plausible for name, d in declarations().items() if d.plausible}
    others = [name for name in ranges if name.partition(".")[0] == key.partition(".")[0] and name != key]
    low, high = ranges[key]
    variables, outcomes = False, False
    for end in (0, 1):
        made = scenario(*HARD, "years=3").varied({name: ranges[name][end] for name in others} | {key: low})
        runs = Runs(one_at_a_time(made, [(key, high)]), [3, 3])
        for rounds in (SOON, LATE):
            runs.to(rounds)
            variables |= bool(_moved(arrays_of(runs.state))[1])
            outcomes |= bool(_moved(runs.recorder.arrays())[1])
            if variables and outcomes:
                return True, True
    return variables, outcomes


def _moved(arrays: dict[str, Array]) -> list[list[str]]:
    """Return, for each run, the names that differ from run 0 in any row or round."""
    found: list[list[str]] = [[] for _ in range(next(iter(arrays.values())).shape[-1])]
    for name, values in arrays.items():
        apart = (values != values[..., :1]).reshape(-1, values.shape[-1]).any(axis=0)
        for run in np.nonzero(apart)[0]:
            found[run].append(name)
    return found


def test_no_dial_is_dead() -> None:
    dead = {change for change in ends() if change[1] != declarations()[change[0]].default} - moved()[0]
    dead -= {change for change in dead - set(EXPECTED_TO_CHANGE_NOTHING) if awake(change[0])[0]}
    assert dead == set(EXPECTED_TO_CHANGE_NOTHING), f"changed nothing: {sorted(dead - set(EXPECTED_TO_CHANGE_NOTHING))}"


def test_every_dial_moves_an_outcome() -> None:
    still = {key for key, d in _of_rules().items() if d.plausible} - moved()[1]
    still -= {key for key in still - set(EXPECTED_TO_CHANGE_NO_OUTCOME) if awake(key)[1]}
    assert still == set(EXPECTED_TO_CHANGE_NO_OUTCOME), (
        f"not as expected: {sorted(still ^ set(EXPECTED_TO_CHANGE_NO_OUTCOME))}"
    )


@pytest.mark.parametrize("stress", STRESSES)
def test_what_acts_only_after_month_0_leaves_month_0_alone(stress: str) -> None:
    """Settled each by itself: runs that share their warm-up would agree whatever these did."""
    made = scenario(*STRESSES[stress])
    live = {f"{kind.name}.{name}" for kind in MECHANISMS for name in getattr(kind, "live_only", frozenset())}
    changes = [(key, end) for key, end in ends() if key in live and end != value_of(made, key)]
    settled = _moved(arrays_of(Runs(one_at_a_time(made, changes), [3] * (len(changes) + 1)).to(0).state))
    for (key, end), names in zip(changes, settled[1:], strict=True):
        assert not names, f"{key} = {end:g} moves the settled state"


@cache
def seen(*overrides: str, rounds: int) -> tuple[dict[str, Array], dict[str, Array]]:
    """Return the state at month 0, settled by itself, and the outcomes up to a round."""
    runs = Runs(scenario(*overrides), [3]).to(0)
    return arrays_of(runs.state.copy()), runs.to(rounds).recorder.arrays()


@pytest.mark.parametrize("key", SWITCHES)
def test_every_switch_does_something(key: str) -> None:
    words = (*HARD, "income.activity_share=0.8")
    kind, name = key.split(".")
    live_only = name in next(getattr(k, "live_only", frozenset()) for k in MECHANISMS if k.name == kind)
    turned = "false" if value_of(scenario(*words), key) else "true"
    (base, before), (other, after) = seen(*words, rounds=SOON), seen(*words, f"{key}={turned}", rounds=SOON)
    if live_only or kind in ("channels", "income"):
        assert not differing(base, other), f"{key} moves the settled state"
    assert differing(before, after), f"{key} changes no outcome"


@pytest.mark.parametrize("way", range(len(WAYS)), ids=WAYS)
def test_each_of_the_six_ways_moves_outcomes(way: int) -> None:
    words = ("behaviour=mixed", "years=2", *practices(0.5))
    other = Runs.settled(scenario(*words), [3])
    ways = other.state.ways.copy()
    ways[:, way] = np.clip(ways[:, way] + 0.3, 0.05, 0.95)
    other.state.__dict__["ways"] = ways
    (_, one), two = seen(*words, rounds=26), other.to(26).recorder.arrays()
    apart = {name: np.abs(one[name] / two[name] - 1.0).max() for name in ("trust", "delayed", "emergency_need")}
    assert apart["trust"] > 3e-5, f"{WAYS[way]} hardly moves trust: {apart}"
    assert apart["delayed"] > 1e-6 and apart["emergency_need"] > 1e-9, f"{WAYS[way]} does not reach care: {apart}"
