"""Weekly care: demand meets capacity; one rule a file."""

from __future__ import annotations

from typing import Any

from sim.care.beds import Beds
from sim.care.bypass import Bypass
from sim.care.days_at_home import DaysAtHome
from sim.care.deterioration import Deterioration
from sim.care.discharge import Discharge
from sim.care.elective import Elective
from sim.care.emergency import Emergency
from sim.care.experience import Experience
from sim.care.fluctuation import Fluctuation
from sim.care.four_hour import FourHour
from sim.care.inpatients import Inpatients
from sim.care.occupancy import Occupancy
from sim.care.social_care import SocialCare
from sim.care.soft_services import SoftServices
from sim.care.unpaid_care import UnpaidCare
from sim.care.workload import Workload
from sim.economy.activity import Activity
from sim.economy.capacity import Capacity
from sim.economy.costs import Costs
from sim.economy.deficits import Deficits
from sim.economy.funding import Funding
from sim.economy.improvement import Improvement
from sim.economy.income import Income
from sim.economy.posts import Posts
from sim.economy.staffing import Staffing
from sim.pressures.demand import Demand
from sim.pressures.winter import Winter

WEEK_OF_CARE: tuple[type[Any], ...] = (
    Demand,  # need grows
    Winter,  # a hard winter, if one is due
    Fluctuation,  # chance
    Capacity,  # what staff and ways of working allow
    SoftServices,  # practices, community and mental health meet what they can
    SocialCare,  # home care and care homes
    Emergency,  # what is left undone turns up at A&E
    Beds,  # who gets a bed
    Inpatients,  # they stay
    Discharge,  # they wait for a hand-over and a place
    Occupancy,  # how full the hospital is
    Bypass,  # whether it buys its own way out
    FourHour,  # who is seen in time
    Elective,  # who waits for planned treatment
    Workload,  # how loaded everybody is
    Deterioration,  # unmet need comes back
    UnpaidCare,  # carers wear out
    Activity,  # what was done
    Costs,  # what it cost
    Funding,  # what money there is
    Income,  # where it goes
    Deficits,  # what is overspent
    Posts,  # which posts that allows
    Staffing,  # who leaves, who is hired
    Improvement,  # what own effort adds
    DaysAtHome,  # what people have of it
    Experience,  # and say of it
)
