"""The help: what can be asked, with its options, and examples to copy."""

from __future__ import annotations

from textwrap import wrap

from sim.ablation import ABLATIONS
from sim.behaviours import BEHAVIOURS
from sim.cli import place, rerun, sweep_help, validate, whatif
from sim.cli.machine import MEANING as MACHINE_MEANING
from sim.cli.options import ATTRIBUTIONS, PRACTICES, defaults
from sim.cli.study_help import EXAMPLES, MEANING, QUESTIONS
from sim.place import place_names
from sim.plan.read import plan_names
from sim.scenario import CONFIGS, PLANS, options
from sim.theories import KEYS as THEORIES
from sim.theories import theories

_QUESTIONS = {
    "compare": "Compare behaviours on the same draws: what changes for people, what it costs, where it comes from.",
    "pressure_map": "Map growth of demand against growth of money: where working together pays, and where it does not.",
    **QUESTIONS,
    "sweep": sweep_help.QUESTION,
    "rerun": rerun.QUESTION,
    "validate": validate.QUESTION,
    "whatif": whatif.QUESTION,
    "place": place.QUESTION,
    "completion": "Tab completion in bash, in this shell: source <(common-ground completion)",
}
_MEANING = {
    "behaviours": "list of behaviours, the base first",
    "replications": "pairs of possible futures (in each world)",
    "attribution": f"where the gap comes from: {', '.join(ATTRIBUTIONS)}",
    "workers": "processes; 0 is one for each core",
    "machine": MACHINE_MEANING,
    "results": "folder that results go to",
    "demand": "growth of demand a year: from, to, step",
    "resources": "growth of NHS and social care money a year: from, to, step",
    **MEANING,
}
_EXAMPLES = {
    "compare": (
        "common-ground compare",
        "common-ground compare pressure=austerity 'behaviours=[siloed,mixed]' replications=200 years=10",
        "common-ground compare participation.contact=0.5 participation.vision=0.5",
        "common-ground compare place=mine.yaml place.figures.beds=480 trust.asymmetry=1",
    ),
    "pressure_map": (
        "common-ground pressure-map",
        "common-ground pressure-map 'demand=[0,0.04,0.01]' 'resources=[-0.02,0.04,0.01]' years=10",
        "common-ground pressure-map x=turnover.pace y=trust.newcomer",
    ),
    **EXAMPLES,
    "sweep": sweep_help.EXAMPLES,
    "rerun": rerun.EXAMPLES,
    "validate": validate.EXAMPLES,
    "whatif": whatif.EXAMPLES,
    "place": place.EXAMPLES,
}

_OWN = {"sweep": sweep_help, "rerun": rerun, "validate": validate, "whatif": whatif, "place": place}


def overview() -> str:
    """Return the help of the command as a whole."""
    lines = ["Common Ground: when does it pay a local health and care system to work together?", "", "Commands:"]
    lines += [_entry(f"common-ground {name.replace('_', '-')}", text, 30) for name, text in _QUESTIONS.items()]
    lines += [
        "",
        "Try:",
        *(f"  {examples[0]}" for examples in _EXAMPLES.values()),
        "",
        "Every command takes key=value words and lists its own: common-ground regret --help",
        "",
    ]
    return "\n".join(lines)


def usage(experiment: str) -> str:
    """Return the help of one experiment."""
    if experiment == "completion":
        return f"{_QUESTIONS[experiment]}\n"
    if experiment in _OWN:
        return _OWN[experiment].usage()
    lines = [
        _QUESTIONS[experiment],
        "",
        f"common-ground {experiment.replace('_', '-')} [key=value ...]",
        "",
        "Its own keys, with defaults:",
    ]
    lines += [_setting(f"{key}={_plain(value)}", _MEANING[key]) for key, value in defaults(experiment).items()]
    lines += ["", "Behaviours:", *(_entry(name, f"{b.label}: {b.sentence}", 22) for name, b in BEHAVIOURS.items())]
    lines += ["", "The scenario, the same for all arms:"]
    lines += [
        "  years=6                               from 1 to 30",
        "  root_seed=2026                        the draws of the whole study",
        f"  place=anyplace                        {', '.join(place_names())}, or the path of a place file",
        "  place.figures.NAME=NUMBER             one figure of the place, such as place.figures.beds=500",
        "  pressure=rising_demand                one of:",
    ]
    lines += [_entry(f"  {name}", _first_line(name), 22) for name in options("pressure")]
    lines += [
        "  ablations=[NAME,...]                  what is taken out of the model, to see what it buys:",
        *(_entry(f"  {one.name}", one.label, 22) for one in ABLATIONS.values()),
        *(line for key in THEORIES for line in _theories(key)),
        "  GROUP.NAME=NUMBER                     any parameter, such as trust.asymmetry=1 (see docs/parameters.md)",
        "",
        "What teams practise, from 0 to 1, goes to the alternatives only: the base does not practise it:",
        f"  {', '.join(PRACTICES[:3])},",
        f"  {', '.join(PRACTICES[3:])}",
        "",
        "A plan, who does what from when to when, goes to the alternatives too (see docs/plans.md):",
        _entry("plan=[NAME,...]", f"{', '.join(plan_names(PLANS))}, or paths of plan files", 40),
        _entry("plan.NAME.from=1", "likewise until, lasts, ramp (years, 26w, 6m), dose, who=[council,acute]", 40),
        "",
        "Examples:",
        *(f"  {example}" for example in _EXAMPLES[experiment]),
        "",
    ]
    return "\n".join(lines)


def _theories(key: str) -> list[str]:
    """Return the theories of a family, the usual rule first."""
    mine = [one for one in theories() if one.family == key.partition(".")[0]]
    lead = f"  {key}=NAME".ljust(40) + "a rival theory in place of the usual rule, the first of:"
    return [lead, *(_entry(f"  {one.name}", one.label, 22) for one in mine)]


def _entry(name: str, text: str, column: int) -> str:
    """Return a name and what it means, broken into lines under each other."""
    return "\n".join(wrap(text, 98, initial_indent=f"  {name}".ljust(column), subsequent_indent=" " * column))


def _setting(text: str, meaning: str) -> str:
    """Return a key with its default and what it means; on two lines if the default is long."""
    return f"  {text:<38}{meaning}" if len(text) < 38 else f"  {text}\n{'':<40}{meaning}"


def _plain(value: object) -> str:
    if value is None:
        return "null"
    return (
        f"[{','.join(f'{item:g}' if isinstance(item, float) else str(item) for item in value)}]"
        if isinstance(value, list)
        else str(value)
    )


def _first_line(pressure: str) -> str:
    """Return what a pressure's file says of itself."""
    lines = (CONFIGS / "pressure" / f"{pressure}.yaml").read_text(encoding="utf-8").splitlines()
    return next((line.removeprefix("# ") for line in lines if line.startswith("# ") and "@package" not in line), "")
