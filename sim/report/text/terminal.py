"""What a run says in the terminal: the headline, the table, where the base is better, and whether it pays."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sim.analysis.paired import Comparison
from sim.report.text.rows import names_of, rows
from sim.report.text.sentence import arm_names, headline
from sim.report.text.words import SMALLEST_COUNTED, joined, lower_first, upper_first

if TYPE_CHECKING:
    from rich.console import Console

WIDTH = 100


def show(console: Console, comparison: Comparison) -> None:
    """Print one comparison."""
    from rich.padding import Padding
    from rich.text import Text

    base, alternative = arm_names(comparison)
    said = headline(comparison)
    console.rule(Text(f"{alternative} against {lower_first(base)}", style="bold"), align="left", style="dim")
    console.print()
    console.print(Text(said.title, style="bold"))
    console.print()
    for part in said.parts():
        console.print(Padding(Text(part), (0, 0, 0, 2)))
    console.print()
    _table(console, comparison)
    for verdict, words in (("worse", f"{base} is better at"), ("tie", "Much the same"), ("open", "Futures divide on")):
        names = names_of(comparison, verdict)  # type: ignore[arg-type]
        if verdict == "open" and not names:
            continue
        listed = joined([lower_first(name) for name in names]) if names else "nothing measured"
        console.print(Text.assemble((f"{words}: ", "bold"), f"{listed}."))
    console.print()


def _table(console: Console, comparison: Comparison) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    base, alternative = arm_names(comparison)
    futures = len(comparison.base.seeds)
    of = 10 if futures >= SMALLEST_COUNTED else futures
    table = Table(box=box.SIMPLE_HEAD, width=min(console.width, WIDTH), padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(f"Year {comparison.years}", ratio=1, overflow="fold")
    for name, wide in ((base, 12), (alternative, 12), ("Difference\n(9 in 10 pairs)", 18)):
        table.add_column(name, justify="right", width=wide)
    table.add_column(f"Better/same/\nworse of {of}", justify="center", width=12)
    table.add_column("With another\nplace", justify="center", width=12)
    for domain, found in rows(comparison).items():
        table.add_section()
        table.add_row(Text(domain.upper(), style="bold"))
        for row in found:
            style = {"better": "green", "worse": "red"}.get(row.said or "", "")
            neutral = " *" if row.said is None else ""
            table.add_row(
                Text.assemble(row.name, neutral, ("" if row.unit == "%" else "\n" + row.unit, "dim")),
                Text(row.base),
                Text(row.alternative),
                Text.assemble((row.difference, "bold"), ("\n" + row.interval, "dim")),
                Text.assemble((str(row.paired), style), (f"\n{row.words}", style or "dim")),
                Text(str(row.unpaired), style="dim"),
            )
    console.print(table)
    console.print(
        Text(
            "* neither good nor bad in itself: the counts are more/same/less. Changes of a % are in percentage points.",
            style="dim",
        )
    )
    console.print(
        Text(
            "Better and worse count only differences that matter. A&E: accident and emergency department.", style="dim"
        )
    )
    console.print()


def finished(console: Console, folder: Path, *, seconds: float, futures: int) -> None:
    """Say where everything is."""
    from rich.text import Text

    console.print(
        Text.assemble(
            f"{upper_first(f'{futures:,} pairs of futures')} in {seconds:.0f} seconds. Report: ",
            (str(folder / "report.html"), "bold"),
        )
    )
