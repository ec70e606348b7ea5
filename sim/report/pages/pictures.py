"""All the figures of a comparison, each with what it shows in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sim.analysis.channels import of_gap
from sim.analysis.finding import Finding
from sim.analysis.headline import HEADLINE
from sim.analysis.observed import Point
from sim.analysis.paired import Comparison
from sim.core.counts import so_many
from sim.report.figures.channel_bars import Gaps, channel_bars, channel_title
from sim.report.figures.fans import fan, fan_title
from sim.report.figures.overview import people_first
from sim.report.figures.ten_features import features_title, ten_features
from sim.report.figures.three_bands import bands_in_words, three_bands
from sim.report.figures.trust_network import Relations, trust_network, trust_title
from sim.report.pages.page import Picture
from sim.report.text.band_words import ThreeBands
from sim.report.text.phrases import PHRASES
from sim.report.text.sentence import title
from sim.report.text.written import counted, written


def pictures_of(
    comparison: Comparison,
    gaps: Gaps | None,
    gap_futures: int,
    method: str,
    seen: Sequence[Mapping[int, Relations]],
    seen_futures: int,
    points: Sequence[Point] = (),
    by_chance: Comparison | None = None,
) -> dict[str, Picture]:
    """Draw everything.

    Args:
        comparison: the two arms.
        gaps: where the gap comes from, or None.
        gap_futures: how many pairs that rests on.
        method: how it was found.
        seen: relations by year in the base and in the alternative.
        seen_futures: how many futures they are a mean of.
        points: what was observed, drawn on the fans of its outcomes.
        by_chance: the same futures with every unknown number at its default; None where they draw none.
    """
    finding, place = comparison.finding, comparison.base.scenario.acting.place
    drawn = {"people_first": Picture(people_first(finding), people_alt(finding))}
    for outcome in HEADLINE:
        words = f"Two fan charts. {fan_title(finding.effects[outcome], finding)}."
        own = [one for one in points if one.outcome == outcome]
        if own:
            words += f" {so_many(len(own), 'observed points')} beside, with error bars."
        drawn[f"fan_{outcome}"] = Picture(fan(finding, outcome, own), words)
    base, alternative = seen
    words = f"Networks of organisations over the years. {trust_title(place, base, alternative, finding.names)}."
    drawn["trust"] = Picture(trust_network(place, base, alternative, finding.names, seen_futures), words)
    words = f"Ten lines, one a feature; the numbers are in the table below. {features_title(finding)}."
    drawn["features"] = Picture(ten_features(finding), words)
    if gaps is not None:
        gaps = {name: of_gap(parts, finding.effects[name].median) for name, parts in gaps.items()}
        files = channel_bars(gaps, gap_futures, comparison.years, method)
        drawn["channels"] = Picture(
            files, f"Bars for each channel and outcome; the numbers are in the table below. {channel_title(gaps)}."
        )
    if by_chance is not None:
        bands = ThreeBands.of(comparison, by_chance)
        drawn["bands"] = Picture(three_bands(bands), bands_in_words(bands))
    return drawn


def people_alt(finding: Finding) -> str:
    """Say the overview in words."""
    said = [f"{title(finding)}."]
    for effect in finding.headline:
        count, level = counted(effect.shares, effect.futures), written(effect)
        said.append(
            f"{PHRASES[effect.outcome.name].short}: {level.difference}{level.points}; of "
            f"{so_many(count.of, 'futures')} "
            f"{count.better} better, "
            f"{count.same} much the same, {count.worse} worse."
        )
    return " ".join(said)
