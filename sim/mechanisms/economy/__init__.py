"""Money and staff: what the place receives, pays, owes and employs; one rule a file."""
