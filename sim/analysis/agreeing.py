"""Worlds that agree with what was observed in a place, as a calibration keeps them and other studies run them.

Each counts once: they are a sample of those that agree, each taken as often as it is likely
(`history.Matched.accepted`). So futures are drawn from them as from worlds that agree with month 0, unweighted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sim.analysis.opinion_pool import Remaining, remaining
from sim.analysis.opinions import Opinions, names_drawn
from sim.core.counts import so_many
from sim.core.parameters import InputError
from sim.place import Place
from sim.store.checksums import check_file
from sim.store.owned import StoreError, is_own_file, read_text

FILE = "worlds.json"


@dataclass(frozen=True)
class AgreeingWorlds:
    """Worlds that agree with what was observed.

    Attributes:
        observed: name of the file of what was observed.
        place: hash of the place where it was, and `label` what that is called.
        unknowns: names of the numbers that were drawn.
        tried: how many worlds there were.
        month_0: whether these agreed with month 0.
        worlds: numbers of those in which each counts once, in order.
        text: all of this, as results keep it.
        asked: those of them that remain with what people say, too; None where nobody was asked.
    """

    observed: str
    place: str
    label: str
    unknowns: tuple[str, ...] = field(repr=False)
    tried: int
    month_0: bool
    worlds: tuple[int, ...] = field(repr=False)
    text: str = field(repr=False)
    asked: Remaining | None = field(default=None, repr=False)

    @property
    def count(self) -> int:
        """How many there are to run futures in."""
        return len(self.worlds if self.asked is None else self.asked.worlds)

    def after(self, opinions: Opinions) -> AgreeingWorlds:
        """Return the same with those alone to run in that remain with what people say.

        Raises:
            InputError: a number was asked that they did not draw, or none remains; one line.
        """
        names_drawn(opinions, self.unknowns)
        return replace(self, asked=remaining(opinions, self.worlds, self.month_0, self.observed))

    @property
    def digest(self) -> str:
        """The hash of the text, in full."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def some(self, count: int) -> tuple[int, ...]:
        """Return the first so many, or raise `InputError`."""
        if self.asked is not None:
            return self.asked.some(count)
        if count > len(self.worlds):
            raise InputError(
                f"replications = {count}: {so_many(len(self.worlds), 'worlds')} that count alike agree with what was "
                f"observed in {self.observed}; expected fewer, or a calibration with a larger discrepancy or error"
            )
        return self.worlds[:count]

    def check(self, place: Place, unknowns: Sequence[str]) -> None:
        """Raise `InputError` where they agree with another place, or a future would draw what they do not."""
        if place.digest != self.place:
            raise InputError(
                f"worlds: they agree with what was observed in {self.label} as its place file was, and this is "
                f"{place.label} with other figures; expected worlds of `calibrate` at this place"
            )
        if lacking := [key for key in unknowns if key not in self.unknowns]:
            raise InputError(
                f"worlds: {lacking[0]} was not drawn where they were calibrated; expected unknowns= or a value as there"
            )


def written(
    observed: str, place: Place, unknowns: Sequence[str], tried: int, month_0: bool, worlds: Sequence[int]
) -> AgreeingWorlds:
    """Return worlds that agree, with the text in which they are kept."""
    said = {
        "observed": observed,
        "place": {"label": place.label, "digest": place.digest},
        "month_0": month_0,
        "tried": tried,
        "worlds": [int(world) for world in worlds],
        "unknowns": list(unknowns),
    }
    return _of(said, f"{json.dumps(said, ensure_ascii=False)}\n")


def read_worlds(path: str | Path) -> AgreeingWorlds:
    """Return the worlds of a folder of `calibrate`, or of the copy that another study keeps of them.

    Raises:
        InputError: there is no such folder or it holds none; one line.
        StoreError: it is damaged or unfinished; one line.
    """
    path = Path(path)
    if not path.exists():
        raise InputError(f"worlds = {path}: no such folder; expected one that `calibrate` made, or {FILE} of it")
    if path.is_dir():
        if not is_own_file(path / FILE):
            raise InputError(f"worlds = {path}: holds no {FILE}; expected a folder that `calibrate` made")
        path = path / FILE
        check_file(path)
    text = read_text(path)
    try:
        return _of(json.loads(text), text)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise StoreError(f"{path}: not worlds as `calibrate` keeps them; expected its folder") from None


def _of(said: Mapping[str, Any], text: str) -> AgreeingWorlds:
    worlds = tuple(int(world) for world in said["worlds"])
    if not worlds or list(worlds) != sorted(set(worlds)) or min(worlds) < 0:
        raise ValueError("worlds that rise")
    return AgreeingWorlds(
        observed=str(said["observed"]),
        place=str(said["place"]["digest"]),
        label=str(said["place"]["label"]),
        unknowns=tuple(map(str, said["unknowns"])),
        tried=int(said["tried"]),
        month_0=bool(said["month_0"]),
        worlds=worlds,
        text=text,
    )
