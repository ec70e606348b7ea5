"""What Hydra composes: the files of `configs/` and the words of a user, against a schema made from the declarations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from sim.behaviours import BEHAVIOURS
from sim.core.parameters import InputError, declare
from sim.declared import DECLARING

_HERE = Path(__file__).resolve().parent
CONFIGS = next(folder for folder in (_HERE / "configs", _HERE.parent / "configs") if folder.is_dir())
PLANS = CONFIGS / "plan"
GROUPS = ("behaviour", "pressure")
FAMILIES = ("trust", "cooperation", "combination")
"""What there are rival theories of (`sim.theories`); a choice of one stands beside the numbers of its family."""


def options(group: str) -> list[str]:
    """Return the names that a configuration group offers; a behaviour needs no file of its own."""
    return sorted(_files(group) | (set(BEHAVIOURS) if group == "behaviour" else set()))


def _files(group: str) -> set[str]:
    return {file.stem for file in (CONFIGS / group).glob("*.yaml")}


@cache
def _register() -> None:
    """Give Hydra a schema made from the declarations (unfrozen: Hydra cannot override a frozen one)."""
    from hydra.core.config_store import ConfigStore

    groups: dict[str, dict[str, Any]] = {
        kind.name: {d.key.split(".")[1]: d.default for d in declare(kind.name, kind.Params)} for kind in DECLARING
    }
    for family in FAMILIES:
        groups.setdefault(family, {})["theory"] = ""
    store = ConfigStore.instance()
    store.store(name="common_ground", node={**groups, "behaviour": {"name": "collaborative"}})
    for name in set(BEHAVIOURS) - _files("behaviour"):  # it changes no number
        store.store(name=name, group="behaviour", package="_global_", node={"behaviour": {"name": name}})


def compose(asked: Sequence[tuple[str, Any, str]]) -> dict[str, Any]:
    """Return the values that Hydra composes from overrides, or raise `InputError`.

    Which files are composed is Hydra's work, done once for each choice and content of them; a plain value takes its
    place thereafter, as Hydra sets it last.

    Args:
        asked: key, value and text of each override; keys and values are checked already.
    """
    plain = [(key, value) for key, value, text in asked if key not in GROUPS and text.startswith(f"{key}=")]
    words = tuple(text for key, _, text in asked if key in GROUPS or not text.startswith(f"{key}="))
    composed = _composed(words, _contents())
    values = {name: dict(value) if isinstance(value, dict) else value for name, value in composed.items()}
    for key, value in plain:
        group, _, name = key.rpartition(".")
        (values[group] if group else values)[name] = value
    return values


def _contents() -> tuple[object, ...]:
    """Return the files from which is composed, as they are now: where they stand, and what is in them."""
    files = [
        CONFIGS / "scenario.yaml",
        *(file for group in GROUPS for file in sorted((CONFIGS / group).glob("*.yaml"))),
    ]
    return tuple((str(file), file.read_bytes()) for file in files)


@lru_cache(maxsize=64)
def _composed(words: tuple[str, ...], contents: tuple[object, ...]) -> Mapping[str, Any]:
    """Return what Hydra composes of the contents of the files; it reads them itself."""
    from hydra import compose as composed
    from hydra.errors import HydraException
    from omegaconf import OmegaConf
    from omegaconf.errors import OmegaConfBaseException

    _register()
    try:
        with _own_hydra():
            return dict(OmegaConf.to_container(composed("scenario", list(words))))  # type: ignore[arg-type]
    except (HydraException, OmegaConfBaseException) as error:
        raise InputError(f"{' '.join(words)}: {str(error).splitlines()[0]}") from None


@contextmanager
def _own_hydra() -> Iterator[None]:
    """Use Hydra with our configuration, and leave it as it was found: the caller may be a Hydra program itself."""
    from hydra import initialize_config_dir
    from hydra.core.global_hydra import GlobalHydra
    from hydra.version import VersionBase

    theirs, base = GlobalHydra.instance().hydra, VersionBase.instance().getbase()
    GlobalHydra.instance().clear()
    try:
        with initialize_config_dir(str(CONFIGS), version_base=None):
            yield
    finally:
        GlobalHydra.instance().hydra = theirs
        VersionBase.instance().version_base = base
