"""Events in plain words: one sentence a kind, made of the event alone, with its number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sim.behaviours import BEHAVIOURS
from sim.core.arithmetic import MONTHS_PER_YEAR, WEEKS_PER_YEAR
from sim.core.counts import so_many
from sim.declared import declarations
from sim.events import KINDS, Event
from sim.interventions import INTERVENTIONS
from sim.plan.series import FOLLOWED
from sim.plan.words import who
from sim.report.text.words import joined, lower_first, upper_first
from sim.scenario import Scenario

MONTHS = (
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "January",
    "February",
    "March",
)
PROJECTS = {name for name, kind in KINDS.items() if kind.group == "joint projects"}
PLANNED = {"plan_began", "plan_ended"}
SEATS = {"chief": "chief", "professional": "lead professional", "finance": "finance lead"}
_YEAR = int(WEEKS_PER_YEAR)


def month_of(week: int) -> str:
    """Return the month in which a week begins; week 0 is the first of April."""
    return MONTHS[int(week % _YEAR * MONTHS_PER_YEAR / _YEAR)]


def when(week: int) -> str:
    """Say when a week is: 'Year 2, January'."""
    return f"Year {week // _YEAR + 1}, {month_of(week)}"


@dataclass(frozen=True)
class Names:
    """What readers call everybody and everything in a scenario.

    Attributes:
        scenario: whose place and plan they are.
    """

    scenario: Scenario

    @cached_property
    def _organisations(self) -> Mapping[str, str]:
        return {one.key: inside(one.label) for one in self.scenario.place.organisations}

    @cached_property
    def _projects(self) -> Mapping[str, str]:
        return {one.key: inside(one.label) for one in self.scenario.place.projects}

    def of(self, event: Event) -> list[str]:
        """Return the names of all in an event, as they stand within a sentence."""
        if event.what in PLANNED:
            return [text for name in event.who for text in self._planned(name, event.number)]
        named = self._projects.__getitem__ if event.what in PROJECTS else self._team
        return [named(key) for key in event.who]

    def _team(self, key: str) -> str:
        organisation, _, seat = key.partition("/")
        label = self._organisations[organisation]
        return f"the {SEATS[seat]} of {label}" if seat else label

    def _planned(self, name: str, dose: float) -> tuple[str, str]:
        """Return for whom an entry of the plan is, and what it is, with how much of it."""
        entry = self.scenario.plan[name]
        known = next(one for one in (INTERVENTIONS, BEHAVIOURS, FOLLOWED, declarations()) if entry.what in one)
        amount = {"intervention": f" (at {100.0 * dose:.0f}% of full strength)", "lever": f" ({dose:g})"}
        return who(entry.who, self.scenario.place), lower_first(known[entry.what].label) + amount.get(entry.sort, "")


def inside(label: str) -> str:
    """Return a name as it stands within a sentence: one that is no proper name begins small."""
    return lower_first(label) if label[1:] == label[1:].lower() else label


def sentence(event: Event, names: Names) -> str:
    """Say what happened."""
    return f"{upper_first(_SAID[event.what](event, names.of(event)))}."


def _plain(text: str) -> Callable[[Event, Sequence[str]], str]:
    """Return a rule that fills in names and the number: `{0}`, `{1}`, `{share}`, `{weeks}`, ..."""

    def filled(event: Event, names: Sequence[str]) -> str:
        number = event.number
        share = f"{100.0 * number:.0f}%"
        counts = {"days": so_many(f"{number:.1f}", "days"), "whole_weeks": so_many(f"{number:.0f}", "weeks")}
        counts["people"] = so_many(f"{number:.0f}", "people")
        counts["are"] = "is" if counts["people"] == "1 person" else "are"
        return text.format(*names, n=number, share=share, weeks=_weeks(event), tension=_tension(number), **counts)

    return filled


def _weeks(event: Event) -> str:
    """Write a number of weeks; what was under way at month 0 took at least that long."""
    return f"{'at least ' if event.number == event.week else ''}{so_many(f'{event.number:.0f}', 'weeks')}"


def _tension(times: float) -> str:
    """Write how tense it is, beside the mean of all boundaries at month 0."""
    written = f"{times:.1f}"
    return "tension as usual" if written == "1.0" else f"tension {written} times the usual"


def _joined(verb: str) -> Callable[[Event, Sequence[str]], str]:
    def said(event: Event, names: Sequence[str]) -> str:
        count = so_many(f"{event.number:.0f}", "teams")
        return f"{count} {verb if event.number > 1.0 else f'{verb}s'} working as one system: {joined(names)}"

    return said


def _newcomer(event: Event, names: Sequence[str]) -> str:
    return f"a new {names[0].removeprefix('the ')} starts: the post stood empty for {_weeks(event)}"


_SAID: dict[str, Callable[[Event, Sequence[str]], str]] = {
    "teams_joined": _joined("begin"),
    "teams_stopped": _joined("stop"),
    "plan_began": _plain("a plan begins for {0}: {1}"),
    "plan_ended": _plain("a plan ends for {0}: {1}"),
    "ready_for_home_care": _plain("somebody is ready to leave hospital, and waits for home care: {days} to go"),
    "home_with_care": _plain("the person who waited for home care goes home, {days} after being ready to leave"),
    "joins_waiting_list": _plain("somebody joins the list for planned treatment: {whole_weeks} to go"),
    "treated_at_last": _plain("the person who joined the list for planned treatment {whole_weeks} ago is treated"),
    "hardest_week": _plain("the hardest week of the winter: {people} {are} ready to leave hospital and cannot"),
    "longest_in_a_and_e": _plain("A&E has its worst week of the winter: {share} of visits are over within four hours"),
    "hard_winter_began": _plain("a hard winter begins: {share} more people need hospital at once"),
    "hard_winter_ended": _plain("the hard winter is over, after {whole_weeks}"),
    "way_round_bought": _plain("the hospital buys its way round its partners, for £{n:.2f}m a year"),
    "way_round_ended": _plain("the hospital all but stops buying its way round its partners (£{n:.2f}m a year)"),
    "leader_left": _plain("{0} leaves; nobody follows for {whole_weeks}"),
    "leader_started": _newcomer,
    "meetings_more": _plain("leaders of {0} and {1} come to meet more than once a month ({n:.1f} times)"),
    "meetings_fewer": _plain("leaders of {0} and {1} meet less than once a month now ({n:.1f} times)"),
    "trust_gained": _plain("the team of {0} comes to trust {1} ({n:.2f} on a scale from 0 to 1)"),
    "trust_lost": _plain("the team of {0} loses its trust in {1} ({n:.2f} on a scale from 0 to 1)"),
    "promise_grown": _plain("the team of {0} promises {1} more than half of full joint work ({share})"),
    "promise_shrunk": _plain(
        "the team of {0} takes back part of its promise to {1}: {share} of full joint work is left"
    ),
    "promise_broken": _plain("the team of {0} cannot keep its promise to {1}: it lacks {share} of full joint work"),
    "difference_raised": _plain("{0} and {1} speak of what divides them and work on it ({tension})"),
    "conflict_ruptured": _plain("what {0} and {1} left unsaid boils over ({tension})"),
    "cost_moved": _plain("the team of {0} openly moves a cost on to {1} (it is {share} ready to)"),
    "project_begun": _plain("{0}: its sponsors begin to seek approval, and put in {share} of their effort"),
    "pilot_begun": _plain("{0}: approved after {weeks}, its pilot begins"),
    "project_adopted": _plain("{0}: the pilot is adopted, {weeks} after it was begun"),
    "project_dropped": _plain("{0}: given up before it was approved, {weeks} after it was begun"),
    "pilot_given_up": _plain("{0}: the pilot is given up after {weeks}"),
    "project_ended": _plain("{0}: comes to an end after {weeks} in use"),
}
