"""What to begin, what to watch, and when to turn: how often is each branch of a plan taken, and what is regretted?"""

from __future__ import annotations

import sys

from sim.cli import main

if __name__ == "__main__":
    sys.exit(main(["pathways", *sys.argv[1:]]))
