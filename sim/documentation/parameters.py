"""docs/parameters.md: every declared number of the model, and every figure of the place."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sim.core.parameters import Declaration, Evidence, Role, declare
from sim.documentation.docstrings import described, modules_of
from sim.documentation.markdown import MADE, number, plain, source_file, table
from sim.interventions import INTERVENTIONS
from sim.mechanisms.schedule import ROUND, WEEK
from sim.outcomes import OUTCOMES
from sim.place import Figures, load_place
from sim.place.columns import cited_columns, columns
from sim.place.schema import TABLES
from sim.place.usual import usual_ranges
from sim.report.text.words import lower_first
from sim.scenario import declarations
from sim.unknowns import fixed, moves

LESS = 0.005
"""Of a smallest difference: what is less is not told in figures."""
_INTRODUCTION = """
Each number is declared once, beside the rule that uses it; this page, the checks, the configuration and the ranges that
studies sample all come from there. The full name of a parameter is its heading, a dot and its name: any experiment
takes `trust.asymmetry=1`.

- *Plausible range*: what a sensitivity analysis may sample. Values outside it are accepted within the unit's bounds.
- *In italics*: how a leadership team is asked for it; what is asked has a slider of its own.
- *Role*: a **lever** is chosen by people, an *uncertainty* is a number that nobody knows, a *constant* is neither.
  *Fixed* is what nobody knows either, and what was screened anywhere in its range (`make screening`): it moves nothing
  that a headline tells of (outcomes for people, the bill for care, money and hours for working together) by half of
  what matters, so futures do not draw it unless it is named (`unknowns=[trust.asymmetry]`). The figure is the upper
  end of a one-sided 95% interval.
- *Evidence*: *found* in a publication, *computed* from open data, *derived* by arithmetic on such numbers, *tuned* to a
  stated target, *from memory* and to be checked, or a *choice*: nobody has measured it, so vary it.
"""


def page() -> str:
    """Return the page."""
    parts = ["# Parameters", MADE, _INTRODUCTION.strip(), by_evidence()]
    for kinds, when in ((ROUND, "every four weeks"), (WEEK, "every week")):
        parts += [f"# Rules that act {when}"]
        parts += [_group(kind) for kind in kinds if any(True for _ in declare(kind.name, kind.Params))]
    parts += ["# Interventions, where a plan has them", *(_group(kind) for kind in INTERVENTIONS.values())]
    return "\n\n".join([*parts, _place("anyplace")]) + "\n"


def by_evidence() -> str:
    """Return the count of parameters by evidence and role."""
    counts = Counter((d.evidence, d.role) for d in declarations().values())
    rows = [
        [str(evidence.value), *(str(counts[evidence, role]) for role in Role), str(_sum(counts, evidence))]
        for evidence in Evidence
    ]
    rows.append(["all", *(str(sum(counts[e, role] for e in Evidence)) for role in Role), str(sum(counts.values()))])
    used = [column for column, cell in enumerate(rows[-1]) if cell != "0"]
    heads = ["Evidence", *(role.value for role in Role), "all"]
    return table([heads[c] for c in used], [[row[c] for c in used] for row in rows], right=range(1, len(used)))


def _sum(counts: Counter[tuple[Evidence, Role]], evidence: Evidence) -> int:
    return sum(counts[evidence, role] for role in Role)


def _group(kind: type[Any]) -> str:
    rows = [
        [
            f"`{d.key.split('.')[1]}`<br>{plain(d.label)}{_asked(d)}",
            number(d.default),
            _range(d),
            _unit(d),
            _role(d),
            plain(evidence_of(d)),
        ]
        for d in declare(kind.name, kind.Params)
    ]
    heads = ["What it is", "Default", "Plausible range", "Unit", "Role", "Evidence and source"]
    files = ", ".join(source_file(module) for module in modules_of(kind))
    about = f"{plain(described(kind.__module__).sentence)} ({files})"
    return f"## {kind.name}\n\n{about}\n\n{table(heads, rows, right=(1,))}"


def _role(declaration: Declaration) -> str:
    """Return the role; of what was screened and moves nothing, with the figure."""
    if declaration.key not in fixed():
        return f"**{declaration.role.value}**" if declaration.role is Role.LEVER else declaration.role.value
    found = moves()[declaration.key]
    whole = ", with its group" if found.whole else ""
    of = "" if found.most < LESS else f", {lower_first(OUTCOMES[found.outcome].short)}"
    most = f"less than {LESS:g}" if found.most < LESS else f"at most {found.most:.2f}"
    return f"{declaration.role.value}; fixed: moves nothing, measured ({most} of what matters{of}{whole})"


def _asked(declaration: Declaration) -> str:
    return f"<br>*{plain(declaration.ask.question)}*" if declaration.ask is not None else ""


def _range(declaration: Declaration) -> str:
    if declaration.plausible is None:
        return "on, off"
    return " to ".join(number(end) for end in declaration.plausible)


def _unit(declaration: Declaration) -> str:
    return "switch" if declaration.unit is None else declaration.unit.value.symbol.split(",")[0]


def evidence_of(declaration: Declaration) -> str:
    """Return how well a number is supported and by what, in one phrase."""
    word, source = declaration.evidence.value, declaration.source
    if source.lower().startswith(word.split()[0].rstrip(",")):
        return source
    short = "tuned" if declaration.evidence is Evidence.TUNED else word
    return f"{short}: {source}"


def _place(name: str) -> str:
    place = load_place(name)
    figures = [
        [
            f"`{name}`<br>{column.label}",
            number(getattr(place.figures, name)),
            column.unit.value.symbol if column.unit else "",
            plain(place.sources[f"figures.{name}"]),
            plain("; ".join(str(usual) for usual in usual_ranges() if usual.of == f"figures.{name}")),
        ]
        for name, column in columns(Figures).items()
    ]
    cited = [
        [f"`{part}.{column}`<br>{label}", plain(place.sources[f"{part}.{column}"])]
        for part, kind in TABLES.items()
        for column, label in cited_columns(kind)
    ]
    return "\n\n".join(
        [
            f"# The place: {place.label}",
            f"A place is a file (`configs/place/{name}.yaml`), where each figure stands with its source. "
            "A scenario can change a figure: `place.figures.beds=480`. [Add your own place](extend.md#a-place). "
            "What is usual stands with its sources in `sim/place/usual.yaml`; `common-ground place check` asks about "
            "what is not, and nothing is refused for it.",
            "## figures",
            table(["What it is", "Value", "Unit", "Source", "Usual in England"], figures, right=(1,)),
            "## lists of the place file",
            "The values stand in the file; their sources, column by column:",
            table(["Column", "Source"], cited),
        ]
    )
