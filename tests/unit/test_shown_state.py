"""What is shown of futures that lie in tiles: only what is asked for is taken out, and a copy is whole."""

from __future__ import annotations

import numpy as np
import pytest

from sim.compile.shown import ShownState
from sim.core.arithmetic import Array
from sim.core.state import put


def shown() -> tuple[ShownState, list[str]]:
    brought = list[str]()

    def bring(name: str) -> Array:
        brought.append(name)
        return np.full(3, float(len(name)))

    return ShownState({"culture": np.zeros(3)}, ("trust", "beds"), bring), brought


def test_what_is_not_asked_for_is_left_where_it_lies() -> None:
    state, brought = shown()
    assert state.trust[0] == 5.0 and state.trust is state.trust and state.culture[0] == 0.0 and brought == ["trust"]
    with pytest.raises(AttributeError, match="did you mean 'trust'"):
        _ = state.trus  # type: ignore[attr-defined]


def test_a_copy_and_what_is_made_of_it_are_whole() -> None:
    state, brought = shown()
    made = state.copy()
    assert set(made.__dict__) == {"trust", "beds", "culture"} and sorted(brought) == ["beds", "trust"]
    assert shown()[0].take(1).beds.shape == (1,)
    state.apply([put("beds", np.ones(3))])
    assert state.beds[0] == 1.0 and made.beds[0] == 4.0
