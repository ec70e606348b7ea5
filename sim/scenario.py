"""Scenarios: Hydra overrides in, a checked scenario out, or one clear line that says what is wrong.

Hydra composes; the schema it composes against is made from the declarations. Place files are data and never reach
Hydra, nor does any value that would make it look something up. A parameter's former name is still understood.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from textwrap import shorten
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.ablation import ablations, values_set, without
from sim.accepted import MOST_YEARS, PLAIN, check_key, whole_number
from sim.behaviours import BEHAVIOURS
from sim.composition import CONFIGS, GROUPS, PLANS, compose, options
from sim.core.given import of_kind, value_of
from sim.core.nearest import PARAMETERS, unknown
from sim.core.parameters import InputError, build
from sim.declared import DECLARING, declarations, of_interventions, present_name, warming_up
from sim.mechanisms.pressures.divergence import drawn_levels
from sim.overrides import parse, words_of, written
from sim.parameter_groups import ParameterGroups
from sim.place import Place, load_place, place_names
from sim.plan import Plan
from sim.plan.read import counted, of_entry, of_plan, plan_of, planned_words
from sim.theories import KEYS, Steps, come_under, set_dials, stepped, unmoved
from sim.unknowns import asked_for, drawn


class Acting(NamedTuple):
    """What a scenario comes to once what it takes away is gone."""

    place: Place
    parameters: ParameterGroups


@dataclass(frozen=True, repr=False)
class Scenario:
    """A place, what it faces and how its teams behave, every value checked.

    Attributes:
        place: the place, with any figures the scenario changes.
        behaviour: name of the behaviour.
        pressure: name of the pressure it started from.
        parameters: one parameter object a mechanism, by its name.
        years: how long it runs after month 0.
        warm_up_years: how long it settles as today before that.
        root_seed: the draws of the whole study; a run's `seed` is its replicate.
        overrides: what was asked for, as given, and what was varied since.
        plan: who does what from when to when; nothing unless said.
        ablations: what of the model is taken away (`sim.ablation`); nothing unless said.
        unknowns: names of what nobody knows and each future draws for itself; nothing unless said.
        steps: numbers moved by the same step in every future, as a rival theory asks (`sim.theories`).

    Two are equal, and hash alike, when all but the words they were asked for in is equal.
    """

    place: Place
    behaviour: str
    pressure: str
    parameters: ParameterGroups
    years: int = 6
    warm_up_years: int = 5
    root_seed: int = 2026
    overrides: tuple[str, ...] = field(default=(), compare=False)
    plan: Plan = Plan()
    ablations: tuple[str, ...] = ()
    unknowns: tuple[str, ...] = ()
    steps: Steps = ()

    def __repr__(self) -> str:
        asked = shorten(" ".join(self.overrides), 160, placeholder=" …")
        return (
            f"<Scenario {self.behaviour}, {self.pressure}, place={shorten(self.place.name, 60)!r}, years={self.years}"
            f"{f', {asked}' if asked else ''}>"
        )

    def __post_init__(self) -> None:
        object.__setattr__(self, "parameters", ParameterGroups(self.parameters))
        object.__setattr__(self, "ablations", ablations(self.ablations))
        object.__setattr__(self, "unknowns", asked_for(self.unknowns))
        self.plan.check(self.place, self.years)

    def __eq__(self, other: object) -> bool:
        return self._content == other._content if isinstance(other, Scenario) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._content)

    @property
    def _content(self) -> tuple[Any, ...]:
        whole = self.years, self.warm_up_years, self.root_seed
        taken = self.ablations, self.unknowns, self.steps
        return self.place, self.behaviour, self.pressure, self.plan, *taken, *whole, *self.parameters.content

    @cached_property
    def acting(self) -> Acting:
        """Place and parameters as they act, without what is taken away."""
        place, parameters = without(self.place, self.ablations, self.root_seed), dict(self.parameters)
        for key, value in values_set(self.ablations).items():
            group, name = key.split(".")
            parameters[group] = replace(parameters[group], **{name: value})
        return Acting(place, ParameterGroups(parameters))

    @property
    def settled_key(self) -> tuple[Any, ...]:
        """Everything that acts in the warm-up: scenarios that agree in it share their settled states."""
        acting = [value.tobytes() if hasattr(value, "tobytes") else value for value in self._acting_in_warm_up]
        return self.acting.place.digest, self.warm_up_years, *acting

    @cached_property
    def _acting_in_warm_up(self) -> list[Any]:
        return [getattr(self.acting.parameters[group], name) for group, name in warming_up()]

    @property
    def settled_by_run(self) -> list[Any]:
        """Of what acts in the warm-up, the arrays with one number a run."""
        return [value for value in self._acting_in_warm_up if getattr(value, "ndim", 0)]

    def varied(self, values: Mapping[str, Any]) -> Scenario:
        """Return the scenario with parameters changed by dotted name; a value may be an array with one number a run.

        Numbers of the plan are named `plan.ENTRY.from`, `until` and so on, of triggers `plan.ENTRY.begin_if.above`, and
        whom an entry is for `plan.ENTRY.who`. A lever or the behaviour of one organisation (`behaviour.council`) is an
        entry that is added where there is none. A theory such as `trust.theory` has a name, as on the command line.
        """
        of_kind("values", values, Mapping, "a table of values by dotted name")
        values = {of_kind("key", key, str, "a dotted name"): value for key, value in values.items()}
        if theories := {key: values.pop(key) for key in KEYS if key in values}:
            return self._under(theories, values).varied(values)
        given, changed = dict[str, Any](), dict[str, str]()
        plan = self.plan.with_values({key: value for key, value in values.items() if of_entry(key)})
        for key, value in ((present_name(key), value) for key, value in values.items()):
            if of_entry(key):
                changed[key] = counted(value)
                continue
            if key not in declarations():
                raise InputError(unknown(key, [*declarations(), *KEYS], listed_in=PARAMETERS))
            given[key] = value_of(declarations()[key], value)
            changed[key] = counted(given[key])
        before = [text for text in self.overrides if present_name(text.partition("=")[0]) not in changed]
        overrides = (*before, *map("=".join, changed.items()))
        left = tuple(key for key in self.unknowns if key not in changed)
        steps = tuple(one for one in self.steps if one[0] not in changed)
        parameters = self.parameters.changed(given)
        return replace(self, parameters=parameters, overrides=overrides, plan=plan, unknowns=left, steps=steps)

    def _under(self, named: Mapping[str, Any], also: Iterable[str]) -> Scenario:
        """Return the scenario under theories, as if they stood with the words it was asked for in."""
        words = {text: text.partition("=")[0] for text in self.overrides}
        said = {present_name(key) for key in (*words.values(), *also)} | {*values_set(self.ablations)}
        dials, steps = come_under(named, self.steps, frozenset(said), self._now)
        overrides = (*(text for text, key in words.items() if key not in named), *map("=".join, named.items()))
        made = replace(self.varied(dials) if dials else self, overrides=overrides, steps=self.steps)
        return made.moved(steps)

    def _now(self, key: str) -> Any:
        group, name = key.split(".")
        return getattr(self.parameters[group], name)

    def in_futures(self, seeds: Sequence[int]) -> Scenario:
        """Return the scenario with what differs by future drawn for each; a future's seed is its world's number."""
        made = self
        if self.unknowns:
            parameters = self.parameters.changed(stepped(drawn(seeds, self.unknowns), self.steps))
            steps = tuple(one for one in self.steps if one[0] not in self.unknowns)
            made = replace(self, parameters=parameters, unknowns=(), steps=steps)
        return made.varied(own) if (own := drawn_levels(made.parameters["divergence"], self.root_seed, seeds)) else made

    def moved(self, steps: Steps) -> Scenario:
        """Return the scenario with numbers moved by the same step in every future, whether drawn or not."""
        before = dict(self.steps)
        now = {key: unmoved(key, np.asarray(self._now(key)), before.get(key, 0.0)) for key, _ in steps}
        moved = {key: one if one.ndim else float(one) for key, one in stepped(now, steps).items()}
        return replace(self, parameters=self.parameters.changed(moved), steps=steps)

    def applicable(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return those of the values that the scenario can take: a base without a plan has none of its numbers."""
        planned = {f"plan.{entry.name}" for entry in self.plan}
        named = {key: ".".join(key.split(".")[:2]) for key in values if key.startswith("plan.")}
        return {key: value for key, value in values.items() if key not in named or named[key] in planned}

    def with_plan(self, plan: Plan | Mapping[str, Any] | str | Sequence[str]) -> Scenario:
        """Return the scenario with another plan: names or paths of plan files, or entries by name.

        For example `{"enabler": {"from": 1, "until": 3, "who": ["council", "acute"]}}`.
        """
        own: dict[str, Any] = {}
        if isinstance(plan, Mapping):
            plan, own = plan_of([(f"plan.{name}", given) for name, given in plan.items()], PLANS)
        elif not isinstance(plan, Plan):
            of_kind("plan", plan, Sequence, "names or paths of plans, or entries by name")
            plan, own = plan_of([("plan", plan if isinstance(plan, str) else list(plan))], PLANS)
        keys = {text: text.partition("=")[0] for text in self.overrides}
        before = [text for text, key in keys.items() if key != "plan" and not of_entry(key)]
        made = replace(self, plan=plan, overrides=(*before, *planned_words(plan)))
        return made.varied(own) if own else made

    def of_runs(self, start: int, stop: int, count: int) -> Scenario:
        """Return the scenario of runs `start` to `stop` of `count`, with their own values of what differs by run."""
        return self.at_runs(slice(start, stop), count)

    def at_runs(self, runs: slice | NDArray[np.intp], count: int) -> Scenario:
        """Return the scenario of some runs of `count`, with their own values of what differs by run."""
        plan = self.plan.runs_at(runs, count) if self.plan else self.plan
        return replace(self, parameters=self.parameters.at_runs(runs, count), plan=plan)


