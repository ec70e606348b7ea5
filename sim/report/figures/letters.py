"""How wide a line of letters is drawn: from where its glyphs stand, and from the outline of each, which is traced once.

The numbers are those of the outline of the whole line, as matplotlib's `TextPath` has it, at a fraction of its time. A
dollar sign is a letter: nothing is set as mathematics.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from typing import Any

FAMILY = "DejaVu Sans"
_OUTLINES: Any = OrderedDict()
_ENDS = dict[str, tuple[float, float]]()
"""Each outline that was traced, and its left and right end, by font and glyph."""


@lru_cache(maxsize=4096)
def width_of(line: str, points: float, weight: str) -> float:
    """Return the width of a line as it is drawn, in points.

    Args:
        line: what stands there.
        points: size of the letters.
        weight: `bold` or `normal`.
    """
    from matplotlib.font_manager import FontProperties, findfont, get_font
    from matplotlib.path import Path
    from matplotlib.textpath import text_to_path

    font: Any = get_font(findfont(FontProperties(family=FAMILY, weight=weight)))
    font.set_size(text_to_path.FONT_SCALE, text_to_path.DPI)
    standing, _, _ = text_to_path.get_glyphs_with_font(font, line, _OUTLINES)
    ends = list[tuple[float, float]]()
    for name, x, _, scale in standing:
        if name not in _ENDS:
            vertices, codes = _OUTLINES[name]
            box = Path(vertices, codes).get_extents() if len(vertices) else None
            _ENDS[name] = (float(box.x0), float(box.x1)) if box is not None else (float("inf"), float("-inf"))
        low, high = _ENDS[name]
        ends.append((x + scale * low, x + scale * high))
    first, last = min((low for low, _ in ends), default=0.0), max((high for _, high in ends), default=0.0)
    return max(last - first, 0.0) * points / text_to_path.FONT_SCALE
