"""The page to take home: one file with everything in it, that opens without a network and prints to A4."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

STYLE = Path(__file__).with_name("page.css")


@dataclass(frozen=True)
class Picture:
    """A figure with what it shows in words.

    Attributes:
        files: bytes by ending, svg and png.
        alt: what a reader who cannot see it should know.
    """

    files: Mapping[str, bytes] = field(repr=False)
    alt: str


def html(title: str, header: str, main: str, footer: str) -> str:
    """Put a page together; the parts are HTML already."""
    style = STYLE.read_text(encoding="utf-8")
    return (
        f'<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)}</title>\n'
        f"<style>\n{style}</style>\n</head>\n<body>\n<header>\n{header}\n</header>\n<main>\n{main}\n</main>\n"
        f"<footer>\n{footer}\n</footer>\n</body>\n</html>\n"
    )


def figure(picture: Picture) -> str:
    """Return a figure with its picture inside, as a drawing that stays sharp in print."""
    data = b64encode(picture.files["svg"]).decode()
    return f'<figure><img src="data:image/svg+xml;base64,{data}" alt="{escape(picture.alt)}"></figure>'


def paragraph(text: str, kind: str = "") -> str:
    """Return a paragraph of plain text."""
    return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"


def section(name: str, heading: str, *parts: str) -> str:
    """Return a section with a heading to link to."""
    inside = "\n".join(part for part in parts if part)
    return f'<section aria-labelledby="{name}">\n<h2 id="{name}">{escape(heading)}</h2>\n{inside}\n</section>'


def bullets(items: Sequence[str]) -> str:
    """Return a list of plain texts."""
    return "<ul>\n" + "\n".join(f"<li>{escape(item)}</li>" for item in items) + "\n</ul>"


def table(caption: str, head: Sequence[str], body: str, numbers: Sequence[int] = ()) -> str:
    """Return a table; `body` is rows of HTML, `numbers` the columns set to the right."""
    kinds = ("n" if k in numbers else "t" for k in range(len(head)))
    cells = "".join(
        f'<th scope="col" class="{kind}">{escape(name)}</th>' for kind, name in zip(kinds, head, strict=True)
    )
    said = escape(caption)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{said}">\n<table>\n<caption>{said}</caption>\n'
        f"<thead><tr>{cells}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n</div>"
    )


def plain_rows(rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()) -> str:
    """Return rows of plain text, the first cell a heading."""
    lines = []
    for row in rows:
        first, *rest = (escape(cell) for cell in row)
        cells = "".join(
            f'<td class="n">{cell}</td>' if k in numbers else f"<td>{cell}</td>" for k, cell in enumerate(rest, 1)
        )
        lines.append(f'<tr><th scope="row">{first}</th>{cells}</tr>')
    return "\n".join(lines)
