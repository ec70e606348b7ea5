"""Joint projects: their stages, how one begins, how long approval takes, what a pilot shows, and their course."""

from sim.mechanisms.relationships.projects.course import Projects, ProjectsParams

__all__ = ["Projects", "ProjectsParams"]
