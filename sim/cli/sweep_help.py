"""The help of a sweep: designs, what varies, where it runs, and examples to copy."""

from __future__ import annotations

from sim.cli.machine import MEANING as MACHINE_MEANING
from sim.cli.options import defaults
from sim.sweep.designs import DESIGNS
from sim.theories import KEYS as THEORIES

QUESTION = "Sweep a whole space: many points, many futures of each; killed and resumed, on one machine or many."
EXAMPLES = (
    "common-ground sweep design=lhs points=100 'vary=[trust.asymmetry,decision.price]' replications=100",
    "common-ground sweep design=lhs 'behaviours=[siloed,collaborative]' 'vary=[trust.prior,demand.growth]'",
    "common-ground sweep design=factorial 'vary=[behaviour,{demand.growth:[0,0.02,0.04]}]' replications=50",
    "common-ground sweep design=lhs 'vary=[{place.figures.beds:[500,560]}]' pressure=austerity dry_run=true",
    "common-ground sweep design=csv file=points.csv executor=dask address=tcp://scheduler:8786",
)
MEANING = {
    "design": f"how points are chosen: {', '.join(DESIGNS)}",
    "vary": "names of what varies, or {name:[from,to]}, or {name:[choices]}",
    "behaviours": "run every point under each of these, for studies",
    "points": "of lhs; sobol and morris take at most so many",
    "levels": "of each range in a full factorial",
    "design_seed": "draws the points of lhs, sobol and morris",
    "scenarios": "of design=list: [{name:value},...]",
    "file": "of design=csv: names, then one point a row",
    "elicited": "CSV of what people say of what varies (docs/elicit.md)",
    "replications": "possible futures of each point, on the same draws",
    "outcomes": "outcomes kept; none named means all",
    "at": "years at which they are kept; none: 1, 3, last",
    "keep": "runs, or series: quantiles of every four weeks too",
    "executor": "serial, processes, dask or slurm",
    "workers": "processes; 0 is one for each core",
    "machine": MACHINE_MEANING,
    "address": "of a Dask scheduler; none: one is made here",
    "slurm": "what a job asks for: {queue:q,cores:4,jobs:10}",
    "chunk": "runs in a chunk; 0 is a few seconds of work",
    "limit": "seconds a chunk may take before points run alone",
    "dry_run": "say what it would take, and run nothing",
    "resume": "folder of an unfinished sweep to go on with",
    "results": "folder that results go to",
}


def usage() -> str:
    """Return the help."""
    lines = [QUESTION, "", "common-ground sweep [key=value ...]", "", "Its own keys, with defaults:"]
    lines += [f"  {f'{key}={_plain(value)}':<26}{MEANING[key]}" for key, value in defaults("sweep").items()]
    lines += [
        "",
        "What can vary: any parameter (docs/parameters.md; a range is its declared plausible one unless given),",
        "what teams practise (participation.*), a switch, behaviour, pressure, place, place.figures.NAME,",
        f"a rival theory ({', '.join(THEORIES)}),",
        "numbers of a plan and whom it is for (plan.ENTRY.from, plan.ENTRY.who), and what one organisation",
        "practises or follows (participation.contact.council, behaviour.council).",
        "All else is the scenario's and the same for all points: years, pressure, place, GROUP.NAME=VALUE ...",
        "",
        "The same command goes on with a sweep that was stopped or killed, and runs only what is missing.",
        "Studies read a finished sweep of several behaviours: common-ground discover sweep=FOLDER (docs/studies.md).",
        "Read results with sim.open_results(folder): .frame(), .to_xarray(), .sql(). See docs/sweeps.md.",
        "",
        "Examples:",
        *(f"  {example}" for example in EXAMPLES),
        "",
    ]
    return "\n".join(lines)


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value).replace(" ", "")
