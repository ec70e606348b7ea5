"""Places as large as one likes: boards like Anyplace in a row, each bordering the next two.

A place is plain data, as a place file holds it, and goes through the reader of place files like any other. Each board
has Anyplace's organisations, boundaries, ways out of hospital and joint projects under keys of its own, and further
practices until it has as many organisations as asked; over a border a few of Anyplace's boundaries join two boards.
What grows with residents grows with the boards. Sizes, and who borders whom, are drawn from a seed.
"""

from __future__ import annotations

import copy
from typing import Any

import numpy as np

from sim.core.parameters import InputError
from sim.place import load_place
from sim.place.columns import columns
from sim.place.figures import Figures
from sim.place.schema import TABLES
from sim.place.written import place_data

Data = dict[str, Any]
OVER_A_BORDER = 3
"""Boundaries that join two boards."""
CROSSES_LESS = 0.25
"""Care that crosses a boundary between two boards, for what crosses the same within one."""
MORE_OF = "primary_care"
"""Kind of organisation of which a larger board has more."""


def boards(count: int, organisations: int = 30, seed: int = 1) -> Data:
    """Return the data of a place of so many boards of so many organisations each."""
    base, dice = place_data(load_place("anyplace")), np.random.default_rng(seed)
    least = len(base["organisations"])
    if count < 1 or organisations < least:
        raise InputError(f"boards of {organisations} organisations: expected at least one, of {least} or more")
    parts = [_board(base, number, organisations, dice) for number in range(count)]
    whole: Data = {**copy.deepcopy(base), "name": "boards", "label": f"{count} boards like {base['label']}"}
    for table in ("organisations", "interfaces", "projects"):
        whole[table] = [row for part in parts for row in part[table]]
    for number, pathway in enumerate(whole["pathways"]):
        pathway["crosses"] = [pair for part in parts for pair in part["pathways"][number]["crosses"]]
    for apart in (1, 2):
        for number in range(count - apart):
            whole["interfaces"] += _border(base, number, number + apart, dice)
    _grown(whole, count)
    return whole


def _key(number: int, key: str) -> str:
    return f"b{number + 1}_{key}"


def _board(base: Data, number: int, organisations: int, dice: np.random.Generator) -> Data:
    """Return the lists of one board, with keys of its own."""
    board = copy.deepcopy({table: base[table] for table in ("organisations", "interfaces", "projects", "pathways")})
    alike = [row for row in board["organisations"] if row["kind"] == MORE_OF]
    for more in range(organisations - len(board["organisations"])):
        one = alike[dice.integers(len(alike))]
        name = f"{one['kind']}_more_{more + 1}"
        label = f"{one['label']}, branch {more + 1}"
        board["organisations"].append({**copy.deepcopy(one), "key": name, "label": label})
        for edge in [edge for edge in base["interfaces"] if one["key"] in edge["between"]]:
            ends = [name if key == one["key"] else key for key in edge["between"]]
            board["interfaces"].append({**copy.deepcopy(edge), "between": ends})
    for row in board["organisations"]:
        row |= {"key": _key(number, row["key"]), "label": f"{row['label']} of board {number + 1}"}
        row["size"] = float(np.round(dice.uniform(0.5, 2.0), 2))
    for row in board["interfaces"]:
        row["between"] = [_key(number, key) for key in row["between"]]
    for row in board["projects"]:
        row |= {name: _key(number, row[name]) for name in ("key", "skill_of")}
        row["sponsors"] = [_key(number, key) for key in row["sponsors"]]
    for row in board["pathways"]:
        row["crosses"] = [[_key(number, key) for key in pair] for pair in row["crosses"]]
    return board


def _border(base: Data, one: int, other: int, dice: np.random.Generator) -> list[Data]:
    """Return boundaries over a border: some of Anyplace's, each with its second end in the other board."""
    chosen = dice.choice(len(base["interfaces"]), OVER_A_BORDER, replace=False)
    edges = [copy.deepcopy(base["interfaces"][row]) for row in chosen]
    for edge in edges:
        first, second = edge["between"]
        edge |= {"between": [_key(one, first), _key(other, second)], "crossing": CROSSES_LESS * edge["crossing"]}
    return edges


def _grown(whole: Data, count: int) -> None:
    """Multiply what grows with residents, and share out what joint projects reach, each of its board alone."""
    for name, column in columns(Figures).items():
        whole["figures"][name]["value"] *= count if column.extensive else 1
    for table in ("pathways", "segments"):
        grows = [name for name, column in columns(TABLES[table]).items() if column.extensive]
        for row in whole[table]:
            row |= {name: row[name] * count for name in grows}
    for row in whole["projects"]:
        row["upstream"] /= count
