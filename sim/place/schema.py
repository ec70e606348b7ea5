"""What a place file holds: every table, its keys, their units and what they mean, declared once.

A figure of the place is given with its source beside it. In the lists (organisations, projects and so
on) a source stands once for each column, under `sources`. Nothing has a default.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from typing import Any

from sim.core.parameters import Unit
from sim.place.reader import choice, figure, flag, listed, number, read_key, read_pair, row, rows, short_name, text

SERVICES = ("acute", "primary_care", "community", "mental_health", "ambulance", "social_care")
PATHWAYS = ("home", "home_care", "intermediate_care", "care_home")
SECTORS = ("health", "council", "market", "voluntary")
KINDS = (
    "acute",
    "ambulance",
    "primary_care",
    "community",
    "mental_health",
    "council",
    "home_care",
    "care_homes",
    "voluntary",
    "commissioner",
    "residents",
)
ROLES = ("chief", "professional", "finance")
PROFESSIONS = ("medical", "nursing", "social_work", "management", "community")
EFFECTS = ("upstream", "home_first", "care_homes", "records")


@dataclass(frozen=True, slots=True)
class Figures:
    """The place in numbers at month 0."""

    population: float = figure(Unit.PEOPLE, "People who live here", inside=True)
    attendances_per_week: float = figure(Unit.PER_WEEK, "Visits to A&E, all types", inside=True)
    admissions_per_week: float = figure(Unit.PER_WEEK, "Emergency admissions", inside=True)
    beds: float = figure(Unit.BEDS, "General and acute hospital beds", inside=True)
    occupancy: float = figure(Unit.FRACTION, "Share of beds in use", inside=True)
    elective_beds: float = figure(Unit.BEDS, "Beds used for planned care", inside=True)
    four_hour_share: float = figure(Unit.FRACTION, "Share of A&E visits over within four hours", inside=True)
    waiting_list: float = figure(Unit.PEOPLE, "People waiting for planned treatment", inside=True)
    referrals_per_week: float = figure(Unit.PER_WEEK, "People who join the waiting list", inside=True)
    other_removals_per_week: float = figure(Unit.FRACTION, "Share of the list removed untreated each week")
    nhs_spend_per_year: float = figure(Unit.POUNDS, "NHS spending on the place", inside=True)
    acute_share_of_spend: float = figure(Unit.FRACTION, "Share of NHS spending that goes to the hospital", inside=True)
    social_care_other_spend_per_year: float = figure(Unit.POUNDS, "Social care spending other than on care packages")
    home_care_need: float = figure(Unit.PEOPLE, "People who need home care", inside=True)
    home_care_clients: float = figure(Unit.PEOPLE, "People who receive home care", inside=True)
    care_home_need: float = figure(Unit.PEOPLE, "People who need a funded care-home place", inside=True)
    care_home_residents: float = figure(Unit.PEOPLE, "People in a funded care-home place", inside=True)
    home_care_price_per_week: float = figure(Unit.POUNDS, "Price of a week of home care", inside=True)
    care_home_price_per_week: float = figure(Unit.POUNDS, "Price of a week in a care home", inside=True)
    care_home_admissions_per_year: float = figure(Unit.PER_YEAR, "Emergency admissions from care homes")
    clients_per_stock: float = figure(Unit.RATIO, "Social care clients in a year for each at one time", inside=True)
    attendances_65_per_week: float = figure(Unit.PER_WEEK, "Visits to A&E by people aged 65 and over")
    admissions_65_per_week: float = figure(Unit.PER_WEEK, "Emergency admissions of people aged 65 and over")
    primary_care_requests_per_week: float = figure(Unit.PER_WEEK, "Requests for general practice", inside=True)
    primary_care_unmet: float = figure(Unit.FRACTION, "Share of those requests not met", inside=True)
    community_contacts_per_week: float = figure(Unit.PER_WEEK, "Community contacts asked for", inside=True)
    community_unmet: float = figure(Unit.FRACTION, "Share of those contacts not met", inside=True)
    mental_health_contacts_per_week: float = figure(Unit.PER_WEEK, "Mental health contacts asked for", inside=True)
    mental_health_unmet: float = figure(Unit.FRACTION, "Share of those contacts not met", inside=True)
    pooled_share: float = figure(Unit.FRACTION, "Share of money in a pooled budget at the start")


@dataclass(frozen=True, slots=True)
class Service:
    """A service and the state of its staff."""

    key: str = choice(SERVICES, "one of the six services")
    label: str = text("name in plain English")
    vacancy: float = number(Unit.FRACTION, "Share of posts vacant", inside=True)
    leaving_per_year: float = number(Unit.FRACTION, "Share of staff who leave each year", inside=True)


@dataclass(frozen=True, slots=True)
class Pathway:
    """A way out of hospital, and the boundaries a person crosses on it."""

    key: str = choice(PATHWAYS, "one of the four pathways")
    label: str = text("name in plain English")
    ready_per_week: float = number(Unit.PER_WEEK, "People who become ready to leave", inside=True)
    delayed: float = number(Unit.BEDS, "Beds held by people who are ready to leave", inside=True)
    capacity_share: float = number(Unit.FRACTION, "Share of the delay owed to lack of care places")
    process_exponent: float = number(Unit.EXPONENT, "How strongly the rest follows the quality of hand-over")
    crosses: tuple[tuple[str, str], ...] = listed(read_pair, "pairs of organisations", least=1, most=20)


@dataclass(frozen=True, slots=True)
class Culture:
    """Shares of the four cultures of the Competing Values Framework; they sum to 1."""

    clan: float = number(Unit.FRACTION, "Share of clan culture", cited=False)
    adhocracy: float = number(Unit.FRACTION, "Share of adhocracy culture", cited=False)
    hierarchy: float = number(Unit.FRACTION, "Share of hierarchy culture", cited=False)
    market: float = number(Unit.FRACTION, "Share of market culture", cited=False)


@dataclass(frozen=True, slots=True)
class Vision:
    """What the leaders look to: 0 is own organisation or treatment, 1 is population or prevention."""

    population: float = number(Unit.FRACTION, "Own organisation (0) to population (1)", cited=False)
    prevention: float = number(Unit.FRACTION, "Treatment (0) to prevention (1)", cited=False)


@dataclass(frozen=True, slots=True)
class LeaderSpec:
    """A seat in a leadership team."""

    role: str = choice(ROLES, "part played in the team")
    profession: str = choice(PROFESSIONS, "profession")
    rank: float = number(Unit.FRACTION, "Formal weight in the team's decisions", cited=False)


@dataclass(frozen=True, slots=True)
class OrganisationSpec:
    """An organisation and its leaders."""

    key: str = short_name("short name")
    label: str = text("name in plain English")
    kind: str = choice(KINDS, "kind of organisation")
    service: str | None = choice((*SERVICES, None), "service it provides, or null")
    sector: str = choice(SECTORS, "sector")
    culture: Culture = row(Culture, "shares of four cultures")
    vision: Vision = row(Vision, "what its leaders look to")
    leaders: tuple[LeaderSpec, ...] = rows(LeaderSpec, "seats of the team", least=1, most=12, cited=True)


@dataclass(frozen=True, slots=True)
class Differences:
    """How far two organisations differ in the rules they live under, 0 to 1."""

    governance: float = number(Unit.FRACTION, "Difference in governance", cited=False)
    accountability: float = number(Unit.FRACTION, "Difference in accountability", cited=False)
    finance: float = number(Unit.FRACTION, "Difference in finance", cited=False)
    performance: float = number(Unit.FRACTION, "Difference in performance regime", cited=False)


@dataclass(frozen=True, slots=True)
class InterfaceSpec:
    """A boundary between two organisations that people in need cross."""

    between: tuple[str, str] = listed(read_key, "the two organisations", least=2, most=2)
    crossing: float = number(Unit.FRACTION, "Share of care that crosses here")
    differences: Differences = row(Differences, "hard differences")


@dataclass(frozen=True, slots=True)
class ProjectSpec:
    """A kind of joint work that several organisations may sponsor."""

    key: str = short_name("short name")
    label: str = text("name in plain English")
    sponsors: tuple[str, ...] = listed(read_key, "organisations that sponsor it", least=2, most=40)
    skill_of: str = short_name("organisation best placed to lead")
    threshold: float = number(Unit.FRACTION, "Joint effort needed for it to work", inside=True)
    upstream: float = number(Unit.FRACTION, "Share of avoidable need reached at full effect")
    effect: str = choice(EFFECTS, "what it acts on")
    cost_per_year: float = number(Unit.MILLION_POUNDS_PER_YEAR, "Cost when running")
    prevention_weeks: float = number(Unit.WEEKS, "Time from contact to prevented need")
    finds_cases: bool = flag("whether it first finds need that was hidden")
    wicked: bool = flag("whether it needs three or more organisations")


@dataclass(frozen=True, slots=True)
class Needs:
    """A segment's share of the whole place's need, service by service."""

    emergency: float = number(Unit.FRACTION, "Share of emergency need", cited=False)
    primary_care: float = number(Unit.FRACTION, "Share of need for general practice", cited=False)
    community: float = number(Unit.FRACTION, "Share of need for community care", cited=False)
    mental_health: float = number(Unit.FRACTION, "Share of need for mental health care", cited=False)
    social_care: float = number(Unit.FRACTION, "Share of need for social care", cited=False)
    elective: float = number(Unit.FRACTION, "Share of need for planned care", cited=False)


@dataclass(frozen=True, slots=True)
class Segment:
    """A group of residents with like needs."""

    key: str = short_name("short name")
    label: str = text("name in plain English")
    people: float = number(Unit.PEOPLE, "People in the group", inside=True)
    weights: Needs = row(Needs, "shares of the place's need")
    share_65: float = number(Unit.FRACTION, "Share of the group aged 65 and over")


@dataclass(frozen=True)
class Place:
    """A local health and care system as its place file describes it; `cited` pairs each number with its source."""

    cited: tuple[tuple[str, str], ...]
    name: str = short_name("short name of the place")
    label: str = text("name of the place in plain English")
    figures: Figures = row(Figures, "the place in numbers", cited=False)
    services: tuple[Service, ...] = rows(Service, "staff of the six services", least=6, most=6)
    pathways: tuple[Pathway, ...] = rows(Pathway, "the four ways out of hospital", least=4, most=4)
    organisations: tuple[OrganisationSpec, ...] = rows(OrganisationSpec, "organisations", least=2, most=100)
    interfaces: tuple[InterfaceSpec, ...] = rows(InterfaceSpec, "boundaries", least=1, most=1000)
    projects: tuple[ProjectSpec, ...] = rows(ProjectSpec, "kinds of joint work", least=1, most=50)
    segments: tuple[Segment, ...] = rows(Segment, "groups of residents", least=1, most=50)

    @property
    def sources(self) -> dict[str, str]:
        """Return where each number comes from, keyed by its dotted name."""
        return dict(self.cited)

    @property
    def organisation_keys(self) -> tuple[str, ...]:
        """Return the organisations' short names, in the order of the file."""
        return tuple(organisation.key for organisation in self.organisations)

    @property
    def emergency_stay_days(self) -> float:
        """Return the mean days an emergency patient needs a bed, so that the month-0 figures agree."""
        needed = self.figures.beds * self.figures.occupancy - self.figures.elective_beds
        return (needed - sum(pathway.delayed for pathway in self.pathways)) * 7 / self.figures.admissions_per_week

    @cached_property
    def digest(self) -> str:
        """Return a hash of all that the file says, the same on every machine."""
        written = json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(written.encode()).hexdigest()


TABLES: dict[str, type[Any]] = {
    "services": Service,
    "pathways": Pathway,
    "organisations": OrganisationSpec,
    "interfaces": InterfaceSpec,
    "projects": ProjectSpec,
    "segments": Segment,
}


def cited_columns(table: type[Any]) -> Iterator[tuple[str, str]]:
    """Yield the name and label of each column for which the file must give a source."""
    for item in fields(table):
        if item.metadata["cited"]:
            yield item.name, item.metadata["label"]
