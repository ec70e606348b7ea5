"""In which kinds of world does working together do better?"""

from __future__ import annotations

import sys

from sim.cli import main

if __name__ == "__main__":
    sys.exit(main(["discover", *sys.argv[1:]]))
