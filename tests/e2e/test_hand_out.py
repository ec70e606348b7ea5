"""Taking home: the command makes again, from the question inside a hand-out, the same file to the letter."""

from __future__ import annotations

import re
from base64 import b64decode
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from sim.cli import whatif
from sim.store import faults
from sim.web import handout
from sim.web.app import make_app
from sim.web.service import AnswerService
from sim.whatif.question import Question

pytestmark = pytest.mark.slow
FUTURES = 2
ASKED = Question.read(
    {
        "title": "Shall we meet more?",
        "years": 1,
        "b": {"name": "1e5", "behaviour": "mixed", "values": {"participation.contact": 0.5}},
        "place": {"names": {"acute": "St Elsewhere"}},
        "predictions": [{"who": "Table 1", "outcome": "delayed", "says": "same"}],
    }
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return handout.hand_out(ASKED, "html", tmp_path_factory.mktemp("first"), futures=FUTURES)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handout, "hand_out", partial(handout.hand_out, futures=FUTURES))


def test_a_hand_out_holds_the_command_and_the_question_that_make_it_again(written, few, tmp_path, monkeypatch, capsys):
    text = written.read_text(encoding="utf-8")
    saved = re.search(r'<a download="question.yaml" href="data:text/yaml;base64,([^"]+)"', text)
    command = re.search(r"<code>common-ground whatif ([^<]+)</code>", text)
    assert saved and command
    monkeypatch.chdir(tmp_path)
    Path("question.yaml").write_bytes(b64decode(saved[1]))
    whatif.run(command[1].split())
    again = Path(capsys.readouterr().out.removeprefix("Hand-out: ").strip())
    assert again.read_bytes() == written.read_bytes()
    assert again.parent.name == written.parent.name
    assert not list(tmp_path.rglob("*.partial"))


def test_the_folder_is_whole(written):
    folder = written.parent
    assert not faults(folder)
    names = {path.name for path in folder.iterdir()}
    assert names == {
        "what-if.html",
        "question.yaml",
        "effects.parquet",
        "config.yaml",
        "manifest.json",
        "overrides.txt",
        "CITATION.cff",
        "places",
        "ro-crate-metadata.json",
        "SHA256SUMS",
    }
    assert {"emergency_need", "delayed"} <= set(pd.read_parquet(folder / "effects.parquet")["outcome"])


def test_the_server_gives_what_the_command_writes(written):
    client = pytest.importorskip("fastapi.testclient")
    service = AnswerService(first=FUTURES, full=FUTURES)
    asked = {"question": ASKED.model_dump(mode="json"), "form": "html"}
    with client.TestClient(make_app(service, prepare=False), base_url="http://127.0.0.1") as asks:
        page = asks.post("/api/take", json=asked)
        word = asks.post("/api/take", json={**asked, "form": "word"})
        refused = asks.post("/api/take", json={**asked, "form": "pdf"})
    assert page.content == written.read_bytes()
    assert page.headers["content-disposition"] == 'attachment; filename="what-if.html"'
    assert word.content.startswith(b"PK") and word.headers["content-disposition"].endswith('what-if.docx"')
    assert refused.status_code == 422 and "form" in refused.json()["error"]
