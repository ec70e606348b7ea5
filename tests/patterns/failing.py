"""Facts that the model fails, with what it gives. They are shown as failing; a tolerance is never loosened for them."""

from __future__ import annotations

FAILING: dict[str, str] = {
    "S6 outcomes": "delays improve 2.1 times what matters by months 12 to 18, together with trust",
    "S9 emergency need": "all five 1.01 times the sum of the five alone, within its error: they add up, no more",
    "S9 half-way": "0.86 times for need, 0.80 for delays: gains saturate where half the teams already work as a system",
    "S10 whole place": "falls from .78 to .10 as pressure rises; nothing brings a whole place together",
    "S12 turnover": "1.7 years in the worst tenth, at most 1.5 asked: counted with four months of an empty post",
    "S16 same day": "SD .0699, at least .07 asked; .066 over 256 places",
}
