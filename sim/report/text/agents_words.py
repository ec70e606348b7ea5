"""What it buys to have agents, in words: one sentence for any report, and the finding of the study."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10
from typing import Literal

from sim.ablation import ABLATIONS
from sim.analysis.ablated import EffectChange
from sim.analysis.agents import Agents
from sim.analysis.headline import HEADLINE
from sim.analysis.joining import Best, Joined, Who
from sim.analysis.redraws import SURENESS
from sim.behaviours import BEHAVIOURS
from sim.core.counts import so_many
from sim.outcomes import OUTCOMES
from sim.place import Place
from sim.report.text.labels import outcome_name
from sim.report.text.words import is_share, joined, lower_first, number, upper_first

Class = Literal["people", "beside", "open", "inert"]
LEAD_DIGITS = 10.0  # a lead is a small difference of two effects: one digit more than these
BUYS = "What it buys to have agents"
SAID_OF_ORDERS = {
    "best_connected": "with most boundaries",
    "discharge": "with most of the ways out of hospital",
    "trust": "trusted most at month 0",
    "largest": "largest in size",
    "drawn": "drawn by lot",
}
_MARKS = {"matters": " ●", "open": " ○", "inert": ""}
MARKS = (
    "● it matters: the mean is at least the smallest difference that matters, and its 95% interval leaves 0 out. "
    "○ open: these futures cannot tell. No mark: inert, the whole interval lies within that difference."
)


def class_of(found: Agents, name: str) -> Class:
    """Say on what taking one thing away bears: on people, only beside, open, or on nothing."""
    mine = [one for one in found.changes if one.ablation == name]
    if any(one.verdict == "matters" and one.outcome in HEADLINE for one in mine):
        return "people"
    if any(one.verdict == "matters" for one in mine):
        return "beside"
    return "open" if any(one.verdict == "open" for one in mine) else "inert"


def those(found: Agents, wanted: Class) -> list[str]:
    """Return the labels of what bears so, for the middle of a sentence."""
    return [lower_first(ABLATIONS[name].label) for name in found.without if class_of(found, name) == wanted]


def ensemble(found: Agents) -> str:
    """Name the ensemble that it was measured in."""
    faced = found.pressure.replace("_", " ")
    drawn = f", each a world that draws {so_many(found.unknowns, 'numbers')}" if found.unknowns else ""
    pairs = f"{so_many(found.futures, 'pairs of futures')} of {found.label}"
    return f"{pairs}{drawn}, {faced}, root seed {found.root_seed}"


def bought(found: Agents, beside: str = "") -> str:
    """Say what agents buy, in one sentence that names where it was measured and what stands beside that."""
    return f"{BUYS}: {_bought(found)} (measured in {ensemble(found)}{beside})."


def bought_there(found: Agents, place: Place) -> str:
    """Say the same in a report on a place, and whether that is the place where it was measured."""
    return bought(found, f"{'' if found.digest == place.digest else ', not at this place'}; see docs/agents.md")


def bought_title(found: Agents) -> str:
    """Say the same as a title."""
    return upper_first(_bought(found))


def _bought(found: Agents) -> str:
    people, every = those(found, "people"), len(found.without)
    noticed = "what working together does for people by more than would go unnoticed"
    kinds: Sequence[tuple[Class, str, str]] = (
        ("beside", "changes", "change trust or money alone"),
        ("inert", "changes", "change nothing that was measured"),
        ("open", "is", "are left open by chance"),
    )
    some = [
        f"{number(count)} {said if count > 1 else ' '.join([one, *said.split()[1:]])}"
        for kind, one, said in kinds
        if (count := len(those(found, kind)))
    ]
    rest = f"; of the others, {joined(some)}" if some else ""
    things = f"{number(every)} things taken out of the model one at a time"
    if every == 1:
        says = next((said for kind, _, said in kinds if those(found, kind)), f"change {noticed}")
        first, *after = says.split()
        does = " ".join(["is" if first == "are" else f"{first}s", *after])
        return f"{lower_first(ABLATIONS[found.without[0]].label)}, taken out of the model, {does}"
    begin = f"of {things}, {joined(people) or 'none'}"
    return f"{begin} {'change' if len(people) > 1 else 'changes'} {noticed}{rest}"


def named(found: Agents, who: Who) -> str:
    """Return organisations by their names."""
    return joined([found.labels.get(key, key) for key in who])


def sized(found: Agents, effect: float) -> str:
    """Return an effect on what is judged by, and as a share of the base's level."""
    said = plainly(found.outcome, effect, found.smallest)
    if not found.base:
        return said
    percent = round(100.0 * effect / found.base)
    return f"{said} ({f'{percent:+d}%'.replace('-', '−') if percent else '0%'})"


def plainly(outcome: str, x: float, smallest: float) -> str:
    """Write a change with one digit more than its smallest difference that matters; of a share in % points."""
    declared = OUTCOMES[outcome]
    scale = 100.0 if is_share(declared) else 1.0
    digits = max(0, 1 - floor(log10(scale * smallest))) if smallest > 0.0 else 1
    written = f"{abs(scale * x):,.{digits}f}"
    sign = "" if not float(written.replace(",", "")) else "−" if x < 0.0 else "+"
    return f"{sign}£{written}m" if declared.unit.startswith("£m") else f"{sign}{written}"


