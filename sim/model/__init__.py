"""The model made to run: one future in Mesa, or many at once; the same rules in both."""
