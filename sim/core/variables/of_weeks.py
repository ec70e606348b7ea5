"""The state variables of rules that act every week, as typed attributes: made from them by `make docs`.

Each is an array whose run axis is last; docs/state.md says what its rows are, its unit, its bounds and its owner.
"""

from __future__ import annotations

from sim.core.arithmetic import Array


class OfWeeks:
    """Named arrays of rules that act every week."""

    need_pace: Array
    need_apart: Array
    beds_pace: Array
    beds_apart: Array
    local_need: Array
    local_beds: Array
    need: Array
    surge: Array
    absence: Array
    delay_place: Array
    four_hour_place: Array
    delay_drift: Array
    four_hour_drift: Array
    bed_drift: Array
    admission_drift: Array
    delay_fluctuation: Array
    four_hour_fluctuation: Array
    bed_fluctuation: Array
    admission_fluctuation: Array
    shock: Array
    capacity: Array
    contacts: Array
    contacts_unmet: Array
    unmet_share: Array
    soft_load: Array
    no_home_care_need: Array
    home_care_waiting: Array
    home_care_clients: Array
    no_care_home_need: Array
    care_home_waiting: Array
    care_home_residents: Array
    home_care_load: Array
    care_home_load: Array
    social_care_unmet: Array
    social_care_unmet_share: Array
    clients_in_year: Array
    attendances: Array
    attendances_65: Array
    emergency_demand: Array
    emergency_need: Array
    avoided: Array
    share_65: Array
    care_home_need_admissions: Array
    readmissions: Array
    beds: Array
    squeeze: Array
    stay_needed: Array
    length_of_stay: Array
    admissions: Array
    admissions_65: Array
    turned_away: Array
    elective_use: Array
    inpatients: Array
    away_from_hospital: Array
    ready: Array
    discharged: Array
    delayed: Array
    beds_held: Array
    same_day: Array
    occupancy: Array
    bypass: Array
    bypass_cost: Array
    four_hour: Array
    waiting_list: Array
    not_waiting: Array
    treated: Array
    within_18_weeks: Array
    within_at_first: Array
    load: Array
    load_seen: Array
    backlog: Array
    deterioration: Array
    unpaid_care: Array
    carer_requests: Array
    carer_admissions: Array
    isolated: Array
    activity: Array
    external_share: Array
    nhs_funding: Array
    social_care_funding: Array
    unit_cost: Array
    cost_index: Array
    spent: Array
    nhs_spend: Array
    social_care_spend: Array
    budget: Array
    revenue: Array
    income: Array
    acute_share: Array
    community_share: Array
    payment_live: Array
    balance: Array
    nhs_treasury: Array
    social_care_treasury: Array
    external_funds: Array
    programme_spent: Array
    bypass_spent: Array
    deficit: Array
    posts: Array
    staff: Array
    strain: Array
    vacancy: Array
    staffing_gap: Array
    improvement: Array
    improvement_gain: Array
    days_at_home: Array
    experience: Array
    recovered: Array
    independent_year_on: Array
    care_bill: Array
