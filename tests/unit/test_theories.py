"""Rival theories as a choice: each is one file, sets its dials and moves its number in every world."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from sim import composition, load_scenario
from sim.cli.completion import candidates
from sim.cli.help import usage
from sim.cli.options import ask
from sim.cli.sweep_options import ask_sweep
from sim.composition import FAMILIES
from sim.core.parameters import InputError
from sim.place import load_place
from sim.scenario import Scenario, declarations
from sim.store.meanings import meaning
from sim.store.plan import resolved, scenario_of
from sim.sweep.arms import arm_of
from sim.theories import (
    KEYS,
    TUNED,
    Theory,
    asked_theories,
    kept_by,
    moved_to,
    names_of,
    steps_of,
    theories,
    theory_of,
    with_usual,
)
from sim.unknowns import drawn, unknowns

RIVALS = [one for one in theories() if not one.usual]
NEW = "label: what partners did is soon forgotten\ndials: {trust.half_life: 6.0}\nsource: made up\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the theories of trust in a copy of the configuration, which is read from now on."""
    shutil.copytree(composition.CONFIGS, tmp_path / "configs")
    monkeypatch.setattr(composition, "CONFIGS", tmp_path / "configs")
    return tmp_path / "configs" / "theory" / "trust"


def value(scenario: Scenario, key: str) -> object:
    group, name = key.split(".")
    return getattr(scenario.parameters[group], name)


def test_the_usual_rule_stands_first_in_each_family_and_changes_nothing() -> None:
    usual = load_scenario("unknowns=drawn")
    for family in FAMILIES:
        first, *rivals = [one for one in theories() if one.family == family]
        assert first.usual and rivals and not any(one.usual for one in rivals), family
        assert load_scenario(["unknowns=drawn", first.word]) == usual


@pytest.mark.parametrize("theory", RIVALS, ids=lambda one: one.word)
def test_a_theory_sets_its_dials_in_every_world_and_moves_its_number_by_one_step(theory: Theory) -> None:
    scenario, worlds = load_scenario(["unknowns=drawn", theory.word]), range(5)
    made, plain = scenario.in_futures(worlds), load_scenario(theory.word)
    for key, dial in theory.dials:
        low, high = declarations()[key].plausible or (dial, dial)
        assert low <= dial <= high and value(made, key) == dial and key not in scenario.unknowns, key
    for key, step in theory.steps:
        limits = declarations()[key].limits
        expected = np.clip(drawn(worlds, [key])[key] + step, *limits)
        assert key in unknowns() and np.array_equal(np.asarray(value(made, key)), expected), key
        moved = np.clip(float(declarations()[key].default) + step, *limits)
        assert value(plain, key) == pytest.approx(float(moved)) == moved_to(key, step)
    assert not plain.unknowns and theory.words == [
        f"{key}={value(plain, key):g}" for key in (*dict(theory.dials), *dict(theory.steps))
    ]
    assert {kept_by(key) for key in theory.tuned} >= {"trust"} and {*dict(theory.steps)} <= {*theory.tuned}


def test_all_else_is_drawn_as_under_the_usual_rules() -> None:
    usual, rival = (load_scenario(["unknowns=drawn", *words]) for words in ((), ("trust.theory=equal_weights",)))
    assert set(usual.unknowns) - set(rival.unknowns) == {"trust.asymmetry"}
    before, after = (one.in_futures([3, 4]) for one in (usual, rival))
    for key in rival.unknowns:
        if key != TUNED:
            assert np.array_equal(np.asarray(value(before, key)), np.asarray(value(after, key))), key


def test_words_a_table_and_a_file_choose_alike(folder: Path) -> None:
    chosen = load_scenario("trust.theory=equal_weights combination.theory=weakest_link")
    assert load_scenario({"trust": {"theory": "equal_weights"}, "combination.theory": "weakest_link"}) == chosen
    pressure = folder.parents[1] / "pressure" / "rival.yaml"
    pressure.write_text("# @package _global_\ndefaults: [rising_demand]\ntrust: {theory: equal_weights}\n")
    faced = load_scenario("pressure=rival")
    assert faced.steps and value(faced, "trust.asymmetry") == 1.0
    chosen = [theory_of("trust.theory", name) for name in ("equal_weights", "amount")]
    assert steps_of(chosen[:1]) == faced.steps
    assert steps_of(chosen) == ((TUNED, pytest.approx(sum(dict(one.steps)[TUNED] for one in chosen))),)


