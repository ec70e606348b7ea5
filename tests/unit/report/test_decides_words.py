"""What decides, in plain words: so many of ten parts have a name, and none is first by chance."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.analysis.kept_decides import Decided, kept
from sim.analysis.shapley import Explained
from sim.documentation import trace_table
from sim.documentation.markdown import plain
from sim.place import load_place
from sim.report.pages.rests_on import limits
from sim.report.text.decides_words import WITHHELD, tenths, what_decides
from sim.scenario import declarations
from sim.validation.worlds import some
from sim.whatif.answer import answer
from sim.whatif.question import Question
from sim.whatif.view.mind import mind


def made_up(*fair: float, half: float = 0.01) -> Decided:
    """Return a study in which the leading numbers have some fair shares, with intervals as wide."""
    names = [one.name for one in kept().numbers][: len(fair)]
    numbers = [Explained(name, (x, x, x), (x, x - half, x + half)) for name, x in zip(names, fair, strict=True)]
    every = sum(fair)
    return replace(kept(), numbers=tuple(numbers), together=(every, every - half, every + half))


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (-0.01, "none of 10 parts"),
        (0.0, "none of 10 parts"),
        (0.045, "less than 1 in 10 parts"),
        (0.0999, "less than 1 in 10 parts"),
        (0.1, "about 1 in 10 parts"),
        (0.25, "about 3 in 10 parts"),
        (0.97, "about 10 in 10 parts"),
    ],
)
def test_shares_are_parts_of_ten(share: float, said: str) -> None:
    assert tenths(share) == said


def test_who_explains_most_is_named_only_where_chance_could_not_have_made_the_order() -> None:
    first = declarations()[kept().numbers[0].name].label
    near, far, two = made_up(0.021, 0.020), made_up(0.3, 0.1, 0.09), made_up(0.3, 0.299, 0.1)
    assert WITHHELD in what_decides(near) and first not in what_decides(near)
    assert f"Most goes by “{first}” (about 3 in 10 parts)" in what_decides(far) and WITHHELD not in what_decides(far)
    assert "Most go by “" in what_decides(two)
    assert "about 5 in 10 parts are explained by the 3 unknown numbers" in what_decides(far)
    assert "less than 1 in 10 parts is explained by the 2 unknown numbers" in what_decides(near)


def test_it_stands_in_every_report_on_the_page_and_in_the_documents() -> None:
    said = what_decides()
    assert said in limits(load_place("anyplace"))[1]
    assert mind(answer(Question(), some(8)))["decides"] == said
    assert plain(said) in trace_table.page()
