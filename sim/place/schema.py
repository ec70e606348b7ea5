"""What a place file holds: every table, its keys, their units and what they mean, declared once.

A figure of the place is given with its source beside it. In the lists (organisations, projects and so
on) a source stands once for each column, under `sources`. Only what few places need may be left out.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, Field, StrictBool

from sim.core.brief import brief
from sim.core.counts import so_many
from sim.core.parameters import RESIDENTS, Unit
from sim.place.columns import Key, OneOrSeveral, Sources, Text, column, number
from sim.place.figures import Figures
from sim.place.words import SERVICES, Effect, Kind, PathwayKey, Profession, SeatRole, Sector, ServiceKey

Pair = tuple[Key, Key]


@dataclass(frozen=True, slots=True)
class Service:
    """A service and the state of its staff."""

    key: Annotated[ServiceKey, column("one of the six services")]
    label: Annotated[Text, column("name in plain English")]
    vacancy: Annotated[float, number(Unit.FRACTION, "Share of posts vacant", inside=True)]
    leaving_per_year: Annotated[float, number(Unit.FRACTION, "Share of staff who leave each year", inside=True)]


@dataclass(frozen=True, slots=True)
class Pathway:
    """A way out of hospital, and the boundaries a person crosses on it."""

    key: Annotated[PathwayKey, column("one of the four pathways")]
    label: Annotated[Text, column("name in plain English")]
    ready_per_week: Annotated[
        float, number(Unit.PER_WEEK, "People who become ready to leave", inside=True, extensive=True)
    ]
    delayed: Annotated[
        float, number(Unit.BEDS, "Beds held by people who are ready to leave", inside=True, extensive=True)
    ]
    capacity_share: Annotated[float, number(Unit.FRACTION, "Share of the delay owed to lack of care places")]
    process_exponent: Annotated[float, number(Unit.EXPONENT, "How strongly the rest follows the quality of hand-over")]
    crosses: Annotated[tuple[Pair, ...], Field(max_length=500), column("pairs of organisations")]


@dataclass(frozen=True, slots=True)
class Culture:
    """Shares of the four cultures of the Competing Values Framework; they sum to 1."""

    clan: Annotated[float, number(Unit.FRACTION, "Share of clan culture", cited=False)]
    adhocracy: Annotated[float, number(Unit.FRACTION, "Share of adhocracy culture", cited=False)]
    hierarchy: Annotated[float, number(Unit.FRACTION, "Share of hierarchy culture", cited=False)]
    market: Annotated[float, number(Unit.FRACTION, "Share of market culture", cited=False)]


@dataclass(frozen=True, slots=True)
class Vision:
    """What the leaders look to: 0 is own organisation or treatment, 1 is population or prevention."""

    population: Annotated[float, number(Unit.FRACTION, "Own organisation (0) to population (1)", cited=False)]
    prevention: Annotated[float, number(Unit.FRACTION, "Treatment (0) to prevention (1)", cited=False)]


@dataclass(frozen=True, slots=True)
class LeaderSpec:
    """A seat in a leadership team."""

    role: Annotated[SeatRole, column("part played in the team")]
    profession: Annotated[Profession, column("profession")]
    rank: Annotated[float, number(Unit.FRACTION, "Formal weight in the team's decisions", cited=False)]


@dataclass(frozen=True, slots=True)
class OrganisationSpec:
    """An organisation and its leaders."""

    key: Annotated[Key, column("short name")]
    label: Annotated[Text, column("name in plain English")]
    kind: Annotated[Kind, column("kind of organisation")]
    service: Annotated[
        ServiceKey | tuple[ServiceKey, ...] | None,
        OneOrSeveral(SERVICES),
        column("service it provides, a list of them, or null"),
    ]
    sector: Annotated[Sector, column("sector")]
    culture: Annotated[Culture, column("shares of four cultures", cited=True)]
    vision: Annotated[Vision, column("what its leaders look to", cited=True)]
    leaders: Annotated[
        tuple[LeaderSpec, ...], Field(min_length=1, max_length=12), column("seats of the team", cited=True)
    ]
    id: Annotated[Key, column("name that its draws go by, if not its key: keep it when the key changes")] = ""
    size: Annotated[
        float, number(Unit.RATIO, "Size beside others of its kind or service, 1 if not said", inside=True, cited=False)
    ] = 1.0

    __repr__ = brief

    @property
    def identity(self) -> str:
        """Return the name that its draws and its leaders' are keyed by."""
        return self.id or self.key

    @property
    def services(self) -> tuple[ServiceKey, ...]:
        """Return the services that it provides."""
        return self.service if isinstance(self.service, tuple) else (self.service,) if self.service else ()


@dataclass(frozen=True, slots=True)
class Differences:
    """How far two organisations differ in the rules they live under, 0 to 1."""

    governance: Annotated[float, number(Unit.FRACTION, "Difference in governance", cited=False)]
    accountability: Annotated[float, number(Unit.FRACTION, "Difference in accountability", cited=False)]
    finance: Annotated[float, number(Unit.FRACTION, "Difference in finance", cited=False)]
    performance: Annotated[float, number(Unit.FRACTION, "Difference in performance regime", cited=False)]


@dataclass(frozen=True, slots=True)
class InterfaceSpec:
    """A boundary between two organisations that people in need cross."""

    between: Annotated[Pair, column("the two organisations")]
    crossing: Annotated[float, number(Unit.FRACTION, "Share of care that crosses here")]
    differences: Annotated[Differences, column("hard differences", cited=True)]

    __repr__ = brief


