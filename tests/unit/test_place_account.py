"""What is said of a place file: what was understood, what was filled in, and what no English place has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

import sim
from sim.cli import main
from sim.place import Place, load_place
from sim.place.account import PlaceAccount
from sim.place.columns import columns
from sim.place.figures import Figures
from sim.place.schema import TABLES
from sim.place.usual import Usual, Write, numbers, odd, usual_ranges, written

Data = dict[str, Any]
Save = Callable[[Data | str | bytes], Path]
SMALL = """
like: anyplace
name: harbour
label: Harbour
figures:
  population: {value: 150000, source: "ONS mid-2023"}
without: [pcn_6]
"""


def test_anyplace_is_usual_and_so_is_it_at_any_size(save: Save):
    assert odd(load_place("anyplace")) == ()
    for residents in (60_000, 1_500_000):
        assert odd(load_place(save(SMALL.replace("150000", str(residents))))) == ()


def test_every_figure_and_extensive_column_has_a_usual_range_with_a_source():
    known = {usual.of for usual in usual_ranges()}
    assert {f"figures.{item.name}" for item in fields(Figures)} <= known
    spread = {"segments.people"}  # they add up to the population, or the file is refused
    for table, kind in TABLES.items():
        extensive = {f"{table}.{name}" for name, column in columns(kind).items() if column.extensive}
        assert extensive - spread <= known
    for usual in usual_ranges():
        assert usual.low < usual.high and usual.source and "{}" in usual.says
        if usual.of.startswith("figures.") and columns(Figures)[usual.of[8:]].extensive:
            assert usual.per is not None or usual.of == "figures.population", (
                "what grows is looked at for each of another"
            )


def with_number(place: Place, name: str, factor: float) -> Place:
    """Return a place with one number (in a list, that of every row) multiplied."""
    table, _, field = name.partition(".")
    if table == "figures":
        return replace(place, figures=replace(place.figures, **{field: getattr(place.figures, field) * factor}))
    rows = tuple(replace(row, **{field: getattr(row, field) * factor}) for row in getattr(place, table))
    return replace(place, **{table: rows})


@pytest.mark.parametrize("usual", usual_ranges(), ids=[f"{u.of}-{u.per}" for u in usual_ranges()])
def test_what_lies_outside_is_asked_about_and_what_lies_inside_is_not(usual: Usual):
    place = load_place("anyplace")
    if usual.of == "emergency_stay_days":
        longer = with_number(place, "figures.admissions_per_week", 0.4)
        assert any("An emergency patient needs a bed for 9.9" in question for question in odd(longer))
        return
    of = "segments.share_65" if usual.of == "residents_65" else usual.of
    now = next(number for _, number in numbers(place, usual.of))
    per = 1.0 if usual.per is None else next(number for _, number in numbers(place, usual.per))
    rate = usual.times * now / per
    for end, out in ((usual.ends[0], 0.98), (usual.ends[1], 1.02)):
        if rate == 0 or end == 0:
            continue  # nothing to multiply, or nothing below
        assert list(usual.odd(with_number(place, of, end / rate / out))) == [] or usual.of.startswith("services.")
        (question, *_) = usual.odd(with_number(place, of, end / rate * out))
        assert "is that right? Usually " in question and usual.of.split(".")[-1] in question


def test_a_slip_is_asked_about_in_plain_words(save: Save):
    text = SMALL.replace("without", '  beds: {value: 37500, source: "choice: a slip"}\nwithout')
    (question, *_) = [q for q in sim.check_place(save(text)).odd if "figures.beds" in q]
    assert question.startswith("1 in 4 residents can be in hospital at once (figures.beds = 37,500): is that right?")


def test_numbers_are_written_as_people_say_them():
    cases: tuple[tuple[float, Write, str], ...] = (
        (0.25, "one_in", "1 in 4"),
        (0.234, "one_in", "1 in 4.3"),
        (1 / 577, "one_in", "1 in 577"),
        (3.0, "one_in", "3 for each of the"),
        (0.937, "in_100", "93.7 in 100"),
        (0.456, "per_1000", "456"),
        (0.0576, "per_1000", "57.6"),
        (2890.4, "pounds", "£2,890"),
        (0.0029, "pounds", "£0.0029"),
        (37_500.0, "plain", "37,500"),
    )
    for value, how, said in cases:
        assert written(value, how) == said
    occupancy = next(usual for usual in usual_ranges() if usual.of == "figures.occupancy")
    assert str(occupancy) == "80 to 99 in 100 hospital beds are in use"


def test_spending_in_millions_and_visits_a_year_are_noticed():
    place = load_place("anyplace")
    for name, factor, words in (
        ("nhs_spend_per_year", 1e-6, "£0.0029 of NHS money for each resident a year"),
        ("attendances_per_week", 52, "23,660 visits to A&E for 1,000 residents a year"),
    ):
        assert any(words in question for question in odd(with_number(place, f"figures.{name}", factor)))


def test_the_account_says_who_is_there_and_what_was_filled_in(save: Save):
    account = sim.check_place(save(SMALL))
    said = str(account)
    for expected in (
        "Harbour (harbour): 150,000 residents",
        "17 organisations, 6 services, 29 boundaries, 8 kinds of joint work, 5 groups of residents",
        "Like anyplace, with 0.5 residents for each one there.",
        "Given in the file (1)\n  figures.population                        150,000 people",
        "Scaled from anyplace by population (22)\n",
        "figures.beds                              260 beds  General and acute hospital beds",
        "projects.cost_per_year                    3.2 £m a year in all",
        "Taken from anyplace as it is (25)\n",
        "Nothing looks odd.",
    ):
        assert expected in said
    assert max(map(len, said.splitlines())) <= 100
    assert "Every number is given in the file" in str(sim.check_place("anyplace"))


def test_one_of_a_thing_is_said_in_the_singular():
    place = load_place("anyplace")
    alone = replace(place, interfaces=place.interfaces[:1], projects=place.projects[:1], segments=place.segments[:1])
    said = str(PlaceAccount(alone, None, ("Is that so?",)))
    assert ", 1 boundary, 1 kind of joint work, 1 group of residents\n" in said
    assert repr(PlaceAccount(alone, None, ("Is that so?",))).endswith("1 odd thing>")


def test_groups_that_nothing_joins_are_said_and_not_warned_about(save: Save, place_data: Data, recwarn: Any):
    alone = {**place_data["organisations"][-1], "key": "residents_2"}
    place_data["organisations"].append(alone)
    place_data["interfaces"] = [one for one in place_data["interfaces"] if "residents" not in one["between"]]
    place_data["interfaces"].append({**place_data["interfaces"][0], "between": ["residents", "residents_2"]})
    assert "form 2 separate groups" in sim.check_place(save(place_data)).odd[0]
    assert not recwarn.list


# On the command line


def test_the_command_says_the_same_and_writes_the_whole_file(
    save: Save, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    path = save(SMALL)
    odd_name = path.rename(tmp_path / "ï, é =~ ${x} 'q'.yaml")
    assert main(["place", "check", str(odd_name)]) == 0
    assert capsys.readouterr().out == f"{sim.check_place(odd_name)}\n"
    assert main(["place", "show", str(odd_name), "place.figures.beds=270"]) == 0
    whole = save(capsys.readouterr().out)
    assert load_place(whole).digest == load_place(odd_name, {"beds": 270}).digest
    assert main(["place", "schema"]) == 0
    assert '"if"' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["check", "{path}"], "mine.yaml: figures: unknown key 'bedz': did you mean 'beds'?"),
        (["check", "nowhere"], "unknown place 'nowhere'"),
        (["check"], "place check: say which place, such as mine.yaml"),
        (["chek", "anyplace"], "unknown word after 'place' 'chek': did you mean 'check'?"),
        ([], "expected one of check, schema, show"),
        (["schema", "x"], "place schema: takes nothing more"),
        (["check", "anyplace", "beds=4"], "unknown key 'beds'"),
        (["check", "anyplace", "place.figures.bedz=4"], "unknown figure 'bedz': did you mean 'beds'?"),
    ],
)
def test_a_bad_file_or_word_is_one_line_and_exit_code_2(
    words: list[str], message: str, save: Save, capsys: pytest.CaptureFixture[str]
):
    path = save(SMALL.replace("population:", "bedz:"))
    assert main(["place", *(word.format(path=path) for word in words)]) == 2
    said = capsys.readouterr()
    assert message in said.err and len(said.err.splitlines()) == 1 and not said.out
