"""The server's answers: exact, kept, the latest of each client, and files that open again."""

from __future__ import annotations

import json
import os
import re
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
import yaml

from sim.outcomes import OUTCOMES
from sim.validation.worlds import some
from sim.whatif.answer import answer
from sim.whatif.question import Question
from sim.whatif.stories import stories
from sim.whatif.view import tell
from tests.e2e.sweeping import descendants
from tests.e2e.web.serving import Served, end, serving
from tests.e2e.web.small import FIRST, FULL
from tests.pace import HANG

LONG = 15


def future(name: str = "Us", behaviour: str = "collaborative", **values: float) -> dict[str, Any]:
    """Return one future of a question."""
    return {"name": name, "behaviour": behaviour, "values": {key.replace("__", "."): x for key, x in values.items()}}


def answered_here(question: dict[str, Any], futures: int) -> dict[str, Any]:
    """Return what the server must answer, from the same runs made in this process one after another."""
    expected = tell(answer(Question.read(question), some(futures)))
    return json.loads(json.dumps(expected))


@pytest.mark.parametrize(("stage", "futures"), [("first", FIRST), ("full", FULL)])
def test_an_answer_is_bit_for_bit_what_the_library_finds(served: Served, stage: str, futures: int):
    question = {"years": 2, "b": future(trust__asymmetry=2.25), "place": {"figures": {"beds": 530.0}}}
    found = served.answer(question, stage=stage, client=f"bits {stage}")
    assert (found["stage"], found["futures"]) == (stage, futures)
    assert found == {**answered_here(question, futures), "stage": stage}


def test_an_answer_kept_is_the_fresh_one(served: Served):
    question = {"years": 1, "b": future(trust__asymmetry=2.0)}
    fresh = served.answer(question, client="kept")
    assert served.answer(question, client="kept", turn=1) == fresh
    assert served.answer(question, stage="first", client="kept", turn=2) == fresh, "the full set serves for the first"


def test_only_what_changes_the_numbers_changes_the_key(served: Served):
    plain = {"years": 1, "b": future("Us")}
    words = {
        "title": "Another?",
        "checklist": {"vision": {"now": 1, "wanted": 5}},
        "predictions": [{"who": "Table 1", "outcome": "delayed", "says": "same"}],
        "place": {"names": {"acute": "St Elsewhere"}},
    }
    first = served.answer(plain, client="key")
    assert served.answer({**plain, **words}, client="key", turn=1) == first
    renamed = served.answer({**plain, "b": future("Them")}, client="key", turn=2)
    assert renamed["key"] == first["key"] and renamed["names"]["b"] == "Them"
    assert renamed["fans"] == first["fans"]
    other = served.answer({**plain, "years": 2}, client="key", turn=3)
    assert other["key"] != first["key"] and other["rounds"] == 26


def test_an_answer_holds_all_that_the_page_shows(served: Served):
    found = served.answer({"years": 1}, client="whole")
    assert {card["outcome"] for card in found["cards"]} == set(OUTCOMES) == set(found["fans"])
    for card in found["cards"]:
        assert card["of"] > 0 and len(card["dots"]) == 20
    boundaries = served.http.get("/api/catalogue").json()["interfaces"]
    for side in ("a", "b"):
        assert len(found["network"][side]["trust"]) == len(boundaries)
        assert {len(row) for row in found["network"][side]["trust"]} == {found["rounds"] + 1}
    assert found["sentence"]["verdict"] in ("better", "worse", "both", "tie") and found["sentence"]["text"]
    assert len(found["agree"]) == 3


def test_a_later_question_of_the_same_client_ends_the_earlier_one(served: Served):
    with ThreadPoolExecutor(2) as asking:
        slow = asking.submit(served.ask, "answer", {"years": LONG, "b": future("Slow")}, client="one", turn=1)
        time.sleep(0.3)
        quick = asking.submit(served.ask, "answer", {"years": 1, "b": future("Quick")}, client="one", turn=2)
        assert quick.result().status_code == 200
        assert slow.result().status_code == 409 and slow.result().json()["superseded"] is True


def test_an_older_question_that_comes_late_is_not_answered(served: Served):
    served.answer({"years": 1}, client="late", turn=9)
    reply = served.ask("answer", {"years": LONG}, client="late", turn=8)
    assert reply.status_code == 409 and reply.json()["superseded"] is True


def test_without_a_turn_a_question_stands_alone(served: Served):
    """A script that counts nothing is answered whatever a page of its name has asked, and outdates nothing."""
    served.answer({"years": 1}, stage="first", client="counted", turn=9)
    assert served.ask("answer", {"years": 1}, stage="first", client="counted").status_code == 200
    assert served.ask("answer", {"years": 1}, stage="first", client="counted", turn=8).status_code == 409


def test_two_clients_do_not_disturb_each_other(served: Served):
    questions = {name: {"years": 3, "b": future(name, trust__asymmetry=x)} for name, x in (("left", 1.5), ("right", 3))}
    with ThreadPoolExecutor(2) as asking:
        replies = {
            name: asking.submit(served.ask, "answer", question, client=name, turn=turn)
            for turn, (name, question) in enumerate(questions.items())
        }
        found = {name: reply.result() for name, reply in replies.items()}
    for name, reply in found.items():
        assert reply.status_code == 200 and reply.json()["names"]["b"] == name
    assert found["left"].json() == {**answered_here(questions["left"], FULL), "stage": "full"}


