"""All the figures of a comparison: which are drawn, of what, in which order, and what each shows in words."""

from __future__ import annotations

from typing import Any

import pytest

from sim.analysis.channels import CHANNELS
from sim.analysis.headline import HEADLINE
from sim.outcomes import OUTCOMES
from sim.report.figures.trust_network import Relations
from sim.report.pages import pictures
from tests.unit.made_up import comparison

MADE = comparison({"delayed": -20.0}, years=2)
SEEN = {0: Relations((0.25,), ()), 2: Relations((0.5,), ())}
KNOWING, *OTHERS = CHANNELS


@pytest.fixture(name="asked")
def _asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Keep what each figure is asked to draw, and draw none."""
    asked: dict[str, Any] = {}

    def keeping(name: str) -> Any:
        def draw(*of: Any) -> dict[str, bytes]:
            asked[name if name != "fan" else f"fan_{of[1]}"] = of
            return {"svg": name.encode()}

        return draw

    for name in ("people_first", "fan", "trust_network", "ten_features", "channel_bars", "three_bands"):
        monkeypatch.setattr(pictures, name, keeping(name))
    return asked


def test_the_figures_of_a_comparison_stand_in_order_channels_last_and_only_if_they_were_found(
    asked: dict[str, Any],
) -> None:
    found = pictures.pictures_of(MADE, None, 0, "", (SEEN, SEEN), 8)
    assert list(found) == ["people_first", *(f"fan_{name}" for name in HEADLINE), "trust", "features"]
    assert "channel_bars" not in asked and len(asked) == len(found)
    assert found["fan_delayed"].alt.startswith("Two fan charts. With working as one system, fewer people are kept in")
    assert found["trust"].alt == (
        "Networks of organisations over the years. In year 2, trust between organisations is 0.50 with working as one "
        "system, 0.50 with every organisation for itself, on average, on a scale from 0 to 1."
    )
    assert found["features"].alt == (
        "Ten lines, one a feature; the numbers are in the table below. In none of the ten features of systems "
        "leadership do the two differ."
    )
    place, base, alternative, names, futures = asked["trust_network"]
    assert place is MADE.base.scenario.acting.place and (base, alternative, futures) == (SEEN, SEEN, 8)
    assert names == MADE.finding.names


def test_channels_are_drawn_of_the_gap_that_is_shown(asked: dict[str, Any]) -> None:
    parts = {**dict.fromkeys(CHANNELS, 0.0), KNOWING: -12.0, "acting together": 99.0, "all": 99.0}
    found = pictures.pictures_of(MADE, dict.fromkeys(OUTCOMES, parts), 6, "Made up.", (SEEN, SEEN), 8)
    assert list(found)[-1] == "channels"
    gaps, futures, years, method = asked["channel_bars"]
    # 20 fewer people are kept in hospital; knowing each other brings 12 of these, and 8 are left over
    assert gaps["delayed"] == {**dict.fromkeys(OTHERS, 0.0), KNOWING: -12.0, "acting together": -8.0, "all": -20.0}
    assert (futures, years, method) == (6, 2, "Made up.")
    assert found["channels"].alt.startswith("Bars for each channel and outcome; the numbers are in the table below. ")


def test_three_bands_are_drawn_where_chance_alone_was_run(asked: dict[str, Any]) -> None:
    found = pictures.pictures_of(MADE, None, 0, "", (SEEN, SEEN), 8, by_chance=MADE)
    assert list(found)[-1] == "bands" and "three_bands" in asked
    assert "By chance and place alone" in found["bands"].alt and "Under rival theories" in found["bands"].alt
