"""The state variables of interventions, as typed attributes: made from them by `make docs`.

Each is an array whose run axis is last; docs/state.md says what its rows are, its unit, its bounds and its owner.
"""

from __future__ import annotations

from sim.core.arithmetic import Array


class OfInterventions:
    """Named arrays of interventions."""

    coaching_grown: Array
    enabler_grown: Array
    place_support_grown: Array
    target_habit: Array
    contract_signed: Array
    pooled_budget_grown: Array
    transformation_fund_bid: Array
    transformation_fund_won: Array
    transformation_fund_grown: Array
    capture_savings_months: Array
    capture_savings_usual: Array
    capture_savings_pot: Array
    merger_grown: Array
    outcomes_framework_months: Array
    outcomes_framework_grown: Array
    many_ideas_stage: Array
    outcome_incentives_months: Array
    outcome_incentives_usual: Array
    outcome_incentives_grown: Array
    access_challenge_grown: Array
    social_isolation_grown: Array
    plan_first_stage: Array
    plan_first_progress: Array
    ambition_first_stage: Array
