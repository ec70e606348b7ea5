"""How does it come about, week by week, with one leadership and with another?"""

from __future__ import annotations

import sys

from sim.cli import main

if __name__ == "__main__":
    sys.exit(main(["story", *sys.argv[1:]]))
