"""Under how many rules of trust, cooperation and combination each headline holds, from what was measured last."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.headline import HEADLINE
from sim.core.counts import so_many
from sim.outcomes import OUTCOMES
from sim.report.text.labels import outcome_name
from sim.report.text.words import change, joined, lower_first
from sim.validation.theories import FAMILIES, YEARS, UnderTheory, kept

_JUDGED = {"better": "is better", "worse": "is worse", "tie": "changes too little to notice"}


def under_theories(found: Sequence[UnderTheory] | None = None) -> str:
    """Say under how many rules of each family every headline holds, and which hang on one."""
    tried = kept() if found is None else tuple(found)
    first = tried[0]
    stays = [name for name in HEADLINE if not fails(tried, name)]
    said = [_said(tried, name) for name in HEADLINE if name not in stays]
    if stays:
        names = joined([f"“{lower_first(outcome_name(name))}”" for name in stays])
        said.append(f"the verdict on {names} is the same under every rule")
    return (
        f"Under rival theories, {'; '.join(said)} (the median pair, working as one system by invitation against every "
        f"organisation for itself in year {YEARS}; {so_many(first.worlds, 'worlds')} of Anyplace, each rule tuned to "
        "the same trust at month 0; see docs/agents.md)."
    )


def fails(tried: Sequence[UnderTheory], outcome: str) -> list[UnderTheory]:
    """Return the rules under which a headline is judged otherwise than under the usual ones."""
    return [one for one in tried if one.verdicts[outcome] != tried[0].verdicts[outcome]]


def holds_under(tried: Sequence[UnderTheory], outcome: str) -> str:
    """Write under how many rules of each family a headline holds: '3 of 3 rules of trust and 1 of 2 of combination'."""
    counts: list[str] = []
    for family in FAMILIES:
        rules = [one for one in tried if one.family == family]
        count = sum(one.verdicts[outcome] == tried[0].verdicts[outcome] for one in rules)
        counts.append(f"{count} of {len(rules)}{' rules' if not counts else ''} of {family}")
    return joined(counts)


def band(tried: Sequence[UnderTheory], outcome: str) -> str:
    """Write between which medians a headline lies over all rules."""
    declared, medians = OUTCOMES[outcome], [one.medians[outcome] for one in tried]
    return f"{change(declared, min(medians))} to {change(declared, max(medians))}"


def _said(tried: Sequence[UnderTheory], outcome: str) -> str:
    hangs = joined([f"“{one.name}” (rule of {one.family})" for one in fails(tried, outcome)])
    return (
        f"that “{lower_first(outcome_name(outcome))}” {_JUDGED[tried[0].verdicts[outcome]]} holds under "
        f"{holds_under(tried, outcome)}, and does not under {hangs}: it differs by {band(tried, outcome)}"
    )
