"""Overrides in, a checked scenario out; whatever a user may write, one clear line says what is wrong."""

from __future__ import annotations

import os
import time

import numpy as np
import pytest
import yaml

from sim.behaviours import BEHAVIOURS
from sim.core.parameters import InputError
from sim.scenario import CONFIGS, GROUPS, declarations, load_scenario, options
from tests.pace import within


def refusal(*overrides: object) -> str:
    """Return the line with which overrides are refused."""
    started = time.process_time()
    with pytest.raises(InputError) as caught:
        load_scenario(overrides)  # pyright: ignore[reportArgumentType]
    message = str(caught.value)
    assert within(time.process_time() - started, 1) and message.isprintable() and len(message) < 900, message
    return message


def test_the_default_scenario() -> None:
    made = load_scenario()
    assert (made.behaviour, made.pressure, made.place.name) == ("collaborative", "rising_demand", "anyplace")
    assert (made.years, made.warm_up_years, made.root_seed, made.overrides) == (6, 5, 2026, ())
    configured = {
        f"{group}.{name}"
        for file in ("pressure/rising_demand", "behaviour/collaborative")
        for group, values in yaml.safe_load((CONFIGS / f"{file}.yaml").read_text(encoding="utf-8")).items()
        for name in values
    }
    assert "demand.growth" in configured
    for key, declared in declarations().items():
        group, name = key.split(".")
        value = getattr(made.parameters[group], name)
        assert key in configured or (value == declared.default and type(value) is type(declared.default)), key


@pytest.mark.parametrize("behaviour", sorted(BEHAVIOURS))
def test_every_behaviour_can_be_chosen(behaviour: str) -> None:
    assert load_scenario([f"behaviour={behaviour}"]).behaviour == behaviour


@pytest.mark.parametrize("pressure", options("pressure"))
def test_every_pressure_can_be_chosen_and_overridden(pressure: str) -> None:
    made = load_scenario([f"pressure={pressure}", "demand.growth=0.01", "years=2"])
    assert made.pressure == pressure and made.years == 2
    assert made.parameters["demand"].growth == 0.01, "what is set by name wins over the group, whatever the order"
    assert load_scenario(["demand.growth=0.01", f"pressure={pressure}"]).parameters["demand"].growth == 0.01


def test_hard_winter_has_what_it_says() -> None:
    made = load_scenario(["pressure=hard_winter"])
    assert made.parameters["winter"].admissions == 0.10 and made.parameters["demand"].growth == 0.025


KINDS = [
    "nan",
    "NaN",
    "inf",
    "-inf",
    "-1",
    "1e300",
    "1e400",
    "9" * 300,
    "abc",
    "''",
    '"2"',
    "null",
    "[1]",
    "[]",
    "{a: 1}",
    "true",
    "false",
    "",
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind[:12])
@pytest.mark.parametrize("key", ["trust.asymmetry", "beds.refill", "participation.share"])
def test_a_parameter_takes_numbers_in_its_bounds_alone(key: str, kind: str) -> None:
    declared = declarations()[key]
    (low, high), unit = declared.limits, declared.unit
    assert unit is not None
    message = refusal(f"{key}={kind}")
    assert message.startswith(f"{key} = ") and f"from {low:g} to {high:g} ({unit.value.symbol})" in message


def test_every_parameter_refuses_every_kind_it_cannot_take() -> None:
    kinds = [float("nan"), float("inf"), float("-inf"), 1e300, "abc", "", None, [1], {"a": 1}]
    for key, declared in declarations().items():
        low = [declared.limits[0] - 1.0, True] if declared.unit else [0, 1, "true"]
        for value in [*kinds, *low]:
            with pytest.raises(InputError) as caught:
                declared.check(value)
            assert str(caught.value).startswith(f"{key} = {value!r}: "), key


@pytest.mark.parametrize("value", ["1", "0", "yes", "null", "[true]", "''", "nan"])
def test_a_switch_takes_true_or_false_alone(value: str) -> None:
    assert refusal(f"channels.information={value}").endswith(": expected true or false")


@pytest.mark.parametrize("key", ["years", "warm_up_years", "root_seed"])
@pytest.mark.parametrize(
    "value", ["-1", "2.5", "1e0", "nan", "inf", "true", "null", "abc", "''", "[2]", "{a: 1}", "9" * 300]
)
def test_a_whole_number_is_whole_and_in_bounds(key: str, value: str) -> None:
    message = refusal(f"{key}={value}")
    assert message.startswith(f"{key} = ") and "expected a whole number from" in message


