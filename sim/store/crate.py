"""ro-crate-metadata.json: what a folder of results holds, for machines, in the words of RO-Crate 1.1 (JSON-LD).

It is made from the manifest, the citation and the files themselves, and names the software, the command, the place,
the configuration, every table with what its columns mean, figures, report, licence and authors. It says the day
alone, so that the same command gives the same bytes on one day; times stand only in the manifest.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sim.store.checksums import FILES, SUMS
from sim.store.citation import CITATION, authors, citation
from sim.store.meanings import meaning, outcome_meaning

CRATE = "ro-crate-metadata.json"
_VERSION = "https://w3id.org/ro/crate/1.1"
_LICENCES = "https://spdx.org/licenses/"
_SOFTWARE, _RUN = "#software", "#run"
_TABLE, _ROWS = ".parquet", 1_000_000
_KINDS = {  # of what is no table: by name, what it is and its type of medium
    r"config\.yaml": ("Expanded configuration: the design, and every scenario with all its parameters", "text/yaml"),
    r"places/.*\.yaml": ("Place that ran: its figures with their sources", "text/yaml"),
    r"overrides\.txt": ("The words of the command", "text/plain"),
    r"CITATION\.cff": ("How to cite", "text/yaml"),
    r"manifest\.json": (
        "Which code, versions and machine made the folder, when, and by which command",
        "application/json",
    ),
    r"SHA256SUMS": ("Checksums of all files, written last", "text/plain"),
    r"report\.html": ("Report: what was found, in words, figures and tables", "text/html"),
    r"what-if\.html": ("Hand-out of the what-if page", "text/html"),
    r"what-if\.docx": (
        "Hand-out of the what-if page, to edit",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    r"question\.yaml": ("Question that was asked of the what-if page", "text/yaml"),
    r"figures/.*\.svg": ("Figure of the report, as lines", "image/svg+xml"),
    r"figures/.*\.png": ("Figure of the report, as dots", "image/png"),
    r"graph-.*\.graphml": ("Graph of relationships", "application/xml"),
    r"errors/.*\.json": ("A point that could not be run, with the command that shows why", "application/json"),
    r"plan_[0-9]+\.yaml": ("A plan that was found, to be asked for again", "text/yaml"),
    r"elicited\.csv": ("What people said of numbers that nobody knows, as it was given", "text/csv"),
    r"observed\.csv": ("What was observed, as it was given", "text/csv"),
    r"worlds\.json": ("Worlds that agree with what was observed, each of which counts once", "application/json"),
    r"events\.csv": ("The events of the story, as text", "text/csv"),
}
_MADE = re.compile(r".*\.parquet|figures/.*|report\.html|what-if\..*|graph-.*|plan_.*|events\.csv")


def crate(folder: Path, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Return the description of a folder whose other files are written.

    Args:
        folder: where they are.
        manifest: what there is to say about how it came about, with the names of its files.
    """
    names = sorted({*manifest.get(FILES, ()), SUMS} - {CRATE})
    files = [entity for name in names for entity in _file(folder, name)]
    parts = [{"@id": quote(name)} for name in names]
    licence = {"@id": f"{_LICENCES}{citation().get('license', 'MIT')}"}
    people = [{"@id": f"#{quote(name)}", "@type": "Organization", "name": name} for name in authors()]
    named = [{"@id": one["@id"]} for one in people]
    command = shlex.join(manifest.get("command", ()))
    whole = {
        "@id": "./",
        "@type": "Dataset",
        "name": f"Results of {manifest.get('experiment', 'an experiment')} ({folder.name})",
        "description": f"{citation().get('abstract', '').strip()} Asked for by: {command}",
        "datePublished": str(manifest.get("ended", ""))[:10],
        "license": licence,
        "author": named,
        "citation": {"@id": CITATION} if CITATION in names else citation().get("title", ""),
        "keywords": list(citation().get("keywords", ())),
        "hasPart": parts,
        "mentions": {"@id": _RUN},
    }
    head = {"@id": CRATE, "@type": "CreativeWork", "conformsTo": {"@id": _VERSION}, "about": {"@id": "./"}}
    known = {"@type": "CreativeWork", "name": citation().get("license", "MIT")}
    run = {
        "@id": _RUN,
        "@type": "CreateAction",
        "name": "The command that made this folder, and makes it again",
        "description": command,
        "instrument": {"@id": _SOFTWARE},
        "object": [part for part, name in zip(parts, names, strict=True) if _given(name)],
        "result": [part for part, name in zip(parts, names, strict=True) if _MADE.fullmatch(name)],
    }
    graph = [head, whole, run, _software(manifest, licence, named), {**licence, **known}, *people, *files]
    return {"@context": f"{_VERSION}/context", "@graph": _once(graph)}


