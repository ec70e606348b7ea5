"""What the validation page is made of: tables, and parts that `make docs` makes anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def part(name: str, text: str) -> str:
    """Return a part of a page between its marks, as `sim.documentation.markdown.filled` finds it."""
    return f"<!-- {name}: made by `make docs` -->\n\n{text.strip()}\n\n<!-- end of {name} -->"