@pytest.mark.parametrize("text", ["years=0", "years=31", "warm_up_years=1", "warm_up_years=21", "root_seed=2147483649"])
def test_whole_numbers_end_at_their_bounds(text: str) -> None:
    assert "expected a whole number from" in refusal(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("trust.asymetry=1", "unknown key 'trust.asymetry': did you mean 'trust.asymmetry'?"),
        ("trst.asymmetry=1", "unknown key 'trst.asymmetry': did you mean 'trust.asymmetry'?"),
        ("trust.asymmetry.deep=1", "unknown key 'trust.asymmetry.deep': did you mean 'trust.asymmetry'?"),
        ("year=3", "unknown key 'year': did you mean 'years'?"),
        ("behavior=siloed", "unknown key 'behavior': did you mean 'behaviour'?"),
        ("presure=steady", "unknown key 'presure': did you mean 'pressure'?"),
        ("behaviour=colaborative", "unknown behaviour 'colaborative': did you mean 'collaborative'?"),
        ("behaviour=zzz", f"unknown behaviour 'zzz': expected one of {', '.join(options('behaviour')[:2])}, "),
        ("behaviour=null", "unknown behaviour 'None'"),
        ("behaviour=[siloed]", "unknown behaviour '['siloed']'"),
        ("behaviour=../pressure/steady", "unknown behaviour '../pressure/steady'"),
        ("pressure=ausertity", "unknown pressure 'ausertity': did you mean 'austerity'?"),
        ("pressure={demand: {growth: 9}}", "unknown pressure"),
        ("behaviour.name=siloed", "unknown organisation 'name'"),
        ("trust={asymmetry: 1}", "unknown key 'trust'"),
        ("trust=1", "unknown key 'trust'"),
        ("place=anyplac", "unknown place 'anyplac': did you mean 'anyplace'?"),
        ("place=nowhere.yaml", "nowhere.yaml: no such file"),
        ("place.figures.bedz=500", "figures: unknown figure 'bedz': did you mean 'beds'?"),
        ("place.figures=500", "unknown key 'place.figures'"),
        ("place.label=Here", "unknown key 'place.label'"),
        ("hydra.run.dir=here", "unknown key 'hydra.run.dir'"),
        ("hydra/launcher=basic", "unknown key 'hydra/launcher'"),
        ("trust._target_=os.system", "unknown key 'trust._target_'"),
        ("_target_=os.system", "unknown key '_target_'"),
        ("defaults=[]", "unknown key 'defaults'"),
        ("schema=1", "unknown key 'schema'"),
        ("=1", "unknown key ''"),
    ],
)
def test_an_unknown_name_at_any_level_names_the_nearest(text: str, message: str) -> None:
    assert message in refusal(text)


@pytest.mark.parametrize(
    "text",
    [
        "+trust.asymmetry=1",
        "++trust.asymmetry=1",
        "+new=1",
        "~trust.asymmetry",
        "~trust",
        "~behaviour",
        "trust.asymmetry=1,2",
        "trust.asymmetry=range(1,3)",
        "trust.asymmetry=choice(1,2)",
        "trust.asymmetry=glob(*)",
        "behaviour=siloed,mixed",
        "place.figures.beds=500,510",
        "years=1,2",
        "trust.asymmetry=interval(1,2)",
    ],
)
def test_only_one_plain_value_is_set_at_a_time(text: str) -> None:
    assert refusal(text) == f"'{text}': expected one plain key=value"


@pytest.mark.parametrize(
    "text",
    [
        "trust.asymmetry=${oc.env:HOME}",
        "behaviour=${pressure}",
        "place.figures.beds=${oc.env:HOME}",
        "trust.asymmetry=${trust.prior}",
        "${oc.env:HOME}=1",
        r"trust.asymmetry=\${oc.env:HOME}",
    ],
)
def test_nothing_is_looked_up(text: str) -> None:
    message = refusal(text)
    assert message == f"'{text}': values that look something up are not accepted" and os.environ["HOME"] not in message


@pytest.mark.parametrize("path", ["${oc.env:HOME}", "'${hydra:run.dir}'", "anyplace,other"])
def test_a_path_is_taken_as_it_stands_and_nothing_is_looked_up(path: str) -> None:
    path, message = path.strip("'"), refusal(f"place={path}")
    assert message.startswith(f"unknown place '{path}'") and os.environ["HOME"] not in message


@pytest.mark.parametrize(
    "text",
    [
        "trust.asymmetry",
        "",
        "a=b=c",
        "trust..asymmetry=1",
        ".trust=1",
        "trust.asymmetry: 1",
        '"trust.asymmetry"=1',
        "[=1",
    ],
)
def test_what_is_not_key_and_value_is_refused(text: str) -> None:
    assert refusal(text).startswith(f"'{text}': expected key=value")


@pytest.mark.parametrize(
    "text",
    [
        "trust.asymmetry=1\n",
        "trust.asymmetry=a\nb",
        "a\x00=1",
        "place=\x1b[31m",
        "x" * 10_000 + "=1",
        "years=" + "9" * 5000,
        "trust.asymmetry=" + "[" * 5000 + "]" * 5000,
        "place=" + "y" * 10_000,
        1,
        None,
        ["years=1"],
        b"years=1",
    ],
    ids=lambda text: str(text)[:20].encode("unicode_escape").decode(),
)
def test_what_is_not_a_short_printable_line_is_refused(text: object) -> None:
    assert "expected a printable key=value of at most 400 characters" in refusal(text)


