"""Is it better for people to work together, and what does it cost?"""

from __future__ import annotations

import sys

from sim.cli import main

if __name__ == "__main__":
    sys.exit(main(["compare", *sys.argv[1:]]))
