"""Numbers inside drawings, captions of networks and what a notebook prints are those of the page's cards.

Drawings are made with their letters as letters, not as outlines, and read back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from sim import open_results
from sim.analysis.channels import CHANNELS
from sim.analysis.headline import HEADLINE
from sim.analysis.paired import compare
from sim.outcomes.features import FEATURES
from sim.report.figures import canvas
from sim.report.figures.channel_bars import channel_bars
from sim.report.figures.fans import fan
from sim.report.figures.overview import people_first
from sim.report.figures.ten_features import ten_features
from sim.report.figures.trust_network import trust_network
from sim.report.text.rows import rows
from sim.scenario import load_scenario
from sim.validation.worlds import some
from sim.whatif import why
from sim.whatif.answer import SIDES, Answer, answer
from sim.whatif.handout import HandOut, content
from sim.whatif.handout.blocks import Grid
from sim.whatif.handout.finding_sections import _relations  # pyright: ignore[reportPrivateUsage]
from sim.whatif.view import tell
from sim.whatif.view.why import tell_why
from tests.unit.test_said_once import ASKED, WORLDS, amount, figure

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebooks" / "first_comparison.ipynb"


@pytest.fixture(scope="module", autouse=True)
def letters_as_letters() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(canvas._LOOK, "svg.fonttype", "none")  # pyright: ignore[reportPrivateUsage]
        yield


@pytest.fixture(scope="module")
def found() -> Answer:
    return answer(ASKED, some(WORLDS))


@pytest.fixture(scope="module")
def page(found: Answer) -> dict[str, Any]:
    return tell(found)


@pytest.fixture(scope="module")
def cards(page: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {card["outcome"]: card for card in page["cards"]}


def texts(files: dict[str, bytes]) -> list[str]:
    """Return what is written in a drawing, in its order."""
    read = [unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", files["svg"].decode())]
    assert len(read) > 5, "the letters are outlines"
    return read


def test_the_overview_has_the_numbers_of_the_cards_and_no_others(found, page, cards) -> None:
    read = texts(people_first(found.comparison.finding))
    expected = list[str]()
    for name in HEADLINE:
        card = cards[name]
        points = " points" if card["points"] else ""
        expected += [card["a"], card["b"], f"{card['difference']}{points}", card["interval"]]
        counts = {"better": card["better"], "much the same": card["same"], "worse": card["worse"]}
        expected.append(", ".join(f"{count} {word}" for word, count in counts.items() if count))
    per_row = [text for text in read if re.match(r"[−+]?£?\d", text)]
    assert per_row == expected
    heading = " ".join(read[max(read.index(text) for text in ("worse", "much the same")) :])
    assert page["sentence"]["title"] in heading and f"Year {ASKED.years}. {WORLDS} pairs" in heading


@pytest.mark.parametrize("name", HEADLINE)
def test_a_fan_says_over_it_what_its_card_says(found, cards, name) -> None:
    card, read = cards[name], " ".join(texts(fan(found.comparison.finding, name)))
    size = figure(card["difference"].lstrip("+−")) * (10 if card["points"] else 1)
    said = re.search(r"in the middle one (?:about )?([\d,.]+|no difference)", read)
    if card["word"] in ("better", "worse"):
        assert said and (0.0 if said[1] == "no difference" else figure(said[1])) == pytest.approx(size)
        assert f"in {card[card['word']]} of {card['of']} futures" in read or "every future" in read
    assert f"the middle of {WORLDS} possible futures" in read


def test_bars_of_channels_say_the_parts_that_the_page_says(found, page) -> None:
    levels = {trial: why.run_trial(trial, ASKED, some(3)) for trial in why.trials(ASKED)}
    reasons = tell_why(ASKED, why.parts_of(ASKED, levels), 3, page)["outcomes"]
    gaps = {
        name: {
            **{part["name"]: part["part"] for part in one["channels"]},
            "acting together": one["together"],
            "all": one["all"],
        }
        for name, one in reasons.items()
    }
    read = [text for text in texts(channel_bars(gaps, 3, ASKED.years, "")) if re.fullmatch(r"[−+]?£?[\d.,]+m?", text)]
    rows_of_each = len(CHANNELS) + 2
    assert len(read) == rows_of_each * len(HEADLINE)
    for column, name in enumerate(HEADLINE):
        one = reasons[name]
        said = [part["words"] for part in (*one["channels"], one["left"])] + [one["words"]]
        drawn = read[column * rows_of_each : (column + 1) * rows_of_each]
        assert [*map(amount, drawn)] == [*map(amount, said)], name


def test_features_are_drawn_with_the_levels_of_their_cards(found, cards) -> None:
    read = texts(ten_features(found.comparison.finding))
    levels = [text for text in read if re.fullmatch(r"[\d.]+%", text)][2:]  # after the ends of the axis
    pairs = list(zip(levels[::2], levels[1::2], strict=True))
    assert pairs == [(cards[name]["a"], cards[name]["b"]) for name in (feature.name for feature in FEATURES)]


def test_networks_have_one_caption_on_the_page_in_the_report_and_on_paper(found, page) -> None:
    seen = [{year: _relations(found.parts[side], year) for year in (0, ASKED.years)} for side in SIDES]
    place = found.comparison.base.scenario.place
    read = texts(trust_network(place, seen[0], seen[1], found.comparison.finding.names, WORLDS))
    last = len(page["network"]["a"]["said"]) - 1
    on_page = [page["network"][side]["said"][at] for side in SIDES for at in (0, last)]
    drawn = [re.findall(r"[\d.]+", text)[-1] for text in read if text.endswith(" on average")]
    assert drawn == [average for average, _ in on_page]
    assert [text.removeprefix("from ") for text in read if re.match(r"from 0\.", text)] == [ends for _, ends in on_page]
    made = HandOut.of(found, place="anyplace", version="1", command="x")
    (section,) = [one for one in content(made) if one.name == "trust"]
    grids = (block for block in section.blocks if isinstance(block, Grid))
    grid = next(one for one in grids if "on a scale from 0 to 1" in one.caption)
    assert [list(row[1:]) for row in grid.rows] == [[*on_page[0], *on_page[1]], [*on_page[2], *on_page[3]]]
    title = " ".join(read)
    assert f"is {on_page[3][0]} with “Together”, {on_page[1][0]} with" in title


@pytest.mark.slow
def test_the_notebook_prints_the_numbers_of_the_report(tmp_path: Path) -> None:
    """Its own code, of fewer futures and years."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if cell.cell_type == "code"][:4]
    for cell in notebook.cells:
        for usual, small in (("range(48)", "range(8)"), ("years=4", "years=1"), ("years=[4]", "years=[1]")):
            cell.source = cell.source.replace(usual, small)
    NotebookClient(notebook, timeout=None, resources={"metadata": {"path": str(tmp_path)}}).execute()
    arms = [load_scenario(f"behaviour={name} pressure=austerity years=1") for name in ("siloed", "collaborative")]
    made = compare(*arms, seeds=range(8))
    table, printed = notebook.cells[1].outputs[0]["data"]["text/html"], notebook.cells[3].outputs[0]["text"]
    head, *lines = re.findall(r"<tr[^>]*>(.*?)</tr>", table, re.DOTALL)
    columns = re.findall(r"<th>(.*?)</th>", head)[1:]
    assert columns == ["unit", "base", "median", "better", "same", "worse"]
    written = {row.effect.outcome.label: row for part in rows(made.finding).values() for row in part}
    read = 0
    for line in lines:
        label, cells = unescape(re.findall(r"<th>(.*?)</th>", line)[0]), re.findall(r"<td>(.*?)</td>", line)
        if cells:
            effect = written[label].effect
            numbers = [effect.base, effect.median, effect.better, effect.same, effect.worse]
            assert [float(cell) for cell in cells[1:]] == pytest.approx(numbers, abs=0.0051), label
            read += 1
    assert read > 5
    middle = np.median(made.net_cost_at_end())
    assert f"£m: {middle:.1f}; in eight" in printed


