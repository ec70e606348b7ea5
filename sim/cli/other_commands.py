"""A key that another command takes: whoever writes it here is told whose it is, not another key that looks alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sim.core.nearest import PARAMETERS, unknown
from sim.report.text.words import joined


def not_known(command: str, key: str, accepted: Iterable[str], others: Mapping[str, Iterable[str]]) -> str:
    """Say in one line that a command does not take a key: which commands do, or what is nearest where none does.

    Args:
        command: that was given the key.
        key: as it was written.
        accepted: what the command takes.
        others: keys of other commands, by command; those of `validate` are looked up here.
    """
    from sim.cli.validate import DEFAULTS  # only where something is wrong: it reads every fact

    whose = [name.replace("_", "-") for name, keys in {**others, "validate": DEFAULTS}.items() if key in keys]
    if whose:
        mine, take = command.replace("_", "-"), "takes" if len(whose) == 1 else "take"
        return f"unknown key '{key}' of {mine}: {joined(whose)} {take} it; see common-ground {mine} --help"
    return unknown(key[:80], accepted, listed_in=PARAMETERS)
