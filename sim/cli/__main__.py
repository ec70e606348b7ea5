"""`python -m sim.cli` is the command `common-ground`."""

from __future__ import annotations

import sys

from sim.cli import main

if __name__ == "__main__":
    sys.exit(main())
