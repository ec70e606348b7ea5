"""Which behaviour is the safest bet, whatever the world?"""

from __future__ import annotations

import sys

from sim.cli import main

if __name__ == "__main__":
    sys.exit(main(["regret", *sys.argv[1:]]))
