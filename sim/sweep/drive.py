"""Driving a sweep: look at what is there, run what is missing, merge, and say what failed."""

from __future__ import annotations

import json
import shlex
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from sim.model.machines import Which, running
from sim.store import ResultFolder, faults, keep_provenance, manifest_of
from sim.store.atomic import clear_partials
from sim.store.lock import held
from sim.store.manifest import now
from sim.store.owned import make_folder, own_files, remove
from sim.sweep.chunks import CHUNKS, NOT_FINITE, Failure, Receipt, find
from sim.sweep.folder import ERROR, begun, check_code
from sim.sweep.merge import merge
from sim.sweep.plan import Chunk, Study, SweepPlan
from sim.sweep.space import words_of
from sim.sweep.work import work_of

Tell = Callable[[int, bool], None]


class Executor(Protocol):
    """Runs chunks somewhere, and yields a receipt for each, in any order."""

    def __call__(self, study: Study, chunks: Sequence[Chunk]) -> Generator[Receipt, None, None]: ...


@dataclass(frozen=True)
class Swept:
    """What a sweep brought.

    Attributes:
        folder: where it is.
        chunks: how many there are.
        reused: chunks that were there before.
        aside: files set aside because they were damaged.
        failures: points that could not be run.
        seconds: what it took, now.
    """

    folder: Path
    chunks: int
    reused: int
    aside: tuple[str, ...]
    failures: tuple[Failure, ...]
    seconds: float


def sweep(
    plan: SweepPlan,
    root: Path,
    executor: Executor,
    *,
    argv: Sequence[str],
    size: int = 0,
    tell: Tell | None = None,
    machine: Which | None = None,
    workers: int = 1,
) -> Swept:
    """Run a sweep, or what is missing of it.

    Args:
        plan: what to run.
        root: folder of results.
        executor: where chunks run.
        argv: the command that asks for it.
        size: runs in a chunk; 0 for a few seconds of work. A folder begun earlier keeps its own.
        tell: called with the runs of each finished chunk, and whether it was there before.
        machine: what runs the futures, to the same bits.
        workers: processes that the executor has.
    """
    clock, results = time.perf_counter(), ResultFolder(root, "sweep", plan.digest).prepare()
    with held(results.path):
        clear_partials(results.path)
        manifest = manifest_of("sweep", plan.digest, root_seed=plan.base.root_seed, argv=argv, started=now(), extra={})
        before = begun(results.path)
        if before is not None:
            check_code(results.path, before, manifest)
            size = int(before["chunk"])
        chunks, study = plan.chunks(size), plan.study(str(results.path))
        if before is not None and not faults(results.path) and not _errors(results.path):
            return Swept(results.path, len(chunks), len(chunks), (), (), time.perf_counter() - clock)
        results.open()
        make_folder(results.path / CHUNKS)
        _begin(results, plan, manifest, size)
        receipts, aside = find(results.path, chunks, study)
        done = {number: receipt for number, receipt in receipts.items() if not receipt.failures}
        there = len(done)
        with running(machine, work_of(plan, workers)) as ran:
            _run(executor, study, chunks, done, tell)
        failures = _write_failures(results, plan, done)
        for name in merge(plan, chunks, done, results.path):
            results.names.append(name)
        results.complete({**manifest, "ended": now(), "chunk": size, "failed_points": len(failures), "machine": ran})
        return Swept(
            results.path,
            len(chunks),
            there,
            tuple(aside),
            tuple(failures),
            time.perf_counter() - clock,
        )


def _begin(results: ResultFolder, plan: SweepPlan, manifest: dict[str, Any], size: int) -> None:
    """Write what there is to say before the first chunk."""
    from sim.store.tables import parquet_bytes

    results.write_json("manifest", {**manifest, "chunk": size})
    results.write("plan.parquet", parquet_bytes(plan.frame()))
    if plan.elicited:
        results.write("elicited.csv", plan.elicited)
    keep_provenance(results, plan.config, [arm.place for arm in plan.arms.values()], manifest["command"][2:])


def _run(
    executor: Executor, study: Study, chunks: Sequence[Chunk], receipts: dict[int, Receipt], tell: Tell | None
) -> None:
    """Run the chunks that have no receipt; add theirs."""
    if tell:
        for receipt in receipts.values():
            tell(receipt.runs, True)
    missing = [chunk for chunk in chunks if chunk.number not in receipts]
    if not missing:
        return
    with closing(executor(study, missing)) as work:
        for receipt in work:
            receipts[receipt.number] = receipt
            if tell:
                tell(receipt.runs, False)


def _write_failures(results: ResultFolder, plan: SweepPlan, receipts: dict[int, Receipt]) -> list[Failure]:
    """Write what failed, one file a point, with the command that reproduces it; take away what no longer does."""
    found: dict[int, Failure] = {}
    for number in sorted(receipts):
        for failure in receipts[number].failures:
            known = found.setdefault(failure.point, failure)
            if known is not failure:  # its replications lie in several chunks
                found[failure.point] = replace(known, seeds=tuple(sorted({*known.seeds, *failure.seeds})))
    for old in _errors(results.path):
        remove(old)
    for point, failure in sorted(found.items()):
        results.write(
            f"errors/{point:06d}.json", json.dumps(_error(plan, failure), indent=2, ensure_ascii=False) + "\n"
        )
    return [found[point] for point in sorted(found)]


def _errors(folder: Path) -> list[Path]:
    """Return what was told of points that failed."""
    return [path for path in own_files(folder / "errors") if ERROR.fullmatch(path.name)]


def _error(plan: SweepPlan, failure: Failure) -> dict[str, Any]:
    values = plan.points[failure.point]
    seeds = list(failure.seeds) or list(range(plan.replications))
    words = [*plan.words, *words_of(values)]
    some = seeds[:1] if failure.error.startswith(NOT_FINITE) else range(seeds[0], seeds[-1] + 1)
    rows = "frame().query('value - value != 0')" if failure.error.startswith(NOT_FINITE) else "frame()"
    code = f"import sim; print(sim.run_ensemble(sim.load_scenario({words!r}), seeds={some!r}).{rows})"
    return {
        "point": failure.point,
        "parameters": dict(values),
        "root_seed": plan.base.root_seed,
        "seeds": seeds,
        "exception": failure.error,
        "where": failure.trace.splitlines(),
        "reproduce": shlex.join(["python", "-c", code]),
    }
