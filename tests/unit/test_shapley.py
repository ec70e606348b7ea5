"""What each of a few numbers explains, from given runs: functions whose answer is known, and chance."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from sim.analysis import kept_decides
from sim.analysis.kept_decides import Decided, kept, write
from sim.analysis.shapley import MOST, Explained, explained, standing
from sim.core.arithmetic import Array
from sim.documentation import decides
from sim.whatif.decides import SHARING
from sim.whatif.mind import leading
from sim.whatif.question import Question


def by_name(points: dict[str, Array], output: Array) -> dict[str, Explained]:
    return {one.name: one for one in explained(points, output)[0]}


def test_ishigami_has_its_first_order_indices_and_its_shapley_effects() -> None:
    x = np.random.default_rng(3).uniform(-np.pi, np.pi, (3, 4096))
    y = np.sin(x[0]) + 7.0 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])
    found, (every, *_) = explained(dict(zip("abc", x, strict=True)), y)
    of = {one.name: one for one in found}
    for name, first, fair in (("a", 0.314, 0.436), ("b", 0.442, 0.442), ("c", 0.0, 0.122)):
        assert of[name].first[0] == pytest.approx(first, abs=0.03)
        assert of[name].shapley[0] == pytest.approx(fair, abs=0.04)
    assert sum(one.shapley[0] for one in found) == pytest.approx(every) and every > 0.9
    assert standing(found).leading == 2, "of a and b, chance could have made the order"


def test_numbers_that_go_together_share_what_they_explain() -> None:
    rho, slopes = 0.5, np.array([1.0, 2.0])
    x = np.linalg.cholesky([[1.0, rho], [rho, 1.0]]) @ np.random.default_rng(4).normal(size=(2, 4096))
    of = by_name(dict(zip("ab", x, strict=True)), slopes @ x)
    whole = 1.0 + 4.0 + 2.0 * rho * 2.0
    both = slopes[0] * slopes[1] * rho
    for name, own, other in (("a", 1.0, 4.0), ("b", 4.0, 1.0)):
        fair = (own * (1.0 - rho**2 / 2.0) + both + other * rho**2 / 2.0) / whole
        first = (np.sqrt(own) + rho * np.sqrt(other)) ** 2 / whole
        assert of[name].shapley[0] == pytest.approx(fair, abs=0.03)
        assert of[name].first[0] == pytest.approx(first, abs=0.04)


def test_intervals_hold_nothing_where_there_is_nothing_and_no_order_is_named() -> None:
    held, named = list[bool](), 0
    for seed in range(8):
        rng = np.random.default_rng(seed)
        found, _ = explained({name: rng.normal(size=600) for name in "abc"}, rng.normal(size=600))
        held += [one.first[1] <= 0.0 <= one.first[2] for one in found]
        named += standing(found).leading > 0
    assert np.mean(held) >= 0.8 and named <= 2


def test_a_weak_signal_in_noise_is_found_with_its_share() -> None:
    rng = np.random.default_rng(5)
    x = rng.normal(size=(2, 3000))
    y = 0.3 * x[0] + rng.normal(size=3000)
    of = by_name({"signal": x[0], "none": x[1]}, y)
    low, high = of["signal"].first[1:]
    assert low < 0.09 / 1.09 < high and low > 0.0
    assert of["none"].first[1] <= 0.0 <= of["none"].first[2]


def test_no_more_numbers_share_than_can() -> None:
    with pytest.raises(ValueError, match=f"expected 1 to {MOST}"):
        explained({str(k): np.arange(50.0) for k in range(MOST + 1)}, np.arange(50.0))


def test_what_is_kept_is_of_the_numbers_that_lead_now() -> None:
    assert {one.name for one in kept().numbers} == set(leading()[:SHARING]), "run `make worlds`"
    fair = [one.shapley[0] for one in kept().numbers]
    assert fair == sorted(fair, reverse=True) and sum(fair) == pytest.approx(kept().together[0], abs=1e-3)
    assert kept().behaviours == (Question().a.behaviour, Question().b.behaviour)


def test_what_is_found_is_read_as_it_was_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = Decided("Here", ("siloed", "collaborative"), 6, 16, (0.5, 0.4, 0.6), tuple(made(0.5, 0.25, half=0.125)))
    monkeypatch.setattr(kept_decides, "_FILE", tmp_path / "decides.json")
    assert Decided.read(json.loads(write(found).read_text(encoding="utf-8"))) == found


def made(*fair: float, half: float = 0.01) -> list[Explained]:
    names = leading()[: len(fair)]
    return [Explained(name, (x, x, x), (x, x - half, x + half)) for name, x in zip(names, fair, strict=True)]


def test_an_order_that_chance_could_have_made_is_withheld() -> None:
    near = decides.order(made(0.021, 0.020, 0.019), 2048)
    assert near.startswith("Chance could have made the order of the fair shares, so none is named first: ")
    assert decides.order(made(0.3, 0.1, 0.09), 2048).endswith(
        "has the largest fair share, whichever worlds were drawn."
    )
    assert "have larger fair shares than the others" in decides.order(made(0.3, 0.299, 0.1), 2048)
    lead, listed, said = decides.shared()
    assert "Shapley effect" in lead and listed.count("\n") == SHARING + 1
    assert said == decides.order(kept().numbers, kept().worlds)