@dataclass(frozen=True, slots=True)
class ProjectSpec:
    """A kind of joint work that several organisations may sponsor."""

    key: Annotated[Key, column("short name")]
    label: Annotated[Text, column("name in plain English")]
    sponsors: Annotated[tuple[Key, ...], Field(min_length=2, max_length=40), column("organisations that sponsor it")]
    skill_of: Annotated[Key, column("organisation best placed to lead")]
    threshold: Annotated[float, number(Unit.FRACTION, "Joint effort needed for it to work", inside=True)]
    upstream: Annotated[float, number(Unit.FRACTION, "Share of avoidable need reached at full effect")]
    effect: Annotated[Effect, column("what it acts on")]
    cost_per_year: Annotated[float, number(Unit.MILLION_POUNDS_PER_YEAR, "Cost when running", extensive=True)]
    prevention_weeks: Annotated[float, number(Unit.WEEKS, "Time from contact to prevented need")]
    finds_cases: Annotated[StrictBool, column("whether it first finds need that was hidden")]
    wicked: Annotated[StrictBool, column("whether it needs three or more organisations")]
    id: Annotated[Key, column("name that its draws go by, if not its key: keep it when the key changes")] = ""

    __repr__ = brief

    @property
    def identity(self) -> str:
        """Return the name that its draws are keyed by."""
        return self.id or self.key


@dataclass(frozen=True, slots=True)
class Needs:
    """A segment's share of the whole place's need, service by service."""

    emergency: Annotated[float, number(Unit.FRACTION, "Share of emergency need", cited=False)]
    primary_care: Annotated[float, number(Unit.FRACTION, "Share of need for general practice", cited=False)]
    community: Annotated[float, number(Unit.FRACTION, "Share of need for community care", cited=False)]
    mental_health: Annotated[float, number(Unit.FRACTION, "Share of need for mental health care", cited=False)]
    social_care: Annotated[float, number(Unit.FRACTION, "Share of need for social care", cited=False)]
    elective: Annotated[float, number(Unit.FRACTION, "Share of need for planned care", cited=False)]


@dataclass(frozen=True, slots=True)
class Segment:
    """A group of residents with like needs."""

    key: Annotated[Key, column("short name")]
    label: Annotated[Text, column("name in plain English")]
    people: Annotated[float, number(Unit.PEOPLE, "People in the group", inside=True, extensive=True)]
    weights: Annotated[Needs, column("shares of the place's need", cited=True)]
    share_65: Annotated[float, number(Unit.FRACTION, "Share of the group aged 65 and over")]

    __repr__ = brief


TABLES: dict[str, type[Any]] = {
    "services": Service,
    "pathways": Pathway,
    "organisations": OrganisationSpec,
    "interfaces": InterfaceSpec,
    "projects": ProjectSpec,
    "segments": Segment,
}


@dataclass(frozen=True, repr=False)
class Place:
    """A local health and care system as its place file describes it; `cited` pairs each number with its source."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    cited: Annotated[tuple[tuple[str, str], ...], Field(alias="sources"), Sources(TABLES)]
    name: Annotated[Key, column("short name of the place")]
    label: Annotated[Text, column("name of the place in plain English")]
    figures: Annotated[Figures, column("the place in numbers")]
    services: Annotated[tuple[Service, ...], Field(min_length=6, max_length=6), column("staff of the six services")]
    pathways: Annotated[tuple[Pathway, ...], Field(min_length=4, max_length=4), column("the four ways out of hospital")]
    organisations: Annotated[
        tuple[OrganisationSpec, ...], Field(min_length=2, max_length=2000), column("organisations")
    ]
    interfaces: Annotated[tuple[InterfaceSpec, ...], Field(min_length=1, max_length=10000), column("boundaries")]
    projects: Annotated[tuple[ProjectSpec, ...], Field(min_length=1, max_length=500), column("kinds of joint work")]
    segments: Annotated[tuple[Segment, ...], Field(min_length=1, max_length=50), column("groups of residents")]

    def __repr__(self) -> str:
        return (
            f"<Place {self.name}: {so_many(f'{self.figures.population:,.0f}', 'people')}, "
            f"{so_many(len(self.organisations), 'organisations')}>"
        )

    @property
    def sources(self) -> dict[str, str]:
        """Return where each number comes from, keyed by its dotted name."""
        return dict(self.cited)

    @property
    def organisation_keys(self) -> tuple[str, ...]:
        """Return the organisations' short names, in the order of the file."""
        return tuple(organisation.key for organisation in self.organisations)

    @property
    def scale(self) -> float:
        """Return its residents as a multiple of those of whom money and smallest differences are said."""
        return self.figures.population / RESIDENTS

    @property
    def emergency_stay_days(self) -> float:
        """Return the mean days an emergency patient needs a bed, so that the month-0 figures agree."""
        needed = self.figures.beds * self.figures.occupancy - self.figures.elective_beds
        return (needed - sum(pathway.delayed for pathway in self.pathways)) * 7 / self.figures.admissions_per_week

    @property
    def unmet_of_soft_services(self) -> tuple[float, float, float]:
        """Return the shares of requests unmet at month 0: general practice, community and mental health care."""
        return self.figures.primary_care_unmet, self.figures.community_unmet, self.figures.mental_health_unmet

    @property
    def unmet_of_social_care(self) -> float:
        """Return the share of people at month 0 who go without the social care they need."""
        f = self.figures
        need = f.home_care_need + f.care_home_need
        return (need - f.home_care_clients - f.care_home_residents) / need

    @property
    def residents_65(self) -> float:
        """Return the residents aged 65 and over."""
        return sum(segment.people * segment.share_65 for segment in self.segments)

    @cached_property
    def digest(self) -> str:
        """Return a hash of all that the file says, the same on every machine."""
        written = json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(written.encode()).hexdigest()
