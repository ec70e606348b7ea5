"""docs/stress.md: the model and its experiments by the STRESS-ABS checklist, answered from declarations and studies."""

from __future__ import annotations

from sim.analysis.headline import HEADLINE
from sim.behaviours import BEHAVIOURS
from sim.composition import CONFIGS
from sim.core.arithmetic import WEEKS_PER_ROUND
from sim.core.counts import so_many
from sim.documentation import measured
from sim.documentation.checklist import Answered, checklist, link
from sim.documentation.markdown import number
from sim.interventions import INTERVENTIONS
from sim.mechanisms.schedule import ROUND, WEEK
from sim.model.engine import world_of
from sim.place import load_place
from sim.report.text.labels import outcome_name
from sim.report.text.words import joined, lower_first

_MADE = "<!-- Made by `make docs` from declarations and stored studies (sim/documentation/stress.py): not by hand. -->"
_INTRODUCTION = """
STRESS-ABS (Monks and others 2019) asks what a reader needs to repeat a study made with an agent-based simulation.
Each item is answered here in short, with where it stands in full. Items are in our words; those that all kinds of
simulation share were read on a public page, those of agents alone (2.5) are from memory. Figures are counted from the
code or read from the studies that are stored with it. How to run everything is in the [README](../README.md).
"""


def page() -> str:
    """Return the page."""
    parts = {
        "1. Objectives": _objectives(),
        "2. Logic": [*_logic(), *_components()],
        "3. Data": _data(),
        "4. Experimentation": _experimentation(),
        "5. Implementation": _implementation(),
        "6. Access to the code": _access(),
    }
    tables = [part for title, rows in parts.items() for part in (f"## {title}", checklist(rows))]
    return "\n\n".join(["# STRESS-ABS: how to repeat it", _MADE, _INTRODUCTION.strip(), *tables]) + "\n"


def _objectives() -> list[Answered]:
    headline = joined([lower_first(outcome_name(name)) for name in HEADLINE])
    futures = joined([f"`{name}` {count}" for name, count in measured.replications().items()])
    return [
        Answered(
            "1.1",
            "What is the model for?",
            "To show under which pressures, and after how long, it pays a local health and care system in England to "
            "work together, what that costs, and when it fails. It illustrates stated assumptions; it is no forecast.",
            link("Purpose", "model.md#1-purpose-and-patterns"),
        ),
        Answered(
            "1.2",
            "What is measured, how, and with what error?",
            f"{measured.grades_in_short()}; each with unit, definition, better way and smallest difference that "
            f"matters. Two arms are judged by {headline}, always all of them. Differences are paired by future: "
            "median, 5th to 95th percentile, and in how many futures the difference matters.",
            f"{link('Outcomes', 'outcomes.md')}, {link('studies', 'studies.md')}",
        ),
        Answered(
            "1.3",
            "What are the experiments for: scenarios, designs, optimisation?",
            f"Scenarios: {so_many(len(BEHAVIOURS), 'behaviours')}, {so_many(_files('pressure'), 'pressures')}, "
            f"{so_many(_files('story'), 'stories')}, {so_many(len(INTERVENTIONS), 'interventions')} that a plan may "
            "begin. Designs: factorial, Latin hypercube, Sobol', Morris, a list. Optimisation: a search for plans "
            f"within limits of money and hours. Futures by default, in each world where there are several: {futures}.",
            f"{link('Behaviours', 'behaviours.md')}, {link('plans', 'plans.md')}, "
            f"{link('sweeps', 'sweeps.md#designs')}, {link('studies', 'studies.md')}",
        ),
    ]


