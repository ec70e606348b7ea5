"""What people say of numbers that nobody knows: read or refused in a line, pooled alike, and followed by worlds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sim.analysis.opinion_pool import FEWEST, evenly, pooled, ranges, ratio, remaining
from sim.analysis.opinions import Opinions, opinions_of, read_opinions
from sim.cli.options import ask
from sim.cli.sweep_options import ask_sweep
from sim.core.parameters import InputError, Role
from sim.declared import declarations
from sim.documentation import elicit
from sim.report.figures.elicited_ranges import elicited_ranges
from sim.report.pages.elicited import elicited_section, picture_of
from sim.report.text.elicited_words import in_sweep, rows, said
from sim.unknowns import drawn, fixed, unknowns
from sim.validation.worlds import TRIED, kept

HEAD = "parameter,expert,low,middle,high\n"
FIT, TRUST = "projects.fit_mean", "trust.asymmetry"

ASKED = next(key for key, d in declarations().items() if d.ask and d.role is Role.UNCERTAINTY and d.varies)


def one(*rows: str) -> Opinions:
    return opinions_of(HEAD + "\n".join(rows) + "\n")


def share(key: str, opinions: Opinions, low: float, high: float) -> float:
    draws = evenly(key)
    weights = ratio(opinions.of(key), draws, draws)
    return float(weights[(draws > low) & (draws <= high)].sum() / weights.sum())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"{FIT[:-1]},A,.3,.4,.5", "row 2: unknown parameter 'projects.fit_mea': did you mean 'projects.fit_mean'"),
        (f"{FIT},A,.5,.4,.3", "projects.fit_mean: 0.5, 0.4, 0.3: expected low below middle below high"),
        (f"{FIT},A,-0.1,.4,.5", "row 2: low: projects.fit_mean = -0.1: must lie from 0 to 1"),
        (f"{FIT},A,nan,.4,.5", "low: projects.fit_mean = nan: must lie from 0 to 1"),
        (f"{FIT},A,.3,,.5", "projects.fit_mean: middle = '': expected a number"),
        (f"{FIT},,.3,.4,.5", "expert = '': expected a name"),
        (f"{FIT},A,.3,.9,.95", "middle = 0.9: expected between 0.2 and 0.8, where worlds draw it"),
        (f"{FIT},A,.3,.4,.5\n{FIT},a,.3,.4,.6", "row 3: projects.fit_mean: 'a' answers twice"),
        ("demand.growth,A,.01,.02,.03", "demand.growth: is a lever, and no world draws it"),
        (f"{ASKED},A,.1,.2,.3", f"{ASKED}: is set by a slider or a pressure, and no world draws it"),
        ("participation.contact,A,.1,.2,.3", "participation.contact: is a lever, and no world draws it"),
        (f"{fixed()[0]},A,.1,.2,.3", f"{fixed()[0]}: was screened and moves nothing (at most 0."),
        (f"{FIT},A,,,", "no answers; expected at least one row"),
        ("", "no answers; expected at least one row"),
    ],
)
def test_what_cannot_be_followed_is_refused_in_a_line(text: str, line: str) -> None:
    with pytest.raises(InputError) as error:
        opinions_of(HEAD + text)
    assert line in str(error.value) and "\n" not in str(error.value)


@pytest.mark.parametrize("text", ["", "a,b,c\n1,2,3\n", "parameter,expert,low,low,high\n"])
def test_a_file_without_its_first_line_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="expected a first line with parameter,expert,low,middle,high"):
        opinions_of(text)


def test_a_file_that_is_missing_or_no_text_is_refused_and_one_from_a_spreadsheet_is_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"elicited = .*none.csv: cannot be read"):
        read_opinions(tmp_path / "none.csv")
    (tmp_path / "a.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="cannot be read"):
        read_opinions(tmp_path / "a.csv")
    (tmp_path / "b.csv").write_bytes(
        b"\xef\xbb\xbf" + f"note,{HEAD}hm,{FIT},A,.3,.4,.5\n".replace("\n", "\r\n").encode()
    )
    assert [row.middle for row in read_opinions(tmp_path / "b.csv").rows] == [0.4]


def test_a_pool_of_one_has_the_shares_that_were_said_and_departs_no_further_from_the_default() -> None:
    opinions = one(f"{FIT},A,.3,.4,.5")
    for low, high, expected in ((0.0, 0.3, 0.05), (0.3, 0.4, 0.45), (0.4, 0.5, 0.45), (0.5, 0.9, 0.05)):
        assert share(FIT, opinions, low, high) == pytest.approx(expected, abs=1e-3)
    assert pooled(opinions.rows, FIT) == pytest.approx((0.3, 0.4, 0.5), abs=1e-3)
    draws = evenly(FIT)
    weights = ratio(opinions.rows, draws, draws)
    assert all(np.ptp(weights[(draws > a) & (draws <= b)]) == 0.0 for a, b in ((0.3, 0.4), (0.4, 0.5)))


def test_all_count_alike_and_those_who_disagree_are_both_heard() -> None:
    opinions = one(f"{FIT},A,.25,.3,.35", f"{FIT},B,.6,.65,.7")
    assert share(FIT, opinions, 0.0, 0.45) == pytest.approx(0.5, abs=0.03)
    low, _, high = pooled(opinions.rows, FIT)
    assert low < 0.3 and high > 0.65


def test_what_lies_beyond_the_default_range_is_taken_to_lie_within() -> None:
    opinions = one(f"{TRUST},A,.2,2,3")
    assert share(TRUST, opinions, 0.0, 2.0) == pytest.approx(0.5, abs=1e-3)
    found = remaining(opinions, kept(), True)
    assert found.narrowed[0].beyond and "beyond the default range" in said(found)[-1]


def test_worlds_that_remain_follow_the_pool_and_are_not_changed() -> None:
    opinions = one(f"{FIT},A,.3,.4,.5")
    found = remaining(opinions, range(TRIED), False)
    values = drawn(found.worlds, [FIT])[FIT]
    assert set(found.worlds) < set(range(TRIED)) and list(found.worlds) == sorted(found.worlds)
    for low, high, expected in ((0.0, 0.3, 0.05), (0.3, 0.4, 0.45), (0.4, 0.5, 0.45)):
        assert ((values > low) & (values <= high)).mean() == pytest.approx(expected, abs=0.04)
    part = remaining(opinions, range(2000), False).worlds
    assert part == tuple(world for world in found.worlds if world < 2000), "whichever worlds stand beside it"


def test_too_few_worlds_are_refused_in_a_line_and_so_are_more_futures_than_remain() -> None:
    firm = [f"{key},A,{low},{middle},{high}" for key, low, middle, high in (
        (FIT, 0.3, 0.31, 0.32), (TRUST, 1.4, 1.45, 1.5), ("decision.price", 0.3, 0.31, 0.32))]  # fmt: skip
    with pytest.raises(InputError, match=rf"would remain, and fewer than {FEWEST} tell nothing"):
        remaining(one(*firm), kept(), True)
    found = remaining(one(f"{FIT},A,.3,.4,.5"), kept(), True)
    with pytest.raises(InputError, match=rf"replications = 2000: of 2,002 worlds .* {len(found.worlds)} remain"):
        found.some(2000)


def test_a_command_runs_the_worlds_that_remain(tmp_path: Path) -> None:
    (tmp_path / "e.csv").write_text(f"{HEAD}{FIT},A,.3,.4,.5\n{FIT},B,.3,.45,.5\n", encoding="utf-8")
    word = f"elicited={tmp_path / 'e.csv'}"
    asked = ask("compare", [word, "replications=5"])
    assert asked.remaining is not None and asked.futures(5) == asked.remaining.worlds[:5]
    assert set(asked.futures(5)) < set(kept())
    assert ask("compare", ["replications=5"]).remaining is None
    assert len(ask("worth_knowing", [word, "replications=60", f"unknowns=[{FIT}]"]).futures(60)) == 60
    for words in ([word, f"{FIT}=0.5"], [word, "unknowns=defaults"], [word, f"unknowns=[{TRUST}]"]):
        with pytest.raises(InputError, match=f"elicited: {FIT} is set, or not among unknowns="):
            ask("compare", [*words, "replications=5"])


def test_a_sweep_spreads_over_what_people_say_and_takes_it_into_its_hash(tmp_path: Path) -> None:
    (tmp_path / "e.csv").write_text(f"{HEAD}{FIT},A,.3,.4,.5\n", encoding="utf-8")
    word = f"elicited={tmp_path / 'e.csv'}"
    plain, plan = (ask_sweep([*more, "design=lhs", "points=50", f"vary=[{FIT},{TRUST}]"]).plan for more in ([], [word]))
    low, high = ranges(read_opinions(tmp_path / "e.csv"))[FIT]
    values = [float(point[FIT]) for point in plan.points]
    assert low <= min(values) < 0.32 and 0.48 < max(values) <= high
    assert plan.digest != plain.digest and plan.elicited.startswith(HEAD)
    assert plan.config["sweep"]["elicited"] == read_opinions(tmp_path / "e.csv").digest
    assert "elicited" not in plain.config["sweep"]
    for vary, line in (
        (f"vary=[{TRUST}]", "does not vary"),
        (f"vary=[{{{FIT}:[0.3,0.4]}}]", "is both elicited and given a range"),
    ):
        with pytest.raises(InputError, match=line):
            ask_sweep([word, "design=lhs", vary])
    with pytest.raises(InputError, match="design=list says every value itself"):
        ask_sweep([word, "design=list", f"scenarios=[{{{FIT}:0.3}}]"])


def test_the_report_shows_each_range_beside_the_default() -> None:
    found = remaining(one(f"{FIT},A,.3,.4,.5", f"{FIT},B,.3,.45,.5"), kept(), True)
    first = said(found)[0]
    assert "from 0.295 to 0.705 by default to 0.3 to 0.5 by 2 people asked" in first
    assert f"Of 2,002 worlds that agree with month 0, {len(found.worlds)} remain" in said(found)[1]
    ((name, unit, whole, default, asked, *_, people),) = rows(found)
    assert FIT in name and (unit, whole, default, asked) == (
        "share, 0 to 1",
        "0.2 to 0.8",
        "0.295 to 0.705",
        "0.3 to 0.5",
    )
    assert people == "2" and in_sweep(found.opinions)[0].endswith("by 2 people asked, in place of 0.2 to 0.8.")
    page = str(elicited_section(found, picture_of(found)))
    assert "What people who were asked say" in page and "Nine in ten by those asked" in page
    assert set(elicited_ranges(found)) == {"svg", "png"}


def test_the_form_asks_of_every_number_that_worlds_draw_and_comes_back_as_not_answered() -> None:
    lines = elicit.form().splitlines()
    assert {line.split(",")[0] for line in lines[1:]} == set(unknowns()) and lines[0] == f"{HEAD.strip()},question"
    with pytest.raises(InputError, match="no answers"):
        opinions_of(elicit.form())
    filled = elicit.form().replace(f"{FIT},,,,,", f"{FIT},A,.3,.4,.5,")
    assert opinions_of(filled).keys == (FIT,)
    assert all(f"| `{key}` |" in elicit.page() for key in unknowns())
