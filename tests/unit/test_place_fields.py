"""Every field of a place file, given what it is not: refused in one line that names it, as the JSON Schema says too."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from sim.core.parameters import InputError
from sim.place import load_place, place_schema
from sim.place.parse import parse_place

Data = dict[str, Any]
Step = int | str
BAD = [
    math.nan,
    math.inf,
    -math.inf,
    -1,
    10**30,
    1e300,
    None,
    True,
    "many",
    "",
    "a\nb",
    "x" * 500,
    [],
    {},
    [[]],
    {"a": 1},
]


def leaves(data: Any, where: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """Yield where something stands: each table and list, and one item of each list for all."""
    if where:
        yield where
    for step, part in data.items() if isinstance(data, dict) else enumerate(data[:1]) if isinstance(data, list) else ():
        yield from leaves(part, (*where, step))


def test_whatever_stands_in_a_field_is_accepted_or_refused_in_one_line_that_names_it(place_data: Data):
    accepts = jsonschema_rs.Draft202012Validator(place_schema()).is_valid
    refused = 0
    for where in leaves(place_data):
        holder: Any = place_data
        for step in where[:-1]:
            holder = holder[step]
        kept = holder[where[-1]]
        for bad in BAD:
            holder[where[-1]] = copy.deepcopy(bad)
            finite = not isinstance(bad, float) or math.isfinite(bad)  # JSON has no other
            try:
                parse_place(place_data)
            except InputError as error:
                message = str(error)
                assert message.isprintable() and len(message) < 500, (where, bad)
                named = next(step for step in reversed(where) if isinstance(step, str)) in message
                assert named or accepts(place_data), (where, message)  # right by itself, and wrong beside another
                refused += 1
            else:
                assert not finite or accepts(place_data), (where, bad)
        holder[where[-1]] = kept
    assert refused > 1000


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('like: "a\\0.yaml"', "like = 'a\\x00.yaml': expected the name of a place, or the path of a file"),
        ("like: " + "x" * 5000 + ".yaml", "expected the name of a place, or the path of a file"),
        ('like: "a\\nb"', "like = 'a\\nb': expected the name of a place"),
        ("like: /dev/zero", "like: unknown place '/dev/zero'"),
        ("like: anyplace\nwithout: [" + "x," * 40_000 + "]", "without: unknown key 'x'"),
        ("like: anyplace\norganisations: [" + "{key: a}," * 9_000 + "]", "organisations: unknown key 'a'"),
        ("like: anyplace\nlabel: L\nname: l\nfigures: {population: {value: 9e7, source: x}}", "must lie above 0 and"),
        ("like: anyplace\nlike: anyplace", "line 2: key 'like' stands twice"),
        ("like: &a anyplace\nname: *a", "line 1: anchors and aliases"),
    ],
)
def test_a_hostile_file_that_is_like_another_is_refused(refusal: Any, text: str, message: str):
    assert message in refusal(text + "\n")


def test_a_link_that_leads_to_itself_is_refused(save: Callable[[str], Path]):
    path = save("like: link.yaml\nname: x\nlabel: X\n")
    path.with_name("link.yaml").symlink_to(path.name)
    with pytest.raises(InputError, match="that file is itself like this one"):
        load_place(path)
