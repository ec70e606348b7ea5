"""Analyses of runs: paired effects and where they come from."""
