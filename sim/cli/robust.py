"""`common-ground robust`: which headlines hold under each rival theory of trust, cooperation and combination."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sim.analysis.headline import HEADLINE
from sim.analysis.kept_robust import write
from sim.analysis.robust import Robust, UnderTheory, count, study
from sim.analysis.tuned import CLOSE
from sim.cli.machine import on_its_machine
from sim.cli.progress import progress
from sim.cli.study import StudyRun
from sim.core.counts import so_many
from sim.core.parameters import InputError
from sim.report.figures.theory_grid import in_words, theory_grid
from sim.report.pages.page import Picture
from sim.report.pages.study import StudyPage, Table
from sim.report.text.labels import outcome_name, parameter_name
from sim.report.text.regret_words import arm
from sim.report.text.theory_words import band, finding, headline, holds_under, sized
from sim.report.text.words import joined
from sim.store.pieces import Pieces
from sim.theories import KEYS, PROJECTS, TRUST, moved_to, with_usual

if TYPE_CHECKING:
    import pandas as pd


@on_its_machine
def run(words: Sequence[str]) -> Path:
    """Do what the command asks; return the folder of results."""
    made = StudyRun("robust", words)
    asked, settings = made.asked, made.asked.settings
    for key in KEYS:
        if any(word.startswith(f"{key}=") for word in asked.overrides):
            raise InputError(f"{key}: robust tries one theory after another; expected theories=all, or a list of them")
    pieces, seeds = Pieces(made.folder.path, made.digest), asked.futures(settings["replications"])
    theories = with_usual(settings["theories"])
    with progress() as stage:
        tell = stage("Running arms", count(theories))
        found = study(asked.scenarios, seeds, theories, kept=pieces, workers=asked.workers, progress=tell)
    folder = made.keep(study_of(found), {"theories": theories_frame(found), "robust": robust_frame(found)})
    pieces.clear()
    if settings["store"]:
        made.console.print(f"Kept for every report: {write(found)}", markup=False, soft_wrap=True)
    return folder


def study_of(found: Robust) -> StudyPage:
    """Return the study in words and pictures."""
    base, alternative = (arm(name) for name in found.behaviours)
    how = (
        f"What most futures say, and the middle difference, in year {found.years}: {alternative} against {base}; "
        f"{so_many(found.futures, 'worlds')}, the same trust at month 0. Orange: judged otherwise than under the "
        "usual rules."
    )
    return StudyPage(
        question="Which headlines hold under rival theories?",
        lead=f"{so_many(found.futures, 'futures')} of {found.label}, {alternative} against {base} on the same draws, "
        f"under the usual rules and under {so_many(len(found.rivals), 'rival rules')} of {joined(found.families)}.",
        finding=finding(found),
        pictures={"theories": Picture(theory_grid(found, headline(found).partition(";")[0], how), in_words(found))},
        tables=(
            Table("Under how many rules the verdict on each headline holds", HEADS, headline_rows(found), (2,)),
            Table("What comes out under each rule", rule_heads(), rule_rows(found), range(3, len(rule_heads()))),
        ),
        judged=JUDGED,
        varied=False,
    )


HEADS = ("Headline", "Its verdict holds under", "Median difference over all rules")
JUDGED = (
    "A rule that nobody knows is tried in place of the usual one, one at a time, in the same worlds and on the same "
    "draws. Numbers that it sets are drawn in none of them.",
    "Where a rule moves mean trust between partners at month 0, one number, the ordinary reliability of professionals "
    "unless the rule names another, is moved by the same step in every world until trust is that of the usual rules, "
    f"to within {CLOSE[TRUST]:g}. Where a rule says by which number, joint projects in place are kept so, too, to "
    f"within {CLOSE[PROJECTS]:g}. What else a rule moves at month 0 stays moved.",
    "A headline holds under a rule if it is judged as under the usual rules: better or worse in most futures, much the "
    "same in most, or futures divide. How many rules are tried says nothing of how likely each is.",
)


def headline_rows(found: Robust) -> list[list[str]]:
    """Return the table of headlines."""
    return [[outcome_name(name), holds_under(found, name), band(found, name)] for name in HEADLINE]


def rule_heads() -> list[str]:
    """Return the heads of the table of rules."""
    month_0 = ("Tuned", "Trust before", "Trust after", "Joint projects before", "Joint projects after")
    return ["Rule", "Rule of", "Dials", *month_0, *(outcome_name(name) for name in HEADLINE)]


def rule_rows(found: Robust) -> list[list[str]]:
    """Return the table of rules, the usual ones once."""
    return [
        _rule(found, one, "the usual rules" if one is found.usual else one.label)
        for one in (found.usual, *found.rivals)
    ]


def _rule(found: Robust, one: UnderTheory, label: str) -> list[str]:
    dials = joined([f"{key}={value:g}" for key, value in one.dials.items()]) or "none"
    moved = joined([_moved(one, key) for key in one.steps]) or "nothing"
    projects = (f"{x:.2f}" for x in (one.projects_untuned, one.projects))
    month_0 = (moved, f"{one.untuned:.3f}", f"{one.trust:.3f}", *projects)
    judged = (f"{sized(found, name, one.medians[name])} ({one.verdicts[name]})" for name in HEADLINE)
    return [label, one.family if one.dials else "all", dials, *month_0, *judged]


def _moved(one: UnderTheory, key: str) -> str:
    outside = " (implausible)" if key in one.implausible else ""
    return f"{parameter_name(key)} {moved_to(key, one.steps[key]):.2f}{outside}"


def theories_frame(found: Robust) -> pd.DataFrame:
    """Return the theories as a table, one row a theory."""
    import pandas as pd

    names = ("family", "label", "untuned", "trust", "projects_untuned", "projects")
    return pd.DataFrame(
        [
            {
                "theory": one.name,
                **{name: getattr(one, name) for name in names},
                "tuned": " ".join(f"{key}{step:+g}" for key, step in one.steps.items()),
            }
            for one in found.theories
        ]
    )


def robust_frame(found: Robust) -> pd.DataFrame:
    """Return verdicts as a table, one row a theory and headline outcome."""
    import pandas as pd

    return pd.DataFrame(
        [
            {
                "family": one.family,
                "theory": one.name,
                "outcome": name,
                "median": one.medians[name],
                "verdict": one.verdicts[name],
                "holds": one.verdicts[name] == found.usual.verdicts[name],
            }
            for one in found.theories
            for name in HEADLINE
        ]
    )
