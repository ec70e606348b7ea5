"""What joint projects reach: need that can be avoided, home care, care homes, new cases and lonely people.

Rule      Projects reach avoidable need, and those on isolation bring lonely people company besides; young ones find
          cases that nobody knew of. A design that does not fit can do harm.
Formula   upstream = sum u*effect*fit; home first = .2*effect*clip(fit, 0, 2); care homes = .5*effect*fit; company =
          .05*effect*fit; cases = .08*reach*(1 - effect/works)/3 over the kinds that find them.
Source    weights are choices; avoidable share 24% (NAO 2018) and 41% from care homes (IAU 2019) cap the effect in care.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.core.arithmetic import NEVER_ZERO, Array, stacked, total
from sim.core.parameters import Unit, constant, param
from sim.core.state import State
from sim.world.world import World


@dataclass(frozen=True)
class ReachedParams:
    """What joint projects reach at full effect."""

    home_first: float = param(
        0.20,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.3),
        label="Home care freed by home first at full effect",
        source="choice",
    )
    care_homes: float = param(
        0.5,
        unit=Unit.FRACTION,
        plausible=(0.3, 0.8),
        label="Avoidable admissions of residents prevented by support to care homes",
        source="choice",
    )
    company: float = param(
        0.05,
        unit=Unit.FRACTION,
        plausible=(0.01, 0.1),
        label="Lonely people who have company by joint work on isolation at full effect",
        source="choice: about what many agencies on social isolation give where three kinds of them find people",
    )
    cases: float = param(
        0.08,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.16),
        label="New cases that young projects find, share of A&E",
        source="choice after RAND Europe 2012 (+2%) and Northumberland",
    )
    case_kinds: float = constant(
        3.0,
        Unit.NUMBER,
        (1.0, 6.0),
        "Kinds of project that find cases, for which `cases` is said",
        "as in Anyplace",
        bounds=(0.1, 1e3),
    )


MOST_FIT = 2.0
"""A limit that hardly any plausible number meets."""


@dataclass(frozen=True)
class Reached:
    """What the joint projects of a place reach."""

    params: ReachedParams
    world: World

    def signals(self, state: State) -> Array:
        """Return what projects reach, by kind, in the order of `ProjectSignal`."""
        p = self.params
        home_first, care_homes, company, finds = self._kinds
        working = state.project_effect * state.project_fit
        young = 1.0 - np.minimum(1.0, state.project_effect / np.maximum(state.project_works, NEVER_ZERO))
        return stacked(
            [
                total(self._upstream * working),
                p.home_first * total(home_first * state.project_effect * np.clip(state.project_fit, 0.0, MOST_FIT)),
                p.care_homes * total(care_homes * working),
                p.cases / p.case_kinds * total(finds * state.reach * young),
                p.company * total(company * working),
            ]
        )

    @cached_property
    def _upstream(self) -> Array:
        return np.array(
            [
                project.upstream if project.effect in ("upstream", "company") else 0.0
                for project in self.world.place.projects
            ]
        )[:, None]

    def _kind(self, effect: str) -> Array:
        return np.array([float(project.effect == effect) for project in self.world.place.projects])[:, None]

    @cached_property
    def _kinds(self) -> tuple[Array, Array, Array, Array]:
        finds = np.array([float(project.finds_cases) for project in self.world.place.projects])[:, None]
        return self._kind("home_first"), self._kind("care_homes"), self._kind("company"), finds
