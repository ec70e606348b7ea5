"""Fixtures of the unit tests."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from sim.core.parameters import InputError
from sim.place import load_place
from tests.pace import within

Data = dict[str, Any]


class Plain(yaml.CSafeDumper):
    """Write data without anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


@pytest.fixture(scope="session")
def place_text() -> str:
    """Return the text of the place that comes with Common Ground."""
    return (Path(__file__).parents[2] / "configs" / "place" / "anyplace.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def parsed(place_text: str) -> Data:
    return yaml.load(place_text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@pytest.fixture
def place_data(parsed: Data) -> Data:
    """Return the place that comes with Common Ground as plain data, to be changed at will."""
    return copy.deepcopy(parsed)


@pytest.fixture
def save(tmp_path: Path) -> Callable[[Data | str | bytes], Path]:
    """Return a function that writes a place file and returns its path."""

    def written(content: Data | str | bytes) -> Path:
        path = tmp_path / "mine.yaml"
        if isinstance(content, dict):
            content = str(yaml.dump(content, Dumper=Plain, sort_keys=False, allow_unicode=True))
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


@pytest.fixture
def refusal(save: Callable[[Data | str | bytes], Path]) -> Callable[[Data | str | bytes], str]:
    """Return a function that writes a place file and returns the one line with which it is refused."""

    def refused(content: Data | str | bytes) -> str:
        path = save(content)
        started = time.process_time()
        with pytest.raises(InputError) as caught:
            load_place(path)
        assert within(time.process_time() - started, 1)
        message = str(caught.value)
        assert message.startswith(f"{path}: "), message
        assert message.isprintable(), message
        assert len(message) < 700, message
        return message.removeprefix(f"{path}: ")

    return refused
