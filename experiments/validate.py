"""Does the model reproduce what is known? Measures every declared fact and writes docs/validation.md.

python -m experiments.validate                                  the table, and the page
python -m experiments.validate --only S2 S9                     some facts, without the page
python -m experiments.validate --set trust.asymmetry=1          the facts at another value, without the page
"""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from sim.validation import FACTS, Measured, Runs, scoreboard
from sim.validation.page import alone, page

PAGE = Path(__file__).resolve().parent.parent / "docs" / "validation.md"


def main(arguments: list[str] | None = None) -> dict[str, Measured]:
    """Measure the facts, print them, and write the page if all of them were measured as they are declared."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--places", type=int, default=64, help="places to run (64: as declared)")
    parser.add_argument("--only", nargs="*", default=[], metavar="FACT", help="facts whose names begin so")
    parser.add_argument("--set", nargs="*", default=[], metavar="KEY=VALUE", help="parameters changed in every run")
    parser.add_argument("--page", type=Path, default=PAGE, help="where to write the page")
    chosen = parser.parse_args(arguments)
    runs, console = Runs(chosen.places, chosen.set), Console()
    names = [name for name in FACTS if name.startswith(tuple(chosen.only)) or not chosen.only]
    found = {name: FACTS[name].measure(runs) for name in track(names, "Measuring", console=console, transient=True)}
    console.print(_table(found))
    if chosen.only or chosen.set or chosen.places < 64:
        console.print("The page is written when all facts are measured over 64 places with nothing changed.")
    else:
        chosen.page.write_text(page(found, runs.places, alone(runs)), encoding="utf-8")
        console.print(f"Wrote {chosen.page} and {scoreboard.write(found)}")
    return found


def _table(found: dict[str, Measured]) -> Table:
    table = Table("Fact", "Kind", "Asked", "Found", "Verdict")
    for name, measured in found.items():
        word = "[green]holds" if measured.passed else "[red]fails"
        table.add_row(name, FACTS[name].kind, FACTS[name].tolerance, measured.text, word)
    return table


if __name__ == "__main__":
    main()
