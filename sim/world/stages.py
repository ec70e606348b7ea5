"""The stages of a joint project, by name."""

IDLE, APPROVAL, PILOT, ADOPTED = 0.0, 1.0, 2.0, 3.0
"""What the state variable `stage` holds."""
