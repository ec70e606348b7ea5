"""A plan wherever it can be asked for: sweeps, studies, the page's question, commands; and told in every report."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

import sim
from sim import experiments
from sim.cli import main
from sim.cli.options import ask
from sim.cli.sweep_options import ask_sweep
from sim.core.parameters import InputError
from sim.report.text.labels import parameter_name
from sim.report.text.plans import plans_of
from sim.store.results import Results
from sim.sweep import estimate
from sim.sweep.designs import from_csv
from sim.whatif.question import Question
from sim.whatif.view.catalogue import catalogue
from sim.whatif.view.why import label_of, said
from sim.whatif.why import differences, scenario_of, trials

SHORT = ("years=1", "warm_up_years=2")
ENTRY = {"from": 0.25, "until": 0.75, "who": ["council", "acute"]}


def test_a_sweep_varies_a_start_an_end_and_a_dose(tmp_path: Path) -> None:
    swept = experiments.sweep(
        [*SHORT, "plan=[enabler]", "plan.enabler.until=1", f"results={tmp_path}"],
        vary=["plan.enabler.dose", {"plan.enabler.from": [0, 0.5]}], points=4, replications=2, design="lhs",
    )  # fmt: skip
    points = swept.frame("plan")
    starts, doses = (points[f"plan.enabler.{name}"].to_numpy(dtype=float) for name in ("from", "dose"))
    assert starts.min() >= 0.0 and starts.max() <= 0.5 and len(set(doses)) == 4
    base = sim.load_scenario([*SHORT, "plan=[enabler]", "plan.enabler.until=1"])
    own = {"plan.enabler.from": float(starts[2]), "plan.enabler.dose": float(doses[2])}
    alone = sim.run_ensemble(base.varied(own), range(2)).year("contact", 1)
    runs = swept.frame("runs").query("point == 2 and outcome == 'contact' and year == 1").sort_values("seed")
    assert np.array_equal(runs["value"], alone)


def _alone(swept: Results, point: int, base: sim.Scenario, own: Mapping[str, object]) -> None:
    """Hold that a point of a sweep is the scenario that its words say, bit for bit."""
    said = [f"{key}={value}" for key, value in own.items()]
    assert base.varied(own) == sim.load_scenario([*base.overrides, *said])
    runs = swept.frame("runs").query(f"point == {point} and outcome == 'contact' and year == 1").sort_values("seed")
    assert np.array_equal(runs["value"], sim.run_ensemble(base.varied(own), range(2)).year("contact", 1))


def test_what_a_sweep_would_take_is_told_where_a_plan_begins_after_a_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(estimate, "TRIAL", 2)
    asked = ask_sweep(["years=2", "warm_up_years=2", "plan=[enabler]", "plan.enabler.from=1.5", "vary=[trust.prior]"])
    assert estimate.seconds_on_one_core(asked.plan) > 0.0


def test_a_sweep_varies_a_practice_of_one_organisation_and_whom_an_entry_is_for(tmp_path: Path) -> None:
    words = [*SHORT, "behaviour=mixed", "plan=[coaching]"]
    groups = ["all", ["council", "acute/chief"], {"kind": "primary_care"}, {"share": 0.5, "order": "largest"}]
    swept = experiments.sweep(
        [*words, f"results={tmp_path}"], vary=[{"plan.coaching.who": groups}, "participation.contact.council"],
        design="factorial", levels=2, replications=2, executor="serial",
    )  # fmt: skip
    points, base = swept.frame("plan"), sim.load_scenario(words)
    said = list(dict.fromkeys(points["plan.coaching.who"]))
    assert said == ["all", "[council,acute/chief]", "{kind:primary_care}", "{share:0.5,order:largest}"]
    assert sorted(set(points["participation.contact.council"])) == [0.0, 1.0] and len(points) == 8
    for point in (0, 3, 7):
        own = {key: points[key][point] for key in ("plan.coaching.who", "participation.contact.council")}
        _alone(swept, point, base, own)


def test_a_sweep_varies_the_behaviour_of_one_organisation(tmp_path: Path) -> None:
    vary = [{"behaviour.council": ["siloed", "collaborative_all"]}]
    words = [*SHORT, "behaviour=siloed"]
    swept = experiments.sweep([*words, f"results={tmp_path}"], vary=vary, design="factorial", replications=2)
    for point, name in enumerate(("siloed", "collaborative_all")):
        _alone(swept, point, sim.load_scenario(words), {"behaviour.council": name})
    runs = swept.frame("runs").query("outcome == 'contact' and year == 1")
    alone, together = (runs.query(f"point == {point}")["value"].to_numpy(dtype=float).mean() for point in (0, 1))
    assert together > alone


def test_what_is_varied_for_one_organisation_changes_its_entry_where_there_is_one() -> None:
    base = sim.load_scenario([*SHORT, "participation.contact.council=0.9", "behaviour.council=heroic"])
    made = base.varied({"participation.contact.council": 0.2, "behaviour.council": "mandated"})
    assert [(one.what, one.dose) for one in made.plan] == [("participation.contact", 0.2), ("mandated", 1.0)]
    assert made == sim.load_scenario(made.overrides), "its words say what it is"
    assert base.with_plan({"coaching": {}}) == sim.load_scenario(base.with_plan({"coaching": {}}).overrides)
    taken = base.with_plan({"behaviour_council": {"what": "participation.contact", "dose": 0.5, "who": ["council"]}})
    with pytest.raises(InputError, match=r"behaviour\.council: the plan has another entry 'behaviour_council'"):
        taken.varied({"behaviour.council": "siloed"})


def test_a_study_varies_a_practice_of_one_organisation_and_says_what_cannot_vary() -> None:
    asked = ask("discover", [*SHORT, "vary=[participation.contact.council,decision.price]"])
    assert asked.settings["vary"] == ("participation.contact.council", "decision.price")
    assert parameter_name("participation.contact.council") == "convened meetings between leaders of council"
    assert parameter_name("plan.enabler.end_if.months") == "end_if.months of enabler"
    with pytest.raises(InputError, match=r"behaviour\.council: no number of a plan, so a study cannot vary it"):
        ask("discover", [*SHORT, "vary=[behaviour.council]"])
    with pytest.raises(InputError, match="did you mean 'council'"):
        ask("discover", [*SHORT, "vary=[participation.contact.counsil]"])


def test_points_of_a_plan_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "points.csv"
    file.write_text('plan.enabler.from,plan.enabler.who,participation.contact.council\n0.5,"[council,acute]",0.25\n')
    assert from_csv(str(file)) == [
        {"plan.enabler.from": 0.5, "plan.enabler.who": "[council,acute]", "participation.contact.council": 0.25}
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["plan=[merger]", "vary=[{plan.merger.who:[all,[council]]}]"], "merger takes at least 2 organisations"),
        (["vary=[plan.enabler.from]"], "unknown number of the plan 'plan.enabler.from'"),
        (["plan=[enabler]", "vary=[plan.enabler.form]"], "plan.enabler.form"),
        (["plan=[enabler]", "plan.enabler.until=1", "vary=[plan.enabler.from]"], "before it starts"),
        (["plan=[enabler]", "vary=[{plan.enabler.from:[-1,2]}]"], "must lie from 0 to 50"),
    ],
)
def test_a_sweep_of_a_plan_that_cannot_be_is_refused_before_it_runs(words: list[str], message: str) -> None:
    with pytest.raises(InputError) as caught:
        ask_sweep([*SHORT, *words])
    assert message in str(caught.value)


def test_a_behaviour_is_planned_by_its_name_as_an_intervention_is() -> None:
    made = sim.load_scenario(
        [*SHORT, "plan=[coaching,collaborative_all]", "plan.collaborative_all.who=[council,acute]"]
    )
    assert made == sim.load_scenario([*SHORT]).with_plan(
        {"coaching": {}, "collaborative_all": {"what": "collaborative_all", "who": ["council", "acute"]}}
    )
    with pytest.raises(InputError, match="did you mean 'collaborative_all'"):
        sim.load_scenario([*SHORT, "plan=[colaborative_all]"])


def test_what_several_plan_is_said_once_and_nobody_who_plans_nothing() -> None:
    plain = sim.load_scenario([*SHORT])
    made = plain.with_plan({"enabler": ENTRY})
    (lead, lines), *more = plans_of((plain, made, made), ("One", "Two", "Three"))
    assert not more and lead == "What is planned with “Two” and “Three”:" and len(lines) == 1
    assert not plans_of((plain,), ("One",))


@pytest.mark.slow
def test_a_report_says_who_plans_what(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["plan=[enabler]", "plan.enabler.from=0.5", "plan.enabler.until=null", "attribution=none", "replications=2"]
    assert main(["compare", *SHORT, *words, f"results={tmp_path}"]) == 0
    printed = capsys.readouterr().out
    page = next(tmp_path.glob("*/report.html")).read_text(encoding="utf-8")
    for text in (printed, page):
        assert "From month 6 on, all organisations: an enabler convenes leaders" in " ".join(text.split())
    assert main(["rerun", str(next(tmp_path.glob("compare-*")))]) == 0
    assert "No number moved" in capsys.readouterr().out


def test_a_wrong_plan_ends_with_two_and_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "plan=[enabler]", "plan.enabler.who=[counsil,acute]"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "did you mean 'council'?" in said


# The page


def asked(**b: object) -> Question:
    future = {"name": "B", "behaviour": "siloed", **b}
    return Question.read({"years": 1, "a": {"name": "A", "behaviour": "siloed"}, "b": future})


def test_a_question_holds_a_plan_for_each_future_and_goes_through_its_file() -> None:
    question = asked(plan={"enabler": {**ENTRY, "price": 0.2}})
    assert Question.read(question.plain()) == question
    made = question.scenario("b")
    assert made.plan["enabler"].start == 0.25 and made.parameters["enabler"].price == 0.2
    assert not question.scenario("a").plan


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        ({"enabler": {"form": 1}}, "b.unknown key 'plan.enabler.form': did you mean 'plan.enabler.from'?"),
        ({"enabler": {"from": 2, "until": 1}}, "before it starts"),
        ({"enablr": {}}, "unknown thing to plan 'enablr': did you mean 'enabler'?"),
    ],
)
def test_a_question_with_a_wrong_plan_is_refused_in_one_line(plan: dict[str, object], message: str) -> None:
    with pytest.raises(InputError) as caught:
        asked(plan=plan)
    assert message in str(caught.value) and "\n" not in str(caught.value)


def test_why_sets_each_entry_back_by_itself() -> None:
    question = asked(plan={"enabler": ENTRY, "meet": {"what": "participation.contact", "dose": 0.5}})
    assert set(differences(question)) == {"plan.enabler", "plan.meet"}
    back = next(trial for trial in trials(question) if trial.name == "plan.enabler")
    assert [entry.name for entry in scenario_of(back, question).plan] == ["meet"]
    before, after = differences(question)["plan.enabler"]
    assert (label_of("plan.enabler"), said("plan.enabler", before)) == ("Planned: enabler", "not planned")
    assert said("plan.enabler", after).startswith("From month 3 to 9, ")


def test_the_catalogue_offers_every_intervention_by_its_declaration() -> None:
    offered = {one["name"]: one for one in catalogue("anyplace", "mine")["interventions"]}
    assert "enabler.price" in [number["key"] for number in offered["enabler"]["numbers"]]
