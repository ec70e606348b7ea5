"""What the terminal shows: the table's columns and marks, what the base is better at, and where the report is."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest

from sim.analysis.paired import Comparison
from sim.report.text.terminal import finished, show
from tests.unit.made_up import comparison, some

PEOPLE = {"days_at_home": 400.0, "waiting_list": 5_000.0, "delayed": some(-20.0, 0.5) + some(40.0, 0.25)}
MADE = comparison(PEOPLE)


def shown(found: Comparison, width: int = 100) -> list[str]:
    """Return the lines that a comparison prints, without the blanks around them."""
    from rich.console import Console

    paper = StringIO()
    show(Console(file=paper, width=width, color_system=None), found)
    return [line.strip() for line in paper.getvalue().splitlines()]


@pytest.fixture(scope="module", name="made")
def _made() -> list[str]:
    return shown(MADE)


def test_the_rule_names_both_arms_and_the_head_says_the_year_and_of_how_many(made: list[str]) -> None:
    assert made[0].startswith("Working as one system against every organisation for itself ─")
    assert made[1] == "" and made[2].startswith("In 3 of 10 futures people come out ahead")
    head = next(number for number, line in enumerate(made) if line.startswith("Year 3"))
    assert made[head].split("  ")[-1].strip() == "place" and "worse of 10" in made[head]
    assert "Working as" in made[head - 1] and made[head - 2].split() == ["Every"]
    assert [line for line in made if line.isupper() and len(line) > 3][:3] == [
        "POPULATION HEALTH", "QUALITY OF LIFE", "QUALITY OF CARE",
    ]  # fmt: skip


def _row(made: list[str], name: str) -> tuple[str, str]:
    first = next(number for number, line in enumerate(made) if line.startswith(name))
    return " ".join(made[first].split()), " ".join(made[first + 1].split())


def test_a_row_has_levels_difference_counts_and_below_them_interval_and_verdict(made: list[str]) -> None:
    first, below = _row(made, "Days at home")
    assert first == "Days at home 362,000 362,400 +400 10/0/0 10/0/0"
    assert below == "days a year per 1,000 +400 to +400 better"
    first, below = _row(made, "People waiting for")
    assert first == "People waiting for 40,000 45,000 +5,000 0/0/10 0/0/10"
    assert below.endswith(" +5,000 to +5,000 worse")


def test_what_the_base_is_better_at_and_what_is_much_the_same_is_listed(made: list[str]) -> None:
    flat = " ".join(" ".join(made).split())
    assert "Every organisation for itself is better at: " in flat
    better = flat.split("is better at: ")[1].split(". ")[0]
    assert "waiting" in better and "days at home" not in better
    assert "Much the same: " in flat and "Futures divide on: " in flat
    nothing = " ".join(" ".join(shown(comparison({}))).split())
    assert "is better at: nothing measured." in nothing and "Futures divide on" not in nothing


def test_what_is_neither_good_nor_bad_is_marked_and_explained(made: list[str]) -> None:
    assert any(line.startswith("NHS spending *") for line in made)
    assert not any(line.startswith(("Days at home *", "People waiting for *")) for line in made)
    assert any(line.startswith("* neither good nor bad in itself") for line in made)


def test_columns_are_as_wide_as_their_numbers_need() -> None:
    from rich.console import Console

    paper = StringIO()
    show(Console(file=paper, width=100, color_system=None), MADE)
    printed = paper.getvalue().splitlines()
    row = next(number for number, line in enumerate(printed) if line.startswith(" Days at home"))
    first, below = printed[row], printed[row + 1]
    # of 98 within a blank at either side, 66 are of the five columns of 12, 12, 18, 12 and 12, and two lie between each
    assert [first.index(said) + len(said) for said in ("362,000", "362,400", "+400")] == [37, 51, 71]
    assert below.index("+400 to +400") + 12 == 71 and below[1:].startswith("days a year per 1,000  ")
    counts = [place for place in range(len(first)) if first.startswith("10/0/0", place)]
    assert counts == [73 + 3, 87 + 3]  # six of twelve letters: in the middle


def test_better_is_green_worse_is_red_and_what_is_beside_the_point_is_dim() -> None:
    from rich.console import Console

    paper = StringIO()
    show(Console(file=paper, width=100, color_system="standard", force_terminal=True), MADE)
    printed = paper.getvalue().splitlines()

    def styles(name: str) -> tuple[str, str]:
        row = next(number for number, line in enumerate(printed) if line.lstrip(" \x1b[0m").startswith(name))
        return printed[row], printed[row + 1]

    bold, dim, red, green, end = "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[32m", "\x1b[0m"
    first, below = styles("Days at home")
    assert f"{bold}+400{end}" in first and f"{green}10/0/0{end}" in first and f"{dim}   10/0/0   {end}" in first
    assert f"{dim}+400 to +400{end}" in below and f"{green}better{end}" in below
    first, below = styles("People waiting for")
    assert f"{red}0/0/10{end}" in first and f"{red}worse{end}" in below
    first, below = styles("Need that is not met")
    assert red not in first + below and green not in first + below and f"{dim}same{end}" in below
    assert f"{dim}% of requests{end}" in below
    assert any(f"{bold}Much the same: {end}" in line for line in printed)


def test_the_table_is_at_most_a_hundred_wide_and_no_wider_than_the_window() -> None:
    wide, narrow = shown(MADE, width=140), shown(MADE, width=90)
    for printed, most in ((wide, 100), (narrow, 90)):
        head = next(number for number, line in enumerate(printed) if line.startswith("Year 3"))
        assert printed[head + 1].count("─") == most - 2  # the line under the head, a blank on either side


def test_at_the_end_it_says_how_many_pairs_how_long_and_where_the_report_is() -> None:
    from rich.console import Console

    paper, took = StringIO(), 2.6
    finished(Console(file=paper, width=100, color_system=None), Path("results/one"), seconds=took, futures=1_200)
    assert paper.getvalue() == "1,200 pairs of futures in 3 seconds. Report: results/one/report.html\n"
