"""A stock Starlette application: one coroutine per page, one `send_text` after the other.

`python stock.py PORT FILE`; see epoll.c.
"""

import sys
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

payloads = Path(sys.argv[2]).read_text("utf-8").splitlines()
pages: set[WebSocket] = set()


async def serve(page: WebSocket) -> None:
    await page.accept(subprotocol="live.v1")
    pages.add(page)
    try:
        while True:
            word, _, number = (await page.receive_text()).partition(" ")
            if word == "go":
                for each in list(pages):
                    await each.send_text(payloads[int(number)])
    except WebSocketDisconnect:
        pages.discard(page)


app = Starlette(routes=[WebSocketRoute("/{path:path}", serve)])
uvicorn.run(
    app,
    port=int(sys.argv[1]),
    loop="uvloop",
    http="httptools",
    ws_per_message_deflate=False,
    ws_ping_interval=None,
    log_level="warning",
)
