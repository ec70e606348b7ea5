"""A place: the organisations, services, people and figures of one local health and care system."""

from __future__ import annotations

from sim.place.account import PlaceAccount, check_place
from sim.place.load import load_place, place_names, with_figures
from sim.place.parse import check_figure, place_schema
from sim.place.schema import (
    Culture,
    Differences,
    Figures,
    InterfaceSpec,
    LeaderSpec,
    Needs,
    OrganisationSpec,
    Pathway,
    Place,
    ProjectSpec,
    Segment,
    Service,
    Vision,
)
from sim.place.words import PATHWAYS, SERVICES

__all__ = [
    "PATHWAYS",
    "SERVICES",
    "Culture",
    "Differences",
    "Figures",
    "InterfaceSpec",
    "LeaderSpec",
    "Needs",
    "OrganisationSpec",
    "Pathway",
    "Place",
    "PlaceAccount",
    "ProjectSpec",
    "Segment",
    "Service",
    "Vision",
    "check_figure",
    "check_place",
    "load_place",
    "place_names",
    "place_schema",
    "with_figures",
]
