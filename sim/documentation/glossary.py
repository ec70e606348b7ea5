"""The glossary's page."""

from __future__ import annotations

from sim.documentation.markdown import table
from sim.whatif.glossary import glossary

_HEAD = """# Glossary

<!-- Made by `make docs` from sim/whatif/glossary.yaml: change that, not this page. -->

Plain English for the words of English health and care, and for the words of modelling. No acronym is used in
Common Ground unless it stands here.
"""


def page() -> str:
    """Return docs/glossary.md."""
    parts = [f"## {name}\n\n{table(('Term', 'What it means'), terms.items())}" for name, terms in glossary().items()]
    return "\n".join([_HEAD, "\n\n".join(part.strip() for part in parts), ""])
