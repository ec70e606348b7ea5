"""One experiment a module, each a question: `python -m experiments.compare` does what `common-ground compare` does."""
