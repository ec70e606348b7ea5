"""A plan from a user's words: `plan=[enabler,mine.yaml]`, `plan.enabler.from=1`, plan files, and entries as tables.

Rule      Files and names come first, in their order; words of an entry change it or add it. A name is that of a file in
          the folder of plans where there is one, else of an intervention or a behaviour, for all and from month 0 on;
          a file that bears the name of something to plan must plan it. A number of an intervention may stand with its
          entry:
          `plan.enabler.price=0.2` is `enabler.price=0.2`. Data is read as data alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sim.behaviours import BEHAVIOURS
from sim.core.counts import so_many
from sim.core.nearest import unknown
from sim.core.parameters import InputError
from sim.declared import declarations, of_interventions
from sim.interventions import INTERVENTIONS
from sim.overrides import path_of, written
from sim.place.file import read_yaml
from sim.plan.entry import FIELDS, TRIGGERS
from sim.plan.group import Group
from sim.plan.plan import Plan
from sim.plan.series import FOLLOWED
from sim.plan.short import short_of

Entries = dict[str, dict[str, Any]]
_OF_ENTRIES = (*FIELDS, "share")


def plan_of(words: Sequence[tuple[str, Any]], folder: Path) -> tuple[Plan, dict[str, Any]]:
    """Return the plan that a user's words say, and the numbers of interventions said with it.

    Args:
        words: keys and values; those that are not of a plan are left alone.
        folder: where plan files by name stand.
    """
    entries: Entries = {}
    for key, value in words:
        if key == "plan":
            _merge(entries, entries_of(value, folder))
    for key, value in words:
        if key.startswith("plan."):
            _said(entries, key, value)
        elif short := short_of(key):
            _merge(entries, {short.entry: short.said(value)})
    own: dict[str, Any] = {}
    for name, given in entries.items():
        what = str(given.get("what", name))
        for field in [field for field in given if field not in _OF_ENTRIES and f"{what}.{field}" in declarations()]:
            key, value = f"{what}.{field}", given.pop(field)
            if key in own and own[key] != value:
                raise InputError(f"plan.{name}.{field} = {value}: another entry gives {key} = {own[key]}; expected one")
            if value is None:
                raise InputError(f"plan.{name}.{field} = null: {what} needs its {field}; expected a number")
            own[key] = declarations()[key].check(value)
    _check_said_once(entries, words, own)
    return Plan.read(entries), own


def _check_said_once(entries: Entries, words: Sequence[tuple[str, Any]], own: Mapping[str, Any]) -> None:
    """Raise `InputError` where a number of an intervention is said twice, with its entry and by itself, and differs."""
    parts = [key.split(".") for key, _ in words if key.startswith("plan.")]
    with_entry = {f"{entries[name].get('what', name)}.{'.'.join(rest)}": name for _, name, *rest in parts if rest}
    for key, value in words:
        if key in own and key in with_entry and value != own[key]:
            said = f"plan.{with_entry[key]}.{key.partition('.')[2]} = {own[key]:g}"
            raise InputError(f"{key} = {value}: contradicts {said}; expected one of the two")


def entries_of(names: Any, folder: Path) -> Entries:
    """Return the entries of plans by name, in their order, as `plan=[enabler,mine.yaml]` has them."""
    entries: Entries = {}
    for name in _names(names):
        _merge(entries, _opened(name, folder))
    return entries


def plan_names(folder: Path) -> list[str]:
    """Return the names that may stand in `plan=[...]`: of files, of interventions and of behaviours."""
    return sorted({file.stem for file in folder.glob("*.yaml")} | {*INTERVENTIONS, *BEHAVIOURS})


def planned_words(plan: Plan) -> list[str]:
    """Return a plan as overrides; numbers that differ by run are counted."""
    words = list[str]()
    for name, given in plan.plain.items():
        words += [f"plan.{name}.{key}={counted(value)}" for key, value in given.items()]
    return words


def counted(value: Any) -> str:
    """Return a value as an override; of a trigger, that differs by run, with a count in place of its numbers."""
    if isinstance(value, Group | str):
        return value.word if isinstance(value, Group) else value
    if isinstance(value, Mapping) and any(getattr(one, "ndim", 0) for one in value.values()):
        return f"{{{', '.join(f'{key}: {counted(one)}' for key, one in value.items())}}}"
    size = getattr(value, "size", 0) if getattr(value, "ndim", 0) else 0
    return f"[{so_many(size, 'values')}, one a run]" if size else written(value)


def of_plan(key: str) -> bool:
    """Say whether a key is of a plan: one of its own, a number of an intervention, or of one organisation."""
    return key == "plan" or of_entry(key) or of_interventions(key)


def of_entry(key: str) -> bool:
    """Say whether a key is of one entry: `plan.enabler.from`, or a short word such as `behaviour.council`."""
    return key.startswith("plan.") or short_of(key) is not None


def _names(value: Any) -> Sequence[str]:
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        said = str(value)[:60]
        raise InputError(f"plan = {said!r}: expected names or paths of plans, such as [enabler,mine.yaml]")
    return value


def _opened(name: str, folder: Path) -> Entries:
    """Return the entries of a plan by the name or the path of its file; an intervention or a behaviour needs none.

    What comes of a name is never another thing than it says: a file with the name of a thing to plan must plan it.
    """
    is_path = name.endswith((".yaml", ".yml")) or "/" in name
    path = Path(path_of(name)) if is_path else folder / f"{name}.yaml"
    if not is_path and not path.is_file():
        if name in INTERVENTIONS or name in BEHAVIOURS:
            return {name: {}}
        raise InputError(unknown(name[:60], plan_names(folder), "plan"))
    try:
        data = read_yaml(path)
        if not isinstance(data, Mapping) or not data:
            raise InputError("expected a table of entries by name, each with what, who, from, until, ramp and dose")
        entries = {str(one): given or {} for one, given in data.items()}
        for one, given in entries.items():
            if not isinstance(given, Mapping):
                raise InputError(f"{one} = {str(given)[:60]!r}: expected a table such as {{from: 1, until: 3}}")
        if not is_path:
            _check_plans(name, [given.get("what", one) for one, given in entries.items()])
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
    return {one: _beside(path, dict(given)) for one, given in entries.items()}


def _check_plans(name: str, planned: Iterable[Any]) -> None:
    """Raise `InputError` unless a file that bears the name of a thing to plan has it among what it plans."""
    named = ((INTERVENTIONS, "an intervention"), (BEHAVIOURS, "a behaviour"), (FOLLOWED, "a series"))
    for known, kind in named:
        if name in known and name not in planned:
            raise InputError(
                f"bears the name of {kind}, {name}, and does not plan it; expected an entry with what: {name}, "
                "or another name of the file"
            )


def _beside(path: Path, given: dict[str, Any]) -> dict[str, Any]:
    """Take the file of a series as seen from the plan file."""
    series = given.get("series")
    return given | {"series": str(path.parent / path_of(series))} if isinstance(series, str) else given


def _merge(entries: Entries, more: Entries) -> None:
    for name, given in more.items():
        if name in entries:
            raise InputError(f"plan: the entry '{name}' stands there twice; expected each name once")
        entries[name] = given


def _said(entries: Entries, key: str, value: Any) -> None:
    _, name, *rest = key.split(".")
    if not rest:
        if not isinstance(value, Mapping):
            raise InputError(f"{key} = {str(value)[:60]!r}: expected what, who, from, until, ramp and dose")
        entries.setdefault(name, {}).update(value)
        return
    entry, (field, *of_trigger) = entries.setdefault(name, {}), rest
    if field in TRIGGERS and of_trigger and isinstance(entry.get(field, {}), Mapping):
        entry[field] = {**(entry.get(field) or {}), ".".join(of_trigger): value}
        return
    entry[".".join(rest)] = value
