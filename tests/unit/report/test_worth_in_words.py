"""What it is worth to find out, in words: what is named, which way it decides, what is withheld, and prices."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.analysis.interval import Mean
from sim.analysis.worth import Knowing
from sim.analysis.worth_study import Thing, WorthFound, judging
from sim.place import load_place
from sim.report.text.worth_words import finding, known_there, rows, thing

KNOWN = Knowing("today/trust", Mean(0.7, 0.5, 0.9, 600), 0.4, 0, True, {"delayed": 2.0, "net_cost": -0.4}, True)
OTHER = Knowing("decision.price", Mean(0.1, -0.1, 0.3, 600), 0.02, 0, False, {"delayed": 0.0, "net_cost": 0.0}, False)
ALL = replace(OTHER, name="all", otherwise=0.5, higher=None)
THINGS = {
    "today/trust": Thing("seen", "trust"),
    "decision.price": Thing("number", "decision.price"),
    "trust": Thing("rule", "trust", 3),
    "all": Thing("all", "all", 12),
}
PLACE = load_place("anyplace")
FOUND = WorthFound(
    PLACE.name, PLACE.label, PLACE.digest, ("siloed", "collaborative"), 1, judging("both"), 600, THINGS,
    (KNOWN, OTHER, ALL), Mean(2.1, 2.0, 2.2, 600), 4.7, True, (), ("delayed", "net_cost"),
)  # fmt: skip


def test_what_is_surely_worth_it_is_named_with_the_way_it_decides() -> None:
    title, priced, best, every, nothing = finding(FOUND)
    assert title == (
        "Before you choose between “every organisation for itself” and “working as one system” for people and money, "
        "find out today’s “trust between partners”"
    )
    assert "£4.7m over the whole time for one more of the 6 things" in priced and "closest" in priced
    assert "would choose “every organisation for itself” where it is higher, in 4 of 10 futures" in best
    assert "brings £0.70m (95% interval 0.500 to 0.900) more" in best and "+2 (people on a day)" in best
    assert "brings nothing sure by what 600 futures teach" in every and "£2.1m" in every
    assert nothing.startswith("Of 2 things that could be known by themselves, 1 would")


def test_several_are_named_as_what_they_are_and_their_order_as_chance() -> None:
    near = replace(KNOWN, name="decision.price", worth=Mean(0.65, 0.45, 0.85, 600), higher=False)
    title, _, _, order, *_ = finding(replace(FOUND, worths=(KNOWN, near, ALL)))
    assert title.endswith("find out today’s “trust between partners” or “effort that most of a promise takes”")
    assert order == "By themselves 2 of 2 things are surely worth finding out; chance could have made their order."
    far = replace(near, worth=Mean(0.3, 0.2, 0.4, 600))
    assert finding(replace(FOUND, worths=(KNOWN, far, ALL)))[3].endswith("are surely worth finding out.")


def test_nothing_is_named_that_chance_could_have_made() -> None:
    found = replace(FOUND, worths=(replace(KNOWN, sure=False), OTHER, ALL), closest=False)
    title, priced, *rest = finding(found)
    assert "nothing that could be found out by itself would surely make the choice better" in title
    assert priced.startswith("It is judged as by a board") and len(rest) == 2
    assert "no price" in finding(replace(FOUND, pays=0.0))[1]
    assert all("would pay" not in said for said in finding(replace(FOUND, judged_by=judging("delayed"), pays=None)))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("today/trust", "today’s “trust between partners”"),
        ("trust", "all that the rule “trust” draws (3 numbers)"),
        ("all", "every number that nobody knows (12 numbers)"),
    ],
)
def test_things_have_names(name: str, said: str) -> None:
    assert thing(THINGS[name]) == said


def test_rows_have_what_else_changes_and_a_mark_where_it_is_sure() -> None:
    first, second, _ = rows(FOUND, 10)
    assert first[1:4] == ("4 of 10", "0.700", "0.500 to 0.900") and first[-2:] == ("+2", "●")
    assert second[1] == "2 of 100" and second[-1] == ""
    assert len(rows(FOUND, 1)) == 1


def test_a_report_says_whether_it_was_measured_there() -> None:
    assert "not at this place" not in known_there(FOUND, PLACE)
    assert "not at this place" in known_there(replace(FOUND, digest="another"), PLACE)
