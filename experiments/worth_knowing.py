"""What is it worth to find out before choosing?"""

from __future__ import annotations

import sys

from sim.cli import main

if __name__ == "__main__":
    sys.exit(main(["worth-knowing", *sys.argv[1:]]))
