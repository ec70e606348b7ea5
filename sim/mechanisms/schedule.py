"""The order of a four-week round and of a week: read these two tuples and you have read the method.

Every four weeks organisations feel pressure, teams see and decide on one snapshot, and what they decided changes their
relationships and joint projects; then care is given four weeks of it. Each change is applied at once.
"""

from __future__ import annotations

from typing import Any

from sim.mechanisms.care.beds import Beds
from sim.mechanisms.care.bypass import Bypass
from sim.mechanisms.care.days_at_home import DaysAtHome
from sim.mechanisms.care.deterioration import Deterioration
from sim.mechanisms.care.discharge import Discharge
from sim.mechanisms.care.elective import Elective
from sim.mechanisms.care.emergency import Emergency
from sim.mechanisms.care.experience import Experience
from sim.mechanisms.care.fluctuation import Fluctuation
from sim.mechanisms.care.four_hour import FourHour
from sim.mechanisms.care.inpatients import Inpatients
from sim.mechanisms.care.isolation import Isolation
from sim.mechanisms.care.occupancy import Occupancy
from sim.mechanisms.care.social_care import SocialCare
from sim.mechanisms.care.soft_services import SoftServices
from sim.mechanisms.care.unpaid_care import UnpaidCare
from sim.mechanisms.care.wicked import Wicked
from sim.mechanisms.care.workload import Workload
from sim.mechanisms.decisions.cooperation import Cooperation
from sim.mechanisms.decisions.deciding import Deciding
from sim.mechanisms.decisions.nurture import Nurture
from sim.mechanisms.decisions.participation import Participation
from sim.mechanisms.decisions.planned import Planned
from sim.mechanisms.decisions.product import Product
from sim.mechanisms.economy.activity import Activity
from sim.mechanisms.economy.bill import Bill
from sim.mechanisms.economy.capacity import Capacity
from sim.mechanisms.economy.costs import Costs
from sim.mechanisms.economy.deficits import Deficits
from sim.mechanisms.economy.funding import Funding
from sim.mechanisms.economy.improvement import Improvement
from sim.mechanisms.economy.income import Income
from sim.mechanisms.economy.posts import Posts
from sim.mechanisms.economy.staffing import Staffing
from sim.mechanisms.pressures.ambiguity import Ambiguity
from sim.mechanisms.pressures.complexity import Complexity
from sim.mechanisms.pressures.demand import Demand
from sim.mechanisms.pressures.divergence import Divergence
from sim.mechanisms.pressures.gaming import Gaming
from sim.mechanisms.pressures.inspection import Inspection
from sim.mechanisms.pressures.pressure import Pressure
from sim.mechanisms.pressures.volatility import Volatility
from sim.mechanisms.pressures.winter import Winter
from sim.mechanisms.relationships.blame import Blame
from sim.mechanisms.relationships.capability import Capability
from sim.mechanisms.relationships.channels import Channels
from sim.mechanisms.relationships.clarity import Clarity
from sim.mechanisms.relationships.commitment import Commitment
from sim.mechanisms.relationships.conflict import Conflict
from sim.mechanisms.relationships.contact import Contact
from sim.mechanisms.relationships.crossing import Crossing
from sim.mechanisms.relationships.culture import Culture
from sim.mechanisms.relationships.home import Home
from sim.mechanisms.relationships.hours import Hours
from sim.mechanisms.relationships.influence import Influence
from sim.mechanisms.relationships.information import Information
from sim.mechanisms.relationships.lead import Lead
from sim.mechanisms.relationships.links import Links
from sim.mechanisms.relationships.need_seen import NeedSeen
from sim.mechanisms.relationships.noticing import Noticing
from sim.mechanisms.relationships.paradox import Paradox
from sim.mechanisms.relationships.projects import Projects
from sim.mechanisms.relationships.promises import Promises
from sim.mechanisms.relationships.purpose import Purpose
from sim.mechanisms.relationships.reach import Reach
from sim.mechanisms.relationships.refining import Refining
from sim.mechanisms.relationships.seats import Seats
from sim.mechanisms.relationships.shunting import Shunting
from sim.mechanisms.relationships.sponsors import Sponsors
from sim.mechanisms.relationships.team import Team
from sim.mechanisms.relationships.trust import Trust
from sim.mechanisms.relationships.turnover import Turnover
from sim.mechanisms.relationships.uncertainty import Uncertainty
from sim.mechanisms.relationships.vision import Vision
from sim.mechanisms.relationships.ways import Ways

ROUND: tuple[type[Any], ...] = (
    Pressure,  # what care feels like to leaders
    Cooperation,  # who waits for partners to do so first
    Planned,  # nothing of what only a plan brings, until it does
    Participation,  # who works as a system, and what they practise; interventions of a plan act after it
    Nurture,  # who listens, and who is open
    Commitment,  # how far ahead teams plan, how rigid they are
    NeedSeen,  # what waits at each boundary
    Noticing,  # what of it, and of partners, their professions notice, if they differ
    Uncertainty,  # how dimly that is seen, if there is a fog
    Links,  # what links teach each other, and what many of them take
    Hours,  # what time is left
    Inspection,  # what inspection takes of it
    Product,  # what judging outcomes rather than process gives back
    Gaming,  # what making figures look good takes and hides
    Deciding,  # leaders and organisations see and decide, on one snapshot
    Promises,  # what is delivered of what was promised
    Home,  # what that leaves for the own service
    Contact,  # who meets whom
    Shunting,  # who moves cost over a boundary
    Conflict,  # what is raised, what ruptures
    Paradox,  # what targets that cannot both be met add to it
    Turnover,  # who leaves
    Ways,  # what newcomers bring
    Trust,  # what all this says about partners
    Vision,  # what leaders aim at
    Ambiguity,  # how differently they read causes, if they do
    Purpose,  # how far they value the whole
    Influence,  # who is listened to
    Team,  # what the team makes of its leaders
    Seats,  # who of them decides what, if not all
    Blame,  # who fears to try again, where failure is blamed
    Culture,  # what is held in common
    Clarity,  # who does what
    Capability,  # what two teams, then their staff, can do together
    Sponsors,  # who puts effort into what
    Lead,  # who leads it
    Projects,  # what is started, adopted, ended
    Refining,  # what grows better in use, if anything does
    Reach,  # whom it reaches, with what effect
    Information,  # what arrives with the person
    Crossing,  # what this makes of a hand-over
    Channels,  # what care is given of it
    Complexity,  # how often it counts on a person's way
)

WEEK: tuple[type[Any], ...] = (
    Divergence,  # places drift apart
    Demand,  # need grows
    Winter,  # a hard winter, if one is due
    Fluctuation,  # chance
    Volatility,  # surges and lulls beyond it, if there are any
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
    Wicked,  # and so does need that one served alone
    UnpaidCare,  # carers wear out
    Isolation,  # who is left alone
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

INTERVENTIONS_AFTER = Participation
"""The rule after which interventions of a plan act: once practices are taken up, before anybody decides."""

MECHANISMS: tuple[type[Any], ...] = ROUND + WEEK
