"""How long sponsors take to approve a joint project.

Rule      Approval takes longer with more sponsors, less trust and unlike governance. By a dial sponsors of a hierarchy
          take longer (against an even mix of cultures).
Formula   approval = tau0*(1 + .2*(n - 1))/(.3 + .7T)*(1 + .5*(governance - mean))*(1 + x*(hierarchy - 1/4)) weeks.
Source    decision delay: Huxham & Vangen; times are choices; what hierarchies do: Cameron & Quinn 2011, in boards of
          the NHS Mannion et al. 2009; sizes are choices.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.core.arithmetic import Array
from sim.core.parameters import Role, Unit, constant, param


@dataclass(frozen=True)
class ApprovalParams:
    """What makes approval long."""

    approval: float = param(
        8.7,
        unit=Unit.WEEKS,
        plausible=(4.0, 13.0),
        label="Approval of a joint project by one sponsor",
        source="choice: 1-3 months",
    )
    approval_sponsor: float = param(
        0.2, unit=Unit.FRACTION, plausible=(0.1, 0.3), label="Longer approval by each further sponsor", source="choice"
    )
    governance: float = param(
        0.5, unit=Unit.RATIO, plausible=(0.0, 1.0), label="Longer approval where governance differs", source="choice"
    )
    hierarchy: float = param(
        0.0,
        unit=Unit.RATIO,
        plausible=(0.0, 2.0),
        label="Longer approval by sponsors of a hierarchical culture",
        source="choice: 0 leaves culture out; Cameron & Quinn 2011",
        role=Role.CONSTANT,
        bounds=(0.0, 3.5),
    )
    without_trust: float = constant(
        0.3,
        Unit.FRACTION,
        (0.1, 0.6),
        "Speed of approval without trust, relative to full trust",
        "choice",
        bounds=(0.01, 1.0),
    )


def approval_weeks(p: ApprovalParams, sponsors: Array, trust: Array, unlike: Array, formal: Array) -> Array:
    """Return the weeks that approval takes.

    Args:
        p: what makes it long.
        sponsors: how many sponsors each kind of project has.
        trust: mean trust between them.
        unlike: how much more than usual their governance differs.
        formal: how much more than an even mix their cultures are hierarchies.
    """
    weeks = (
        p.approval * (1.0 + p.approval_sponsor * (sponsors - 1.0)) / (p.without_trust + (1.0 - p.without_trust) * trust)
    )
    return weeks * (1.0 + p.governance * unlike) * (1.0 + p.hierarchy * formal)
