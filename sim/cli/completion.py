"""Tab completion: what could come next on a command line, and the few lines of shell that ask for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path

from sim.ablation import ABLATIONS
from sim.analysis.measures import NET_COST, PEOPLE
from sim.analysis.space import able
from sim.behaviours import BEHAVIOURS
from sim.cli import place, sweep_options, validate, whatif
from sim.cli.options import ATTRIBUTIONS, COMMANDS, KEYS, PRACTICES, defaults
from sim.outcomes import OUTCOMES
from sim.place import place_names
from sim.place.figures import Figures
from sim.scenario import declarations, options
from sim.sweep.designs import DESIGNS
from sim.sweep.space import FIGURE
from sim.theories import KEYS as THEORIES
from sim.theories import names_of

SCRIPT = """\
# Tab completion for common-ground in bash. To have it in this shell:
#     source <(common-ground completion)
# To have it in every shell, put that line into ~/.bashrc.
_common_ground() {
    local IFS=$'\\n'
    COMPREPLY=($("$1" complete "${COMP_LINE:0:$COMP_POINT}" "$2" 2>/dev/null))
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} =~ [=.,]$|\\[[^]]*$ ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -o default -F _common_ground common-ground
"""
_SCENARIO = ("years", "warm_up_years", "root_seed", "pressure", "place", "ablations", *THEORIES)
_LISTS = ("behaviours", "vary", "outcomes", "ablations", "without")


def commands() -> list[str]:
    """Return the commands, as they are typed."""
    return [name.replace("_", "-") for name in COMMANDS]


def candidates(line: str) -> list[str]:
    """Return what the last word of a command line could become.

    Args:
        line: from the name of the command to the cursor.
    """
    *before, last = re.split(r"\s+", line.lstrip())
    word = last.lstrip("'\"")
    named = next((one.replace("-", "_") for one in before[1:] if not one.startswith("-")), None)
    if named is None:
        return _starting([*commands(), "--help"], word)
    if named.replace("_", "-") not in commands() or named in ("completion", "rerun"):
        return []
    if named == "place":
        return _starting(place.ACTIONS if len(before) == 2 else [*place_names(), *_figures()], word)
    if "=" in word:
        key, value = word.split("=", 1)
        return [f"{key}={one}" for one in _values(named, key, value)]
    taken = {one.lstrip("'\"").split("=", 1)[0] for one in before[2:]}
    return _starting([one for one in _keys(named, word) if one.rstrip("=") not in taken], word)


def rest(found: Iterable[str], line: str, current: str) -> list[str]:
    """Return candidates without what the shell does not count to the word under the cursor.

    Args:
        found: whole words.
        line: to the cursor.
        current: the word as the shell cuts it, which for bash begins after the last `=`.
    """
    word = re.split(r"\s+", line)[-1].lstrip("'\"")
    current = "" if current in ("=", ":") else current.lstrip("'\"")
    lead = len(word) - len(current) if word.endswith(current) else 0
    return [one[lead:] for one in found]


def _keys(named: str, word: str) -> list[str]:
    """Return names of settings; of the many parameters only the groups, until one is begun."""
    if named == "whatif":
        return [f"{key}=" for key in whatif.KEYS]
    if named == "validate":
        plain = [f"{key}=" for key in validate.DEFAULTS]
    else:
        own = list(sweep_options.CHECKS if named == "sweep" else KEYS[named])
        plain = [f"{key}=" for key in (*own, *_SCENARIO, *(["behaviour"] if named == "sweep" else []))]
    if "." not in word:
        plain = [key for key in plain if "." not in key]  # a theory stands with its group
        groups = dict.fromkeys(f"{key.split('.')[0]}." for key in (*PRACTICES, *declarations(), *THEORIES))
        return [*plain, *groups, FIGURE, "--help"]
    return [*(f"{key}=" for key in (*declarations(), *THEORIES)), *_figures()]


def _figures() -> list[str]:
    return [f"{FIGURE}{item.name}=" for item in fields(Figures)]


def _values(named: str, key: str, value: str) -> list[str]:
    """Return values of a setting."""
    if key in _LISTS:
        head, _, begun = value.rpartition("," if "," in value else "[")
        if "[" in value:
            lead = value[: len(value) - len(begun)]
            found = [one for one in _starting(_members(key), begun) if one not in re.split(r"[\[,]", head)]
            ends = (",", "]") if len(found) == 1 else ("",)  # with two ways on, the shell closes no quote
            return [f"{lead}{one}{end}" for one in found for end in ends]
        whole = {"vary": ["all", "pressures"] if named != "sweep" else [], "without": ["all"]}.get(key, [])
        return _starting([*whole, "["], value)
    if key in ("sweep", "resume", "worlds"):
        return _starting(_folders(value, "calibrate" if key == "worlds" else "sweep"), value)
    choices = _choices(key)
    if not choices and not value:
        choices = [str(given) for given in [_default(named, key)] if given not in (None, "", [], {})]
    return _starting(choices, value)


def _members(key: str) -> Sequence[str]:
    if key == "behaviours":
        return list(BEHAVIOURS)
    return {"outcomes": list(OUTCOMES), "ablations": list(ABLATIONS), "without": list(ABLATIONS)}.get(key) or able()


def _choices(key: str) -> list[str]:
    if key in ("behaviour", "pressure"):
        return options(key)
    if key in THEORIES:
        return names_of(key)
    if key in ("x", "y"):
        return ["demand", "resources", *able()]
    known = {
        "outcome": [PEOPLE, NET_COST, *(name for name, one in OUTCOMES.items() if one.better)],
        "attribution": list(ATTRIBUTIONS),
        "place": place_names(),
        "design": list(DESIGNS),
        "executor": list(sweep_options.EXECUTORS),
        "keep": ["runs", "series"],
        "take": ["html", "word"],
        "dry_run": ["true", "false"],
        "open": ["true", "false"],
        "store": ["true", "false"],
    }
    return list(known.get(key, ()))


def _default(named: str, key: str) -> object:
    if key in declarations():
        declared = declarations()[key].default
        return f"{declared:g}" if isinstance(declared, float) else str(declared).lower()
    own = {"validate": validate.DEFAULTS, "whatif": whatif.DEFAULTS}
    return (own[named] if named in own else defaults(named)).get(key)


def _folders(begun: str, experiment: str) -> list[str]:
    """Return folders of an experiment: those begun, else those where results go."""
    where = Path(begun).parent if "/" in begun else Path("results")
    return sorted(path.as_posix() for path in where.glob(f"{experiment}-*") if path.is_dir())


def _starting(words: Iterable[str], begun: str) -> list[str]:
    return [word for word in words if word.startswith(begun)]
