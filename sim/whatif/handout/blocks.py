"""What a hand-out is made of: sections of text, tables and pictures, the same for a page and for a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from sim.report.pages.page import Picture

Kind = Literal["", "lead", "strong", "quiet", "a", "b", "better", "worse"]
_DOT = {"better": "●", "same": "○", "worse": "×"}


@dataclass(frozen=True)
class Cell:
    """A cell of a table.

    Attributes:
        text: what it says.
        kind: its look; the text says the same without it.
        under: a quieter line beneath.
        dots: twenty futures, each better, same or worse; empty for none.
    """

    text: str
    kind: Kind = ""
    under: str = ""
    dots: tuple[str, ...] = ()

    @property
    def strip(self) -> str:
        """Return the futures as signs, told apart without colour."""
        return "".join(_DOT[kind] for kind in self.dots)


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str
    kind: Kind = ""


@dataclass(frozen=True)
class Heading:
    """A heading within a section."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list, with numbers if the order matters."""

    items: Sequence[str]
    ordered: bool = False


@dataclass(frozen=True)
class Grid:
    """A table; a row of one cell is a heading within it.

    Attributes:
        caption: what it shows.
        head: name of each column.
        rows: the first cell of each is its heading.
        numbers: columns set to the right.
        widths: share of the width of each column; equal if empty.
    """

    caption: str
    head: Sequence[Cell | str]
    rows: Sequence[Sequence[Cell | str]]
    numbers: Sequence[int] = ()
    widths: Sequence[float] = ()


@dataclass(frozen=True)
class Drawing:
    """A picture in the text.

    Attributes:
        picture: the figure and what it shows in words.
        live: whether a page that runs scripts shows something better in its place.
        wide: whether it needs the whole width.
    """

    picture: Picture = field(repr=False)
    live: bool = False
    wide: bool = True


@dataclass(frozen=True)
class Promise:
    """Something to agree, with its cost in hours and a line to sign."""

    text: str
    hours: str


@dataclass(frozen=True)
class Code:
    """Text to be kept letter by letter; `file` is what it may be saved as."""

    text: str
    file: str = ""


@dataclass(frozen=True)
class Live:
    """The place of what a page that runs scripts offers; nothing on paper."""

    name: str


Block = Text | Heading | Bullets | Grid | Drawing | Promise | Code | Live


@dataclass(frozen=True)
class Section:
    """A section of a hand-out.

    Attributes:
        name: to link to.
        title: its heading.
        blocks: what it holds.
        page: whether it begins a new page on paper.
    """

    name: str
    title: str
    blocks: Sequence[Block]
    page: bool = False
