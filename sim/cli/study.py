"""What every study does around its runs: names its folder from its plan, says what it found, and keeps all of it."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.analysis.futures import Futures, run_futures
from sim.analysis.measures import Measure
from sim.analysis.space import latin_hypercube
from sim.analysis.stored import Stored
from sim.analysis.stored_runs import futures_of
from sim.cli.elicited import keep_elicited, tell_elicited
from sim.cli.given_files import GIVEN, keep_given, of_asked, of_worlds
from sim.cli.machine import how
from sim.cli.options import HOW, Asked, ask
from sim.cli.progress import left_alone, progress, screen
from sim.core.counts import so_many
from sim.report.pages.study import StudyPage, study_page
from sim.store import ResultFolder, keep_provenance, manifest_of, plan_hash, resolved
from sim.store.checksums import MANIFEST
from sim.store.manifest import code_digest, code_of, now, version
from sim.store.owned import read_json

if TYPE_CHECKING:
    import pandas as pd


class StudyRun:
    """One study from the words that asked for it to its complete folder.

    Attributes:
        asked: what was asked for.
        design: the study's own settings, as plain data; those that change only the time taken are left out.
        folder: where the results go.
    """

    def __init__(self, experiment: str, words: Sequence[str]) -> None:
        self.asked: Asked = ask(experiment, words)
        self._started, self._clock, self.console = now(), time.perf_counter(), screen()
        settings = {key: value for key, value in self.asked.settings.items() if key not in HOW}
        self.design = {
            key: _plain(value) for key, value in settings.items() if value or key not in ("sweep", *GIVEN)
        } | of_asked(self.asked)
        arms = [resolved(scenario) for scenario in self.asked.scenarios]
        self.digest = plan_hash({"experiment": experiment, "design": self.design, "arms": arms})
        self.folder = ResultFolder(self.asked.results, experiment, self.digest).apart().prepare()

    @property
    def spread(self) -> str:
        """Say how the worlds were chosen."""
        varied = so_many(len(self.asked.settings["vary"]), "parameters")
        if self.asked.stored is None:
            return f"Worlds are spread evenly over the plausible ranges of {varied}"
        return f"Worlds are those of a stored sweep (design={self.asked.stored.design}) of {varied}"

    def worlds(self, measures: Sequence[Measure], seed: int) -> Futures:
        """Return the levels of every arm in worlds spread evenly over what varies, or in those of a stored sweep."""
        asked, settings = self.asked, self.asked.settings
        if asked.stored is not None:
            return futures_of(asked.stored, settings["behaviours"], measures)
        points, seeds = latin_hypercube(settings["vary"], settings["points"], seed), range(settings["replications"])
        with progress() as stage:
            tell = stage("Trying worlds", settings["points"])
            return run_futures(asked.scenarios, points, seeds, measures, workers=asked.workers, progress=tell)

    def keep(
        self, study: StudyPage, tables: Mapping[str, pd.DataFrame], files: Mapping[str, str] | None = None
    ) -> Path:
        """Say what was found, and write all there is to keep; return the folder.

        Args:
            study: the study in words and pictures.
            tables: by name.
            files: further ones, by name.
        """
        asked, folder, name = self.asked, self.folder, self.asked.experiment
        if asked.stored is not None and (said := by_other_code(asked.stored)):
            study = replace(study, finding=(*study.finding, said))
        if said := of_worlds(asked):
            study = replace(study, lead=f"{study.lead} {said}")
        called = asked.names or tuple(scenario.behaviour for scenario in asked.scenarios)
        arms = {name: resolved(scenario) for name, scenario in zip(called, asked.scenarios, strict=True)}
        seed = asked.scenarios[0].root_seed
        manifest = manifest_of(name, self.digest, root_seed=seed, argv=asked.argv, started=self._started, extra={})
        with folder.taken(manifest):  # kept before a word is said: nobody may be there to hear it
            for title, frame in tables.items():
                folder.write_table(title, frame)
            keep_given(folder, asked)
            for title, text in (files or {}).items():
                folder.write(title, text)
            places = [scenario.place for scenario in asked.scenarios]
            keep_provenance(folder, {name: self.design, "arms": arms}, places, asked.overrides)
            for title, picture in study.pictures.items():
                for ending, data in picture.files.items():
                    folder.write(f"figures/{title}.{ending}", data)
            if "plans" not in self.design and not study.arms:  # a portfolio and pathways say their plans themselves
                study = replace(study, arms=asked.scenarios)
            if (said := keep_elicited(folder, asked)) is not None:
                study = replace(study, sections=(*study.sections, said))
            page = study_page(study, asked.scenarios[0], command=asked.command, digest=self.digest, version=version())
            folder.write("report.html", page)
            seconds = round(time.perf_counter() - self._clock, 1)
            folder.complete({**manifest, "ended": now(), **how(asked.workers), "seconds": seconds})
        for number, sentence in enumerate(study.finding):
            self.console.print(f"\n{sentence}", style="bold" if not number else "", markup=False)
        tell_elicited(self.console, asked)
        if said := of_worlds(asked):
            self.console.print(f"\n{said}", markup=False)
        from rich.padding import Padding
        from rich.text import Text

        for line in study.closing:
            indented = len(line) - len(line.lstrip())
            self.console.print(Padding(Text(line.strip()), (int(not indented), 0, 0, indented), expand=False))
        left_alone(self.console, folder)
        self.console.print(
            f"\n{so_many(f'{seconds:.0f}', 'seconds')}. Report: {folder.path / 'report.html'}", markup=False
        )
        return folder.path


def by_other_code(stored: Stored) -> str:
    """Say that a sweep was made by other code, if it was; else nothing."""
    made = code_of(read_json(stored.results.path / MANIFEST))
    if made == code_digest():
        return ""
    return f"The sweep was made by other code ({made}) than tells of it here ({code_digest()})."


def frame_of(rows: Sequence[Any]) -> pd.DataFrame:
    """Return a table of records, one column a field."""
    import pandas as pd

    return pd.DataFrame([{name: getattr(row, name) for name in type(row).__slots__} for row in rows])


def _plain(value: Any) -> Any:
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
