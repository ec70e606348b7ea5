"""Interventions: what is begun at a date and at a price, one small file each, found by being in this folder."""

from __future__ import annotations

from importlib import import_module
from inspect import isabstract
from pkgutil import iter_modules

from sim.interventions.base import Intervention, Levels


def _found() -> list[type[Intervention]]:
    """Return each intervention whose class stands in a file of this folder, in the order of lists."""
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    kinds = [
        kind
        for module in modules
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Intervention) and kind.__module__ == module.__name__
    ]
    return sorted((kind.checked() for kind in kinds if not isabstract(kind)), key=lambda one: (one.order, one.name))


INTERVENTIONS: dict[str, type[Intervention]] = {kind.name: kind for kind in _found()}


def excluded_by(name: str) -> frozenset[str]:
    """Return the interventions that the same organisations cannot have beside one, whichever of the two says so."""
    kinds = INTERVENTIONS.items()
    return frozenset(other for other, kind in kinds if other in INTERVENTIONS[name].excludes or name in kind.excludes)


__all__ = ["INTERVENTIONS", "Intervention", "Levels", "excluded_by"]
