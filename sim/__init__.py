"""Common Ground: an agent-based simulation of a local health and care system in England.

>>> import sim
>>> scenario = sim.load_scenario(["behaviour=collaborative", "pressure=austerity"])
>>> model = sim.CareSystem(scenario, seed=7)        # Mesa, one run
>>> ensemble = sim.run_ensemble(scenario, seeds=range(64))   # the same rules, many runs
>>> sim.experiments.sensitivity                     # sweeps and studies, as the commands of the same names do them
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "load_scenario": "sim.scenario",
    "Scenario": "sim.scenario",
    "CareSystem": "sim.model.care_system",
    "Organisation": "sim.model.agents",
    "Leader": "sim.model.agents",
    "run_ensemble": "sim.model.ensemble",
    "Ensemble": "sim.model.ensemble",
    "compare": "sim.analysis.paired",
    "Comparison": "sim.analysis.paired",
    "open_results": "sim.store.results",
    "load_place": "sim.place",
    "check_place": "sim.place",
    "Place": "sim.place",
    "InputError": "sim.core.parameters",
    "OUTCOMES": "sim.outcomes",
}

_MODULES = ("experiments",)

__all__ = list(_HOMES)  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that `import sim` stays quick."""
    if name == "__version__":
        from sim.store.manifest import version

        return version()
    if name in _MODULES:
        return import_module(f"sim.{name}")
    if name not in _HOMES:
        raise AttributeError(f"module 'sim' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*__all__, *_MODULES, *(name for name in globals() if name.startswith("__")), "__version__"])
