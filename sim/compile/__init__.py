"""The same rules, compiled: each is traced once in numpy's own words, and runs as a loop over rows of runs.

A mechanism stays numpy and the only statement of its rule. `trace` lets it run once on arrays that remember what was
done to them, `standins` gives it the state, draws and clock it asks for, and `graph` keeps what came of it.
"""
