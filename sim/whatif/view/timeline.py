"""Who does what from when to when, in both futures, as plain data that a timeline is drawn from."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.plan.entry import Entry
from sim.plan.words import title, waits, who
from sim.report.text.plans import own_numbers, with_numbers
from sim.scenario import Scenario


def timeline(a: Scenario, b: Scenario) -> list[dict[str, Any]]:
    """Return a row for each entry, by when it begins; what both futures plan alike is one row.

    Of each: the futures that plan it (`sides`), its name in the plan, what it is (`what`), who it is for (`who`), the
    years from month 0 at which it begins and ends (`from`; `until`, None if it stays), the years until it goes on in
    full (`ramp`), what its dates wait for, if anything (`waits`), an intervention's price and what else of its numbers
    is not as usual (`numbers`), and all of it in words (`words`).
    """
    shared = [entry for entry in a.plan if entry in tuple(b.plan)]
    rows = [("ab", entry, a) for entry in shared]
    rows += [(side, entry, one) for side, one in (("a", a), ("b", b)) for entry in one.plan if entry not in shared]
    rows.sort(key=lambda row: (float(np.min(row[1].start)), row[0]))
    return [_row(sides, entry, scenario) for sides, entry, scenario in rows]


def _row(sides: str, entry: Entry, scenario: Scenario) -> dict[str, Any]:
    until = float(np.max(entry.end))
    return {
        "sides": list(sides),
        "name": entry.name,
        "what": title(entry),
        "who": who(entry.who, scenario.place),
        "from": round(float(np.min(entry.start)), 4),
        "until": round(until, 4) if np.isfinite(until) else None,
        "ramp": round(float(np.max(entry.ramp)), 4),
        "waits": waits(entry),
        "numbers": own_numbers(scenario, entry),
        "words": with_numbers(scenario, (entry,))[0],
    }
