"""What the server refuses, in one line each: other hosts and sites, large and deep bodies, unknown names, paths."""

from __future__ import annotations

import http.client
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.e2e.web.serving import Served
from tests.pace import HANG

MARKUP = "<script>alert('x')</script>"
LIMIT = 65_536


def future(**more: Any) -> dict[str, Any]:
    return {"name": "Us", "behaviour": "collaborative", **more}


def refusal(served: Served, question: Any, status: int = 422) -> str:
    """Ask, expect to be refused, and return the one line that says why."""
    reply = served.http.post("/api/answer", json={"question": question})
    assert reply.status_code == status, reply.text[:300]
    return one_line(reply.json())


def one_line(said: dict[str, Any]) -> str:
    assert list(said) == ["error"]
    assert said["error"].isprintable() and 5 < len(said["error"]) <= 400
    return said["error"]


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ({"titel": "x"}, "unknown key 'titel': did you mean 'title'"),
        ({"b": {"name": "x", "behavior": "siloed"}}, "'b.behavior': did you mean 'b.behaviour'"),
        ({"b": future(behaviour="silod")}, "'silod': did you mean 'siloed'"),
        ({"b": future(pressure="hard_wintr")}, "'hard_wintr': did you mean 'hard_winter'"),
        ({"b": future(values={"trust.asymetry": 1.0})}, "'trust.asymetry': did you mean 'trust.asymmetry'"),
        ({"place": {"figures": {"bedz": 500.0}}}, "did you mean 'beds'"),
        ({"place": {"figures": {"beds": 1e300}}}, "beds"),
        ({"place": {"names": {"acut": "St Elsewhere"}}}, "did you mean 'acute'"),
        ({"place": {"names": {"acute": "x" * 61}}}, "place.names.acute"),
        ({"predictions": [{"who": "x", "outcome": "delayd", "says": "same"}]}, "did you mean 'delayed'"),
        ({"b": future(values={"trust.asymmetry": 1e9})}, "must lie from"),
        ({"b": future(values={"trust.asymmetry": "2"})}, "trust.asymmetry"),
        ({"b": future(values={f"x{n}": 1.0 for n in range(65)})}, "b.values"),
        ({"years": 0}, "years = 0"),
        ({"years": 16}, "years = 16"),
        ({"years": 2.5}, "years = 2.5"),
        ({"years": "2"}, "years = '2'"),
        ({"title": "x" * 161}, "title"),
        ({"b": {"behaviour": "siloed"}}, "b.name"),
        ({"b": []}, "b = []"),
        ({"checklist": {"vision": {"now": 6}}}, "checklist.vision.now = 6"),
        ([], "question = []"),
        (None, "question = None"),
        ("x", "question = 'x'"),
    ],
)
def test_a_question_that_cannot_be_accepted_is_refused_in_one_line(served: Served, question: Any, says: str):
    assert says in refusal(served, question)


def test_markup_in_a_refusal_is_text_and_never_a_page(served: Served):
    reply = served.http.post("/api/answer", json={"question": {"b": future(behaviour=MARKUP)}})
    assert reply.status_code == 422 and MARKUP in reply.json()["error"]
    assert reply.headers["content-type"] == "application/json"
    assert reply.headers["x-content-type-options"] == "nosniff"


def test_names_as_markup_come_back_as_the_text_they_are(served: Served):
    found = served.answer({"title": MARKUP, "years": 1, "a": future(name=MARKUP), "b": future(name="<b>Us</b>")})
    assert found["names"] == {"a": MARKUP, "b": "<b>Us</b>"}
    assert "&lt;" not in json.dumps(found), "the page makes text of names, and the server leaves them as they are"


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 400, "9" * 5000])
def test_numbers_beyond_numbers_are_refused(served: Served, text: str):
    for where in (
        '{"b":{"name":"x","behaviour":"siloed","values":{"trust.asymmetry":HERE}}}',
        '{"place":{"figures":{"beds":HERE}}}',
        '{"years":HERE}',
    ):
        reply = raw(served, '{"question":' + where.replace("HERE", text) + "}")
        assert reply.status_code in (400, 422), reply.text[:300]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "null",
        "[]",
        "\xff",
        '{"question":' * 3000,
        "[" * 60_000,
        '{"question":' + "[" * 20_000 + "]" * 20_000 + "}",
        '{"question":{"title":"\\ud800"}}',
        '{"question":{"b":{"name":"x","behaviour":"\\udfff"}}}',
        '{"question":{},"client":"\\ud800"}',
        '{"question":{"b":{"name":"x","behaviour":"siloed","values":{"\\ud800":1}}}}',
        '{"question":{},"turn":-1}',
        '{"question":{},"turn":1e400}',
        '{"question":{},"stage":"half"}',
        '{"question":{},"client":""}',
    ],
    ids=lambda body: body[:30] or "empty",
)
def test_a_body_that_is_no_question_is_refused(served: Served, body: str):
    reply = raw(served, body)
    assert reply.status_code in (400, 422), reply.text[:300]
    one_line(reply.json())


