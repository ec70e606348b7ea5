"""No dead dial: every parameter, moved to either end of its plausible range, changes something; and when it acts.

All ends are tried at once: one batch of a single replicate in which each run has one parameter moved. A dial that moves
nothing there may belong to a rule that sleeps by default: it is tried again with the other dials of its rule turned.
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


def ends() -> list[Change]:
    """Return both plausible ends of every numeric parameter."""
    return [(key, end) for key, d in _of_rules().items() if d.plausible for end in d.plausible]


def _of_rules() -> dict[str, Declaration]:
    """Return the parameters of rules; those of interventions act in a plan, and are tried there."""
    return {key: d for key, d in declarations().items() if not of_interventions(key)}


@cache
def tried(stress: str) -> tuple[dict[Change, bool], dict[Change, list[str]], dict[Change, list[str]]]:
    """Return, for each end unlike the scenario's value: whether month 0 moves, which variables, which outcomes."""
    made = scenario(*STRESSES[stress], "years=3")
    changes = [(key, end) for key, end in ends() if end != value_of(made, key)]
    runs = Runs(one_at_a_time(made, changes), [3] * (len(changes) + 1)).to(0)
    settled = _moved(arrays_of(runs.state))
    early = {change: bool(names) for change, names in zip(changes, settled[1:], strict=True)}
    after, outcomes = _moved(arrays_of(runs.to(39).state)), _moved(runs.recorder.arrays())
    return early, dict(zip(changes, after[1:], strict=True)), dict(zip(changes, outcomes[1:], strict=True))


@cache
def awake(key: str) -> tuple[bool, bool]:
    """Return whether a dial's two ends part variables and outcomes once the other dials of its rule are turned too."""
    ranges = {name: d.plausible for name, d in declarations().items() if d.plausible}
    others = [name for name in ranges if name.partition(".")[0] == key.partition(".")[0] and name != key]
    low, high = ranges[key]
    variables, outcomes = False, False
    for end in (0, 1):
        made = scenario(*HARD, "years=3").varied({name: ranges[name][end] for name in others} | {key: low})
        runs = Runs(one_at_a_time(made, [(key, high)]), [3, 3]).to(39)
        variables |= bool(_moved(arrays_of(runs.state))[1])
        outcomes |= bool(_moved(runs.recorder.arrays())[1])
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
    dead = {change for change in ends() if change[1] != declarations()[change[0]].default}
    for stress in STRESSES:
        _, variables, _ = tried(stress)
        dead -= {change for change, names in variables.items() if names}
    dead -= {change for change in dead - set(EXPECTED_TO_CHANGE_NOTHING) if awake(change[0])[0]}
    assert dead == set(EXPECTED_TO_CHANGE_NOTHING), f"changed nothing: {sorted(dead - set(EXPECTED_TO_CHANGE_NOTHING))}"


def test_every_dial_moves_an_outcome() -> None:
    still = {key for key, d in _of_rules().items() if d.plausible}
    for stress in STRESSES:
        still -= {key for (key, _), names in tried(stress)[2].items() if names}
    still -= {key for key in still - set(EXPECTED_TO_CHANGE_NO_OUTCOME) if awake(key)[1]}
    assert still == set(EXPECTED_TO_CHANGE_NO_OUTCOME), (
        f"not as expected: {sorted(still ^ set(EXPECTED_TO_CHANGE_NO_OUTCOME))}"
    )


@pytest.mark.parametrize("stress", STRESSES)
def test_what_acts_only_after_month_0_leaves_month_0_alone(stress: str) -> None:
    early = tried(stress)[0]
    for kind in MECHANISMS:
        for name in getattr(kind, "live_only", frozenset()):
            for (key, end), moved in early.items():
                assert not (moved and key == f"{kind.name}.{name}"), f"{key} = {end:g} moves the settled state"


@pytest.mark.parametrize("key", SWITCHES)
def test_every_switch_does_something(key: str) -> None:
    made = scenario(*HARD, "income.activity_share=0.8")
    kind, name = key.split(".")
    live_only = name in next(getattr(k, "live_only", frozenset()) for k in MECHANISMS if k.name == kind)
    base = Runs(made, [3]).to(0)
    other = Runs(made.varied({key: not value_of(made, key)}), [3]).to(0)
    if live_only or kind in ("channels", "income"):
        assert not differing(arrays_of(base.state), arrays_of(other.state)), f"{key} moves the settled state"
    assert differing(base.to(13).recorder.arrays(), other.to(13).recorder.arrays()), f"{key} changes no outcome"


@pytest.mark.parametrize("way", range(len(WAYS)), ids=WAYS)
def test_each_of_the_six_ways_moves_outcomes(way: int) -> None:
    base, other = (Runs(scenario("behaviour=mixed", "years=2", *practices(0.5)), [5]).to(0) for _ in range(2))
    ways = other.state.ways.copy()
    ways[:, way] = np.clip(ways[:, way] + 0.3, 0.05, 0.95)
    other.state.__dict__["ways"] = ways
    one, two = base.to(26).recorder.arrays(), other.to(26).recorder.arrays()
    apart = {name: np.abs(one[name] / two[name] - 1.0).max() for name in ("trust", "delayed", "emergency_need")}
    assert apart["trust"] > 3e-5, f"{WAYS[way]} hardly moves trust: {apart}"
    assert apart["delayed"] > 1e-6 and apart["emergency_need"] > 1e-9, f"{WAYS[way]} does not reach care: {apart}"
