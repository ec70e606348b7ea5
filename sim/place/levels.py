"""A place with other figures than its file's: how much its people use A&E and hospital for the same need, and its beds.

Rule      Visits to A&E, emergency admissions and hospital beds are each so much more than the file says, those of older
          people and of care homes in proportion, beds for planned care as all beds. All else stays: as many people
          become ready to leave, so that where more are admitted for the same need, stays are shorter. Every rule takes
          month 0 from these figures, as if the file had said them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from sim.core.arithmetic import Number, in_some_run
from sim.core.parameters import InputError
from sim.place.schema import Place


@dataclass(frozen=True, slots=True)
class FigureLevels:
    """How much more than its file says a place has, as shares; each one number, or one a run.

    Attributes:
        attendances: visits to A&E.
        admissions: emergency admissions.
        beds: hospital beds.
    """

    attendances: Number
    admissions: Number
    beds: Number

    @property
    def other(self) -> bool:
        """Whether some run has other figures than the file's."""
        return any(in_some_run(one) for one in (self.attendances, self.admissions, self.beds))


def at_levels(place: Place, levels: FigureLevels) -> Place:
    """Return a place with other figures, each one number or one a run."""
    f = place.figures
    visits, admissions, beds = 1.0 + levels.attendances, 1.0 + levels.admissions, 1.0 + levels.beds
    figures = {
        "attendances_per_week": f.attendances_per_week * visits,
        "attendances_65_per_week": f.attendances_65_per_week * visits,
        "admissions_per_week": f.admissions_per_week * admissions,
        "admissions_65_per_week": f.admissions_65_per_week * admissions,
        "care_home_admissions_per_year": f.care_home_admissions_per_year * admissions,
        "beds": f.beds * beds,
        "elective_beds": f.elective_beds * beds,
    }
    return replace(place, figures=replace(f, **figures))


def check_levels(place: Place) -> None:
    """Raise `InputError` if some run of a place with other figures is one that no place file may describe."""
    f = place.figures
    ready = sum(pathway.ready_per_week for pathway in place.pathways)
    if np.any(ready > f.admissions_per_week):
        raise InputError(
            f"divergence.more_admissions: {np.min(f.admissions_per_week):.0f} emergency admissions a week, "
            f"fewer than the {ready:g} who become ready to leave; expected more"
        )
    if np.any(f.admissions_per_week >= f.attendances_per_week):
        raise InputError("divergence.more_attendances: fewer visits to A&E than emergency admissions; expected more")
    if np.any(place.emergency_stay_days <= 0.0):
        raise InputError(
            f"divergence.more_beds: {np.min(f.beds):.0f} hospital beds leave none for treatment; expected more"
        )
