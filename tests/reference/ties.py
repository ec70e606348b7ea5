"""A tie: how often two leaders meet, what the one sees of the other, and the evidence that trust rests on."""

from __future__ import annotations

import math
from typing import Any

from tests.reference.entities import Boundary, Tie

MONTHS = 12 / 13  # of a round


def meet(tie: Tie, p: Any) -> None:
    """Move the meetings of two leaders towards what both wish; an empty post meets nobody (`contact`)."""
    absent = tie.giver.post_empty > 0 or tie.other.post_empty > 0
    wished = 0 if absent else (tie.wish + tie.back.wish) / 2
    tie.contact += (1 - math.exp(-4 / p.habit_weeks)) * (wished - tie.contact)
    tie.visibility = 1 - math.exp(-tie.contact / p.saturation)


def fading(p: Any) -> float:
    """Return what a round leaves of old evidence."""
    return 0.5 ** (MONTHS / p.half_life)


def harm_done(boundary: Boundary, p: Any) -> float:
    """Return the bad evidence that a raised difference, a rupture or a shunt by the partner brings."""
    interface = boundary.interface
    events = p.raising * interface.raised + p.rupture * interface.ruptured + p.shunt * boundary.back.shunted
    return p.asymmetry * events / 2


def mended(boundary: Boundary, p: Any) -> float:
    """Return the part of bad evidence that a raised and resolved difference leaves."""
    return 1 - p.repair * boundary.interface.raised


def besides(boundary: Boundary, evidence_says: float, p: Any) -> float:
    """Blend what evidence says of a partner with this round alone and with what others trust it (`trust`)."""
    kept, broken = boundary.seen_kept, p.asymmetry * (1 - boundary.seen_kept)
    trust = (1 - p.recent) * evidence_says + p.recent * kept / (kept + broken)
    others = [one.back.trusted_before for one in boundary.partner.boundaries if one.back is not boundary]
    heard = sum(others) / len(others) if others else boundary.trusted_before
    return (1 - p.reputation) * trust + p.reputation * heard


def judge_partner(boundary: Boundary, p: Any) -> None:
    """Let an organisation add this round's evidence about a partner (`trust`)."""
    model = boundary.owner.model
    seen = p.unseen + (1 - p.unseen) * boundary.direction_visibility
    good = MONTHS * seen * boundary.seen_kept
    bad = p.asymmetry * MONTHS * seen * (1 - boundary.seen_kept)
    r = fading(p) * boundary.organisation_kept + good + boundary.project_won
    s = fading(p) * boundary.organisation_broken + bad + harm_done(boundary, p) + boundary.project_lost
    s *= mended(boundary, p)
    boundary.organisation_kept, boundary.organisation_broken = r, s
    boundary.organisation_trust = besides(boundary, (r + 2 * model.trust_prior) / (r + s + 2), p)
    boundary.certainty = 1 - 2 / (r + s + 2)


def judge_person(tie: Tie, p: Any) -> None:
    """Let a leader add this round's evidence about another, or begin afresh where either is new (`trust`)."""
    boundary, prior = tie.boundary, tie.giver.model.trust_prior
    if tie.giver.left or tie.other.left:
        role = tie.giver.model.newcomer_trust
        first = p.inherited * boundary.organisation_trust + (1 - p.inherited) * role
        r = max(0.0, first * (p.first_evidence + 2) - 2 * prior)
        s = max(0.0, (1 - first) * (p.first_evidence + 2) - 2 * (1 - prior))
    else:
        good = MONTHS * tie.visibility * boundary.seen_kept
        bad = p.asymmetry * MONTHS * tie.visibility * (1 - boundary.seen_kept)
        r = fading(p) * tie.tie_kept + good + boundary.project_won / 2
        s = fading(p) * tie.tie_broken + bad + harm_done(boundary, p) + boundary.project_lost / 2
        s *= mended(boundary, p)
    tie.tie_kept, tie.tie_broken = r, s
    tie.tie_trust = besides(boundary, (r + 2 * prior) / (r + s + 2), p)
    tie.tie_doubt = 2 / (r + s + 2)
