"""In how many worlds, and under which rival theories, each known fact holds.

Rule      A fact is tried as declared, over fewer places, under the usual numbers, in worlds that agree with month 0 and
          under each rival theory with the step that keeps month 0. What a protocol sets itself stays as it is, so a
          fact that sets a number is not tried at that number's draw. With fewer places some facts hold less often by
          chance, under the usual numbers, too: that verdict stands beside.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import numpy as np

from sim.core.arithmetic import Array
from sim.theories import moved_to, with_usual
from sim.unknowns import drawn
from sim.validation import FACTS
from sim.validation.side_by_side import SideBySide, Variant, at_once
from sim.validation.worlds import some

USUAL = "usual"
_STORED = Path(__file__).with_name("verdicts.json")
Kept = Callable[[str, Callable[[], Mapping[str, Array]]], Mapping[str, Array]]


@dataclass(frozen=True)
class Verdicts:
    """What was found of each fact.

    Attributes:
        places: over how many each fact was tried; protocols that ask for a number take it in proportion to 64.
        worlds: numbers of the worlds tried.
        theories: names of the rivals tried.
        processor: time of one that it took, seconds.
        usual: by fact, whether it holds under the usual numbers.
        in_worlds: by fact, in how many worlds it does.
        fails_under: by fact, the rivals under which it does not.
    """

    places: int
    worlds: tuple[int, ...]
    theories: tuple[str, ...]
    processor: float
    usual: Mapping[str, bool]
    in_worlds: Mapping[str, int]
    fails_under: Mapping[str, tuple[str, ...]]

    def other_under(self, name: str) -> tuple[str, ...]:
        """Return the rivals under which a fact has another verdict than under the usual numbers."""
        return tuple(one for one in self.theories if (one in self.fails_under[name]) == self.usual[name])


def variants(worlds: int, theories: Sequence[str]) -> list[Variant]:
    """Return the usual numbers, then worlds that agree with month 0, then rival theories by name."""
    numbers = some(worlds) if worlds else ()
    values = drawn(numbers) if numbers else {}
    made = [Variant(USUAL)]
    made += [
        Variant(f"world {world}", {key: float(column[n]) for key, column in values.items()})
        for n, world in enumerate(numbers)
    ]
    rivals = [one for one in with_usual(theories) if not one.usual]
    made += [
        Variant(f"{one.family}.{one.name}", {**dict(one.dials), **{k: moved_to(k, step) for k, step in one.steps}})
        for one in rivals
    ]
    return made


def tried(
    chosen: Sequence[Variant],
    places: int,
    names: Sequence[str],
    kept: Kept | None = None,
    tell: Callable[[int], None] | None = None,
) -> tuple[dict[str, Array], float]:
    """Try facts under variants; return by fact whether it holds in each, shape (V,), and the processor time, seconds.

    Args:
        chosen: under what.
        places: of each variant.
        names: of facts.
        kept: gives a piece by its name, or makes it: a study that was stopped goes on.
        tell: called with 1 after each fact of each block of variants.
    """
    holds = {name: np.zeros(len(chosen)) for name in names}
    seconds, size = 0.0, at_once(places)
    for start in range(0, len(chosen), size):
        block = chosen[start : start + size]
        runs = SideBySide(block, places)
        for name in names:

            def measure(name: str = name, runs: SideBySide = runs) -> dict[str, Array]:
                before = time.process_time()
                passed = [float(FACTS[name].measure(runs.of(n)).passed) for n in range(len(runs.variants))]
                return {"holds": np.array(passed), "seconds": np.array([time.process_time() - before])}

            title = f"{name}: {block[0].name} to {block[-1].name}"
            piece = kept(title, measure) if kept else measure()
            holds[name][start : start + len(block)] = piece["holds"]
            seconds += float(piece["seconds"][0])
            if tell:
                tell(1)
    return holds, seconds


def verdicts(
    worlds: int,
    theories: Sequence[str],
    places: int,
    names: Sequence[str],
    kept: Kept | None = None,
    tell: Callable[[int], None] | None = None,
) -> Verdicts:
    """Try facts under the usual numbers, in worlds and under rival theories; see `tried`."""
    chosen = variants(worlds, theories)
    holds, seconds = tried(chosen, places, names, kept, tell)
    rivals = [(n, one.name) for n, one in enumerate(chosen) if n > worlds]
    return Verdicts(
        places=places,
        worlds=some(worlds) if worlds else (),
        theories=tuple(name for _, name in rivals),
        processor=round(seconds),
        usual={name: bool(one[0]) for name, one in holds.items()},
        in_worlds={name: int(one[1 : 1 + worlds].sum()) for name, one in holds.items()},
        fails_under={name: tuple(rival for n, rival in rivals if not one[n]) for name, one in holds.items()},
    )


def write(found: Verdicts) -> Path:
    """Keep what was found, for the validation page; return the file."""
    _STORED.write_text(json.dumps(asdict(found), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return _STORED


@cache
def stored() -> Verdicts:
    """Return what was found last."""
    data = json.loads(_STORED.read_text(encoding="utf-8"))
    lists = {key: tuple(data[key]) for key in ("worlds", "theories")}
    fails = {name: tuple(rivals) for name, rivals in data["fails_under"].items()}
    return Verdicts(**{**data, **lists, "fails_under": fails})
