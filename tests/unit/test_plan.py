"""A plan: what may be said, whom it means, when it acts, and that it is part of what a scenario is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from sim.behaviours import BEHAVIOURS
from sim.cli.options import ask
from sim.cli.sweep_options import ask_sweep
from sim.composition import PLANS
from sim.core.arithmetic import Array
from sim.core.draws import Streams
from sim.core.parameters import InputError
from sim.interventions import INTERVENTIONS
from sim.model.care_system import CareSystem
from sim.model.engine import world_of
from sim.model.ensemble import run_batch
from sim.overrides import written
from sim.place import load_place
from sim.plan import Group, Plan
from sim.plan.level import level_of, mean_level_of
from sim.plan.read import plan_of
from sim.plan.series import FOLLOWED
from sim.plan.words import sentences
from sim.scenario import Scenario, load_scenario
from sim.store import plan_hash, resolved, scenario_of
from sim.whatif.question import Question
from tests.whole import Runs, arrays_of, column, differing, practices, scenario

PLACE = load_place("anyplace")
WORLD = world_of(PLACE)
TEAMS = WORLD.names["organisation"]
TWO_YEARS = ("years=2", "warm_up_years=2", "behaviour=mixed")
CONTACT = {"what": "participation.contact", "dose": 0.8}


def planned(**entries: dict[str, Any]) -> Scenario:
    return scenario(*TWO_YEARS).with_plan(entries)


def members(group: Any, runs: int = 1) -> Array:
    draws = Streams(1, np.arange(runs, dtype=np.uint64))
    return Group.read("plan.x.who", group).mask(WORLD, draws, "plan x")


# What may be said


def test_a_seat_may_have_more_of_a_practice_by_a_word_of_its_own() -> None:
    words = ["participation.contact.council/chief=0.5"]
    entry = load_scenario(words).plan["participation_contact_council_chief"]
    assert (entry.what, entry.who.names, entry.dose) == ("participation.contact", ("council/chief",), 0.5)


def test_a_name_is_that_of_a_file_where_there_is_one_and_it_plans_what_it_is_called(tmp_path: Path) -> None:
    def plan(*names: str) -> dict[str, Any]:
        return plan_of([("plan", list(names))], tmp_path)[0].plain

    assert plan("merger")["merger"]["from"] == 0.0, "an intervention needs no file"
    file = tmp_path / "merger.yaml"
    file.write_text("late:\n  what: merger\n  from: 1\nbeds:\n  what: beds.added\n  dose: 0.1\n")
    assert list(plan("merger")) == ["late", "beds"]
    file.write_text("beds:\n  what: beds.added\n  dose: 0.1\n")
    for name, kind in (("merger", "an intervention"), ("heroic", "a behaviour"), ("prices", "a series")):
        other = tmp_path / f"{name}.yaml"
        for text in ("beds:\n  what: beds.added\n  dose: 0.1\n", "x: {what: [merger]}\n"):
            other.write_text(text)
            with pytest.raises(InputError, match=rf"{name}.yaml: bears the name of {kind}, {name}, and does not plan"):
                plan(name)
    file.write_text("beds:\n  what: beds.added\n  dose: 0.1\n")
    assert list(plan(str(file))) == ["beds"], "a path is that of a file, whatever its name"
    for name in {file.stem for file in PLANS.glob("*.yaml")} & {*INTERVENTIONS, *BEHAVIOURS, *FOLLOWED}:
        assert name in {entry["what"] for entry in plan_of([("plan", name)], PLANS)[0].plain.values()}


LATE = {"from": 2}


def ways_in(entry: dict[str, Any], folder: Path) -> Iterator[Callable[[], object]]:
    """Yield every way by which an entry `enabler` comes into a scenario of two years."""
    asked = [f"plan.enabler.{key}={written(value)}" for key, value in entry.items()]
    file = folder / "mine.yaml"
    file.write_text(yaml.safe_dump({"enabler": entry}))
    yield lambda: load_scenario([*TWO_YEARS, "plan=[enabler]", "plan.enabler.until=null", *asked])
    yield lambda: load_scenario([*TWO_YEARS, f"plan=[{file}]"])
    yield lambda: planned(enabler=entry)
    yield lambda: scenario(*TWO_YEARS).with_plan(str(file))
    yield lambda: replace(load_scenario(["years=3"]).with_plan({"enabler": entry}), years=2)
    yield lambda: ask("compare", [*TWO_YEARS[:2], *asked])
    yield lambda: ask("portfolio", [*TWO_YEARS[:2], "plans=[enabler]", "plan.enabler.until=null", *asked])
    yield lambda: ask("portfolio", [*TWO_YEARS[:2], "search=[enabler]", *asked])
    yield lambda: ask("story", [*TWO_YEARS[:2], *asked])
    question = {"years": 2, "a": {"name": "A", "behaviour": "siloed"}}
    yield lambda: Question.read(
        {**question, "b": {"name": "B", "behaviour": "siloed", "plan": {"enabler": entry}}}
    ).tried()


def test_an_entry_that_never_begins_within_the_run_is_refused_however_it_comes_in(tmp_path: Path) -> None:
    for number, way in enumerate(ways_in(LATE, tmp_path)):
        with pytest.raises(InputError) as caught:
            way()
        assert "plan.enabler.from = 2: the run ends after 2 years, so it never begins" in str(caught.value), number
        assert "\n" not in str(caught.value)
    for way in ways_in({"from": 1.9}, tmp_path):
        way()


def test_what_varies_may_not_begin_after_the_run_either() -> None:
    made = planned(enabler={"from": 1})
    for value in (2.0, np.array([0.0, 2.5, 1.0])):
        with pytest.raises(InputError, match=r"plan.enabler.from = 2(.5)?: the run ends after 2 years"):
            made.varied({"plan.enabler.from": value})
    words = [*TWO_YEARS[:2], "plan=[enabler]", "plan.enabler.until=null"]
    for asks in (
        lambda: ask_sweep([*words, "vary=[{plan.enabler.from:[0,2]}]", "design=factorial"]),
        lambda: ask("sensitivity", [*words, "vary=[plan.enabler.from]"]),
    ):
        with pytest.raises(InputError, match="so it never begins"):
            asks()
    with pytest.raises(InputError, match=r"unknown number of the plan 'plan.coaching.from': expected one of plan"):
        ask("sensitivity", [*words, "vary=[plan.coaching.from]"])


def test_where_some_runs_end_before_they_begin_those_are_named() -> None:
    made = planned(enabler={"from": 0.5, "until": 1})
    with pytest.raises(InputError, match=r"ends \(until=1\) before it starts \(from=1.5\)"):
        made.varied({"plan.enabler.from": np.array([0.0, 1.5])})


def test_names_files_and_words_make_one_plan(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("meet:\n  what: participation.contact\n  from: 1\n  dose: 0.5\n  who: [council, acute]\n")
    made = load_scenario(
        [f"plan=[enabler,{file}]", "plan.enabler.until=26w", "plan.meet.dose=0.7", "plan.enabler.price=0.3"]
    )
    assert [entry.name for entry in made.plan] == ["enabler", "meet"]
    assert (made.plan["enabler"].until, made.plan["meet"].dose, made.plan["meet"].start) == (0.5, 0.7, 1.0)
    assert made.parameters["enabler"].price == 0.3
    assert made.plan["meet"].who.names == ("council", "acute")


REFUSED = {
    "ends first": (["plan.enabler.from=2", "plan.enabler.until=1"], "ends (until=1) before it starts (from=2)"),
    "never": (["plan.enabler.from=1", "plan.enabler.until=1"], "before it starts"),
    "organisation": (["plan.enabler.who=[counsil,acute]"], "unknown organisation 'counsil': did you mean 'council'?"),
    "seat": (["plan.enabler.who=[council/cheif,acute]"], "unknown seat 'council/cheif': did you mean 'council/chief'?"),
    "kind": (["plan.enabler.who={kind:acutes}"], "unknown kind of organisation 'acutes': did you mean 'acute'?"),
    "boundary": (["plan.enabler.who={boundary:[ambulance,residents]}"], "no boundary lies between these two"),
    "order": (["plan.enabler.who={share:0.5,order:best_conected}"], "'best_conected': did you mean 'best_connected'?"),
    "share": (["plan.enabler.who={share:1.5}"], "plan.enabler.who.share = 1.5: must lie from 0 to 1"),
    "one": (["plan.enabler.who=council"], "plan.enabler.who = [council]: enabler takes at least 2 organisations"),
    "price": (["plan.enabler.price=null"], "plan.enabler.price = null: enabler needs its price"),
    "plan": (["plan=[enablr]"], "unknown plan 'enablr': did you mean 'enabler'?"),
    "what": (["plan.x.what=participation.contct"], "did you mean 'participation.contact'?"),
    "switch": (["plan.x.what=channels.money", "plan.x.dose=1"], "channels.money is a switch of the model"),
    "no lever": (["plan.x.what=trust.asymmetry", "plan.x.dose=1"], "trust.asymmetry is no lever (uncertainty)"),
    "no dose": (["plan.x.what=participation.contact"], "plan.x.dose: missing"),
    "dose": (["plan.x.what=participation.contact", "plan.x.dose=2"], "plan.x.dose = 2: must lie from 0 to 1"),
    "whole": (["plan.x.what=beds.added", "plan.x.dose=0.1", "plan.x.who=acute"], "beds.added is one for the whole"),
    "field": (["plan.enabler.form=1"], "unknown key 'plan.enabler.form': did you mean 'plan.enabler.from'?"),
    "time": (["plan.enabler.from=soon"], "expected years, such as 1.5, or '26 weeks', '6 months'"),
    "table": (["plan.enabler=3"], "plan.enabler = '3': expected what, who"),
    "unplanned": (["enabler.price=0.2"], "enabler.price = 0.2: acts only where a plan has it; add plan=[enabler]"),
    "contradict": (
        ["plan.a.what=enabler", "plan.b.what=enabler", "plan.b.from=1"],
        "plan: 'a' and 'b' contradict: both set enabler for the same organisations at the same time",
    ),
    "whose": (["behaviour.counsil=siloed"], "unknown organisation 'counsil': did you mean 'council'?"),
    "which": (["behaviour.council=silod"], "unknown thing to plan 'silod': did you mean 'siloed'?"),
    "seat's": (["plan.x.what=siloed", "plan.x.who=[council/chief]"], "a behaviour is a whole team's"),
    "two ways": (["behaviour.council=siloed", "plan.x.what=mixed"], "contradict: both set how teams behave"),
    "half": (["plan.x.what=siloed", "plan.x.dose=0.5"], "dose = 0.5: a behaviour is followed or not; expected 1"),
    "file": (["plan=[nowhere.yaml]"], "nowhere.yaml: no such file"),
    "no seat": (
        ["behaviour.council/mayor=siloed"],
        "unknown seat 'council/mayor': expected one of council/chief, council/",
    ),
    "seat of nobody": (["participation.contact.counsil/chief=1"], "unknown organisation 'counsil': did"),
    "of a seat": (["behaviour.council/chief=siloed"], "whole team's; expected organisations, not seats"),
    "a share of one": (["plan=[merger]", "plan.merger.share=0.05"], "share = 0.05: is 1 organisation of "),
    "watches nothing": (["plan.enabler.begin_if={above:3}"], "begin_if.outcome: missing; expected what is watched"),
    "empty trigger": (["plan.enabler.end_if={}"], "end_if.outcome: missing"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused_in_one_line(case: str) -> None:
    words, message = REFUSED[case]
    named = {word.split(".")[1] for word in words if word.startswith("plan.")}
    with pytest.raises(InputError) as caught:
        load_scenario([*(["plan=[enabler]"] if named == {"enabler"} else []), *words])
    assert message in str(caught.value) and "\n" not in str(caught.value)


def test_entries_that_part_in_time_or_in_who_do_not_contradict() -> None:
    first = {"what": "enabler", "until": 1}
    assert len(planned(a=first, b={"what": "enabler", "from": 1}).plan) == 2
    assert len(planned(a={**CONTACT, "who": ["acute"]}, b={**CONTACT, "who": ["council"]}).plan) == 2


# Whom it means


def test_groups_mean_whom_they_say() -> None:
    assert members("all").sum() == len(TEAMS)
    named = members(["council", "acute"])[:, 0]
    assert [TEAMS[row] for row in np.nonzero(named)[0]] == ["acute", "council"]
    kind = members({"kind": "primary_care"})[:, 0]
    assert {TEAMS[row][:3] for row in np.nonzero(kind)[0]} == {"pcn"} and kind.sum() == 6
    assert members({"boundary": ["acute", "council"]}).sum() == 2
    seats = members(["council/chief", "acute"])[:, 0]
    assert seats[TEAMS.index("acute")] == 1.0 and 0.0 < seats[TEAMS.index("council")] < 1.0


def test_a_share_is_drawn_for_each_run_or_taken_in_order() -> None:
    drawn = members({"share": 0.5}, runs=64)
    assert abs(drawn.mean() - 0.5) < 0.05 and len({column.tobytes() for column in drawn.T}) > 32
    assert np.array_equal(members({"share": 0.5}, runs=8)[:, :3], members({"share": 0.5}, runs=3)), "each run its own"
    degree = WORLD.network.degree
    best, least = (members({"share": 0.4, "order": f"{which}_connected"})[:, 0] > 0 for which in ("best", "least"))
    assert degree[best].min() >= degree[~best].max() and degree[least].max() <= degree[~least].min()


# When it acts


def test_the_level_is_nothing_before_rises_over_the_ramp_and_is_nothing_after_the_end() -> None:
    entry = Plan.read({"x": {**CONTACT, "from": 1, "until": 3, "ramp": 0.5}})["x"]
    assert [level_of(entry, t) for t in (0.0, 0.99, 1.0, 1.25, 1.5, 2.9, 3.0, 9.0)] == [0, 0, 0, 0.5, 1, 1, 0, 0]
    times = np.arange(0, 4, 1 / 520)
    for stop in (1.2, 2.0, 3.5):
        mean = np.mean([float(level_of(entry, t)) for t in times[times < stop]])
        assert mean_level_of(entry, stop) == pytest.approx(mean, abs=2e-3)


def test_a_lever_moves_from_its_base_to_its_dose_and_back_to_the_bit() -> None:
    made = planned(x={**CONTACT, "from": 0.5, "until": 1})
    runs, plain = Runs(made, [3, 4]).to(0), Runs(scenario(*TWO_YEARS), [3, 4]).to(0)
    for number in range(20):
        runs.to(number + 1)
        plain.to(number + 1)
        same = np.array_equal(runs.state.convened, plain.state.convened)
        assert same == (not 7 <= number < 13), number
        assert number >= 7 or not differing(arrays_of(runs.state), arrays_of(plain.state)), number


@pytest.mark.parametrize(
    ("key", "dose"),
    [("participation.contact", 0.8), ("demand.growth", 0.04), ("funding.nhs_growth", -0.02), ("turnover.pace", 2.0),
     ("social_care.care_home_beds_added", 0.1), ("pressure.shift", 0.2), ("income.activity_share", 0.7)],
)  # fmt: skip
def test_a_lever_planned_from_month_0_for_good_is_the_lever_set(key: str, dose: float) -> None:
    whole = run_batch(scenario(*TWO_YEARS).varied({key: dose}), [1, 2]).series
    assert not differing(whole, run_batch(planned(x={"what": key, "dose": dose}), [1, 2]).series)


def test_growth_that_held_for_a_while_stays_grown() -> None:
    runs = Runs(planned(x={"what": "funding.nhs_growth", "dose": 0.05, "from": 0.5, "until": 1}), [1]).to(0)
    flat, level = Runs(scenario(*TWO_YEARS), [1]).to(0), list[float]()
    for number in (6, 13, 20, 26):
        level.append(float(runs.to(number).state.nhs_funding[0] / flat.to(number).state.nhs_funding[0]))
    assert level[0] == 1.0 < level[1] == pytest.approx(level[2], rel=1e-3) == pytest.approx(level[3], rel=1e-3)
    growth = scenario(*TWO_YEARS).parameters["funding"].nhs_growth
    assert level[3] == pytest.approx(np.sqrt(1.05 / (1.0 + growth)), rel=2e-3)


def test_practices_may_differ_by_organisation() -> None:
    runs = Runs(planned(x={**CONTACT, "who": ["acute"]}).varied({"participation.share": 1.0}), [1]).to(2)
    held, base = runs.state.convened[:, 0], scenario(*TWO_YEARS).parameters["participation"].contact
    assert held[TEAMS.index("acute")] == 0.8 and set(np.delete(held, TEAMS.index("acute"))) == {base}


def test_two_seats_of_a_team_each_move_their_own_part_of_it_whoever_stands_first() -> None:
    """Weighed by rank; from their base each goes to a dose of their own."""
    base = scenario(*TWO_YEARS).parameters["participation"].contact
    part = {role: float(members([f"acute/{role}"])[TEAMS.index("acute"), 0]) for role in ("chief", "finance")}
    seats = {
        "one": {**CONTACT, "who": ["acute/chief"]},
        "other": {**CONTACT, "dose": 0.1, "who": ["acute/finance", "council"]},
    }
    for entries in (seats, dict(reversed(seats.items()))):
        runs = Runs.settled(planned(**entries).varied({"participation.share": 1.0}), [1]).to(2)
        held = runs.state.convened[:, 0]
        moved = base + part["chief"] * (0.8 - base) + part["finance"] * (0.1 - base)
        assert held[TEAMS.index("acute")] == pytest.approx(moved) and held[TEAMS.index("council")] == 0.1
        assert held[TEAMS.index("community")] == base


# Behaviours


def apart(one: Runs, other: Runs) -> list[str]:
    """Return what differs between two states, but for the number of the behaviour that a team follows."""
    return [name for name in differing(arrays_of(one.state), arrays_of(other.state)) if name != "follows"]


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_a_behaviour_planned_for_all_from_month_0_is_the_behaviour_of_the_scenario(name: str) -> None:
    base = scenario(*TWO_YEARS, "participation.share=0.6")
    made = Runs.settled(base.with_plan({"x": {"what": name}}), [3, 4]).to(16)
    whole = Runs.settled(replace(base, behaviour=name), [3, 4]).to(16)
    assert not apart(made, whole)


def test_a_behaviour_that_begins_and_ends_moves_nothing_before_and_fades_after() -> None:
    base = scenario("years=3", "warm_up_years=2", "behaviour=as_today", *practices(0.0))
    made = base.with_plan({"x": {"what": "collaborative_all", "from": 0.5, "until": 1.5, "who": ["acute", "council"]}})
    runs, plain = Runs(made, [3]).to(7), Runs(base, [3]).to(7)
    assert not apart(runs, plain)
    acute, own = TEAMS.index("acute"), base.parameters["participation"].own_weight
    begun, learnt, later, gone = (float(runs.to(n).state.weight_on_purpose[acute, 0]) for n in (8, 20, 30, 39))
    assert own < begun < own + 0.15, "it begins to learn when it joins, not at month 0"
    assert learnt > 0.6 and not runs.state.takes_part.any()
    half_lives = base.parameters["participation"].fading / (12.0 / 13.0)
    assert (later - own) / (learnt - own) == pytest.approx(2.0 ** (-10 / half_lives), rel=1e-9) and gone > own
    assert (np.delete(runs.state.weight_on_purpose[:, 0], [acute, TEAMS.index("council")]) == own).all()
    slow = Runs(made.varied({"participation.fading": 24.0}), [3]).to(39)
    assert float(slow.state.weight_on_purpose[acute, 0]) > gone
    assert differing(slow.recorder.arrays(), runs.recorder.arrays()), "the half-life is felt"


def test_organisations_follow_behaviours_of_their_own_in_both_faces() -> None:
    made = load_scenario(
        [*TWO_YEARS, "behaviour.council=tit_for_tat", "behaviour.acute=collaborative_all", "behaviour.community=siloed"]
    )
    runs = Runs(made, [3]).to(1)
    follows = {TEAMS[row]: int(runs.state.follows[row, 0]) for row in np.nonzero(runs.state.follows[:, 0])[0]}
    assert set(follows) == {"council", "acute", "community"} and len(set(follows.values())) == 3
    assert (
        runs.state.takes_part[TEAMS.index("acute"), 0] == 1.0 and not runs.state.takes_part[TEAMS.index("community"), 0]
    )
    net, before = WORLD.network, runs.state.copy()
    mine = net.direction_from == TEAMS.index("council")
    np.testing.assert_allclose(runs.to(2).state.promise[mine], net.back(before.delivered)[mine], atol=1e-9)
    model = CareSystem(made, seed=3).run()
    assert not differing(model.recorder.arrays(), run_batch(made, [3]).series)


def test_a_practice_of_one_organisation_can_be_said_by_its_name() -> None:
    made = load_scenario([*TWO_YEARS, "participation.contact.acute=0.9", "participation.share=1"])
    held = Runs(made, [1]).to(1).state.convened[:, 0]
    assert held[TEAMS.index("acute")] == 0.9 and (np.delete(held, TEAMS.index("acute")) < 0.5).all()


# Runs, faces, records

MANY = {
    "enabler": {"from": 0.25, "until": 1.0, "who": {"share": 0.5}},
    "meet": {**CONTACT, "ramp": 0.5, "who": {"share": 0.4, "order": "best_connected"}},
    "beds": {"what": "beds.added", "dose": 0.05, "from": 0.75},
    "need": {"what": "demand.growth", "dose": 0.05, "from": 0.5},
}


def test_a_run_of_a_batch_is_the_run_alone_with_numbers_of_its_own() -> None:
    values = {
        "plan.enabler.from": np.array([0.0, 0.3, 0.6]),
        "plan.enabler.share": np.array([0.2, 0.5, 1.0]),
        "plan.meet.dose": np.array([0.1, 0.5, 1.0]),
        "plan.beds.until": np.array([1.0, 1.2, np.inf]),
        "plan.need.from": np.array([0.0, 0.5, 1.0]),
    }
    batch = Runs(planned(**MANY).varied(values), [5, 6, 7]).to(20)
    for run in range(3):
        own = {key: float(value[run]) for key, value in values.items()}
        alone = Runs(planned(**MANY).varied(own), [5 + run]).to(20)
        assert not differing(column(arrays_of(batch.state), run), arrays_of(alone.state))
        assert not differing(column(batch.recorder.arrays(), run), alone.recorder.arrays())


def test_both_faces_run_a_plan_alike() -> None:
    made = planned(**MANY)
    model = CareSystem(made, seed=3).run()
    assert not differing(model.recorder.arrays(), run_batch(made, [3]).series)


def test_a_plan_is_part_of_what_a_scenario_is() -> None:
    plain, made = scenario(*TWO_YEARS), planned(**MANY)
    assert made == planned(**MANY) and hash(made) == hash(planned(**MANY)) and made != plain
    assert made.settled_key == plain.settled_key, "nothing of a plan acts before month 0"
    less = made.varied({"plan.meet.dose": 0.3})
    assert made != less and less.plan["meet"].dose == 0.3
    assert "plan" not in resolved(plain) and plan_hash(resolved(made)) != plan_hash(resolved(plain))
    assert scenario_of(resolved(made), made.place) == made
    assert load_scenario(made.overrides) == made, "its words make it again"
    assert plain.with_plan(made.plan) == made and made.with_plan({}) == plain
    with pytest.raises(InputError, match=r"unknown number of the plan 'plan\.meet\.form': did you mean"):
        made.varied({"plan.meet.form": 1.0})


def test_a_plan_is_said_in_words() -> None:
    made = planned(
        enabler={"from": 1, "until": 3, "who": ["council", "acute"]},
        beds={"what": "beds.added", "dose": 0.05, "from": 0.5, "until": 1.5},
        meet={**CONTACT, "ramp": 0.5, "who": {"share": 0.4, "order": "best_connected"}},
    )
    council, hospital = ("Anyplace Council", "Anyplace General Hospital")
    labels = {one.key: one.label for one in PLACE.organisations}
    said = sentences(made.plan, PLACE)
    assert said[0].startswith(f"From year 1 to 3, {labels['council']} and {labels['acute']}: an enabler convenes")
    assert said[1].startswith("From month 6 to 18, all organisations: beds added") and "5" in said[1]
    assert "From the start, 40% of organisations, the best connected first" in said[2] and "6 months" in said[2]
    assert hospital == labels["acute"] and council
    kinds = ({"what": "siloed", "who": {"kind": kind}} for kind in ("commissioner", "primary_care"))
    one, many = sentences(Plan.read(dict(zip("ab", kinds, strict=True))), PLACE)
    assert f"{labels['commissioner']}:" in one and "all primary care organisations:" in many
