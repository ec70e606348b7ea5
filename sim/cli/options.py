"""What can be asked of an experiment: its own keys, checked like any parameter, and the scenario's, for every arm."""

from __future__ import annotations

import math
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from sim.analysis.axes import axis
from sim.analysis.observed import Point
from sim.analysis.opinion_pool import Remaining, remaining
from sim.analysis.opinions import names_drawn
from sim.analysis.plan_choices import choices_at
from sim.analysis.space import check_varied
from sim.analysis.stored import Stored
from sim.behaviours import BEHAVIOURS
from sim.cli.observed import caution, check_agreeing, in_agreeing, until_observed
from sim.cli.other_commands import not_known
from sim.cli.plan_arms import PLANNED, no_limits, planned, plans_of, to_search, watching
from sim.cli.stored import adopt, folder
from sim.cli.study_keys import SEVERAL, STUDIES, elicited, month_0, observed, unknowns, values, worlds
from sim.core.cores import cores
from sim.core.counts import so_many
from sim.core.nearest import unknown
from sim.core.parameters import InputError
from sim.model.machines import which
from sim.overrides import parse_command, written
from sim.plan.read import of_plan
from sim.scenario import CONFIGS, GROUPS, Scenario, declarations, drawing_alike, load_scenario, whole_number
from sim.store import results_root
from sim.theories import KEYS as THEORIES
from sim.unknowns import DRAWN
from sim.validation.worlds import TRIED, kept

PRACTICES = tuple(
    f"participation.{name}" for name in ("vision", "contact", "conflict", "altruism", "commitment", "share")
)
ATTRIBUTIONS = ("none", "knock_out", "shapley")
_SCENARIO = ("years", "warm_up_years", "root_seed", "pressure", "place", "ablations", *THEORIES)


def behaviours(value: object, *, least: int = 2, most: int = 6) -> tuple[str, ...]:
    """Check a list of behaviours, the base first."""
    names = value if isinstance(value, list) and all(isinstance(name, str) for name in value) else []
    if not least <= len(names) <= most:
        few = "one" if most == 1 else "two" if most == 2 else "two to six" if least == 2 else "one to six"
        raise InputError(
            f"behaviours = {_shown(value)}: expected a list of {few} name, such as [as_today]"
            if most == 1
            else f"behaviours = {_shown(value)}: expected a list of {few} names, the base first, such as "
            "[siloed,collaborative]"
        )
    for name in names:
        if name not in BEHAVIOURS:
            raise InputError(unknown(name[:60], BEHAVIOURS, "behaviour"))
    if len(set(names)) < len(names):
        raise InputError(f"behaviours = {_shown(value)}: expected each name once")
    return tuple(names)


def attribution(value: object) -> str:
    """Check how the gap is to be split."""
    if value not in ATTRIBUTIONS:
        raise InputError(unknown(str(value)[:60], ATTRIBUTIONS, "attribution"))
    return str(value)


def growth(key: str, value: object) -> tuple[float, ...]:
    """Check a range of growth given as from, to and step; return its values."""
    numbers = value if isinstance(value, list) else []
    plain = [x for x in numbers if isinstance(x, int | float) and not isinstance(x, bool) and math.isfinite(x)]
    if len(numbers) != 3 or len(plain) != 3 or not -0.1 <= plain[0] < plain[1] <= 0.1 or plain[2] <= 0.0:
        raise InputError(
            f"{key} = {_shown(value)}: expected [from,to,step] within -0.1 and 0.1 a year, such as [0,0.04,0.005]"
        )
    low, high, step = plain
    count = math.floor((high - low) / step + 1e-9) + 1
    if not 2 <= count <= 21:
        raise InputError(f"{key} = {_shown(value)}: expected from 2 to 21 values, and this gives {count}")
    return tuple(round(low + step * number, 9) for number in range(count))


def _whole(low: int, high: int, key: str, value: object) -> int:
    return whole_number(key, value, (low, high))


def _behaviours_of(study: str) -> Callable[[object], tuple[str, ...]]:
    if study in ("portfolio", "pathways", "calibrate"):
        return partial(behaviours, least=1, most=1)
    return partial(behaviours, most=6 if study in SEVERAL else 2)


