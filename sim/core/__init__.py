"""What everything stands on: parameters, arithmetic, draws and state."""
