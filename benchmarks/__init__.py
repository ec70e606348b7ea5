"""How fast the model is; `python -m benchmarks.run` measures everything and writes `benchmarks/results.md`."""
