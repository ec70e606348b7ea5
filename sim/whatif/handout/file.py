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
from html import escape
from pathlib import Path
from typing import Any

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
    title = escape(made.question.title)
    style = (scripts.style if scripts else "") + STYLE.read_text(encoding="utf-8")
    after, run = _scripts(made, scripts) if scripts else ("", [])
    body = "\n".join(_section(section) for section in sections)
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, run)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n<header>\n"
        f'<p class="kicker">Common Ground: a simulated local health and care system</p>\n<h1>{title}</h1>\n'
        f"<p>{escape(under_title(made))}</p>\n{_sides(made)}\n</header>\n<main>\n{body}\n</main>\n"
        f"<footer><p>{escape(footer(made))}</p></footer>\n{after}</body>\n</html>\n"
    )


def _policy(style: str, run: Sequence[str]) -> str:
    """Say what the file may do: nothing but what stands in it."""
    source = f"{' '.join(_hash(text) for text in run)} data:" if run else "'none'"
    return escape(
        f"default-src 'none'; img-src data:; style-src {_hash(style)}; script-src {source}; base-uri 'none'; "
        "form-action 'none'",
        quote=False,
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _scripts(made: HandOut, scripts: Scripts) -> tuple[str, list[str]]:
    """Return scripts and data as HTML, and the texts of those that run."""
    addresses = {name: f"data:text/javascript;base64,{_base64(source)}" for name, source in scripts.modules.items()}
    imports = json.dumps({"imports": addresses})
    entry = f'import "{scripts.entry}";'
    for text in (*scripts.classic, imports, entry):
        if "</script" in text.lower() or "<!--" in text:
            raise ValueError("a script that would end its own element cannot be put into a page")
    data = {
        "answer": made.told,
        "question": made.question.model_dump(mode="json"),
        "catalogue": {key: made.known[key] for key in _SCRIPTED},
    }
    lines = [f'<script type="application/json" id="handout-data">{as_data(data)}</script>']
    lines += [f"<script>{text}</script>" for text in scripts.classic]
    lines += [f'<script type="importmap">{imports}</script>', f'<script type="module">{entry}</script>']
    return "\n".join(lines) + "\n", [*scripts.classic, imports, entry]


def as_data(data: Any) -> str:
    """Return JSON in which nothing can be taken for markup."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _base64(text: str) -> str:
    return b64encode(text.encode()).decode()


def _sides(made: HandOut) -> str:
    lines = [
        f'<li><b class="letter {side}">{side.upper()}</b> {escape(getattr(made.question, side).name)}'
        f'<small class="line {side}">{"solid" if side == "a" else "dashed"} lines</small></li>'
        for side in ("a", "b")
    ]
    return f'<ul class="sides">\n{chr(10).join(lines)}\n</ul>'


def _section(section: Section) -> str:
    name, look = section.name, ' class="new-page"' if section.page else ""
    inside = "\n".join(_block(block) for block in section.blocks)
    return (
        f'<section id="{name}"{look} aria-labelledby="{name}-title">\n<h2 id="{name}-title">'
        f"{escape(section.title)}</h2>\n{inside}\n</section>"
    )


def _block(block: Block) -> str:
    match block:
        case Text(text, kind):
            return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"
        case Heading(text):
            return f"<h3>{escape(text)}</h3>"
        case Bullets(items, ordered):
            tag, lines = "ol" if ordered else "ul", "\n".join(f"<li>{escape(item)}</li>" for item in items)
            return f"<{tag}>\n{lines}\n</{tag}>"
        case Grid():
            return _grid(block)
        case Drawing(picture, live, wide):
            data = b64encode(_SPARE.sub(b"", picture.files["svg"]).replace(b" \n", b" ")).decode()
            look = f"{'wide' if wide else 'slim'}{' still' if live else ''}"
            alt = escape(picture.alt)
            image = f'<img src="data:image/svg+xml;base64,{data}" alt="{alt}">'
            return f'<figure class="{look}" tabindex="0">{image}</figure>'  # on a small screen it scrolls by keyboard
        case Promise(text, hours):
            lines = "".join(f"<span>{label}</span>" for label in ("Who", "By when", "Signed"))
            return (
                f'<div class="promise"><p><span class="box"></span> <b>{escape(text)}</b></p>'
                f'<p class="quiet">Takes {escape(hours)}.</p><p class="sign">{lines}</p></div>'
            )
        case Code(text, file):
            data = f"data:text/yaml;base64,{_base64(text)}"
            save = f'<p><a download="{escape(file)}" href="{data}">Save {escape(file)}</a></p>'
            return f"{save if file else ''}<pre><code>{escape(text)}</code></pre>"
        case Live(name):
            return f'<div class="live" id="live-{escape(name)}" hidden></div>'


def _grid(grid: Grid) -> str:
    widths = "".join(f'<col class="w{round(100 * width)}">' for width in grid.widths)
    head = "".join(f'<th scope="col"{_look(grid, k, cell)}>{_cell(cell)}</th>' for k, cell in enumerate(grid.head))
    lines = []
    for row in grid.rows:
        first, *rest = row
        if not rest:
            lines.append(f'<tr class="part"><th scope="rowgroup" colspan="{len(grid.head)}">{_cell(first)}</th></tr>')
            continue
        cells = "".join(f"<td{_look(grid, k, cell)}>{_cell(cell)}</td>" for k, cell in enumerate(rest, 1))
        lines.append(f'<tr><th scope="row"{_look(grid, 0, first)}>{_cell(first)}</th>{cells}</tr>')
    said = escape(grid.caption)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{said}">\n<table>\n<caption>{said}</caption>\n'
        f"<colgroup>{widths}</colgroup>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{chr(10).join(lines)}\n</tbody>\n"
        "</table>\n</div>"
    )


def _look(grid: Grid, column: int, cell: Cell | str) -> str:
    kinds = [
        kind for kind in ("n" if column in grid.numbers else "", cell.kind if isinstance(cell, Cell) else "") if kind
    ]
    return f' class="{" ".join(kinds)}"' if kinds else ""


def _cell(cell: Cell | str) -> str:
    if isinstance(cell, str):
        return escape(cell)
    strip = f'<span class="strip" aria-hidden="true">{cell.strip}</span> ' if cell.dots else ""
    under = f"<small>{strip}{escape(cell.under)}</small>" if cell.under or strip else ""
    return f"{escape(cell.text)}{under}"
