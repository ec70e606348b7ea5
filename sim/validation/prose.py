"""What the validation page says in words: the limits, and what was changed after results had been seen."""

from __future__ import annotations

INTRODUCTION = """\
This page is written by `python -m experiments.validate`; every figure on it was measured by that command.

The question is whether the model reproduces what is known. Facts and ranges are those of an evidence review written
before the model was tuned; the ranges are choices, the directions are from the sources. Where the review gave no
protocol or number, one was chosen when the test was written, in part after first results: the last section says
where. A fact that fails is shown as failing: a kinder range is at most reported beside and changes no verdict.
That facts hold does not make the model a forecast. It means that a reader who knows the evidence should not find
the model contradicting it without being told."""

KINDS = {
    "put in": "A rule or a figure of the place says it. That it holds shows only that the model was built as meant.",
    "tuned to": "A number was set so that it holds. It cannot count as evidence for the model.",
    "came out": "Neither: it follows from the rest, and could have failed. Only these test the model.",
}

LIMITS = """\
- **Facts of a kind.** Most evidence is on averages of programmes in England between 2009 and 2019. None of the
  facts tests the size of what a single practice, a single boundary or a single way of leading does.
- **Delays move too soon.** Delays fall within the same months as trust rises, because a hand-over waits for
  partners to keep their word and that is what trust is made of. Read early gains in delays as an upper bound.
- **Pressure only divides.** Over a whole place nothing brings partners together as pressure rises; an inverted
  U appears only at boundaries where care itself supplies the need, and there it was put in.
- **The five factors multiply only from a cold start.** Where everybody minds their own, they do more together than
  one by one; where half of the teams already work as a system, on delays they do not.
- **Most numbers in the rules have no evidence.** Which of them decide who wins is a result of its own, found by
  `common-ground sensitivity`; of the question that the page opens with
  [it is said](model.md#9-what-rests-on-no-evidence).
- **The bill** prices care that is needed, at national prices; how much of a saving is cash is a choice (30%).
- **Places differ by drawn effects**, not by geography, deprivation or history: in growth and in levels as boards do,
  which was set so (the facts S18). In levels they do only where that is asked for (`divergence.levels=true`): a place
  file says the figures of the place that is meant. A place that admits more is taken to admit the same people for
  shorter, which is a choice. Facts of a typical place are tried in places that do not drift apart: the mean over
  places that do is the same but for what fuller hospitals cannot take in, and to show it would take many times as
  many. No named place is meant."""

CHANGED = """\
Before this code, in prototypes:

- Worth of joint work and ordinary reliability were set for trust of .43 at month 0 with two easy projects
  running.
- The unknown fit of a project's design was added after a first version had made emergency need better in every
  future; a programme then slowed admissions more than any evaluation found.
- Teams take nine months to change, and young projects find new cases at 8% rather than 3%, because delays had
  fallen by 5% and visits to A&E had not risen in the first year (S7). S7 is therefore marked as tuned to.
- Invitation rather than all teams as the headline, 40% of income by activity, uncertain fit, and smallest
  differences that matter were chosen because the first configuration looked degenerate: always better. That the
  comparison is open is therefore a choice, not a finding.
- Harm of a broken promise, capacity lost under pressure and own improvement were raised, as the ways in which
  working alone could win; none of them was set to a fact.

In this code:

- The steady scenario let unit costs grow; with money level, services then shrank year by year. Costs are level
  in it now.
- Places begin the warm-up with their small wins in place. From none, five years left joint projects still
  spreading: 1.6 in year 1 after month 0 and 2.6 in year 10.
- Waits follow the load of care places more strongly (3.75, before 3.0) and people without the social care they
  need come to A&E 5 times a year (before 6): S14 had given −4.3% for more care-home places, where at least −5% is
  asked, and +25.2% for visits, where at most +25% is.
- Places differ more in how quickly people leave hospital (.85, before .75): same-day discharge had varied by .066
  over 256 places, where at least .07 is asked (S16).
- Tenure had counted from when a leader left; it counts from when the next one starts. The worst tenth then falls
  within what S12 asks and the best tenth out of it; the hazard, which is derived, was left alone.
- The bill had priced the care that is given, so that a package refused looked like a saving; it prices what is
  needed.
- S6 on ranks is judged on the means of six years. In year 6 alone the correlation of trust with emergency need
  cannot be told from nothing over 64 places.
- S9 is judged by two standard errors over 256 places, which is stricter than declared. With fewer places the sign
  of the difference for emergency need went either way, and that for delays stood at 2.0 standard errors over 128.
- How well a promise is kept had been judged by how much was promised, too, so that promising much won trust by
  itself; the two are now told apart, and partners accept as much as others deliver. Chosen for its meaning, on the
  review of the rules, and measured after: delays fall less (S9), and the factors do more together than one by one
  on emergency need, too, where they had only added up. Nothing was tuned anew.
- How places differ (S18) was declared last, from three years of the boards of England and before anything was set to
  it; growth of waiting lists and delays has rules of recording in it, which the lower half of each range allows for.
  Spread and lasting of growth of need and of beds were set to it later, so these facts are no evidence any more; then
  the spread of levels of visits, admissions and beds, to the mean of three years, in places that have figures of their
  own. Over boards these three go together by no more than chance, so each is drawn by itself.
- Chosen with the tests, since the review gives no number: how far nothing may drift (the smallest difference that
  matters), the bands of S16 for means and for four hours, how S12 compares ties, and year 8 as a mean in S14.
- S13 was first tried by regressing production on leaders' ways over places, which 64 places cannot resolve; it
  is now compared with what other places' leaders explain.

Calibration used month 0, the siloed arm of S2, S14 to S17, and in S18 growth and three levels only. Not tuned to: the
programme arm of S2, S4, S6, S8, S9, S10, S12, S13 and the lag of effects."""
