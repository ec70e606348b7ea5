"""What is known of pressure: some of it brings partners together, much of it drives them apart."""

from __future__ import annotations

import numpy as np

from sim.validation.fact import Measured, fact, median
from sim.validation.runs import PROGRAMME, Runs, year_of

_SMALLER = 32


def _inner_maximum(values: list[float]) -> tuple[bool, float]:
    """Return whether the largest value stands inside, and by how much it exceeds the nearer end."""
    top = int(np.argmax(values))
    return 0 < top < len(values) - 1, max(values) - max(values[0], values[-1])


_SHIFTS = (-0.2, -0.1, 0.0, 0.1, 0.2, 0.3, 0.4)


@fact(
    "S10 whole place",
    "Some pressure brings partners together and much pressure drives them apart, over a whole place.",
    protocol=f"Programme, pressure moved by −.2 to +.4 from month 0, {_SMALLER} places; ability to work together, "
    "year 6, mean of the boundaries.",
    tolerance="largest inside the range, by at least .02 over either end",
    source="threat-rigidity (Staw, Sandelands & Dutton 1981); source text",
    kind="came out",
)
def pressure_over_a_place(runs: Runs) -> Measured:
    """Measure capability over pressure."""
    seen = {}
    for pull in (0.0, 0.3):
        arms = [
            runs.arm(*PROGRAMME, f"pressure.shift={s}", f"decision.need_pull={pull}", places=_SMALLER) for s in _SHIFTS
        ]
        seen[pull] = [float(arm.year("capability", 6).mean()) for arm in arms]
    inside, over = _inner_maximum(seen[0.0])
    rows = {pull: ", ".join(f"{value:.2f}" for value in values) for pull, values in seen.items()}
    beside = (
        f"with a pull of pressure of .3: {rows[0.3]}. Pressure takes time and breaks promises; nothing in it brings "
    )
    beside += "partners together unless care supplies the need (next row)"
    return Measured(inside and over >= 0.02, rows[0.0], {"over the ends": over}, beside)


_WORLDS = ((0.0, 0.04), (0.01, 0.03), (0.02, 0.03), (0.025, 0.031), (0.03, 0.02), (0.04, 0.02), (0.04, 0.0))


@fact(
    "S10 boundaries",
    "The same at the boundaries where people wait to leave hospital, where care supplies the need.",
    protocol="Programme; demand and money growing from 0 and 4% a year to 4 and 0%; ability to work together at the "
    f"boundaries of discharge at the end of year 6, {_SMALLER} places.",
    tolerance="largest inside the range, by at least .02 over either end",
    source="source text (resource pressures necessitate a joint approach)",
    kind="put in",
)
def pressure_at_boundaries(runs: Runs) -> Measured:
    """Measure capability at discharge boundaries over worsening worlds."""
    reads = {"capability": lambda state, world: state.capability[world.tables.crosses_discharge[:, 0] > 0].mean(axis=0)}
    rows: dict[float, list[float]] = {}
    for exponent in (1.0, 0.0):
        rows[exponent] = [
            float(
                runs.walk(
                    reads,
                    *PROGRAMME,
                    f"demand.growth={demand}",
                    f"funding.nhs_growth={money}",
                    f"funding.social_care_growth={money}",
                    f"need_seen.exponent={exponent}",
                    places=_SMALLER,
                )["capability"][-1].mean()
            )
            for demand, money in _WORLDS
        ]
    inside, over = _inner_maximum(rows[1.0])
    said = {exponent: ", ".join(f"{value:.2f}" for value in values) for exponent, values in rows.items()}
    return Measured(inside and over >= 0.02, said[1.0], {"over the ends": over}, f"without that pull: {said[0.0]}")


@fact(
    "S10 diverted",
    "Under large deficits at least half of the money for change is kept at home.",
    protocol=f"Programme, pressure raised by .3 from month 0, {_SMALLER} places; joint money diverted, year 6.",
    tolerance="at least 50%",
    source="National Audit Office 2017 and 2018: 18% of £2.2bn was spent on change",
    kind="put in",
)
def money_diverted(runs: Runs) -> Measured:
    """Measure the share of joint money kept at home."""
    reads = {"diverted": lambda state, world: world.network.mean_organisation(state.diverted)[0]}
    share = {}
    for shift in (0.0, 0.3):
        seen = runs.walk(reads, *PROGRAMME, f"pressure.shift={shift}", places=_SMALLER)
        share[shift] = median(year_of(seen["diverted"], 6))
    text = f"{share[0.3]:.0%}"
    return Measured(share[0.3] >= 0.5, text, {"diverted": share[0.3]}, f"without the rise: {share[0.0]:.0%}")


FACTS = (pressure_over_a_place, pressure_at_boundaries, money_diverted)
