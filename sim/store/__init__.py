"""What a run leaves on disk: tables, configuration, manifest and checksums, in one folder that says if it is whole."""

from __future__ import annotations

from sim.store.atomic import write_atomically
from sim.store.checksums import SUMS, faults
from sim.store.folder import ResultFolder, results_root
from sim.store.manifest import manifest_of
from sim.store.owned import StoreError
from sim.store.plan import plan_hash, resolved, scenario_of
from sim.store.provenance import keep_provenance
from sim.store.tables import read_table

__all__ = [
    "SUMS",
    "ResultFolder",
    "StoreError",
    "faults",
    "keep_provenance",
    "manifest_of",
    "plan_hash",
    "read_table",
    "resolved",
    "results_root",
    "scenario_of",
    "write_atomically",
]
