"""What is known of care: social care money, crowding and refilling, payment, lasting differences between places."""

from __future__ import annotations

import numpy as np

from sim.core.arithmetic import Array
from sim.validation.fact import Measured, between, fact, median, signed, spread
from sim.validation.runs import AS_TODAY, LEVEL, SILOED, Read, Runs, change, year_of

_CUT = 0.69 ** (1.0 / 8.0) - 1.0
_OLDER: dict[str, Read] = {
    "visits": lambda state, world: state.attendances_65,
    "admissions": lambda state, world: state.admissions_65,
    "delayed": lambda state, world: state.beds_held,
}
_CRAWFORD = "Crawford, Stoye & Zaranko 2021"
_CUT_PROTOCOL = (
    "Siloed, nothing else grows: social care money falling by 31% in 8 years against level money; year 8, median of "
    "the places."
)


def _cut(runs: Runs, name: str) -> Array:
    level, cut = (
        runs.walk(_OLDER, *SILOED, *LEVEL, f"funding.social_care_growth={growth}", "years=8") for growth in (0.0, _CUT)
    )
    return year_of(cut[name], 8) / year_of(level[name], 8) - 1.0


@fact(
    "S14 visits",
    "Cuts of social care bring more older people to A&E.",
    protocol=_CUT_PROTOCOL,
    tolerance="visits of people aged 65 and over +10% to +25%",
    source=_CRAWFORD,
    kind="tuned to",
)
def cuts_raise_visits(runs: Runs) -> Measured:
    """Measure visits of older people under a cut."""
    more = _cut(runs, "visits")
    return Measured(between(median(more), 0.10, 0.25), spread(more), {"visits": median(more)})


@fact(
    "S14 delays",
    "They lengthen delays by half or more.",
    protocol=_CUT_PROTOCOL,
    tolerance="people delayed at least +50%",
    source=_CRAWFORD + "; Seamer and others 2019",
    kind="tuned to",
)
def cuts_raise_delays(runs: Runs) -> Measured:
    """Measure delays under a cut."""
    more = _cut(runs, "delayed")
    return Measured(median(more) >= 0.5, spread(more, 0), {"delayed": median(more)})


@fact(
    "S14 admissions",
    "They hardly move emergency admissions of older people.",
    protocol=_CUT_PROTOCOL,
    tolerance="admissions of people aged 65 and over within 3%",
    source=_CRAWFORD,
    kind="came out",
)
def cuts_leave_admissions(runs: Runs) -> Measured:
    """Measure admissions of older people under a cut."""
    more = _cut(runs, "admissions")
    return Measured(abs(median(more)) <= 0.03, spread(more), {"admissions": median(more)})


@fact(
    "S14 care-home places",
    "A tenth more care-home places goes with 5 to 10% fewer delays.",
    protocol="Siloed, nothing grows, 10% more places from month 0; year 3, median of the places.",
    tolerance="−5% to −10%",
    source="Gaughan, Gravelle & Siciliani 2015",
    kind="tuned to",
)
def places_shorten_delays(runs: Runs) -> Measured:
    """Measure delays with more care-home places."""
    base = runs.arm(*SILOED, *LEVEL, "years=3")
    more = runs.arm(*SILOED, *LEVEL, "years=3", "social_care.care_home_beds_added=0.1")
    fewer = change(more, base, "delayed", 3)
    of_all = float(more.year("delayed", 3).mean() / base.year("delayed", 3).mean() - 1.0)
    beside = f"of all people delayed in all places: {signed(of_all)}"
    return Measured(between(median(fewer), -0.10, -0.05), spread(fewer), {"delayed": median(fewer)}, beside)


@fact(
    "S15 slope",
    "A fuller hospital sees fewer people within four hours.",
    protocol="Siloed, default growth, three years; slope within places of the four-weekly share on occupancy, from 85% "
    "to 97%.",
    tolerance="−0.3 to −0.7 points a point",
    source="NHS England statistics 2022 to 2025, computed",
    kind="tuned to",
)
def occupancy_slows(runs: Runs) -> Measured:
    """Measure the slope of the four-hour share on occupancy within places."""
    arm = runs.arm(*SILOED)
    x, y = arm.series["occupancy"][:39], arm.series["four_hour"][:39]
    used = (x >= 0.85) & (x <= 0.97)
    count = used.sum(axis=0)
    x, y = (np.where(used, v - np.where(used, v, 0.0).sum(axis=0) / count, 0.0) for v in (x, y))
    slope = float((x * y).sum() / (x * x).sum())
    return Measured(between(slope, -0.7, -0.3), f"{slope:.2f}".replace("-", "−"), {"slope": slope})


