"""The hand-out as one HTML file: it opens from an e-mail without a network, and whole without scripts.

The file's own policy lets it load nothing from anywhere, and lets only the scripts run that were put in here.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import htpy as h
from markupsafe import Markup

from sim.whatif.handout.blocks import Block, Bullets, Cell, Code, Drawing, Grid, Heading, Live, Promise, Section, Text
from sim.whatif.handout.content import footer, under_title
from sim.whatif.handout.material import HandOut

STYLE = Path(__file__).with_name("handout.css")
_SCRIPTED = ("outcomes", "domains", "organisations", "interfaces")
_SPARE = re.compile(rb"<!--.*?-->|<metadata>.*?</metadata>|(?<=>)\s+(?=<)", re.DOTALL)


@dataclass(frozen=True)
class Scripts:
    """What a page that runs scripts offers in addition.

    Attributes:
        style: look of the parts.
        classic: libraries, run in order.
        modules: name to source; they import each other by these names.
        entry: name of the module to run.
    """

    style: str
    classic: Sequence[str]
    modules: Mapping[str, str]
    entry: str


def page(made: HandOut, sections: Sequence[Section], scripts: Scripts | None = None) -> str:
    """Return the hand-out as one file; `sections` are its `content`."""
    title = made.question.title
    style = (scripts.style if scripts else "") + STYLE.read_text(encoding="utf-8")
    after, run = _scripts(made, scripts) if scripts else ([], [])
    whole = h.html(lang="en-GB")[
        h.head[
            h.meta(charset="utf-8"),
            h.meta({"http-equiv": "Content-Security-Policy"}, content=Markup(_policy(style, run))),
            h.meta(name="viewport", content="width=device-width, initial-scale=1"),
            h.title[title],
            h.style[Markup(style)],  # our own files: a style has no signs to escape
        ],
        h.body[
            h.header[
                h.p(".kicker")["Common Ground: a simulated local health and care system"],
                h.h1[title],
                h.p[under_title(made)],
                _sides(made),
            ],
            h.main[map(_section, sections)],
            h.footer[h.p[footer(made)]],
            after,
        ],
    ]
    return f"{whole}\n"


def _policy(style: str, run: Sequence[str]) -> str:
    """Say what the file may do: nothing but what stands in it."""
    source = f"{' '.join(_hash(text) for text in run)} data:" if run else "'none'"
    return (
        f"default-src 'none'; img-src data:; style-src {_hash(style)}; script-src {source}; base-uri 'none'; "
        "form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _scripts(made: HandOut, scripts: Scripts) -> tuple[list[h.Element], list[str]]:
    """Return the elements of scripts and data, and the texts of those that run."""
    addresses = {name: f"data:text/javascript;base64,{_base64(source)}" for name, source in scripts.modules.items()}
    imports = json.dumps({"imports": addresses})
    entry = f'import "{scripts.entry}";'
    for text in (*scripts.classic, imports, entry):
        if "</script" in text.lower() or "<!--" in text:
            raise ValueError("a script that would end its own element cannot be put into a page")
    data = {
        "answer": made.answer_data,
        "question": made.question.model_dump(mode="json"),
        "catalogue": {key: made.catalogue[key] for key in _SCRIPTED},
    }
    elements = [
        h.script(type="application/json", id="handout-data")[Markup(as_data(data))],
        *(h.script[Markup(text)] for text in scripts.classic),
        h.script(type="importmap")[Markup(imports)],
        h.script(type="module")[Markup(entry)],
    ]
    return elements, [*scripts.classic, imports, entry]


def as_data(data: Any) -> str:
    """Return JSON in which nothing can be taken for markup."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _base64(text: str) -> str:
    return b64encode(text.encode()).decode()


def _sides(made: HandOut) -> h.Element:
    return h.ul(".sides")[
        (
            h.li[
                h.b(class_=f"letter {side}")[side.upper()],
                f" {getattr(made.question, side).name}",
                h.small(class_=f"line {side}")[f"{'solid' if side == 'a' else 'dashed'} lines"],
            ]
            for side in ("a", "b")
        )
    ]


def _section(section: Section) -> h.Element:
    name = section.name
    return h.section({"aria-labelledby": f"{name}-title"}, id=name, class_="new-page" if section.page else None)[
        h.h2(id=f"{name}-title")[section.title], map(_block, section.blocks)
    ]


def _block(block: Block) -> h.Node:
    match block:
        case Text(text, kind):
            return h.p(class_=kind or None)[text]
        case Heading(text):
            return h.h3[text]
        case Bullets(items, ordered):
            return (h.ol if ordered else h.ul)[(h.li[item] for item in items)]
        case Grid():
            return _grid(block)
        case Drawing(picture, live, wide):
            data = b64encode(_SPARE.sub(b"", picture.files["svg"]).replace(b" \n", b" ")).decode()
            look = f"{'wide' if wide else 'slim'}{' still' if live else ''}"
            image = h.img(src=f"data:image/svg+xml;base64,{data}", alt=picture.alt)
            return h.figure(class_=look, tabindex="0")[image]  # on a small screen it scrolls by keyboard
        case Promise(text, hours):
            return h.div(".promise")[
                h.p[h.span(".box"), " ", h.b[text]],
                h.p(".quiet")[f"Takes {hours}."],
                h.p(".sign")[(h.span[label] for label in ("Who", "By when", "Signed"))],
            ]
        case Code(text, file):
            data = f"data:text/yaml;base64,{_base64(text)}"
            return [file and h.p[h.a(download=file, href=data)[f"Save {file}"]], h.pre[h.code[text]]]
        case Live(name):
            return h.div(".live", id=f"live-{name}", hidden=True)


def _grid(grid: Grid) -> h.Element:
    rows: list[h.Element] = []
    for first, *rest in grid.rows:
        if not rest:
            rows.append(h.tr(".part")[h.th(scope="rowgroup", colspan=len(grid.head))[_cell(first)]])
            continue
        head = h.th(scope="row", class_=_look(grid, 0, first))[_cell(first)]
        rows.append(h.tr[head, (h.td(class_=_look(grid, k, cell))[_cell(cell)] for k, cell in enumerate(rest, 1))])
    return h.div(".scroll", {"aria-label": grid.caption}, role="region", tabindex="0")[
        h.table[
            h.caption[grid.caption],
            h.colgroup[(h.col(class_=f"w{round(100 * width)}") for width in grid.widths)],
            h.thead[
                h.tr[(h.th(scope="col", class_=_look(grid, k, cell))[_cell(cell)] for k, cell in enumerate(grid.head))]
            ],
            h.tbody[rows],
        ]
    ]


def _look(grid: Grid, column: int, cell: Cell | str) -> list[str]:
    kinds = ("n" if column in grid.numbers else "", cell.kind if isinstance(cell, Cell) else "")
    return [kind for kind in kinds if kind]


def _cell(cell: Cell | str) -> h.Node:
    if isinstance(cell, str):
        return cell
    strip = [h.span(".strip", {"aria-hidden": "true"})[cell.strip], " "] if cell.dots else None
    return [cell.text, h.small[strip, cell.under] if cell.under or strip else None]
