"""How teams behave: one decision rule, and one small file a behaviour, found by being in this folder."""

from __future__ import annotations

from importlib import import_module
from inspect import isabstract
from pkgutil import iter_modules

from sim.behaviours.base import Behaviour


def _found() -> list[Behaviour]:
    """Return one of each behaviour whose class stands in a file of this folder, in the order of lists."""
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    kinds = [
        kind
        for module in modules
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Behaviour) and kind.__module__ == module.__name__
    ]
    named = (kind for kind in kinds if not isabstract(kind) and isinstance(getattr(kind, "name", None), str))
    return sorted((kind() for kind in named), key=lambda one: (one.order, one.name))


BEHAVIOURS: dict[str, Behaviour] = {behaviour.name: behaviour for behaviour in _found()}

__all__ = ["BEHAVIOURS", "Behaviour"]
