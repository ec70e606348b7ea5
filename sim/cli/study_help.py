"""The help of the studies of many futures."""

from __future__ import annotations

QUESTIONS = {
    "sensitivity": "Which unknown numbers move the effect: screening of all of them, then shares of the spread.",
    "discover": "In which kinds of world working together does better, and in which working alone does, in words.",
    "regret": "Which behaviour is the safest bet in any world: worst regret, how often good enough, chance apart.",
    "worth_knowing": "What it is worth to find out before choosing, number by number, and what one's own figures tell.",
    "calibrate": "Which worlds agree with what was observed in a place, how well it fits, and what that narrows.",
    "agents": "What it buys to have agents, one thing taken away at a time, and which organisations should go first.",
    "robust": "Which headlines hold under rival theories of trust, cooperation and combination, month 0 the same.",
    "portfolio": "Which plans are worth their money and hours: each against the same base, and those none beats.",
    "pathways": "What to begin, watch and turn: how often each branch of a plan is taken, and what is regretted.",
    "story": "How it comes about: one future week by week in plain words, beside its twin with other leadership.",
    "replications": "How many replications are enough: how intervals shrink as more pairs of futures are run.",
}
MEANING = {
    "x": "level axis: resources, demand, a parameter or a number of a plan",
    "y": "upright axis: the same",
    "x_values": "values along it, such as [0.5,1,2]; null is its range",
    "y_values": "values along it; null is its range",
    "sweep": "folder of a finished sweep to read, running nothing",
    "outcome": "what is judged: people, net_cost, or an outcome (see docs/outcomes.md)",
    "vary": "parameters that vary: all uncertainties, pressures, or a list",
    "trajectories": "screening: ways through the space",
    "strongest": "parameters whose shares of the spread are found",
    "samples": "samples for these shares, a power of 2",
    "without": "what to take away, one by one: all, a list, or [] (nothing)",
    "theories": "rivals to try: all, or a list such as [trust.equal_weights]",
    "store": "whether to keep the result for every report and docs/agents.md",
    "points": "worlds, spread evenly over the plausible ranges",
    "percentile": "share of worlds that a regret is not to exceed",
    "threshold": "level that is good enough; null: as good as the first",
    "plans": "plans, each a name, a path or a list of them; null: each intervention",
    "search": "what plans are built from: all interventions, or a list",
    "money": "most money a plan found may take, £m a year",
    "pays": "£m for one more thing that matters to people; null: closest choice",
    "hours": "most time it may take, hours a week of each leader",
    "seed": "which pair of futures: a whole number; null: the one in the middle",
    "effect": "half-width of an effect that is enough, in smallest that matter",
    "unknowns": "what nobody knows: drawn (each future one world), defaults, or a list",
    "elicited": "CSV of what people say of numbers nobody knows (docs/elicit.md)",
    "observed": "CSV of what was observed: outcome,date,value,error (docs/calibrate.md)",
    "worlds": "folder of calibrate: futures are its worlds (docs/calibrate.md)",
    "month_0": "calendar month of month 0, such as 2024-04, where dates are months",
    "discrepancy": "what the model leaves out of a value: standard deviation, a share",
    "size": "worlds run in a wave",
    "share": "half-width of a share of futures that is enough",
}
EXAMPLES = {
    "sensitivity": (
        "common-ground sensitivity",
        "common-ground sensitivity outcome=delayed 'vary=[trust.asymmetry,decision.price]'",
        "common-ground sensitivity sweep=results/sweep-0123456789ab outcome=delayed",
    ),
    "discover": (
        "common-ground discover",
        "common-ground discover outcome=net_cost 'vary=[demand.growth,trust.newcomer]'",
        "common-ground discover sweep=results/sweep-0123456789ab 'behaviours=[siloed,mixed]'",
    ),
    "regret": (
        "common-ground regret",
        "common-ground regret outcome=net_cost 'behaviours=[as_today,siloed,collaborative]'",
        "common-ground regret outcome=delayed threshold=60 'vary=[demand.growth,trust.newcomer]'",
        "common-ground regret sweep=results/sweep-0123456789ab outcome=net_cost",
    ),
    "worth_knowing": (
        "common-ground worth-knowing",
        "common-ground worth-knowing outcome=net_cost 'unknowns=[trust.asymmetry,decision.price,turnover.pace]'",
        "common-ground worth-knowing sweep=results/sweep-0123456789ab outcome=delayed",
    ),
    "calibrate": (
        "common-ground calibrate observed=docs/observed.csv",
        "common-ground calibrate observed=mine.csv place=mine.yaml month_0=2024-04 discrepancy=0.05",
        "common-ground calibrate observed=mine.csv 'unknowns=[trust.asymmetry,decision.price]'",
    ),
    "agents": (
        "common-ground agents",
        "common-ground agents 'without=[complete_graph,frozen_trust]' replications=16",
        "common-ground agents place=mine.yaml outcome=emergency_need",
    ),
    "robust": (
        "common-ground robust",
        "common-ground robust 'theories=[trust.equal_weights,combination.weakest_link]' pressure=austerity",
        "common-ground robust place=mine.yaml plan=[enabler] plan.enabler.until=2",
    ),
    "portfolio": (
        "common-ground portfolio",
        "common-ground portfolio 'plans=[enabler,[enabler,shared_target]]' plan.enabler.until=2",
        "common-ground portfolio search=all money=1 hours=0.5",
        "common-ground portfolio 'search=[enabler,coaching,participation.contact]' plan.enabler.until=2",
    ),
    "pathways": (
        "common-ground pathways",
        "common-ground pathways plan=[enabler] 'plan.enabler.begin_if={outcome: delayed, above: 90, months: 6}'",
    ),
    "story": (
        "common-ground story",
        "common-ground story seed=7 pressure=hard_winter 'behaviours=[as_today,collaborative_all]'",
        "common-ground story outcome=delayed plan=[enabler] plan.enabler.until=3",
    ),
    "replications": ("common-ground replications", "common-ground replications effect=0.5 pressure=austerity"),
}
