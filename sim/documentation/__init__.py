"""Documentation made from the declarations and from stored studies: tables, submodels, checklists and the model card.

Nothing here is written by hand twice: a table is the declarations, a submodel is its module's docstring, a figure of a
checklist is counted or read from what a study stored. A test fails
when a page in `docs/` is not what this floor would write; `make docs` writes it anew.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sim.documentation import (
    agents,
    alone,
    behaviours,
    calibrate,
    decides,
    decisions,
    elicit,
    glossary,
    inert,
    model_card,
    outcomes,
    parameters,
    references,
    state,
    stress,
    submodels,
    trace_table,
    variables,
)
from sim.documentation.markdown import filled
from sim.validation import entered_page, verdicts_page

PAGES: dict[str, Callable[[], str]] = {
    "parameters.md": parameters.page,
    "outcomes.md": outcomes.page,
    "behaviours.md": behaviours.page,
    "state.md": state.page,
    "glossary.md": glossary.page,
    "agents.md": agents.page,
    "elicit.md": elicit.page,
    "elicit.csv": elicit.form,
    "calibrate.md": calibrate.page,
    "observed.csv": calibrate.example,
    "stress.md": stress.page,
    "trace.md": trace_table.page,
    "model_card.md": model_card.page,
}
PARTS: dict[str, dict[str, Callable[[], str]]] = {
    "validation.md": {
        "entered": entered_page.section,
        "verdicts": verdicts_page.section,
        "tuned": entered_page.tuned,
    },
    "coverage.md": {"inert": inert.inert, "inert alone": inert.inert_alone},
    "plans.md": {"alone": alone.alone},
    "model.md": {
        "entities": state.entities,
        "round": submodels.round_order,
        "week": submodels.week_order,
        "decisions": decisions.decisions,
        "evidence": parameters.by_evidence,
        "what decides": decides.decides,
        "submodels": submodels.all_submodels,
        "references": references.references,
    },
}


def written(folder: Path) -> dict[Path, str]:
    """Return every generated page of a documentation folder: path to text.

    Args:
        folder: where the pages written by hand stand, whose marked parts are filled.
    """
    pages = {folder / name: make() for name, make in PAGES.items()}
    for name, parts in PARTS.items():
        text = (folder / name).read_text(encoding="utf-8")
        for part, make in parts.items():
            text = filled(text, part, make())
        pages[folder / name] = text
    typed = folder.parent / "sim" / "core" / "variables"
    return pages | {typed / f"{name}.py": text for name, text in variables.modules().items()}
