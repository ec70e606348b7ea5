"""A question: two futures, A (the base) and B (the what-if), as a page, a link or a file puts it.

It is data and nothing else: read by the strict reader, checked here against the declarations, and never given to
Hydra. What it does not say takes the default of the behaviour, then of the pressure, then of the parameter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from threading import Lock
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sim.behaviours import BEHAVIOURS
from sim.core.nearest import unknown
from sim.core.parameters import InputError
from sim.outcomes import OUTCOMES
from sim.place import Place, load_place, with_figures
from sim.plan.plan import MOST_ENTRIES
from sim.plan.read import plan_of
from sim.scenario import PLANS, Scenario, declarations, load_scenario, options

YEARS, MOST_VALUES, NAME, TITLE = (1, 15), 64, 60, 160
Name = Annotated[str, Field(min_length=1, max_length=NAME)]
Key = Annotated[str, Field(max_length=80)]
Level = Annotated[int, Field(ge=1, le=5)]
Words = Annotated[str, Field(max_length=80)]
Some = Annotated[list[Words], Field(max_length=64)]
Said = float | Words | Some | Annotated[dict[Key, float | Words | Some], Field(max_length=4)] | None
"""What an entry of a plan may say of one field: a number, a name, names, or a group such as {share: 0.5}."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Future(_Strict):
    """One future.

    Attributes:
        name: what the team calls it.
        behaviour: how teams behave.
        pressure: what the place faces.
        values: parameters set apart from these, by dotted name.
        plan: who does what from when to when: entries by name, each as in a plan file.
    """

    name: Name
    behaviour: Key
    pressure: Key = "rising_demand"
    values: Annotated[dict[Key, bool | float], Field(max_length=MOST_VALUES)] = {}
    plan: Annotated[dict[Key, Annotated[dict[Key, Said], Field(max_length=16)]], Field(max_length=MOST_ENTRIES)] = {}


class PlaceChanges(_Strict):
    """What makes the place look like the team's own: figures, and names that are only shown."""

    figures: Annotated[dict[Key, float], Field(max_length=MOST_VALUES)] = {}
    names: Annotated[dict[Key, Name], Field(max_length=MOST_VALUES)] = {}


class Standing(_Strict):
    """Where a team puts itself on one factor, 1 to 5, and where it wants to be."""

    now: Level | None = None
    wanted: Level | None = None


class Prediction(_Strict):
    """What somebody in the room expects of B rather than A; a line drawn for B has one level a year."""

    who: Name
    outcome: Key
    says: Literal["better", "same", "worse"]
    line: Annotated[list[Annotated[float, Field(allow_inf_nan=False)]], Field(max_length=YEARS[1] + 1)] | None = None


