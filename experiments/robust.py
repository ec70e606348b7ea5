"""Which headlines hold under each rival theory of trust, cooperation and combination?"""

from __future__ import annotations

import sys

from sim.cli import main

if __name__ == "__main__":
    sys.exit(main(["robust", *sys.argv[1:]]))