def test_what_is_kept_of_a_scenario_has_its_steps() -> None:
    scenario = load_scenario("trust.theory=equal_weights unknowns=drawn")
    assert scenario_of(resolved(scenario), load_place("anyplace")) == scenario
    assert "steps" not in resolved(load_scenario())
    assert not scenario.varied({TUNED: 0.6}).steps, "a number that is set is not moved"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("trust.theory=equal_weight", "unknown theory of trust 'equal_weight': did you mean 'equal_weights'?"),
        ("trust.theori=evidence", "unknown key 'trust.theori': did you mean 'trust.theory'?"),
        ("trust.theory=equal_weights trust.asymmetry=2", "trust.asymmetry: set by trust.theory=equal_weights"),
        (f"trust.theory=equal_weights {TUNED}=0.6", f"{TUNED}: set by trust.theory=equal_weights"),
    ],
)
def test_what_cannot_be_chosen_is_one_clear_line(words: str, said: str) -> None:
    with pytest.raises(InputError, match=r"^[^\n]*$") as refused:
        load_scenario(words)
    assert said in str(refused.value)


def test_a_file_is_all_that_a_theory_takes(folder: Path) -> None:
    (folder / "short_memory.yaml").write_text(NEW)
    assert "short_memory" in names_of("trust.theory")
    assert value(load_scenario("trust.theory=short_memory"), "trust.half_life") == 6.0
    assert "trust.short_memory" in asked_theories("all") and "what partners did is soon forgotten" in usage("compare")
    assert candidates("common-ground compare trust.theory=sh") == ["trust.theory=short_memory"]
    assert [one.name for one in with_usual(["trust.short_memory"])] == ["evidence", "short_memory"]
    plan = ask_sweep(["design=factorial", "vary=[trust.theory]", "replications=2"]).plan
    assert {point["trust.theory"] for point in plan.points} == {*names_of("trust.theory")}
    assert value(plan.arms[arm_of({"trust.theory": "short_memory"})], "trust.half_life") == 6.0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("label: a\n", "source = 'None': expected a line of words"),
        (NEW.replace("half_life", "half_lif"), "dials: unknown parameter 'trust.half_lif': did you mean"),
        (NEW.replace("6.0", "-6.0"), "trust.half_life = -6.0: must lie from"),
        (NEW.replace("6.0", "much"), "dials: trust.half_life = 'much': expected a number"),
        (f"{NEW}tune: 1\n", "unknown entry 'tune': did you mean 'tuned'?"),
        (
            f"{NEW}tuned: {{promises.reliability: 0.1, promises.harm: 1.0}}\n",
            "expected one number, and one of projects",
        ),
        ("- 1\n", "expected a table with label, dials, tuned, source"),
        ("label: a\nsource: b\n", "without dials; expected one, the usual rule"),
    ],
)
def test_a_file_that_is_no_theory_is_refused_by_its_name(folder: Path, text: str, said: str) -> None:
    (folder / "new.yaml").write_text(text)
    with pytest.raises(InputError, match=r"^[^\n]*$") as refused:
        theories()
    assert said in str(refused.value)


def test_a_sweep_names_each_theory_and_keeps_what_it_stands_for() -> None:
    words = ["design=factorial", "replications=2", "vary=[{trust.theory:[evidence,equal_weights]}]"]
    plan = ask_sweep(words).plan
    assert [point["trust.theory"] for point in plan.points] == ["evidence", "equal_weights"]
    usual, rival = (plan.arms[arm_of(point)] for point in plan.points)
    assert usual == plan.base and value(rival, "trust.asymmetry") == 1.0
    assert meaning("plan", "trust.theory") == ("rule of trust, by the name of its file", "")
    kept = plan.config["sweep"]["arms"][plan.base.behaviour]
    assert kept["rising_demand trust.theory=equal_weights"]["trust.asymmetry"] == 1.0
    for more, said in (("trust.asymmetry", "trust.asymmetry: varies, and is set by"), ("trust.theori", "did you mean")):
        with pytest.raises(InputError, match=said):
            ask_sweep([*words[:2], f"vary=[{{trust.theory:[evidence,equal_weights]}},{more}]"])


def test_every_study_takes_a_theory_in_all_its_arms() -> None:
    for key in KEYS:
        name = names_of(key)[1]
        asked = ask("regret", [f"{key}={name}", "points=10", "replications=2"])
        for scenario in asked.scenarios:
            for dial, level in theory_of(key, name).dials:
                assert value(scenario, dial) == level
