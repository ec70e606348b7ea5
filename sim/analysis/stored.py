"""A finished sweep as a study sees it: what varies in it, within which ranges, and the scenario of each behaviour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.core.arithmetic import Array
from sim.core.parameters import InputError
from sim.plan.entry import declaration_of
from sim.plan.read import of_plan
from sim.scenario import Scenario, declarations, load_scenario, parse
from sim.store import plan_hash, resolved
from sim.store.checksums import check_file
from sim.store.owned import is_own_file, read_text, read_yaml
from sim.store.provenance import kept_place, place_copy
from sim.store.results import Results, open_results
from sim.sweep.folder import first_difference
from sim.sweep.space import is_number
from sim.theories import KEYS as THEORIES

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Stored:
    """A finished sweep.

    Attributes:
        results: its tables.
        config: what it was begun with.
        words: overrides of the scenario that all its points share.
        base: that scenario.
        digest: hash that names the sweep.
    """

    results: Results
    config: Mapping[str, Any] = field(repr=False)
    words: tuple[str, ...]
    base: Scenario = field(repr=False)
    digest: str

    @property
    def name(self) -> str:
        """Its folder, as users are told of it."""
        return f"sweep = {self.results.path}"

    @property
    def replications(self) -> int:
        """Runs of each point."""
        return int(self.config["sweep"]["replications"])

    @property
    def design(self) -> str:
        """How its points were chosen."""
        return str(self.config["sweep"]["design"])

    @cached_property
    def plan(self) -> pd.DataFrame:
        """Its points, one column for each thing that varies."""
        return self.results.frame("plan")

    @property
    def behaviours(self) -> tuple[str, ...]:
        """The behaviours that it holds, in the order of the points."""
        if "behaviour" not in self.plan:
            return (self.base.behaviour,)
        return tuple(dict.fromkeys(self.plan["behaviour"]))

    @property
    def keys(self) -> tuple[str, ...]:
        """What else varies."""
        return tuple(key for key in self.plan.columns if key not in ("point", "behaviour"))

    def numbers(self) -> tuple[str, ...]:
        """Return what varies besides behaviours; raise `InputError` if anything but a number of a rule does."""
        for key in self.keys:
            if not is_number(key):
                raise InputError(
                    f"{self.name}: varies {key} as well, and a study can tell worlds apart only by numbers of rules "
                    "(docs/parameters.md)"
                )
        if not self.keys:
            raise InputError(f"{self.name}: only behaviours differ between its points, so there is one world")
        return self.keys

    def bounds(self, keys: Sequence[str]) -> Array:
        """Return the range of each parameter, shape (k, 2): that of the design, or declared and wide enough."""
        given, found = self.config["sweep"].get("vary", {}), []
        for key in keys:
            values = self.plan[key].to_numpy(dtype=float)
            low, high = _plausible(key) or (float(values.min()), float(values.max()))
            if key in given and self.design != "factorial":
                low, high = given[key][0], given[key][-1]
            found.append((min(low, float(values.min())), max(high, float(values.max()))))
        return np.array(found)

    def scenario(self, behaviour: str) -> Scenario:
        """Return the scenario of an arm, before anything varies."""
        shared = (word for word in self.words if not word.startswith("behaviour="))
        return _loaded((*shared, f"behaviour={behaviour}"))


def _plausible(key: str) -> tuple[float, float] | None:
    declared = declaration_of(key)
    return declared.plausible if declared else None


def open_stored(path: str) -> Stored:
    """Open the folder of a finished sweep; raise `InputError` or `StoreError` if a study cannot read it."""
    folder = Path(path)
    if not folder.is_dir():
        raise InputError(f"sweep = {path!r}: no such folder; expected that of a finished sweep")
    results = open_results(folder)
    for name in ("config.yaml", "overrides.txt"):
        if not is_own_file(folder / name) or not is_own_file(folder / "runs.parquet"):
            raise InputError(f"sweep = {path!r}: not the folder of a sweep (it lacks {name} or runs.parquet)")
        check_file(folder / name)
    config = read_yaml(folder / "config.yaml")
    if not {"sweep", "scenario"} <= set(config):
        raise InputError(f"sweep = {path!r}: not the folder of a sweep")
    words = _at_own_place(_shared(read_text(folder / "overrides.txt").splitlines()), folder, config["scenario"])
    base = load_scenario(words)
    different = first_difference(config["scenario"], resolved(base))
    if different is not None:
        key, then, now = different
        raise InputError(
            f"sweep = {path!r}: {key.removeprefix('parameters.')} was {then} when it ran and is {now} now, so its "
            "arms cannot be described: use the code and the files that it ran with"
        )
    return Stored(results, config, words, base, plan_hash({"experiment": "sweep", **config}))


def _at_own_place(words: Sequence[str], folder: Path, scenario: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the words with the folder's own copy of the place, changed figures and all: its file may be gone since."""
    digest = scenario["place"]["digest"]
    kept_place(folder, digest)
    others = (word for word in words if not word.startswith(("place=", "place.figures.")))
    return *others, f"place={place_copy(folder, digest)}"


@lru_cache(maxsize=8)
def _loaded(words: tuple[str, ...]) -> Scenario:
    return load_scenario(words)


def _shared(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the words that make the scenario of all points."""
    plain = ("years", "warm_up_years", "root_seed", "pressure", "place", "behaviour", "ablations", *THEORIES)
    return tuple(
        text
        for key, _, text in parse(lines)
        if key in plain or key in declarations() or of_plan(key) or key.startswith("place.figures.")
    )