def _given(name: str) -> bool:
    """Say whether a file says what was asked."""
    return name in ("config.yaml", "overrides.txt", "elicited.csv", "question.yaml") or name.startswith("places/")


def _software(manifest: Mapping[str, Any], licence: Mapping[str, str], people: list[dict[str, str]]) -> dict[str, Any]:
    code, packages = manifest.get("code", {}), manifest.get("packages", {})
    said = {
        "identifier": [f"sha256 of source: {code['sha256_of_source']}"] if "sha256_of_source" in code else [],
        "softwareRequirements": [manifest.get("python", ""), *(f"{n} {v}" for n, v in sorted(packages.items()) if v)],
    }
    if code.get("commit"):
        changed = ", with changes since" if code.get("changed_since") else ""
        said["identifier"].append(f"commit: {code['commit']}{changed}")
    title = citation().get("title", "Common Ground")
    return {
        **{"@id": _SOFTWARE, "@type": "SoftwareApplication", "name": title},
        **{"version": code.get("version", ""), "license": licence, "author": people},
        **{key: value for key, value in said.items() if value},
    }


def _file(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """Yield a file, and what stands in it."""
    if name.endswith(_TABLE):
        columns = list(_columns(folder / name, name.removesuffix(_TABLE)))
        measured = [{"@id": one["@id"]} for one in columns]
        about = {"name": f"Table {name.removesuffix(_TABLE)}", "encodingFormat": "application/vnd.apache.parquet"}
        yield {"@id": quote(name), "@type": "File", **about, "variableMeasured": measured}
        yield from columns
        return
    said, medium = next((kind for fits, kind in _KINDS.items() if re.fullmatch(fits, name)), ("", ""))
    yield {"@id": quote(name), "@type": "File", "name": said or name, **({"encodingFormat": medium} if medium else {})}


def _columns(path: Path, table: str) -> Iterator[dict[str, Any]]:
    """Yield what each column of a table means, and then each outcome whose values stand in it."""
    import pyarrow.parquet as pq

    names = pq.read_schema(path).names
    for name in names:
        said, unit = meaning(table, name, frozenset(names))
        yield _variable(f"#{table}/{quote(name)}", name, said, unit)
    if "outcome" in names:
        for name in _outcomes(path):
            yield _variable(f"#outcome/{quote(name)}", name, *outcome_meaning(name))


def _variable(key: str, name: str, said: str, unit: str) -> dict[str, Any]:
    plain = {"description": said, "unitText": unit}
    return {"@id": key, "@type": "PropertyValue", "name": name, **{k: v for k, v in plain.items() if v}}


def _outcomes(path: Path) -> list[str]:
    """Return the outcomes that a table names, in order, a part of it at a time."""
    import pyarrow.parquet as pq

    found: dict[str, None] = {}
    for part in pq.ParquetFile(path, read_dictionary=["outcome"]).iter_batches(_ROWS, columns=["outcome"]):
        found |= dict.fromkeys(part.column(0).unique().to_pylist())
    return [name for name in found if name]


def _once(entities: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return each thing once, where it comes first."""
    return list({one["@id"]: one for one in reversed(list(entities))}.values())[::-1]
