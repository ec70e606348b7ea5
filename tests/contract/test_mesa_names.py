"""No name of ours is one of Mesa's, but for those that Mesa asks a model to write."""

from __future__ import annotations

import ast
import inspect
import textwrap
from typing import Any

import mesa
import pytest

from sim.model.agents import Leader, Organisation
from sim.model.care_system import CareSystem
from tests.reference.entities import Seat, Team
from tests.reference.model import ReferenceRound
from tests.whole import scenario

MEANT = {"step", "running"}
# What Mesa 3.5 and the first alpha of Mesa 4 own, whichever Mesa is installed here.
COMING_MODEL = """
    agent_id_counter agent_types agents agents_by_type batch clear_all_class_subscriptions clear_all_subscriptions
    data_registry deregister_agent notify observables observe observe_class random register_agent remove_all_agents
    reset_randomizer reset_rng rng run_for run_model run_until running scenario schedule_event schedule_recurring step
    steps subscribers suppress time unobserve unobserve_class _advance_time _agents _agents_by_type _all_agents
    _batch_context _class_subscribers _clear_all_subscriptions _default_schedule _do_step _event_generators _event_list
    _has_subscribers _mesa_notify _process_name _process_signal_type _register_observer _rng _scenario _seed _simulator
    _suppress _time _unregister_observer _user_step _wrapped_step
"""
COMING_AGENT = """
    advance cancel_action create_agents current_action from_dataframe interrupt_for is_busy model pos random remove rng
    scenario start_action step unique_id _datasets _ids
"""


class BareModel(mesa.Model):
    """A model with nothing of its own."""


def names_of_mesa(ours: type[Any]) -> set[str]:
    model = BareModel()
    if issubclass(ours, mesa.Model):
        return {*dir(model), *COMING_MODEL.split()}
    return {*dir(mesa.Agent(model)), *COMING_AGENT.split()}


def names_written(kind: type[Any]) -> set[str]:
    """Return what a class gives a value in its body, and what its methods write on the object."""
    (whole,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    assert isinstance(whole, ast.ClassDef)
    written: set[str] = set()
    for line in whole.body:
        if isinstance(line, ast.FunctionDef | ast.ClassDef):
            written.add(line.name)
        elif isinstance(line, ast.Assign | ast.AnnAssign) and line.value is not None:
            targets = line.targets if isinstance(line, ast.Assign) else [line.target]
            written |= {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}
    for node in ast.walk(whole):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            written |= {node.attr} if isinstance(node.value, ast.Name) and node.value.id == "self" else set()
    return {name for name in written if not (name.startswith("__") and name.endswith("__"))}


@pytest.mark.parametrize("kind", [CareSystem, Organisation, Leader, ReferenceRound, Seat, Team])
def test_no_name_of_ours_is_one_of_mesas(kind: type[Any]) -> None:
    ours = names_written(kind)
    assert ours
    assert ours & names_of_mesa(kind) <= MEANT


def test_a_name_of_mesas_would_be_found() -> None:
    class Colliding(mesa.Model):
        time = 3
        batch: int

        def __init__(self) -> None:
            self.first, (self.scenario, _) = 1, (2, 3)

        def notify(self) -> None: ...

    assert names_written(Colliding) == {"time", "first", "scenario", "notify"}
    assert names_written(Colliding) & names_of_mesa(Colliding) == {"time", "scenario", "notify"}


def test_what_is_written_at_work_is_what_the_source_says() -> None:
    model = CareSystem(scenario(), seed=1).run()
    for thing in (model, model.organisation("acute"), model.leader("acute/chief")):
        kind = type(thing)
        assert set(vars(thing)) <= names_written(kind) | names_of_mesa(kind)
