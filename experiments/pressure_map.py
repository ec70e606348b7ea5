"""Under which growth of demand and of money does working together pay?"""

from __future__ import annotations

import sys

from sim.cli import main

if __name__ == "__main__":
    sys.exit(main(["pressure-map", *sys.argv[1:]]))