class Question(_Strict):
    """Two futures of one place; see the module's docstring."""

    title: Annotated[str, Field(max_length=TITLE)] = "What if we worked together?"
    story: Key | None = None
    years: Annotated[int, Field(ge=YEARS[0], le=YEARS[1])] = 6
    a: Future = Future(name="Every organisation for itself", behaviour="siloed")
    b: Future = Future(name="Working as one system", behaviour="collaborative")
    place: PlaceChanges = PlaceChanges()
    checklist: Annotated[dict[Key, Standing], Field(max_length=16)] = {}
    predictions: Annotated[list[Prediction], Field(max_length=200)] = []

    @classmethod
    def read(cls, data: object) -> Question:
        """Return a checked question, or raise `InputError`: one line with the name, the value and what is accepted."""
        try:
            asked = cls.model_validate(data)
        except ValidationError as error:
            raise InputError(first_fault(error.errors(include_url=False))) from None
        return asked.checked()

    def checked(self) -> Question:
        """Return the question if everything it names exists and lies within its bounds."""
        for side, future in (("a", self.a), ("b", self.b)):
            _known(f"{side}.behaviour", future.behaviour, BEHAVIOURS)
            _known(f"{side}.pressure", future.pressure, options("pressure"))
            for key, value in future.values.items():
                _known(f"{side}.values", key, declarations())
                declarations()[key].check(value)
            try:
                for name, entry in future.plan.items():
                    if "series" in entry:  # a question is data: it opens no file
                        raise InputError(f"plan.{name}.series: not in a question; expected in a plan file")
                plan_of([(f"plan.{name}", entry) for name, entry in future.plan.items()], PLANS)
            except InputError as error:
                raise InputError(f"{side}.{error}") from None
        for key in self.checklist:
            _known("checklist", key, factors())
        for prediction in self.predictions:
            _known("predictions.outcome", prediction.outcome, OUTCOMES)
        return self

    def plain(self) -> dict[str, Any]:
        """Return the question as plain data without what it leaves at its default."""
        return self.model_dump(exclude_defaults=True, mode="json")

    def tried(self, place: str | Place = "anyplace") -> Question:
        """Return the question if both of its futures can be made in a place, or raise `InputError`."""
        for side in ("a", "b"):
            self.scenario(side, place)
        organisations = [organisation.key for organisation in _opened(place).organisations]
        for key in self.place.names:
            _known("place.names", key, organisations)
        return self

    def scenario(self, side: Literal["a", "b"], place: str | Place = "anyplace") -> Scenario:
        """Return the scenario of one future in a place: one that is open, or by its name or the path of its file."""
        future: Future = getattr(self, side)
        figures = tuple(sorted(self.place.figures.items()))
        shown = placed(place, figures)  # says what is wrong in words of the place before Hydra is asked
        made = replace(_base(future.behaviour, future.pressure, self.years), place=shown)
        return (made.with_plan(future.plan) if future.plan else made).varied(future.values)


@lru_cache(maxsize=64)
def placed(place: str | Place, figures: tuple[tuple[str, float], ...] = ()) -> Place:
    """Return a place with some of its figures changed, checked as if they stood in its file."""
    return with_figures(_opened(place), dict(figures))


@lru_cache(maxsize=8)
def _opened(place: str | Place) -> Place:
    return load_place(place) if isinstance(place, str) else place


_COMPOSING = Lock()  # Hydra composes one scenario at a time


@lru_cache(maxsize=64)
def _base(behaviour: str, pressure: str, years: int) -> Scenario:
    """Return a scenario before its place and a future's own values: composing takes longer than a slider may."""
    with _COMPOSING:
        return load_scenario([f"behaviour={behaviour}", f"pressure={pressure}", f"years={years}"])


def factors() -> list[str]:
    """Return what a team may put itself on a scale of: all that it can practise."""
    return [key.split(".")[1] for key in declarations() if key.startswith("participation.")]


def _known(where: str, name: str, accepted: Iterable[str]) -> None:
    accepted = list(accepted)
    if name not in accepted:
        raise InputError(f"{where}: {unknown(name[:80], accepted, 'name')}")


def first_fault(faults: Sequence[Any]) -> str:
    """Say the first fault that pydantic found in one line; a name that nobody knows comes before what is missing."""
    fault = next((one for one in faults if one["type"] == "extra_forbidden"), faults[0])
    where = ".".join(str(part) for part in fault["loc"]) or "question"
    if fault["type"] == "extra_forbidden":
        return unknown(where[:120], _fields(fault["loc"]), "key")
    given = repr(fault.get("input"))
    return f"{where[:120]} = {given if len(given) <= 60 else given[:57] + '...'}: {_lower(fault['msg'])}"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _fields(where: tuple[int | str, ...]) -> list[str]:
    """Return the dotted names that would be accepted beside a wrong one."""
    model: Any = Question
    for part in where[:-1]:
        field = model.model_fields.get(str(part)) if isinstance(model, type) and issubclass(model, BaseModel) else None
        model = getattr(field, "annotation", None)
    known = model.model_fields if isinstance(model, type) and issubclass(model, BaseModel) else {}
    before = ".".join(str(part) for part in where[:-1])
    return [f"{before}.{name}" if before else name for name in known] or list(Question.model_fields)
