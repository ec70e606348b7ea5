"""What people say of numbers that nobody knows, as a command keeps and tells it: a table and a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.report.pages.elicited import elicited_section, picture_of
from sim.report.text.elicited_words import records, said
from sim.store import ResultFolder

if TYPE_CHECKING:
    import htpy as h
    from rich.console import Console

    from sim.cli.options import Asked


def keep_elicited(folder: ResultFolder, asked: Asked) -> h.Element | None:
    """Write a table and a picture; return the part of the report, None where nobody was asked."""
    if (found := asked.remaining) is None:
        return None
    import pandas as pd

    folder.write_table("elicited", pd.DataFrame(list(records(found))))
    picture = picture_of(found)
    for ending, data in picture.files.items():
        folder.write(f"figures/elicited.{ending}", data)
    return elicited_section(found, picture)


def tell_elicited(console: Console, asked: Asked) -> None:
    """Say in the terminal what was said and what remains."""
    if (found := asked.remaining) is not None:
        for line in said(found):
            console.print(f"\n{line}", markup=False)
