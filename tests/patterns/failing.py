"""Facts that the model fails, with what it gives. They are shown as failing; a tolerance is never loosened for them."""

from __future__ import annotations

FAILING: dict[str, str] = {
    "S6 outcomes": "delays improve 2.1 times what matters by months 12 to 18, together with trust",
    "S9 emergency need": "all five 1.02 times the sum of the five alone, within its error: they add up, no more",
    "S9 half-way": "0.85 times for need, 0.79 for delays: gains saturate where half the teams already work as a system",
    "S10 whole place": "falls from .78 to .10 as pressure rises; nothing brings a whole place together",
    "S12 turnover": "4.8 years in the best tenth, at least 5 asked (1.4 in the worst, at most 1.5 asked)",
}
