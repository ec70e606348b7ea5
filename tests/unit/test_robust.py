"""What holds under rival theories: each tuned to the same trust at month 0, judged in the same worlds, then kept."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from sim.analysis import robust
from sim.analysis.headline import HEADLINE
from sim.analysis.kept_robust import kept
from sim.analysis.robust import CLOSE, Robust, at_month_0, step_to, study, under
from sim.cli import main
from sim.scenario import Scenario, declarations, load_scenario
from sim.store.pieces import Pieces
from sim.theories import TUNED, theories, theory_of, with_usual
from sim.validation.worlds import some

EQUAL = theory_of("trust.theory", "equal_weights")
SHORT = ("years=1", "warm_up_years=2", "unknowns=drawn")


def arms() -> list[Scenario]:
    return [load_scenario([*SHORT, f"behaviour={name}"]) for name in ("siloed", "collaborative")]


def test_a_step_is_that_of_the_file_where_it_does_and_found_anew_where_not() -> None:
    asked = list[float]()

    def line(step: float) -> float:
        asked.append(step)
        return 0.6 + 0.5 * step

    at_file = dataclasses.replace(EQUAL, step=-0.3)
    assert step_to(0.6, at_file, line) == 0.0 and asked == [0.0], "trust is there already"
    assert step_to(0.45, at_file, line) == -0.3 and asked[1:] == [0.0, -0.3]
    assert step_to(0.5, at_file, line) == pytest.approx(-0.2, abs=robust.FINE)
    low, high = declarations()[TUNED].limits
    default = float(declarations()[TUNED].default)
    assert step_to(0.0, EQUAL, line) == pytest.approx(low - default), "the nearest, where none reaches it"
    assert step_to(1.0, EQUAL, line) == pytest.approx(high - default)


def test_under_a_theory_dials_are_set_and_the_number_moves_with_what_each_world_draws() -> None:
    base = arms()[0]
    made = under(base, EQUAL, -0.1)
    assert made.parameters["trust"].asymmetry == 1.0 and "trust.asymmetry" not in made.unknowns
    before, after = (one.in_futures([1, 2]).parameters["promises"].reliability for one in (base, made))
    assert after == pytest.approx(before - 0.1)
    assert under(base, theories()[0], 0.0) is base


def test_a_theory_is_tuned_to_the_usual_trust_and_what_is_kept_is_not_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried, pieces = with_usual(["trust.equal_weights"]), Pieces(tmp_path, "0")
    done = list[int]()
    found = study(arms(), some(4), tried, kept=pieces, progress=done.append)
    usual, rival = found.theories
    assert found.usual is usual and found.rivals == [rival] and found.families == ("trust",)
    assert usual.step == 0.0 and usual.untuned == usual.trust and rival.step < 0.0
    assert abs(rival.trust - usual.trust) <= CLOSE < abs(rival.untuned - usual.trust)
    assert at_month_0(under(arms()[0], EQUAL, rival.step), some(4)).trust == rival.trust
    assert sum(done) == robust.count(tried) == 4
    monkeypatch.setattr(robust, "at_month_0", lambda *_: pytest.fail("is kept"))
    assert study(arms(), some(4), tried, kept=pieces) == found
    assert Robust.read(found.plain) == found


def test_what_was_measured_last_names_every_theory_at_the_same_trust() -> None:
    found = kept()
    assert [(one.family, one.name) for one in found.theories] == [(one.family, one.name) for one in theories()]
    for one, declared in zip(found.theories, theories(), strict=True):
        assert (one.label, one.dials) == (declared.label, dict(declared.dials)), "run `make robust`"
        assert list(one.verdicts) == list(one.medians) == list(HEADLINE), "run `make robust`"
        assert one.trust == pytest.approx(found.usual.trust, abs=CLOSE), one.name
        assert (one.step == 0.0) == (abs(one.untuned - found.usual.trust) <= CLOSE), one.name
        assert one.step == pytest.approx(declared.step, abs=1e-4), f"{one.name}: say its step in its file"


def test_what_cannot_be_tried_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words, said in (
        (["theories=[trust.equal_weight]"], "did you mean 'trust.equal_weights'?"),
        (["theories=none"], "theories = 'none': expected all, or a list such as [trust."),
        (["theories=[trust.evidence]"], "unknown rival theory 'trust.evidence'"),
        (["trust.theory=equal_weights"], "trust.theory: robust tries one theory after another"),
        (["behaviours=[siloed]"], "expected a list of two names"),
    ):
        assert main(["robust", *words, f"results={tmp_path}"]) == 2
        err = capsys.readouterr().err
        assert err.count("\n") == 1 and said in err
