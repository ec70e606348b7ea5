"""Which figure entered where, as the validation page says it."""

from __future__ import annotations

from collections.abc import Iterable

from sim.core.counts import so_many
from sim.core.parameters import Evidence
from sim.scenario import declarations
from sim.validation import FACTS
from sim.validation.entered import SET_BY, entered, set_by
from sim.validation.markdown import table
from sim.validation.worlds import AS_TODAY, TRIED, WAVES, kept


def section() -> str:
    """Return the section on which figure entered where."""
    rows = [
        (name, _code(where.numbers), _code(where.said), ", ".join(where.waves))
        for name in FACTS
        if any(where := entered(name))
    ]
    return "\n\n".join(
        (
            "Where the figure of each of these entered; of a fact that is not here it entered nothing.",
            table(("", "Numbers set by it", "Rules and figures that say it", "Wave of the worlds"), rows),
            _waves(),
        )
    )


def _waves() -> str:
    said = [
        f"{name} ({so_many(len(figures), 'figures')}: {', '.join(words(one) for one, *_ in figures)})"
        for name, figures in WAVES.items()
    ]
    return (
        f"Of {TRIED:,} worlds {len(kept()):,} are left after {so_many(len(WAVES), 'waves')}: {'; '.join(said)}, each "
        f"as today with nothing growing (`{' '.join(AS_TODAY)}`). No figure of a fact that came out is in it."
    )


def words(outcome: str) -> str:
    """Return the name of an outcome as words."""
    return outcome.replace("_", " ")


def tuned() -> str:
    """Return the table of numbers that were set by results: of the declarations, then of the place."""
    rows = [(f"`{d.key}`", f"{d.default:g}", d.source, set_by(d.key)) for d in declarations().values() if _set(d.key)]
    columns = [(f"`{key}`", "a column of the place", "", set_by(key)) for key in SET_BY if key not in declarations()]
    return table(("Parameter", "Value", "Source", "Set by the figure of"), [*rows, *columns])


def _set(key: str) -> bool:
    return declarations()[key].evidence is Evidence.TUNED or bool(set_by(key))


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