def _logic() -> list[Answered]:
    return [
        Answered(
            "2.1",
            "A picture of the whole",
            "In part. The order of a round and of a week is a table, five channels join relationships to care, and "
            "the report of a comparison draws the integrated model; there is no flow chart of care.",
            f"{link('Schedule', 'model.md#3-process-overview-and-scheduling')}, "
            f"{link('channels', 'model.md#8-the-fair-fight-rule')}",
        ),
        Answered(
            "2.2",
            "What happens, and in what order?",
            f"{so_many(len(ROUND), 'rules')} act every {so_many(number(WEEKS_PER_ROUND), 'weeks')}, {len(WEEK)} every "
            "week; leaders and organisations decide at once, on one snapshot, and each other change is applied in "
            "its order.",
            link("Schedule", "model.md#3-process-overview-and-scheduling"),
        ),
        Answered(
            "2.3",
            "How do scenarios differ from the base?",
            "By a behaviour, a pressure, a plan or any parameter, on the same draws; everything else is the same, "
            "and a result folder keeps each scenario with all its parameters.",
            f"{link('What each behaviour changes', 'behaviours.md#what-each-changes')}, {link('plans', 'plans.md')}",
        ),
        Answered(
            "2.4",
            "Algorithms and formulas",
            f"Every rule with its formula and source, lifted from the code: {len(ROUND) + len(WEEK)} rules and "
            f"{so_many(len(INTERVENTIONS), 'interventions')}.",
            link("Submodels", "model.md#7-submodels"),
        ),
    ]


def _components() -> list[Answered]:
    world = world_of(load_place("anyplace"))
    sizes = {name: world.size(name) for name in ("organisation", "seat", "tie", "interface")}
    return [
        Answered(
            "2.5.1",
            "The environment of the agents",
            "A place: need for care, services with beds, staff and money, groups of residents. Pressures act on it; "
            "nothing above it, such as national rules, answers. There is no map.",
            f"{link('The place', 'parameters.md#figures')}, {link('state', 'state.md#place')}",
        ),
        Answered(
            "2.5.2",
            "The agents",
            f"{so_many(sizes['organisation'], 'organisations')}, each with a team of leaders "
            f"({so_many(sizes['seat'], 'seats')} in all) in the default place. They sense, decide and change as told "
            "in section 4 of the model.",
            f"{link('Entities', 'model.md#2-entities-state-variables-and-scales')}, "
            f"{link('decisions', 'model.md#how-agents-decide')}",
        ),
        Answered(
            "2.5.3",
            "Who meets whom",
            f"A fixed graph from the place file: {so_many(sizes['interface'], 'boundaries')} between organisations "
            f"and {so_many(sizes['tie'], 'ties')} between leaders across them. How strong a tie is changes; which "
            "there are does not.",
            f"{link('State of ties', 'state.md#tie')}, {link('what ties buy', 'agents.md')}",
        ),
        Answered(
            "2.5.4",
            "Who enters and who leaves",
            "Leaders leave, sooner where performance is bad; posts stand empty; a newcomer starts with new ties. "
            "Organisations neither come nor go, but a plan may merge two. Joint projects begin and end.",
            f"{link('turnover', 'model.md#turnover')}, {link('projects', 'model.md#projects')}, "
            f"{link('merger', 'model.md#merger')}",
        ),
    ]


def _data() -> list[Answered]:
    population = f"{load_place('anyplace').figures.population:,.0f}"
    return [
        Answered(
            "3.1",
            "Where do data come from?",
            "Published figures of England, mostly open data of NHS England, scaled to the default place of "
            f"{so_many(population, 'people')}; spread of places from its boards over three years. Each figure has its "
            "source beside it.",
            f"{link('Figures', 'parameters.md#figures')}, {link('input', 'model.md#6-input-data')}",
        ),
        Answered(
            "3.2",
            "What was done to data first?",
            "Rates were scaled by population. Waiting lists of boards add some patients twice and are scaled to what "
            "England publishes. No personal data are used.",
            f"{link('boards.py', '../sim/validation/boards.py')}, {link('the place', 'parameters.md#figures')}",
        ),
        Answered(
            "3.3",
            "Input parameters",
            f"{measured.evidence_in_short()}. Each has default, plausible range, unit, role and source; "
            f"{measured.worlds_in_short()}.",
            f"{link('Parameters', 'parameters.md')}, "
            f"{link('what rests on no evidence', 'model.md#9-what-rests-on-no-evidence')}",
        ),
        Answered(
            "3.4",
            "Assumptions",
            "Stated rule by rule with their sources; which numbers go with the result, and what rival rules would "
            "change, is measured.",
            f"{link('Submodels', 'model.md#7-submodels')}, {link('limits', 'model.md#11-limits')}, "
            f"{link('rival rules', 'agents.md#which-rival-rules-are-on-and-why')}",
        ),
    ]


