"""Pages that open in any browser: what is said and drawn, together."""
