"""`common-ground validate in_worlds=20 theories=all`: in how many worlds, and under which rivals, each fact holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table

from sim.cli.progress import left_alone, progress, screen
from sim.core.arithmetic import Array
from sim.core.counts import so_many
from sim.scenario import load_scenario
from sim.store import ResultFolder, keep_provenance, manifest_of, plan_hash, resolved
from sim.store.manifest import now
from sim.store.pieces import Pieces
from sim.validation import FACTS
from sim.validation.side_by_side import at_once
from sim.validation.verdicts import USUAL, Verdicts, variants, verdicts, write

if TYPE_CHECKING:
    import pandas as pd


def over(
    words: Sequence[str], worlds: int, theories: Sequence[str], places: int, names: Sequence[str], results: Path
) -> Verdicts:
    """Try facts in worlds and under rivals, and keep a table of what was found; what was stopped goes on.

    Args:
        words: of the command.
        worlds: how many; the first that agree with month 0.
        theories: rivals by name, such as `trust.equal_weights`.
        places: over how many each fact is tried.
        names: of facts.
        results: folder that results go to.
    """
    started, usual = now(), load_scenario([])
    design = {"worlds": worlds, "theories": list(theories), "places": places, "facts": list(names)}
    digest = plan_hash({"experiment": "validate", "design": design, "arms": [resolved(usual)]})
    folder = ResultFolder(results, "validate", digest).apart().prepare()
    pieces, chosen = Pieces(folder.path, digest), variants(worlds, theories)
    with progress() as stage:
        tell = stage("Trying facts", len(names) * -(-len(chosen) // at_once(places)))
        found = verdicts(worlds, theories, places, names, kept_in(pieces), tell)
    argv = ["common-ground", "validate", *words]
    manifest = manifest_of("validate", digest, root_seed=usual.root_seed, argv=argv, started=started, extra={})
    with folder.taken(manifest):
        folder.write_table("verdicts", frame(found))
        keep_provenance(folder, {"validate": design, "arms": {"usual": resolved(usual)}}, [usual.place], words)
        folder.complete({**manifest, "ended": now(), "processor_seconds": found.processor})
    pieces.clear()
    console = screen()
    console.print(table_of(found))
    console.print(in_short(found), markup=False)
    left_alone(console, folder)
    console.print(f"Table: {folder.path / 'verdicts.parquet'}", markup=False, soft_wrap=True)
    return found


def kept_in(pieces: Pieces) -> Callable[[str, Callable[[], Mapping[str, Array]]], Mapping[str, Array]]:
    """Return what gives a piece that is kept, or makes and keeps it."""
    found = pieces.found()

    def piece(name: str, make: Callable[[], Mapping[str, Array]]) -> Mapping[str, Array]:
        if name not in found:
            made = make()
            pieces.keep(name, made)
            return made
        return found[name]

    return piece


def keep_for_page(found: Verdicts) -> str:
    """Keep what was found for docs/validation.md; say where."""
    return f"Kept for docs/validation.md: {write(found)}; now make docs"


def in_short(found: Verdicts) -> str:
    """Say what was tried, and what it took."""
    return (
        f"{so_many(len(found.usual), 'facts')} over {so_many(found.places, 'places')}, in "
        f"{so_many(len(found.worlds), 'worlds')} and under {so_many(len(found.theories), 'rival theories')}: "
        f"{found.processor:,.0f} s of a processor."
    )


def frame(found: Verdicts) -> pd.DataFrame:
    """Return a table, one row a fact and what it was tried under."""
    import pandas as pd

    rows: list[tuple[str, str, int, int]] = []
    for name, usual in found.usual.items():
        rows.append((name, USUAL, 1, int(usual)))
        rows += [(name, "worlds", len(found.worlds), found.in_worlds[name])] if found.worlds else []
        rows += [(name, rival, 1, int(rival not in found.fails_under[name])) for rival in found.theories]
    made = [
        {"fact": name, "kind": FACTS[name].kind, "under": under, "tried": tried, "held": held}
        for name, under, tried, held in rows
    ]
    return pd.DataFrame(made)


def table_of(found: Verdicts) -> Table:
    """Return the same for the terminal."""
    table = Table("Fact", "Kind", "Usual numbers", "In worlds", "Another verdict under")
    for name in found.usual:
        word = "[green]holds" if found.usual[name] else "[red]fails"
        worlds = f"{found.in_worlds[name]} of {len(found.worlds)}" if found.worlds else ""
        table.add_row(name, FACTS[name].kind, word, worlds, ", ".join(found.other_under(name)))
    return table
