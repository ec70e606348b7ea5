"""What nobody knows, drawn for each future: in every face, whatever stands beside it, and never what somebody set."""

from __future__ import annotations

import numpy as np
import pytest

import sim
from sim.cli.options import ask
from sim.core.parameters import InputError
from sim.model.ensemble import run_arms, run_batch
from sim.scenario import drawing_alike, load_scenario
from sim.store import resolved, scenario_of
from sim.unknowns import asked_for, drawn, unknowns
from sim.validation import worlds
from sim.whatif.answer import answer
from sim.whatif.question import Question

SHORT = ("years=1", "warm_up_years=2")
DRAWN = (*SHORT, "unknowns=drawn")


def test_a_future_draws_the_same_alone_in_a_batch_and_in_mesa() -> None:
    made = load_scenario(DRAWN)
    batch, alone = run_batch(made, [3, 7, 11]).series, run_batch(made, [7]).series
    model = sim.CareSystem(made, seed=7)
    while model.running:
        model.step()
    for name, values in batch.items():
        assert np.array_equal(values[:, 1:2], alone[name]), name
        assert np.array_equal(values[:, 1], model.recorder.arrays()[name][:, 0]), name


def test_a_future_is_the_world_of_its_number() -> None:
    batch = run_batch(load_scenario(DRAWN), [3, 7]).series
    same = run_batch(load_scenario(SHORT).varied(drawn([3, 7])), [3, 7]).series
    plain = run_batch(load_scenario(SHORT), [3, 7]).series
    assert all(np.array_equal(batch[name], same[name]) for name in batch)
    assert any((batch[name] != plain[name]).any() for name in batch)


def test_a_command_and_the_page_give_the_same_futures() -> None:
    question = Question.read({"years": 1})
    asked = ask(
        "compare", ["years=1", "replications=3", *(f"behaviours=[{question.a.behaviour},{question.b.behaviour}]",)]
    )
    seeds = asked.futures(3)
    assert seeds == worlds.some(3)
    page = answer(question, seeds).comparison
    for arm, one in zip(run_arms(asked.scenarios, seeds), (page.base, page.alternative), strict=True):
        assert all(np.array_equal(arm.series[name], one.series[name]) for name in arm.series)


def test_what_somebody_sets_is_not_drawn_in_either_arm() -> None:
    made = load_scenario([*DRAWN, "trust.asymmetry=1.5"])
    assert "trust.asymmetry" not in made.unknowns and len(made.unknowns) == len(unknowns()) - 1
    later = load_scenario(DRAWN).varied({"decision.price": 1.0})
    assert "decision.price" not in later.unknowns
    both = drawing_alike([made, later])
    assert (
        both[0].unknowns
        == both[1].unknowns
        == tuple(key for key in unknowns() if key not in ("trust.asymmetry", "decision.price"))
    )
    with pytest.raises(InputError, match=r"unknowns: one arm draws decision.price and the other does not"):
        sim.Comparison(run_arms([made], [0])[0], run_arms([both[0]], [0])[0])
    assert sim.compare(made, later, [0]).base.scenario.unknowns == both[0].unknowns


def test_what_is_kept_of_a_scenario_says_what_it_draws() -> None:
    made = load_scenario([*SHORT, "unknowns=[trust.asymmetry,decision.price]"])
    assert made.unknowns == ("trust.asymmetry", "decision.price") and made != load_scenario(SHORT)
    assert scenario_of(resolved(made), made.place) == made
    assert set(made.in_futures([1]).unknowns) == set()


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("some", "unknowns = 'some': expected drawn"),
        (3, "unknowns = '3': expected drawn"),
        (["trust.asymetry"], "did you mean 'trust.asymmetry'"),
        (["trust.place_spread"], "a switch, without a plausible range or of a plan, so not drawn"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_a_line(value: object, said: str) -> None:
    with pytest.raises(InputError, match=said):
        asked_for(value)


def test_more_futures_than_worlds_agree_is_refused_before_anything_runs() -> None:
    with pytest.raises(InputError, match=r"replications = 90000: [\d,]+ worlds agree with month 0"):
        ask("compare", ["replications=90000"])
    asked = ask("compare", ["replications=90000", "unknowns=defaults"])
    assert asked.futures(2) == (0, 1) and not asked.scenarios[0].unknowns
    with pytest.raises(InputError, match="agree with month 0, and this takes"):
        ask("portfolio", ["search=all", f"replications={len(worlds.kept()) - 1}"])
