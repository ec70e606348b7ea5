"""Chance, what nobody knows and rival theories apart: three bands, three sentences, and none that was not measured."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.analysis.headline import HEADLINE
from sim.analysis.kept_robust import kept
from sim.analysis.robust import Robust
from sim.outcomes import OUTCOMES
from sim.report.figures import three_bands
from sim.report.figures.canvas import ALTERNATIVE, BASE, INK
from sim.report.pages.bands import bands
from sim.report.text.band_words import ThreeBands, bands_title, same_question, same_worlds, sentences
from sim.report.text.theory_words import RIVAL, band, headline
from sim.report.text.words import lower_first
from sim.scenario import load_scenario
from sim.validation.worlds import kept as worlds_kept
from tests.unit.made_up import comparison
from tests.unit.report.figure_seen import axes_of, colours, lines, texts
from tests.unit.report.test_pages import plain
from tests.unit.report.test_theory_words import ALIKE, HANGING

WIDE = np.linspace(-40.0, 10.0, 40)
DRAWN = ("unknowns=drawn",)
CHANCE = comparison({"delayed": 0.5 * WIDE}, seeds=worlds_kept()[:40])
WORLDS = comparison({"delayed": WIDE, "four_hour": -0.1}, seeds=worlds_kept()[:40], words=DRAWN)


def asked(found: Robust, years: int = 3) -> Robust:
    """Return a study of the question that the comparisons ask."""
    return replace(found, digest=CHANCE.base.scenario.place.digest, years=years)


def made(found: Robust) -> ThreeBands:
    return ThreeBands.of(WORLDS, CHANCE, found)


def test_each_spreads_as_far_as_its_pairs_or_its_rules() -> None:
    chance, worlds, rules = made(asked(HANGING)).spans
    effect = WORLDS.finding.effects["delayed"]
    assert worlds["delayed"].width == pytest.approx((effect.high - effect.low) / effect.matters)
    assert worlds["delayed"].middle == pytest.approx(-effect.median / effect.matters)  # fewer is better
    assert chance["delayed"].width < worlds["delayed"].width and worlds["four_hour"].high < -1.0
    for name in HEADLINE:
        medians = [one.medians[name] / HANGING.smallest[name] for one in HANGING.theories]
        better = 1.0 if float(OUTCOMES[name].gain(1.0)) > 0.0 else -1.0
        assert rules[name].width == pytest.approx(max(medians) - min(medians))
        assert rules[name].middle == pytest.approx(better * medians[0])
        assert rules[name].words == band(HANGING, name)


def test_a_sentence_for_each_and_a_title_that_counts() -> None:
    first, second, third = sentences(made(asked(HANGING)))
    assert first.startswith("By chance and place alone, with every unknown number at its default: in ")
    assert "(widest: “people ready to leave hospital who cannot”, " in first
    assert second.startswith("With what nobody knows, too, 197 numbers that each future draws for itself: ")
    assert third.startswith(
        f"{RIVAL}, each tuned to the same trust at month 0: {lower_first(headline(HANGING))} (widest:"
    )
    assert bands_title(made(asked(HANGING))).endswith("; 1 verdict depends on the theory")
    assert bands_title(made(asked(ALIKE))).endswith("; 0 verdicts depend on the theory")


def test_it_is_said_where_what_nobody_knows_makes_a_headline_spread_less() -> None:
    assert "spread" not in sentences(made(asked(HANGING)))[1]
    narrower = ThreeBands.of(CHANCE, WORLDS, asked(HANGING))
    assert narrower.worlds is CHANCE.finding
    assert sentences(narrower)[1].endswith("in nine of ten pairs; 1 of 6 headlines spreads less than at defaults).")


def test_numbers_stand_as_their_ends_do_the_worse_to_the_left() -> None:
    worlds, rules = made(asked(HANGING)).spans[1:]
    assert rules["delayed"].words == "−8.0 to −2.0" and rules["delayed"].across == "−2.0 to −8.0"
    assert worlds["delayed"].across == " to ".join(reversed(worlds["delayed"].words.split(" to ")))
    assert rules["four_hour"].across == rules["four_hour"].words and worlds["days_at_home"].across == "0 to 0"


@pytest.mark.parametrize(
    "words",
    [["trust.asymmetry=1"], ["years=4"], ["pressure=austerity"], ["plan=[enabler]"], ["place.figures.beds=500"]],
)
def test_rival_theories_are_left_out_where_they_were_tried_on_another_question(words: list[str]) -> None:
    found, usual = asked(HANGING), ["years=3", "root_seed=7", "unknowns=drawn"]
    arms = [load_scenario([f"behaviour={name}", *usual]) for name in found.behaviours]
    assert same_question(found, (arms[0], arms[1]))
    assert not same_question(found, (arms[1], arms[0]))
    other = [load_scenario([f"behaviour={name}", *usual, *words]) for name in found.behaviours]
    assert not same_question(found, (other[0], other[1]))


def test_what_was_not_measured_is_neither_drawn_nor_told() -> None:
    missing = made(asked(HANGING, years=6))
    assert missing.rules is None and len(missing.spans) == 2
    assert sentences(missing)[2].startswith(f"{RIVAL}: not tried on this question; `common-ground robust`")
    assert "theories" not in bands_title(missing)
    assert len(axes_of(three_bands, lambda: three_bands.three_bands(missing))) == 2


OTHER = {
    "worlds that a calibration kept": (worlds_kept()[1:41], DRAWN),
    "worlds in another order": (worlds_kept()[39::-1], DRAWN),
    "one number drawn": (worlds_kept()[:40], ("unknowns=[trust.asymmetry]",)),
    "one number less": (worlds_kept()[:40], (*DRAWN, "trust.asymmetry=0.5")),
}


@pytest.mark.parametrize(("seeds", "words"), OTHER.values(), ids=list(OTHER))
def test_rival_theories_are_left_out_where_they_were_tried_in_other_worlds(
    seeds: tuple[int, ...], words: tuple[str, ...]
) -> None:
    drawn = comparison({"delayed": WIDE}, seeds=seeds, words=words)
    missing = ThreeBands.of(drawn, CHANCE, asked(HANGING))
    assert missing.rules is None and len(missing.spans) == 2 and "theories" not in bands_title(missing)
    assert not same_worlds(drawn.base.scenario, seeds)
    if words == DRAWN or "[" in words[0]:
        assert sentences(missing)[2].startswith(f"{RIVAL}: tried on this question, but in other worlds than these")


def test_a_question_under_a_rival_theory_is_not_sent_where_it_cannot_be_asked() -> None:
    words = (*DRAWN, "trust.theory=equal_weights")
    under = ThreeBands.of(comparison({"delayed": WIDE}, seeds=worlds_kept()[:40], words=words), CHANCE, asked(HANGING))
    assert under.rules is None and sentences(under)[2].startswith(f"{RIVAL}: this question is asked under one, so")


def test_three_columns_have_one_scale_and_a_band_a_headline() -> None:
    found = made(asked(HANGING))
    columns = axes_of(three_bands, lambda: three_bands.three_bands(found))
    assert len(columns) == 3 and len({axes.get_xlim() for axes in columns}) == 1
    for axes, spans, colour in zip(columns, found.spans, (BASE, INK, ALTERNATIVE), strict=True):
        drawn = [across for across, _ in lines(axes) if len(across) == 2]
        assert drawn == [pytest.approx([spans[name].low, spans[name].high]) for name in HEADLINE]
        assert set(colours(axes)) == {colour}
        assert [spans[name].across for name in HEADLINE] == texts(axes)[: len(HEADLINE)]
    counted = texts(columns[0])
    assert counted.count("percentage points") == 2 and "people on a day" in counted and "people" in counted


def test_the_report_of_the_stored_question_says_all_three() -> None:
    years, seeds = kept().years, worlds_kept()[:40]
    arms = [
        comparison(years=years, seeds=seeds, words=DRAWN),
        comparison({"delayed": -20.0}, years=years, seeds=seeds),
    ]
    said = plain(" ".join(str(part) for part in bands(arms[0], arms[1])))
    for sentence in sentences(ThreeBands.of(arms[0], arms[1])):
        assert sentence in said
    assert f"under each of {len(kept().rivals)} rival rules" in said
