"""What a scenario is given: beds, care-home places and money have a price, so that nothing put in looks like a saving.

Formula   given = beds * added * 365 * price of a day + residents * added * price of a week * 52 + money added
          + nhs0 * (1 + g)^t + social care0 * (1 + h)^t, £m a year; only a difference of two means anything.
Source    a bed's day at the price of a delayed one (`bill.delayed_day`), a place at the place file's price: choices.
"""

from __future__ import annotations

import numpy as np

from sim.core.arithmetic import ROUNDS_PER_YEAR, WEEKS_PER_YEAR, Array
from sim.scenario import Scenario

_DAYS = 365.0


def resources(scenario: Scenario) -> Array:
    """Return what a scenario is given at each round, £m a year, shape (rounds, 1) or by run (rounds, R)."""
    of, figures = scenario.parameters, scenario.place.figures
    beds = figures.beds * of["beds"].added * _DAYS * of["bill"].delayed_day
    weekly = figures.care_home_residents * figures.care_home_price_per_week
    places = weekly * of["social_care"].care_home_beds_added * WEEKS_PER_YEAR
    packages = (figures.home_care_clients * figures.home_care_price_per_week + weekly) * WEEKS_PER_YEAR
    funding, years = of["funding"], (np.arange(scenario.years * ROUNDS_PER_YEAR)[:, None] + 0.5) / ROUNDS_PER_YEAR
    nhs = figures.nhs_spend_per_year * np.exp(years * np.log1p(funding.nhs_growth))
    social = (packages + figures.social_care_other_spend_per_year) * np.exp(
        years * np.log1p(funding.social_care_growth)
    )
    return (beds + places + nhs + social) / 1e6 + funding.social_care_added * scenario.place.scale


def added_resources(base: Scenario, alternative: Scenario) -> Array:
    """Return what the alternative is given more than the base at each round, £m a year; exactly 0 if it is nothing."""
    return resources(alternative) - resources(base)
