"""What agents buy, in words: which class a thing is of, one and many, signs, and who goes first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sim.ablation import ABLATIONS
from sim.analysis.ablated import EffectChange
from sim.analysis.agents import Agents
from sim.analysis.joining import Best, Joined
from sim.report.text.agents_words import (
    best_sentence,
    bought_title,
    cell,
    class_of,
    ensemble,
    finding,
    greedy_sentence,
    heads,
    joined_rows,
    named,
    orders_sentence,
    plainly,
    rows_of,
    sized,
    those,
)

CHANGE = EffectChange("leaders_alike", "mixed", "delayed", -20.0, -15.0, 5.0, 2.0, 8.0, 4.0, "matters", 0)
BEST = Best(2, "exhaustive", 36, ("a", "b"), -12.0, -14.0, -10.0, ("a", "c"), 1.0, -1.0, 3.0, 0.62, 1, False, 490)
FIRSTS = (
    Joined("largest", ("a", "b"), 2, -8.0, -10.0, -6.0),
    Joined("trust", ("a", "c"), 2, -12.0, -14.0, -10.0),
    Joined("drawn", (), 2, -4.0, -6.0, -2.0),
    Joined("largest", ("a", "b", "c"), 3, -16.0, -18.0, -14.0),
)
NOTHING = "changes what working together does for people by more than would go unnoticed"


def agents(*changes: EffectChange, **others: Any) -> Agents:
    found = Agents(
        "anyplace", "Anyplace", "0", "as_today", ("siloed", "mixed"), "delayed", 1_200, 0, 6, 7,
        tuple(dict.fromkeys(one.ablation for one in changes)), 80.0, 4.0, changes, FIRSTS, BEST, BEST, None,
        {"a": "the hospital", "b": "the council", "c": "Home Care"},
    )  # fmt: skip
    return replace(found, **others)


def change(name: str, outcome: str, verdict: Any) -> EffectChange:
    return replace(CHANGE, ablation=name, outcome=outcome, verdict=verdict)


PEOPLE = (change("leaders_alike", "delayed", "matters"), change("leaders_alike", "trust", "inert"))
BESIDE = (change("complete_graph", "delayed", "open"), change("complete_graph", "trust", "matters"))
OPEN = (change("rewired", "delayed", "open"), change("rewired", "trust", "inert"))
INERT = (change("cultures_alike", "delayed", "inert"), change("cultures_alike", "trust", "inert"))
ALL = agents(*PEOPLE, *BESIDE, *OPEN, *INERT)


def test_a_thing_bears_on_people_beside_is_open_or_inert() -> None:
    assert [class_of(ALL, name) for name in ALL.without] == ["people", "beside", "open", "inert"]
    assert [len(those(ALL, kind)) for kind in ("people", "beside", "open", "inert")] == [1, 1, 1, 1]
    assert those(ALL, "people")[0][0].islower()


def test_what_agents_buy_is_said_with_one_and_with_many() -> None:
    who = those(ALL, "people")[0]
    assert bought_title(ALL) == (
        f"Of four things taken out of the model one at a time, {who} {NOTHING}; of the others, one changes trust or "
        "money alone, one changes nothing that was measured and one is left open by chance"
    )
    more = agents(*PEOPLE, *(replace(one, ablation="rewired") for one in PEOPLE))
    assert bought_title(more).endswith(f" {NOTHING.replace('changes', 'change', 1)}")
    none = agents(*INERT, *(replace(one, ablation="rewired") for one in INERT))
    assert bought_title(none) == (
        f"Of two things taken out of the model one at a time, none {NOTHING}; of the others, two change nothing that "
        "was measured"
    )
    left = agents(*OPEN, *(replace(one, ablation="leaders_alike") for one in OPEN))
    assert bought_title(left).endswith("; of the others, two are left open by chance")
    beside = agents(*BESIDE, *(replace(one, ablation="rewired") for one in BESIDE))
    assert bought_title(beside).endswith("; of the others, two change trust or money alone")


@pytest.mark.parametrize(
    ("some", "does"),
    [
        (PEOPLE, NOTHING),
        (BESIDE, "changes trust or money alone"),
        (INERT, "changes nothing that was measured"),
        (OPEN, "is left open by chance"),
    ],
)
def test_of_one_thing_alone_no_others_are_spoken_of(some: tuple[EffectChange, ...], does: str) -> None:
    label = ABLATIONS[some[0].ablation].label
    assert bought_title(agents(*some)) == f"{label}, taken out of the model, {does}"


def test_it_is_said_where_it_was_measured() -> None:
    assert ensemble(ALL) == "1,200 pairs of futures of Anyplace, as today, root seed 7"


@pytest.mark.parametrize(
    ("outcome", "x", "smallest", "said"),
    [
        ("delayed", -12.0, 4.0, "−12.0"),
        ("delayed", 0.04, 4.0, "0.0"),
        ("delayed", 12.34, 10.0, "+12"),
        ("delayed", 1_234.0, 100.0, "+1,234"),
        ("four_hour", -0.01, 0.005, "−1.00"),
        ("programme_cost", 1.5, 0.25, "+£1.50m"),
        ("delayed", 1.26, 0.0, "+1.3"),
    ],
)
def test_a_change_has_one_digit_more_than_what_matters(outcome: str, x: float, smallest: float, said: str) -> None:
    assert plainly(outcome, x, smallest) == said


def test_an_effect_is_also_a_share_of_the_base() -> None:
    assert [sized(ALL, x) for x in (-12.0, 4.0)] == ["−12.0 (−15%)", "+4.0 (+5%)"]
    assert [sized(ALL, x) for x in (-0.2, 0.2)] == ["−0.2 (0%)", "+0.2 (0%)"]
    assert sized(replace(ALL, base=0.0), -12.0) == "−12.0"
    assert named(ALL, ("a", "c", "x")) == "the hospital, Home Care and x"


def test_a_cell_has_half_its_interval_and_a_mark() -> None:
    assert cell(CHANGE) == "+5.0 ± 3.0 ●"
    assert cell(replace(CHANGE, change=-5.0, low=-9.0, high=-1.0, verdict="open")) == "−5.0 ± 4.0 ○"
    assert cell(replace(CHANGE, verdict="inert")) == "+5.0 ± 3.0"


def test_the_table_begins_with_the_whole_model_and_marks_what_is_inert_throughout() -> None:
    assert heads(ALL) == ["Taken away", "People ready to leave hospital who cannot", "Trust between partners"]
    rows = rows_of(ALL, "mixed")
    assert rows[0][:2] == ["The whole model: the effect", "−20.0"] and len(rows) == 5
    assert [row[0].endswith(" (inert)") for row in rows] == [False, False, False, False, True]
    assert rows[1][1:] == ["+5.0 ± 3.0 ●", "+5.0 ± 3.0"]


def test_who_goes_first_is_a_table_in_order_and_then_as_searched_for() -> None:
    rows = joined_rows(ALL)
    assert [row[0] for row in rows] == [
        "Largest in size, first two",
        "Trusted most at month 0, first two",
        "Drawn by lot, first two",
        "Largest in size, first three",
        "Best pair found",
        "Best pair, greedy search",
    ]
    assert rows[0][1:] == ["the hospital and the council", "−8.0 (−10%)", "−10.0 to −6.0"]
    assert rows[2][1] == "others in each future"
    assert joined_rows(replace(ALL, three=replace(BEST, size=3)))[-1][0] == "Best three, greedy search"


def test_who_joins_is_said_of_the_second_size_the_best_and_the_worst() -> None:
    begin = "Who joins matters: for “people ready to leave hospital who cannot” "
    whole = ", where a mix of both brings −20.0 (−25%)."
    alone = (Joined("largest", ("a",), 1, -1.0, -2.0, 0.0), *FIRSTS)
    for firsts in (alone, FIRSTS[:3]):  # fewer people is better: the largest fall first
        assert orders_sentence(replace(ALL, joined=firsts)) == (
            f"{begin}two organisations trusted most at month 0 bring −12.0 (−15%), and drawn by lot bring −4.0 (−5%)"
            f"{whole}"
        )
    apart = (*FIRSTS, Joined("trust", ("a", "b", "d"), 3, -9.0, -13.0, -5.0))
    assert orders_sentence(replace(ALL, joined=apart)).startswith(
        f"{begin}three organisations largest in size bring −16.0 (−20%), and trusted most at month 0 bring −9.0 (−11%)"
    )
    near = (*FIRSTS, Joined("trust", ("a", "b", "d"), 3, -9.0, -15.0, -3.0))
    assert orders_sentence(replace(ALL, joined=near)).startswith("Whether it matters who joins, chance hides: for “")
    assert orders_sentence(replace(ALL, joined=())) == ""
    assert orders_sentence(replace(ALL, changes=(), joined=FIRSTS[:3])).endswith(" bring −4.0 (−5%).")
    others = tuple(replace(CHANGE, whole=-99.0, **one) for one in ({"outcome": "trust"}, {"arm": "siloed"}))
    assert orders_sentence(replace(ALL, changes=(*others, CHANGE), joined=FIRSTS[:3])).endswith(whole)


def test_a_best_is_named_or_withheld_with_its_rivals() -> None:
    begin = "Best pair to go first (all 36 tried): "
    assert best_sentence(ALL, None) == ""
    assert best_sentence(ALL, replace(BEST, certain=True)) == (
        f"{begin}the hospital and the council, with −12.0 (−15%)."
    )
    assert best_sentence(ALL, BEST) == (
        f"{begin}chance could have made the order. The hospital and the council came out first with −12.0 (−15%), in "
        "6 of 10 redraws of the futures; one other cannot be told from it, the nearest the hospital and Home Care; to "
        "tell these two would take about 490 futures."
    )
    near = best_sentence(ALL, replace(BEST, first_in=0.899))
    assert "in 8 of 10 redraws of the futures" in near  # what is asked is nine
    many = best_sentence(ALL, replace(BEST, size=3, how="greedy", rivals=2, futures=0))
    assert many.startswith("Best three to go first (36 tried by greedy search): ")
    assert "; two others cannot" in many and many.endswith("would take more futures than can be run.")
    assert best_sentence(ALL, replace(BEST, size=4)).startswith("Best 4 to go first")


def test_what_leaves_a_best_open_is_what_is_said_to_do_so() -> None:
    """One that came first in every redraw is not withheld for its redraws, but for a lead whose interval holds 0."""
    said = best_sentence(ALL, replace(BEST, first_in=1.0))
    assert "redraws" not in said, said
    assert "by a lead of 1.00 over the next (95% interval −1.00 to +3.00);" in said


def test_greedy_search_is_set_against_trying_all() -> None:
    turned = replace(BEST, who=("b", "a"))
    assert greedy_sentence(replace(ALL, greedy=turned)).endswith("finds the same pair as trying all.")
    other = replace(BEST, who=("a", "c"), effect=-8.0)
    assert greedy_sentence(replace(ALL, greedy=other)).endswith(
        "finds another pair than trying all: the hospital and Home Care, with −8.0 (−10%)."
    )
    assert greedy_sentence(replace(ALL, greedy=None)) == greedy_sentence(replace(ALL, pair=None)) == ""
    assert greedy_sentence(replace(ALL, pair=replace(BEST, how="greedy"))) == ""


def test_the_finding_leaves_out_what_there_is_nothing_to_say_of() -> None:
    assert len(finding(ALL)) == 5  # no best three
    bare = replace(agents(*PEOPLE), joined=(), pair=None, greedy=None)
    assert len(finding(bare)) == 1 and finding(bare)[0].startswith("What it buys to have agents: ")
    last = finding(ALL)[-1]
    assert [last.index(word) for word in ("Bears only on trust", "Open, for", "Inert, within")] == sorted(
        last.index(word) for word in ("Bears only on trust", "Open, for", "Inert, within")
    )


def test_of_many_things_it_is_said_how_many_and_of_none_nothing_is_said() -> None:
    assert bought_title(agents(*PEOPLE, *INERT)).startswith("Of two things taken out of the model one at a time, ")
    assert "taken out of the model" not in " ".join(finding(agents(*PEOPLE, without=())))