def raw(served: Served, body: str, where: str = "/api/answer", **headers: str) -> Any:
    content = body.encode("latin-1" if body == "\xff" else "utf-8")
    return served.http.post(where, content=content, headers={"content-type": "application/json", **headers})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "a: &a [*a]",
        "!!python/object/apply:os.system [ls]",
        "{" * 30_000,
        "- " * 30_000,
        "\0",
        "title: 1",
        "a: b",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_a_file_that_is_no_question_is_refused_in_one_line(served: Served, text: str):
    reply = served.http.post("/api/open", json={"text": text})
    assert reply.status_code == 422, reply.text[:300]
    one_line(reply.json())


@pytest.mark.parametrize(
    ("where", "most"),
    [*((where, LIMIT) for where in ("answer", "why", "mind", "save", "take")), ("open", 16 * LIMIT)],
)
def test_a_body_larger_than_agreed_is_refused(served: Served, where: str, most: int):
    reply = raw(served, json.dumps({"text": "x" * most}), f"/api/{where}")
    assert reply.status_code == 413 and f"{most:,}" in one_line(reply.json())

    def bit_by_bit():
        for _ in range(most // 10_000 + 1):
            yield b" " * 10_000

    chunked = served.http.post(f"/api/{where}", content=bit_by_bit(), headers={"content-type": "application/json"})
    assert chunked.status_code == 413


def test_the_page_is_told_how_large_a_body_may_be(served: Served):
    assert served.http.get("/api/catalogue").json()["caps"]["body"] == LIMIT


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("localhost:8400", 200),
        ("evil.example", 403),
        ("127.0.0.1.evil.example", 403),
        ("evil.example:80@127.0.0.1.evil.example", 403),
        ("[::1", 403),
        ("", 403),
    ],
)
def test_only_this_computers_names_are_served(served: Served, host: str, status: int):
    reply = served.http.get("/api/health", headers={"host": host})
    assert reply.status_code == status


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1.evil.example", "file://", "x"])
def test_requests_of_other_sites_are_refused(served: Served, origin: str):
    reply = served.http.post("/api/answer", json={"question": {"years": 1}}, headers={"origin": origin})
    assert reply.status_code == 403 and "site" in one_line(reply.json())


def test_a_form_of_another_site_cannot_ask(served: Served):
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        reply = served.http.post("/api/answer", content=b'{"question":{}}', headers={"content-type": kind})
        assert reply.status_code in (400, 415, 422), kind


def test_every_reply_gives_leave_to_load_nothing_but_itself(served: Served):
    for where in ("/", "/api/health", "/api/none", "/static/none.js", "/openapi.json"):
        said = served.http.get(where).headers
        assert "default-src 'self'" in said["content-security-policy"], where
        assert "unsafe" not in said["content-security-policy"] and said["x-content-type-options"] == "nosniff"
        assert said["referrer-policy"] == "no-referrer" and "access-control-allow-origin" not in said


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e%2fapp.py",
        "/static/..%5capp.py",
        "/static/....//app.py",
        "/static//etc/passwd",
        "/static/%2fetc/passwd",
        "/static/..%252fapp.py",
        "/static/%00",
        "/../app.py",
        "/%2e%2e/app.py",
        "/static/" + "x" * 5000,
        "/static/",
        "/static/vendor",
    ],
)
def test_no_file_but_the_pages_own_is_served(served: Served, path: str):
    address = urlsplit(served.address)
    connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=HANG)
    connection.putrequest("GET", path, skip_host=True)
    connection.putheader("Host", "127.0.0.1")
    connection.endheaders()
    reply = connection.getresponse()
    body = reply.read()
    connection.close()
    assert reply.status in (400, 404, 405), path
    assert b"make_app" not in body and b"root:" not in body


def test_the_schema_holds_every_endpoint(served: Served):
    interface = served.http.get("/openapi.json").json()["paths"]
    names = ("health", "catalogue", "answer", "why", "mind", "open", "save", "take")
    assert set(interface) == {f"/api/{name}" for name in names}
    for path, methods in interface.items():
        for method, operation in methods.items():
            assert operation["description"] or operation["summary"], path
            if method == "post":
                assert {"200", "400", "403", "409", "413", "422", "503"} <= set(operation["responses"]), path


def test_too_many_questions_at_once_are_put_off(served: Served):
    def ask(n: int) -> int:
        values = {"trust.asymmetry": 1.0 + n / 100}
        question = {"years": 1, "b": future(values=values)}
        return served.ask("answer", question, stage="first", client="crowd", turn=n).status_code

    with ThreadPoolExecutor(40) as asking:
        replies = list(asking.map(ask, range(40)))
    assert set(replies) <= {200, 409, 503} and {409, 503} & set(replies)
    assert served.answer({"years": 1}, stage="first", client="crowd", turn=99)["cards"]
