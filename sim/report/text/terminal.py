"""What a run says in the terminal: the headline, the table, where the base is better, and whether it pays."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sim.analysis.finding import Finding
from sim.analysis.paired import Comparison
from sim.core.counts import so_many
from sim.report.text.plans import plans_of
from sim.report.text.rests_words import rests_on_numbers
from sim.report.text.rows import names_of, rows
from sim.report.text.sentence import headline
from sim.report.text.unknown_words import by_chance_alone, of_unknowns
from sim.report.text.words import joined, lower_first
from sim.report.text.written import counted

if TYPE_CHECKING:
    from rich.console import Console

WIDTH = 100


def show(console: Console, comparison: Comparison, by_chance: Comparison | None = None) -> None:
    """Print one comparison, and what would come out by chance alone, if that is known."""
    from rich.padding import Padding
    from rich.text import Text

    finding = comparison.finding
    base, alternative = finding.names
    said = headline(finding)
    console.rule(Text(f"{alternative} against {lower_first(base)}", style="bold"), align="left", style="dim")
    console.print()
    console.print(Text(said.title, style="bold"))
    console.print()
    console.print(Text(of_unknowns(comparison.base.scenario), style="dim"))
    if by_chance is not None:
        console.print(Text(by_chance_alone(by_chance.finding), style="dim"))
        console.print(Text(rests_on_numbers(comparison.base.scenario.unknowns), style="dim"))
    console.print()
    for lead, planned in plans_of((comparison.base.scenario, comparison.alternative.scenario), finding.names):
        console.print(Text("\n".join((lead, *(f"- {one}" for one in planned)))))
        console.print()
    for part in said.parts():
        console.print(Padding(Text(part), (0, 0, 0, 2)))
    console.print()
    _table(console, finding)
    for verdict, words in (("worse", f"{base} is better at"), ("tie", "Much the same"), ("open", "Futures divide on")):
        names = names_of(finding, verdict)  # type: ignore[arg-type]
        if verdict == "open" and not names:
            continue
        listed = joined([lower_first(name) for name in names]) if names else "nothing measured"
        console.print(Text.assemble((f"{words}: ", "bold"), f"{listed}."))
    console.print()


def _table(console: Console, finding: Finding) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    base, alternative = finding.names
    of = counted(finding.ahead, finding.futures).of
    table = Table(box=box.SIMPLE_HEAD, width=min(console.width, WIDTH), padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(f"Year {finding.year}", ratio=1, overflow="fold")
    for name, wide in ((base, 12), (alternative, 12), ("Difference\n(9 in 10 pairs)", 18)):
        table.add_column(name, justify="right", width=wide)
    table.add_column(f"Better/same/\nworse of {of}", justify="center", width=12)
    table.add_column("With another\nplace", justify="center", width=12)
    for domain, found in rows(finding).items():
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
            f"{so_many(futures, 'pairs of futures')} in {so_many(f'{seconds:.0f}', 'seconds')}. Report: ",
            (str(folder / "report.html"), "bold"),
        )
    )
