"""What cannot be planned, as a stranger may say it: one line by command line, Python and plan file, exit code 2."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sim.cli import main
from sim.core.parameters import InputError
from sim.overrides import written
from tests.whole import scenario

CSV = {
    "gap": "week,value\n0,1\n2,1.1\n",
    "twice": "week,value\n0,1\n0,1.1\n",
    "blank": "week,value\n0,1\n1,\n",
    "below": "week,value\n0,1\n1,-3\n",
    "months": "month,value\n0,1\n",
    "late": "year,value\n9,1\n",
}
REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no price": ({"enabler": {"price": None}}, "enabler needs its price; expected a number"),
    "price in words": ({"enabler": {"price": "dear"}}, "enabler.price = 'dear': expected a number"),
    "merger of one": ({"merger": {"who": ["council"]}}, "merger takes at least 2 organisations"),
    "merger of two seats": ({"merger": {"who": ["council/chief", "council/finance"]}}, "merger takes at least 2"),
    "merger of a share": ({"merger": {"who": {"share": 0.05}}}, "merger takes at least 2"),
    "not measured": ({"enabler": {"begin_if": {"outcome": "happiness", "above": 3}}}, "outcome: not measured"),
    "no level": ({"enabler": {"end_if": {"outcome": "delayed"}}}, "expected one of above and below"),
    "no outcome": ({"enabler": {"end_if": {"above": 3}}}, "end_if.outcome: missing"),
    "a word": ({"enabler": {"begin_if": "delayed"}}, "begin_if = 'delayed': expected such as {outcome"),
    "gap": ({"demand": {"series": "gap"}}, "week 0 is followed by week 2; expected week 1, without a gap"),
    "twice": ({"demand": {"series": "twice"}}, "week 0 stands there twice; expected one value a week"),
    "blank": ({"demand": {"series": "blank"}}, "row 3 = '1,': expected a whole number and a number"),
    "below": ({"demand": {"series": "below"}}, "week 1: demand.level = -3.0: must lie from"),
    "months": ({"demand": {"series": "months"}}, "begins with 'month,value'; expected week,value or year,value"),
    "late": ({"demand": {"series": "late"}}, "plan.demand.from = 8: the run ends after 2 years"),
    "no values": ({"beds": {"series": {"by": "week", "first": 0, "values": []}}}, "values = '[]': expected from 1"),
    "no number": ({"beds": {"series": {"by": "week", "first": 0, "values": ["x"]}}}, "week 0 = 'x': expected a number"),
    "no first": ({"beds": {"series": {"by": "week", "first": "x", "values": [5]}}}, "first, a whole number"),
    "by month": ({"beds": {"series": {"by": "month", "first": 0, "values": [5]}}}, "expected by, week or year"),
    "no seat": ({"x": {"what": "siloed", "who": ["council/mayor"]}}, "unknown seat 'council/mayor': expected one of"),
    "a seat": ({"x": {"what": "siloed", "who": ["council/chief"]}}, "a behaviour is a whole team's"),
    "ends first": ({"enabler": {"from": 1.5, "until": 1}}, "ends (until=1) before it starts (from=1.5)"),
    "never begins": ({"enabler": {"from": 2}}, "so it never begins; expected less than 2"),
    "nobody": ({"enabler": {"who": ["counsil", "acute"]}}, "unknown organisation 'counsil': did you mean 'council'?"),
    "contradict": ({"a": {"what": "siloed"}, "b": {"what": "mixed"}}, "contradict: both set how teams behave"),
    "not a table": ({"enabler": 3}, "3"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_one_line_by_every_way_in(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entries, message = REFUSED[name]
    plan = {key: dict(said) if isinstance(said, dict) else said for key, said in entries.items()}
    if name in CSV:
        (tmp_path / "series.csv").write_text(CSV[name])
        plan["demand"]["series"] = str(tmp_path / "series.csv")
    file = tmp_path / "plan.yaml"
    file.write_text(yaml.safe_dump(plan))
    for given in (plan, str(file)):
        with pytest.raises(InputError) as caught:
            scenario("years=2").with_plan(given)
        assert message in str(caught.value) and "\n" not in str(caught.value)
    words = [
        f"plan.{entry}.{key}={written(value)}" if isinstance(said, dict) else f"plan.{entry}={said}"
        for entry, said in plan.items()
        for key, value in (said.items() if isinstance(said, dict) else ((None, None),))
    ]
    for asked in (words, [f"plan=[{file}]"]):
        assert main(["compare", "years=2", *asked, f"results={tmp_path / 'results'}"]) == 2
        said = capsys.readouterr()
        assert said.out == "" and said.err.count("\n") == 1 and message in said.err
    assert not (tmp_path / "results").exists()
