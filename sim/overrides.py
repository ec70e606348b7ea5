"""Overrides: what is asked for as words `key=value`, from a command line, one string, a list or a mapping."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterable, Mapping
from typing import Any

from sim.core.given import of_kind
from sim.core.parameters import InputError
from sim.declared import present_name

PATHS = frozenset({"place", "results", "file", "resume", "sweep", "elicited", "observed", "worlds"})
_PLAN_FILE = re.compile(r"plan|plan\.\w+\.series")
_LIST_OR_TABLE = re.compile(r"\[.*\]|\{.*\}|null")
_PLAIN = re.compile(r"[A-Za-z0-9_./+-]+")
_OF_SEAT = re.compile(r"([A-Za-z_]\w*(?:\.\w+)+)/\w+")
_LONGEST = 400  # characters of an override


def words_of(overrides: str | Iterable[str] | Mapping[str, Any]) -> list[str]:
    """Return overrides as a list of `key=value`, from one string, a list, or a mapping (nested or dotted)."""
    if isinstance(overrides, str):
        try:
            return shlex.split(overrides)
        except ValueError as error:
            raise InputError(f"{overrides[:60]!r}: {str(error).lower()}") from None
    if not isinstance(overrides, Mapping):
        return list(of_kind("overrides", overrides, Iterable, "words key=value as one string, a list or a mapping"))
    words: list[str] = []
    for key, value in overrides.items():
        if isinstance(value, Mapping):
            words += [f"{key}.{word}" for word in words_of(value)]
        else:
            words.append(f"{key}={written(value)}")
    return words


def written(value: Any) -> str:
    """Write a value as in an override."""
    if isinstance(value, list | tuple):
        return f"[{','.join(_within(one) for one in value)}]"
    if isinstance(value, Mapping):
        return f"{{{','.join(f'{key}:{_within(one)}' for key, one in value.items())}}}"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value.item() if hasattr(value, "item") else value)


def _within(value: Any) -> str:
    """Write a value inside a list or table, where text with odd characters stands in quotes."""
    if isinstance(value, str) and not _PLAIN.fullmatch(value):
        return "'" + value.replace("'", "\\'") + "'"
    return written(value)


def path_of(text: str) -> str:
    """Return a path as it was written, without quotes around it; `~/` is the home folder."""
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    return os.path.expanduser(text) if text == "~" or text.startswith("~/") else text


def is_path(key: str) -> bool:
    """Say whether a key's value is a path, taken as it stands: any printable character may be in it."""
    key = key.removeprefix("sweep.")
    return key in PATHS or _PLAN_FILE.fullmatch(key) is not None


def _as_it_stands(key: str, value: str) -> bool:
    """Say whether a value is one path; a plan may be a list of names and paths, too, and a series a table."""
    return is_path(key) and (key.removeprefix("sweep.") in PATHS or not _LIST_OR_TABLE.fullmatch(value))


def _plain_names(key: str, value: str) -> list[str] | None:
    """Return a list of plans without quotes as it stands, split at its commas; None if it is none."""
    if key not in ("plan", "plans") or not re.fullmatch(r"\[[^\[\]{}'\"]+\]", value):
        return None
    return [path_of(name.strip()) for name in value[1:-1].split(",")]


def parse(overrides: Iterable[str]) -> list[tuple[str, Any, str]]:
    """Split overrides into key, value and text; refuse what is not plainly `key=value`."""
    from hydra.core.override_parser.overrides_parser import OverridesParser
    from hydra.errors import HydraException

    result = []
    for text in overrides:
        if not isinstance(text, str) or len(text) > _LONGEST or not text.isprintable():
            raise InputError(f"{str(text)[:60]!r}: expected a printable key=value of at most {_LONGEST} characters")
        key, equals, value = text.partition("=")
        if equals and _as_it_stands(key, value):
            result.append((key, None if value == "null" else path_of(value), text))
            continue
        if "${" in text:
            raise InputError(f"'{text}': values that look something up are not accepted")
        seat = _OF_SEAT.fullmatch(key) if equals else None  # Hydra takes `/` for its groups
        try:
            override = OverridesParser.create().parse_override(f"{seat[1]}={value}" if seat else text)
        except (HydraException, RecursionError) as error:
            if names := _plain_names(key, value):
                result.append((key, names, text))
                continue
            raise InputError(f"'{text}': expected key=value ({str(error).splitlines()[0]})") from None
        if override.is_delete() or override.is_add() or override.is_force_add() or override.is_sweep_override():
            raise InputError(f"'{text}': expected one plain key=value")
        key = key if seat else override.key_or_group
        now = present_name(key)
        result.append((now, override.value(), now + text.removeprefix(key)))
    return result


def parse_command(words: Iterable[str]) -> list[tuple[str, Any, str]]:
    """Split the words of a command, where a key given twice is a slip; in a list made by code the later one holds."""
    parsed = parse(words)
    seen = set[str]()
    for key, _, text in parsed:
        if key.removeprefix("sweep.") in seen:
            raise InputError(f"'{text}': {key} is given twice; expected each key once")
        seen.add(key.removeprefix("sweep."))
    return parsed
