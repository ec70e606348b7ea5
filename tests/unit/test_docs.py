"""The documentation: what is made from declarations is up to date, links lead somewhere, claims name what exists."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from sim.behaviours import BEHAVIOURS
from sim.core.parameters import InputError
from sim.declared import DECLARING
from sim.documentation import PAGES, PARTS, references, written
from sim.documentation.docstrings import described, modules_of
from sim.documentation.markdown import filled, number, plain, table
from sim.mechanisms.relationships.projects import Projects
from sim.outcomes import OUTCOMES
from sim.scenario import declarations

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
WRITTEN = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.glob("*.md")])
_LINK = re.compile(r"\]\(([^)\s]+)\)")


@cache
def made() -> dict[Path, str]:
    return written(DOCS)


@pytest.mark.parametrize("name", [*PAGES, *PARTS])
def test_a_generated_page_is_up_to_date(name: str):
    assert (DOCS / name).read_text(encoding="utf-8") == made()[DOCS / name], (
        f"docs/{name} is out of date: run `make docs`"
    )


def test_every_parameter_outcome_and_variable_stands_in_its_table():
    pages = {name: made()[DOCS / name] for name in ("parameters.md", "outcomes.md", "state.md")}
    for kind in DECLARING:
        section = pages["parameters.md"].partition(f"\n## {kind.name}\n")[2].partition("\n## ")[0]
        for key in (key for key in declarations() if key.startswith(f"{kind.name}.")):
            assert f"| `{key.split('.')[1]}`<br>" in section, key
        for variable in kind.owns:
            assert f"| `{variable.name}` |" in pages["state.md"]
    assert all(f"| `{name}`<br>" in pages["outcomes.md"] for name in OUTCOMES)


def test_every_rule_states_its_rule_and_source():
    page = made()[DOCS / "model.md"]
    for kind in DECLARING:
        said = described(kind.__module__)
        assert said.sentence and said.rule and said.source, f"{kind.__module__}: expected a sentence, Rule and Source"
        assert f"\n#### {kind.name}\n" in page


def test_a_rule_in_parts_states_each_of_them_in_the_order_of_its_parameters():
    files = [module.rpartition(".")[2] for module in modules_of(Projects)]
    assert files == ["course", "beginning", "approval", "fit"]
    for name in ("model.md", "parameters.md"):
        page = made()[DOCS / name]
        assert all(f"mechanisms/relationships/projects/{file}.py)" in page for file in files)


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path):
    for link in _LINK.findall(page.read_text(encoding="utf-8")):
        if link.startswith("http"):
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), f"{page.name}: {link}"
        if anchor:
            assert anchor in anchors(target), f"{page.name}: {link}"


def test_what_coverage_names_exists():
    known = {kind.name for kind in DECLARING} | set(declarations()) | set(OUTCOMES) | set(BEHAVIOURS) | {"code"}
    known |= {variable.name for kind in DECLARING for variable in kind.owns}
    text = re.sub("<!--.*?-->", "", (DOCS / "coverage.md").read_text(encoding="utf-8"))
    for name in re.findall(r"`([^`]+)`", text):
        assert name in known or (ROOT / name).is_file(), f"docs/coverage.md: nothing is called '{name}'"


def test_coverage_says_yes_or_part_of_every_idea():
    text = (DOCS / "coverage.md").read_text(encoding="utf-8")
    rows = [row.split(" | ") for row in text.splitlines() if row.startswith("| ") and "---" not in row]
    claims = [row for row in rows if row[1] != "Now"]
    assert len(claims) > 70
    for idea, now, where in claims:
        assert now in {"yes", "part"} and re.search(r"`|\]\(", where), idea


@pytest.mark.parametrize(
    "page", ["model.md", "related.md", "stress.md", "trace.md", "model_card.md", "rap.md", "elicit.md", "calibrate.md"]
)
def test_every_source_cited_by_a_page_stands_in_the_bibliography(page: str):
    entries = references.entries()
    assert all({"author", "title", "year"} <= set(entry) for entry in entries.values())
    stated = (DOCS / page).read_text(encoding="utf-8").partition("## 7. Submodels")[0]
    stated = stated.partition("## The form")[0]
    stated = re.sub(r"root seed \(?\d+", "", stated.partition("## Where it fails")[0])
    stated = re.sub(r"\b\d{4}-\d\d\b", "", stated)  # a month of a year, as an option takes it
    known = [(entry["year"], entry["author"].split(",")[0].split(" and ")[0]) for entry in entries.values()]
    for cited in re.finditer(r"\b(?:19|20)\d\d\b", stated):
        before = " ".join(stated[: cited.start()].split())[-80:]
        assert any(year == cited[0] and name in before for year, name in known), f"{before}{cited[0]}"


def test_tables_and_numbers_are_written_as_people_write_them():
    assert table(["a", "b"], [["1", "2"]], right=[1]) == "| a | b |\n| --- | ---: |\n| 1 | 2 |"
    assert [number(x) for x in (0.25, 870000000, -0.5, 2360.0, True)] == ["0.25", "870,000,000", "−0.5", "2360", "on"]
    assert plain("a*b <c> `x_y` | d_e") == r"a\*b \<c\> `x_y` \| d\_e"


def test_a_page_without_its_markers_is_refused():
    with pytest.raises(InputError, match="expected one"):
        filled("no markers here", "round", "text")
