"""What it is worth to find out, in words: what would be known, how often one would choose otherwise, and what for."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.headline import HEADLINE
from sim.analysis.interval import Mean
from sim.analysis.measures import Measure
from sim.analysis.worth import Knowing
from sim.analysis.worth_study import BOTH, Thing, WorthFound
from sim.core.counts import so_many
from sim.outcomes import OUTCOMES
from sim.place import Place
from sim.report.text.box_words import tenths
from sim.report.text.labels import outcome_name, parameter_name
from sim.report.text.regret_words import amount, arm, plain, topic, unit
from sim.report.text.words import about, change, joined, lower_first, upper_first
from sim.report.text.words import unit as unit_of

HEADLINE_COUNT = so_many(len(HEADLINE), "things")
BEFORE = "Before you choose between"
MOST_NAMED = 3
OFTEN = 0.05
"""Share of futures in which another choice is worth a word."""


def thing(one: Thing) -> str:
    """Name what would be known, for the middle of a sentence."""
    if one.kind == "number":
        return f"“{parameter_name(one.name)}”"
    if one.kind == "rule":
        return f"all that the rule “{one.name}” draws ({so_many(one.count, 'numbers')})"
    if one.kind == "seen":
        return f"today’s “{lower_first(outcome_name(one.name))}”"
    return f"every number that nobody knows ({so_many(one.count, 'numbers')})"


def others(also: dict[str, float], judged_by: str) -> list[str]:
    """Say what else choosing by it changes on average."""
    return [
        f"“{lower_first(outcome_name(name))}” {change(OUTCOMES[name], x)} ({unit_of(OUTCOMES[name])})"
        for name, x in also.items()
        if name in OUTCOMES and name != judged_by
    ]


def subject(found: WorthFound) -> str:
    """Return what is judged, after 'for'."""
    return "people and money" if found.judged_by.name == BOTH else topic(found.judged_by)


def price_sentence(found: WorthFound) -> str:
    """Say at which price of what matters to people a choice is judged; nothing where there is none."""
    if found.pays is None:
        return ""
    if not found.pays:
        return "No choice brings people more for more money, so that what matters to people needs no price here."
    priced = f"£{about(found.pays)}m over the whole time for one more of the {HEADLINE_COUNT} that matter to people"
    if found.closest:
        return f"The choice is closest, and knowing is worth most, for a board that would pay {priced}."
    return f"It is judged as by a board that would pay {priced}."


def finding(found: WorthFound) -> tuple[str, ...]:
    """Return the finding, sentence by sentence; the first is the boldest."""
    return tuple(
        filter(
            None,
            (
                title(found),
                price_sentence(found),
                best_sentence(found),
                order_sentence(found),
                all_sentence(found),
                nothing_sentence(found),
            ),
        )
    )


def title(found: WorthFound) -> str:
    """Say what is worth finding out before choosing, or that nothing by itself surely is."""
    sure, choice = named(found), arm(found.behaviours[found.chosen])
    before = f"{BEFORE} {joined([arm(one) for one in found.behaviours])} for {subject(found)}"
    if not sure:
        return (
            f"{before}: nothing that could be found out by itself would surely make the choice better than {choice}, "
            f"by {so_many(found.futures, 'futures')}"
        )
    *others, last = [thing(found.things[one.name]) for one in sure]
    return f"{before}, find out {', '.join(others)}{' or ' if others else ''}{last}"


def named(found: WorthFound) -> list[Knowing]:
    """Return what is surely worth finding out by itself, the worth most first, as many as a sentence bears."""
    single = [one for one in found.worths if found.things[one.name].kind in ("number", "seen")]
    return [one for one in single if one.sure][:MOST_NAMED]


def best_sentence(found: WorthFound) -> str:
    """Say what the first would change; nothing where none is surely worth it."""
    if not (sure := named(found)):
        return ""
    first = sure[0]
    beside = others(first.also, found.judged_by.name)
    also = f" So chosen, on average over all futures: {joined(beside)}." if beside else ""
    where = "" if first.higher is None else f" where it is {'higher' if first.higher else 'lower'}"
    other, usual = arm(found.behaviours[first.instead]), arm(found.behaviours[found.chosen])
    return (
        f"Whoever knew {thing(found.things[first.name])} would choose {other}{where}, in "
        f"{tenths(first.otherwise)} futures, and else {usual}: on average that brings "
        f"{interval(first.worth, found.judged_by)} more than choosing the latter in all.{also}"
    )


def all_sentence(found: WorthFound) -> str:
    """Say what it would bring to know every number, and a future whole."""
    (every,) = (one for one in found.worths if found.things[one.name].kind == "all")
    learnt = (
        f"brings {interval(every.worth, found.judged_by)}"
        if every.sure
        else f"brings nothing sure by what {so_many(found.futures, 'futures')} teach"
    )
    return (
        f"Knowing {thing(found.things[every.name])} {learnt}; knowing each future whole, chance and all, would bring "
        f"{amount(found.whole.mean, found.judged_by)}, which nothing can exceed."
    )


def order_sentence(found: WorthFound) -> str:
    """Say how many things are surely worth finding out, and whether chance could have made which comes first."""
    single = [one for one in found.worths if found.things[one.name].kind in ("number", "seen")]
    sure = [one for one in single if one.sure]
    if len(sure) < 2:
        return ""
    order = "; chance could have made their order" if sure[0].worth.low <= sure[1].worth.mean else ""
    return f"By themselves {len(sure)} of {so_many(len(single), 'things')} are surely worth finding out{order}."


def nothing_sentence(found: WorthFound) -> str:
    """Say how much of what could be found out would hardly ever change the choice."""
    single = [one for one in found.worths if found.things[one.name].kind in ("number", "seen")]
    hardly = sum(one.otherwise < OFTEN for one in single)
    return (
        f"Of {so_many(len(single), 'things')} that could be known by themselves, {hardly:,} would change the choice in "
        f"fewer than {tenths(OFTEN)} futures."
    )


def interval(worth: Mean, judged_by: Measure) -> str:
    """Write a worth with its interval: '4.1 people (95% interval 1.2 to 7.0)'."""
    low, high = (plain(end, judged_by) for end in (worth.low, worth.high))
    return f"{amount(worth.mean, judged_by)} (95% interval {low} to {high})"


def head(found: WorthFound) -> tuple[str, ...]:
    """Return the heading of the table."""
    beside = [f"{upper_first(outcome_name(name))}, {unit_of(OUTCOMES[name])}" for name in beside_of(found)]
    return ("What would be known", "Chosen otherwise", f"Worth, {unit(found.judged_by)}", "95% interval", *beside, "")


def beside_of(found: WorthFound) -> list[str]:
    """Return the names of the outcomes told beside what is judged."""
    return [name for name in found.also if name in OUTCOMES and name != found.judged_by.name]


def rows(found: WorthFound, most: int) -> list[tuple[str, ...]]:
    """Return the rows of the table, what is worth most first."""
    return [
        (
            upper_first(thing(found.things[one.name])),
            tenths(one.otherwise),
            plain(one.worth.mean, found.judged_by),
            f"{plain(one.worth.low, found.judged_by)} to {plain(one.worth.high, found.judged_by)}",
            *(change(OUTCOMES[name], one.also[name]) for name in beside_of(found)),
            "●" if one.sure else "",
        )
        for one in found.worths[:most]
    ]


def known_there(found: WorthFound, place: Place) -> str:
    """Say in a report on a place what was found worth knowing when it was measured last, and whether it was there."""
    elsewhere = "" if found.digest == place.digest else ", not at this place"
    where = f"{so_many(found.futures, 'futures')} of {found.label}{elsewhere}; the experiment 'worth_knowing'"
    return f"{title(found)} ({where}). {all_sentence(found)}"


def alt(found: WorthFound, shown: Sequence[Knowing]) -> str:
    """Say the picture in words."""
    return " ".join(
        f"{upper_first(thing(found.things[one.name]))}: {interval(one.worth, found.judged_by)}, chosen otherwise in "
        f"{tenths(one.otherwise)} futures."
        for one in shown
    )
