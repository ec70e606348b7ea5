"""A place that is like another: what its file gives holds, the rest is taken, and what depends on size is scaled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from sim.core.parameters import InputError
from sim.place import load_place, place_schema
from sim.place.columns import columns
from sim.place.figures import Figures
from sim.place.load import read_place
from sim.place.written import place_text

Data = dict[str, Any]
Save = Callable[[Data | str | bytes], Path]
OWN = "choice: an example"


def like(residents: float = 150_000, **more: Any) -> Data:
    """Return the data of a place like Anyplace with so many residents."""
    figures = {"population": {"value": residents, "source": OWN}, **more.pop("figures", {})}
    return {"like": "anyplace", "name": "half", "label": "Half", "figures": figures, **more}


HOSPICE = {
    "key": "hospice",
    "label": "Hospice",
    "kind": "voluntary",
    "service": None,
    "sector": "voluntary",
    "culture": {"clan": 0.55, "adhocracy": 0.25, "hierarchy": 0.10, "market": 0.10},
    "vision": {"population": 0.6, "prevention": 0.5},
    "leaders": [{"role": "chief", "profession": "nursing", "rank": 1}],
}
BOUNDARY = {
    "between": ["hospice", "community"],
    "crossing": 0.3,
    "differences": {"governance": 0.6, "accountability": 0.55, "finance": 0.7, "performance": 0.55},
}
TWICE = [{"between": ["acute", "community"]}, {"between": ["community", "acute"]}]
SOURCES = {
    "organisations": {"culture": OWN, "vision": OWN, "leaders": OWN},
    "interfaces": {"crossing": OWN, "differences": OWN},
}


@pytest.mark.parametrize("ratio", [0.2, 1, 5])
def test_what_depends_on_size_is_scaled_and_nothing_else(save: Save, ratio: float):
    base, made = load_place("anyplace"), load_place(save(like(300_000 * ratio)))
    for name, column in columns(Figures).items():
        expected = getattr(base.figures, name) * (ratio if column.extensive else 1)
        assert getattr(made.figures, name) == pytest.approx(expected), name
    assert [s.people for s in made.segments] == pytest.approx([s.people * ratio for s in base.segments])
    assert [p.cost_per_year for p in made.projects] == pytest.approx([p.cost_per_year * ratio for p in base.projects])
    assert [(p.ready_per_week, p.delayed) for p in made.pathways] == [
        pytest.approx((p.ready_per_week * ratio, p.delayed * ratio)) for p in base.pathways
    ]
    assert made.emergency_stay_days == pytest.approx(base.emergency_stay_days)
    assert (made.organisations, made.interfaces, made.services) == (
        base.organisations,
        base.interfaces,
        base.services,
    )


def test_nothing_is_extensive_that_is_a_share_a_price_or_a_time():
    from sim.core.parameters import Unit

    for name, column in columns(Figures).items():
        assert column.extensive == (column.unit not in (Unit.FRACTION, Unit.RATIO) and "price" not in name), name


def test_each_number_says_whether_it_was_given_scaled_or_taken(save: Save):
    path = save(like(figures={"beds": {"value": 250, "source": "Trust board paper, May 2025"}}))
    place, likeness = read_place(path)
    assert place.figures.beds == 250 and place.sources["figures.beds"] == "Trust board paper, May 2025"
    assert place.sources["figures.admissions_per_week"].startswith(
        "choice: scaled from anyplace by population; there: NHSE monthly A&E statistics"
    )
    assert place.sources["figures.occupancy"].startswith("choice: as in anyplace; there: NHSE general and acute beds")
    assert place.sources["projects.cost_per_year"].startswith("choice: scaled from anyplace by population; there: ")
    assert place.sources["projects.threshold"].startswith("choice: as in anyplace; there: choice: simple joint work")
    assert likeness is not None and likeness.base == "anyplace" and likeness.ratio == 0.5
    assert likeness.given == ("figures.population", "figures.beds")
    assert "projects.cost_per_year" in likeness.scaled and "services.vacancy" in likeness.taken
    assert sorted((*likeness.given, *likeness.scaled, *likeness.taken)) == sorted(place.sources)


def test_a_place_of_the_same_size_takes_all_as_it_is(save: Save):
    base, (made, likeness) = load_place("anyplace"), read_place(save(like(300_000)))
    assert likeness is not None and likeness.scaled == ()
    assert astuple(made.figures) == astuple(base.figures) and made.segments == base.segments
    assert made.digest != base.digest, "another name and other sources"


def test_a_row_is_changed_column_by_column_and_a_new_one_is_added(save: Save):
    file = like(
        services=[{"key": "social_care", "vacancy": 0.12}],
        organisations=[HOSPICE, {"key": "council", "label": "Half Borough"}],
        interfaces=[BOUNDARY, {"between": ["community", "acute"], "crossing": 0.9}],
        sources={**SOURCES, "services": {"vacancy": "Skills for Care 2025"}},
    )
    base, made = load_place("anyplace"), load_place(save(file))
    assert [s.vacancy for s in made.services][:5] == [s.vacancy for s in base.services][:5]
    assert made.services[5].vacancy == 0.12 and made.services[5].label == base.services[5].label
    assert made.organisation_keys == (*base.organisation_keys, "hospice")
    assert next(o for o in made.organisations if o.key == "council").label == "Half Borough"
    assert len(made.interfaces) == len(base.interfaces) + 1 and made.interfaces[1].crossing == 0.9
    assert made.sources["services.vacancy"] == "Skills for Care 2025; the others as in anyplace"


def test_organisations_are_left_out_with_all_that_touches_them(save: Save):
    made = load_place(save(like(without=["pcn_6", "same_day_care"])))
    assert not {"pcn_6"} & set(made.organisation_keys)
    assert not any({"pcn_6"} & set(i.between) for i in made.interfaces)
    assert not any({"pcn_6"} & set(p.sponsors) for p in made.projects)
    assert "same_day_care" not in [p.key for p in made.projects]


def test_a_place_may_be_like_a_file_beside_it_and_that_like_another(tmp_path: Path, save: Save):
    first = save(like(figures={"occupancy": {"value": 0.9, "source": OWN}}))
    (tmp_path / "deep").mkdir()
    second = tmp_path / "deep" / "second.yaml"
    second.write_text("like: ../mine.yaml\nname: second\nlabel: Second\n", encoding="utf-8")
    made = load_place(second)
    assert astuple(made.figures) == astuple(load_place(first).figures)
    assert made.sources["figures.beds"].startswith("choice: as in half; there: choice: scaled from anyplace")


def test_a_place_like_another_written_back_is_the_same_place(save: Save):
    made = load_place(save(like(sources={"projects": {"threshold": "x" * 400}})))
    assert max(map(len, made.sources.values())) == 400
    assert load_place(save(place_text(made))).digest == made.digest


def test_a_scenario_changes_figures_of_such_a_place_too(save: Save):
    made = load_place(save(like()), {"beds": 270})
    assert made.figures.beds == 270 and made.figures.elective_beds == 28.5


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"like": "anyplaec"}, "like: unknown place 'anyplaec': did you mean 'anyplace'?"),
        ({"like": 3}, "like = 3: expected the name of a place"),
        ({"like": "none.yaml"}, "none.yaml: no such file"),
        ({"like": "mine.yaml"}, "like = 'mine.yaml': that file is itself like this one"),
        ({"without": ["counsil"]}, "without: unknown key 'counsil': did you mean 'council'?"),
        ({"without": ["mental_health"]}, "organisations: none provides the service 'mental_health'"),
        ({"without": ["voluntary_1"]}, "projects.social_prescribing.skill_of: unknown sponsor 'voluntary_1'"),
        ({"without": "council"}, "without = 'council': expected a list"),
        ({"without": [["council"]]}, "without: unknown key"),
        ({"witout": []}, "unknown key 'witout': did you mean 'without'?"),
        ({"figures": []}, "figures = a list: expected a table"),
        ({"figures": {"population": {"value": "many", "source": OWN}}}, "figures.population.value = 'many'"),
        ({"figures": {"population": 5}}, "figures.population = 5: expected a table with value, source"),
        ({"figures": {"population": {"value": 0, "source": OWN}}}, "figures.population.value = 0: must lie above 0"),
        ({"figures": {"bedz": {"value": 1, "source": OWN}}}, "figures: unknown key 'bedz': did you mean 'beds'?"),
        ({"figures": {"beds": {"value": 250}}}, "figures.beds: missing key 'source'"),
        ({"services": None}, "services = null: expected a list"),
        ({"services": [3]}, "services[0] = 3: expected a table whose 'key'"),
        ({"services": [{"vacancy": 0.1}]}, "services[0] = a table: expected a table whose 'key'"),
        ({"services": [{"key": "acute", "vacancy": 0.1}]}, "sources.services: missing key 'vacancy' (Share of posts"),
        ({"services": [{"key": "acute"}, {"key": "acute"}]}, "services: key 'acute' stands twice"),
        ({"services": [{"key": "acute", "vacansy": 1}]}, "services.acute: unknown key 'vacansy': did you mean"),
        ({"services": [{"key": "ambulanse"}]}, "services: unknown key 'ambulanse': did you mean 'ambulance'?"),
        ({"services": [{"key": "a\nb"}]}, "services: unknown key 'a\\nb'"),
        ({"organisations": [{"key": "hospice"}]}, "(a new one needs label, kind, service, sector, culture, vision"),
        (
            {"interfaces": [{"between": ["a", "b"]}, {"between": ["b", "a"]}]},
            "(a new one needs crossing, differences too)",
        ),
        ({"interfaces": TWICE}, "interfaces: between 'community-acute' stands twice"),
        ({"interfaces": [{"between": ["acute"]}]}, "interfaces[0] = a table: expected a table whose 'between'"),
        (
            {"interfaces": [{"between": ["acute", "residents"]}]},
            "interfaces: unknown key 'acute-residents': expected one of acute-ambulance, acute-care_homes",
        ),
        ({"sources": []}, "sources = a list: expected a table"),
        ({"sources": {"projects": []}}, "sources.projects = a list: expected a table"),
        ({"sources": {"project": {}}}, "sources: unknown key 'project': did you mean 'projects'?"),
        ({"segments": [{"key": "frailty", "people": 9}], "sources": {"segments": {"people": OWN}}}, "must equal"),
        ({"name": None}, "name = null: expected a name"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(refusal: Any, change: Data, message: str):
    assert message in refusal({**like(), **change})


def test_a_name_of_its_own_is_asked_for(refusal: Any):
    assert "missing key 'name' (short name of the place)" in refusal({"like": "anyplace", "label": "Half"})


def test_a_long_chain_of_likenesses_is_refused(tmp_path: Path):
    for n in range(8):
        (tmp_path / f"p{n}.yaml").write_text(f"like: p{n + 1}.yaml\nname: p{n}\nlabel: P\n", encoding="utf-8")
    with pytest.raises(InputError, match="more than 5 places, each like the next"):
        load_place(tmp_path / "p0.yaml")


def test_editors_know_such_files_too(save: Save):
    accepts = jsonschema_rs.Draft202012Validator(place_schema()).is_valid
    assert accepts(like(without=["pcn_6"], services=[{"key": "acute", "vacancy": 0.1}]))
    for wrong in ({"figures": {"bedz": 1}}, {"without": "pcn_6"}, {"services": [{"vacancy": 0.1}]}, {"like": 3}):
        assert not accepts({**like(), **wrong}), wrong
