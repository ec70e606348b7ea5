"""What programmes of working together did, and when: growth, care homes, process before outcomes, the early dip."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sim.analysis.headline import HEADLINE
from sim.analysis.paired import Comparison
from sim.core.arithmetic import Array
from sim.model.ensemble import Ensemble
from sim.outcomes import OUTCOMES
from sim.validation.fact import Measured, between, fact, median, signed, spread
from sim.validation.runs import INVITATION, MODEST, PROGRAMME, SILOED, Runs, change

_GROWTH = "Rising demand (2.5% a year), six years; year 6 against year 1; median of the places."
_MONTHS_12_TO_18 = slice(13, 20)


def _growth(arm: Ensemble) -> Array:
    return arm.year("admissions", 6) / arm.year("admissions", 1) - 1.0


@fact(
    "S2 siloed",
    "Where nobody works together, emergency admissions grow by about an eighth in five years.",
    protocol=_GROWTH + " Siloed.",
    tolerance="+9.5% to +14%",
    source="Morciano 2021: places without a programme +12.0%, 2013 to 2018",
    kind="tuned to",
)
def siloed_growth(runs: Runs) -> Measured:
    """Measure growth of admissions in the siloed arm."""
    grown = _growth(runs.arm(*SILOED))
    others = [median(_growth(runs.arm(*SILOED, f"demand.growth={g}"))) for g in (0.02, 0.03)]
    beside = f"at growth of 2% and 3% a year: {signed(others[0])} and {signed(others[1])}"
    return Measured(between(median(grown), 0.095, 0.14), spread(grown), {"growth": median(grown)}, beside)


@fact(
    "S2 programme",
    "A programme slows that growth and does not reverse it.",
    protocol=_GROWTH + " All teams, full practices, 40% of the hospital's income by activity.",
    tolerance="+3% to +9%",
    source="Morciano 2021: places with one programme +6.4 to +8.8%, with both +3.5%",
    kind="came out",
)
def programme_growth(runs: Runs) -> Measured:
    """Measure growth of admissions in the programme arm."""
    grown = _growth(runs.arm(*PROGRAMME))
    modest, invited = (median(_growth(runs.arm(*arm))) for arm in (MODEST, INVITATION))
    beside = f"practices at a quarter: {signed(modest)} (a range of 3 to 10.5% was proposed for these); "
    beside += f"by invitation: {signed(invited)}"
    return Measured(between(median(grown), 0.03, 0.09), spread(grown), {"growth": median(grown)}, beside)


@fact(
    "S4",
    "Care homes respond first and most.",
    protocol="Programme against siloed on the same draws; emergency need of residents, year 3; median of the places.",
    tolerance="−4% to −20% by year 3, and more than the whole population's need in years 2 and 3",
    source="Morciano 2020 (−1.8, −3.5, −6.5%); Health Foundation evaluations of care-home support",
    kind="came out",
)
def care_homes_first(runs: Runs) -> Measured:
    """Measure the effect on residents and on everybody."""
    siloed, programme = runs.arm(*SILOED), runs.arm(*PROGRAMME)
    homes = [median(change(programme, siloed, "care_home_need", year)) for year in (1, 2, 3)]
    people = [median(change(programme, siloed, "emergency_need", year)) for year in (1, 2, 3)]
    passed = between(homes[2], -0.20, -0.04) and all(h < p for h, p in zip(homes[1:], people[1:], strict=True))
    text = f"residents {', '.join(map(signed, homes))}; everybody {', '.join(map(signed, people))} (years 1 to 3)"
    invited = median(change(runs.arm(*INVITATION), siloed, "care_home_need", 3))
    return Measured(passed, text, {"year 3": homes[2]}, f"by invitation, year 3: {signed(invited)}, too late")


@fact(
    "S6 process",
    "How partners work together improves within a year and a half.",
    protocol="Programme against siloed, months 12 to 18; paired differences of trust, contact and agreement.",
    tolerance="each 90% interval above 0 and each median at least the smallest that matters",
    source="NHS North West London; Better Care Fund (90% of areas); Local Vision",
    kind="came out",
)
def process_early(runs: Runs) -> Measured:
    """Measure how far process moved."""
    gains = {name: _early_gain(runs, name) for name in ("trust", "contact", "agreement")}
    passed = all(
        np.quantile(gain, 0.05) > 0.0 and OUTCOMES[name].noticed(0.0, median(gain)) > 0.0
        for name, gain in gains.items()
    )
    text = ", ".join(f"{name} {median(gain):+.2f}" for name, gain in gains.items())
    return Measured(bool(passed), text, {name: median(gain) for name, gain in gains.items()})


@fact(
    "S6 outcomes",
    "Outcomes do not improve as early as that.",
    protocol="The same months; the six headline outcomes for people.",
    tolerance="no median better by the smallest difference that matters",
    source="the same; systematic reviews of integrated care",
    kind="came out",
)
def outcomes_later(runs: Runs) -> Measured:
    """Measure which outcomes moved at the same time, in multiples of what matters."""
    base = {name: runs.arm(*SILOED).series[name][_MONTHS_12_TO_18].mean() for name in HEADLINE}
    share = {}
    for name in HEADLINE:
        share[name] = float(OUTCOMES[name].in_smallest(median(_early_gain(runs, name)), base[name]))
    early = [name for name, value in share.items() if value >= 1.0]
    text = ", ".join(f"{name.replace('_', ' ')} {value:+.1f}" for name, value in share.items())
    beside = "measured in smallest differences that matter, + better. "
    if early == ["delayed"]:
        beside += "All but delays wait: people leave hospital sooner as soon as partners keep their word, which is the "
        beside += "very thing that trust is made of. Evaluations found delays to move in years 1 to 3."
    return Measured(not early, text.replace("-", "−"), share, beside)


def _early_gain(runs: Runs, name: str) -> Array:
    both = (runs.arm(*arm).series[name][_MONTHS_12_TO_18].mean(axis=0) for arm in (PROGRAMME, SILOED))
    return next(both) - next(both)


@fact(
    "S6 ranks",
    "Trust goes with how partners work more than with results, and with both.",
    protocol="Programme, means of the six years; rank correlation over the places of trust with ability to work "
    "together, with delays and with emergency need.",
    tolerance="ability above both, both above 0 (+ is better)",
    source="George, Klijn, Ropes & Sattlegger: meta-analysis of networks",
    kind="came out",
)
def trust_and_results(runs: Runs) -> Measured:
    """Measure rank correlations over places."""
    from scipy.stats import spearmanr  # slow to import, and every command knows of the facts

    arm = runs.arm(*PROGRAMME)

    def ranks(mean: Callable[[str], Array]) -> dict[str, float]:
        trust = mean("trust")
        return {
            name: OUTCOMES[name].better * float(spearmanr(trust, mean(name))[0])  # type: ignore[arg-type]
            for name in ("capability", "delayed", "emergency_need", "four_hour")
        }

    overall, last = ranks(lambda name: arm.series[name].mean(axis=0)), ranks(lambda name: arm.year(name, 6))
    hard = (overall["delayed"], overall["emergency_need"])
    said = [", ".join(f"{name.replace('_', ' ')} {value:+.2f}" for name, value in x.items()) for x in (overall, last)]
    text, beside = (words.replace("-", "−") for words in said)
    passed = overall["capability"] > max(hard) and min(hard) > 0.0
    return Measured(passed, text, overall, f"year 6 alone: {beside}; one of them is uncertain by .12 over 64 places")


@fact(
    "S7 visits",
    "At first there are no fewer visits to A&E, or a few more.",
    protocol="Programme against siloed, mean of the first 24 months; median of the places.",
    tolerance="0 to +5%",
    source="North East Hampshire; Northumberland; RAND Europe 2012 (+2%)",
    kind="tuned to",
)
def visits_rise(runs: Runs) -> Measured:
    """Measure visits in the first two years."""
    programme, siloed = (runs.arm(*arm).series["attendances"] for arm in (PROGRAMME, SILOED))
    more = programme[:26].mean(axis=0) / siloed[:26].mean(axis=0) - 1.0
    half = median(programme[:6].mean(axis=0) / siloed[:6].mean(axis=0) - 1.0)
    by_year = ", ".join(
        signed(median(change(runs.arm(*PROGRAMME), runs.arm(*SILOED), "attendances", y)), 2) for y in range(1, 7)
    )
    beside = f"first six months {signed(half, 2)}; years 1 to 6: {by_year}. New cases found and slow learning were set "
    beside += "after a first version had failed this"
    return Measured(between(median(more), 0.0, 0.05), spread(more, 2), {"visits": median(more)}, beside)


@fact(
    "S7 cost",
    "At first working together costs more than it saves.",
    protocol="Programme against siloed, net cost of the first 24 months, £m, even if every saving is cash.",
    tolerance="above 0 in the median place",
    source="RAND Europe 2012; National Audit Office 2017",
    kind="came out",
)
def cost_first(runs: Runs) -> Measured:
    """Measure the net cost of the first two years."""
    comparison = Comparison(runs.arm(*SILOED), runs.arm(*PROGRAMME))
    cash, some = (median(comparison.net_cost(share)[25]) for share in (1.0, 0.3))
    text = f"£{cash:.1f}m if every saving is cash, £{some:.1f}m if 30% is"
    return Measured(cash > 0.0, text, {"all cash": cash, "30% cash": some})


FACTS = (
    siloed_growth,
    programme_growth,
    care_homes_first,
    process_early,
    outcomes_later,
    trust_and_results,
    visits_rise,
    cost_first,
)
