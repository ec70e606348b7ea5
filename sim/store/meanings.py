"""What the columns of the kept tables mean, for `ro-crate-metadata.json`: by table, then by name.

A column that is called after a parameter, or after an outcome, means what that declares, and stands nowhere here.
"""

from __future__ import annotations

from collections.abc import Mapping

from sim.declared import declarations
from sim.outcomes import OUTCOMES
from sim.store.calibrated_meanings import OF_CALIBRATION
from sim.theories import KEYS as THEORIES

_PERCENTILE = "percentile over futures"
_SHARE = "share of futures, 0 to 1"
COMMON: Mapping[str, str] = {
    "outcome": "what is measured, by its name",
    "value": "level of the outcome, in the outcome's unit",
    "unit": "unit of the row's numbers",
    "label": "what the outcome is called",
    "domain": "part of a report in which the outcome stands",
    "behaviour": "how teams work, by the name of the behaviour",
    "base_behaviour": "behaviour of the arm that others are compared with",
    "alternative_behaviour": "behaviour of the arm that is compared",
    "arm": "arm of the study, by its name",
    "year": "year after month 0, of which the mean is taken",
    "week": "week after month 0",
    "seed": "number of the future: the same number means the same draws in every arm",
    "point": "number of the point of the design, as in the plan",
    "runs": "futures behind the row",
    "futures": "futures behind the row",
    "mean": "mean over futures",
    "sd": "standard deviation over futures",
    **{f"p{one:02d}": f"{one}th {_PERCENTILE}" for one in (5, 10, 25, 50, 75, 90, 95)},
    "parameter": "what varies, by its dotted name",
    "plan": "plan, by its name",
    **{key: f"rule of {key.partition('.')[0]}, by the name of its file" for key in THEORIES},
    "who": "organisations, by their keys",
    "size": "how many organisations",
    "low": "lower end of the interval",
    "high": "upper end of the interval",
    "effect": "mean of paired differences in the outcome that is judged by, in its unit",
    "verdict": "what the row comes to, in a word or two",
    "people": "what it brings people, in smallest differences that matter",
    "money": "money for working together, £m a year more than the base",
    "hours": "hours for working together, a week of each leader, more than the base",
    "regret": "how much less people get than from the best choice, in smallest differences that matter",
    "to_tell": "times as many futures that would tell it from the best; 1 if these do",
}
_EFFECTS: Mapping[str, str] = {
    "base": "median over futures in the base arm",
    "alternative": "median over futures in the alternative arm",
    "median": "median of paired differences, alternative less base",
    "low": "5th percentile of paired differences",
    "high": "95th percentile of paired differences",
    "matters": "smallest difference that matters here",
    "better": f"{_SHARE}, in which the alternative is better by what matters, on the same draws",
    "same": f"{_SHARE}, in which nobody could tell, on the same draws",
    "worse": f"{_SHARE}, in which the alternative is worse by what matters, on the same draws",
    "unpaired_better": f"{_SHARE}, in which it is better, against another future's draws",
    "unpaired_worse": f"{_SHARE}, in which it is worse, against another future's draws",
}
_LEAD = "how much better the best set is than the next"
BY_TABLE: Mapping[str, Mapping[str, str]] = {
    "effects": _EFFECTS,
    "effects_by_chance": _EFFECTS,
    "channels": {
        "channel": "way in which relationships reach care; `all` for all of them together",
        "contribution": "what the channel adds to the gap in the last year, in the outcome's unit",
        "pairs": "pairs of futures behind the row",
    },
    "organisations": {
        "entity": "kind of thing that the value is of",
        "name": "which one, by its key",
    },
    "worth": {
        "known": "what would be known: a number, all that a rule draws, an outcome as it is today, or all numbers",
        "kind": "which of these it is: number, rule, seen or all",
        "numbers": "how many numbers it is",
        "worth": "mean gain of choosing by it, over choosing what brings most on average",
        "low": "lower end of the 95% interval of the worth",
        "high": "upper end of the 95% interval of the worth",
        "otherwise": f"{_SHARE}, in which one would choose otherwise",
        "instead": "behaviour chosen most often then",
        "where": "whether that is where what is known is higher or lower; empty where it is neither",
        "sure": "whether the worth stays above 0 even as the best of all that were asked about",
    },
    "elicited": {
        "asked": "how many people were asked",
        **{
            f"{lead}_{end}": f"{at} quantile of {of}"
            for lead, of in (
                ("default", "what worlds draw by default"),
                ("pooled", "what people said, each counting alike"),
                ("worlds", "the worlds that remain"),
            )
            for end, at in (("low", ".05"), ("middle", ".5"), ("high", ".95"))
        },
        "beyond": "whether somebody went beyond the default range",
    },
    **OF_CALIBRATION,
    "ablations": {
        "ablation": "what is taken away",
        "whole": "mean effect in the whole model, in the outcome's unit",
        "without": "mean effect without it",
        "change": "mean of the paired difference of the two",
        "low": "lower end of the 95% interval of the change",
        "high": "upper end of the 95% interval of the change",
        "smallest": "smallest difference that matters",
        "futures": "how many futures would tell, where it is open; 0 where that is not known",
    },
    "theories": {
        "family": "what the theory is a rule of",
        "theory": "rule in place of the usual one, by the name of its file",
        "label": "what the theory is called",
        "tuned": "numbers moved so that month 0 stays, by their dotted names, each by how much in every world",
        "untuned": "mean trust between partners at month 0 before that, 0 to 1",
        "trust": "mean trust between partners at month 0 after it, 0 to 1",
        "projects_untuned": "mean number of joint projects adopted at month 0 before it",
        "projects": "mean number of joint projects adopted at month 0 after it",
    },
    "robust": {
        "family": "what the theory is a rule of",
        "theory": "rule in place of the usual one, by the name of its file",
        "median": "median of paired differences in the last year, alternative less base, in the outcome's unit",
        "verdict": "how the outcome is judged under it: better, worse, tie or open",
        "holds": "whether that is as under the usual rules",
    },
    "joining": {
        "order": "by what the organisations were chosen",
        "low": "lower end of the 95% interval of the effect",
        "high": "upper end of the 95% interval of the effect",
    },
    "best": {
        "how": "whether all sets were tried, or one organisation was added after another",
        "tried": "how many sets were tried",
        "low": "lower end of the 95% interval of the effect",
        "high": "upper end of the 95% interval of the effect",
        "next": "organisations of the second best set",
        "lead": f"{_LEAD}, as a mean over futures",
        "lead_low": "lower end of its 95% interval",
        "lead_high": "upper end of its 95% interval",
        "first_in": "share of redraws of the futures in which it is the best, 0 to 1",
        "rivals": "how many sets these futures cannot tell from the best",
        "certain": "whether it can be called the best",
    },
    "boxes": {
        "arm": "arm that does better in the box",
        "low": "lower side of the box, in the parameter's unit",
        "high": "upper side of the box, in the parameter's unit",
        "chance": "probability that chance alone would draw a side that tells as much",
        "density": "share of the worlds in the box in which the arm does better",
        "coverage": "share of the worlds in which the arm does better that the box holds",
        "mass": "share of all worlds that the box holds",
        "density_held_back": "the density in worlds that were held back from the search",
        "anywhere": "share of all worlds in which the arm does better",
    },
    "worlds": {
        "world": "number of the world: what it draws, and its dice",
        "weight": "how likely it makes what was observed, of all worlds that agree",
        "accepted": "whether it is in the sample in which each counts once",
        "demand": "growth of need for care, a year",
        "resources": "growth of money, a year",
        "people": "people index of the alternative, from -1 to 1",
        "people_low": "lower end of its 90% interval",
        "people_high": "upper end of its 90% interval",
        "net_cost": "median cumulative net cost of the alternative, £m",
        "net_low": "5th percentile of that over futures",
        "net_high": "95th percentile of that over futures",
        "cheaper": "share of futures in which it is below nothing, 0 to 1; exactly nothing counts half",
        "for_people": "which arm is better for people",
        "for_money": "which arm is better for money",
        "alternative_better": "share of futures in which the alternative is better by what matters, 0 to 1",
        "base_better": "share of futures in which the base is better by what matters, 0 to 1",
    },
    "branches": {
        "branch": "what began and ended, in order",
        "people": "mean of what it brings people, in smallest differences that matter",
        "years": "when each step came, in years after month 0",
    },
    "futures": {"branch": "what began and ended in the future, in order"},
    "signposts": {
        "entry": "entry of the plan",
        "what": "whether it began or ended",
        "level": "level that the outcome is to pass, in its unit",
        "months": "for how many months it is to be past it",
        "share": "share of futures in which it was, 0 to 1",
        "earliest": "first year in which it was; not a number if never",
        "median": "year in which it was in the median of those futures",
        "latest": "last year in which it was",
    },
    "portfolio": {
        "low": "lower end of the 90% interval of that mean",
        "high": "upper end of the 90% interval of that mean",
        "ahead": f"{_SHARE}, in which people are ahead of the base in the last year",
        "same": f"{_SHARE}, in which nobody could tell",
        "behind": f"{_SHARE}, in which people are behind the base in the last year",
        "pays": f"{_SHARE}, in which it pays for itself within the run",
        "pays_year": "median year of that among those; not a number if there are none",
        "worse_first": "years from the start in which more futures are behind than ahead",
        "beaten_by": "a plan that beats it, the base among them; empty if none does",
        "searched": "what it brought people on the futures that it was searched on",
    },
    "tried": {
        "plan": "names of its choices, joined by `+`",
        "over": "whether it takes more than a limit",
        "found": "whether it is among those that no other beats",
        "words": "words that ask for the plan",
    },
    "precision": {
        "n": "pairs of futures",
        "effect": "half-width of the 95% interval of the median difference, in smallest differences that matter",
        "share": "half-width of the 95% interval of the shares of futures better or worse, the wider",
    },
    "screening": {
        "size": "mean size of the change across the parameter's plausible range (mu*)",
        "half_width": "half-width of the 95% interval of that",
        "mean": "the same with its sign (mu)",
        "spread": "how much it differs from place to place in the space (sigma)",
    },
    "shares": {
        "first": "share of variance that the parameter makes alone",
        "first_half_width": "half-width of the 95% interval of that",
        "total": "share of variance that it has a part in",
        "total_half_width": "half-width of the 95% interval of that",
    },
    "events": {
        "group": "kind of event",
        "what": "event",
        "number": "size of the event, in the row's unit",
        "sentence": "the event in words",
        "shown": "whether the report shows it",
    },
    "pairs": {"chosen": "whether this is the future that is told"},
}
_REGRETS: Mapping[str, str] = {
    "worst": "largest regret over worlds, chance averaged out, in the measure's unit",
    "high": "regret not exceeded in the chosen percentile of worlds",
    "mean": "mean regret over worlds",
    "best": "share of worlds in which no other behaviour is better, 0 to 1",
    "single": "mean regret of single futures, chance and all",
    "deviation": "standard deviation of it within a world, which chance makes",
    "between": "share of its variance that lies between worlds",
    "within": "share of its variance that lies within a world",
    "enough": f"{_SHARE}, in which it is good enough",
    "enough_worlds": "share of worlds in which it is good enough, chance averaged out",
    "reached": "level that it reaches or betters in the chosen percentile of worlds",
    "safest": "share of redraws of the chance in which its worst regret is the smallest, 0 to 1",
    "low": "lower end of the 90% interval of what it brings people",
    "regret": "mean regret over futures, in smallest differences that matter",
    "nine_in_ten": "regret not exceeded in nine futures of ten",
}
_OF_PLANS: Mapping[str, str] = {
    "high": "upper end of the 90% interval of what it brings people",
    "best": f"{_SHARE}, in which no other brings people more",
}
_BEGINNINGS = {
    "change_": "mean change that choosing so brings, in its unit, of",
    "regret_": "regret in the world, chance averaged out, of",
    "regret of ": "regret in the future, in smallest differences that matter, of",
    "level_": "level in the world of the measure, in its unit, under",
}


def meaning(table: str, column: str, beside: frozenset[str] = frozenset()) -> tuple[str, str]:
    """Return what a column means, and its unit where the meaning does not say it.

    Args:
        table: name of the table.
        column: name of the column.
        beside: all columns of the table: two studies keep a table of regrets.

    Returns:
        Both are empty if nobody has said.
    """
    if column in declarations():
        declared = declarations()[column]
        return declared.label, "switch" if declared.unit is None else declared.unit.value.symbol
    own = BY_TABLE.get(table, {})
    if table == "regret":
        own = {**_REGRETS, **_OF_PLANS} if "plan" in beside else _REGRETS
    said = own.get(column) or COMMON.get(column, "")
    if not said:
        lead = next((lead for lead in _BEGINNINGS if column.startswith(lead)), None)
        said = "" if lead is None else f"{_BEGINNINGS[lead]} {column.removeprefix(lead)}"
    return said, ""


def outcome_meaning(name: str) -> tuple[str, str]:
    """Return what an outcome is, and its unit; both empty if it is not known here."""
    if name not in OUTCOMES:
        return "", ""
    declared = OUTCOMES[name]
    return f"{declared.label}: {declared.definition}", declared.unit
