"""What happens across a whole space of futures? Many points, many futures of each, killed and resumed at will."""

from __future__ import annotations

import sys

from sim.cli import main

if __name__ == "__main__":
    sys.exit(main(["sweep", *sys.argv[1:]]))
