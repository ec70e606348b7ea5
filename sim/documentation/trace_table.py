"""docs/trace.md: the eight elements of a TRACE document, answered from declarations and stored studies."""

from __future__ import annotations

from sim.analysis.kept_agents import kept as agents
from sim.core.counts import so_many
from sim.documentation import measured
from sim.documentation.checklist import Answered, checklist, link
from sim.documentation.decides import SURE
from sim.documentation.markdown import plain
from sim.report.text.agents_words import bought
from sim.report.text.decides_words import what_decides
from sim.validation.rival_rules import RIVALS
from sim.validation.rivals import kept as rivals
from sim.whatif.mind import correlations, screened_worlds

_MADE = (
    "<!-- Made by `make docs` from declarations and stored studies (sim/documentation/trace_table.py): not by hand. -->"
)
_INTRODUCTION = """
TRACE (Grimm and others 2014) asks whether a model was thought out, built as meant, tested, understood, and fit for
its use. Its eight elements are answered here in short, with where the evidence stands, and with what is lacking.
Elements are in our words.
"""


def page() -> str:
    """Return the page."""
    rows = [_problem(), _description(), _data(), _concept(), _verification(), _output(), _analysis(), _corroboration()]
    failing = "\n".join(f"- {one}" for one in measured.failing()) or "None."
    parts = ["# TRACE: why believe it, and how far", _MADE, _INTRODUCTION.strip(), checklist(rows)]
    return "\n\n".join([*parts, "## What does not agree with what is known", failing]) + "\n"


def _problem() -> Answered:
    return Answered(
        "1. Problem formulation",
        "Which decision, for whom, and how far may answers be stretched?",
        "Teams of leaders who think a choice through, and researchers who take assumptions apart. Answers hold for "
        "the assumptions stated, in places like the default one; no named place is meant, and nothing is a forecast.",
        f"{link('Purpose', 'model.md#1-purpose-and-patterns')}, {link('model card', 'model_card.md')}",
    )


def _description() -> Answered:
    return Answered(
        "2. Model description",
        "Could somebody else build it?",
        "By the ODD protocol, with every rule, formula, parameter and variable made from the code, and the questions "
        "of ODD+D where decisions are told. A test fails when page and code part. The round of leaders and "
        "organisations was written a second time, one agent at a time, and gives the same numbers.",
        f"{link('The model', 'model.md')}, {link('the round a second time', '../tests/reference/model.py')}",
    )


def _data() -> Answered:
    return Answered(
        "3. Data evaluation",
        "Where do numbers come from, and how good are they?",
        f"{measured.evidence_in_short()}. Figures of the place have their sources, and faults of open data are told "
        "where they are read.",
        f"{link('By evidence', 'model.md#9-what-rests-on-no-evidence')}, {link('parameters', 'parameters.md')}, "
        f"{link('boards', '../sim/validation/boards.py')}",
    )


def _concept() -> Answered:
    return Answered(
        "4. Conceptual model evaluation",
        "Are the main simplifications known, and defended?",
        "Working together may act through five channels only and always costs, so that the answer is not put in. "
        f"{so_many(len(RIVALS), 'rival rules')} are named with the reason why each is on or off, and what each would "
        f"change is measured. Agents are taken away one kind at a time: {plain(bought(agents(), ''))}",
        f"{link('Fair fight', 'model.md#8-the-fair-fight-rule')}, {link('agents and rivals', 'agents.md')}, "
        f"{link('what we changed', 'model.md#10-what-we-changed-from-the-design-and-why')}",
    )


def _verification() -> Answered:
    return Answered(
        "5. Implementation verification",
        "Does the code do what the description says?",
        "Tests of each rule, of what every rule must honour, of conservation of people and money for any input, of "
        "equality to the last bit between ways of running, and against the round written a second time. Rules are "
        "changed on purpose to see whether tests notice. Two null tests: with channels shut, two behaviours give the "
        "same care.",
        f"{link('Reliability', 'reliability.md')}, "
        f"{link('do tests notice', 'reliability.md#do-tests-notice-a-wrong-rule')}, "
        f"{link('contributing', '../CONTRIBUTING.md')}",
    )


def _output() -> Answered:
    tuned = measured.held("tuned to")
    return Answered(
        "6. Model output verification",
        "How well do results match what they were set to?",
        f"{tuned[0]} of the {so_many(tuned[1], 'facts')} that numbers were tuned to hold; "
        f"{measured.held('put in')[0]} of {measured.held('put in')[1]} that were put in. What was changed after "
        f"results had been seen is listed. Beyond that, {measured.worlds_in_short()}.",
        f"{link('How it was tuned', 'validation.md#how-it-was-tuned')}, "
        f"{link('kinds', 'validation.md#put-in-tuned-to-came-out')}",
    )


def _analysis() -> Answered:
    found = correlations()
    strongest = max(abs(one) for one in found.values())
    tried = [one for one in rivals()[1:] if one.facts]
    turning = sum(bool(one.lost or one.won) for one in tried)
    return Answered(
        "7. Model analysis",
        "Is it understood what drives results?",
        f"Over {so_many(screened_worlds(), 'worlds')} no unknown number decides: the strongest rank correlation with "
        f"who comes out ahead is {strongest:.2f} (chance alone gives up to {SURE / screened_worlds() ** 0.5:.2f} in "
        f"19 of 20). {plain(what_decides())} With a rival dial turned all the way, {turning} of {len(tried)} change "
        "the verdict of at least one fact. Screening, shares of variance, regions and regret are commands that anybody "
        "may run.",
        f"{link('What decides', 'model.md#9-what-rests-on-no-evidence')}, {link('studies', 'studies.md')}, "
        f"{link('rivals', 'agents.md#which-rival-rules-are-on-and-why')}",
    )


def _corroboration() -> Answered:
    free = measured.held("came out")
    return Answered(
        "8. Model output corroboration",
        "Does it agree with what was not used to build it?",
        f"{free[0]} of the {so_many(free[1], 'known facts')} that came out by themselves hold, over "
        f"{measured.places()}; those that fail are named below. No leadership team has been followed to see whether "
        "using it helps, and no place's later years have been predicted.",
        f"{link('Validation', 'validation.md')}, {link('limits', 'validation.md#known-limits')}",
    )
