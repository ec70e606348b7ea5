"""What decides who comes out ahead: how much of what worlds differ by each leading unknown number explains.

Rule      The leading numbers of the screening by rank correlation (`sim.whatif.mind`) share what they explain of how
          much better B comes out in the default question, in as many worlds again that the screening did not see:
          chosen and measured in the same worlds, each would look stronger than it is.
Source    Shapley effects by nearest neighbours: sim.analysis.shapley
"""

from __future__ import annotations

from sim.analysis import kept_decides
from sim.analysis.kept_decides import Decided
from sim.analysis.shapley import explained
from sim.unknowns import drawn
from sim.whatif.mind import TRIED, leading, scores
from sim.whatif.question import Question

SHARING = 6
"""Numbers that share."""


def write() -> int:
    """Find anew what each explains (`make worlds`, after the screening); return in how many worlds."""
    tried, question = range(TRIED, 2 * TRIED), Question()
    numbers, every = explained(drawn(tried, leading()[:SHARING]), scores(tried))
    behaviours = question.a.behaviour, question.b.behaviour
    label = question.scenario("a").place.label
    kept_decides.write(Decided(label, behaviours, question.years, len(tried), every, tuple(numbers)))
    return len(tried)
