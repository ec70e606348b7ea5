"""What a rule is given while it is traced: state, parameters, draws and a clock that stand for those of a run."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from threading import RLock
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np

from sim.behaviours import following
from sim.compile import functions  # noqa: F401 (numpy finds them)
from sim.compile.graph import CLOCK, PARAMETER, STATE, Graph
from sim.compile.refusal import located, refuse
from sim.compile.trace import RUNS, Traced, constant
from sim.core.arithmetic import ROUNDS_PER_YEAR, total
from sim.core.draws import Draws, Keys, mixed
from sim.core.nearest import unknown
from sim.core.state import State, Variable
from sim.mechanisms.pressures.divergence import Divergence
from sim.outcomes.base import Outcome
from sim.place.levels import FigureLevels
from sim.world.world import Clock, Mechanism, World


class Phase(NamedTuple):
    """Rounds in which every rule does the same: it may ask which of them it is, and nothing finer."""

    name: str
    first: int
    last: int


FAULT = "fault"
"""Row of the state that counts choices which cannot be: numpy then says whose."""
_TRACING = RLock()  # the check of choices is one for all threads
PHASES = (
    Phase("early", -(10**6), -ROUNDS_PER_YEAR - 1),
    Phase("year before", -ROUNDS_PER_YEAR, -1),
    Phase("first", 0, 0),
    Phase("later", 1, 10**6),
)


@dataclass(frozen=True)
class Step:
    """What a rule does in a phase.

    Attributes:
        name: of the rule or outcome.
        graph: what it does.
        made: each state variable that it changes, as it is afterwards; of an outcome, its value.
    """

    name: str
    graph: Graph
    made: Mapping[str, Traced]


class _Round:
    """The number of a round of a phase: compared with another number where all the phase agrees, and nothing else."""

    def __init__(self, phase: Phase) -> None:
        self.phase = phase

    def _compared(self, other: Any, by: Callable[[Any, Any], bool]) -> bool:
        if not isinstance(other, int):
            refuse("the number of a round is compared with whole numbers and nothing else: take clock.years or week")
        first, last = self.phase.first, self.phase.last
        numbers = {first, last} | {number for number in range(other - 1, other + 2) if first <= number <= last}
        ends = {by(number, other) for number in numbers}
        if len(ends) > 1:
            refuse(f"a branch within the rounds {first} to {last}: phases are {PHASES}")
        return ends.pop()

    def __eq__(self, other: object) -> bool:
        return self._compared(other, operator.eq)

    __hash__ = None  # type: ignore[assignment]

    def __lt__(self, other: Any) -> bool:
        return self._compared(other, operator.lt)

    def __le__(self, other: Any) -> bool:
        return self._compared(other, operator.le)

    def __gt__(self, other: Any) -> bool:
        return self._compared(other, operator.gt)

    def __ge__(self, other: Any) -> bool:
        return self._compared(other, operator.ge)


class _Clock(Clock):
    """The clock of a phase, whose weeks are known only in the run."""

    __slots__ = ("graph", "phase")

    def __init__(self, graph: Graph, phase: Phase) -> None:
        object.__setattr__(self, "graph", graph)
        object.__setattr__(self, "phase", phase)
        object.__setattr__(self, "week", self._input("week"))

    def _input(self, name: str) -> Traced:
        node = self.graph.add("clock", (), 1, "d", depends=CLOCK, detail=name, key=name)
        return Traced(self.graph, node, np.zeros((), dtype=np.intp))

    @property
    def live(self) -> bool:
        return self.phase.first >= 0

    @property
    def years(self) -> Any:
        return self._input("years") if self.live else 0.0

    @property
    def round(self) -> Any:
        return _Round(self.phase)

    @property
    def week_of_year(self) -> Any:
        return self._input("week_of_year")


class _Draws(Draws):
    """Draws of each run: what a stream begins with is given, the hash and what follows from it are traced."""

    def __init__(self, graph: Graph) -> None:
        streams: Any = SimpleNamespace(drawn=self._drawn, replicates=range(RUNS))
        super().__init__(streams, 0)
        object.__setattr__(self, "graph", graph)

    def _drawn(self, made: Callable[[Any], Any], stream: str, keys: Keys, period: int) -> Any:
        return made(mixed(self._row(stream) ^ keys[:, None]))

    def _row(self, stream: str) -> Any:
        graph: Graph = self.graph  # type: ignore[attr-defined]
        begun = graph.add("stream", (), 1, "Q", runs=True, depends=STATE, detail=stream, key=stream)
        step = graph.add("clock", (), 1, "Q", depends=CLOCK, detail="step", key="step")
        at = np.zeros((), dtype=np.intp)
        return mixed(Traced(graph, begun, at) + Traced(graph, step, at))

    def normal_at(self, stream: str, keys: Keys, where: Any) -> Any:
        """Return normals of all, worked out where some run is marked, of which only the marked will be taken."""
        drawn: Any = self.normal(stream, keys)
        made, marks = drawn.node, where[0].marks
        only = (marks.node, np.ascontiguousarray(marks.at.ravel()))
        node = drawn.graph.add(made.op, made.args, made.rows, made.kind, depends=STATE, only=only)
        return Traced(drawn.graph, node, drawn.at, own=True)

    def uniform_at(self, stream: str, keys: Keys, where: Any) -> Any:
        """Return the uniforms of all, of which only the marked will be taken."""
        return self.uniform(stream, keys)


def parameters_of(rule: Any) -> dict[str, Any]:
    """Return the parameters of a rule, or of the one that it holds back, by dotted name."""
    inner = rule
    while hasattr(inner, "rule"):
        inner = inner.rule
    names = fields(inner.params) if inner.params is not None else ()
    return {f"{rule.name}.{item.name}": getattr(inner.params, item.name) for item in names}


def _params(graph: Graph, name: str, params: Any) -> Any:
    """Return parameters of which only switches have a value."""
    values: dict[str, Any] = {}
    for item in fields(params):
        value = getattr(params, item.name)
        if isinstance(value, bool):
            continue
        values[item.name] = _number(graph, f"{name}.{item.name}", value)
    return replace(params, **values)


class _State(State):
    """The state before a rule, of which it is given what it asks for."""

    def __init__(self, graph: Graph, world: World, variables: Iterable[Variable], asked: Iterable[str] = ()) -> None:
        self.__dict__["_of"] = (graph, world, {one.name: one for one in variables})
        super().__init__({name: getattr(self, name) for name in asked})

    def copy(self) -> State:
        made = _State(*self.__dict__["_of"][:2], variables=())
        made.__dict__.update(self.__dict__)
        return made

    def __getattr__(self, name: str) -> Any:
        graph, world, variables = self.__dict__["_of"]
        if name not in variables:
            raise AttributeError(unknown(name, variables, "state variable"))
        rows = rows_of(variables[name], world)
        size = int(np.prod(rows))
        node = graph.add("state", (), size, "d", runs=True, depends=STATE, detail=name, key=name)
        self.__dict__[name] = Traced(graph, node, np.arange(size).reshape(rows))
        return self.__dict__[name]


def rows_of(variable: Variable, world: World) -> tuple[int, ...]:
    """Return the shape of a state variable without its axis of runs."""
    if variable.entity == "place":
        return ()
    return (world.size(variable.entity), *((variable.width,) if variable.width else ()))


@contextmanager
def _noted(faults: list[Traced]) -> Iterator[None]:
    """Let choices of behaviours be checked in the run while they are traced: how many cannot be is noted."""
    checked = following.within

    def within(where: str, field: str, value: Any, like: Any) -> Any:
        if not isinstance(value, Traced) or value.shape != like.shape:
            return checked(where, field, value, like)
        can_be: Any = (value >= 0.0) & (value <= following.most_of(field))
        missed: Any = total(np.where(can_be, 0.0, 1.0))
        faults.append(missed)
        return value

    with _TRACING:
        following.within = within
        try:
            yield
        finally:
            following.within = checked


def trace_rule(rule: Mechanism, world: World, variables: Iterable[Variable], phase: Phase) -> Step:
    """Return what a rule does in a phase, or raise `Untraceable` with the line that cannot be compiled.

    Args:
        rule: with the parameters of the scenario, of which only switches and what is zero in all runs are minded.
        world: of the place.
        variables: of the whole state.
        phase: of the run.
    """
    graph, variables, faults = Graph(), tuple(variables), list[Traced]()
    state = _State(graph, world, variables, rule.writes)
    before = dict(state.__dict__)
    with _noted(faults), located():
        state.apply(_standing_in(graph, rule).step(state, _Draws(graph), _Clock(graph, phase)))
    changed = {name: state.__dict__[name] for name in rule.writes if state.__dict__[name] is not before[name]}
    if faults:
        node = graph.add("state", (), 1, "d", runs=True, depends=STATE, detail=FAULT, key=FAULT)
        changed[FAULT] = sum(faults, Traced(graph, node, np.zeros((), dtype=np.intp)))
    return Step(rule.name, graph, {name: _lifted(graph, value) for name, value in changed.items()})


def _standing_in(graph: Graph, rule: Any) -> Any:
    """Return a rule with parameters that stand for those of a run; so is the one within it, if it holds one back."""
    if hasattr(rule, "rule"):
        return replace(rule, rule=_standing_in(graph, rule.rule))
    if rule.params is None:
        return rule
    params = _params(graph, rule.name, rule.params)
    own = getattr(rule, "world", None)
    if own is None or own.levels is None:
        return replace(rule, params=params)
    return replace(rule, params=params, world=_world(graph, own, own.levels))


def _world(graph: Graph, world: World, levels: FigureLevels) -> World:
    """Return the world of a place whose figures, others than its file's, stand for those of a run."""
    given = {name: getattr(levels, name) for name in ("attendances", "admissions", "beds")}
    keys = {name: f"{Divergence.name}.more_{name}" for name in given}
    return world.standing_for(
        FigureLevels(**{name: _number(graph, keys[name], value) for name, value in given.items()})
    )


def _number(graph: Graph, key: str, value: Any) -> Any:
    """Return what stands for a parameter."""
    runs, detail = np.ndim(value) > 0, (key, bool(np.any(value)))
    node = graph.add("parameter", (), 1, "d", runs=runs, depends=PARAMETER, detail=detail, key=key)
    return Traced(graph, node, np.zeros((), dtype=np.intp))


def trace_outcome(outcome: Outcome, world: World, variables: Iterable[Variable]) -> Step:
    """Return how an outcome is read from the state."""
    graph = Graph()
    with located():
        value = outcome.read(_State(graph, world, variables), world)
    return Step(outcome.name, graph, {f"outcome {outcome.name}": _lifted(graph, value)})


def _lifted(graph: Graph, value: Any) -> Traced:
    return constant(graph, value)
