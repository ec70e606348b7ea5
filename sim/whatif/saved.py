"""A question as the text of a file that opens again, on the page and by the command."""

from __future__ import annotations

import re

import yaml

from sim.whatif.question import Question

_HEAD = "# A question for Common Ground. Open it on the page, or: common-ground whatif file=question.yaml\n"
_ALWAYS = {"title", "years", "a", "b"}  # said even where they are the default, which another version may change
_PLAIN = re.compile(r"[A-Za-z][\w ,.'?()-]*", re.ASCII)


class _Dumper(yaml.SafeDumper):
    """Writes text so that it stays text in every dialect of YAML: `1e5` is a name here, not a number."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=None if _PLAIN.fullmatch(value) else '"')


_Dumper.add_representer(str, _text)


def file_of(question: Question) -> str:
    """Return a question as the text of a file."""
    asked = {**question.model_dump(mode="json", include=_ALWAYS), **question.plain()}
    for side in ("a", "b"):
        asked[side] = {key: value for key, value in question.model_dump(mode="json")[side].items() if value != {}}
    return _HEAD + yaml.dump(asked, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
