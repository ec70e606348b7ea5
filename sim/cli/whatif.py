"""`common-ground whatif`: open the what-if page, or take home the answer to a question in a file."""

from __future__ import annotations

import contextlib
import socket
import sys
import webbrowser
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from threading import Timer
from typing import Any

from sim.cli.machine import MEANING as MACHINE_MEANING
from sim.cli.machine import on_its_machine
from sim.core.nearest import unknown
from sim.core.parameters import InputError
from sim.overrides import parse_command
from sim.place import load_place
from sim.place.file import read_yaml
from sim.scenario import whole_number
from sim.store import results_root

KEYS = {
    "port": "first port to try; the next free one is taken",
    "open": "whether to open the page in a browser",
    "place": "name of a place, or the path of a place file",
    "file": "a question saved by the page, to begin with or to take home",
    "take": "html or word: write the hand-out of the file's question, or of the first story, and end",
    "machine": MACHINE_MEANING,
    "results": "folder for hand-outs and for answers kept between starts",
}
DEFAULTS: dict[str, Any] = {
    "port": 8400,
    "open": True,
    "place": "anyplace",
    "file": None,
    "take": None,
    "machine": "auto",
    "results": "results",
}
EXAMPLES = (
    "common-ground whatif",
    "common-ground whatif port=9000 open=false",
    "common-ground whatif file=question.yaml take=word",
)
QUESTION = "Open the what-if page for a leadership team, or write a hand-out: two futures, what differs, and why."
_PORTS = 50
_FUTURES = 400  # as many of each arm as a hand-out takes


def usage() -> str:
    """Return the help of this command."""
    keys = [f"  {f'{key}={_shown(DEFAULTS[key])}':<26}{meaning}" for key, meaning in KEYS.items()]
    examples = [f"  {example}" for example in EXAMPLES]
    return "\n".join(
        [QUESTION, "", "common-ground whatif [key=value ...]", "", "Keys:", *keys, "", "Examples:", *examples, ""]
    )


def _shown(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


@on_its_machine
def run(words: Sequence[str]) -> Path | None:
    """Do what the command asks; return the hand-out, if one was asked for."""
    asked = dict(DEFAULTS)
    for key, value, _ in parse_command(words):
        if key not in KEYS:
            raise InputError(unknown(key[:80], KEYS))
        asked[key] = value
    port, place = whole_number("port", asked["port"], (1024, 65535)), str(asked["place"])
    load_place(place)
    if not isinstance(asked["open"], bool):
        raise InputError(f"open = {str(asked['open'])[:60]!r}: expected true or false")
    needed = [name for name in ("fastapi", "uvicorn", "docx") if find_spec(name) is None]
    if needed:
        raise InputError(f"the page needs {', '.join(needed)}: pip install 'common-ground[web,word]'")
    from sim.model.machines import asked_for

    question, machine = _question(asked["file"], place), asked_for()
    if asked["take"] is None and machine in ("auto", "kept"):
        return _open(asked, question, port, place, machine)  # it serves in numpy at once, and builds behind
    with _on_machine(question, place) as ran:
        return _open(asked, question, port, place, ran)


@contextmanager
def _on_machine(question: Any, place: str) -> Iterator[Any]:
    """Let all questions be answered on what is decided for as many futures as a hand-out asks for."""
    from sim.model.machines import FEW, Work, running
    from sim.whatif.answer import SIDES, scenario_of

    arms = [scenario_of(question, side, place) for side in SIDES]
    with running(None, Work(arms, _FUTURES, columns=FEW)) as ran:
        yield ran


def _open(asked: Mapping[str, Any], question: Any, port: int, place: str, machine: Any) -> Path | None:
    """Serve the page, or write the hand-out; return the hand-out, if one was asked for."""
    if asked["take"] is not None:
        from sim.web.handout import hand_out

        path = hand_out(question, str(asked["take"]), results_root(asked["results"]), place)
        sys.stdout.write(f"Hand-out: {path}\n")
        return path
    from sim.web.serve import serve

    listening = free_port(port)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    sys.stdout.write(f"What if? {address}  (this computer only; Ctrl-C ends it)\n")
    sys.stdout.flush()
    if asked["open"]:
        Timer(1.0, lambda: webbrowser.open(address)).start()
    begin_with = question if asked["file"] else None
    serve(listening, place, results_root(asked["results"]), begin_with, machine=machine, say=_log)
    return None


def _log(line: str) -> None:
    sys.stderr.write(f"common-ground: {line}\n")
    sys.stderr.flush()


def _question(file: object, place: str) -> Any:
    """Return the question in a file, and say what of it had to be dropped; without a file, that of the first story."""
    if file is None:
        from sim.whatif.stories import stories

        return stories()[0].question
    from sim.whatif.opening import understood

    path = Path(str(file))
    try:
        found = understood(read_yaml(path), place)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
    sys.stderr.write("".join(f"{path}: dropped: {line}\n" for line in found.dropped))
    return found.question


def free_port(first: int) -> socket.socket:
    """Return a socket that listens on the first free port of this computer from `first` on."""
    for port in range(first, min(first + _PORTS, 65536)):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with contextlib.suppress(OSError):
            listening.bind(("127.0.0.1", port))
            listening.listen(128)
            return listening
        listening.close()
    raise InputError(f"port = {first}: none of {_PORTS} ports from there on is free")