def _experimentation() -> list[Answered]:
    scenario, compare = measured.settings("scenario"), measured.settings("compare")
    return [
        Answered(
            "4.1",
            "Initialisation and warm-up",
            f"Care begins in balance at the figures of month 0; then {so_many(scenario['warm_up_years'], 'years')} "
            "pass as today, without growth, so that relationships settle.",
            link("Initialisation", "model.md#5-initialisation"),
        ),
        Answered(
            "4.2",
            "Run length",
            f"{so_many(scenario['years'], 'years')} after month 0 unless asked otherwise (one to thirty), in steps of "
            "a week.",
            link("Scales", "model.md#2-entities-state-variables-and-scales"),
        ),
        Answered(
            "4.3",
            "How are results estimated?",
            f"By replications on common random numbers: {so_many(compare['replications'], 'pairs of futures')} in a "
            "comparison, each a world of its own. How many are enough is a command; known facts are tried over "
            f"{measured.places()}.",
            f"{link('How many futures are enough', 'studies.md#how-many-futures-are-enough')}, "
            f"{link('validation', 'validation.md')}",
        ),
    ]


def _implementation() -> list[Answered]:
    return [
        Answered(
            "5.1",
            "Software",
            "Python 3.11 to 3.13 with Mesa, numpy, networkx and Hydra; every package with its version and hash in "
            "`requirements.lock`, and in the manifest of each result.",
            f"{link('requirements.lock', '../requirements.lock')}, {link('pyproject.toml', '../pyproject.toml')}",
        ),
        Answered(
            "5.2",
            "Random sampling",
            f"Each draw is a hash of root seed ({measured.settings('scenario')['root_seed']} by default), replicate, "
            "named stream, entity and period (two rounds of SplitMix64): it depends on nothing else, so arms share "
            "their draws whatever is changed.",
            f"{link('draws.py', '../sim/core/draws.py')}, {link('stochasticity', 'model.md#4-design-concepts')}",
        ),
        Answered(
            "5.3",
            "Time step and execution",
            f"Fixed steps: care by the week, relationships every {number(WEEKS_PER_ROUND)} weeks. Many runs at once "
            "in one batch, or one in Mesa, to the same last bit; sweeps on one machine or many give the same bytes.",
            f"{link('Sweeps', 'sweeps.md#on-one-machine-or-many')}, "
            f"{link('what was tried to break them', 'reliability.md')}",
        ),
        Answered(
            "5.4",
            "Hardware and time taken",
            "An ordinary computer; what runs take is measured by `make bench` and kept with the machine it was "
            "measured on.",
            f"{link('Last time', '../benchmarks/results.md')}, "
            f"{link('larger places', '../benchmarks/larger_places.md')}",
        ),
    ]


def _access() -> list[Answered]:
    return [
        Answered(
            "6.1",
            "Can the model be had and used?",
            "Yes: all code, data, tests and stored studies, under the MIT licence; open data under the Open "
            "Government Licence. Each result folder says what made it, for people and machines, and `common-ground "
            "rerun FOLDER` runs it again.",
            f"{link('LICENSE', '../LICENSE')}, {link('CITATION.cff', '../CITATION.cff')}, "
            f"{link('what is kept', 'sweeps.md#what-is-kept')}",
        )
    ]


def _files(kind: str) -> int:
    return len(list((CONFIGS / kind).glob("*.yaml")))
