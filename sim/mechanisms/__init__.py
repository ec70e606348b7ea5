"""The rules of the model, one a file; `schedule` is the order in which they act."""