_COMMON: dict[str, Callable[[object], Any]] = {
    "workers": partial(_whole, 0, 512, "workers"),
    "machine": which,
    "results": results_root,
}
HOW = tuple(_COMMON)
"""What changes nothing that is found: how it is run, and where it goes."""
KEYS: dict[str, dict[str, Callable[[object], Any]]] = {
    "compare": {
        "behaviours": behaviours,
        "replications": partial(_whole, 2, 100_000, "replications"),
        "unknowns": unknowns,
        "worlds": worlds,
        "elicited": elicited,
        "observed": observed,
        "month_0": month_0,
        "attribution": attribution,
        **_COMMON,
    },
    "pressure_map": {
        "behaviours": partial(behaviours, most=2),
        "sweep": folder,
        "x": axis,
        "y": axis,
        "x_values": partial(values, "x_values"),
        "y_values": partial(values, "y_values"),
        "demand": partial(growth, "demand"),
        "resources": partial(growth, "resources"),
        "replications": partial(_whole, 10, 1000, "replications"),
        "unknowns": unknowns,
        "worlds": worlds,
        **_COMMON,
    },
    **{name: {"behaviours": _behaviours_of(name), **own, **_COMMON} for name, own in STUDIES.items()},
}

COMMANDS = (*KEYS, "sweep", "rerun", "validate", "whatif", "place", "completion")
_KEPT: ContextVar[Mapping[str, Scenario] | None] = ContextVar("kept arms", default=None)


@dataclass(frozen=True)
class Asked:
    """An experiment as it was asked for.

    Attributes:
        experiment: its name.
        settings: its own keys, checked.
        scenarios: one a behaviour, the base first; of a portfolio, the base and one a plan; of pathways, the base
            and the plan.
        names: what each is called in the results.
        overrides: as given.
        practices: those that went to the alternatives alone, with the plan.
        stored: the sweep that is read instead of running anything.
    """

    experiment: str
    settings: Mapping[str, Any]
    scenarios: tuple[Scenario, ...]
    overrides: tuple[str, ...]
    practices: tuple[str, ...]
    stored: Stored | None = None
    names: tuple[str, ...] = ()

    @property
    def workers(self) -> int:
        """Return the number of processes."""
        return self.settings["workers"] or cores()

    def futures(self, count: int, after: int = 0) -> tuple[int, ...]:
        """Return the seeds of so many futures, those `after` the first so many: of worlds that agree with month 0."""
        if self.remaining is not None:
            return self.remaining.some(after + count)[after:]
        if (agreeing := self.settings.get("worlds")) is not None:
            return agreeing.some(after + count)[after:]
        if self.settings.get("unknowns") != DRAWN or not self.scenarios[0].unknowns:
            return tuple(range(after, after + count))
        if after + count > len(kept()):
            raise InputError(
                f"replications = {count}: {so_many(len(kept()), 'worlds')} agree with month 0, and this takes "
                f"{after + count:,}; expected fewer, or unknowns=defaults"
            )
        return kept()[after : after + count]

    @cached_property
    def remaining(self) -> Remaining | None:
        """The worlds that remain with what people say of them; None where nobody was asked."""
        if (said := self.settings.get("elicited")) is None:
            return None
        names_drawn(said, self.scenarios[0].unknowns)
        if (agreeing := self.settings.get("worlds")) is not None:
            return agreeing.asked
        matched = self.settings["unknowns"] == DRAWN
        return remaining(said, kept() if matched else range(TRIED), matched)

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """What was observed; nothing where there is no file of it."""
        found = self.settings.get("observed")
        return () if found is None else found.points(self.scenarios[0].years, self.settings["month_0"])

    @property
    def results(self) -> Path:
        """Return the folder that results go to."""
        return self.settings["results"]

    @property
    def argv(self) -> list[str]:
        """Return the command that asks for this, word by word."""
        return ["common-ground", self.experiment.replace("_", "-"), *self.overrides]

    @property
    def command(self) -> str:
        """Return the same as one line to type."""
        return shlex.join(self.argv)


