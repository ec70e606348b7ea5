"""Names are the field's standard terms: words that only this project's makers would understand stand in no name."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]
PRIVATE = {"told", "luck", "desk", "crew", "turns", "shelf", "shelves", "doors"}
SAME_THING = {"Culture", "Pathway", "Service", "Vision"}  # what a place says of it, and the rule or the rows of it
PAGE = sorted((ROOT / "sim" / "web" / "static").glob("*.js"))
FILES = sorted(path for folder in ("sim", "experiments", "benchmarks") for path in (ROOT / folder).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))


# In the page's code, what is no name: comments, texts and patterns; of a template only what it fills in is.
UNNAMED = re.compile(
    r"""/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'"""
    r"""|/(?![/*\s])(?:\\.|\[[^\]]*\]|[^/\\\n])+/[gimsuy]*(?=[.,);\s])""",
    re.DOTALL,
)
TEMPLATE = re.compile(r"`(?:\\.|\$\{(?:[^{}`]|\{[^{}]*\})*\}|[^`\\])*`", re.DOTALL)


def names(tree: ast.AST) -> Iterator[str]:
    """Yield every name that is given in a piece of code."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield name
            case ast.Attribute(attr=name, ctx=ast.Store()):
                yield name
            case ast.alias(asname=str(name)):
                yield name
            case _:
                pass


def private(tree: ast.AST) -> set[str]:
    """Return the names of which a part is a private word."""
    return kept_private(names(tree))


def kept_private(given: Iterable[str]) -> set[str]:
    """Return those names of which a part is a private word."""
    parts = {name: {part.lower() for part in re.split(r"_|(?<=[a-z])(?=[A-Z])", name)} for name in given}
    return {name for name, words in parts.items() if words & PRIVATE or {"given", "more"} <= words}


def names_of_page(code: str) -> set[str]:
    """Return every name in a piece of the page's code, but for those asked of an object."""
    plain = TEMPLATE.sub(lambda text: " ".join(re.findall(r"\$\{([^}]*)\}", text.group())), UNNAMED.sub(" ", code))
    return set(re.findall(r"(?<![.\w])[A-Za-z_$]\w*", plain))


def test_no_name_is_a_private_word() -> None:
    found = {path.name: private(ast.parse(path.read_text(encoding="utf-8"))) for path in FILES}
    assert {name: words for name, words in found.items() if words} == {}
    assert kept_private(path.stem for path in (*FILES, *PAGE, *TESTS)) == set()


def test_nor_is_one_in_the_tests() -> None:
    """The name of a test is a sentence, so it alone may say what a sentence says."""
    found = {path.name: private(ast.parse(path.read_text(encoding="utf-8"))) for path in TESTS}
    named = {name: {word for word in words if not word.startswith("test_")} for name, words in found.items()}
    assert len(found) > 200 and {name: words for name, words in named.items() if words} == {}


def test_what_is_left_to_chance_has_one_word_for_readers() -> None:
    """It is chance, and two futures that share it are on the same draws: nobody is to ask what luck is beside these."""
    texts = [
        *FILES,
        *PAGE,
        *(path for name in ("docs", "configs", "sim") for path in (ROOT / name).rglob("*.[my][da]*")),
    ]
    texts += [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
    said = {path.name for path in texts if re.search(r"\bluck\b", path.read_text(encoding="utf-8"), re.IGNORECASE)}
    assert len(texts) > 500 and said == set()


def test_a_class_has_a_name_of_its_own() -> None:
    """One word has one meaning, whichever floor it stands on."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in FILES]
    classes = Counter(one.name for tree in trees for one in tree.body if isinstance(one, ast.ClassDef))
    twice = {name for name, count in classes.items() if count > 1 and not name.startswith("_")}
    assert len(classes) > 200 and twice == SAME_THING


def test_nor_is_one_on_the_page() -> None:
    found = {path.name: kept_private(names_of_page(path.read_text(encoding="utf-8"))) for path in PAGE}
    assert len(found) > 20 and {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "code", ["told = 1", "def _told(): ...", "class BedLuck: ...", "def f(turns): ...", "self.shelf = 1"]
)
def test_a_private_word_is_found(code: str) -> None:
    assert private(ast.parse(code))


@pytest.mark.parametrize(
    "code", ["const told = 1", "(told) => 1", "{ told }", "`${told}`", "x = { badLuck: 1 }", "givenMore()"]
)
def test_a_private_word_of_the_page_is_found(code: str) -> None:
    assert kept_private(names_of_page(code))


@pytest.mark.parametrize(
    "code", ["// told", "answer.told", "'told'", "`told ${x}`", "/told/.test(x)", "/* told */", "given"]
)
def test_other_words_of_the_page_are_let_be(code: str) -> None:
    assert not kept_private(names_of_page(code))


@pytest.mark.parametrize("code", ["returns = 1", "outdoors = 1", "x.told", "def f(): 'told'"])
def test_other_words_are_let_be(code: str) -> None:
    assert not private(ast.parse(code))
