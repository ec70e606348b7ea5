"""An answer as plain data: the sentence, cards, fans, relations, what decides, and what to agree."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.core.arithmetic import ROUNDS_PER_YEAR, Array
from sim.outcomes import OUTCOMES, Outcome
from sim.place import Place
from sim.report.figures.fans import QUANTILES, Fan, fans_of
from sim.report.figures.trust_network import DECIMALS, Relations, level_written
from sim.report.pages.rests_on import world_faced
from sim.report.text.plans import planned
from sim.report.text.sentence import Headline, headline
from sim.report.text.unknown_words import matched_elsewhere
from sim.report.text.words import decimals, is_share
from sim.report.text.written import rounded as as_written
from sim.scenario import Scenario
from sim.store import resolved
from sim.store.plan import canonical
from sim.whatif.answer import FULL, SIDES, Answer, Side, set_by
from sim.whatif.question import Question
from sim.whatif.stories import published_of
from sim.whatif.view.agree import agree
from sim.whatif.view.cards import cards
from sim.whatif.view.mind import mind
from sim.whatif.view.timeline import timeline
from sim.whatif.view.why import chain

NAMES = tuple(f"q{100 * share:.0f}" for share in QUANTILES)
_TIE = 1e-9  # nearer to a half than that, of what is shown, is one
DIGITS, MOST_PLACES = 5, 300  # a number smaller than any of so many places is shown as 0


class Keys(NamedTuple):
    """What names the numbers of an answer, and those of each of its futures."""

    answer: str
    sides: dict[Side, str]


def keys_of(question: Question, place: str | Place = "anyplace") -> Keys:
    """Return what names the numbers of an answer: all that they are made from, written out, and not where it stands.

    What place, pressure and behaviour hold is part of it, and what the question sets, for that is drawn in no world;
    names, predictions and checklist change no number.
    """
    made_from, fixed = [resolved(question.scenario(side, place)) for side in SIDES], sorted(set_by(question))
    sides: dict[Side, str] = {side: _hash([one, fixed]) for side, one in zip(SIDES, made_from, strict=True)}
    return Keys(_hash([*made_from, fixed]), sides)


def key_of(question: Question, place: str | Place = "anyplace") -> str:
    """Return what names the numbers of an answer."""
    return keys_of(question, place).answer


def _hash(made_from: Any) -> str:
    return hashlib.blake2b(canonical(made_from), digest_size=10).hexdigest()


def tell(
    answer: Answer, place: str | Place = "anyplace", *, key: str | None = None, chart: str | None = None
) -> dict[str, Any]:
    """Return everything that is shown of an answer.

    Args:
        answer: what was found.
        place: where.
        key: what names its numbers, where that is known already.
        chart: the outcome whose chart is looked at, to tell no more than is seen while a slider is dragged: the
            sentence, the cards and that fan; None for everything.
    """
    comparison, question = answer.comparison, answer.question
    finding = comparison.finding
    said, rounds = headline(finding), question.years * ROUNDS_PER_YEAR
    shown = tuple(OUTCOMES) if chart is None else (chart,)
    a, b = comparison.base.scenario, comparison.alternative.scenario
    seen = {
        "key": key or key_of(question, place),
        "stage": "full" if len(answer.worlds) >= FULL else "first",
        "futures": len(answer.worlds),
        "years": question.years,
        "rounds": rounds,
        "names": {"a": question.a.name, "b": question.b.name},
        "sentence": _sentence(said),
        "cards": cards(finding),
        "fans": {name: _fan(fan, rounds, OUTCOMES[name]) for name, fan in fans_of(comparison, shown).items()},
        "events": [event for event in (winter(a),) if event] or [event for event in (winter(b),) if event],
    }
    return seen if chart else {**seen, **_rest(answer, said)}


def _rest(answer: Answer, said: Headline) -> dict[str, Any]:
    """Return what nobody looks at while a slider is dragged."""
    comparison, question = answer.comparison, answer.question
    a, b = comparison.base.scenario, comparison.alternative.scenario
    return {
        "place": a.place.label,
        "world_words": f"{faced(a, b)} {matched_elsewhere(a.place)}".rstrip(),
        "published": [one.beside(comparison) for one in published_of(question.story)],
        "plan": {"a": list(planned(a)), "b": list(planned(b))},
        "timeline": timeline(a, b),
        "network": {
            **{side: _relations(answer.parts[side].trust, answer.parts[side].pressure) for side in SIDES},
            "decimals": DECIMALS,
        },
        "chain": chain(comparison.finding),
        "mind": mind(answer),
        "cost": {"words": said.cost, "pays": said.pays},
        "agree": agree(a, b),
        "command": shlex.join(["common-ground", "whatif", "file=question.yaml", "take=html"]),
    }


def faced(a: Scenario, b: Scenario) -> str:
    """Say what the place faces; of both futures, where they differ."""
    said = [world_faced(one) for one in (a, b)]
    if said[0] == said[1]:
        return said[0]
    return f"In A: {said[0]} In B: {said[1]}"


def _sentence(said: Headline) -> dict[str, Any]:
    parts = [{"kind": kind, "text": text} for kind, text in said.by_kind().items()]
    return {"verdict": said.kind, "title": said.title, "parts": parts, "text": said.text()}


def _fan(fan: Fan, rounds: int, declared: Outcome) -> dict[str, dict[str, list[float | None]]]:
    """Return the bands of A, of B, and of what B is more than A in the same world (d)."""
    sides = (("a", fan.base), ("b", fan.alternative), ("d", fan.apart))
    return {side: _bands(bands, rounds, declared) for side, bands in sides}


def _bands(bands: Array, rounds: int, declared: Outcome) -> dict[str, list[float | None]]:
    """Return the bands of every round; None in the first year."""
    early: list[float | None] = [None] * (rounds - bands.shape[1])
    unit = (100.0 if is_share(declared) else 1.0) * 10.0 ** decimals(declared)
    shown = written_alike(bands, rounded(bands), unit, lambda x: as_written(declared, x))
    return {name: [*early, *row] for name, row in zip(NAMES, shown.tolist(), strict=True)}


def written_alike(values: Array, near: Array, unit: float, write: Callable[[float], float]) -> Array:
    """Return short numbers that the page writes as the server writes the long.

    Where rounding twice may not give that, a number stays as long as it is; where it is itself half way between two
    that are written, it is given as written.

    Args:
        values: the numbers.
        near: the same, rounded to be short.
        unit: how many of the last digit that is shown make 1.
        write: returns a number as it is written.
    """
    tie, whole = (_half_way(np.abs(numbers) * unit) for numbers in (near, values))
    other = np.rint(values * unit) != np.rint(near * unit)
    found = near.copy()
    for at in zip(*np.nonzero(tie | other), strict=True):
        found[at] = write(float(values[at])) if whole[at] else values[at]
    return found


def _half_way(last: Array) -> NDArray[np.bool_]:
    """Say which numbers, counted in the last digit shown, lie half way between two."""
    return np.abs(last - np.floor(last) - 0.5) < _TIE * np.maximum(last, 1.0)


def rounded(values: Array) -> Array:
    """Return numbers with five significant digits, each the number nearest to them: enough for any screen."""
    size = np.where(values == 0.0, 1.0, np.abs(values))
    places = np.minimum(DIGITS - 1 - np.floor(np.log10(size)), MOST_PLACES)
    factor = 10.0 ** np.abs(places)  # a power of ten is exact, so that one division by it gives the nearest number
    more = places > 0.0
    whole = np.rint(np.where(more, values * factor, values / factor))
    return np.where(more, whole / factor, whole * factor)


def _relations(trust: Array, pressure: Array) -> dict[str, Any]:
    """Return means over futures, one list of rounds for each boundary and organisation, and what is said of a round."""
    made: dict[str, Any] = {
        name: written_alike(means, np.round(means, DECIMALS + 1), 10.0**DECIMALS, level_written).tolist()
        for name, means in (("trust", trust.mean(axis=-1).T), ("pressure", pressure.mean(axis=-1).T))
    }
    rounds = (Relations(tuple(links), ()) for links in trust.mean(axis=-1).tolist())
    return {**made, "said": [list(seen.written) for seen in rounds]}


def winter(scenario: Scenario) -> dict[str, Any] | None:
    """Return the hard winter as years from and to, if there is one."""
    faced = scenario.parameters["winter"]
    if faced.admissions <= 0.0 and faced.staff <= 0.0:
        return None
    year = max(float(faced.year), 1.0)
    start = year - 1.0 + faced.start_month / 12.0
    label = "Hard winter" if faced.year else "Hard winters"
    return {"label": label, "from": round(start, 3), "to": round(start + faced.weeks / 52.0, 3)}


__all__ = ["key_of", "keys_of", "tell"]
