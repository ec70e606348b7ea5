"""What is known of trust: lost faster than won, and won back."""

from __future__ import annotations

from dataclasses import dataclass

from sim.core.arithmetic import MONTHS_PER_ROUND
from sim.core.state import put
from sim.mechanisms.relationships.trust import Trust
from sim.model.engine import build, streams_of
from sim.scenario import load_scenario
from sim.validation.fact import Measured, fact
from sim.validation.runs import Runs
from sim.world.world import Clock

_EVENTS = ("raised", "ruptured", "shunted", "project_won", "project_lost", "left")
_QUIET = {"tie_kept": 4.0, "tie_broken": 4.0, **dict.fromkeys(_EVENTS, 0.0)}


@dataclass(frozen=True)
class _LoneTie:
    """Ties of a place where nothing happens but promises kept or broken; the model's own rule of trust moves them."""

    asymmetry: float

    def trust(self, promises: list[float]) -> list[float]:
        """Return trust at first and after each month of promises, from .5 on evidence of 10 pieces."""
        overrides = (f"trust.asymmetry={self.asymmetry}", "trust.prior=0.5", "trust.place_spread=false")
        machine = build(load_scenario(overrides))
        rule = next(rule for rule in machine.round if isinstance(rule, Trust))
        streams = streams_of(machine.scenario, [0])
        state = machine.start(streams)
        state.apply(put(name, 0.0 * getattr(state, name) + value) for name, value in _QUIET.items())
        seen = [0.5]
        for number, kept in enumerate(promises):
            state.apply([put("seen_kept", 0.0 * state.seen_kept + kept)])
            state.apply(rule.step(state, streams.at(number), Clock(4 * number)))
            seen.append(float(state.tie_trust[0, 0]))
        return seen

    def loss_over_gain(self) -> float:
        """Return what three months of broken promises take, over what three of kept ones give."""
        return (0.5 - self.trust([0.0] * 3)[-1]) / (self.trust([1.0] * 3)[-1] - 0.5)

    def half_back(self, broken: int) -> float:
        """Return after how many months of kept promises half the loss of some broken months is made good."""
        path = self.trust([0.0] * broken + [1.0] * 130)
        half = 0.5 * (0.5 + path[broken])
        return next(number for number, now in enumerate(path[broken:]) if now >= half) * MONTHS_PER_ROUND


@fact(
    "S8",
    "Trust is lost faster than it is won, and one breach is not held against partners for years.",
    protocol="The model's rule of trust on a lone tie from .5 with 10 pieces of evidence: three months broken against "
    "three kept, at asymmetry 1 and 2; then how long until half a loss is back.",
    tolerance="ratio 1.0 at asymmetry 1, at least 1.5 at 2; half back within 12 months",
    source="Slovic 1993, contested: both are tried",
    kind="put in",
)
def trust_is_asymmetric(runs: Runs) -> Measured:
    """Measure loss over gain, and repair."""
    even, two, default = _LoneTie(1.0), _LoneTie(2.0), _LoneTie(2.5)
    ratio = even.loss_over_gain(), two.loss_over_gain(), default.loss_over_gain()
    months = two.half_back(1), two.half_back(3)
    text = f"ratio {ratio[0]:.2f} at 1, {ratio[1]:.2f} at 2; half back after {months[0]:.1f} months (one broken month) "
    text += f"and {months[1]:.1f} (three)"
    passed = abs(ratio[0] - 1.0) < 0.05 and ratio[1] >= 1.5 and max(months) <= 12.0
    return Measured(passed, text, {"at 1": ratio[0], "at 2": ratio[1]}, f"{ratio[2]:.2f} at the default of 2.5")


FACTS = (trust_is_asymmetric,)
