"""uWebSockets by way of `socketify`: one topic, one publish. `python uwebsockets.py PORT FILE`; see epoll.c."""

import sys
from pathlib import Path
from typing import Any

from socketify import App, OpCode  # type: ignore[import-not-found]  # a peer, installed for the run only

payloads = Path(sys.argv[2]).read_text("utf-8").splitlines()
app = App()


def come(page: Any) -> None:  # noqa: ANN401 - the peer has no types
    page.subscribe("all")


def hear(_: object, said: str, _opcode: object) -> None:
    word, _, number = said.partition(" ")
    if word == "go":
        app.publish("all", payloads[int(number)], OpCode.TEXT)


app.ws("/*", {"compression": 0, "idle_timeout": 0, "open": come, "message": hear})
app.listen({"port": int(sys.argv[1]), "host": "127.0.0.1"}, lambda _: None)
app.run()
