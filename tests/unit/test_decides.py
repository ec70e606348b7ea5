"""What goes with who comes out ahead: said of the numbers that were screened, with the side that each favours."""

from __future__ import annotations

import pytest

from sim.documentation import decides
from sim.scenario import declarations
from sim.unknowns import unknowns
from sim.whatif import mind


def test_only_what_nobody_knows_is_named_strongest_first() -> None:
    found = mind.correlations()
    assert set(found) <= set(unknowns()) and len(found) == mind.LEADING
    assert list(found) == sorted(found, key=lambda key: -abs(found[key])) == list(mind.leading())


@pytest.mark.parametrize(("correlation", "side"), [(0.2, "Working as one system"), (-0.2, "Every organisation")])
def test_the_side_that_a_number_favours_goes_by_its_sign(
    monkeypatch: pytest.MonkeyPatch, correlation: float, side: str
) -> None:
    monkeypatch.setattr(decides, "correlations", lambda: {"decision.price": correlation})
    said = decides.decides()
    row = next(line for line in said.splitlines() if "`decision.price`" in line)
    assert f"| {side}" in row and f"{correlation:+.2f}".replace("-", "−") in row
    assert "the strongest orders 4% of what the worlds differ by" in said
    declared = declarations()["decision.price"]
    assert declared.plausible is not None
    above = float(declared.default) > sum(declared.plausible) / 2.0
    assert ("seen from the middle of its range: `decision.price`." in said) == (above == (correlation > 0.0))
