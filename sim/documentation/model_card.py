"""docs/model_card.md: what the model is for and not for, how it was tried, where it fails, and who may lose by it."""

from __future__ import annotations

from sim.analysis.kept_agents import kept as agents
from sim.core.counts import so_many
from sim.core.parameters import Evidence
from sim.documentation import measured
from sim.documentation.alone import titled
from sim.documentation.checklist import link
from sim.documentation.markdown import plain, table
from sim.outcomes import OUTCOMES
from sim.place import load_place
from sim.report.text.agents_words import bought
from sim.report.text.labels import outcome_name
from sim.report.text.words import joined, lower_first
from sim.scenario import declarations
from sim.store.citation import authors, citation
from sim.validation.alone import stored as alone
from sim.validation.alone import things
from sim.validation.prose import LIMITS

_MADE = (
    "<!-- Made by `make docs` from declarations and stored studies (sim/documentation/model_card.py): not by hand. -->"
)
_GIVEN = "context"  # what happens to a place, and nobody in it begins
_INTRODUCTION = """
A model card (after Mitchell and others 2019) says in one page what a model is for, how it was tried, where it fails,
and what to mind before using it. Figures are counted from the code or read from the studies that are stored with it.
"""
_USE = """
- **For**: teams of leaders of a local health and care system in England who want to think a choice through together,
  best with somebody who facilitates ([guide](facilitate/README.md)); researchers who want to vary, question or extend
  its assumptions.
- **Good for**: finding what a team disagrees about; seeing how a choice could play out for people, partners and
  money, and how differently under other assumptions; asking what would change one's mind.
- **Not for**: forecasting any place; a business case, a budget or a target; judging or comparing named persons or
  organisations; deciding about the care of anybody; deciding who gets money. No result says what a real place should
  do.
"""
_ETHICS = """
- **No personal data** are in it, and none are asked for. What is typed into the page stays on the computer that runs
  it.
- **A number looks surer than it is.** So each result is said over many worlds, beside what is noticed and what is
  not, and with how many choices it rests on; *neither is better* is said as plainly as a gain.
- **It could be used to press partners into agreement**, or to save money in their name. Working together is no bonus
  in it, it always costs, and where it makes things worse the report says so; whoever uses it can do as much and say
  what it lost.
- **It leaves people out.** Residents are flows and groups, not persons; history, friendship, politics and what it is
  like to be cared for are not in it, nor are deprivation, ethnicity or disability. So it cannot show that a gain on
  average is fair: a team has to ask that itself, with those whom it concerns.
- **Nobody who leads a system has built it with us**, and whether a team decides better after using it has not been
  tried.
"""
_CONTEST = """
- *In the room*: open **Why** and **What would change our mind?** on the page, move a slider, put in your own figures,
  and say where the model is wrong: the [worksheet](facilitate/README.md) keeps it.
- *A number*: every one has its default, range, source and evidence in [parameters](parameters.md); give another one
  and run the same command again.
- *A rule*: every rule has its formula and source in [the model](model.md#7-submodels), rivals are one dial away
  ([measured](agents.md#which-rival-rules-are-on-and-why)), and a rule of your own is [one small
  file](extend.md#a-mechanism).
- *A result*: `common-ground rerun FOLDER` runs it again from its own copies and says whether a number moved.
- *A known fact that is missed, or is none*: each stands with its protocol in [validation](validation.md#every-fact).
"""


def page() -> str:
    """Return the page."""
    about = citation()
    title = (
        f"{about.get('title', '')} {about.get('version', '')}, {joined(authors())}, {about.get('license', '')} licence."
    )
    parts = [
        "# Model card",
        _MADE,
        _INTRODUCTION.strip(),
        f"**What it is.** {title} {' '.join(str(about.get('abstract', '')).split())}",
        "## Use, users, and what it is not for",
        _USE.strip(),
        "## What it rests on",
        _rests(),
        "## How it was tried",
        _tried(),
        "## Where it fails",
        "These known facts it does not reproduce:",
        "\n".join(f"- {one}" for one in measured.failing()) or "None.",
        "Beyond single facts:",
        LIMITS,
        "## Who may lose",
        _losers(),
        "## Ethical notes",
        _ETHICS.strip(),
        "## How to contest it",
        _CONTEST.strip(),
    ]
    return "\n\n".join(parts) + "\n"


def _rests() -> str:
    choices, count = measured.evidence()[Evidence.CHOICE], len(declarations())
    lines = (
        f"Data: published figures of England, scaled to {load_place('anyplace').label}; spread of places from the "
        f"boards of NHS England ({link('figures', 'parameters.md#figures')}). No records of patients or staff.",
        f"Numbers: {measured.evidence_in_short()}. So {choices / count:.0%} of them rest on judgement alone.",
        f"Uncertainty: {measured.worlds_in_short()} ({link('how', 'whatif.md#what-the-futures-are')}). What the rules "
        "leave out is in no band.",
        f"Grades: {measured.grades_in_short()} ({link('list', 'outcomes.md')}).",
    )
    return "\n".join(f"- {line}" for line in lines)


def _tried() -> str:
    rows = [[f"**{kind}**", str(measured.held(kind)[0]), str(measured.held(kind)[1])] for kind in measured.KINDS]
    return "\n\n".join(
        (
            f"{so_many(measured.held()[1], 'known facts')} were tried over {measured.places()}, each with a tolerance "
            f"({link('all of them', 'validation.md')}). Only those that came out by themselves test the model.",
            table(["", "Hold", "Of"], [*rows, ["all", *(str(one) for one in measured.held())]], right=(1, 2)),
            plain(bought(agents(), "")),
        )
    )


def _losers() -> str:
    """Say for whom a gain may be a loss, and name what makes something clearly worse by itself, with its figure."""
    fair = [lower_first(outcome_name(name)) for name, one in OUTCOMES.items() if one.domain == "fairness"]
    segments = [lower_first(segment.label) for segment in load_place("anyplace").segments]
    return "\n\n".join(
        (
            f"A gain for most can be a loss for some. Every comparison shows {joined(fair)}, and what is worse as "
            f"well as what is better; unmet need is told for {so_many(len(segments), 'groups of residents')} "
            f"({joined(segments)}). In which pressures and for which outcomes working together does harm is measured "
            f"({link('where working alone wins', 'validation.md#where-working-alone-wins')}). Those who pay are "
            "leaders, whose hours are missing at home, and services whose money follows other people's work. Who is "
            "not asked to the table does not count in the room: the page cannot put that right.",
            f"Of what teams can begin or do, measured alone in {so_many(alone()['worlds'], 'worlds')} "
            f"({link('all of it', 'plans.md#what-each-does-alone')}), these make something that people would notice "
            "worse in most worlds; the figure is its largest median change, in smallest differences that matter:",
            "\n".join(f"- {line}" for line in harms()) or "None.",
        )
    )


def harms() -> list[str]:
    """Return what teams can begin or do that makes an outcome for people clearly worse by itself, worst first."""
    kinds, found = things(), list[tuple[float, str, str]]()
    for name, ways in alone()["found"].items():
        for way, places in ways.items():
            cells = [
                (float(gain), outcome) for one in places.values() for outcome, (gain, clear) in one.items() if clear
            ]
            if cells and min(cells)[0] < 0.0 and kinds.get(name, _GIVEN) != _GIVEN:
                found.append((*min(cells), titled(name, way)))
    return [f"{title}: {plain(lower_first(outcome_name(name)))}, −{-gain:.1f}" for gain, name, title in sorted(found)]
