"""Under which rival theories headlines hold: what hangs on a rule is named with it, and what tuning cannot keep."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sim.analysis.headline import HEADLINE
from sim.analysis.kept_robust import kept
from sim.analysis.robust import Robust, UnderTheory
from sim.place import load_place
from sim.report.figures import theory_grid
from sim.report.figures.canvas import ALTERNATIVE, PALE
from sim.report.figures.theory_grid import columns, in_words
from sim.report.pages.rests_on import limits
from sim.report.text.theory_words import (
    RIVAL,
    band,
    caveats,
    fails,
    finding,
    headline,
    holds_under,
    rules_are_choices,
    said_already,
    under_theories,
)
from sim.validation.worlds import some
from sim.whatif.answer import answer
from sim.whatif.question import Question
from sim.whatif.view.mind import mind
from tests.unit.report.figure_seen import axes_of, bars, texts

VERDICTS: dict[str, Any] = {name: "better" if name == "delayed" else "tie" for name in HEADLINE}
DIAL = {"trust.asymmetry": 1.0}
SMALLEST = dict.fromkeys(HEADLINE, 4.0)
SET = {"trust": 3, "cooperation": 2, "combination": 2}


def made_up() -> Robust:
    """Return three rules of trust and two of each other family that judge alike."""
    rules: list[UnderTheory] = []
    for family, count in SET.items():
        for number in range(count):
            medians = {name: -2.0 - len(rules) for name in HEADLINE}
            rules.append(
                UnderTheory(
                    family, f"{family}_{number}", f"rule {number} of {family}", DIAL if number else {},
                    {}, 0.43, 0.43, 2.0, 2.0, medians, VERDICTS,
                )
            )  # fmt: skip
    return Robust(
        "anyplace",
        "Anyplace",
        "0",
        "rising_demand",
        ("siloed", "collaborative"),
        64,
        64,
        9,
        6,
        1,
        SMALLEST,
        tuple(rules),
    )


ALIKE = made_up()


def with_last(**changed: Any) -> Robust:
    """Return the same with its last rule changed."""
    return replace(ALIKE, theories=(*ALIKE.theories[:-1], replace(ALIKE.theories[-1], **changed)))


HANGING = with_last(verdicts={**VERDICTS, "delayed": "worse"})


def test_a_headline_that_hangs_on_a_rule_says_so() -> None:
    assert fails(HANGING, "delayed") == [HANGING.theories[-1]] and fails(HANGING, "four_hour") == []
    counted = "3 of 3 rules of trust, 2 of 2 of cooperation and 1 of 2 of combination"
    assert holds_under(HANGING, "delayed") == counted
    assert band(HANGING, "delayed") == "−8.0 to −2.0"
    said = under_theories(HANGING)
    assert f"“people ready to leave hospital who cannot” is better under {counted}, and is worse under “rule 1" in said
    assert said.count("is worse under") == 1 and "“working as one system”" in said
    assert headline(HANGING) == (
        "5 of 6 verdicts hold under each of 4 rival rules; that on “people ready to leave hospital who cannot” turns "
        "under 1"
    )
    first, second, *_ = finding(HANGING)
    assert first == f"{headline(HANGING)}." and second.startswith("“people ready to leave hospital who cannot” is")


def test_where_nothing_hangs_on_a_rule_nothing_is_said_to() -> None:
    said = under_theories(ALIKE)
    assert "middle pair differs" not in said and "is the same under every rule" in said
    assert headline(ALIKE) == "All 6 verdicts hold under each of 4 rival rules" and caveats(ALIKE) == []


def test_a_page_says_it_once_and_in_one_sentence() -> None:
    assert rules_are_choices(HANGING).startswith("Rules are choices, too: of “working as one system” against")
    assert rules_are_choices(HANGING).endswith(f"{headline(HANGING)}.")
    place = load_place("anyplace")
    for said in (finding(HANGING), finding(ALIKE), [under_theories(ALIKE)]):
        assert said_already(said) and not any(one.startswith(RIVAL) for one in limits(place, said))
    assert not said_already(["People come out ahead."])
    assert [one.startswith(RIVAL) for one in limits(place, ["People come out ahead."])].count(True) == 1


def test_what_would_change_our_mind_names_what_hangs_on_a_rule() -> None:
    assert mind(answer(Question(), some(8)))["words"].endswith(rules_are_choices())


def test_a_report_on_another_place_says_that_it_was_not_measured_there() -> None:
    here = load_place("anyplace")
    assert "not at this place" in under_theories(ALIKE, here)
    assert "not at this place" not in under_theories(replace(ALIKE, digest=here.digest), here)


def test_what_tuning_could_not_keep_is_said() -> None:
    (outside,) = caveats(with_last(steps={"promises.reliability": -0.36}))
    assert (
        "“rule 1 of combination” fits the trust of today only where ordinary professional reliability is 0.33"
        in outside
    )
    assert "outside the range that is held plausible (0.5 to 0.85)" in outside
    (never,) = caveats(with_last(trust=0.5))
    assert never.startswith("no value of what is tuned brings") and "(0.43): the nearest is 0.50" in never
    (projects,) = caveats(with_last(projects=0.7))
    (needed,) = caveats(with_last(steps={"projects.threshold": -0.5}))
    assert "fits the joint projects of today only where" in needed and "is 0.50, outside" in needed
    assert "where 2.0 joint projects are in place" in projects and "0.7 under “rule 1 of combination”" in projects


def test_what_is_stored_is_said_whole() -> None:
    assert under_theories().count("the middle pair differs by") == sum(bool(fails(kept(), name)) for name in HEADLINE)


def test_a_picture_has_a_row_a_headline_and_a_column_a_rule_the_usual_ones_first() -> None:
    (axes,) = axes_of(theory_grid, lambda: theory_grid.theory_grid(HANGING, "Title", "How"))
    placed = columns(HANGING)
    assert [one.name for _, _, one in placed] == ["trust_0", "trust_1", "trust_2", "cooperation_1", "combination_1"]
    assert [family for _, family, _ in placed] == ["", "trust", "", "cooperation", "combination"]
    cells = bars(axes)
    assert len(cells) == len(placed) * len(HEADLINE)
    strong = [number for number, (_, _, colour) in enumerate(cells) if colour == ALTERNATIVE]
    assert strong == [len(HEADLINE) * (len(placed) - 1) + HEADLINE.index("delayed")]
    assert {colour for _, _, colour in cells} == {ALTERNATIVE, PALE}
    said = texts(axes)
    assert "worse −8.0" in said and "better −2.0" in said and "the usual rules" in said and "Combination" in said
    assert "better holds under 3 of 3 rules of trust" in in_words(HANGING)