def load_scenario(overrides: str | Sequence[str] | Mapping[str, Any] = ()) -> Scenario:
    """Return the scenario that Hydra composes from overrides, checked.

    Args:
        overrides: such as `["behaviour=collaborative", "pressure=austerity", "trust.asymmetry=1"]`, the same words in
            one string, or a mapping such as `{"behaviour": "collaborative", "trust": {"asymmetry": 1}}`;
            `place=mine.yaml` opens a place file and `place.figures.beds=500` changes one of its figures.

    Raises:
        InputError: one line naming the key, the value, the bound and what would be accepted.
    """
    overrides = words_of(overrides)
    place, figures, pressure, taken, unsure = "anyplace", {}, "rising_demand", (), ()
    parsed = parse(overrides)
    plan, own = plan_of([(key, value) for key, value, _ in parsed], PLANS)
    asked = [(key, value, f"{key}={written(value)}") for key, value in own.items()]
    planned = {entry.what for entry in plan}
    for key, value, text in parsed:
        if of_plan(key) and not of_interventions(key):
            continue
        if key == "place":
            place = str(value)
        elif key == "ablations":
            taken = ablations(value)
        elif key == "unknowns":
            unsure = asked_for(value)
        elif key.startswith("place.figures."):
            figures[key.removeprefix("place.figures.")] = value
        else:
            check_key(key, value)
            if of_interventions(key) and key.partition(".")[0] not in planned:
                what = key.partition(".")[0]
                raise InputError(f"{key} = {value}: acts only where a plan has it; add plan=[{what}]")
            pressure = str(value) if key == "pressure" else pressure
            asked.append((key, value, text))
    for key in [key for key, _, _ in parsed if present_name(key) in values_set(taken)]:
        raise InputError(f"{key}: set by ablations=[{','.join(taken)}]; expected one of the two")
    values = compose(asked)
    behaviour = str(values.pop("behaviour")["name"])
    if behaviour not in BEHAVIOURS:
        raise InputError(unknown(behaviour, BEHAVIOURS, "behaviour"))
    whole = {name: whole_number(name, values.pop(name)) for name in PLAIN}
    said = {present_name(key) for key, _, _ in parsed} | {*values_set(taken)}
    dials, steps = set_dials(values, frozenset(said))
    parameters = {kind.name: build(kind.name, kind.Params, values[kind.name]) for kind in DECLARING}
    unknown_left = tuple(key for key in unsure if key not in said | {*dials} and _at_default(parameters, key))
    made = Scenario(
        place=load_place(place, figures),
        behaviour=behaviour,
        pressure=pressure,
        parameters=ParameterGroups(parameters),
        overrides=tuple(overrides),
        plan=plan,
        ablations=taken,
        unknowns=unknown_left,
        steps=(),
        **whole,
    )
    return made.moved(steps) if steps else made


def _at_default(parameters: Mapping[str, Any], key: str) -> bool:
    group, name = key.split(".")
    return bool(getattr(parameters[group], name) == declarations()[key].default)


def drawing_alike(scenarios: Sequence[Scenario]) -> list[Scenario]:
    """Return arms that draw the same: what one of them sets is drawn in none."""
    both = frozenset(scenarios[0].unknowns).intersection(*(one.unknowns for one in scenarios))
    return [replace(one, unknowns=tuple(key for key in one.unknowns if key in both)) for one in scenarios]


__all__ = [
    "CONFIGS",
    "GROUPS",
    "MOST_YEARS",
    "PLANS",
    "Scenario",
    "declarations",
    "load_scenario",
    "options",
    "parse",
    "place_names",
    "present_name",
    "words_of",
]