def defaults(experiment: str) -> dict[str, Any]:
    """Return an experiment's own defaults."""
    from omegaconf import OmegaConf

    return dict(OmegaConf.to_container(OmegaConf.load(CONFIGS / f"{experiment}.yaml")))  # type: ignore[arg-type]


@contextmanager
def keeping(arms: Mapping[str, Scenario]) -> Iterator[None]:
    """Let what is asked for within run these scenarios, by behaviour, and read no configuration of today."""
    token = _KEPT.set(arms)
    try:
        yield
    finally:
        _KEPT.reset(token)


def ask(experiment: str, words: Sequence[str]) -> Asked:
    """Read the words of a command; raise `InputError`, one clear line, at the first that cannot be accepted."""
    checks, parsed = KEYS[experiment], parse_command(words)
    given, common, practices = _sorted(experiment, parsed)
    if given.get("sweep"):
        stored, settings = adopt(checks, given, [key for key, _, _ in parsed])
        arms = tuple(stored.scenario(name) for name in settings["behaviours"])
        return Asked(experiment, settings, arms, tuple(words), (), stored)
    settings = {key: check(given[key]) for key, check in checks.items()}
    in_agreeing(settings, [key for key, _, _ in parsed])
    several = {}
    if settings.get("search") is not None:
        settings["search"] = to_search(settings, practices)
    elif "plans" in settings:
        no_limits(settings)
        several = plans_of(settings["plans"])
    names = (*settings["behaviours"], *several, *([PLANNED] if experiment == "pathways" else []))
    if (kept := _KEPT.get()) is not None:
        arms = tuple(kept[name] for name in names)
        return Asked(experiment, settings, arms, tuple(words), tuple(practices), names=names)
    if "unknowns" in settings:
        common.append(f"unknowns={written(settings['unknowns'])}")
    if experiment == "calibrate":
        common += until_observed(settings, practices, common)
    base, *others = settings["behaviours"]
    scenarios = [load_scenario([*common, f"behaviour={base}"])]
    scenarios += [load_scenario([*common, *practices, f"behaviour={name}"]) for name in others]
    if experiment == "pathways":
        scenarios.append(watching([*common, f"behaviour={base}"], practices))
    _check_all_to_come(settings, scenarios)
    if several:
        scenarios += [load_scenario([*common, f"behaviour={base}", *said]) for said in planned(several, practices)]
    arms = tuple(drawing_alike(scenarios))
    asked = Asked(experiment, settings, arms, tuple(words), tuple(practices), names=names)
    check_agreeing(settings, arms)
    if asked.points and experiment == "calibrate":  # read here, before anything runs
        caution(settings, asked.points, arms[0].unknowns)
    asked.futures(settings.get("replications", 1), settings["replications"] if settings.get("search") else 0)
    return asked


def _sorted(experiment: str, parsed: Sequence[tuple[str, Any, str]]) -> tuple[dict[str, Any], list[str], list[str]]:
    """Return the experiment's own keys with their values, the words for all arms and those for the alternatives."""
    checks, given, common, practices = KEYS[experiment], defaults(experiment), list[str](), list[str]()
    for key, value, text in parsed:
        if key in checks:
            given[key] = value
        elif key == "behaviour":
            raise InputError(f"'{text}': an experiment takes several: behaviours=[base,other]")
        elif key in PRACTICES or of_plan(key):
            practices.append(text)
        elif key in (*_SCENARIO, *declarations()) or key.startswith("place.figures."):
            common.append(text)
        else:
            accepted = [*checks, *_SCENARIO, *declarations(), *(group for group in GROUPS if group != "behaviour")]
            raise InputError(not_known(experiment, key, accepted, {**KEYS, "sweep": defaults("sweep")}))
    return given, common, practices


def _check_all_to_come(settings: Mapping[str, Any], scenarios: Sequence[Scenario]) -> None:
    """Refuse, before anything runs, what a search or a space would come to and cannot be."""
    if settings.get("search") is not None:
        choices_at(settings["search"], scenarios[0])
    check_varied(settings.get("vary") or (), scenarios)


def _shown(value: object) -> str:
    text = repr(value) if not isinstance(value, list) else f"[{','.join(str(item) for item in value)}]"
    return text if len(text) <= 60 else f"{text[:57]}..."
