"""`common-ground rerun`: run again what a folder of results holds, from its own copies, and say what moved."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from importlib import import_module
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.cli.given_files import GIVEN
from sim.cli.options import KEYS, keeping
from sim.cli.progress import screen
from sim.core.counts import so_many
from sim.core.parameters import InputError
from sim.overrides import parse, path_of
from sim.scenario import Scenario
from sim.store import StoreError, scenario_of
from sim.store.checksums import MANIFEST, faults
from sim.store.manifest import code_digest, code_of
from sim.store.owned import is_own_file, read_json, read_text, read_yaml
from sim.store.provenance import kept_place, place_copy
from sim.store.results import Results, open_results
from sim.sweep.folder import check_configuration

if TYPE_CHECKING:
    import pandas as pd

QUESTION = "Run again what a folder of results holds, from its own copies, and say whether numbers moved, and how far."
EXAMPLES = ("common-ground rerun results/compare-0123456789ab",)
_HOW = ("results", "workers", "machine", "executor", "address", "slurm", "limit", "chunk", "resume", "dry_run")


def usage() -> str:
    """Return the help of this command."""
    said = "The results of the folder are left as they are; those of the new run are compared, and not kept."
    return "\n".join([QUESTION, said, "", "common-ground rerun FOLDER", "", "Examples:", f"  {EXAMPLES[0]}", ""])


def run(words: Sequence[str]) -> Results:
    """Do what the command asks; return the results of the folder, in which no number moved."""
    if len(words) != 1:
        raise InputError(f"rerun: expected one folder of results, and found {so_many(len(words), 'words')}")
    folder, console = Path(path_of(words[0])), screen()
    before = open_results(folder)
    if wrong := faults(folder):
        raise StoreError(f"{folder}: {wrong[0]}")
    manifest = read_json(folder / MANIFEST)
    if code_of(manifest) != code_digest():
        console.print(f"Other code made it ({code_of(manifest)}; this is {code_digest()}).", markup=False)
    with TemporaryDirectory(prefix="common-ground-") as place, redirect_stdout(StringIO()):  # of a report that goes
        after = open_results(again(folder, str(manifest.get("experiment")), Path(place)))
        moved = list(differences(before, after))
    console.print(f"Run again: {folder}", markup=False, soft_wrap=True)
    for line in moved:
        console.print(line, markup=False)
    if moved:
        raise StoreError(f"{folder}: numbers moved in {len(moved)} of its {so_many(len(before.names), 'tables')}")
    console.print(
        f"No number moved, in {so_many(len(before.names), 'tables')}: {', '.join(before.names)}.", markup=False
    )
    return before


def again(folder: Path, experiment: str, root: Path) -> Path:
    """Run what a folder holds, from its own copies; return the new folder, below `root`."""
    words = _kept_words(folder)
    if experiment == "sweep":
        return _sweep_again(folder, words, root)
    if experiment not in KEYS:
        raise InputError(f"rerun: {folder} holds {experiment[:40]!r}; expected a sweep or one of {', '.join(KEYS)}")
    if any(key == "sweep" for key, _, _ in parse(words)):  # a study of a stored sweep runs nothing of its own
        return import_module(f"sim.cli.{experiment}").run([*words, f"results={root}"])
    with keeping(kept_arms(folder)):
        return import_module(f"sim.cli.{experiment}").run([*words, f"results={root}"])


def kept_arms(folder: Path) -> dict[str, Scenario]:
    """Return the scenario of each behaviour from a folder's expanded configuration and its own places."""
    arms = read_yaml(folder / "config.yaml").get("arms")
    if not isinstance(arms, dict):
        raise StoreError(f"{folder / 'config.yaml'}: says no arms, so they cannot run again")
    return {name: scenario_of(arm, kept_place(folder, arm["place"]["digest"])) for name, arm in arms.items()}


def _kept_words(folder: Path) -> list[str]:
    """Return the words that a folder was asked for with, but for those that say how and where it ran."""
    lines = read_text(folder / "overrides.txt").splitlines()
    words = [(key.removeprefix("sweep."), text) for key, _, text in parse(lines)]
    given = {key for key, _ in words}  # a calibration keeps worlds that it was not given
    own = {key: folder / name for key, name in GIVEN.items() if key in given}
    kept = [text for key, text in words if key not in (*_HOW, *GIVEN)]
    return [*kept, *(f"{key}={file}" for key, file in own.items() if is_own_file(file))]


def _sweep_again(folder: Path, words: list[str], root: Path) -> Path:
    from sim.cli.sweep_options import ask_sweep

    scenario = read_yaml(folder / "config.yaml")["scenario"]
    copy = place_copy(folder, scenario["place"]["digest"])
    kept_place(folder, scenario["place"]["digest"])
    figures = ("place", "place.figures.")  # the copy has them
    words = [text for key, _, text in parse(words) if key != figures[0] and not key.startswith(figures[1])]
    words = [*words, f"place={copy}", f"results={root}", "executor=serial"]
    check_configuration(folder, ask_sweep(words).plan.config)
    return import_module("sim.cli.sweep").run(words)


def differences(before: Results, after: Results) -> Iterator[str]:
    """Yield a line for each table in which something moved, and how far."""
    for name in before.names:
        if name not in after.names:
            yield f"{name}: not made any more"
        elif (said := _moved(before.frame(name), after.frame(name))) is not None:
            yield f"{name}: {said}"


def _moved(old: pd.DataFrame, new: pd.DataFrame) -> str | None:
    """Say how far two tables differ; None if they do not."""
    if list(old.columns) != list(new.columns) or len(old) != len(new):
        return (
            f"{so_many(len(old), 'rows')} of {so_many(len(old.columns), 'columns')} were there, and "
            f"now {len(new):,} of {len(new.columns)}"
        )
    count, worst = 0, (-1.0, "")
    for column in old.columns:
        one, other = old[column], new[column]
        if one.dtype.kind in "fiub" and other.dtype.kind in "fiub":
            a, b = one.to_numpy(dtype=float), other.to_numpy(dtype=float)
            apart = ~((a == b) | (np.isnan(a) & np.isnan(b)))
            size = np.abs(a - b) / np.maximum(np.abs(a), 1e-300)
        else:
            apart = (one.astype(str) != other.astype(str)).to_numpy()
            size = np.where(apart, np.inf, 0.0)
        count += int(apart.sum())
        if apart.any():
            k = int(np.argmax(np.where(apart, np.nan_to_num(size, nan=np.inf), -1.0)))
            worst = max(worst, (float(np.nan_to_num(size[k], nan=np.inf)), _line(old, column, k, one[k], other[k])))
    return f"{count:,} of {so_many(old.size, 'values')} moved, furthest {worst[1]}" if count else None


def _line(table: pd.DataFrame, column: str, row: int, was: Any, now: Any) -> str:
    which: Mapping[str, Any] = {key: table[key][row] for key in ("behaviour", "outcome", "year") if key in table}
    return shlex.join([f"{key}={value}" for key, value in which.items()]) + f" {column} from {was} to {now}"
