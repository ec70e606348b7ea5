"""The order of a four-week round and of a week: read these two tuples and you have read the method.

Every four weeks organisations feel pressure, teams see and decide on one snapshot, and what they decided changes their
relationships and joint projects; then care is given four weeks of it. Each change is applied at once.
"""

from __future__ import annotations

from typing import Any

from sim.behaviours.deciding import Deciding
from sim.behaviours.participation import Participation
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
from sim.economy.bill import Bill
from sim.economy.capacity import Capacity
from sim.economy.costs import Costs
from sim.economy.deficits import Deficits
from sim.economy.funding import Funding
from sim.economy.improvement import Improvement
from sim.economy.income import Income
from sim.economy.posts import Posts
from sim.economy.staffing import Staffing
from sim.pressures.demand import Demand
from sim.pressures.pressure import Pressure
from sim.pressures.winter import Winter
from sim.relationships.capability import Capability
from sim.relationships.clarity import Clarity
from sim.relationships.commitment import Commitment
from sim.relationships.conflict import Conflict
from sim.relationships.contact import Contact
from sim.relationships.crossing import Crossing
from sim.relationships.culture import Culture
from sim.relationships.doors import Doors
from sim.relationships.home import Home
from sim.relationships.hours import Hours
from sim.relationships.influence import Influence
from sim.relationships.information import Information
from sim.relationships.need_seen import NeedSeen
from sim.relationships.projects import Projects
from sim.relationships.promises import Promises
from sim.relationships.purpose import Purpose
from sim.relationships.reach import Reach
from sim.relationships.shunting import Shunting
from sim.relationships.team import Team
from sim.relationships.trust import Trust
from sim.relationships.turnover import Turnover
from sim.relationships.vision import Vision
from sim.relationships.ways import Ways

ROUND: tuple[type[Any], ...] = (
    Pressure,  # what care feels like to leaders
    Participation,  # who works as a system, and what they practise
    Commitment,  # how far ahead teams plan, how rigid they are
    NeedSeen,  # what waits at each boundary
    Hours,  # what time is left
    Deciding,  # leaders and organisations see and decide, on one snapshot
    Promises,  # what is delivered of what was promised
    Home,  # what that leaves for the own service
    Contact,  # who meets whom
    Shunting,  # who moves cost over a boundary
    Conflict,  # what is raised, what ruptures
    Turnover,  # who leaves
    Ways,  # what newcomers bring
    Trust,  # what all this says about partners
    Vision,  # what leaders aim at
    Purpose,  # how far they value the whole
    Influence,  # who is listened to
    Team,  # what the team makes of its leaders
    Culture,  # what is held in common
    Clarity,  # who does what
    Capability,  # what two teams, then their staff, can do together
    Projects,  # what is started, adopted, ended
    Reach,  # whom it reaches, with what effect
    Information,  # what arrives with the person
    Crossing,  # what this makes of a hand-over
    Doors,  # what care is given of it
)

WEEK: tuple[type[Any], ...] = (
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
    Funding,  # what money there is
    Costs,  # what it cost
    Income,  # where it goes
    Deficits,  # what is overspent
    Posts,  # which posts that allows
    Staffing,  # who leaves, who is hired
    Improvement,  # what own effort adds
    DaysAtHome,  # what people have of it
    Experience,  # and say of it
    Bill,  # what it would cost at national prices
)

MECHANISMS: tuple[type[Any], ...] = ROUND + WEEK
