"""Which plans are worth their money and their leaders' time?"""

from __future__ import annotations

import sys

from sim.cli import main

if __name__ == "__main__":
    sys.exit(main(["portfolio", *sys.argv[1:]]))