@pytest.mark.slow
def test_the_notebook_of_a_sweep_prints_the_numbers_of_its_runs(tmp_path: Path) -> None:
    """Its own code up to the study, of fewer points, futures and years; each run is also run afresh."""
    notebook = nbformat.read(NOTEBOOK.with_name("sweep.ipynb"), as_version=4)
    notebook.cells = [cell for cell in notebook.cells if cell.cell_type == "code"][:-1]
    for cell in notebook.cells:
        cell.source = re.sub(r"(year|years)( ?= ?)3", r"\1\g<2>1", cell.source)
        cell.source = cell.source.replace("points=12", "points=2").replace("replications=8", "replications=2")
    NotebookClient(notebook, timeout=None, resources={"metadata": {"path": str(tmp_path)}}).execute()
    asked, labelled = (str(cell.outputs[-1]["data"]["text/plain"]) for cell in notebook.cells[-2:])
    (folder,) = (tmp_path / "results").iterdir()
    points, runs = open_results(folder).frame("plan"), open_results(folder).frame()
    trust, delayed = dict[str, list[float]](), dict[str, list[float]]()
    for _, point in points.iterrows():
        words = [f"behaviour={point['behaviour']}", "years=1"]
        words += [f"{key}={float(point[key])!r}" for key in ("trust.asymmetry", "decision.price")]
        of = runs[(runs["point"] == point["point"]) & (runs["outcome"] == "trust")]
        fresh = load_scenario(words)
        again, _ = compare(fresh, fresh, seeds=[int(seed) for seed in of["seed"]]).levels("trust", 1)
        assert list(of["value"]) == pytest.approx(list(again), rel=1e-6)
        stuck = runs[(runs["point"] == point["point"]) & (runs["outcome"] == "delayed")]["value"]
        trust.setdefault(str(point["behaviour"]), []).extend(of["value"])
        delayed.setdefault(str(point["behaviour"]), []).extend(stuck)
    for behaviour, values in trust.items():
        (mean,) = re.findall(rf"{behaviour} +([\d.]+) +{len(values)}\b", asked)
        assert float(mean) == pytest.approx(np.mean(values), abs=0.0006)
    shown = [float(x) for x in re.findall(r"\d+\.\d+", labelled)]
    for values in delayed.values():
        assert any(x == pytest.approx(np.mean(values), rel=1e-5) for x in shown), (np.mean(values), labelled)
