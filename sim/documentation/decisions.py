"""How agents decide: the part of docs/model.md that answers what ODD+D asks beyond ODD, where decisions are told."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sim.behaviours import BEHAVIOURS, Behaviour
from sim.core.arithmetic import WEEKS_PER_ROUND
from sim.core.counts import so_many
from sim.core.parameters import Declaration, Evidence, declare
from sim.documentation.checklist import link
from sim.documentation.markdown import code, number, table
from sim.mechanisms.schedule import ROUND
from sim.report.text.words import joined
from sim.scenario import declarations

_DECIDING = "sim.mechanisms.decisions"
_HEADS = ("What ODD+D asks", "Answer", "Rules")


def decisions() -> str:
    """Return the table of questions on decisions, with answers and the rules that give them."""
    rows = [*_basis(), *_deciding(), *_changing(), *_differing()]
    return table(_HEADS, [[asked, " ".join(answer.split()), where] for asked, answer, where in rows])


def _rules(*names: str) -> str:
    return ", ".join(link(f"`{name}`", f"#{name}") for name in names)


def _value(key: str) -> str:
    return number(declarations()[key].default)


def deciding_numbers() -> list[Declaration]:
    """Return the parameters of the rules by which organisations and leaders decide."""
    kinds: list[type[Any]] = [kind for kind in ROUND if kind.__module__.startswith(_DECIDING)]
    return [declared for kind in kinds for declared in declare(kind.name, kind.Params)]


def _basis() -> list[tuple[str, str, str]]:
    numbers = deciding_numbers()
    counts = Counter(one.evidence for one in numbers)
    measured = sum(counts[grade] for grade in (Evidence.FOUND, Evidence.COMPUTED, Evidence.DERIVED))
    own = [name for name, one in BEHAVIOURS.items() if _decides_itself(one)]
    return [
        (
            "On which theory do decisions rest, and why this one?",
            "A team splits one unit of effort so as to get the most from returns that fall off with its square root: "
            "the one form with an exact answer in which home and partners compete. Trust is risk taken on evidence; "
            f"cooperation can be made conditional. Instead of the common rule {code(own)} decide by one of their own.",
            _rules("decision", "cooperation"),
        ),
        (
            "On which data?",
            f"Hardly any: of {so_many(len(numbers), 'numbers')} of these rules {measured or 'none'} are found, "
            f"computed or derived, {counts[Evidence.TUNED]} tuned and {counts[Evidence.CHOICE]} choices. Nobody who "
            "leads was asked how he or she decides.",
            link("parameters", "parameters.md#decision"),
        ),
    ]


def _decides_itself(behaviour: Behaviour) -> bool:
    kind = type(behaviour)
    return kind.decide is not Behaviour.decide or kind.decide_as_leader is not Behaviour.decide_as_leader


def _deciding() -> list[tuple[str, str, str]]:
    return [
        (
            "Who decides on what?",
            f"Every {number(WEEKS_PER_ROUND)} weeks leaders decide whom to meet and believe, whether to raise a "
            "difference and to offer the lead; organisations how to split effort, what to promise, whether to move "
            "cost over a boundary and whether to keep joint money at home. A team is the mean of its leaders by "
            "influence; by a dial, matters are decided by seats.",
            _rules("decision", "team", "seats"),
        ),
        (
            "How rational are they, and what do they want?",
            "They choose the best split of effort by what they believe, one round at a time: own returns, and those "
            "of the whole as far as purpose counts. No aim contains an outcome of care. Beyond what it can bear, "
            "pressure makes a team rigid.",
            _rules("decision", "purpose", "commitment"),
        ),
        (
            "Do they adapt to what changes, inside and outside?",
            "Yes: to pressure, to people who wait at a boundary, to kept and broken promises, to leaders who go, to "
            "money and targets.",
            _rules("pressure", "need_seen", "promises", "turnover"),
        ),
        (
            "Do norms or culture count?",
            "Little: a team's culture moves over years and colours how it bears failure; what others do counts only "
            f"by the dial `cooperation.conditional` ({_value('cooperation.conditional')} by default).",
            _rules("culture", "blame", "cooperation"),
        ),
        (
            "Do space and time count in a decision?",
            "Only boundaries count: who shares one with whom, and how much care crosses it. Later returns are "
            "discounted by the time for which leaders are likely to stay.",
            _rules("commitment", "links"),
        ),
        (
            "Is uncertainty part of a decision?",
            "As belief: joint work is worth what it brings times the trust that a partner will do its part. Risk as "
            "such is neither sought nor shunned.",
            _rules("trust", "decision"),
        ),
    ]


def _changing() -> list[tuple[str, str, str]]:
    return [
        (
            "Do they learn, one by one or together?",
            "Trust, joint capability and daily practice grow with use and fade. Who takes part comes to weigh the "
            f"whole: from {_value('participation.own_weight')} towards {_value('participation.full_weight')} over "
            f"about {_value('participation.learning')} years. The rule of deciding itself does not change, but under "
            "`adaptive`, which does more of what paid.",
            _rules("trust", "capability", "participation"),
        ),
        (
            "What do they sense, how, and with what error?",
            "Their own pressure, hours and purpose exactly. How well a partner kept its word through meetings, with "
            f"noise (spread {_value('promises.noise')}) that is smaller where leaders perceive well; load and deficit "
            "as means of a quarter and of half a year. By dials a fog over need (`uncertainty.noise`, "
            f"{_value('uncertainty.noise')}) and professions that notice unlike things (`noticing.unlike`, "
            f"{_value('noticing.unlike')}). Sensing takes hours, for meetings do.",
            _rules("promises", "contact", "noticing", "uncertainty"),
        ),
        (
            "What do they predict, and can they be wrong?",
            "Nothing by a model of their own. A partner is expected to keep its word as far as it is trusted, and "
            "capacity that pressure will take is not foreseen: so teams can promise too much.",
            _rules("promises", "hours"),
        ),
    ]


def _differing() -> list[tuple[str, str, str]]:
    return [
        (
            "Do agents differ, also in how they decide?",
            "Leaders in six tendencies, profession, aims, tenure and ties; organisations in kind, services, pressure "
            "and culture. All decide by one rule with numbers of their own state, unless a plan gives teams "
            "behaviours of their own. What these differences buy is measured.",
            f"{_rules('ways', 'influence')}, {link('agents', 'agents.md')}",
        ),
        (
            "Which parts of a decision are drawn?",
            "What share of teams would accept an invitation, and who; misjudged promises; which differences are "
            "raised and which cost is moved. The split of effort is not drawn. Draws are the same in every arm.",
            _rules("participation", "promises", "conflict", "shunting"),
        ),
        (
            "Are there groups, set or grown?",
            "Set: teams, and sponsors of each kind of joint project, from the place file. Behaviours: "
            f"{joined(list(BEHAVIOURS))}.",
            f"{_rules('team', 'sponsors')}, {link('behaviours', 'behaviours.md')}",
        ),
    ]
