"""Facts that the model fails, with what it gives. They are shown as failing; a tolerance is never loosened for them."""

from __future__ import annotations

FAILING: dict[str, str] = {
    "S6 outcomes": "delays improve 1.9 times what matters by months 12 to 18, together with trust",
    "S9 half-way": "1.04 times for need, 0.95 for delays: gains saturate where half the teams already work as a system",
    "S10 whole place": "falls from .72 to .10 as pressure rises; nothing brings a whole place together",
    "S12 turnover": "4.8 years in the best tenth, at least 5 asked (1.4 in the worst, at most 1.5 asked)",
}
