"""What does it buy to have agents, and who should go first?"""

from __future__ import annotations

import sys

from sim.cli import main

if __name__ == "__main__":
    sys.exit(main(["agents", *sys.argv[1:]]))
