"""Short words of a plan: a practice or a behaviour of one organisation (or of a seat), for good and by name.

Rule      `participation.contact.council=0.9` is an entry of the lever `participation.contact` for `[council]`, with the
          dose .9; `behaviour.council=heroic` an entry of the behaviour for `[council]`. Its name is the word with `_`
          for every other character.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from sim.declared import declarations

BEHAVIOUR = "behaviour"


class Short(NamedTuple):
    """A short word, taken apart.

    Attributes:
        key: the word.
        thing: a lever that may differ by organisation, or `behaviour`.
        who: an organisation or a seat.
    """

    key: str
    thing: str
    who: str

    @property
    def entry(self) -> str:
        """Return the name of its entry."""
        return re.sub(r"[^a-z0-9_]", "_", self.key.lower())

    def said(self, value: Any) -> dict[str, Any]:
        """Return its entry as a user would write it."""
        if self.thing == BEHAVIOUR:
            return {"what": value, "who": [self.who]}
        return {"what": self.thing, "who": [self.who], "dose": value}


def short_of(key: str) -> Short | None:
    """Return the short word that a key is, such as `behaviour.council` or `participation.contact.council/chief`."""
    thing, _, name = key.rpartition(".")
    by = thing == BEHAVIOUR or (thing in declarations() and declarations()[thing].by == "organisation")
    return Short(key, thing, name) if by and name and key not in declarations() else None
