"""Posts follow real income, less what has to be recovered of a deficit.

Rule      NHS services adjust their posts to their money over half a year. Social care's volume follows its money
          directly, so its posts stand for the market and stay.
Formula   posts <- posts + (max(0.2, income * (1 - 0.5 * max(0, deficit))) - posts) * (1 - exp(-1/26))
Reads     posts, income, deficit, payment_live
Writes    posts
Source    Choice
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array, approach
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, put
from sim.world.rows import Service
from sim.world.world import Clock, World


@dataclass(frozen=True)
class PostsParams:
    """How posts follow money."""

    weeks: float = param(
        26.0,
        unit=Unit.WEEKS,
        plausible=(13.0, 52.0),
        label="Time for posts to follow money",
        source="choice",
    )
    recovery: float = param(
        0.5,
        unit=Unit.FRACTION,
        plausible=(0.0, 1.0),
        label="Part of a deficit recovered by leaving posts unfilled",
        source="choice",
    )


LEAST_POSTS = 0.2
"""Of the posts of month 0; met only by numbers far from what is plausible."""


@dataclass(frozen=True)
class Posts:
    """See the module's docstring for the rule."""

    params: PostsParams
    world: World

    name: ClassVar[str] = "posts"
    Params: ClassVar[type[Any]] = PostsParams
    reads: ClassVar[tuple[str, ...]] = ("posts", "income", "deficit", "payment_live")
    writes: ClassVar[tuple[str, ...]] = ("posts",)
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("posts", "service", "relative to month 0", "Posts that money allows", low=0.0),
    )

    @cached_property
    def speed(self) -> Any:
        """Return the share of the gap closed in a week."""
        return approach(self.params.weeks, 1.0)

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return the posts of month 0."""
        return {"posts": self.world.full("service", 1.0, runs)}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return posts after this week."""
        held_back = self.params.recovery * state.payment_live * np.maximum(state.deficit, 0.0)
        wanted = np.maximum(state.income * (1.0 - held_back), LEAST_POSTS)
        posts = state.posts + (wanted - state.posts) * self.speed
        posts[Service.SOCIAL_CARE] = state.posts[Service.SOCIAL_CARE]
        return (put("posts", posts),)
