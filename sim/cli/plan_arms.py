"""What the words of a command say of plans: the arms of a portfolio, of a search for plans, and of pathways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sim.analysis.plan_choices import things_of
from sim.core.parameters import InputError
from sim.interventions import INTERVENTIONS
from sim.overrides import parse_command
from sim.scenario import Scenario, load_scenario

WATCHED, PLANNED = "watch_delays", "planned"
"""Of pathways: its own plan, and what its second arm is called."""


def watching(common: Sequence[str], said: Sequence[str]) -> Scenario:
    """Return the scenario of a plan with triggers, the one that comes with it if none is said."""
    own = any(text.startswith(("plan=", "plan.")) for text in said)
    scenario = load_scenario([*common, *([] if own else [f"plan=[{WATCHED}]"]), *said])
    if not any(entry.triggered for entry in scenario.plan):
        raise InputError(
            "pathways: nothing in the plan waits for what comes out; expected begin_if or end_if, such as "
            "'plan.enabler.begin_if={outcome: delayed, above: 60, months: 3}'"
        )
    return scenario


def plans_of(given: tuple[tuple[str, ...], ...] | None) -> dict[str, tuple[str, ...]]:
    """Return the plans of a portfolio by what they are called: `enabler+shared_target`."""
    each = tuple((name,) for name in INTERVENTIONS) if given is None else given
    return {"+".join(Path(name).stem if "/" in name else name for name in one): one for one in each}


def to_search(settings: Mapping[str, Any], said: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return what a search builds plans from: entries by name, with what is said of each."""
    if settings["plans"] is not None:
        raise InputError("search: builds its own plans; expected either search= or plans=[...]")
    of_entries: dict[str, dict[str, Any]] = {}
    for key, value, text in parse_command(said):
        plan, _, rest = key.partition(".")
        name, _, field = rest.partition(".")
        if plan != "plan" or not field or field == "what":
            raise InputError(f"'{text[:80]}': of a search's plans only entries are said, such as plan.enabler.until=2")
        of_entries.setdefault(name, {})[field] = value
    return things_of(settings["search"], of_entries)


def no_limits(settings: Mapping[str, Any]) -> None:
    """Refuse limits where nothing is searched for."""
    for key in ("money", "hours"):
        if settings[key] is not None:
            raise InputError(f"{key} = {settings[key]:g}: a limit of a search; expected search=all or search=[...] too")


def planned(several: Mapping[str, tuple[str, ...]], said: Sequence[str]) -> Iterator[list[str]]:
    """Yield the words of each plan of a portfolio, with what is said of its entries or of teams' practices."""
    entries = {name for one in several.values() for name in one}
    for text in said:
        if text.startswith("plan=") or (text.startswith("plan.") and text.split(".")[1] not in entries):
            raise InputError(f"'{text[:80]}': a portfolio has its plans in plans=[...], and none of them has that name")
    for one in several.values():
        yield [
            f"plan=[{','.join(one)}]",
            *(text for text in said if not text.startswith("plan.") or text.split(".")[1] in one),
        ]
