"""How many replications are enough?"""

from __future__ import annotations

import sys

from sim.cli import main

if __name__ == "__main__":
    sys.exit(main(["replications", *sys.argv[1:]]))