@fact(
    "S15 refilling",
    "Freed beds fill again: halving delays hardly empties the hospital.",
    protocol="As today, nothing grows; the hand-over held at what halves delays from month 0; occupancy of year 2.",
    tolerance="delays at most half, occupancy lower by less than 3 points",
    source="National Audit Office; Monitor 2015",
    kind="put in",
)
def beds_refill(runs: Runs) -> Measured:
    """Measure occupancy with delays halved."""
    reads: dict[str, Read] = {
        "delayed": lambda state, world: state.beds_held,
        "occupancy": lambda state, world: state.occupancy,
    }
    arm = (*AS_TODAY, *LEVEL, "years=2")
    base, halved = runs.walk(reads, *arm), runs.walk(reads, *arm, channels={"handover": 0.18, "home_first": 0.3})
    delays = float(year_of(halved["delayed"], 2).mean() / year_of(base["delayed"], 2).mean() - 1.0)
    fall = float((year_of(base["occupancy"], 2) - year_of(halved["occupancy"], 2)).mean())
    text = f"delays {signed(delays, 0)}, occupancy −{100.0 * fall:.1f} points"
    return Measured(delays <= -0.5 and 0.0 <= fall < 0.03, text, {"delays": delays, "occupancy": fall})


def _persists(runs: Runs, outcome: str) -> tuple[float, float, float]:
    """Return mean, standard deviation over places, and correlation of adjacent years."""
    first, second = (runs.arm(*SILOED).year(outcome, year) for year in (1, 2))
    return float(first.mean()), float(first.std(ddof=1)), float(np.corrcoef(first, second)[0, 1])


@fact(
    "S16 same day",
    "Places differ for years in how many people leave hospital on the day they are ready.",
    protocol="Siloed, years 1 and 2, over 64 places.",
    tolerance="mean .43 to .49 (.46 found), SD .07 to .13, correlation of adjacent years at least .8",
    source="NHS England discharge statistics 2022 to 2025, computed",
    kind="tuned to",
)
def same_day_differs(runs: Runs) -> Measured:
    """Measure lasting differences in same-day discharge."""
    mean, sd, r = _persists(runs, "same_day")
    passed = between(round(mean, 2), 0.43, 0.49) and between(sd, 0.07, 0.13) and r >= 0.8
    return Measured(passed, f"mean {mean:.2f}, SD {sd:.4f}, r {r:.2f}", {"mean": mean, "sd": sd, "r": r})


@fact(
    "S16 four hours",
    "Places differ for years in how many people are seen in A&E within four hours.",
    protocol="Siloed, years 1 and 2, over 64 places; to two decimals.",
    tolerance="SD 3 to 5 points (4 found over systems of this size), correlation of adjacent years .85 to .90",
    source="NHS England A&E statistics 2022 to 2025, computed",
    kind="tuned to",
)
def four_hour_differs(runs: Runs) -> Measured:
    """Measure lasting differences in the four-hour share."""
    mean, sd, r = _persists(runs, "four_hour")
    passed = between(sd, 0.03, 0.05) and between(round(r, 2), 0.85, 0.90)
    return Measured(passed, f"SD {100.0 * sd:.1f} points, r {r:.2f}", {"mean": mean, "sd": sd, "r": r})


@fact(
    "S17",
    "Paid by activity and minding themselves, systems drift towards the hospital.",
    protocol="Siloed, 80% of the hospital's income by activity, nothing pooled; year 6 against year 1, median of the "
    "places.",
    tolerance="hospital's share of NHS money +0.5 to +0.9 points a year",
    source="Darzi 2024 (47 to 58% in about 15 years)",
    kind="tuned to",
)
def money_drifts(runs: Runs) -> Measured:
    """Measure the drift of the hospital's share of money."""

    def drift(share: float) -> Array:
        arm = runs.arm(*SILOED, f"income.activity_share={share}")
        return 20.0 * (arm.year("acute_share", 6) - arm.year("acute_share", 1))

    by_activity, mixed, block = (median(drift(share)) for share in (0.8, 0.4, 0.0))
    beside = f"at 40% by activity, the default, {mixed:+.2f} points a year, too little; at none {block:+.2f}"
    return Measured(
        between(by_activity, 0.5, 0.9),
        f"{by_activity:+.2f} points a year",
        {"drift": by_activity},
        beside.replace("-", "−"),
    )


FACTS = (
    cuts_raise_visits,
    cuts_raise_delays,
    cuts_leave_admissions,
    places_shorten_delays,
    occupancy_slows,
    beds_refill,
    same_day_differs,
    four_hour_differs,
    money_drifts,
)