def rows_of(found: Agents, arm: str) -> list[list[str]]:
    """Return the table of one arm: the effect in the whole model, then how it changes without each thing."""
    outcomes = list(dict.fromkeys(one.outcome for one in found.changes))
    table = {(one.ablation, one.outcome): one for one in found.changes if one.arm == arm}
    firsts = [table[found.without[0], name] for name in outcomes]
    rows = [["The whole model: the effect", *(plainly(one.outcome, one.whole, one.smallest) for one in firsts)]]
    for name in found.without:
        cells = [cell(table[name, outcome]) for outcome in outcomes]
        inert = all(table[name, outcome].verdict == "inert" for outcome in outcomes)
        rows.append([f"{ABLATIONS[name].label}{' (inert)' if inert else ''}", *cells])
    return rows


def heads(found: Agents) -> list[str]:
    """Return the heads of that table."""
    return ["Taken away", *(outcome_name(name) for name in dict.fromkeys(one.outcome for one in found.changes))]


def cell(one: EffectChange) -> str:
    """Write a change with its interval and whether it matters."""
    middle, half = (plainly(one.outcome, x, one.smallest) for x in (one.change, one.high - one.change))
    return f"{middle} ± {half.lstrip('+')}{_MARKS[one.verdict]}"


def joined_rows(found: Agents) -> list[list[str]]:
    """Return the table of who goes first, in order and then as searched for."""
    rows = [
        _row(found, f"{upper_first(SAID_OF_ORDERS[one.order])}, first {number(one.size)}", one) for one in found.joined
    ]
    searched = {
        "Best pair found": found.pair,
        "Best pair, greedy search": found.greedy,
        "Best three, greedy search": found.three,
    }
    return rows + [_row(found, name, one) for name, one in searched.items() if one is not None]


def _row(found: Agents, name: str, one: Joined | Best) -> list[str]:
    low, high = (plainly(found.outcome, x, found.smallest) for x in (one.low, one.high))
    interval = f"{low} to {high}"
    return [name, named(found, one.who) or "others in each future", sized(found, one.effect), interval]


def orders_sentence(found: Agents) -> str:
    """Say how much depends on who joins, among the first few of each order."""
    sizes = sorted({one.size for one in found.joined})
    if not sizes:
        return ""
    size, better = sizes[min(1, len(sizes) - 1)], OUTCOMES[found.outcome].better
    some = sorted((one for one in found.joined if one.size == size), key=lambda one: better * one.effect)
    worst, best = some[0], some[-1]
    every = [one.whole for one in found.changes if (one.arm, one.outcome) == (found.behaviours[1], found.outcome)]
    against = f", where {lower_first(arm_label(found.behaviours[1]))} brings {sized(found, every[0])}" if every else ""
    said = [f"{SAID_OF_ORDERS[one.order]} bring {sized(found, one.effect)}" for one in (best, worst)]
    what = lower_first(outcome_name(found.outcome))
    apart = best.high < worst.low if better < 0 else best.low > worst.high
    begin = "Who joins matters" if apart else "Whether it matters who joins, chance hides"
    return f"{begin}: for “{what}” {number(size)} organisations {said[0]}, and {said[1]}{against}."


def best_sentence(found: Agents, one: Best | None) -> str:
    """Name the best set, or say that chance could have made the order, by what, and how many futures would tell."""
    if one is None:
        return ""
    what = {2: "pair", 3: "three"}.get(one.size, f"{one.size}")
    how = f"all {one.tried} tried" if one.how == "exhaustive" else f"{one.tried} tried by greedy search"
    begin = f"Best {what} to go first ({how}): "
    if one.certain:
        return f"{begin}{named(found, one.who)}, with {sized(found, one.effect)}."
    needed = f"about {so_many(one.futures, 'futures')}" if one.futures else "more futures than can be run"
    others = "other" if one.rivals == 1 else "others"
    return (
        f"{begin}chance could have made the order. {upper_first(named(found, one.who))} came out first with "
        f"{sized(found, one.effect)}, {_doubt(found, one)}; {number(one.rivals)} "
        f"{others} cannot be told from it, the nearest {named(found, one.next)}; to tell these two would take {needed}."
    )


def _doubt(found: Agents, one: Best) -> str:
    """Say what leaves the order open: too few redraws in which it came first, or a lead whose interval holds 0."""
    if one.first_in < SURENESS:
        return f"in {int(10 * one.first_in)} of 10 redraws of the futures"
    lead, low, high = (
        plainly(found.outcome, x, found.smallest / LEAD_DIGITS) for x in (one.lead, one.lead_low, one.lead_high)
    )
    return f"by a lead of {lead.lstrip('+')} over the next (95% interval {low} to {high})"


def greedy_sentence(found: Agents) -> str:
    """Say whether greedy search finds the best pair of all."""
    pair, greedy = found.pair, found.greedy
    if pair is None or greedy is None or pair.how != "exhaustive":
        return ""
    if set(pair.who) == set(greedy.who):
        return "Greedy search, which adds one organisation at a time, finds the same pair as trying all."
    return (
        "Greedy search, which adds one organisation at a time, finds another pair than trying all: "
        f"{named(found, greedy.who)}, with {sized(found, greedy.effect)}."
    )


def finding(found: Agents) -> tuple[str, ...]:
    """Return the finding, sentence by sentence."""
    parts = (
        bought(found) if found.without else "",
        orders_sentence(found),
        best_sentence(found, found.pair),
        greedy_sentence(found),
        best_sentence(found, found.three),
        _classes(found),
    )
    return tuple(part for part in parts if part)


def _classes(found: Agents) -> str:
    said: Sequence[tuple[Class, str]] = (
        ("beside", "Bears only on trust or money"),
        ("open", "Open, for chance is larger than what it does"),
        ("inert", "Inert, within what would go unnoticed on every outcome"),
    )
    return " ".join(f"{what}: {joined(names)}." for kind, what in said if (names := those(found, kind)))


def arm_label(name: str) -> str:
    """Return what readers call an arm."""
    return BEHAVIOURS[name].label
