"""A place made ready to run: its network of ties, the joins between entities, and the clock."""
