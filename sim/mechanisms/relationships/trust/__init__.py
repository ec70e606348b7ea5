"""Trust: what a round says of a partner, what harms and mends, where trust begins, and how partners are judged."""

from sim.mechanisms.relationships.trust.judging import Trust, TrustParams

__all__ = ["Trust", "TrustParams"]