def test_asking_why_does_not_end_the_answer_of_the_same_client(served: Served):
    question = {"years": 1, "b": future(trust__asymmetry=2.75)}
    with ThreadPoolExecutor(2) as asking:
        both = [asking.submit(served.ask, what, question, client="both", turn=3) for what in ("why", "answer")]
        assert [reply.result().status_code for reply in both] == [200, 200]


def test_a_new_question_ends_the_why_of_the_one_before(served: Served):
    with ThreadPoolExecutor(1) as asking:
        slow = asking.submit(served.ask, "why", {"years": LONG, "b": future("Long")}, client="ended", turn=1)
        time.sleep(0.3)
        assert served.answer({"years": 1}, stage="first", client="ended", turn=2)
        assert slow.result().status_code == 409


def test_a_long_why_of_one_client_lets_the_answer_of_another_pass(served: Served):
    with ThreadPoolExecutor(1) as asking:
        slow = asking.submit(served.ask, "why", {"years": LONG, "b": future("Long")}, client="slow", turn=1)
        time.sleep(0.3)
        assert served.answer({"years": 1, "b": future(trust__asymmetry=1.25)}, stage="first", client="quick")
        assert not slow.done()
        served.answer({"years": 1}, client="slow", turn=2)  # nobody waits for it any more
        assert slow.result().status_code == 409


def test_why_takes_the_gap_apart(served: Served):
    question = {"years": 1, "b": future(trust__asymmetry=2.25)}
    found = served.ask("why", question, client="why").json()
    assert found["key"] == served.answer(question, client="why")["key"] and found["futures"] == FULL
    assert set(found["outcomes"]) == set(OUTCOMES)
    for parts in found["outcomes"].values():
        assert [lever["key"] for lever in parts["levers"]][0] == "behaviour"
        assert "trust.asymmetry" in {lever["key"] for lever in parts["levers"]}
        total = sum(channel["part"] for channel in parts["channels"]) + parts["together"]
        assert total == pytest.approx(parts["all"])
    assert all(isinstance(step, str) for step in found["chain"])


def test_mind_names_numbers_that_nobody_knows(served: Served):
    found = served.ask("mind", {"years": 1}, client="mind").json()
    assert found["futures"] == FULL and len(found["parameters"]) <= 5
    for one in found["parameters"]:
        assert one["label"] and one["words"] and 0.0 <= one["low_share"] <= 1.0 and 0.0 <= one["high_share"] <= 1.0


NAMES = ["St Elsewhere", "<img src=x onerror=alert(1)>", "Ysbyty’r Dref: “ni” # no comment", "yes", "1e3", "- [x]"]


@pytest.mark.parametrize("name", NAMES)
def test_a_question_saved_opens_again_as_it_was(served: Served, name: str):
    asked = Question.read(
        {
            "title": name,
            "years": 3,
            "b": {"name": name, "behaviour": "mixed", "values": {"participation.share": 0.25}},
            "place": {"figures": {"beds": 530.0}, "names": {"acute": name}},
            "checklist": {"vision": {"now": 2, "wanted": 4}},
            "predictions": [{"who": name, "outcome": "delayed", "says": "same"}],
        }
    ).model_dump(mode="json")
    saved = served.ask("save", asked)
    assert saved.status_code == 200 and saved.headers["content-type"].startswith("text/yaml")
    assert saved.headers["content-disposition"].startswith("attachment")
    opened = served.http.post("/api/open", json={"text": saved.text})
    assert opened.json() == {"question": asked, "dropped": []}
    as_json = served.http.post("/api/open", json={"text": json.dumps(asked)})
    assert as_json.json() == opened.json()
    assert yaml.safe_load(saved.text)["b"]["name"] == name


def test_stories_are_answered(served: Served):
    for turn, story in enumerate(stories()[::3]):  # that every one can be made is tried where they are read
        question = {**story.question.model_dump(mode="json"), "years": 1}
        assert served.answer(question, stage="first", client="stories", turn=turn)["cards"], story.id


def test_another_visitor_cannot_end_an_answer_by_taking_the_same_client_name(served: Served):
    with httpx.Client(base_url=served.address, timeout=HANG, trust_env=False) as other, ThreadPoolExecutor(1) as asking:
        mine = asking.submit(served.ask, "answer", {"years": LONG, "b": future("Mine")}, client="page", turn=1)
        time.sleep(0.3)
        asked = {"question": {"years": 1}, "client": "page", "turn": 2**53, "stage": "first"}
        assert other.post("/api/answer", json=asked).status_code == 200
        assert mine.result().status_code == 200
    assert served.answer({"years": 1}, stage="first", client="page", turn=2)


def test_a_visitor_is_named_by_a_cookie_that_says_nothing_and_is_given_once(served: Served):
    with httpx.Client(base_url=served.address, trust_env=False) as browser:
        given = browser.get("/").headers["set-cookie"]
        assert re.fullmatch(r"common_ground_visitor=[0-9a-f]{32}; Path=/; HttpOnly; SameSite=Strict", given)
        assert "set-cookie" not in browser.get("/api/health").headers


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_ending_the_server_ends_its_workers_in_the_midst_of_a_run(how: signal.Signals):
    with serving() as running, ThreadPoolExecutor(1) as asking:
        reply = asking.submit(running.ask, "answer", {"years": LONG})
        while not running.busy():
            assert not reply.done()
            time.sleep(0.05)
        if how is signal.SIGINT:  # a terminal sends it to all at once
            for worker in descendants(running.process.pid):
                os.kill(worker, how)
        assert end(running.process, how) == []
        assert isinstance(reply.exception() or reply.result(), httpx.TransportError | httpx.Response)
        if how is signal.SIGINT:
            assert (running.process.returncode, running.said()) == (0, ""), "ended by hand it says nothing"
