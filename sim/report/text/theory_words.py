"""Under how many rules of trust, cooperation and combination each headline holds, in words."""

from __future__ import annotations

from collections.abc import Iterable

from sim.analysis.headline import HEADLINE
from sim.analysis.kept_robust import kept
from sim.analysis.measures import measure
from sim.analysis.robust import Robust, UnderTheory
from sim.analysis.tuned import CLOSE
from sim.core.counts import so_many
from sim.place import Place
from sim.report.text.agents_words import plainly
from sim.report.text.labels import outcome_name, parameter_name
from sim.report.text.regret_words import arm
from sim.report.text.words import joined, lower_first, upper_first
from sim.scenario import declarations
from sim.theories import PROJECTS, TRUST, kept_by, moved_to

RIVAL = "Under rival theories"
_KEPT = {TRUST: "trust", PROJECTS: "joint projects"}
HOLD = "hold under each of"
JUDGED = {
    "better": "is better",
    "worse": "is worse",
    "tie": "changes too little to notice",
    "open": "divides futures",
}


def under_theories(found: Robust | None = None, place: Place | None = None) -> str:
    """Say under how many rules of each family every headline holds, which hang on one, and where it was measured.

    Args:
        found: what was found; what was measured last if not given.
        place: of the report; if given, it is said whether that is the place where it was measured.
    """
    found = kept() if found is None else found
    base, alternative = (arm(name) for name in found.behaviours)
    there = "" if place is None or place.digest == found.digest else ", not at this place"
    return (
        f"{RIVAL}, {'; '.join(clauses(found))} (the median pair, {alternative} against {base} in year "
        f"{found.years}; {so_many(found.futures, 'worlds')} of {found.label}{there}, each rule tuned to the same trust "
        "at month 0; see docs/agents.md)."
    )


def rules_are_choices(found: Robust | None = None) -> str:
    """Say in one sentence what hangs on a rule, for whoever asks what would change our mind."""
    found = kept() if found is None else found
    base, alternative = (arm(name) for name in found.behaviours)
    return f"Rules are choices, too: of {alternative} against {base}, {lower_first(headline(found))}."


def said_already(said: Iterable[str]) -> bool:
    """Say whether sentences tell already what hangs on a rule."""
    return any(one.startswith(RIVAL) or HOLD in one for one in said)


def clauses(found: Robust) -> list[str]:
    """Return what holds and what hangs on a rule, a clause for each headline that hangs and one for all others."""
    stays = [name for name in HEADLINE if not fails(found, name)]
    said = [_said(found, name) for name in HEADLINE if name not in stays]
    if stays:
        names = joined([f"“{lower_first(outcome_name(name))}”" for name in stays])
        said.append(f"the verdict on {names} is the same under every rule")
    return said


def finding(found: Robust) -> tuple[str, ...]:
    """Return the answer, sentence by sentence: what hangs on a rule first, then what the tuning could not keep."""
    said = (headline(found), *clauses(found), *caveats(found))
    return tuple(f"{upper_first(one)}." for one in said)


def headline(found: Robust) -> str:
    """Say in one short line how many verdicts hold under every rule, and which turns under most."""
    turning = {name: len(turned) for name in HEADLINE if (turned := fails(found, name))}
    each, verdicts = f"{HOLD} {so_many(len(found.rivals), 'rival rules')}", so_many(len(HEADLINE), "verdicts")
    if not turning:
        return f"All {verdicts} {each}"
    first = max(turning, key=lambda name: turning[name])
    said = f"that on “{lower_first(outcome_name(first))}” turns under {turning[first]}"
    return f"{len(HEADLINE) - len(turning)} of {verdicts} {each}; {said}"


def fails(found: Robust, outcome: str) -> list[UnderTheory]:
    """Return the rules under which a headline is judged otherwise than under the usual ones."""
    return [one for one in found.theories if one.verdicts[outcome] != found.usual.verdicts[outcome]]


def holds_under(found: Robust, outcome: str) -> str:
    """Write under how many rules of each family a headline holds: '3 of 3 rules of trust and 1 of 2 of combination'."""
    counts: list[str] = []
    for family in found.families:
        rules = [one for one in found.theories if one.family == family]
        count = sum(one.verdicts[outcome] == found.usual.verdicts[outcome] for one in rules)
        counts.append(f"{count} of {len(rules)}{' rules' if not counts else ''} of {family}")
    return joined(counts)


def band(found: Robust, outcome: str) -> str:
    """Write between which medians a headline lies over all rules."""
    medians = [one.medians[outcome] for one in found.theories]
    return f"{sized(found, outcome, min(medians))} to {sized(found, outcome, max(medians))}"


def sized(found: Robust, outcome: str, median: float) -> str:
    """Write a median difference with one digit more than its smallest that matters: rules differ by little."""
    return plainly(outcome, median, found.smallest[outcome])


def caveats(found: Robust) -> list[str]:
    """Say where a rule and the month 0 of today fit together badly."""
    return [*_outside(found.rivals), *_untuned(found), *_projects(found)]


def _said(found: Robust, outcome: str) -> str:
    turned = fails(found, outcome)
    others = [
        f"{JUDGED[verdict]} under {joined([_rule(one) for one in turned if one.verdicts[outcome] == verdict])}"
        for verdict in dict.fromkeys(one.verdicts[outcome] for one in turned)
    ]
    return (
        f"“{lower_first(outcome_name(outcome))}” {JUDGED[found.usual.verdicts[outcome]]} under "
        f"{holds_under(found, outcome)}, and {joined(others)}: the middle pair differs by {band(found, outcome)}"
    )


def _rule(one: UnderTheory) -> str:
    return f"“{one.label}” (rule of {one.family})"


def _outside(rivals: Iterable[UnderTheory]) -> list[str]:
    said: list[str] = []
    for one in rivals:
        for key in one.implausible:
            low, high = declarations()[key].plausible or declarations()[key].limits
            said.append(
                f"“{one.label}” fits the {_KEPT[kept_by(key)]} of today only where {parameter_name(key)} is "
                f"{moved_to(key, one.steps[key]):.2f}, outside the range that is held plausible ({low:g} to {high:g})"
            )
    return said


def _untuned(found: Robust) -> list[str]:
    return [
        f"no value of what is tuned brings “{one.label}” to the trust of today ({found.usual.trust:.2f}): the nearest "
        f"is {one.trust:.2f}"
        for one in found.rivals
        if abs(one.trust - found.usual.trust) > CLOSE[TRUST]
    ]


def _projects(found: Robust) -> list[str]:
    """Say under which rules as many joint projects fewer or more go on at month 0 as one would notice."""
    usual, noticed = found.usual.projects, measure("projects").noticed
    other = [one for one in found.rivals if noticed(usual, one.projects)]
    if not other:
        return []
    each = joined([f"{one.projects:.1f} under “{one.label}”" for one in other])
    in_place = f"{usual:.1f} joint projects are in place at month 0 under the usual rules"
    return [f"where {in_place}, there are {each}"]
