"""How decisions enter a round: who takes part, and what everybody decides on one snapshot."""
