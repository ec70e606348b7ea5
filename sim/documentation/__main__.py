"""`python -m sim.documentation [folder]` writes the generated pages of `docs/` anew."""

from __future__ import annotations

import sys
from pathlib import Path

from sim.documentation import written


def main(arguments: list[str]) -> int:
    """Write the pages that differ, and say which."""
    folder = Path(arguments[0]) if arguments else Path(__file__).resolve().parents[2] / "docs"
    if not (folder / "model.md").is_file():
        sys.stderr.write(f"{folder}: expected the documentation folder of a working copy, with model.md in it\n")
        return 2
    for path, text in written(folder).items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            sys.stdout.write(f"{path} written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
