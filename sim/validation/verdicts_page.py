"""In how many worlds, and under which rivals, each fact holds, as the validation page says it."""

from __future__ import annotations

from sim.core.counts import so_many
from sim.theories import theories
from sim.validation import FACTS
from sim.validation.markdown import table
from sim.validation.verdicts import Verdicts, stored


def section(found: Verdicts | None = None) -> str:
    """Return the section; from what was stored last unless something else is given."""
    found = found or stored()
    rows = [
        (
            name,
            FACTS[name].kind,
            "holds" if held else "**fails**",
            f"{found.in_worlds[name]} of {len(found.worlds)}",
            "; ".join(labels()[rival] for rival in found.other_under(name)) or "none",
        )
        for name, held in found.usual.items()
    ]
    heads = ("", "Kind", f"Usual numbers, {found.places} places", "Holds in worlds", "Another verdict under the rival")
    return "\n\n".join((_how(found), _short(found), table(heads, rows)))


def labels() -> dict[str, str]:
    """Return what each theory is called, by its name."""
    return {f"{one.family}.{one.name}": one.label for one in theories()}


def _how(found: Verdicts) -> str:
    return (
        f"All facts tried anew over {so_many(found.places, 'places')}: under the usual numbers, in the first "
        f"{so_many(len(found.worlds), 'worlds')} that agree with month 0, and under each of "
        f"{so_many(len(found.theories), 'rival theories')} with the step that keeps month 0 "
        f"(`common-ground validate in_worlds={len(found.worlds)} theories=all places={found.places} store=true`; "
        f"{so_many(round(found.processor), 'seconds')} of a processor). A protocol keeps what it sets "
        "itself. Over so few places some facts fail by chance, under the usual numbers, too: "
        "those above are measured over more."
    )


def _short(found: Verdicts) -> str:
    count = len(found.worlds)
    free = [name for name in found.usual if FACTS[name].kind == "came out"]
    most = [name for name in free if found.in_worlds[name] * 10 >= 9 * count]
    few = [name for name in free if found.in_worlds[name] * 2 < count]
    turned = [name for name in free if found.usual[name] and found.other_under(name)]
    return (
        f"Of the {so_many(len(free), 'facts')} that came out, {len(most)} hold in at least nine of ten worlds"
        f"{f', and fewer than half of the worlds hold {_listed(few)}' if few else ''}. Of those that hold under the "
        f"usual numbers these fail under some rival: {_listed(turned) or 'none'}."
    )


def _listed(names: list[str]) -> str:
    return ", ".join(names)
