"""How many of what: one thing in the singular, every other number in the plural, by one rule for every sentence."""

from __future__ import annotations

import re

_IRREGULAR = {"people": "person", "series": "series"}
_ONE = re.compile(r"1(\.0*)?")
_HISSING = ("ches", "shes", "sses", "xes")


def singular(what: str) -> str:
    """Return one of what is named in the plural: 'boundary' of 'boundaries', 'pair of futures' of 'pairs of futures'.

    Args:
        what: a noun in the plural, with words before it or `of` something after it.
    """
    head, *of = what.split(" of ", 1)
    *before, noun = head.split(" ")
    return " of ".join([" ".join([*before, _one(noun)]), *of])


def so_many(n: int | str, what: str) -> str:
    """Count things named in the plural: '1 plan', '0 tables', '1,200 pairs of futures'.

    Args:
        n: how many; a number that is written already stays as it is.
        what: a noun in the plural.
    """
    written = n if isinstance(n, str) else f"{n:,}"
    return f"{written} {singular(what) if _ONE.fullmatch(written) else what}"


def _one(noun: str) -> str:
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    return noun[:-2] if noun.endswith(_HISSING) else noun.removesuffix("s")
