"""Columns of a place file: what each number or word is, its unit and bounds, declared once for pydantic to read.

A field of a frozen dataclass carries its column as an annotation: `Annotated[float, number(Unit.BEDS, "...")]`. From it
grow the check of every value, the JSON Schema that editors use, the tables of the documentation and the completion.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from functools import cache
from operator import itemgetter
from typing import Annotated, Any, get_type_hints

from pydantic import (
    AfterValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidatorFunctionWrapHandler,
)
from pydantic_core import CoreSchema, core_schema

from sim.core.parameters import Unit

LONGEST_TEXT = 400
KEY = r"^[a-z][a-z0-9_]{0,39}$"


def _one_line(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise ValueError(f"expected one printable line of at most {LONGEST_TEXT} characters")
    return text


Key = Annotated[str, StringConstraints(strict=True, pattern=KEY)]
Text = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=LONGEST_TEXT), AfterValidator(_one_line)]


@dataclass(frozen=True, slots=True)
class Column:
    """What stands in one column of a table.

    Attributes:
        label: plain-English name.
        unit: of a number, and so its bounds; None if it is no number.
        inside: whether the bounds themselves are left out.
        cited: whether the file gives its source under `sources`.
        figure: whether the file gives it as `{value: ..., source: ...}`.
        extensive: whether it grows with the number of residents: people, beds, visits, pounds.
    """

    label: str
    unit: Unit | None = None
    inside: bool = False
    cited: bool = False
    figure: bool = False
    extensive: bool = False

    def __get_pydantic_core_schema__(self, kind: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return how pydantic reads it."""
        if self.unit is None:
            return handler(kind)
        low, high = self.unit.value.low, self.unit.value.high
        if not self.figure:
            if self.inside:
                return core_schema.float_schema(strict=True, gt=low, lt=high)
            return core_schema.float_schema(strict=True, ge=low, le=high)
        parts = {
            "value": Annotated[float, replace(self, figure=False)],
            "source": Annotated[Text, column("citation, or 'choice: reason'")],
        }
        fields = {name: core_schema.typed_dict_field(handler.generate_schema(part)) for name, part in parts.items()}
        shape = core_schema.typed_dict_schema(fields, extra_behavior="forbid")
        return core_schema.no_info_after_validator_function(itemgetter("value"), shape)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return how editors read it."""
        unit = {} if self.unit is None or self.figure else {"unit": self.unit.value.symbol}
        return {**handler(schema), "description": self.label, **unit}


def column(label: str, *, cited: bool = False) -> Column:
    """Declare what is no number: a word, a name, a table or a list."""
    return Column(label, cited=cited)


def number(unit: Unit, label: str, *, inside: bool = False, cited: bool = True, extensive: bool = False) -> Column:
    """Declare a number within its unit's bounds."""
    return Column(label, unit, inside, cited, extensive=extensive)


def figure(unit: Unit, label: str, *, inside: bool = False, extensive: bool = False) -> Column:
    """Declare a number that the file gives as `{value: ..., source: ...}`."""
    return Column(label, unit, inside, figure=True, extensive=extensive)


@cache
def columns(table: type[Any]) -> dict[str, Column]:
    """Return the columns of a table by name."""
    hints = get_type_hints(table, include_extras=True)
    marks = {
        name: [m for m in getattr(kind, "__metadata__", ()) if isinstance(m, Column)] for name, kind in hints.items()
    }
    return {name: found[0] for name, found in marks.items() if found}


@cache
def optional_columns(table: type[Any]) -> dict[str, Any]:
    """Return the columns that a file may leave out, with what then holds."""
    return {one.name: one.default for one in fields(table) if one.name in columns(table) and one.default is not MISSING}


def cited_columns(table: type[Any]) -> Iterator[tuple[str, str]]:
    """Yield the name and label of each column for which the file must give a source."""
    yield from ((name, one.label) for name, one in columns(table).items() if one.cited)


@dataclass(frozen=True)
class OneOrSeveral:
    """One word, a list of them, or null; held as the file says it, a list as a tuple."""

    words: tuple[str, ...]

    def __get_pydantic_core_schema__(self, kind: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return how pydantic reads it."""
        several = core_schema.list_schema(core_schema.literal_schema(list(self.words)), strict=True)
        return core_schema.no_info_wrap_validator_function(_one_or_several, several)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return how editors read it."""
        several = {"type": "array", "items": {"enum": list(self.words)}, "uniqueItems": True}
        return {"anyOf": [{"enum": [*self.words, None]}, several]}


def _one_or_several(value: object, read: ValidatorFunctionWrapHandler) -> object:
    if isinstance(value, list):
        return tuple(read(value))
    return None if value is None else read([value])[0]


@dataclass(frozen=True)
class Sources:
    """The table `sources`: for each list, the source of each cited column; read as pairs of dotted name and source."""

    tables: Mapping[str, type[Any]]

    def __get_pydantic_core_schema__(self, kind: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return how pydantic reads it."""

        def table(parts: Mapping[str, CoreSchema]) -> CoreSchema:
            fields = {name: core_schema.typed_dict_field(part) for name, part in parts.items()}
            return core_schema.typed_dict_schema(fields, extra_behavior="forbid")

        def lines(table: type[Any]) -> dict[str, CoreSchema]:
            return {
                name: handler.generate_schema(Annotated[Text, column(label)]) for name, label in cited_columns(table)
            }

        shape = table({name: table(lines(kind)) for name, kind in self.tables.items()})
        return core_schema.no_info_after_validator_function(_pairs, shape)


def _pairs(sources: Mapping[str, Mapping[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((f"{table}.{name}", text) for table, given in sources.items() for name, text in given.items())
