"""What the columns of tables of calibration and of known facts mean, but for those of worlds: by table and name."""

from __future__ import annotations

from collections.abc import Mapping

OF_CALIBRATION: Mapping[str, Mapping[str, str]] = {
    "points": {
        "observed": "value that was observed, in the outcome's unit",
        "error": "standard deviation of the error with which it was, in the outcome's unit",
        "middle": "median of the worlds that agree, each by its weight",
        "inside": "whether the 90% interval holds what was observed",
        "low": "lower end of the 90% interval of the worlds that agree, with the error of the point",
        "high": "upper end of the 90% interval of the worlds that agree, with the error of the point",
        "before_low": "lower end of that interval of worlds before anything was observed",
        "before_middle": "median of worlds before anything was observed",
        "before_high": "upper end of that interval of worlds before anything was observed",
    },
    "observed": {
        "observed": "value that was observed, in the outcome's unit",
        "error": "standard deviation of the error with which it was, in the outcome's unit",
        "low": "10th percentile over futures, of the mean of the year before",
        "middle": "median over futures, of the mean of the year before",
        "high": "90th percentile over futures, of the mean of the year before",
        "inside": "whether what was observed lies between low and high",
    },
    "narrowed": {
        "low": "lower end of the 90% interval among the worlds that agree, each by its weight",
        "high": "upper end of the 90% interval among the worlds that agree, each by its weight",
        "median": "median among the worlds that agree, each by its weight",
        "before_low": "5th percentile of the worlds tried",
        "before_high": "95th percentile of the worlds tried",
        "variance_ratio": "variance among the worlds that agree over variance before",
        "range_ratio": "width of the interval among the worlds that agree over that before",
        "shift": "how far the mean moved, in standard deviations before",
        "certain": "whether it was narrowed or moved by more than chance would make it",
        "by": "outcome that narrows it most by itself; empty where nothing is certain",
        "by_ratio": "variance left where worlds weigh by that outcome alone, over variance before",
    },
    "waves": {
        "wave": "number of the wave",
        "point": "point that was observed, by its outcome and year",
        "entered": "whether it entered in this wave",
        "ran": "worlds run in the wave",
        "left": "worlds not ruled out after the wave",
        "out": "worlds that the point rules out in the wave",
        "explained": "share of the variance over runs that its emulator explains; not a number where none was made",
    },
    "verdicts": {
        "fact": "known fact, by its name",
        "kind": "whether it was put in, tuned to, or came out",
        "under": "usual numbers, worlds that agree with month 0, or a rival rule by family and file",
        "tried": "under how many sets of numbers it was tried",
        "held": "under how many of these it holds",
    },
}
