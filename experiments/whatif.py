"""What if we worked together? Opens the what-if page on this computer, or writes its hand-out."""

from __future__ import annotations

import sys

from sim.cli import main

if __name__ == "__main__":
    sys.exit(main(["whatif", *sys.argv[1:]]))
