"""Who: all organisations, some by name, of a kind, at both ends of a boundary, or a share, drawn or in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from sim.core.arithmetic import Array, Number
from sim.core.draws import Streams
from sim.core.nearest import unknown
from sim.core.parameters import InputError
from sim.overrides import parse, written
from sim.place import Place
from sim.plan.content import Content
from sim.world.world import World

How = Literal["all", "named", "kind", "boundary", "share"]
DRAWN = "drawn"
_HALF = 0.5
_SHOWN = 60  # characters of a value


def _degree(world: World) -> Array:
    return world.network.degree


def _size(world: World) -> Array:
    return np.array([one.size * max(len(one.services), 1) for one in world.place.organisations])


ORDERS: dict[str, tuple[Callable[[World], Array], float]] = {
    "best_connected": (_degree, -1.0),
    "least_connected": (_degree, 1.0),
    "largest": (_size, -1.0),
    "smallest": (_size, 1.0),
}
"""By what organisations come first, and whether the most (-1) or the least of it does."""
SAID_OF_ORDERS = {
    DRAWN: "drawn by lot",
    "best_connected": "the best connected first",
    "least_connected": "the least connected first",
    "largest": "the largest first",
    "smallest": "the smallest first",
}
_EXPECTED = (
    "all, [council,acute], [council/chief], {kind:primary_care}, {boundary:[acute,council]} or "
    "{share:0.5,order:best_connected}"
)


@dataclass(frozen=True, eq=False)
class Group(Content):
    """Who an entry of a plan is for.

    Attributes:
        how: how they are told.
        names: of organisations, seats, the kind, or both ends of the boundary.
        share: part of all organisations; may differ by run.
        order: who of them comes first.
    """

    how: How = "all"
    names: tuple[str, ...] = ()
    share: Number = 1.0
    order: str = DRAWN

    @classmethod
    def read(cls, where: str, value: Any) -> Group:
        """Return the group that a user's value says, or raise `InputError`."""
        if isinstance(value, Group):
            return value
        if value == "all":
            return cls()
        if isinstance(value, str) and value.startswith(("[", "{")):
            ((_, said, _),) = parse([f"who={value}"])
            return cls.read(where, said)
        if isinstance(value, str):
            return cls("named", (value,))
        if isinstance(value, list | tuple) and value and all(isinstance(one, str) for one in value):
            if len(set(value)) < len(value):
                raise InputError(f"{where} = {_shown(value)}: expected each name once")
            return cls("named", tuple(value))
        if isinstance(value, Mapping):
            return cls._of_mapping(where, value)
        raise InputError(f"{where} = {_shown(value)}: expected {_EXPECTED}")

    @classmethod
    def _of_mapping(cls, where: str, value: Mapping[str, Any]) -> Group:
        keys = set(value)
        if keys == {"kind"} and isinstance(value["kind"], str):
            return cls("kind", (value["kind"],))
        ends: Any = value.get("boundary")
        if keys == {"boundary"} and isinstance(ends, list | tuple) and len(ends) == 2:
            return cls("boundary", (str(ends[0]), str(ends[1])))
        if "share" in keys <= {"share", "order"}:
            order = str(value.get("order", DRAWN))
            if order not in SAID_OF_ORDERS:
                raise InputError(f"{where}: {unknown(order[:60], SAID_OF_ORDERS, 'order')}")
            return cls("share", (), checked_share(where, value["share"]), order)
        raise InputError(f"{where} = {_shown(value)}: expected {_EXPECTED}")

    @property
    def plain(self) -> Any:
        """Return it as a user would write it."""
        if self.how == "all":
            return "all"
        if self.how == "named":
            return list(self.names)
        if self.how == "share":
            return {"share": self.share, "order": self.order}
        return {self.how: self.names[0] if self.how == "kind" else list(self.names)}

    @property
    def word(self) -> str:
        """Return it in one word, as in an override."""
        return written(self.plain)

    def check(self, where: str, place: Place) -> None:
        """Raise `InputError` unless everybody named is at the place."""
        keys = {one.key: None for one in place.organisations}
        if self.how == "named":
            for name in self.names:
                if "/" in name:
                    _check_seat(where, name, place)
                elif name not in keys:
                    meant = f" (a kind is meant by {{kind: {name}}})" * (name in {o.kind for o in place.organisations})
                    raise InputError(f"{where}: {unknown(name[:60], keys, 'organisation')}{meant}")
        if self.how == "kind" and self.names[0] not in (kinds := {one.kind for one in place.organisations}):
            raise InputError(f"{where}: {unknown(self.names[0][:60], kinds, 'kind of organisation')}")
        if self.how == "boundary":
            for name in self.names:
                if name not in keys:
                    raise InputError(f"{where}: {unknown(name[:60], keys, 'organisation')}")
            if not any({*self.names} == {*one.between} for one in place.interfaces):
                raise InputError(f"{where} = {_shown(list(self.names))}: no boundary lies between these two")

    def members(self, place: Place) -> frozenset[str] | None:
        """Return the organisations meant, or None where that is a share."""
        if self.how == "share":
            return None
        if self.how == "all":
            return frozenset(one.key for one in place.organisations)
        if self.how == "kind":
            return frozenset(one.key for one in place.organisations if one.kind == self.names[0])
        return frozenset(name.split("/")[0] for name in self.names)

    def meets(self, other: Group, place: Place) -> bool:
        """Say whether somebody may be meant by both: seats of one organisation are apart."""
        here, there = self.members(place), other.members(place)
        if here is None or there is None:
            return True
        return any(self._whole(name) or other._whole(name) or self._seats(name, other) for name in here & there)

    def _whole(self, organisation: str) -> bool:
        return self.how != "named" or organisation in self.names

    def _seats(self, organisation: str, other: Group) -> bool:
        return any(name.startswith(f"{organisation}/") for name in {*self.names} & {*other.names})

    def fewest(self, place: Place) -> int:
        """Return how many organisations the smallest share comes to that is somebody at all; 0 if none is."""
        count = len(place.organisations)
        places = (np.arange(count) + _HALF) / count
        each = (places[:, None] < np.ravel(np.asarray(self.share, dtype=float))).sum(axis=0)
        return int(min(each[each > 0], default=0))

    @property
    def of_seats(self) -> bool:
        """Say whether it names seats."""
        return any("/" in name for name in self.names)

    def mask(self, world: World, streams: Streams, stream: str) -> Array:
        """Return how far each organisation is meant, 0 to 1: shape (n, 1), or (n, R) where that differs by run.

        Args:
            world: of the place.
            streams: draws of the runs.
            stream: name of the draw, if lots are drawn.
        """
        if self.how == "share":
            return (self._places(world, streams, stream) < self.share).astype(float)
        if self.of_seats:
            return self._of_seats(world)
        members = self.members(world.place)
        assert members is not None
        return np.array([[float(name in members)] for name in world.names["organisation"]])

    def _places(self, world: World, streams: Streams, stream: str) -> Array:
        """Return where each organisation stands in the order, 0 to 1."""
        if self.order == DRAWN:
            by = streams.at(0).uniform(stream, world.keys["organisation"])
        else:
            measure, sign = ORDERS[self.order]
            by = sign * measure(world)[:, None]
        return (by.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") + _HALF) / by.shape[0]

    def _of_seats(self, world: World) -> Array:
        """Return, of each team, the weight of the leaders named; an organisation named counts in whole."""
        net, result = world.network, np.zeros((world.size("organisation"), 1))
        whole = net.sum_seats(net.seat_rank[:, None])
        names = frozenset(self.names)
        named = np.array([[float(seat in names)] for seat in world.names["seat"]])
        result += net.sum_seats(net.seat_rank[:, None] * named) / whole
        for row, name in enumerate(world.names["organisation"]):
            result[row] = 1.0 if name in names else result[row]
        return result


def _check_seat(where: str, name: str, place: Place) -> None:
    """Raise `InputError` unless the place has a seat: with the seats of the organisation, and the nearest of them."""
    seats = {one.key: [f"{one.key}/{leader.role}" for leader in one.leaders] for one in place.organisations}
    organisation = name.partition("/")[0]
    own = seats.get(organisation)
    if own is None:
        raise InputError(f"{where}: seat '{name[:60]}': {unknown(organisation[:60], seats, 'organisation')}")
    if not own:
        raise InputError(f"{where}: unknown seat '{name[:60]}': {organisation} has none")
    if name not in own:
        raise InputError(f"{where}: {unknown(name[:60], own, 'seat')}")


def checked_share(where: str, value: Any) -> Number:
    """Return a share, for all runs or one a run, or raise `InputError`."""
    array = np.asarray(value) if not isinstance(value, bool | str) else np.asarray(np.nan)
    if array.dtype.kind not in "fiu" or array.ndim > 1 or not bool(np.all((array >= 0.0) & (array <= 1.0))):
        raise InputError(f"{where}.share = {_shown(value)}: must lie from 0 to 1")
    return float(array) if array.ndim == 0 else array.astype(float)


def _shown(value: Any) -> str:
    text = repr(value) if not isinstance(value, list | tuple) else f"[{','.join(str(one) for one in value)}]"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