@pytest.mark.parametrize("value", ["[" * 190 + "]" * 190, "{a: " * 60 + "1" + "}" * 60, "[" * 380, "(" * 380])
def test_deep_nesting_is_refused(value: str) -> None:
    assert "expected" in refusal(f"trust.asymmetry={value}")


def test_a_bad_override_is_found_among_good_ones() -> None:
    assert "trust.asymmetry = -1" in refusal("behaviour=siloed", "years=2", "trust.asymmetry=-1", "beds.refill=0.05")


@pytest.mark.parametrize("text", ["behaviour@here=siloed", "pressure@_global_=austerity"])
def test_a_group_stays_where_it_is(text: str) -> None:
    assert text.split("=")[0] in refusal(text)


# Figures of the place


def test_figures_of_the_place_can_be_changed() -> None:
    made = load_scenario(["place.figures.beds=540", "place.figures.pooled_share=1"])
    assert made.place.figures.beds == 540.0 and made.place.figures.pooled_share == 1.0
    assert made.place.sources["figures.beds"] == "set by the scenario"
    assert made.settled_key != load_scenario().settled_key
    assert load_scenario(["place.figures.beds=520"]).place.figures == load_scenario().place.figures


@pytest.mark.parametrize("kind", ["nan", "inf", "-1", "1e300", "abc", "''", "null", "[1]", "{a: 1}", "true", ""])
def test_a_figure_takes_numbers_in_its_bounds_alone(kind: str) -> None:
    message = refusal(f"place.figures.beds={kind}")
    assert "figures.beds.value = " in message and "above 0 and below 100000 (beds)" in message


def test_figures_that_cannot_be_true_together_are_refused() -> None:
    assert "must exceed" in refusal("place.figures.elective_beds=450")


def test_groups_and_their_files_agree() -> None:
    assert set(options("behaviour")) == set(BEHAVIOURS) and set(GROUPS) == {"behaviour", "pressure"}


def test_a_former_name_of_a_parameter_is_understood_and_its_draws_go_by_it():
    renamed = {d.renamed_from: key for key, d in declarations().items() if d.renamed_from}
    assert renamed["doors.pool"] == "channels.pool"
    for before, now in renamed.items():
        declared = declarations()[now]
        value = (not declared.default) if declared.unit is None else declared.plausible[1]  # type: ignore[index]
        text = str(value).lower()
        group, name = now.split(".")
        asked = load_scenario([f"{before}={text}"])
        assert (
            getattr(asked.parameters[group], name)
            == value
            == getattr(load_scenario([]).varied({before: value}).parameters[group], name)
        )
        assert declared.identity == before


def test_overrides_may_be_one_string_a_list_or_a_mapping():
    as_list = load_scenario(["behaviour=siloed", "trust.asymmetry=1", "channels.money=false", "years=2"])
    one = load_scenario("behaviour=siloed trust.asymmetry=1 channels.money=false years=2")
    nested = load_scenario({"behaviour": "siloed", "trust": {"asymmetry": 1}, "channels.money": False, "years": 2})
    assert as_list == one == nested
    assert as_list.overrides == one.overrides == nested.overrides
    with pytest.raises(InputError, match="no closing quotation"):
        load_scenario("place='mine.yaml")
    with pytest.raises(InputError, match=r"did you mean 'trust\.asymmetry'"):
        load_scenario({"trust": {"asymetry": 1}})


def test_what_is_varied_is_recorded_once_and_makes_the_same_scenario():
    varied = load_scenario("trust.asymmetry=2 years=3").varied({"trust.asymmetry": 1.5, "channels.money": False})
    assert varied.overrides == ("years=3", "trust.asymmetry=1.5", "channels.money=false")
    assert load_scenario(varied.overrides) == varied
    assert (
        varied.varied({"trust.asymmetry": np.array([1.0, 2.0])}).overrides[-1]
        == "trust.asymmetry=[2 values, one a run]"
    )


def test_hydra_is_left_as_it_was_found():
    from hydra import compose, initialize_config_dir
    from hydra.core.global_hydra import GlobalHydra
    from hydra.version import VersionBase

    with initialize_config_dir(str(CONFIGS / "pressure"), version_base="1.3"):
        theirs, base = GlobalHydra.instance().hydra, VersionBase.instance().getbase()
        load_scenario("behaviour=siloed")
        with pytest.raises(InputError):
            load_scenario("behaviour=silod")
        assert GlobalHydra.instance().hydra is theirs and VersionBase.instance().getbase() == base
        assert compose("austerity")
