"""The same rules, compiled: each is traced once in numpy's own words, and runs as loops over rows of runs.

A mechanism stays numpy and the only statement of its rule. `trace` lets it run once on arrays that remember what was
done to them (`functions` are numpy's for them, `marked` what `np.nonzero` finds, `refusal` says what cannot be),
`standins` gives it the state, draws and clock it asks for, and `graph` keeps what came of it. `passes` makes loops of
the graph, `emit` writes them in C (`quantiles` those of normal draws), `program` puts all rules together, `build`
compiles them, `keeping` keeps what came of it. `fold` works out what is known before a run, `tables` keeps it, `tiles`
lays out the state, and `machine` calls what was built. `running` runs stretches of rounds in which every rule is
compiled; where a plan acts, or a rule cannot be traced, `dispatch` says which rule acts in numpy, and `interleaved`
lets it, amid the compiled ones.
"""
