"""The page to take home: one file with everything in it, that opens without a network and prints to A4.

Everything put into an element is text and is escaped, unless it is an element itself.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import htpy as h
from markupsafe import Markup

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


def html(title: str, header: h.Node, main: h.Node, footer: h.Node) -> str:
    """Put a page together, as the text of one file."""
    whole = h.html(lang="en-GB")[
        h.head[
            h.meta(charset="utf-8"),
            h.meta(name="viewport", content="width=device-width, initial-scale=1"),
            h.title[title],
            h.style[Markup(STYLE.read_text(encoding="utf-8"))],  # our own file: a style has no signs to escape
        ],
        h.body[h.header[header], h.main[main], h.footer[footer]],
    ]
    return f"{whole}\n"


def figure(picture: Picture) -> h.Element:
    """Return a figure with its picture inside, as a drawing that stays sharp in print."""
    data = b64encode(picture.files["svg"]).decode()
    return h.figure[h.img(src=f"data:image/svg+xml;base64,{data}", alt=picture.alt)]


def paragraph(text: h.Node, kind: str = "") -> h.Element:
    """Return a paragraph."""
    return h.p(class_=kind or None)[text]


def section(name: str, heading: str, *parts: h.Node) -> h.Element:
    """Return a section with a heading to link to."""
    return h.section({"aria-labelledby": name})[h.h2(id=name)[heading], parts]


def bullets(items: Sequence[str]) -> h.Element:
    """Return a list of texts."""
    return h.ul[(h.li[item] for item in items)]


def heading(question: str, *parts: h.Node) -> list[h.Node]:
    """Return the head of a report: what it is, the question, and what was run."""
    kicker = paragraph("Common Ground: a simulated local health and care system. Not a forecast.", "kicker")
    return [kicker, h.h1[question], *parts]


def again(command: str, *parts: h.Node) -> h.Element:
    """Return the section that says how to make a report again."""
    said = paragraph("The same command gives the same tables, number for number:")
    return section("again", "Make it again", said, h.pre[h.code[command]], *parts)


def signature(version: str, digest: str) -> h.Element:
    """Return the foot of a report: which program and plan made it."""
    return paragraph(
        f"Common Ground {version}, plan {digest}. Theoretical exposition and illustration; no real place, "
        "organisation or person."
    )


def table(caption: str, head: Sequence[str], body: h.Node, numbers: Sequence[int] = ()) -> h.Element:
    """Return a table; `body` is its rows, `numbers` the columns set to the right."""
    cells = (h.th(scope="col", class_="n" if k in numbers else "t")[name] for k, name in enumerate(head))
    return h.div(".scroll", {"aria-label": caption}, role="region", tabindex="0")[
        h.table[h.caption[caption], h.thead[h.tr[cells]], h.tbody[body]]
    ]


def plain_rows(rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()) -> list[h.Element]:
    """Return rows of text, the first cell of each a heading."""
    return [
        h.tr[
            h.th(scope="row")[row[0]],
            (h.td(class_="n" if k in numbers else None)[cell] for k, cell in enumerate(row[1:], 1)),
        ]
        for row in rows
    ]
