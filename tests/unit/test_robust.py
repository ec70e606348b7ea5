"""What holds under rival theories: each tuned to the same trust at month 0, judged in the same worlds, then kept."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

import pytest

from sim.analysis import robust
from sim.analysis import tuned as tuning
from sim.analysis.headline import HEADLINE
from sim.analysis.kept_robust import kept
from sim.analysis.robust import Robust, study
from sim.analysis.tuned import CLOSE, FINE, AtMonth0, at_month_0, tuned, under
from sim.cli import main
from sim.scenario import Scenario, declarations, load_scenario
from sim.store.pieces import Pieces
from sim.theories import TUNED, kept_by, theories, theory_of, with_usual
from sim.validation.worlds import some

EQUAL = theory_of("trust.theory", "equal_weights")
NEEDED = "projects.threshold"
EXAMPLE = "choice: an example"
"""The source of what a recipe adds (docs/extend.md), which nobody has measured for reports."""
SHORT = ("years=1", "warm_up_years=2", "unknowns=drawn")


def arms() -> list[Scenario]:
    return [load_scenario([*SHORT, f"behaviour={name}"]) for name in ("siloed", "collaborative")]


def month_0(steps: Mapping[str, float]) -> AtMonth0:
    """Return a made-up month 0: trust by the one number, projects by both."""
    trust, projects = steps.get(TUNED, 0.0), steps.get(NEEDED, 0.0)
    return AtMonth0(0.6 + 0.5 * trust, 1.0 - 2.0 * projects + trust)


def test_steps_are_those_of_the_file_where_they_do_and_found_anew_where_not() -> None:
    at_file = dataclasses.replace(EQUAL, steps=((TUNED, -0.3),))
    asked = list[dict[str, float]]()

    def at(steps: Mapping[str, float]) -> AtMonth0:
        asked.append(dict(steps))
        return month_0(steps)

    assert tuned(at_file, AtMonth0(0.6, 9.0), at) == {} and asked == [{}], "trust is there already"
    assert tuned(at_file, AtMonth0(0.45, 9.0), at) == {TUNED: -0.3} and asked[1:] == [{}, {TUNED: -0.3}]
    assert tuned(at_file, AtMonth0(0.5, 9.0), at) == {TUNED: pytest.approx(-0.2, abs=FINE)}
    low, high = declarations()[TUNED].limits
    default = float(declarations()[TUNED].default)
    assert tuned(EQUAL, AtMonth0(0.0, 9.0), at) == {TUNED: pytest.approx(low - default)}, "nearest, if none does"
    assert tuned(EQUAL, AtMonth0(1.0, 9.0), at) == {TUNED: pytest.approx(high - default)}


def test_a_theory_that_names_a_number_of_projects_is_tuned_to_both() -> None:
    both = dataclasses.replace(EQUAL, steps=((NEEDED, 0.0),))
    assert both.tuned == (TUNED, NEEDED)
    found = month_0(tuned(both, AtMonth0(0.5, 2.0), month_0))
    assert found.trust == pytest.approx(0.5, abs=CLOSE["trust"])
    assert found.projects == pytest.approx(2.0, abs=CLOSE["projects"])


def test_under_a_theory_dials_are_set_and_the_number_moves_with_what_each_world_draws() -> None:
    base = arms()[0]
    made = under(base, EQUAL, {TUNED: -0.1})
    assert made.parameters["trust"].asymmetry == 1.0 and "trust.asymmetry" not in made.unknowns
    before, after = (one.in_futures([1, 2]).parameters["promises"].reliability for one in (base, made))
    assert after == pytest.approx(before - 0.1)
    assert under(base, theories()[0], {}) is base


def test_a_theory_is_tuned_to_the_usual_trust_and_what_is_kept_is_not_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried, pieces = with_usual(["trust.equal_weights"]), Pieces(tmp_path, "0")
    done = list[int]()
    found = study(arms(), some(4), tried, kept=pieces, progress=done.append)
    usual, rival = found.theories
    assert found.usual is usual and found.rivals == [rival] and found.families == ("trust",)
    assert usual.steps == {} and usual.untuned == usual.trust and rival.steps[TUNED] < 0.0
    assert abs(rival.trust - usual.trust) <= CLOSE["trust"] < abs(rival.untuned - usual.trust)
    assert at_month_0(under(arms()[0], EQUAL, rival.steps), some(4)) == (rival.trust, rival.projects)
    assert sum(done) == robust.count(tried) == 4
    monkeypatch.setattr(tuning, "at_month_0", lambda *_: pytest.fail("is kept"))
    assert study(arms(), some(4), tried, kept=pieces) == found
    assert Robust.read(found.plain) == found


def test_what_was_measured_last_names_every_theory_at_the_same_trust() -> None:
    found, tried = kept(), [one for one in theories() if one.source != EXAMPLE]
    assert [(one.family, one.name) for one in found.theories] == [(one.family, one.name) for one in tried]
    for one, declared in zip(found.theories, tried, strict=True):
        assert (one.label, one.dials) == (declared.label, dict(declared.dials)), "run `make robust`"
        assert list(one.verdicts) == list(one.medians) == list(HEADLINE), "run `make robust`"
        assert one.trust == pytest.approx(found.usual.trust, abs=CLOSE["trust"]), one.name
        assert one.steps == pytest.approx(dict(declared.steps), abs=1e-4), f"{one.name}: say its steps in its file"
        if any(kept_by(key) == "projects" for key in one.steps):
            assert one.projects == pytest.approx(found.usual.projects, abs=CLOSE["projects"]), one.name


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
