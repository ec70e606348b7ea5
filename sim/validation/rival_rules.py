"""Rival rules: the dials that give a rule its rival, and why each is on or off by default.

Each is turned alone and nothing is tuned anew, so that where it moves month 0 that is seen. A rival theory
(`sim.theories`) sets one or several of them and is tuned to the month 0 of the usual rules.
"""

from __future__ import annotations

RIVALS: dict[str, str] = {
    "promises.word": (
        "On: reliability and ability are two grounds of trust (Mayer, Davis & Schoorman 1995), and off, promising much "
        "would win trust by itself."
    ),
    "crossing.amount": (
        "On, as `promises.word` is: where the word no longer says how much partners do, it cannot be what hand-overs "
        "rest on; but off, a known fact that fails now holds, on all futures that it is declared for, too."
    ),
    "projects.hierarchy": (
        "Off: what goes with a culture depends on what it values (Jacobs et al. 2013), we found no study that "
        "says how much longer hierarchies take, and nothing that people would notice turns on it."
    ),
    "projects.adhocracy": (
        "Off: that inventive teams take good enough is from typologies alone (Cameron & Quinn 2011), and nothing "
        "that people would notice turns on it."
    ),
    "trust.clan": (
        "Off: NHS boards have moved away from clan cultures (Mannion et al. 2009), but we found no study that "
        "says how much more easily clans mend trust, and nothing that people would notice turns on it."
    ),
    "promises.clan": (
        "Off: that clans hold to each other under strain is from typologies (Cameron & Quinn 2011), and we found no "
        "study that says how far, and nothing that people would notice turns on it."
    ),
    "decision.market": (
        "Off: that a market culture follows its own targets is from typologies (Cameron & Quinn 2011), and their "
        "pull where targets differ is in the rule already."
    ),
    "promises.misread": (
        "Off: that cultures measure what they value (Jacobs et al. 2013) does not say how far partners misjudge "
        "each other, and nothing that people would notice turns on it."
    ),
    "crossing.unlike_staff": (
        "Off: we found no study that measures what unlike staff cultures lose at a hand-over, and nothing that "
        "people would notice turns on it."
    ),
    "crossing.slowest": (
        "Off: a hand-over of several parties is in part a weakest-link task (Steiner 1972; Hirshleifer 1983), but"
        " people may also be moved on by whoever is ready; it is worth showing beside where delays decide."
    ),
    "sponsors.weakest": (
        "Off: needing each sponsor named essential is as well argued as the mean (Steiner 1972; Hirshleifer "
        "1983), but facts that are known then fail; as it moves what joint projects bring most of all, show it "
        "beside."
    ),
    "cooperation.conditional": (
        "Off: that about half of people cooperate on condition is well found (Fischbacher, Gächter & Fehr 2001), "
        "but in experiments with persons, and thresholds of teams of leaders are not known; half way is the rival"
        " with the best evidence, so show it beside."
    ),
    "links.helps": (
        "Off: shared third parties ease transfer (Reagans & McEvily 2003), but partners of partners also bring "
        "little that is new (Burt 1992), and the evidence does not settle which prevails."
    ),
    "links.upkeep": (
        "Off: that close ties take upkeep is argued by many (such as Hansen 1999), but usual hours are in what "
        "leaders can steer already, and without tuning anew trust at month 0 falls and other known facts fail."
    ),
    "links.overload": (
        "Off: overload is argued for persons with very many ties (Oldroyd & Morris 2012), more than organisations"
        " here have, and a known fact then fails."
    ),
    "noticing.unlike": (
        "Off: that professions attend to unlike things is well described (Dearborn & Simon 1958; Hall 2005), but no "
        "study says how much each overlooks, and nothing that people would notice turns on it."
    ),
    "seats.level": (
        "Off: chiefs explain little of what hospitals produce (Janke, Propper & Sadun 2019), and nothing that people "
        "would notice turns on it."
    ),
    "decision.need_pull": (
        "Off: pressure may draw partners together or make each rigid (Staw et al. 1981), and nothing that people "
        "would notice turns on it."
    ),
    "trust.recent": (
        "Off: that trust has a part that bad news moves at once is argued (Huynh, Jennings & Shadbolt 2006; Slovic "
        "1993), but how much the last weeks say is not known, and without tuning anew trust at month 0 rises; tuned, "
        "it is a theory of trust."
    ),
    "trust.reputation": (
        "Off: what others say of a partner informs trust (Huynh, Jennings & Shadbolt 2006), but neighbours in one "
        "place see each other at work, and nothing that people would notice turns on it; it is part of a theory of "
        "trust."
    ),
    "promises.reciprocity": (
        "Off: giving as much as is given holds cooperation up in repeated games (Axelrod 1984; Axelrod & Dion 1988), "
        "but nobody has measured it between organisations of care, and without tuning anew trust at month 0 falls; "
        "tuned, it is a theory of trust."
    ),
    "cooperation.learning": (
        "Off: that more is done of what paid is well found (Bush & Mosteller 1955; Camerer & Ho 1999), but for persons "
        "who choose the same often; as it takes much of what working together brings, show it beside, as the theory "
        "of cooperation that it is."
    ),
}
"""Each dial, and one sentence on why it is on or off."""
