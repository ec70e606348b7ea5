"""The page's own modules put into a hand-out: a module and all that it imports, each under a name of its own."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from sim.whatif.handout.file import Scripts

STATIC = Path(__file__).with_name("static")
ENTRY, STYLES, LIBRARIES = "handout.js", ("parts.css",), ("vendor/d3.min.js",)
_IMPORT = re.compile(r"""(\bfrom\s*|\bimport\s*)(["'])\./([A-Za-z0-9_]+\.js)\2""")


def modules(entry: str, folder: Path = STATIC) -> dict[str, str]:
    """Return a module and all that it imports: name such as `page/fan.js` to source that imports by these names.

    Raises:
        FileNotFoundError: if a module that is imported does not exist.
    """
    found: dict[str, str] = {}
    waiting = [entry]
    while waiting:
        name = waiting.pop()
        if _name(name) in found:
            continue
        source = (folder / name).read_text(encoding="utf-8")
        waiting += [match[3] for match in _IMPORT.finditer(source)]
        found[_name(name)] = _IMPORT.sub(lambda match: f'{match[1]}"{_name(match[3])}"', source)
    return dict(sorted(found.items()))


def _name(file: str) -> str:
    return f"page/{file}"


@cache
def scripts() -> Scripts:
    """Return what a hand-out needs to be looked at closer."""
    read = {name: (STATIC / name).read_text(encoding="utf-8") for name in (*STYLES, *LIBRARIES)}
    style = "".join(read[name] for name in STYLES)
    return Scripts(style, [read[name] for name in LIBRARIES], modules(ENTRY), _name(ENTRY))
